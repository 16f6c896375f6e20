//! A cash box is counted note by note; a difference is recorded, shown and settled.

use axum::http::StatusCode;
use domain::Role;

use crate::ground::{DAY, cash};
use crate::support::Office;

const PAGE: &str = "/ban/yagi-2024/so-quy/kiem-quy/cash:main";
const ACTION: &str = "/ban/yagi-2024/lenh/books";

#[tokio::test]
async fn notes_add_up_and_a_difference_is_recorded_with_its_cause() {
    let office = Office::new();
    cash(&office, 1_750_000, DAY);
    let cookie = office.sign_in(&[Role::Treasurer]);
    let counted = format!("{PAGE}?ngay={DAY}&d500000=3&d100000=2&d20000=1");
    let page = office.get(&cookie, &counted).await;
    for said in ["1.720.000", "1.750.000", "−30.000", "Thiếu", "500.000 × 3; 100.000 × 2; 20.000 × 1"]
    {
        assert!(page.body.contains(said), "{said} is missing: {}", page.body);
    }
    let cause = [("personal.note", "Trả nhầm 30.000 tiền lẻ")];
    let done = office.fill_in(&cookie, &counted, ACTION, &cause).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let count = office.ledger().rules(|state| state.books.counts().next().map(|(_, count)| count.clone()));
    assert_eq!(count.unwrap().unwrap().open().dong(), -30_000);
    let list = office.get(&cookie, "/ban/yagi-2024/so-quy/kiem-quy").await;
    assert!(list.body.contains("BBKK-2024-00001") && list.body.contains("chưa xử lý"), "{}", list.body);
    let settled = [
        ("command.settle_difference.how", "recovered"),
        ("command.settle_difference.amount", "-30000"),
        ("command.settle_difference.account", "cash:main"),
        ("effective_on:d", "2024-09-06"),
        ("personal.note", "Thủ quỹ nộp lại"),
    ];
    let done = office.fill_in(&cookie, "/ban/yagi-2024/so-quy/kiem-quy", ACTION, &settled).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let list = office.get(&cookie, "/en/ban/yagi-2024/so-quy/kiem-quy").await;
    assert!(!list.body.contains("Settle the difference"), "{}", list.body);
}

#[tokio::test]
async fn a_sum_without_notes_will_do_and_bad_figures_count_nothing() {
    let office = Office::new();
    cash(&office, 500_000, DAY);
    let cookie = office.sign_in(&[Role::Treasurer]);
    let page = office.get(&cookie, &format!("{PAGE}?ngay={DAY}&tong=500k")).await;
    assert!(page.body.contains("Khớp, không chênh lệch."), "{}", page.body);
    let page = office.get(&cookie, &format!("{PAGE}?ngay={DAY}&d500000=x")).await;
    assert!(!page.body.contains("Bước 2"), "{}", page.body);
    let storekeeper = office.sign_in(&[Role::Storekeeper]);
    assert_eq!(office.get(&storekeeper, PAGE).await.status, StatusCode::NOT_FOUND);
}
