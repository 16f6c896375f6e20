//! A small fund with everything that is printed, made by the commands that people give.

use std::sync::{Arc, LazyLock};

use domain::{
    AddAccount, Command, DonorKind, On, OpenFund, ReceiptNo, RecordReceipt, RequestNo, ReversalReason,
    ReverseReceipt, Vnd,
};
use jiff::civil::{Date, date};
use ledger::{Books, Entry, Ledger, Outcome};
use papers::{Issuer, Usage};
use serde_json::{Value, json};
use vault::Row;

pub(crate) const DAY: Date = date(2021, 8, 5);
const TREASURER: &str = "treasurer:t";
const KEEPER: &str = "storekeeper:s";
const APPROVER: &str = "approver:a";

/// The fund, with where it lies.
pub(crate) struct Fund {
    pub(crate) ledger: Arc<Ledger>,
    _books: Books,
    _dir: tempfile::TempDir,
}

/// Built once: nothing in the tests changes it.
pub(crate) static FUND: LazyLock<Fund> = LazyLock::new(build);

pub(crate) fn issuer() -> Issuer {
    let text = |text: &str| Some(text.to_owned());
    Issuer {
        parent: text("Ủy ban MTTQ Việt Nam tỉnh Đồng Tháp"),
        name: text("Ban Vận động cứu trợ tỉnh Đồng Tháp"),
        address: text("Phường Cao Lãnh, tỉnh Đồng Tháp"),
        place: text("Đồng Tháp"),
        budget_unit_code: text("1000000"),
        usage: Some(Usage::SOUTHERN),
        base_url: text("https://sovang.example"),
    }
}

pub(crate) fn row(name: &str, contact: &str, note: &str) -> Row<'static> {
    Row {
        name: name.to_owned().into(),
        contact: contact.to_owned().into(),
        note: note.to_owned().into(),
        ..Row::default()
    }
}

fn give(ledger: &Ledger, actor: &str, command: Command, personal: Vec<Row<'static>>) -> Outcome {
    let entry = Entry { personal, ..Entry::new(actor.parse().unwrap(), command, None) };
    ledger.execute(entry).unwrap_or_else(|error| panic!("{error}"))
}

fn on<C: serde::de::DeserializeOwned>(command: Value) -> On<C> {
    let command = serde_json::from_value(command).unwrap_or_else(|error| panic!("{error}"));
    On { effective_on: DAY, command }
}

/// The steps of the fund's life.
struct Life<'a>(&'a Ledger);

impl Life<'_> {
    fn network(&self, command: Value, rows: Vec<Row<'static>>) {
        give(self.0, TREASURER, Command::Network(on(command)), rows);
    }

    fn goods(&self, command: Value, rows: Vec<Row<'static>>) {
        give(self.0, KEEPER, Command::Goods(on(command)), rows);
    }

    fn books(&self, command: Value, rows: Vec<Row<'static>>) {
        give(self.0, TREASURER, Command::Books(on(command)), rows);
    }

    fn giving(&self, command: Value, rows: Vec<Row<'static>>) {
        give(self.0, TREASURER, Command::Giving(on(command)), rows);
    }

    fn relief(&self, actor: &str, command: Value, rows: Vec<Row<'static>>) {
        give(self.0, actor, Command::Relief(on(command)), rows);
    }

    fn receipt(
        &self,
        account: &str,
        dong: i64,
        donor: DonorKind,
        reference: Option<&str>,
        row: Row<'static>,
    ) {
        let command = RecordReceipt {
            said: None,
            account: account.parse().unwrap(),
            amount: Vnd::new(dong),
            donor,
            earmark: None,
            document_on: None,
            effective_on: DAY,
            reference: reference.map(str::to_owned),
            row: None,
        };
        give(self.0, TREASURER, Command::RecordReceipt(command), vec![row]);
    }

    /// Asked, approved by somebody else; the number is told by the order.
    fn approved(&self, actor: &str, number: u64, content: &Value, note: &str) {
        self.relief(actor, json!({"make_request": {"content": content}}), vec![row("", "", note)]);
        let number = RequestNo::new(number);
        let digest =
            self.0.rules(|state| state.relief.requests.open(number).unwrap().digest.clone()).unwrap();
        let approve = json!({"approve_request": {"digest": digest, "request": number}});
        self.relief(APPROVER, approve, vec![]);
    }

    fn set_up(&self) {
        let (fund, name) = ("dt-2021".parse().unwrap(), "Quỹ cứu trợ Đồng Tháp 2021".to_owned());
        let open = OpenFund { fund, name, effective_on: DAY };
        give(self.0, "admin:a", Command::OpenFund(open), vec![]);
        for account in ["cash:main", "vietcombank:0071001234567"] {
            let account = account.parse().unwrap();
            let add = AddAccount { account, published: true, effective_on: DAY };
            give(self.0, "admin:a", Command::AddAccount(add), vec![]);
        }
        let area = |area: &str, kind: &str, name: &str, parent: Option<&str>| json!({"area": area, "kind": kind, "name": name, "parent": parent});
        self.network(
            json!({"declare_areas": {"decision": "danh mục 2021", "areas": [
                area("87", "province", "Tỉnh Đồng Tháp", None),
                area("87-30037", "commune", "Xã Mỹ Hiệp", Some("87")),
                area("87-30037-3", "hamlet", "Ấp 3", Some("87-30037")),
            ]}}),
            vec![],
        );
        self.network(json!({"declare_category": {"category": "ho-ngheo", "name": "Hộ nghèo"}}), vec![]);
        let groups = ["g-12", "g-13", "g-14"]
            .map(|group| json!({"area": "87-30037-3", "group": group, "households": 30}));
        self.network(json!({"form_groups": {"groups": groups}}), vec![]);
        for (code, kind, name) in [
            ("doi-1", "volunteer_team", "Đội tình nguyện Mỹ Hiệp"),
            ("ncc", "supplier", "Công ty Lương thực Mẫu"),
        ] {
            let command = json!({"area": "87-30037", "kind": kind, "name": name, "organisation": code});
            self.network(json!({ "declare_organisation": command }), vec![]);
        }
        let household = |number: u32, categories: &[&str]| json!({"household": format!("g-12/{number}"), "members": number + 2, "categories": categories});
        let households = [household(1, &["ho-ngheo"]), household(2, &[])];
        let names = vec![row("Lê Thị Hạt", "", ""), row("Phạm Văn Lúa", "", "")];
        self.network(json!({"register_households": {"households": households}}), names);
    }

    fn rules(&self) {
        let limits = json!({"confirm_days": 7, "expire_days": 10, "sign_days": 5, "two_above": "900000000"});
        self.relief("admin:a", json!({ "adopt_limits": limits }), vec![]);
        let approver = json!({"per_request": "900000000", "person": APPROVER});
        self.relief("admin:a", json!({ "appoint_approver": approver }), vec![]);
        let goods = json!([{"item": "gao", "quantity": "500000"}]);
        for (round, amount, goods) in [(3, "30000000", json!([])), (4, "0", goods)] {
            let line = json!({"amount": amount, "goods": goods, "to": {"area": "87-30037"}});
            let decided =
                json!({"decision": "25/QĐ-BVĐ", "head": "luong-thuc", "lines": [line], "round": round});
            self.relief(APPROVER, json!({ "decide_allocation": decided }), vec![]);
        }
    }

    fn gifts(&self) {
        let giver = |name: &str, place: &str| row(name, place, "");
        self.receipt(
            "cash:main",
            50_000_000,
            DonorKind::Person,
            None,
            giver("Trần Văn Mẫu", "Phường Cao Lãnh"),
        );
        let company = giver("Công ty TNHH Mẫu", "");
        self.receipt(
            "vietcombank:0071001234567",
            200_000_000,
            DonorKind::Enterprise,
            Some("FT21217"),
            company,
        );
        self.receipt("cash:main", 1_000_000, DonorKind::Anonymous, None, Row::default());
        self.receipt("cash:main", 2_000_000, DonorKind::Unidentified, None, Row::default());
        self.receipt("cash:main", 5_000_000, DonorKind::Person, None, giver("Ngô Thị Nhầm", ""));
        let reverse = ReverseReceipt {
            receipt: ReceiptNo::new(5),
            reason: ReversalReason::WrongAmount,
            effective_on: DAY,
            row: None,
        };
        give(
            self.0,
            TREASURER,
            Command::ReverseReceipt(reverse),
            vec![row("", "", "500.000, không phải 5.000.000")],
        );
        self.giving(
            json!({"supplement_receipt": {"amount": "100000", "receipt": 1}}),
            vec![row("", "", "đếm sót một tờ")],
        );
        self.giving(json!({"declare_gift_code": {"code": "dt21"}}), vec![]);
    }

    fn catalogue(&self) {
        let item = json!({"base": "g", "category": "food", "item": "gao", "name": "Gạo", "perishable": true,
            "units": [{"factor": 1000, "unit": "kg"}, {"factor": 25000, "unit": "bao"}]});
        self.goods(json!({ "declare_item": item }), vec![]);
        for (code, name) in [("tinh", "Kho tỉnh"), ("my-hiep", "Kho Mỹ Hiệp")] {
            let warehouse = json!({"area": "87-30037", "name": name, "warehouse": code});
            self.goods(json!({ "open_warehouse": warehouse }), vec![]);
        }
    }

    fn in_kind(&self) {
        let line = |counted: u32, value: &str| {
            json!({"condition": "new", "counted": counted.to_string(), "expiry": "2021-12-31", "item": "gao",
                "maker_lot": "G0821", "unit": "bao", "value": value, "value_source": "invoice"})
        };
        let receive = |counted, value, source: Value| {
            json!({"receive_goods": {"donor": "person", "lines": [line(counted, value)], "source": source,
                "warehouse": "tinh"}})
        };
        let giver = || vec![row("Hội quán Mẫu", "Xã Mỹ Hiệp", "")];
        self.goods(receive(40, "16000000", json!("gift")), giver());
        self.goods(receive(2, "800000", json!("gift")), giver());
        let wrong = json!({"reverse_goods_receipt": {"reason": "recorded-twice", "receipt": 2}});
        self.goods(wrong, vec![row("", "", "hai phiếu cho một lần giao")]);
    }

    fn money_out(&self) {
        let share = json!({"allocation": 1, "line": 1});
        let recipient = |number: u32, amount: &str| json!({"amount": amount, "households": 1, "party": {"household": format!("g-12/{number}")}, "persons": 0});
        let recipients = json!([recipient(1, "1500000"), recipient(2, "1000000")]);
        let relief = json!({"payment": {"account": "cash:main", "allocation": share, "amount": "2500000",
            "head": "luong-thuc", "kind": {"relief": {"area": "87-30037-3"}}, "recipients": recipients}});
        self.approved(TREASURER, 1, &relief, "hộ trong khu vực phong tỏa");
        let pay = |request: u64, amount: &str, fee: &str, recipients: &Value| json!({"pay": {"amount": amount, "fee": fee, "recipients": recipients, "request": request}});
        let none = json!([]);
        self.relief(TREASURER, pay(1, "2500000", "0", &recipients), vec![row("Võ Văn Trưởng", "", "")]);
        let content = |account: &str, amount: &str, kind: Value| json!({"payment": {"account": account, "amount": amount, "head": "luong-thuc", "kind": kind}});
        let bank = "vietcombank:0071001234567";
        self.approved(TREASURER, 2, &content(bank, "12000000", json!({"purchase": "ncc"})), "mua gạo đợt 3");
        self.relief(TREASURER, pay(2, "12000000", "11000", &none), vec![Row::default()]);
        let advance = json!({"payment": {"account": "cash:main", "allocation": share, "amount": "5000000",
            "head": "luong-thuc", "kind": {"advance": "doi-1"}}});
        self.approved(TREASURER, 3, &advance, "");
        self.relief(TREASURER, pay(3, "5000000", "0", &none), vec![row("Đỗ Thị Đội", "", "")]);
        self.settle();
        self.approved(
            TREASURER,
            4,
            &content("cash:main", "300000", json!({"cost": {"organisation": "doi-1"}})),
            "xăng xe",
        );
        self.relief(TREASURER, pay(4, "300000", "0", &none), vec![Row::default()]);
        let reverse = json!({"reverse_payment": {"payment": 4, "reason": "wrong-payee"}});
        self.relief(TREASURER, reverse, vec![row("", "", "đội không nhận")]);
    }

    fn settle(&self) {
        let settle = |group: &str, spent: &str, returned: &str| {
            let recipient =
                json!({"amount": spent, "households": 3, "party": {"group": group}, "persons": 0});
            json!({"settle_advance": {"account": "cash:main", "evidence": "a".repeat(64), "head": "luong-thuc",
                "payment": 3, "recipients": [recipient], "returned": returned}})
        };
        self.relief(TREASURER, settle("g-13", "2000000", "100000"), vec![]);
        self.relief(TREASURER, settle("g-14", "1500000", "400000"), vec![]);
    }

    fn goods_out(&self) {
        let share = json!({"allocation": 2, "line": 1});
        let line = |quantity: &str| json!([{"item": "gao", "quantity": quantity}]);
        let recipient = |number: u32, quantity: &str| {
            json!({"amount": "0", "goods": line(quantity), "households": 1, "party":
                {"household": format!("g-12/{number}")}, "persons": 0})
        };
        let issue = json!({"issue": {"allocation": share, "head": "luong-thuc", "lines": line("40000"),
            "recipients": [recipient(1, "25000"), recipient(2, "15000")], "to": {"organisation": "doi-1"},
            "warehouse": "tinh"}});
        self.approved(KEEPER, 5, &issue, "hộ hết gạo");
        self.goods(json!({"issue_goods": {"request": 5}}), vec![row("Đỗ Thị Đội", "", "")]);
        let send = json!({"send_goods": {"from": "tinh", "lines": line("250000"), "to": "my-hiep"}});
        self.goods(send, vec![]);
        let off = json!({"write_off": {"lines": [{"item": "gao", "lot": 1, "quantity": "2500"}], "reason": "spoiled", "warehouse": "tinh"}});
        self.approved(KEEPER, 6, &off, "bao rách");
        self.goods(json!({"write_off_goods": {"request": 6}}), vec![]);
        let count = json!({"count_stock": {"lines": [{"counted": "706250", "lot": 1}], "warehouse": "tinh"}});
        self.goods(count, vec![row("", "", "hao hụt khi bốc xếp")]);
        let reverse = json!({"reverse_goods_issue": {"issue": 1, "reason": "returned"}});
        self.goods(reverse, vec![row("", "", "đường ngập, chở về")]);
        let revalue = json!({"revalue_lot": {"evidence": "b".repeat(64), "lot": 1, "source": "price_list",
            "value": "20000000"}});
        self.goods(revalue, vec![]);
    }

    fn cash_book(&self) {
        let send = json!({"send_money": {"amount": "20000000", "from": "cash:main",
            "to": "vietcombank:0071001234567"}});
        self.books(send, vec![]);
        self.books(
            json!({"count_cash": {"account": "cash:main", "counted": "26000000"}}),
            vec![row("", "", "thối nhầm tiền lẻ")],
        );
        self.books(json!({"spoil_voucher": {"reason": "rach", "series": "pc"}}), vec![]);
    }
}

fn build() -> Fund {
    let dir = tempfile::tempdir().unwrap();
    let books = Books::open(dir.path()).unwrap();
    let ledger = books.create(&"dt-2021".parse().unwrap()).unwrap();
    let life = Life(&ledger);
    life.set_up();
    life.gifts();
    life.catalogue();
    life.rules();
    life.in_kind();
    life.money_out();
    life.goods_out();
    life.cash_book();
    Fund { ledger, _books: books, _dir: dir }
}
