//! Receipts as the fund's own people see them.

use jiff::civil::{Date, Time};
use ledger::StaffReceipt;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Dong, some};
use crate::cursor::Cursor;
use wire::{Donor, Listing};

/// Some receipts, in the order of their numbers.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReceiptPage {
    /// This page.
    receipts: Vec<Receipt>,
    /// `cursor` of the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

impl ReceiptPage {
    /// A page of at most `limit`: a full one may be followed by another.
    pub(crate) fn new(receipts: Vec<StaffReceipt>, limit: usize) -> Self {
        let last = receipts.last().filter(|_| receipts.len() >= limit);
        let next = last.map(|receipt| Cursor::After(receipt.number.get()).text());
        Self { receipts: receipts.into_iter().map(Receipt::from).collect(), next }
    }
}

/// A receipt with its personal data.
#[derive(Serialize, ToSchema)]
struct Receipt {
    /// Running number.
    number: u64,
    /// How much.
    amount: Dong,
    /// The business day.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Booking time, where the bank prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^[0-9]{2}:[0-9]{2}:[0-9]{2}$")]
    time: Option<Time>,
    /// The fund's account.
    account: String,
    /// Who gave, as known now.
    donor: Donor,
    /// The donor's name; that of the identification or of the last correction, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    donor_name: Option<String>,
    /// The day on which the giver was last set right.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    corrected_on: Option<Date>,
    /// How much its giver lets be shown; absent where the giver said nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    listing: Option<Listing>,
    /// What the bank or the giver wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    memo: Option<String>,
    /// The other side's name as its bank prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    counter_name: Option<String>,
    /// The other side's account.
    #[serde(skip_serializing_if = "Option::is_none")]
    counter_account: Option<String>,
    /// A telephone number, e-mail address or place.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    /// What the treasurer added.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// What showed who gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
    /// The bank's reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// Whether its negative stands beside it.
    reversed: bool,
    /// Position of its event in the log.
    position: u64,
}

impl From<StaffReceipt> for Receipt {
    fn from(receipt: StaffReceipt) -> Self {
        let (row, found) = (&receipt.row, &receipt.identified);
        let named = receipt.corrected.last().map_or(found, |right| &right.row);
        let came = if receipt.corrected.is_empty() { some(&row.name) } else { None };
        Self {
            number: receipt.number.get(),
            amount: receipt.amount.into(),
            date: receipt.date,
            time: receipt.time,
            account: receipt.account.to_string(),
            donor: receipt.donor.into(),
            donor_name: some(&named.name).or(came),
            corrected_on: receipt.corrected_on(),
            listing: receipt.said.map(|said| said.most().into()),
            memo: some(&row.memo),
            counter_name: some(&row.counter_name),
            counter_account: some(&row.counter_account),
            contact: some(&row.contact),
            note: some(&row.note),
            evidence: some(&found.note),
            reference: receipt.reference,
            reversed: receipt.reversed,
            position: receipt.position,
        }
    }
}
