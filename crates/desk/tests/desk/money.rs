//! Money on its way out: asked for out of a share, household by household, given back; approved by another, then paid. And
//! the day's desk, which tells what is left to do.

use axum::http::StatusCode;
use domain::{RequestNo, Role};
use serde_json::{Value, json};
use wire::Part;

use crate::imports::{STATEMENT, TREASURER, import, office};
use crate::support::{Answer, Office};

const RELIEF: &str = "/ban/yagi-2024/lenh/relief";
const CONTENT: &str = "command.make_request.content.payment";

/// A group of two households with a share of 900.000, and two million in the cash box.
fn fund() -> Office {
    let office = office();
    let operator = "operator:t-00000001";
    let area = json!({"area": "87", "kind": "province", "name": "Đồng Tháp"});
    let declare = json!({"command": {"declare_areas": {"areas": [area], "decision": "1"}}});
    office.ask_of(operator, Part::Network, &declare);
    let group = json!({"area": "87", "group": "g-1", "households": 2});
    office.ask_of(operator, Part::Network, &json!({"command": {"form_groups": {"groups": [group]}}}));
    let households = json!([{"household": "g-1/1", "members": 4}, {"household": "g-1/2", "members": 2}]);
    let names = json!([{"name": "Nguyễn Thị Thử"}, {"name": "Lê Văn Thử"}]);
    let register = json!({"command": {"register_households": {"households": households}}, "personal": names});
    office.ask_of(operator, Part::Network, &register);
    let limits = json!({"confirm_days": 7, "expire_days": 3650, "sign_days": 7, "two_above": "100000000"});
    office.ask_of(operator, Part::Relief, &json!({"command": {"adopt_limits": limits}}));
    let approver = json!({"per_request": "50000000", "person": "approver:t-0000000a"});
    office.ask_of(operator, Part::Relief, &json!({"command": {"appoint_approver": approver}}));
    let gift = json!({"account": "cash:main", "amount": "2000000", "donor": "anonymous", "effective_on": "2024-09-10"});
    let gift = wire::Target::RecordReceipt.read(gift.to_string().as_bytes(), jiff::civil::date(2024, 9, 12));
    office.record(gift.unwrap().command);
    let line = json!({"amount": "900000", "to": {"group": "g-1"}});
    let decide = json!({"decision": "02/QĐ", "head": "ho-tro", "lines": [line], "round": 1});
    office.ask_of("approver:t-0000000a", Part::Relief, &json!({"command": {"decide_allocation": decide}}));
    office
}

fn approve(office: &Office, number: u64) {
    let digest = office
        .ledger()
        .rules(|state| state.relief.requests.open(RequestNo::new(number)).unwrap().digest.to_string())
        .unwrap();
    let approve = json!({"command": {"approve_request": {"digest": digest, "request": number}}});
    office.ask_of("approver:t-0000000a", Part::Relief, &approve);
}

/// The values of the ticked boxes of a page.
fn boxes(page: &Answer) -> Vec<(String, String)> {
    let inputs = page.body.split("<input type=\"checkbox\" ").skip(1);
    let attribute = |input: &str, name: &str| {
        let value = input.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap();
        value.replace("&#34;", "\"")
    };
    inputs.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
}

async fn ask(office: &Office, cookie: &str, page: &str, fields: &[(&str, &str)]) -> Answer {
    office.fill_in(cookie, page, RELIEF, &[fields, &[("effective_on:d", "12/9/2024")]].concat()).await
}

#[tokio::test]
async fn relief_is_asked_for_household_by_household_and_paid_in_two_parts() {
    let office = fund();
    let cookie = office.sign_in(TREASURER);
    let choose = office.get(&cookie, "/ban/yagi-2024/de-nghi/moi").await;
    assert!(choose.body.contains("/de-nghi/moi/ho-tro?phan=1-1"), "{}", choose.body);
    let form = "/ban/yagi-2024/de-nghi/moi/ho-tro?phan=1-1&to=g-1&muc=100k&theo=nguoi";
    let page = office.get(&cookie, form).await;
    assert!(page.body.contains("Nguyễn Thị Thử") && page.body.contains("value=\"600.000\""), "{}", page.body);
    let ticked = boxes(&page);
    assert_eq!(ticked.len(), 2);
    let mut fields = vec![
        (format!("{CONTENT}.kind.relief:j"), r#"{"group":"g-1"}"#.to_owned()),
        (format!("{CONTENT}.account"), "cash:main".to_owned()),
        (format!("{CONTENT}.amount:m"), "500k".to_owned()),
        ("personal.note".to_owned(), "đợt 1".to_owned()),
    ];
    fields.extend(ticked);
    let wrong = fields.clone();
    let pairs: Vec<_> = wrong.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let refused = ask(&office, &cookie, form, &pairs).await;
    assert_ne!(refused.status, StatusCode::SEE_OTHER, "the list does not add up to 500.000");
    assert!(refused.body.contains("value=\"500k\"") && refused.body.contains("đợt 1"), "{}", refused.body);
    fields[2].1 = "600.000".to_owned();
    let pairs: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let made = ask(&office, &cookie, form, &pairs).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    assert!(made.location.unwrap().starts_with("/ban/yagi-2024/de-nghi/1?xong="));

    let list = office.get(&cookie, "/ban/yagi-2024/de-nghi").await;
    assert!(list.body.contains("Chờ duyệt") && !list.body.contains("/de-nghi/1/chi"), "{}", list.body);
    let pay = "/ban/yagi-2024/de-nghi/1/chi";
    assert!(office.get(&cookie, pay).await.body.contains("chưa duyệt xong"));
    approve(&office, 1);
    let list = office.get(&cookie, "/ban/yagi-2024/de-nghi?trang-thai=da-duyet").await;
    assert!(list.body.contains("/de-nghi/1/chi"), "{}", list.body);

    let page = office.get(&cookie, pay).await;
    let first = boxes(&page).swap_remove(0);
    let part = [
        (first.0.as_str(), first.1.as_str()),
        ("command.pay.amount:m", "400.000"),
        ("command.pay.fee:m", "0"),
        ("personal.name", "Nguyễn Thị Thử"),
    ];
    let paid = ask(&office, &cookie, pay, &part).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.body);
    let page = office.get(&cookie, pay).await;
    assert!(page.body.contains("value=\"200.000\"") && boxes(&page).len() == 1, "{}", page.body);
    let rest = [("command.pay.amount:m", "200k"), ("command.pay.fee:m", "0")];
    let paid = ask(&office, &cookie, pay, &rest).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.body);
    assert_eq!(office.get(&cookie, pay).await.status, StatusCode::NOT_FOUND);
    let done = office.get(&cookie, "/ban/yagi-2024/de-nghi?trang-thai=xong").await;
    assert!(done.body.contains("600.000"), "the log still tells what it asked for: {}", done.body);
}

#[tokio::test]
async fn costs_need_no_share_and_a_refund_begins_on_its_receipt() {
    let office = fund();
    let cookie = office.sign_in(TREASURER);
    let supplier = json!({"kind": "supplier", "name": "Nhà xe Mẫu", "organisation": "nha-xe"});
    office.ask_of(
        "operator:t-00000001",
        Part::Network,
        &json!({"command": {"declare_organisation": supplier}}),
    );
    let cost = [
        ("command.make_request.content.payment.kind.cost:j", r#"{"organisation":"nha-xe"}"#),
        ("command.make_request.content.payment.account", "cash:main"),
        ("command.make_request.content.payment.amount:m", "2,5tr"),
        ("command.make_request.content.payment.head", "van-chuyen"),
    ];
    let page = "/ban/yagi-2024/de-nghi/moi/chi-phi";
    assert!(office.get(&cookie, page).await.body.contains("Nhà xe Mẫu"));
    let made = ask(&office, &cookie, page, &cost).await;
    // There are two million.
    assert_ne!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let mut cost = cost;
    cost[2].1 = "300k";
    let made = ask(&office, &cookie, page, &cost).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);

    let receipt = office.get(&cookie, "/ban/yagi-2024/thu/1").await;
    assert!(receipt.body.contains("/de-nghi/moi/hoan-tra?so=1"), "{}", receipt.body);
    let page = "/en/ban/yagi-2024/de-nghi/moi/hoan-tra?so=1";
    let form = office.get(&cookie, page).await;
    assert!(form.body.contains("value=\"2.000.000\""), "as it is typed, in English too: {}", form.body);
    let refund = [
        ("command.make_request.content.refund.amount:m", "500.000"),
        ("command.make_request.content.refund.reason", "asked_by_donor"),
    ];
    let made = office.fill_in(&cookie, page, &format!("/en{RELIEF}"), &refund).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let list = office.get(&cookie, "/en/ban/yagi-2024/de-nghi").await;
    assert!(
        list.body.contains("the sender of receipt 1") && list.body.contains("Cost of the fund"),
        "{}",
        list.body
    );
    for missing in ["/de-nghi/moi/qua", "/de-nghi/moi/hoan-tra?so=9", "/de-nghi/moi/ho-tro?phan=7-1"] {
        let page = office.get(&cookie, &format!("/ban/yagi-2024{missing}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{missing}");
    }
    let none = office.get(&cookie, "/ban/yagi-2024/de-nghi/moi/ho-tro").await;
    assert!(none.body.contains("phan=1-1"), "the share is chosen first: {}", none.body);
}

#[tokio::test]
async fn the_day_begins_with_what_is_left_to_do() {
    let office = fund();
    let cookie = office.sign_in(TREASURER);
    import(&office, &cookie, STATEMENT).await;
    let content: Value = json!({"payment": {"account": "cash:main", "amount": "150000", "head": "van-chuyen",
        "kind": {"cost": {"area": "87"}}}});
    let make = json!({"command": {"make_request": {"content": content}}});
    office.ask_of("treasurer:t-00000002", Part::Relief, &make);
    approve(&office, 1);
    let home = office.get(&cookie, "/ban/yagi-2024").await;
    for said in [
        "Thu trong ngày",
        "dòng sao kê chờ xử lý",
        "Chi theo đề nghị 1",
        "/de-nghi/1/chi",
        "150.000",
        "Chưa đối chiếu",
        "0011009998887",
    ] {
        assert!(home.body.contains(said), "{said}: {}", home.body);
    }
    let storekeeper = office.sign_in_as("t-44444444", &[Role::Storekeeper]);
    let other = office.get(&storekeeper, "/ban/yagi-2024").await;
    assert!(!other.body.contains("Thu trong ngày"), "money is for those who keep it: {}", other.body);
}

#[tokio::test]
async fn an_advance_is_accounted_for_in_parts() {
    let office = fund();
    let cookie = office.sign_in(TREASURER);
    let team = json!({"area": "87", "kind": "volunteer_team", "name": "Đội Mẫu", "organisation": "doi-1"});
    office.ask_of("operator:t-00000001", Part::Network, &json!({"command": {"declare_organisation": team}}));
    let line = json!({"amount": "500000", "to": {"area": "87"}});
    let decide = json!({"decision": "03/QĐ", "head": "ho-tro", "lines": [line], "round": 2});
    office.ask_of("approver:t-0000000a", Part::Relief, &json!({"command": {"decide_allocation": decide}}));
    let advance = [
        ("command.make_request.content.payment.kind.advance", "doi-1"),
        ("command.make_request.content.payment.account", "cash:main"),
        ("command.make_request.content.payment.amount:m", "500k"),
    ];
    let made = ask(&office, &cookie, "/ban/yagi-2024/de-nghi/moi/tam-ung?phan=2-1", &advance).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    approve(&office, 1);
    let paid = [("command.pay.amount:m", "500k"), ("command.pay.fee:m", "0")];
    let paid = ask(&office, &cookie, "/ban/yagi-2024/de-nghi/1/chi", &paid).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.body);
    let home = office.get(&cookie, "/ban/yagi-2024").await;
    assert!(home.body.contains("/tam-ung/1\""), "{}", home.body);
    let (page, row) = ("/ban/yagi-2024/tam-ung/1", "command.settle_advance.recipients[2]");
    let names = ["party.group", "households:n", "persons:n", "amount:m"].map(|name| format!("{row}.{name}"));
    let digest = "a".repeat(64);
    let settle = |amount: &'static str, evidence: &str| -> Vec<(String, String)> {
        let values = names.clone().into_iter().zip(["g-1", "2", "0", amount]);
        let mut fields: Vec<_> = values.map(|(name, value)| (name, value.to_owned())).collect();
        fields.push(("command.settle_advance.returned:m".to_owned(), "0".to_owned()));
        fields.push(("command.settle_advance.evidence".to_owned(), evidence.to_owned()));
        fields
    };
    let send = async |fields: Vec<(String, String)>| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        ask(&office, &cookie, page, &fields).await
    };
    let refused = send(settle("200k", "không có")).await;
    assert!(
        refused.body.contains("aria-invalid") && refused.body.contains("value=\"200k\""),
        "{}",
        refused.body
    );
    let done = send(settle("200k", &digest)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let list = office.get(&cookie, "/ban/yagi-2024/tam-ung").await;
    assert!(list.body.contains("300.000") && list.body.contains("Đội Mẫu"), "{}", list.body);
    let done = send(settle("300k", &digest)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(office.get(&cookie, page).await.status, StatusCode::NOT_FOUND);
}
