//! The life of a gift over HTTP: received, allocated, asked for, approved by somebody else, paid and handed out; and what
//! the reads tell of it on the way.

use access::TokenStore;
use domain::Role;
use serde_json::{Value, json};

use crate::server::{FUND, Server, receipt};

const ON: &str = "2024-09-11";

/// Asks something of a part of the books, which must be taken; answers with the entry.
#[track_caller]
fn ask(server: &Server, role: Role, part: &str, command: &Value, personal: &Value) -> Value {
    let mut body = json!({"effective_on": ON, "command": command});
    if !personal.is_null() {
        body["personal"] = personal.clone();
    }
    server.post(&format!("{FUND}/{part}"), role, &body).expect(201).json()
}

#[track_caller]
fn read(server: &Server, path: &str) -> Value {
    server.get_as(&format!("{FUND}{path}"), Role::Auditor).expect(200).json()
}

/// The number under which an entry made a thing.
fn made<'a>(entry: &'a Value, what: &str) -> &'a Value {
    entry["made"].as_array().unwrap().iter().find_map(|made| made.get(what)).unwrap()
}

fn person(server: &Server, role: Role) -> String {
    let tokens = TokenStore::open(server.data.path()).unwrap().list().unwrap();
    let token = tokens.iter().find(|token| token.role == role).unwrap();
    format!("{}:{}", role.name(), token.person())
}

/// A fund with a commune, a group of two households, rules, an approver, money and rice.
fn fund() -> Server {
    let server = Server::with_fund();
    let none = Value::Null;
    let areas = json!([
        {"area": "87", "kind": "province", "name": "Đồng Tháp"},
        {"area": "87-29869", "kind": "commune", "name": "Xã Mẫu", "parent": "87"},
    ]);
    let declare = json!({"declare_areas": {"areas": areas, "decision": "01/QĐ"}});
    ask(&server, Role::Admin, "network", &declare, &none);
    let group = json!({"area": "87-29869", "group": "g-29869-1", "households": 2});
    ask(&server, Role::Treasurer, "network", &json!({"form_groups": {"groups": [group]}}), &none);
    let households =
        json!([{"household": "g-29869-1/1", "members": 4}, {"household": "g-29869-1/2", "members": 2}]);
    let names = json!([{"name": "Nguyễn Thị Thử"}, {"name": "Lê Văn Thử", "contact": "ấp 1"}]);
    ask(
        &server,
        Role::Treasurer,
        "network",
        &json!({"register_households": {"households": households}}),
        &names,
    );
    let limits = json!({"confirm_days": 7, "expire_days": 3650, "sign_days": 7, "two_above": "100000000"});
    ask(&server, Role::Admin, "relief", &json!({"adopt_limits": limits}), &none);
    let approver = json!({"per_request": "50000000", "person": person(&server, Role::Approver)});
    ask(&server, Role::Admin, "relief", &json!({"appoint_approver": approver}), &none);
    let item = json!({"base": "g", "category": "food", "item": "gao", "name": "Gạo", "perishable": false,
        "units": [{"factor": 1000, "unit": "kg"}]});
    ask(&server, Role::Storekeeper, "goods", &json!({"declare_item": item}), &none);
    let warehouse = json!({"name": "Kho tỉnh", "warehouse": "kho-tinh"});
    ask(&server, Role::Storekeeper, "goods", &json!({"open_warehouse": warehouse}), &none);
    let line = json!({"condition": "new", "counted": "20", "item": "gao", "unit": "kg", "value": "300000",
        "value_source": "declaration"});
    let receive = json!({"receive_goods": {"donor": "person", "lines": [line], "source": "gift", "warehouse": "kho-tinh"}});
    let received = ask(&server, Role::Storekeeper, "goods", &receive, &json!({"name": "Phạm Thị Thử"}));
    assert_eq!((made(&received, "goods_receipt"), made(&received, "lot")), (&json!(1), &json!(1)));
    server.post(&format!("{FUND}/receipts"), Role::Treasurer, &receipt()).expect(201);
    server
}

/// A request that is made by one and approved by another.
fn approved(server: &Server, maker: Role, content: &Value) -> Value {
    let asked = ask(
        server,
        maker,
        "relief",
        &json!({"make_request": {"content": content}}),
        &json!({"note": "đợt 1"}),
    );
    let number = made(&asked, "request");
    let request = read(server, &format!("/requests/{number}"));
    assert_eq!(
        (&request["status"], &request["history"][0]["note"]),
        (&json!("waiting"), &json!("đợt 1")),
        "{request}"
    );
    let approve = json!({"approve_request": {"digest": request["digest"], "request": number}});
    let own = json!({"effective_on": ON, "command": approve});
    server.post(&format!("{FUND}/relief"), maker, &own).expect_problem(403, "forbidden", None);
    ask(server, Role::Approver, "relief", &approve, &Value::Null);
    assert_eq!(read(server, &format!("/requests/{number}"))["status"], "approved");
    number.clone()
}

fn allocated(server: &Server) {
    let need =
        json!({"area": "87-29869", "households": 2, "told_by": {"area": "87-29869"}, "amount": "900000"});
    ask(server, Role::Treasurer, "relief", &json!({"tell_need": need}), &Value::Null);
    let line = json!({"amount": "400000", "goods": [{"item": "gao", "quantity": "15000"}], "need": 1,
        "to": {"group": "g-29869-1"}});
    let decide =
        json!({"decide_allocation": {"decision": "02/QĐ", "head": "ho-tro", "lines": [line], "round": 1}});
    ask(server, Role::Approver, "relief", &decide, &Value::Null);
    let need = &read(server, "/needs")["needs"][0];
    assert_eq!((&need["number"], &need["allocations"]), (&json!(1), &json!([1])));
}

#[test]
fn the_network_is_read_with_names_for_the_staff() {
    let server = fund();
    let households = &read(&server, "/households?group=g-29869-1")["households"];
    assert_eq!(households[0]["name"], "Nguyễn Thị Thử");
    assert_eq!((&households[1]["contact"], &households[1]["members"]), (&json!("ấp 1"), &json!(2)));
    assert_eq!(read(&server, "/areas?parent=87&on=2024-09-12")["areas"][0]["name"], "Xã Mẫu");
    assert_eq!(read(&server, "/areas?on=2020-01-01")["areas"], json!([]));
    assert_eq!(read(&server, "/groups?area=87")["groups"][0]["households"], 2);
    assert_eq!(read(&server, "/organisations"), json!({"organisations": []}));
    let page = read(&server, "/areas?limit=1");
    assert_eq!((&page["areas"][0]["area"], &page["next"]), (&json!("87"), &json!("s1")));
    assert_eq!(read(&server, "/areas?limit=1&cursor=s1")["areas"][0]["area"], "87-29869");
}

#[test]
fn money_is_asked_for_approved_by_another_and_paid() {
    let server = fund();
    allocated(&server);
    let recipient =
        json!({"amount": "400000", "households": 2, "party": {"group": "g-29869-1"}, "persons": 6});
    let content = json!({"payment": {"account": "cash:main", "allocation": {"allocation": 1, "line": 1},
        "amount": "400000", "head": "ho-tro", "kind": {"relief": {"group": "g-29869-1"}}, "recipients": [recipient]}});
    let number = approved(&server, Role::Treasurer, &content);
    assert_eq!(read(&server, "/requests?status=approved")["requests"][0]["to_pay"], "400000");
    let pay = json!({"pay": {"amount": "400000", "fee": "0", "request": number}});
    let paid = ask(&server, Role::Treasurer, "relief", &pay, &json!({"name": "Tổ trưởng Thử"}));
    assert_eq!((made(&paid, "payment"), made(&paid, "voucher")), (&json!(1), &json!("PC-2024-00001")));
    let request = read(&server, &format!("/requests/{number}"));
    assert_eq!((&request["status"], &request["value"]), (&json!("done"), &json!("400000")));
    let history = request["history"].as_array().unwrap();
    assert_eq!((history.len(), &history[2]["name"]), (3, &json!("Tổ trưởng Thử")));
    assert_eq!(read(&server, "/requests?status=waiting")["requests"], json!([]));
    assert_eq!(read(&server, "/requests?status=done")["requests"][0]["number"], number);
    assert_eq!(read(&server, "/pots")["pots"][0]["balance"], "100000");
    let share = &read(&server, "/allocations")["allocations"][0]["lines"][0];
    assert_eq!(
        (&share["spent"], &share["left"], &share["decided"]["need"]),
        (&json!("400000"), &json!("0"), &json!(1))
    );
    let vouchers = read(&server, "/vouchers?series=pc&year=2024");
    assert_eq!(vouchers["vouchers"][0]["voucher"], "PC-2024-00001");
    assert!(
        vouchers["registers"].as_array().unwrap().contains(&json!({"series": "pc", "year": 2024, "last": 1}))
    );
    let events = server.get_as(&format!("{FUND}/events?limit=1000"), Role::Auditor).body;
    assert!(!events.contains("Thử") && !events.contains("đợt 1"), "no name and no note in an event");
}

#[test]
fn goods_are_issued_and_their_box_is_looked_up_by_everybody() {
    let server = fund();
    allocated(&server);
    let goods = json!([{"item": "gao", "quantity": "15000"}]);
    let recipient = json!({"amount": "0", "goods": goods, "households": 2, "party": {"group": "g-29869-1"}, "persons": 6});
    let content = json!({"issue": {"allocation": {"allocation": 1, "line": 1}, "head": "ho-tro", "lines": goods,
        "recipients": [recipient], "to": {"group": "g-29869-1"}, "warehouse": "kho-tinh"}});
    let number = approved(&server, Role::Storekeeper, &content);
    let line = &read(&server, "/stock?warehouse=kho-tinh&item=gao")["stock"][0];
    assert_eq!(
        (&line["quantity"], &line["reserved"], &line["free"], &line["lot"]["unit"]),
        (&json!("20000"), &json!("15000"), &json!("5000"), &json!("g"))
    );
    assert_eq!(read(&server, "/stock?item=mi")["stock"], json!([]));
    let issued =
        ask(&server, Role::Storekeeper, "goods", &json!({"issue_goods": {"request": number}}), &Value::Null);
    let code = made(&issued, "box_code").as_str().unwrap();
    let lot = read(&server, "/lots/1");
    assert_eq!((&lot["lot"]["left"], lot["history"].as_array().unwrap().len()), (&json!("5000"), 2));
    let seen = server.get(&format!("{FUND}/boxes/{}", code.to_lowercase())).expect(200);
    let step = &seen.json()["steps"][0];
    assert_eq!((&step["what"], &step["goods"][0]["quantity"]), (&json!("issued"), &json!("15000")));
    assert!(!seen.body.contains("household") && !seen.body.contains("Thử"), "{}", seen.body);
    let wrong = server.get(&format!("{FUND}/boxes/YAGI-X000"));
    wrong.expect_problem(404, "box-unknown", Some("code"));
}

#[test]
fn whoever_asks_does_not_approve_in_another_role() {
    let server = fund();
    allocated(&server);
    let treasurer = person(&server, Role::Treasurer);
    let pseudonym = treasurer.split(':').nth(1).unwrap().to_owned();
    let store = TokenStore::open(server.data.path()).unwrap();
    let (_, secret) =
        store.create(Role::Approver, Some(pseudonym.clone()), None, jiff::Timestamp::now()).unwrap();
    let appoint = json!({"per_request": "50000000", "person": format!("approver:{pseudonym}")});
    ask(&server, Role::Admin, "relief", &json!({"appoint_approver": appoint}), &Value::Null);
    let content = json!({"payment": {"account": "cash:main", "amount": "1000", "head": "van-chuyen",
        "kind": {"cost": {"area": "87-29869"}}}});
    let asked =
        ask(&server, Role::Treasurer, "relief", &json!({"make_request": {"content": content}}), &Value::Null);
    let number = made(&asked, "request");
    let digest = &read(&server, &format!("/requests/{number}"))["digest"];
    let approve =
        json!({"effective_on": ON, "command": {"approve_request": {"digest": digest, "request": number}}});
    let bearer = format!("Bearer {}", secret.reveal());
    let headers = [("Authorization", &*bearer), ("Content-Type", "application/json")];
    let path = format!("{FUND}/relief");
    let refused = server.send("POST", &path, &headers, Some(approve.to_string().as_bytes()));
    assert_eq!(refused.status, 403, "{refused:?}");
    assert!(
        !refused.body.contains("urn:sovang:problem:forbidden"),
        "the role may, the person may not: {refused:?}"
    );
}

#[test]
fn what_was_made_is_told_again_to_whoever_asks_again() {
    let server = fund();
    let line = json!({"condition": "new", "counted": "1", "item": "gao", "unit": "kg", "value": "0", "value_source": "unknown"});
    let lines: Vec<_> = (0..15).map(|_| line.clone()).collect();
    let receive = json!({"receive_goods": {"donor": "anonymous", "lines": lines, "source": "gift", "warehouse": "kho-tinh"}});
    let body = json!({"effective_on": ON, "command": receive}).to_string();
    let key = [("Idempotency-Key", "01922b5e-7c00-7000-8000-000000000001")];
    let send = || server.post_text(&format!("{FUND}/goods"), Role::Storekeeper, &body, &key).expect(201);
    let (first, again) = (send(), send());
    assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), ("", "true"));
    assert_eq!(first.body, again.body);
    let entry = first.json();
    // The note, its voucher, and fifteen lots with a code each.
    assert_eq!((entry["made"].as_array().unwrap().len(), &entry["made_in_all"]), (20, &json!(32)));
}

#[test]
fn findings_pledges_and_moves_are_listed() {
    let server = fund();
    let none = Value::Null;
    let pledge =
        json!({"register_pledge": {"amount": "1000000", "donor": "enterprise", "due_on": "2024-09-12"}});
    ask(&server, Role::Treasurer, "giving", &pledge, &json!({"name": "Công ty Thử"}));
    let pledge = &read(&server, "/pledges")["pledges"][0];
    assert_eq!((&pledge["donor_name"], &pledge["overdue"]), (&json!("Công ty Thử"), &json!(true)));
    let raise = json!({"raise_finding": {"about": "fund", "kind": "question"}});
    ask(&server, Role::Auditor, "oversight", &raise, &json!({"note": "Vì sao chậm?"}));
    let answer = json!({"answer_finding": {"finding": 1}});
    ask(&server, Role::Treasurer, "oversight", &answer, &json!({"note": "Chờ danh sách."}));
    let finding = &read(&server, "/findings")["findings"][0];
    let notes: Vec<_> = finding["history"].as_array().unwrap().iter().map(|line| &line["note"]).collect();
    assert_eq!(notes, ["Vì sao chậm?", "Chờ danh sách."]);
    assert_eq!(finding["answered_on"], ON);
    let send = json!({"send_money": {"amount": "100000", "from": "cash:main", "to": crate::server::BANK}});
    let sent = ask(&server, Role::Treasurer, "books", &send, &none);
    assert_eq!(made(&sent, "movement"), &json!(1));
    assert_eq!(read(&server, "/moves")["moves"][0]["amount"], "100000");
    server.get_as(&format!("{FUND}/requests/7"), Role::Auditor).expect_problem(404, "request-unknown", None);
    server.get_as(&format!("{FUND}/lots/7"), Role::Auditor).expect_problem(404, "lot-unknown", None);
}
