//! What things of the log are called on the supervision's pages.

use domain::oversight::{FindingKind, Opinion, Subject};
use domain::{Code, Party};
use ledger::{Thing, Views};
use projection_audit::trace::{Kind, Moved, Of, account_name};
use projection_balances::BookAccount;
use web::{Lang, format};

use crate::frame::Frame;
use crate::words;

/// A kind of event.
pub(super) fn kind(kind: &Kind, lang: Lang) -> &'static str {
    lang.say(kind.vi, kind.en)
}

/// An account of the books: what it is, and which, by name.
pub(super) fn account(account: &BookAccount, lang: Lang, views: &Views) -> String {
    if let BookAccount::Money(id) = account {
        return words::account(lang, id);
    }
    let mut letters = lang.say(account.vi(), account.en()).chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    let name: String = first.chain(letters).collect();
    let names = views.lineage.names();
    let party = |party: &Party| Some(lang.party(names, party));
    let body = |code: &Code| party(&Party::Organisation(code.clone()));
    let subject = match account {
        BookAccount::Relief(spending) | BookAccount::Cost(spending) | BookAccount::ReliefInKind(spending) => {
            spending.head.as_ref().map(|head| web::pages::head_name(head, lang))
        }
        BookAccount::Transferred(to, _) | BookAccount::CustodyOwed(to) => party(to),
        BookAccount::SupplierPrepaid(code) | BookAccount::AdvanceToTeam(code) => body(code),
        BookAccount::GoodsStock(item) | BookAccount::CustodyGoods(item) => {
            Some(names.item(item).0.to_owned())
        }
        other if other.earmark().is_some() => None,
        other => Some(other.detail()),
    };
    let tied = account.earmark().map(|earmark| format!("({})", lang.earmark(names, Some(earmark))));
    [Some(name), subject, tied].into_iter().flatten().collect::<Vec<_>>().join(" ").trim_end().to_owned()
}

/// The page with what moved an account, without a moment.
pub(super) fn account_link(frame: &Frame, account: &BookAccount) -> String {
    let name = account_name(account);
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("bt", &name).finish();
    frame.to(&format!("/kiem-toan/so-du/tai-khoan?{query}"))
}

/// A figure of a moment.
pub(super) fn figure(of: &Of, lang: Lang, views: &Views) -> String {
    match of {
        Of::Total(name) => {
            let (vi, en) = match *name {
                "given" => ("Tiền ủng hộ, đã trừ hoàn trả", "Gifts of money, less what was given back"),
                "given_in_kind" => ("Hiện vật ủng hộ", "Gifts in kind"),
                "spent" => ("Đã chi bằng tiền", "Spent in money"),
                "spent_in_kind" => ("Đã cứu trợ bằng hiện vật", "Given out in kind"),
                _ => ("Tiền còn lại", "Money left"),
            };
            lang.say(vi, en).to_owned()
        }
        Of::Restriction(None) => lang.say("Không điều kiện", "Unrestricted").to_owned(),
        Of::Restriction(earmark) => lang.earmark(views.lineage.names(), earmark.as_ref()),
        Of::Account(of) => account(of, lang, views),
        Of::Stock { item, warehouse } => {
            let names = views.lineage.names();
            format!("{}, {}", names.item(item).0, names.warehouse(warehouse))
        }
        Of::Events(name) => (*name).to_owned(),
    }
}

/// What an auditor says of an entry.
pub(super) fn opinion(opinion: Opinion, lang: Lang) -> &'static str {
    match opinion {
        Opinion::InOrder => lang.say("Đúng", "In order"),
        Opinion::WithRemark => lang.say("Đúng, có lưu ý", "In order, with a remark"),
        Opinion::NotInOrder => lang.say("Không đúng", "Not in order"),
    }
}

/// What a finding asks for.
pub(super) fn finding_kind(kind: FindingKind, lang: Lang) -> &'static str {
    match kind {
        FindingKind::Question => lang.say("Yêu cầu giải trình", "Question"),
        FindingKind::Recommendation => lang.say("Kiến nghị", "Recommendation"),
        FindingKind::Violation => lang.say("Sai phạm cần khắc phục", "Violation"),
    }
}

/// What a finding is about, and where that is shown.
pub(super) fn subject(about: &Subject, frame: &Frame) -> (String, Option<String>) {
    let lang = frame.lang;
    match about {
        Subject::Event(position) => (
            format!("{} {}", lang.say("Dòng sổ số", "Entry"), format::grouped(*position, lang)),
            Some(frame.to(&format!("/su-kien/{position}"))),
        ),
        Subject::Message(number) => (
            format!("{} {number}", lang.say("Thư số", "Message")),
            Some(frame.to(&format!("/hom-thu/{number}"))),
        ),
        Subject::Fund => (lang.say("Toàn quỹ", "The fund as a whole").to_owned(), None),
        Subject::Report(digest) => (format!("{} {digest}", lang.say("Báo cáo", "Report")), None),
        Subject::Request(number) => (
            format!("{} {number}", lang.say("Đề nghị số", "Request")),
            Some(frame.to(&format!("/de-nghi/{number}"))),
        ),
        Subject::Voucher(voucher) => (
            format!("{} {voucher}", lang.say("Chứng từ", "Voucher")),
            Some(frame.api(&format!("/vouchers/{voucher}/paper.pdf"))),
        ),
    }
}

/// An amount that an event moved, as pages show it.
pub(super) struct MovedRow {
    pub(super) debit: String,
    pub(super) debit_link: String,
    pub(super) credit: String,
    pub(super) credit_link: String,
    pub(super) amount: String,
    pub(super) position: u64,
    pub(super) day: String,
}

pub(super) fn moved(frame: &Frame, moved: &Moved<'_>, views: &Views) -> MovedRow {
    let lang = frame.lang;
    MovedRow {
        debit: account(moved.debit, lang, views),
        debit_link: account_link(frame, moved.debit),
        credit: account(moved.credit, lang, views),
        credit_link: account_link(frame, moved.credit),
        amount: format::grouped(moved.amount, lang),
        position: moved.position,
        day: format::date(moved.on, lang),
    }
}

/// The kinds of things that the log can be asked about: name in the log and in addresses, Vietnamese, English.
pub(super) const THINGS: [(&str, &str, &str); 14] = [
    ("voucher", "Chứng từ", "Voucher"),
    ("request", "Đề nghị", "Request"),
    ("payment", "Khoản chi", "Payment"),
    ("allocation", "Phân bổ", "Allocation"),
    ("goods_receipt", "Phiếu nhập", "Goods receipt"),
    ("issue", "Phiếu xuất", "Issue"),
    ("lot", "Lô hàng", "Lot"),
    ("shipment", "Chuyến chuyển kho", "Shipment"),
    ("movement", "Lệnh chuyển tiền", "Move of money"),
    ("cash_count", "Biên bản kiểm quỹ", "Cash count"),
    ("stock_count", "Biên bản kiểm kho", "Stock count"),
    ("pledge", "Đăng ký ủng hộ", "Pledge"),
    ("need", "Nhu cầu", "Need"),
    ("finding", "Kiến nghị", "Finding"),
];

/// A thing by its kind and number, as a person names them.
pub(super) fn thing(kind: &str, number: &str) -> Option<Thing> {
    let number: serde_json::Value = match kind {
        "voucher" => number.to_uppercase().into(),
        _ => number.parse::<u64>().ok()?.into(),
    };
    serde_json::from_value(serde_json::json!({ kind: number })).ok()
}
