//! Each line of the posting table, as a line of data.

use super::{event, folded};

const ADDED: &str = r#"{"account_added":{"account":"cash:main","published":true}}"#;
const GIFT: &str =
    r#"{"receipt_recorded":{"account":"cash:main","amount":"900","donor":"person","receipt":1}}"#;
const RICE: &str = r#"{"goods":{"goods_received":{"donor":"person","lines":[{"box_code":null,"condition":"new",
    "counted":"10","expiry":null,"item":"rice","lot":1,"maker_lot":null,"quantity":"10","unit":"kg","value":"1000",
    "value_source":"invoice"}],"receipt":1,"source":"gift","voucher":"PNK-2021-00001","warehouse":"main"}}}"#;
const ASKED: &str = r#"{"relief":{"request_made":{"content":{"payment":{"account":"cash:main","amount":"100",
    "head":"food","kind":{"relief":{"area":"82"}}}},"digest":
    "0000000000000000000000000000000000000000000000000000000000000000","expires_on":"2021-12-31","maker":"treasurer:t-test","request":1,
    "value":"100"}}}"#;

/// After `events`, every account that is not empty, as `kind detail balance`, and the two sides are equal.
#[track_caller]
fn check(events: &[&str], expected: &[&str]) {
    let balances = folded(events.iter().map(|json| event(json)));
    let lines = balances.lines().chain(balances.memo_lines()).filter(|line| line.balance != 0);
    let shown: Vec<_> = lines
        .map(|line| {
            let text = format!("{} {} {}", line.account.kind(), line.account.detail(), line.balance);
            text.replace("  ", " ")
        })
        .collect();
    assert_eq!(shown, expected);
    let total = balances.total();
    assert_eq!(total.debit, total.credit);
}

#[test]
fn a_gift_a_held_one_and_the_decision_to_take_it() {
    let held = r#"{"receipt_recorded":{"account":"cash:main","amount":"50","donor":"person","held":true,"receipt":2}}"#;
    let taken = r#"{"giving":{"held_receipt_taken":{"account":"cash:main","amount":"50","decision":"12","donor":"person",
        "earmark":{"beneficiary":null,"place":"82","purpose":null},"receipt":2}}}"#;
    check(&[ADDED, GIFT, held], &["money cash:main 950", "contributions 900", "held_receipts 50"]);
    let after = ["money cash:main 950", "contributions 900", "contributions (-/82/-) 50"];
    check(&[ADDED, GIFT, held, taken], &after);
}

#[test]
fn a_payment_goes_where_its_request_says_and_comes_back_as_its_negative() {
    let paid = r#"{"relief":{"paid":{"account":"cash:main","amount":"100","fee":"3","kind":{"relief":{"area":"82"}},
        "payment":1,"request":1,"voucher":"PC-2021-00001"}}}"#;
    let reversed = r#"{"relief":{"payment_reversed":{"account":"cash:main","amount":"-100","kind":{"relief":
        {"area":"82"}},"payment":1,"reason":"wrong-payee","voucher":"DC-2021-00001"}}}"#;
    let paid_out = ["money cash:main 797", "contributions 900", "relief food 100", "bank_fees 3"];
    check(&[ADDED, GIFT, ASKED, paid], &paid_out);
    let back = ["money cash:main 897", "contributions 900", "bank_fees 3"];
    check(&[ADDED, GIFT, ASKED, paid, reversed], &back);
}

#[test]
fn a_payment_that_explains_a_bank_line_moves_no_money() {
    let line =
        r#"{"bank_movement_recorded":{"account":"cash:main","amount":"100","bank":{},"kind":"payment"}}"#;
    let paid = r#"{"relief":{"paid":{"account":"cash:main","amount":"100","explains":0,"fee":"0","kind":{"advance":
        "team-1"},"payment":1,"request":1,"voucher":"UNC-2021-00001"}}}"#;
    let settled = r#"{"relief":{"advance_settled":{"account":"cash:main","evidence":
        "0000000000000000000000000000000000000000000000000000000000000000","head":"food","payment":1,"returned":"40",
        "spent":"60","team":"team-1","voucher":"TTTU-2021-00001"}}}"#;
    let explained = ["money cash:main 800", "contributions 900", "advance_to_team team-1 100"];
    check(&[ADDED, GIFT, line, paid], &explained);
    let after = ["money cash:main 840", "contributions 900", "relief food 60"];
    check(&[ADDED, GIFT, line, paid, settled], &after);
}

#[test]
fn a_count_that_misses_cash_waits_for_its_explanation() {
    let counted = r#"{"books":{"cash_counted":{"account":"cash:main","booked":"900","count":1,"counted":"880","voucher":
        "BBKK-2021-00001"}}}"#;
    let back = r#"{"books":{"difference_settled":{"account":"cash:main","amount":"-15","count":1,"how":"recovered"}}}"#;
    let borne = r#"{"books":{"difference_settled":{"account":"cash:main","amount":"-5","count":1,"how":"written_off"}}}"#;
    check(&[ADDED, GIFT, counted], &["money cash:main 880", "contributions 900", "cash_shortage 20"]);
    let after = ["money cash:main 895", "contributions 900", "shortage_loss 5"];
    check(&[ADDED, GIFT, counted, back, borne], &after);
}

#[test]
fn goods_are_stock_until_they_are_given() {
    let issued = r#"{"goods":{"goods_issued":{"head":"food","issue":1,"lines":[{"lot":1,"quantity":"4","value":"400"}],
        "to":{"area":"82"},"voucher":"PXK-2021-00001","warehouse":"main"}}}"#;
    let sent = r#"{"goods":{"goods_sent":{"from":"main","lines":[{"lot":1,"quantity":"6","value":"600"}],"shipment":1,
        "to":"north","voucher":"PXK-2021-00002"}}}"#;
    let arrived = r#"{"goods":{"goods_arrived":{"lines":[{"arrived":"4","damaged":"1",
        "damaged_lot":2,"damaged_value":"100","lot":1,"sent":"6","value":"-100"}],"shipment":1}}}"#;
    check(&[RICE], &["goods_stock rice 1000", "contributions_in_kind 1000"]);
    let out = ["contributions_in_kind 1000", "relief_in_kind food 400", "goods_in_transit 600"];
    check(&[RICE, issued, sent], &out);
    let after = [
        "goods_stock rice 500",
        "contributions_in_kind 1000",
        "relief_in_kind food 400",
        "goods_differences 100",
    ];
    check(&[RICE, issued, sent, arrived], &after);
}

#[test]
fn goods_of_others_stand_apart() {
    let held = RICE.replacen(r#""donor""#, r#""custody":{"area":"82"},"donor""#, 1);
    let issued = r#"{"goods":{"goods_issued":{"head":"food","issue":1,"lines":[{"lot":1,"quantity":"4","value":"400"}],
        "to":{"area":"82"},"voucher":"PXK-2021-00001","warehouse":"main"}}}"#;
    check(&[&held, issued], &["custody_goods rice 600", "custody_owed area:82 600"]);
    assert_eq!(folded([event(&held)]).total().debit, 0, "not in the trial balance");
}
