//! Lines that wait for a person: confirmed, dismissed, and two treasurers at one line.

use axum::http::StatusCode;

use crate::imports::{STATEMENT, TREASURER, import, office};
use crate::support::Office;

const LINE: &str = "/ban/yagi-2024/sao-ke/cho/1";
const CONFIRM: &str = "/ban/yagi-2024/lenh/quarantine/1/confirmation";
const DISMISS: &str = "/ban/yagi-2024/lenh/quarantine/1/dismissal";

/// Books with one line that waits, and a treasurer.
async fn with_a_line() -> (Office, String) {
    let office = office();
    let cookie = office.sign_in(TREASURER);
    import(&office, &cookie, STATEMENT).await;
    (office, cookie)
}

#[tokio::test]
async fn a_line_shows_what_is_printed_and_proposes_what_the_balance_proves() {
    let (office, cookie) = with_a_line().await;
    let list = office.get(&cookie, "/ban/yagi-2024/sao-ke/cho").await;
    assert!(list.body.contains("/sao-ke/cho/1\"") && list.body.contains("ung ho bao lu"), "{}", list.body);
    let page = office.get(&cookie, LINE).await;
    for said in ["ung ho bao lu", "5001.13", "không đọc được", "value=\"500.000\"", "Nhập sao kê"]
    {
        assert!(said == "Nhập sao kê" || page.body.contains(said), "{said}: {}", page.body);
    }
    let done = office.fill_in(&cookie, LINE, CONFIRM, &[("amount:m", "500k"), ("donor", "anonymous")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(done.location.unwrap().starts_with("/ban/yagi-2024/sao-ke/cho?xong="));
    let receipts = office.ledger().receipts(None, 10).unwrap();
    assert_eq!((receipts.len(), receipts[1].amount.dong()), (2, 500_000));
    let after = office.get(&cookie, LINE).await;
    assert!(
        after.body.contains("Dòng này đã được xử lý") && after.body.contains("phiếu thu số 2"),
        "{}",
        after.body
    );
}

#[tokio::test]
async fn of_two_treasurers_the_second_hears_that_it_is_settled() {
    let (office, first) = with_a_line().await;
    let second = office.sign_in_as("t-22222222", TREASURER);
    let (one, two) = (office.get(&first, LINE).await, office.get(&second, LINE).await);
    let send = async |cookie: &str, hidden: Vec<(String, String)>, action: &str, fields: &[(&str, &str)]| {
        let mut form: Vec<(&str, &str)> =
            hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.extend(fields);
        office.post(cookie, action, &form).await
    };
    let confirmed =
        send(&first, one.form(CONFIRM), CONFIRM, &[("amount:m", "500000"), ("donor", "person")]).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.body);
    let late = [("reason", "no_transaction"), ("effective_on:d", "10/9/2024")];
    let refused = send(&second, two.form(DISMISS), DISMISS, &late).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
    assert!(refused.body.contains("role=\"alert\"") && refused.body.contains("Dòng này đã được xử lý"));
    assert_eq!(office.ledger().receipts(None, 10).unwrap().len(), 2, "recorded once");
}

#[tokio::test]
async fn a_line_is_laid_aside_for_a_reason() {
    let (office, cookie) = with_a_line().await;
    // Money in that is in the books must name its receipt.
    let bare = [("reason", "already_recorded"), ("same_as:n", "")];
    let refused = office
        .fill_in(&cookie, LINE, DISMISS, &[&bare[..], &[("effective_on:d", "10/9/2024")]].concat())
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.body.contains("value=\"already_recorded\" selected"), "{}", refused.body);
    let same = [("reason", "already_recorded"), ("same_as:n", "1"), ("effective_on:d", "10/9/2024")];
    let done = office.fill_in(&cookie, LINE, DISMISS, &same).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(office.ledger().quarantined().unwrap().is_empty());
    let page = office.get(&cookie, "/ban/yagi-2024/thu/1").await;
    assert!(page.body.contains("Chính là phiếu thu số 1"), "the receipt tells it too: {}", page.body);
    assert_eq!(office.get(&cookie, "/ban/yagi-2024/sao-ke/cho/9").await.status, StatusCode::NOT_FOUND);
    let statements = office.get(&cookie, "/ban/yagi-2024/sao-ke").await;
    assert!(statements.body.contains("/sao-ke/1\""), "{}", statements.body);
    let statement = office.get(&cookie, "/en/ban/yagi-2024/sao-ke/1").await;
    assert!(statement.body.contains("SHA-256") && statement.body.contains("1,000,000"), "{}", statement.body);
}
