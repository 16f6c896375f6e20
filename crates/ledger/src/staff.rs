//! What the fund's own people see: every receipt with its name and memo, and the lines that wait for them.

mod find;

use domain::{AccountId, Direction, DonorKind, QuarantineNo, QuarantineReason, ReceiptNo, Vnd};
use jiff::civil::{Date, Time};
use projection_public::{Gift, GiftStatus};
use vault::Row;

use crate::error::LedgerError;
use crate::ledger::Ledger;

pub use find::{FoundReceipts, ReceiptSum, ReceivedOn, WantedReceipts};

/// A receipt with its personal data. `Debug` does not show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffReceipt {
    /// Running number.
    pub number: ReceiptNo,
    /// How much.
    pub amount: Vnd,
    /// The business day.
    pub date: Date,
    /// Booking time, where the bank prints it.
    pub time: Option<Time>,
    /// The fund's account.
    pub account: AccountId,
    /// Who gave.
    pub donor: DonorKind,
    /// The bank's reference.
    pub reference: Option<String>,
    /// Whether its negative stands beside it.
    pub reversed: bool,
    /// Where it stands.
    pub status: GiftStatus,
    /// What its giver said of being listed; nothing where he said nothing.
    pub consent: Option<bool>,
    /// Its giver had name and memo erased.
    pub erased: bool,
    /// Position of its event in the log.
    pub position: u64,
    /// Name, memo, counter-account as they came.
    pub row: Row<'static>,
    /// Name and evidence of a later identification.
    pub identified: Row<'static>,
}

/// A statement line that waits for a decision. `Debug` does not show its personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuarantinedLine {
    /// Running number.
    pub item: QuarantineNo,
    /// The account.
    pub account: AccountId,
    /// Booking day.
    pub date: Date,
    /// Booking time, where printed.
    pub time: Option<Time>,
    /// Which way the money goes.
    pub direction: Direction,
    /// The printed amount, if that is certain.
    pub printed: Option<Vnd>,
    /// The printed amount, else the one that the running balance shows.
    pub proposed: Option<Vnd>,
    /// Why it waits.
    pub reason: QuarantineReason,
    /// The receipts that it may double, the likeliest first.
    pub candidates: Vec<ReceiptNo>,
    /// The bank's reference.
    pub reference: Option<String>,
    /// Memo and names as printed.
    pub row: Row<'static>,
}

impl Ledger {
    /// Receipts with numbers above `after`, in order, unmasked: for the fund's people only.
    pub fn receipts(&self, after: Option<ReceiptNo>, limit: usize) -> Result<Vec<StaffReceipt>, LedgerError> {
        let page: Vec<(ReceiptNo, AccountId, Gift)> = {
            let views = self.views();
            let book = &views.public;
            let from = after.map_or(0, ReceiptNo::get);
            let skip = usize::try_from(from).unwrap_or(usize::MAX);
            let numbers = (from.saturating_add(1)..).map(ReceiptNo::new);
            let account =
                |gift: &Gift| Some(book.summary().banks.get(usize::from(gift.account))?.account.clone());
            let page = numbers.zip(book.gifts().iter().skip(skip)).take(limit);
            page.filter_map(|(number, gift)| Some((number, account(gift)?, gift.clone()))).collect()
        };
        page.into_iter().map(|(number, account, gift)| self.staff_receipt(number, account, gift)).collect()
    }

    fn staff_receipt(
        &self,
        number: ReceiptNo,
        account: AccountId,
        gift: Gift,
    ) -> Result<StaffReceipt, LedgerError> {
        Ok(StaffReceipt {
            number,
            amount: gift.amount,
            date: gift.date,
            time: gift.time,
            account,
            donor: gift.donor,
            reference: gift.reference.map(String::from),
            reversed: gift.status == GiftStatus::Reversed,
            status: gift.status,
            consent: gift.consent,
            erased: gift.erased,
            position: gift.position,
            row: self.row(gift.row)?,
            identified: self.row(gift.identified)?,
        })
    }

    /// The statement lines that wait for a person, oldest first.
    pub fn quarantined(&self) -> Result<Vec<QuarantinedLine>, LedgerError> {
        let lines: Vec<_> = self.rules(|state| {
            let line = |item| {
                state
                    .quarantined(item)
                    .map(|(account, line, why)| (item, account.id.clone(), line.clone(), why.clone()))
            };
            state.waiting().filter_map(line).collect()
        })?;
        let lines = lines.into_iter().map(|(item, account, line, why)| {
            Ok(QuarantinedLine {
                item,
                account,
                date: line.date,
                time: line.time,
                direction: line.direction,
                printed: line.amount,
                proposed: why.amount,
                reason: why.reason,
                candidates: why.candidates,
                reference: line.reference.map(String::from),
                row: self.row(line.row)?,
            })
        });
        lines.collect()
    }
}
