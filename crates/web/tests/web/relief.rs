//! A small campaign that has given: a need, a decision, money and rice to two communes, an advance, one payment taken back.

use domain::{Command, On, RequestNo};
use ledger::{Books, Entry, Ledger};
use serde_json::{Value, json};
use vault::Row;

use crate::books::{CASH, DAY, Served, Told, give, open, serve};

pub(crate) const FUND: &str = "/quy/lu-2024";

/// Two communes of the old list, both in one outline of today's map, and a third without an outline.
pub(crate) fn campaign() -> Served {
    serve(|books: &Books| {
        let ledger = open(books, "lu-2024", "Quỹ <b>bão lũ</b>");
        give(&ledger, &Told { account: CASH, dong: 50_000_000, ..Told::default() });
        let life = Life(&ledger);
        life.register();
        life.terms();
        life.spend();
    })
}

struct Life<'a>(&'a Ledger);

fn on<C: serde::de::DeserializeOwned>(command: Value) -> On<C> {
    On {
        effective_on: DAY,
        command: serde_json::from_value(command).unwrap_or_else(|error| panic!("{error}")),
    }
}

impl Life<'_> {
    #[track_caller]
    fn run(&self, actor: &str, mut command: Command) {
        let rows = command.rows_mut().len();
        let rows = vec![Row { name: "Võ Văn Kín".into(), ..Row::default() }; rows];
        let entry = Entry { personal: rows, ..Entry::new(actor.parse().unwrap(), command, None) };
        self.0.execute(entry).unwrap_or_else(|error| panic!("{error}"));
    }

    fn network(&self, command: Value) {
        self.run("treasurer:t", Command::Network(on(command)));
    }

    fn goods(&self, command: Value) {
        self.run("storekeeper:s", Command::Goods(on(command)));
    }

    fn relief(&self, actor: &str, command: Value) {
        self.run(actor, Command::Relief(on(command)));
    }

    fn giving(&self, actor: &str, command: Value) {
        self.run(actor, Command::Giving(on(command)));
    }

    fn register(&self) {
        let area = |area: &str, kind: &str, name: &str, parent: Option<&str>| json!({"area": area, "kind": kind, "name": name, "parent": parent});
        self.network(json!({"declare_areas": {"decision": "danh mục 2021", "areas": [
            area("87", "province", "Tỉnh Đồng Tháp", None),
            area("87-866", "district", "Thành phố Cao Lãnh", Some("87")),
            area("87-29869", "ward", "Phường 1", Some("87-866")),
            area("87-29875", "ward", "Phường 3", Some("87-866")),
            area("87-1", "commune", "Xã Không Có", Some("87")),
        ]}}));
        let groups = [("87-29869", "g-1"), ("87-29875", "g-2"), ("87-1", "g-3")]
            .map(|(area, group)| json!({"area": area, "group": group, "households": 10}));
        self.network(json!({"form_groups": {"groups": groups}}));
        self.network(json!({"declare_organisation": {"area": "87-866", "kind": "volunteer_team",
            "name": "Đội <i>tình nguyện</i>", "organisation": "doi-1"}}));
        self.network(json!({"register_households": {"households": [{"household": "g-1/1", "members": 3}]}}));
    }

    fn terms(&self) {
        self.giving(
            "approver:a",
            json!({"open_window": {"decision": "01/QĐ", "first": "2024-09-01", "last": "2024-10-30"}}),
        );
        let code =
            json!({"code": "yt24", "earmark": {"purpose": "y-te", "place": null, "beneficiary": null}});
        self.giving("treasurer:t", json!({ "declare_gift_code": code }));
    }

    /// Asked by one, approved by another.
    fn approved(&self, actor: &str, number: u64, content: &Value) {
        self.relief(actor, json!({"make_request": {"content": content}}));
        let number = RequestNo::new(number);
        let digest =
            self.0.rules(|state| state.relief.requests.open(number).unwrap().digest.clone()).unwrap();
        self.relief("approver:a", json!({"approve_request": {"digest": digest, "request": number}}));
    }

    fn pay(&self, number: u64, amount: &str, content: &Value) {
        self.approved("treasurer:t", number, content);
        let recipients = &content["payment"]["recipients"];
        let recipients = if recipients.is_null() { json!([]) } else { recipients.clone() };
        let pay = json!({"amount": amount, "fee": "0", "recipients": recipients, "request": number});
        self.relief("treasurer:t", json!({ "pay": pay }));
    }

    fn spend(&self) {
        let limits = json!({"confirm_days": 7, "expire_days": 10, "sign_days": 5, "two_above": "900000000"});
        self.relief("admin:a", json!({ "adopt_limits": limits }));
        let approver = json!({"per_request": "900000000", "person": "approver:a"});
        self.relief("admin:a", json!({ "appoint_approver": approver }));
        let need = json!({"area": "87-29869", "households": 10, "told_by": {"area": "87-29869"}, "amount": "9000000"});
        self.relief("treasurer:t", json!({ "tell_need": need }));
        let line = json!({"amount": "20000000", "goods": [{"item": "gao", "quantity": "20000"}], "need": 1,
            "to": {"area": "87-866"}});
        self.stock();
        let decide = json!({"decision": "02/QĐ", "head": "luong-thuc", "lines": [line], "round": 1});
        self.relief("approver:a", json!({ "decide_allocation": decide }));
        let share = json!({"allocation": 1, "line": 1});
        let to = |party: Value, amount: &str| json!({"amount": amount, "households": 1, "party": party, "persons": 0});
        let payment = |amount: &str, kind: Value, recipients: Value| {
            json!({"payment": {"account": CASH, "allocation": share, "amount": amount, "head": "luong-thuc",
                "kind": kind, "recipients": recipients}})
        };
        let both =
            json!([to(json!({"household": "g-1/1"}), "1000000"), to(json!({"group": "g-2"}), "500000")]);
        self.pay(1, "1500000", &payment("1500000", json!({"relief": {"area": "87-866"}}), both));
        let again = json!([to(json!({"group": "g-2"}), "700000")]);
        self.pay(2, "700000", &payment("700000", json!({"relief": {"group": "g-2"}}), again));
        let reverse = json!({"payment": 2, "reason": "wrong-payee"});
        self.relief("treasurer:t", json!({ "reverse_payment": reverse }));
        let goods = json!([{"item": "gao", "quantity": "20000"}]);
        let recipient =
            json!({"amount": "0", "goods": goods, "households": 4, "party": {"group": "g-2"}, "persons": 0});
        let issue = json!({"issue": {"allocation": share, "head": "luong-thuc", "lines": goods,
            "recipients": [recipient], "to": {"organisation": "doi-1"}, "warehouse": "tinh"}});
        self.approved("storekeeper:s", 3, &issue);
        self.goods(json!({"issue_goods": {"request": 3}}));
        self.relief("storekeeper:s", json!({"hand_over": {"delivery": {"issue": 1}}}));
    }

    fn stock(&self) {
        self.goods(json!({"declare_item": {"base": "g", "category": "food", "item": "gao", "name": "Gạo",
            "perishable": false}}));
        self.goods(json!({"open_warehouse": {"area": "87-866", "name": "Kho tỉnh", "warehouse": "tinh"}}));
        let line = json!({"condition": "new", "counted": "20000", "item": "gao", "unit": "g", "value": "300000",
            "value_source": "declaration"});
        self.goods(json!({"receive_goods": {"donor": "person", "lines": [line], "source": "gift",
            "warehouse": "tinh"}}));
    }
}
