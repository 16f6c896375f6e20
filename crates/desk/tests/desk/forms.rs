//! The one way of a form: recorded once, refused beside its field, never sent by a stranger.

use axum::http::StatusCode;
use domain::Role;

use crate::support::Office;

const PAGE: &str = "/ban/yagi-2024/thu/moi";
const ACTION: &str = "/ban/yagi-2024/lenh/receipts";
const TREASURER: &[Role] = &[Role::Treasurer];

fn gift(amount: &str) -> [(&str, &str); 5] {
    [
        ("amount:m", amount),
        ("donor_name", "Trần Thị Thử"),
        ("account", "cash:main"),
        ("donor", "person"),
        ("effective_on:d", "10/9/2024"),
    ]
}

#[tokio::test]
async fn a_form_is_recorded_and_the_reader_is_sent_on() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    let done = office.fill_in(&cookie, PAGE, ACTION, &gift("1,5tr")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let receipts = office.ledger().receipts(None, 10).unwrap();
    assert_eq!(receipts[0].amount.dong(), 1_500_000);
    assert_eq!(receipts[0].row.name, "Trần Thị Thử");
    let page = office.get(&cookie, &done.location.unwrap()).await;
    assert!(page.body.contains("Đã ghi vào sổ"), "{}", page.body);
}

#[tokio::test]
async fn sent_twice_it_is_recorded_once() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    let page = office.get(&cookie, PAGE).await;
    let hidden = page.form(ACTION);
    let mut form: Vec<(&str, &str)> =
        hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let gift = gift("500k");
    form.extend(gift);
    let first = office.post(&cookie, ACTION, &form).await;
    let second = office.post(&cookie, ACTION, &form).await;
    assert_eq!(first.location, second.location);
    assert_eq!(office.ledger().receipts(None, 10).unwrap().len(), 1);
}

#[tokio::test]
async fn a_refusal_stands_beside_its_field_and_keeps_what_was_typed() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    for (amount, status) in
        [("nhiều", StatusCode::UNPROCESSABLE_ENTITY), ("0", StatusCode::UNPROCESSABLE_ENTITY)]
    {
        let refused = office.fill_in(&cookie, PAGE, ACTION, &gift(amount)).await;
        assert_eq!(refused.status, status, "{}", refused.body);
        assert!(refused.body.contains("aria-invalid"), "{}", refused.body);
        assert!(
            refused.body.contains(&format!("value=\"{amount}\"")) && refused.body.contains("Trần Thị Thử")
        );
    }
    assert!(office.ledger().receipts(None, 10).unwrap().is_empty());
    let english =
        office.fill_in(&cookie, &format!("/en{PAGE}"), &format!("/en{ACTION}"), &gift("many")).await;
    assert!(english.body.contains("A number is needed"), "{}", english.body);
}

#[tokio::test]
async fn nobody_else_sends_it() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    let wrong = office.fill_in(&cookie, PAGE, ACTION, &[&gift("500k")[..], &[("_csrf", "x")]].concat()).await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert!(wrong.body.contains("Trần Thị Thử"), "what was typed is kept");
    let nobody = office.post("stranger", ACTION, &gift("500k")).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    assert!(nobody.body.contains("Trần Thị Thử"));
    let auditor = office.sign_in(&[Role::Auditor]);
    let refused = office.fill_in(&auditor, PAGE, ACTION, &gift("500k")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    assert!(office.ledger().receipts(None, 10).unwrap().is_empty());
    assert!(office.get("stranger", PAGE).await.location.unwrap().starts_with("/dang-nhap?ve="));
}

#[tokio::test]
async fn nobody_is_led_elsewhere() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    for next in ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"] {
        let done =
            office.fill_in(&cookie, PAGE, ACTION, &[&gift("1000")[..], &[("_next", next)]].concat()).await;
        assert!(done.location.unwrap().starts_with("/?xong="), "{next}");
    }
}
