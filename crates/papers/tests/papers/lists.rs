//! Lists: to be signed, of money, of goods.

use domain::relief::Delivery;
use domain::{IssueNo, PaymentNo, RequestNo};
use jiff::ToSpan as _;
use papers::{Paper, PaperError, goods_list, money_list, print, recipient_list, request_list};
use serde_json::{Value, json};

use crate::fund::{DAY, FUND, issuer};

#[track_caller]
fn data(name: &str, paper: &Paper) -> Value {
    let bytes = print(paper).unwrap();
    assert_eq!(bytes, print(paper).unwrap());
    if let Some(folder) = std::env::var_os("PAPERS_OUT") {
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), bytes).unwrap();
    }
    serde_json::to_value(paper).unwrap()["paper"].clone()
}

fn signed(delivery: Delivery) -> Result<Paper, PaperError> {
    recipient_list(&FUND.ledger, &issuer(), delivery)
}

#[test]
fn those_who_sign_are_named() {
    let list = data("ky-nhan-tien", &signed(Delivery::Payment(PaymentNo::new(1))).unwrap());
    assert_eq!(list["head"]["number"], "DSKN-PC-2021-00001");
    assert_eq!(list["decision"], "quyết định 25/QĐ-BVĐ, đợt 3");
    assert_eq!(list["area"], "Ấp 3, xã Mỹ Hiệp, tỉnh Đồng Tháp");
    assert_eq!(list["confirmed_by"], json!(["Trưởng Ban Công tác Mặt trận", "TM. UBND xã Mỹ Hiệp"]));
    assert_eq!(list["purpose"], "Danh sách nhận hỗ trợ: hộ trong khu vực phong tỏa");
    let line = |name: &str, category: &str, members: u16, amount: &str, place: u8| {
        json!({"name": name, "address": "Tổ g-12, ấp 3", "category": category, "members": members,
            "amount": amount, "goods": "", "note": "", "code": format!("{}:C1:{place}", FUND.ledger.fund())})
    };
    let lines =
        [line("Lê Thị Hạt", "Hộ nghèo", 3, "1.500.000", 1), line("Phạm Văn Lúa", "", 4, "1.000.000", 2)];
    assert_eq!(list["lines"], json!(lines));
}

#[test]
fn goods_are_listed_in_words_and_a_request_before_it_is_done() {
    let issued = data("ky-nhan-hang", &signed(Delivery::Issue(IssueNo::new(1))).unwrap());
    let asked = request_list(&FUND.ledger, &issuer(), RequestNo::new(5)).unwrap();
    let asked = data("ky-nhan-de-nghi", &asked);
    assert_eq!(
        (&issued["lines"][0]["name"], &asked["lines"][0]["code"]),
        (&asked["lines"][0]["name"], &Value::Null)
    );
    assert_eq!(issued["lines"][0]["goods"], "1 bao Gạo");
    assert_eq!(issued["lines"][1]["goods"], "15 kg Gạo");
    assert_eq!(asked["head"]["number"], "DSKN-ĐN-5");
}

#[test]
fn what_has_no_recipients_has_no_list() {
    assert!(matches!(signed(Delivery::Payment(PaymentNo::new(2))), Err(PaperError::Nothing)));
    assert!(matches!(signed(Delivery::Payment(PaymentNo::new(9))), Err(PaperError::Unknown { .. })));
    assert!(matches!(signed(Delivery::Issue(IssueNo::new(9))), Err(PaperError::Unknown { .. })));
    let request = |number| request_list(&FUND.ledger, &issuer(), RequestNo::new(number));
    assert!(matches!(request(2), Err(PaperError::Nothing)));
    assert!(matches!(request(99), Err(PaperError::Unknown { .. })));
}

#[test]
fn gifts_of_money_stand_in_cash_or_transfer() {
    let list = money_list(&FUND.ledger, &issuer(), DAY, DAY).unwrap();
    let list = data("tong-hop-thu", &list);
    assert_eq!(list["head"]["number"], "BTH-20210805-20210805");
    let lines = list["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 4, "the reversed one is left out");
    assert_eq!((&lines[0]["cash"], &lines[0]["transfer"]), (&json!("50.100.000"), &Value::Null));
    assert_eq!(lines[1]["transfer"], "200.000.000");
    assert_eq!(lines[3]["note"], "Chờ xác định");
    let before = DAY - 1.day();
    assert!(matches!(money_list(&FUND.ledger, &issuer(), before, before), Err(PaperError::Nothing)));
}

#[test]
fn gifts_of_an_item_stand_in_one_unit() {
    let item = "gao".parse().unwrap();
    let list = goods_list(&FUND.ledger, &issuer(), &item, DAY, DAY).unwrap();
    let list = data("ke-hien-vat", &list);
    assert_eq!((&list["goods"], &list["unit"]), (&json!("Gạo"), &json!("bao")));
    assert_eq!(list["lines"].as_array().unwrap().len(), 1, "the reversed one is left out");
    assert_eq!(list["lines"][0]["quantity"], "40");
    let unknown = goods_list(&FUND.ledger, &issuer(), &"vang".parse().unwrap(), DAY, DAY);
    assert!(matches!(unknown, Err(PaperError::Unknown { .. })));
}
