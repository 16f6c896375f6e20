//! A bank account beside its statement.

use axum::http::StatusCode;
use domain::{AddAccount, Command, DonorKind, RecordReceipt, Role, Vnd};

use crate::ground::{DAY, code};
use crate::support::Office;

const PAGE: &str = "/ban/yagi-2024/so-quy/doi-chieu/bank:0071000123";
const ACTION: &str = "/ban/yagi-2024/lenh/books";

fn office() -> Office {
    let office = Office::new();
    let account = || code("bank:0071000123");
    office.record(Command::AddAccount(AddAccount { account: account(), published: true, effective_on: DAY }));
    office.record(Command::RecordReceipt(RecordReceipt {
        said: None,
        account: account(),
        amount: Vnd::new(9_000_000),
        donor: DonorKind::Person,
        earmark: None,
        document_on: None,
        effective_on: DAY,
        reference: Some("FT24".into()),
        row: None,
    }));
    office
}

#[tokio::test]
async fn what_agrees_is_recorded_and_holds_until_the_book_changes() {
    let office = office();
    let cookie = office.sign_in(&[Role::Treasurer]);
    let path = format!("{PAGE}?ngay={DAY}&so-du=9.000.000");
    let page = office.get(&cookie, &path).await;
    assert!(page.body.contains("Sổ và sao kê khớp nhau."), "{}", page.body);
    assert_eq!(office.fill_in(&cookie, &path, ACTION, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(office.get(&cookie, PAGE).await.body.contains("Đối chiếu gần nhất đến ngày"));
    assert!(!office.get(&cookie, PAGE).await.body.contains("phải đối chiếu lại"));
}

#[tokio::test]
async fn a_difference_has_to_be_explained() {
    let office = office();
    let cookie = office.sign_in(&[Role::Treasurer]);
    let path = format!("{PAGE}?ngay={DAY}&so-du=8tr");
    let page = office.get(&cookie, &path).await;
    assert!(page.body.contains("−1.000.000") && page.body.contains("Còn phần chênh lệch"), "{}", page.body);
    let refused = office.fill_in(&cookie, &path, ACTION, &[]).await;
    assert!(refused.status.is_client_error() && refused.body.contains("Chưa ghi được"), "{}", refused.body);
    let why = [("personal.note", "Ngân hàng báo có ngày hôm sau")];
    let done = office.fill_in(&cookie, &format!("/en{path}"), &format!("/en{ACTION}"), &why).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
}

#[tokio::test]
async fn a_cash_box_has_no_statement() {
    let office = office();
    let cookie = office.sign_in(&[Role::Auditor]);
    let page = office.get(&cookie, "/ban/yagi-2024/so-quy/doi-chieu/cash:main").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    // An auditor reads, and records nothing.
    let page = office.get(&cookie, &format!("{PAGE}?so-du=1")).await;
    assert!(!page.body.contains("Ghi đối chiếu"), "{}", page.body);
}
