//! A decision to allocate: from the form into the books, and what is left of it.

use axum::http::StatusCode;
use domain::Role;

use crate::ground::A;
use crate::support::Office;

const FORM: &str = "/ban/yagi-2024/phan-bo/moi";
const ACTION: &str = "/ban/yagi-2024/lenh/relief";

fn decision(amount: &str) -> [(&str, &str); 5] {
    [
        ("command.decide_allocation.decision", "QĐ 9"),
        ("command.decide_allocation.head", "food"),
        ("command.decide_allocation.round:n", "2"),
        ("command.decide_allocation.lines[3].to.area", "p-1"),
        ("command.decide_allocation.lines[3].amount:m", amount),
    ]
}

#[tokio::test]
async fn a_decision_is_recorded_and_shown_with_what_is_left() {
    let office = Office::with_rules();
    let cookie = office.approver(A);
    let done = office.fill_in(&cookie, FORM, ACTION, &decision("1,2 tỷ")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let list = office.get(&cookie, "/ban/yagi-2024/phan-bo").await;
    for said in ["QĐ 9", "Xã Thử Nghiệm", "1.200.000.000", "QĐ 7", "800.000.000"] {
        assert!(list.body.contains(said), "{said} is missing: {}", list.body);
    }
    let english = office.get(&cookie, "/en/ban/yagi-2024/phan-bo").await;
    assert!(english.body.contains("May still be allocated"), "{}", english.body);
}

#[tokio::test]
async fn more_than_is_free_is_refused_and_what_was_typed_is_kept() {
    let office = Office::with_rules();
    let cookie = office.approver(A);
    let refused = office.fill_in(&cookie, FORM, ACTION, &decision("1,3 tỷ")).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    assert!(refused.body.contains("Chưa ghi được") && refused.body.contains("1,3 tỷ"), "{}", refused.body);
    let treasurer = office.sign_in(&[Role::Treasurer]);
    let refused = office.fill_in(&treasurer, FORM, ACTION, &decision("1tr")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
