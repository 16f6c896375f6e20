//! The storekeeper's pages: goods in, counted, moved, packed, issued, handed over and signed by scanning.

use axum::http::StatusCode;
use domain::relief::Delivery;
use domain::{IssueNo, RequestNo, Role};
use serde_json::{Value, json};

use crate::support::{Answer, Office};

const GOODS: &str = "/ban/yagi-2024/lenh/goods";
const DIGEST: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// An office with a warehouse, rice, and somebody who keeps them.
async fn office() -> (Office, String) {
    let office = Office::new();
    let keeper = office.sign_in(&[Role::Storekeeper]);
    let page = "/ban/yagi-2024/kho/danh-muc";
    for (code, name) in [("kho-tinh", "Kho tỉnh"), ("kho-xa", "Kho xã")] {
        let house = [("command.open_warehouse.name", name), ("command.open_warehouse.warehouse", code)];
        done(&office, &keeper, page, GOODS, "open_warehouse", &house).await;
    }
    let rice = [
        ("command.declare_item.name", "Gạo"),
        ("command.declare_item.item", "gao"),
        ("command.declare_item.category", "luong-thuc"),
        ("command.declare_item.base", "kg"),
        ("command.declare_item.minimum:m", "1.000"),
        ("command.declare_item.perishable:b", "false"),
        ("command.declare_item.units[0].unit", "tan"),
        ("command.declare_item.units[0].factor:n", "1000"),
    ];
    done(&office, &keeper, page, GOODS, "declare_item", &rice).await;
    (office, keeper)
}

/// Sends one of the forms of a page, the one with a field of the command `which`.
async fn send(
    office: &Office,
    cookie: &str,
    page: &str,
    action: &str,
    which: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let drawn = office.get(cookie, page).await;
    assert_eq!(drawn.status, StatusCode::OK, "{page}: {}", drawn.body);
    let form = drawn.form_with(action, which);
    let mut all: Vec<(&str, &str)> =
        form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.retain(|(name, _)| fields.iter().all(|(field, _)| field != name));
    all.extend(fields);
    office.post(cookie, action, &all).await
}

async fn done(office: &Office, cookie: &str, page: &str, action: &str, which: &str, fields: &[(&str, &str)]) {
    let answer = send(office, cookie, page, action, which, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{which}: {}", answer.body);
}

async fn receive(office: &Office, keeper: &str, tonnes: &str) {
    let line = "command.receive_goods.lines[2]";
    let names = ["item", "counted:m", "unit", "condition", "value:m", "value_source"]
        .map(|key| format!("{line}.{key}"));
    let values = ["gao", tonnes, "tan", "new", "30tr", "declaration"];
    let mut fields: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(values).collect();
    fields.extend([
        ("command.receive_goods.warehouse", "kho-tinh"),
        ("command.receive_goods.donor", "enterprise"),
        ("personal.name", "Công ty Thử"),
        ("effective_on:d", "2/9/2024"),
    ]);
    done(office, keeper, "/ban/yagi-2024/kho/nhap", GOODS, "receive_goods", &fields).await;
}

#[tokio::test]
async fn goods_come_in_and_lie_there() {
    let (office, keeper) = office().await;
    receive(&office, &keeper, "2").await;
    let stock = office.get(&keeper, "/ban/yagi-2024/kho").await;
    assert!(stock.body.contains("2.000 kg") && stock.body.contains("30.000.000"), "{}", stock.body);
    let lot = office.get(&keeper, "/ban/yagi-2024/kho/lo/1").await;
    assert!(lot.body.contains("nhập kho") && lot.body.contains("Kho tỉnh"), "{}", lot.body);
    assert_eq!(office.get(&keeper, "/ban/yagi-2024/kho/lo/9").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_line_is_named_where_it_was_typed() {
    let (office, keeper) = office().await;
    let fields = [
        ("command.receive_goods.warehouse", "kho-tinh"),
        ("command.receive_goods.donor", "person"),
        ("effective_on:d", "2/9/2024"),
        ("command.receive_goods.lines[3].item", "gao"),
        ("command.receive_goods.lines[3].counted:m", "nhiều"),
        ("command.receive_goods.lines[3].unit", "kg"),
        ("command.receive_goods.lines[3].condition", "new"),
        ("command.receive_goods.lines[3].value:m", "0"),
        ("command.receive_goods.lines[3].value_source", "unknown"),
    ];
    let refused = send(&office, &keeper, "/ban/yagi-2024/kho/nhap", GOODS, "receive_goods", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let at = refused.body.find("lines[3].counted:m").unwrap();
    assert!(
        refused.body[at..at + 400].contains("aria-invalid") && refused.body.contains("nhiều"),
        "{}",
        refused.body
    );
}

#[tokio::test]
async fn goods_are_moved_with_what_arrives_damaged_and_counted() {
    let (office, keeper) = office().await;
    receive(&office, &keeper, "2").await;
    let page = "/ban/yagi-2024/kho/chuyen";
    let load = [
        ("command.send_goods.from", "kho-tinh"),
        ("command.send_goods.to", "kho-xa"),
        ("effective_on:d", "3/9/2024"),
        ("command.send_goods.lines[0].item", "gao"),
        ("command.send_goods.lines[0].quantity:m", "500"),
    ];
    done(&office, &keeper, page, GOODS, "send_goods", &load).await;
    let unload = [
        ("command.unload_goods.lines[0].arrived:m", "480"),
        ("command.unload_goods.lines[0].damaged:m", "15"),
        ("personal.note", "thiếu 5 kg"),
    ];
    done(&office, &keeper, page, GOODS, "unload_goods", &unload).await;
    let stock = office.get(&keeper, "/ban/yagi-2024/kho").await;
    assert!(stock.body.contains("480 kg") && stock.body.contains("15 kg"), "{}", stock.body);
    let count = [("command.count_stock.lines[0].counted:m", "1.490"), ("personal.note", "hao hụt")];
    done(&office, &keeper, "/ban/yagi-2024/kho/kiem-ke?kho=kho-tinh", GOODS, "count_stock", &count).await;
    assert!(office.get(&keeper, "/ban/yagi-2024/kho").await.body.contains("1.490 kg"));
}

/// Two households are to get rice of an approved request.
async fn approved(office: &Office, cookie: &str) {
    let none = Value::Null;
    let (admin, treasurer, approver) = ("admin:t-00000009", "treasurer:t-00000002", "approver:t-00000004");
    let areas = json!([
        {"area": "87", "kind": "province", "name": "Đồng Tháp"},
        {"area": "87-29869", "kind": "commune", "name": "Xã Mẫu", "parent": "87"},
    ]);
    office.ask(admin, "network", &json!({"declare_areas": {"areas": areas, "decision": "01/QĐ"}}), &none);
    let group = json!({"area": "87-29869", "group": "g-29869-1", "households": 2});
    office.ask(treasurer, "network", &json!({"form_groups": {"groups": [group]}}), &none);
    let households =
        json!([{"household": "g-29869-1/1", "members": 4}, {"household": "g-29869-1/2", "members": 2}]);
    let names = json!([{"name": "Nguyễn Thị Thử"}, {"name": "Lê Văn Thử"}]);
    office.ask(treasurer, "network", &json!({"register_households": {"households": households}}), &names);
    let limits = json!({"confirm_days": 7, "expire_days": 3650, "sign_days": 7, "two_above": "100000000"});
    office.ask(admin, "relief", &json!({"adopt_limits": limits}), &none);
    let appoint = json!({"per_request": "50000000", "person": approver});
    office.ask(admin, "relief", &json!({"appoint_approver": appoint}), &none);
    request_by_form(office, cookie).await;
    let request = RequestNo::new(1);
    let open =
        office.ledger().rules(|state| state.relief.requests.open(request).unwrap().digest.clone()).unwrap();
    let approve = json!({"approve_request": {"digest": open, "request": request}});
    office.ask(approver, "relief", &approve, &none);
}

/// The form has a place for each household; empty ones are left out.
async fn request_by_form(office: &Office, keeper: &str) {
    let base = "command.make_request.content.issue";
    let named = [
        ("warehouse", "kho-tinh"),
        ("head", "ho-tro"),
        ("to.group", "g-29869-1"),
        ("lines[0].item", "gao"),
        ("lines[0].quantity:m", "20"),
        ("recipients[0].party.household", "g-29869-1/1"),
        ("recipients[0].goods[0].item", "gao"),
        ("recipients[0].goods[0].quantity:m", "10"),
        ("recipients[5].party.household", "g-29869-1/2"),
        ("recipients[5].goods[0].item", "gao"),
        ("recipients[5].goods[0].quantity:m", "10"),
    ];
    let named: Vec<(String, &str)> =
        named.iter().map(|(key, value)| (format!("{base}.{key}"), *value)).collect();
    let mut fields: Vec<(&str, &str)> = named.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    fields.push(("effective_on:d", "11/9/2024"));
    let relief = "/ban/yagi-2024/lenh/relief";
    done(office, keeper, "/ban/yagi-2024/de-nghi/moi/xuat", relief, "make_request", &fields).await;
}

#[tokio::test]
async fn goods_are_issued_handed_over_and_signed_by_scanning() {
    let (office, keeper) = office().await;
    receive(&office, &keeper, "2").await;
    approved(&office, &keeper).await;
    let out = "/ban/yagi-2024/kho/xuat";
    done(
        &office,
        &keeper,
        out,
        GOODS,
        "issue_goods",
        &[("personal.name", "Trưởng nhóm Thử"), ("effective_on:d", "11/9/2024")],
    )
    .await;
    let (page, relief) = ("/ban/yagi-2024/ban-giao/xuat/1", "/ban/yagi-2024/lenh/relief");
    let list = office.get(&keeper, "/ban/yagi-2024/ban-giao").await;
    assert!(list.body.contains(page) && list.body.contains("0/2"), "{}", list.body);
    done(&office, &keeper, page, relief, "hand_over", &[("effective_on:d", "12/9/2024")]).await;

    let scan = format!("{page}?quet=yagi-2024:X1:2%0Ayagi-2024:X1:2%0Ayagi-2024:X7:1");
    let compared = office.get(&keeper, &scan).await;
    assert!(
        compared.body.contains("Nguyễn Thị Thử") && compared.body.contains("yagi-2024:X7:1"),
        "{}",
        compared.body
    );
    assert!(
        compared.body.contains("data-signed value=\"1\""),
        "a line that is scanned twice is one: {}",
        compared.body
    );
    let sign = [
        ("command.sign_receipt.signed:n", "1"),
        ("command.sign_receipt.evidence", DIGEST),
        ("effective_on:d", "12/9/2024"),
    ];
    done(&office, &keeper, &scan, relief, "sign_receipt", &sign).await;
    let confirm = [
        ("command.confirm_locally.by.area", "87-29869"),
        ("command.confirm_locally.evidence", DIGEST),
        ("effective_on:d", "13/9/2024"),
    ];
    done(&office, &keeper, page, relief, "confirm_locally", &confirm).await;
    let handover = office.ledger().handover(Delivery::Issue(IssueNo::new(1))).unwrap().unwrap();
    assert_eq!((handover.state.signed, handover.state.expected), (1, 2));
    assert!(handover.state.confirmed_on.is_some() && handover.lines[1].name.as_deref() == Some("Lê Văn Thử"));
    assert_eq!(office.get(&keeper, "/ban/yagi-2024/ban-giao/chi/9").await.status, StatusCode::NOT_FOUND);
}
