//! Ghi số âm of what went out or came in: a payment, a goods-received note, an issue of goods. The wrong entry stays, its
//! negative stands beside it under a correction voucher, and the right one is entered anew. Whether it can be taken back, the
//! rules say.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::{Action, Event, GoodsReceiptNo, IssueNo, PaymentNo, relief};
use ledger::Thing;
use web::Lang;
use web::format;
use web::pages::{Amount, Shell};

use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::seat::Seat;
use crate::state::Desk;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/chi/{number}/ghi-am", get(payment))
        .route("/kho/phieu-nhap/{number}/ghi-am", get(goods_receipt))
        .route("/kho/phieu-xuat/{number}/ghi-am", get(issue))
}

/// What is taken back.
struct Kind {
    thing: Thing,
    number: u64,
    action: Action,
    /// The target of the form, and what it is called there.
    part: &'static str,
    reasons: &'static [&'static str],
    /// Where one goes when it is done.
    next: &'static str,
}

#[derive(Template)]
#[template(path = "desk/reversal.html")]
struct ReversalPage {
    shell: Shell,
    frame: Frame,
    part: &'static str,
    what: What,
    number: u64,
    voucher: String,
    on: String,
    amount: Option<Amount>,
    reasons: Vec<(&'static str, &'static str)>,
    next: &'static str,
    /// Where one comes from, and what it is called.
    from: (String, &'static str),
    /// The entry that is wrong.
    position: u64,
    today: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Payment,
    GoodsReceipt,
    Issue,
}

async fn payment(Path((_, number)): Path<(String, u64)>, seat: Seat) -> Response {
    let kind = Kind {
        thing: Thing::Payment(PaymentNo::new(number)),
        number,
        action: Action::Pay,
        part: "relief",
        reasons: &["wrong-amount", "wrong-account", "wrong-payee", "returned", "other"],
        next: "/de-nghi",
    };
    seat.page(move |seat| draw(seat, &kind, What::Payment)).await
}

async fn goods_receipt(Path((_, number)): Path<(String, u64)>, seat: Seat) -> Response {
    let kind = Kind {
        thing: Thing::GoodsReceipt(GoodsReceiptNo::new(number)),
        number,
        action: Action::CorrectGoods,
        part: "goods",
        reasons: &["wrong-quantity", "wrong-item", "recorded-twice", "other"],
        next: "/kho",
    };
    seat.page(move |seat| draw(seat, &kind, What::GoodsReceipt)).await
}

async fn issue(Path((_, number)): Path<(String, u64)>, seat: Seat) -> Response {
    let kind = Kind {
        thing: Thing::Issue(IssueNo::new(number)),
        number,
        action: Action::CorrectGoods,
        part: "goods",
        reasons: &["wrong-quantity", "wrong-item", "returned", "other"],
        next: "/kho",
    };
    seat.page(move |seat| draw(seat, &kind, What::Issue)).await
}

fn draw(seat: &Seat, kind: &Kind, what: What) -> Answer {
    if !seat.signed.may(kind.action) {
        return Err(Fault::NotFound);
    }
    let lang = seat.lang();
    let first = seat.ledger.views().history.of(&kind.thing).first().copied().ok_or(Fault::NotFound)?;
    let told = seat.ledger.told(first)?;
    let event = &told.recorded.event;
    let page = ReversalPage {
        shell: seat.shell("Đính chính bằng số âm", "Correct by a negative entry"),
        frame: seat.frame(),
        part: kind.part,
        what,
        number: kind.number,
        voucher: event.voucher().map(|voucher| voucher.to_string()).unwrap_or_default(),
        on: format::date(told.recorded.meta.effective_on, lang),
        amount: paid(event).map(|dong| Amount { dong, lang }),
        reasons: kind.reasons.iter().map(|code| (*code, reason(lang, code))).collect(),
        next: kind.next,
        from: from(lang, kind, what),
        position: first,
        today: Seat::today().to_string(),
    };
    Ok(page.render()?)
}

/// The page of what is taken back.
fn from(lang: Lang, kind: &Kind, what: What) -> (String, &'static str) {
    let number = kind.number;
    match what {
        What::Payment => {
            (format!("/ban-giao/chi/{number}"), lang.say("Bàn giao khoản chi", "Hand-over of the payment"))
        }
        What::GoodsReceipt => ("/kho".to_owned(), lang.say("Kho hàng", "Goods")),
        What::Issue => {
            (format!("/ban-giao/xuat/{number}"), lang.say("Bàn giao hàng", "Hand-over of the goods"))
        }
    }
}

fn paid(event: &Event) -> Option<i128> {
    let Event::Relief(event) = event else { return None };
    match event.as_ref() {
        relief::Event::Paid(paid) => Some(paid.amount.dong().into()),
        _ => None,
    }
}

fn reason(lang: Lang, code: &str) -> &'static str {
    match code {
        "wrong-amount" => lang.say("Ghi sai số tiền", "Wrong amount"),
        "wrong-account" => lang.say("Ghi sai tài khoản", "Wrong account"),
        "wrong-payee" => lang.say("Chi sai người nhận", "Wrong payee"),
        "wrong-quantity" => lang.say("Ghi sai số lượng", "Wrong quantity"),
        "wrong-item" => lang.say("Ghi sai mặt hàng", "Wrong item"),
        "recorded-twice" => lang.say("Ghi hai lần", "Recorded twice"),
        "returned" => lang.say("Bị trả lại", "It came back"),
        _ => lang.say("Lý do khác (giải thích)", "Another reason (explain)"),
    }
}
