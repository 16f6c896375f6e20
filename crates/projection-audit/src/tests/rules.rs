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

#[test]
fn working_days_pass_over_the_weekend_and_apply_from_the_day_of_the_law_on() {
    let deadlines = Deadlines::bundled().unwrap();
    let due = |code, asked| deadlines.of(code, asked).and_then(|deadline| deadline.due(asked));
    for (asked, answered, done) in [
        (date(2026, 11, 17), Some(date(2026, 11, 19)), Some(date(2026, 12, 7))),
        (date(2026, 11, 19), Some(date(2026, 11, 23)), Some(date(2026, 12, 9))),
        (date(2026, 11, 20), Some(date(2026, 11, 24)), Some(date(2026, 12, 10))),
        (date(2026, 11, 22), Some(date(2026, 11, 24)), Some(date(2026, 12, 12))),
        (date(2025, 12, 31), None, None),
    ] {
        assert_eq!((due("erasure-answer", asked), due("erasure-done", asked)), (answered, done), "{asked}");
    }
}
