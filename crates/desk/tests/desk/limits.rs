//! What a stranger may send: little, and told in words where it is more.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::support::{Answer, Office};

async fn send(office: &Office, path: &str, bytes: usize) -> Answer {
    let body = format!("noi_dung={}", "<".repeat(bytes));
    office.call(Request::post(path).body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn a_strangers_form_is_bounded_wherever_it_is_sent_and_told_in_words() {
    let office = Office::new();
    for path in
        ["/ban/yagi-2024/lenh/receipts", "/dang-nhap", "/dang-nhap/ma", "/dang-nhap/quen", "/dang-xuat"]
    {
        for (lang, said) in [("", "quá dài|dài quá"), ("/en", "too long|longer than")] {
            let answer = send(&office, &format!("{lang}{path}"), 3_900_000).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{lang}{path}");
            assert!(answer.body.len() < 20_000, "{path} echoes {} bytes", answer.body.len());
            assert!(said.split('|').any(|said| answer.body.contains(said)), "{}", answer.body);
        }
    }
}

#[tokio::test]
async fn a_form_of_the_usual_size_is_still_carried_through_signing_in() {
    let office = Office::new();
    let answer = send(&office, "/ban/yagi-2024/lenh/receipts", 60_000).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.body.contains("name=\"k:noi_dung\""));
    assert!(answer.body.len() < 400_000, "{} bytes", answer.body.len());
}
