//! The rows of the files. Households are never named; amounts are decimal texts in đồng.

use domain::{DonorKind, Party, ReceiptNo};
use jiff::civil::Date;
use projection_coverage::{Coverage, Outgoing, Purpose, Share};
use projection_public::{Gift, PublicBook, Report};
use serde::Serialize;

use crate::table::{Row, text};

mod summary;

pub(crate) use summary::SummaryRow;

/// A gift, without name and memo.
#[derive(Serialize)]
pub(crate) struct GiftRow {
    number: u64,
    date: String,
    time: Option<String>,
    amount: String,
    account: String,
    donor: DonorKind,
    reference: Option<String>,
    status: &'static str,
    position: u64,
}

impl GiftRow {
    pub(crate) fn new(book: &PublicBook, number: ReceiptNo, gift: &Gift) -> Self {
        let bank = book.summary().banks.get(usize::from(gift.account));
        Self {
            number: number.get(),
            date: gift.date.to_string(),
            time: gift.time.map(|time| time.to_string()),
            amount: gift.amount.dong().to_string(),
            account: bank.map(|bank| bank.account.to_string()).unwrap_or_default(),
            donor: gift.donor,
            reference: gift.shown_reference().map(str::to_owned),
            status: gift.status.name(),
            position: gift.position,
        }
    }
}

impl Row for GiftRow {
    const COLUMNS: &'static [&'static str] =
        &["number", "date", "time", "amount", "account", "donor", "reference", "status", "position"];

    fn cells(&self) -> Vec<String> {
        let donor = serde_json::to_value(self.donor).unwrap_or_default();
        vec![
            self.number.to_string(),
            self.date.clone(),
            self.time.clone().unwrap_or_default(),
            self.amount.clone(),
            text(&self.account),
            donor.as_str().unwrap_or_default().to_owned(),
            text(self.reference.as_deref().unwrap_or_default()),
            self.status.to_owned(),
            self.position.to_string(),
        ]
    }
}

/// A payment or an issue of goods.
#[derive(Serialize)]
pub(crate) struct OutgoingRow {
    voucher: String,
    date: String,
    purpose: &'static str,
    head: Option<String>,
    restriction: Option<String>,
    to: Option<String>,
    to_name: Option<String>,
    decision: Option<String>,
    areas: String,
    households: u64,
    amount: String,
    goods: String,
    reversed_by: Option<String>,
    position: u64,
}

impl OutgoingRow {
    pub(crate) fn new(coverage: &Coverage, entry: &Outgoing) -> Self {
        let areas = entry.shares.iter().filter_map(|share: &Share| share.area.as_ref());
        let areas: Vec<&str> = areas.map(domain::Code::as_str).collect();
        let decision = entry.allocation.and_then(|(number, _)| coverage.outgoings().decision(number));
        let (to, to_name) = party(coverage, entry.to.as_ref(), entry.on);
        Self {
            voucher: entry.voucher.to_string(),
            date: entry.on.to_string(),
            purpose: purpose(entry.purpose),
            head: entry.head.as_ref().map(ToString::to_string),
            restriction: entry.earmark.as_ref().map(|earmark| projection_balances::tied(Some(earmark))),
            to,
            to_name,
            decision: decision.map(str::to_owned),
            areas: areas.join("; "),
            households: entry.shares.iter().map(|share| share.households).sum(),
            amount: entry.amount.to_string(),
            goods: entry.goods.to_string(),
            reversed_by: entry.reversed.as_ref().map(|reversed| reversed.voucher.to_string()),
            position: entry.position,
        }
    }
}

impl Row for OutgoingRow {
    const COLUMNS: &'static [&'static str] = &[
        "voucher",
        "date",
        "purpose",
        "head",
        "restriction",
        "to",
        "to_name",
        "decision",
        "areas",
        "households",
        "amount",
        "goods",
        "reversed_by",
        "position",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.voucher.clone(),
            self.date.clone(),
            self.purpose.to_owned(),
            or_none(self.head.as_ref()),
            or_none(self.restriction.as_ref()),
            or_none(self.to.as_ref()),
            or_none(self.to_name.as_ref()),
            or_none(self.decision.as_ref()),
            text(&self.areas),
            self.households.to_string(),
            self.amount.clone(),
            self.goods.clone(),
            or_none(self.reversed_by.as_ref()),
            self.position.to_string(),
        ]
    }
}

/// How far a payment or an issue has come.
pub(crate) struct DeliveryRow {
    voucher: String,
    to: Option<String>,
    to_name: Option<String>,
    handed_over: Option<Date>,
    signatures: u32,
    signed: Option<Date>,
    confirmed: Option<Date>,
    position: u64,
}

impl DeliveryRow {
    /// Whether it goes to somebody who takes it over; costs and refunds do not.
    pub(crate) fn is_one(entry: &Outgoing) -> bool {
        matches!(entry.purpose, Purpose::Relief | Purpose::Goods | Purpose::Advance | Purpose::Transfer)
    }

    pub(crate) fn new(coverage: &Coverage, entry: &Outgoing) -> Self {
        let (to, to_name) = party(coverage, entry.to.as_ref(), entry.on);
        let steps = &entry.steps;
        Self {
            voucher: entry.voucher.to_string(),
            to,
            to_name,
            handed_over: steps.handed_on,
            signatures: steps.signed,
            signed: steps.signed_on,
            confirmed: steps.confirmed_on,
            position: entry.position,
        }
    }
}

impl Row for DeliveryRow {
    const COLUMNS: &'static [&'static str] =
        &["voucher", "to", "to_name", "handed_over", "signatures", "signed", "confirmed", "position"];

    fn cells(&self) -> Vec<String> {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        vec![
            self.voucher.clone(),
            or_none(self.to.as_ref()),
            or_none(self.to_name.as_ref()),
            day(self.handed_over),
            self.signatures.to_string(),
            day(self.signed),
            day(self.confirmed),
            self.position.to_string(),
        ]
    }
}

/// A report that was given to the public.
pub(crate) struct ReportRow<'a>(&'a Report);

impl<'a> ReportRow<'a> {
    pub(crate) fn new(report: &'a Report) -> Self {
        Self(report)
    }
}

impl Row for ReportRow<'_> {
    const COLUMNS: &'static [&'static str] =
        &["published", "report", "format", "first", "last", "known_at", "sha256", "position"];

    fn cells(&self) -> Vec<String> {
        let Report { on, report, format, first, last, known_at, digest, position } = self.0;
        vec![
            on.to_string(),
            text(report.as_str()),
            text(format.as_str()),
            first.to_string(),
            last.to_string(),
            known_at.to_string(),
            digest.to_string(),
            position.to_string(),
        ]
    }
}

/// Who took something over, by kind and code, and by the name that the log knows on that day. Of a household only that it
/// is one.
fn party(coverage: &Coverage, party: Option<&Party>, on: Date) -> (Option<String>, Option<String>) {
    let network = coverage.network();
    let named = |kind: &str, code: &domain::Code| Some(format!("{kind}:{code}"));
    match party {
        None => (None, None),
        Some(Party::Household(_)) => (Some("household".to_owned()), None),
        Some(Party::Group(code)) => (named("group", code), None),
        Some(Party::Area(code)) => {
            (named("area", code), network.area(code, on).map(|area| area.name.clone()))
        }
        Some(Party::Organisation(code)) => {
            (named("organisation", code), network.organisation(code).map(|known| known.name.clone()))
        }
    }
}

const fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Relief => "relief",
        Purpose::Goods => "goods",
        Purpose::Advance => "advance",
        Purpose::Transfer => "transfer",
        Purpose::Purchase => "purchase",
        Purpose::Cost => "cost",
        Purpose::Refund => "refund",
    }
}

fn or_none(cell: Option<&String>) -> String {
    text(cell.map(String::as_str).unwrap_or_default())
}
