//! Small years by hand: lineage, vouchers, allocations, hand-overs.

use jiff::civil::{Date, date};

use super::{check, log, trail};
use crate::{Trail, reports};

const NO_DIGEST: &str = "0000000000000000000000000000000000000000000000000000000000000000";

fn day(of_september: i8) -> Date {
    date(2021, 9, of_september)
}

fn gift(receipt: u64, amount: u64, earmark: &str) -> String {
    format!(
        r#"{{"receipt_recorded":{{"account":"cash:main","amount":"{amount}","donor":"person","earmark":{earmark},"receipt":{receipt},"voucher":"PT-2021-{receipt:05}"}}}}"#
    )
}

fn request(number: u64, amount: u64) -> String {
    format!(
        r#"{{"relief":{{"request_made":{{"content":{{"payment":{{"account":"cash:main","allocation":{{"allocation":1,"line":1}},"amount":"{amount}","head":"food","kind":{{"relief":{{"area":"82"}}}}}}}},"digest":"{NO_DIGEST}","expires_on":"2021-12-31","maker":"treasurer:t-test","request":{number},"value":"{amount}"}}}}}}"#
    )
}

fn paid(number: u64, amount: u64, kind: &str) -> String {
    format!(
        r#"{{"relief":{{"paid":{{"account":"cash:main","amount":"{amount}","fee":"0","kind":{kind},"payment":{number},"request":{number},"voucher":"PC-2021-{number:05}"}}}}}}"#
    )
}

fn september(events: &[(i8, String)]) -> Trail {
    let log = log(events.iter().map(|(on, json)| (day(*on), json.as_str())));
    trail(&log, day(1), day(30))
}

const RELIEF: &str = r#"{"relief":{"area":"82"}}"#;

#[test]
fn what_came_first_pays_first_and_an_earmark_only_its_own() {
    let events = [
        (1, gift(1, 100, "null")),
        (2, gift(2, 500, r#"{"beneficiary":null,"place":"87","purpose":null}"#)),
        (3, gift(3, 80, "null")),
        (4, paid(1, 120, RELIEF)),
        (5, paid(2, 70, RELIEF)),
    ];
    let free = "Không điều kiện";
    let expected = [
        format!("1|2021-09-04|{free}|Số thu 1|2021-09-01|100"),
        format!("1|2021-09-04|{free}|Số thu 3|2021-09-03|20"),
        format!("2|2021-09-05|{free}|Số thu 3|2021-09-03|60"),
        format!("2|2021-09-05|{free}|Chưa có nguồn||10"),
    ];
    check(&reports::lineage(&september(&events), None), &expected.each_ref().map(String::as_str));
}

#[test]
fn the_register_shows_spoiled_numbers_and_gaps() {
    let spoiled = r#"{"books":{"voucher_spoiled":{"reason":"torn","voucher":"PT-2021-00002"}}}"#;
    let events = [(1, gift(1, 100, "null")), (2, spoiled.to_owned()), (3, gift(4, 80, "null"))];
    let expected = [
        "PT-2021-00001|2021-09-01|0|Thu tiền ủng hộ||",
        "PT-2021-00002|2021-09-02|1|Hủy số chứng từ|torn|",
        "PT-2021-00003|||Chưa có trong kỳ đã biết||",
        "PT-2021-00004|2021-09-03|2|Thu tiền ủng hộ||",
    ];
    check(&reports::vouchers(&september(&events)), &expected);
}

#[test]
fn a_share_beside_what_was_spent_of_it_and_what_is_not_signed() {
    let decided = r#"{"relief":{"allocation_decided":{"allocation":1,"decision":"7/QĐ","head":"food","lines":[{"amount":
        "500","earmark":null,"goods":[],"need":null,"policy":null,"to":{"area":"82"}}],"round":1}}}"#;
    let limits =
        r#"{"relief":{"limits_adopted":{"confirm_days":9,"expire_days":9,"sign_days":5,"two_above":"1"}}}"#;
    let signed = format!(
        r#"{{"relief":{{"recipients_signed":{{"delivery":{{"payment":1}},"evidence":"{NO_DIGEST}","signed":1}}}}}}"#
    );
    let events = [
        (1, gift(1, 900, "null")),
        (1, decided.to_owned()),
        (1, limits.to_owned()),
        (2, request(1, 200)),
        (3, paid(1, 200, RELIEF)),
        (4, signed),
        (5, request(2, 100)),
        (29, paid(2, 100, RELIEF)),
    ];
    let trail = september(&events);
    check(&reports::allocations(&trail), &["1|7/QĐ|2021-09-01|area:82|food|500|300|200|0"]);
    let open = [
        "2021-09-03|PC-2021-00001|area:82||2021-09-04||Quá hạn xác nhận|200",
        "2021-09-29|PC-2021-00002|area:82||||Chưa bàn giao|100",
    ];
    check(&reports::unsigned(&trail), &open);
}

#[test]
fn an_advance_ages_until_it_is_accounted_for() {
    let settled = format!(
        r#"{{"relief":{{"advance_settled":{{"account":"cash:main","evidence":"{NO_DIGEST}","head":"food","payment":1,"returned":"10","spent":"60","team":"team-1","voucher":"TTTU-2021-00001"}}}}}}"#
    );
    let events = [(1, gift(1, 900, "null")), (10, paid(1, 100, r#"{"advance":"team-1"}"#)), (12, settled)];
    let row = "2021-09-10|PC-2021-00001|team-1|20|100|60|10|30";
    check(&reports::advances(&september(&events)), &[row]);
}

#[test]
fn donors_are_named_by_whoever_may_name_them() {
    let report = reports::donors(&september(&[(1, gift(1, 900, "null"))]), &|donor| {
        Some(format!("#{}", donor.receipt))
    });
    check(&report, &["1|2021-09-01|PT-2021-00001|#1|Cá nhân|Không điều kiện|900"]);
}
