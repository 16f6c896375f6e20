//! Who sees names is written down: whatever page it is, once, and without a name.

use access::{AccessEvent, Seen};
use axum::http::StatusCode;
use domain::Role;

use crate::imports::TREASURER;
use crate::support::Office;

/// What of the fund's names was seen so far, in its order.
fn seen(office: &Office) -> Vec<(Seen, String)> {
    let entries = office.access.entries(0).unwrap();
    let seen = entries.into_iter().filter_map(|(_, stored)| match stored.event {
        AccessEvent::NamesSeen { fund: Some(_), what, subject: Some(subject) } => Some((what, subject)),
        _ => None,
    });
    seen.collect()
}

#[tokio::test]
async fn a_page_with_names_is_written_down_once_in_a_session_and_never_what_was_searched_for() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    let gift = [
        ("amount:m", "500k"),
        ("donor_name", "Lò Thị Mận"),
        ("account", "cash:main"),
        ("donor", "person"),
        ("effective_on:d", "10/9/2024"),
    ];
    let page = "/ban/yagi-2024/thu/moi";
    let done = office.fill_in(&cookie, page, "/ban/yagi-2024/lenh/receipts", &gift).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let before = seen(&office).len();
    for _ in 0..3 {
        assert!(office.get(&cookie, "/ban/yagi-2024/thu/1").await.body.contains("Lò Thị Mận"));
    }
    assert_eq!(seen(&office)[before..], [(Seen::List, "thu/1".to_owned())]);
    for word in ["man", "lo", "thi"] {
        office.get(&cookie, &format!("/ban/yagi-2024/thu?q={word}")).await;
    }
    assert_eq!(seen(&office).len(), before + 2, "{:?}", seen(&office));
    assert!(seen(&office).iter().all(|(_, page)| !page.contains('?') && !page.contains("man")));
    let other = office.sign_in_as("t-0a0b0c0e", TREASURER);
    office.get(&other, "/ban/yagi-2024/thu/1").await;
    assert_eq!(seen(&office).len(), before + 3, "another session is another reader");
    crate::inbox::told(&office, domain::inbox::Kind::Other);
    let code = office.get(&cookie, "/ban/yagi-2024/hom-thu/1?khoan=1").await;
    assert_eq!(code.status, StatusCode::OK);
    assert!(seen(&office).contains(&(Seen::PrivateCopy, "receipts/1/code".to_owned())));
}

#[tokio::test]
async fn a_page_without_names_leaves_no_entry() {
    let office = Office::new();
    let cookie = office.sign_in(&[Role::Treasurer, Role::Auditor]);
    for page in ["/ban/yagi-2024", "/ban/yagi-2024/sao-ke/nhap", "/ban/yagi-2024/kiem-toan/chay-lai"] {
        assert_eq!(office.get(&cookie, page).await.status, StatusCode::OK, "{page}");
    }
    assert_eq!(seen(&office), []);
}

#[tokio::test]
async fn the_same_form_sent_many_times_at_once_is_recorded_once() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    let page = office.get(&cookie, "/ban/yagi-2024/thu/moi").await;
    let action = "/ban/yagi-2024/lenh/receipts";
    let mut form = page.form(action);
    let typed = [
        ("amount:m", "500k"),
        ("account", "cash:main"),
        ("donor", "anonymous"),
        ("effective_on:d", "10/9/2024"),
    ];
    form.retain(|(name, _)| typed.iter().all(|(field, _)| field != name));
    form.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let send = || office.post_owned(&cookie, action, &form);
    let (one, two, three, four) = tokio::join!(send(), send(), send(), send());
    let places: Vec<_> = [one, two, three, four].into_iter().map(|answer| answer.location.unwrap()).collect();
    assert!(places.iter().all(|place| *place == places[0]), "{places:?}");
    let receipts = office.ledger().receipts(None, 10).unwrap();
    assert_eq!(receipts.len(), 1);
}

#[tokio::test]
async fn after_signing_out_the_way_back_shows_nothing() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    let page = office.get(&cookie, "/ban/yagi-2024/thu").await;
    assert!(["private, no-cache", "no-store"].contains(&page.header("cache-control")));
    let form = office.get(&cookie, "/tai-khoan").await.form("/dang-xuat");
    let out = office.post_owned(&cookie, "/dang-xuat", &form).await;
    assert_eq!((out.status, out.header("clear-site-data")), (StatusCode::SEE_OTHER, "\"cache\""));
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    // A browser that asks whether its copy is still good is led to the door.
    assert_eq!(office.get(&cookie, "/ban/yagi-2024/thu").await.status, StatusCode::SEE_OTHER);
}
