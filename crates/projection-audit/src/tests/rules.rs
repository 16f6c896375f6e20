//! What nobody has checked is never shown as a fact.

use jiff::civil::date;
use projection_balances::BookAccount;

use super::{log, shown, trail};
use crate::reports::calendar;
use crate::rules::{AccountMap, Deadlines, RulesError};

#[test]
fn official_numbers_only_where_mapped_and_in_force() {
    let map = AccountMap::bundled().unwrap();
    let cash = BookAccount::Money("cash:main".parse().unwrap());
    let bank = BookAccount::Money("agribank:1500".parse().unwrap());
    assert_eq!(map.number(&cash, date(2021, 9, 1)), Some("111"));
    assert_eq!(map.number(&bank, date(2021, 9, 1)), Some("112"));
    assert_eq!(map.number(&bank, date(2025, 1, 1)), None, "another circular");
    assert_eq!(map.number(&BookAccount::BankFees, date(2021, 9, 1)), None, "not mapped");
    assert_eq!(map.checked_by, "");
}

#[test]
fn a_kind_that_the_books_do_not_have_is_refused() {
    let text = include_str!("../../../../config/accounts/hcsn-tt107.toml").replace("cash =", "kash =");
    let refused = AccountMap::parse(&text).unwrap_err();
    assert_eq!(refused, RulesError::UnknownKind("kash".into()));
    assert!(refused.to_string().contains("kash"));
    assert!(matches!(Deadlines::parse("[[deadline]]\ncode = 1"), Err(RulesError::Unreadable(_))));
}

#[test]
fn an_unchecked_deadline_has_no_day() {
    let window =
        r#"{"giving":{"window_opened":{"decision":"12/QĐ","first":"2021-12-20","last":"2022-01-31"}}}"#;
    let log = log([(date(2021, 12, 20), window)]);
    let trail = trail(&log, date(2021, 12, 1), date(2022, 3, 31));
    let rows = shown(&calendar(&trail, &Deadlines::bundled().unwrap()));
    assert_eq!(rows.len(), 4);
    assert!(rows[0].starts_with("Thời hạn tiếp nhận, cấp tỉnh, từ 11/12/2021|2021-12-20||Chưa xác định|"));
}

#[test]
fn a_checked_one_has_one() {
    let window =
        r#"{"giving":{"window_opened":{"decision":"12/QĐ","first":"2021-09-01","last":"2021-10-30"}}}"#;
    let log = log([(date(2021, 9, 1), window)]);
    let trail = trail(&log, date(2021, 9, 1), date(2021, 9, 30));
    let rows = shown(&calendar(&trail, &Deadlines::bundled().unwrap()));
    let first =
        "Thời hạn tiếp nhận, cấp tỉnh, trước 11/12/2021|2021-09-01|2021-10-31|Chưa đến|đã đối chiếu văn bản|";
    assert!(rows[0].starts_with(first), "{}", rows[0]);
}
