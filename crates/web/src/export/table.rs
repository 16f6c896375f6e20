//! Rows as CSV and as JSON lines. Both begin with where the book stood.

use domain::DonorKind;
use domain::FundId;
use jiff::Timestamp;
use ledger::PublicGift;
use projection_coverage::{Outgoing, Share};
use public_files::{Row, text};
use serde::Serialize;

use crate::lang::Lang;
use crate::link;
use crate::pages::{Names, purpose};

/// Where the book stood: what is named first in every file.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Stand {
    /// The fund.
    pub(crate) fund: FundId,
    /// Its name.
    pub(crate) name: String,
    /// The file holds what the events before this position say.
    pub(crate) position: u64,
    /// The hash of the log's chain there.
    pub(crate) chain: String,
    /// When the last of the events was written.
    pub(crate) recorded_at: Option<Timestamp>,
    /// Where the signed checkpoint of the log is.
    pub(crate) checkpoint: String,
}

/// A gift.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GiftRow {
    number: u64,
    address: String,
    date: String,
    time: Option<String>,
    amount: String,
    account: String,
    donor: DonorKind,
    name: Option<String>,
    memo: Option<String>,
    reference: Option<String>,
    status: &'static str,
    position: u64,
}

/// A payment or an issue of goods.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OutgoingRow {
    voucher: String,
    address: String,
    date: String,
    purpose: &'static str,
    head: Option<String>,
    restriction: Option<String>,
    to: Option<String>,
    decision: Option<String>,
    areas: String,
    households: u64,
    amount: String,
    goods: String,
    handed_over: Option<String>,
    confirmed: Option<String>,
    reversed_by: Option<String>,
    position: u64,
}

impl GiftRow {
    pub(crate) fn new(fund: &FundId, gift: PublicGift) -> Self {
        Self {
            number: gift.number.get(),
            address: link::gift(fund, gift.number),
            date: gift.date.to_string(),
            time: gift.time.map(|time| time.to_string()),
            amount: gift.amount.dong().to_string(),
            account: gift.account.to_string(),
            donor: gift.donor,
            name: gift.name,
            memo: gift.memo,
            reference: gift.reference,
            status: gift.status.name(),
            position: gift.position,
        }
    }
}

impl Row for GiftRow {
    const COLUMNS: &'static [&'static str] = &[
        "number",
        "address",
        "date",
        "time",
        "amount",
        "account",
        "donor",
        "name",
        "memo",
        "reference",
        "status",
        "position",
    ];

    fn cells(&self) -> Vec<String> {
        let donor = serde_json::to_value(self.donor).unwrap_or_default();
        vec![
            self.number.to_string(),
            self.address.clone(),
            self.date.clone(),
            self.time.clone().unwrap_or_default(),
            self.amount.clone(),
            text(&self.account),
            donor.as_str().unwrap_or_default().to_owned(),
            text(self.name.as_deref().unwrap_or_default()),
            text(self.memo.as_deref().unwrap_or_default()),
            text(self.reference.as_deref().unwrap_or_default()),
            self.status.to_owned(),
            self.position.to_string(),
        ]
    }
}

impl OutgoingRow {
    pub(crate) fn new(fund: &FundId, names: Names<'_>, decision: Option<&str>, entry: &Outgoing) -> Self {
        let area = |share: &Share| share.area.as_ref().map(|area| names.area(area));
        let areas: Vec<String> = entry.shares.iter().filter_map(area).collect();
        let steps = &entry.steps;
        Self {
            voucher: entry.voucher.to_string(),
            address: link::voucher(fund, entry.voucher),
            date: entry.on.to_string(),
            purpose: purpose(Lang::Vi, entry.purpose),
            head: entry.head.as_ref().map(|head| names.head(head)),
            restriction: entry.account.is_some().then(|| names.restriction(entry.earmark.as_ref())),
            to: entry.to.as_ref().map(|party| names.party(party)),
            decision: decision.map(str::to_owned),
            areas: areas.join("; "),
            households: entry.shares.iter().map(|share| share.households).sum(),
            amount: entry.amount.to_string(),
            goods: entry.goods.to_string(),
            handed_over: steps.handed_on.map(|on| on.to_string()),
            confirmed: steps.confirmed_on.map(|on| on.to_string()),
            reversed_by: entry.reversed.as_ref().map(|reversed| reversed.voucher.to_string()),
            position: entry.position,
        }
    }
}

impl Row for OutgoingRow {
    const COLUMNS: &'static [&'static str] = &[
        "voucher",
        "address",
        "date",
        "purpose",
        "head",
        "restriction",
        "to",
        "decision",
        "areas",
        "households",
        "amount",
        "goods",
        "handed_over",
        "confirmed",
        "reversed_by",
        "position",
    ];

    fn cells(&self) -> Vec<String> {
        let or_none = |cell: &Option<String>| text(cell.as_deref().unwrap_or_default());
        vec![
            self.voucher.clone(),
            self.address.clone(),
            self.date.clone(),
            self.purpose.to_owned(),
            or_none(&self.head),
            or_none(&self.restriction),
            or_none(&self.to),
            or_none(&self.decision),
            text(&self.areas),
            self.households.to_string(),
            self.amount.clone(),
            self.goods.clone(),
            or_none(&self.handed_over),
            or_none(&self.confirmed),
            or_none(&self.reversed_by),
            self.position.to_string(),
        ]
    }
}

/// Where the book stood, as a line of its own, and the columns' names.
pub(crate) fn csv_head<R: Row>(stand: &Stand) -> Vec<u8> {
    let Stand { fund, position, chain, checkpoint, .. } = stand;
    public_files::csv_head::<R>(&format!(
        "fund={fund} position={position} chain={chain} checkpoint={checkpoint}"
    ))
}
