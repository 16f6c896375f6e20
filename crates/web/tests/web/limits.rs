//! What one network may take at once, and that everybody else goes on.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use tower::ServiceExt as _;

use crate::books::{Served, Told, give, open, serve};

fn many() -> Served {
    serve(|books| {
        let ledger = open(books, "lu-2024", "Quỹ");
        for _ in 0..44 {
            give(&ledger, &Told::default());
        }
    })
}

#[test]
fn downloads_of_one_network_at_once_are_bounded_and_others_go_on() {
    let served = many();
    let router = web::router(&served.books);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let ask = |path: &str, last: u8| {
        let mut request = Request::get(format!("/quy/lu-2024/du-lieu/{path}")).body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, last], 9))));
        runtime.block_on(router.clone().oneshot(request)).unwrap()
    };
    let names = ["ung-ho.csv", "ung-ho.ndjson", "chi.csv", "chi.ndjson", "iati.xml", "ung-ho.csv"];
    let mut open: Vec<_> = names.into_iter().map(|name| ask(name, 1)).collect();
    assert!(open.iter().all(|answer| answer.status() == 200));
    for name in names {
        let refused = ask(name, 1);
        assert_eq!(refused.status(), 429, "{name}");
        assert_eq!(refused.headers()["retry-after"], "60");
        let page = runtime.block_on(axum::body::to_bytes(refused.into_body(), 1 << 20)).unwrap();
        assert!(String::from_utf8_lossy(&page).contains("quá nhiều tệp được tải cùng lúc"));
    }
    assert_eq!(ask("ung-ho.csv", 2).status(), 200);
    let whole = runtime.block_on(axum::body::to_bytes(open.pop().unwrap().into_body(), 1 << 20)).unwrap();
    assert_eq!(String::from_utf8_lossy(&whole).lines().count(), 1 + 1 + 44, "{whole:?}");
    let mut again = open;
    again.push(ask("chi.csv", 1));
    assert_eq!(again.last().unwrap().status(), 200, "who has read to the end may ask again");
    // All together.
    let others: Vec<_> = (3..=70).map(|last| ask("ung-ho.csv", last)).collect();
    let taken = others.iter().filter(|answer| answer.status() == 200).count();
    assert_eq!(taken, 64 - 6);
}

#[test]
fn one_network_does_not_listen_for_everybody() {
    let served = many();
    let router = web::router(&served.books);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let listen = |last: u8| {
        let mut request = Request::get("/quy/lu-2024/truc-tiep").body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, last], 9))));
        runtime.block_on(router.clone().oneshot(request)).unwrap()
    };
    let open: Vec<_> = (0..200).map(|_| listen(1)).collect();
    assert!(open.iter().all(|answer| answer.status() == 200));
    let refused = listen(1);
    assert_eq!((refused.status().as_u16(), refused.headers()["retry-after"].to_str().unwrap()), (503, "60"));
    assert_eq!(listen(2).status(), 200);
    drop(open);
    assert_eq!(listen(1).status(), 200);
}

#[test]
fn a_public_form_that_is_too_long_is_refused_in_words_and_not_echoed() {
    let served = many();
    for page in ["bao-bat-thuong", "phan-anh", "cua-toi"] {
        let long = "<".repeat(70_000);
        let got = served.post(&format!("/quy/lu-2024/{page}"), &[("noi_dung", long.as_str())], 413);
        assert!(got.body.contains("Biểu mẫu dài quá 64 kB") && got.body.len() < 20_000, "{page}");
        let got = served.post(&format!("/en/quy/lu-2024/{page}"), &[("noi_dung", long.as_str())], 413);
        assert!(got.body.contains("longer than 64 kB"), "{page}");
    }
}
