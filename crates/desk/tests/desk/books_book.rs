//! The cash book day by day, moves between accounts, and the registers of vouchers.

use axum::http::StatusCode;
use domain::{AddAccount, Command, Role};
use jiff::civil::date;

use crate::ground::{cash, code};
use crate::support::Office;

const ACTION: &str = "/ban/yagi-2024/lenh/books";

#[tokio::test]
async fn the_book_goes_on_from_day_to_day() {
    let office = Office::new();
    for (amount, day) in [(100_000, 3), (250_000, 5), (50_000, 5)] {
        cash(&office, amount, date(2024, 9, day));
    }
    let cookie = office.sign_in(&[Role::Auditor]);
    let book = "/ban/yagi-2024/so-quy/so/cash:main";
    let month = office.get(&cookie, &format!("{book}?tu=2024-09-04&den=2024-09-30")).await;
    for said in ["100.000", "300.000", "400.000", "Bốn trăm nghìn đồng", "05/09/2024"] {
        assert!(month.body.contains(said), "{said} is missing: {}", month.body);
    }
    let day = office.get(&cookie, &format!("{book}/2024-09-05")).await;
    for said in ["PT-2024-00002", "PT-2024-00003", "350.000", "400.000"] {
        assert!(day.body.contains(said), "{said} is missing: {}", day.body);
    }
    let overview = office.get(&cookie, "/ban/yagi-2024/so-quy").await;
    assert!(overview.body.contains("400.000"), "{}", overview.body);
    for path in ["/ban/yagi-2024/so-quy/so/cash:other", "/ban/yagi-2024/so-quy/so/cash:main/2024-13-01"] {
        assert_eq!(office.get(&cookie, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn money_is_sent_and_arrives() {
    const PAGE: &str = "/ban/yagi-2024/so-quy/chuyen-tien";
    let office = Office::new();
    let account = code("bank:0071000123");
    let effective_on = date(2024, 9, 2);
    office.record(Command::AddAccount(AddAccount { account, published: true, effective_on }));
    cash(&office, 900_000, date(2024, 9, 3));
    let cookie = office.sign_in(&[Role::Treasurer]);
    let sent = [
        ("command.send_money.from", "cash:main"),
        ("command.send_money.to", "bank:0071000123"),
        ("command.send_money.amount:m", "800k"),
        ("effective_on:d", "2024-09-04"),
    ];
    let done = office.fill_in(&cookie, PAGE, ACTION, &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(office.get(&cookie, "/ban/yagi-2024/so-quy").await.body.contains("800.000"));
    let arrived = [("effective_on:d", "2024-09-05")];
    let done = office.fill_in(&cookie, PAGE, ACTION, &arrived).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let transit = office.ledger().rules(|state| state.books.in_transit().count()).unwrap();
    assert_eq!(transit, 0);
}

#[tokio::test]
async fn numbers_have_no_gap_and_a_spoiled_one_stays() {
    const PAGE: &str = "/ban/yagi-2024/so-quy/chung-tu?so=PT&nam=2024";
    let office = Office::new();
    cash(&office, 1_000, date(2024, 9, 3));
    let cookie = office.sign_in(&[Role::Treasurer]);
    let spoiled = [
        ("command.spoil_voucher.series", "pt"),
        ("command.spoil_voucher.reason", "torn"),
        ("effective_on:d", "2024-09-03"),
    ];
    let done = office.fill_in(&cookie, PAGE, ACTION, &spoiled).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    cash(&office, 1_000, date(2024, 9, 4));
    let page = office.get(&cookie, PAGE).await;
    for said in ["PT-2024-00001", "PT-2024-00002", "PT-2024-00003", "Hủy: torn", "Không khuyết số"] {
        assert!(page.body.contains(said), "{said} is missing: {}", page.body);
    }
}
