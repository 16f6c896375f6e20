//! The receipts, newest first, found by what one knows of them: account, days, amount, words, and whether anybody knows yet
//! whose they are.

use std::str::FromStr;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::{AccountId, ReceiptNo, Sight, Vnd};
use ledger::{StaffReceipt, WantedReceipts};
use projection_public::GiftStatus;
use web::format;
use web::pages::{Amount, Shell};

use crate::answer::Answer;
use crate::form;
use crate::frame::Frame;
use crate::seat::Seat;
use crate::state::Desk;
use crate::words;

/// Receipts on one page.
const PER_PAGE: usize = 50;
/// The address's word for those of which nobody can tell what they are.
const UNIDENTIFIED: &str = "chua-xac-dinh";

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/thu", get(list))
}

#[derive(Template)]
#[template(path = "desk/receipts.html")]
struct ReceiptsPage {
    shell: Shell,
    frame: Frame,
    typed: Filters,
    accounts: Vec<(String, String)>,
    rows: Vec<ReceiptRow>,
    more: Option<String>,
    /// Names are masked for this reader.
    masked: bool,
    slips: Option<(u64, u64)>,
}

/// What was asked, as it was typed, and what of it could not be read.
struct Filters {
    unidentified: bool,
    account: String,
    first: String,
    last: String,
    least: String,
    most: String,
    words: String,
    unread: Vec<&'static str>,
}

/// A receipt as a row of a table.
pub(super) struct ReceiptRow {
    pub(super) number: u64,
    pub(super) date: String,
    pub(super) amount: Amount,
    pub(super) who: String,
    pub(super) text: String,
    pub(super) account: String,
    pub(super) mark: Option<&'static str>,
}

async fn list(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let lang = seat.lang();
    let (typed, wanted) = Filters::read(seat);
    let before = seat.asked("truoc").parse().ok().map(ReceiptNo::new);
    let found = seat.ledger.find_receipts(&wanted, before, PER_PAGE)?;
    let accounts =
        seat.rules(|state| state.accounts().iter().map(|account| account.id.clone()).collect::<Vec<_>>())?;
    let rows: Vec<_> = found.receipts.iter().map(|receipt| ReceiptRow::new(lang, receipt)).collect();
    let ends = rows.last().map(|row| row.number).zip(rows.first().map(|row| row.number));
    let page = ReceiptsPage {
        shell: seat.shell("Khoản thu", "Receipts"),
        frame: seat.frame(),
        accounts: accounts.iter().map(|id| (id.to_string(), words::account(lang, id))).collect(),
        masked: !seat.signed.sees(Sight::Givers),
        more: found.before.map(|before| typed.further(before)),
        slips: ends
            .filter(|(first, last)| seat.signed.sees(Sight::Givers) && last.saturating_sub(*first) < 1_000),
        rows,
        typed,
    };
    Ok(page.render()?)
}

impl Filters {
    fn read(seat: &Seat) -> (Self, WantedReceipts) {
        let asked = |name: &str| seat.asked(name).trim().to_owned();
        let mut typed = Self {
            unidentified: seat.asked("loc") == UNIDENTIFIED,
            account: asked("tai-khoan"),
            first: asked("tu"),
            last: asked("den"),
            least: asked("it-nhat"),
            most: asked("nhieu-nhat"),
            words: asked("tim"),
            unread: Vec::new(),
        };
        let mut unread = Vec::new();
        let mut day = |name, text: &str| read(&mut unread, name, text, form::read_day);
        let (first, last) = (day("tu", &typed.first), day("den", &typed.last));
        let vnd = |text: &str| form::read_amount(text).map(Vnd::new);
        let mut amount = |name, text: &str| read(&mut unread, name, text, vnd);
        let (least, most) = (amount("it-nhat", &typed.least), amount("nhieu-nhat", &typed.most));
        let account = read(&mut unread, "tai-khoan", &typed.account, |text| AccountId::from_str(text).ok());
        typed.unread = unread;
        let (unidentified, words) = (typed.unidentified, typed.words.clone());
        let masked = !seat.signed.sees(Sight::Givers);
        (typed, WantedReceipts { unidentified, account, first, last, least, most, masked, words })
    }

    /// Whether a filter could not be read, and so was left out.
    fn wrong(&self, name: &str) -> bool {
        self.unread.contains(&name)
    }

    /// The same, from a number on.
    fn further(&self, before: ReceiptNo) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let filter = if self.unidentified { UNIDENTIFIED } else { "" };
        let pairs = [
            ("loc", filter),
            ("tai-khoan", &self.account),
            ("tu", &self.first),
            ("den", &self.last),
            ("it-nhat", &self.least),
            ("nhieu-nhat", &self.most),
            ("tim", &self.words),
        ];
        query.extend_pairs(pairs.into_iter().filter(|(_, value)| !value.is_empty()));
        query.append_pair("truoc", &before.to_string());
        format!("/thu?{}", query.finish())
    }
}

fn read<T>(
    unread: &mut Vec<&'static str>,
    name: &'static str,
    text: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let value = read(text);
    if value.is_none() && !text.is_empty() {
        unread.push(name);
    }
    value
}

impl ReceiptRow {
    pub(super) fn new(lang: web::Lang, receipt: &StaffReceipt) -> Self {
        let (row, name) = (&receipt.row, receipt.name());
        let texts: [&str; 3] =
            [&row.memo, &row.counter_name, receipt.reference.as_deref().unwrap_or_default()];
        Self {
            number: receipt.number.get(),
            date: format::date(receipt.date, lang),
            amount: Amount { dong: receipt.amount.dong().into(), lang },
            who: if name.is_empty() { lang.donor(receipt.donor).to_owned() } else { name.to_string() },
            text: texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "),
            account: words::account(lang, &receipt.account),
            mark: mark(lang, receipt),
        }
    }
}

/// Where a receipt stands otherwise than most.
fn mark(lang: web::Lang, receipt: &StaffReceipt) -> Option<&'static str> {
    match receipt.status {
        GiftStatus::Reversed => Some(lang.say("đã đính chính", "reversed")),
        GiftStatus::Refunded => Some(lang.say("đã hoàn trả", "given back")),
        GiftStatus::RefundedInPart => Some(lang.say("hoàn trả một phần", "given back in part")),
        GiftStatus::Held => Some(lang.say("đến sau hạn", "came late")),
        GiftStatus::Standing if receipt.donor == domain::DonorKind::Unidentified => {
            Some(lang.say("chưa xác định", "not identified"))
        }
        GiftStatus::Standing => None,
    }
}
