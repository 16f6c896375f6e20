//! What the fund's own people see: every receipt with its name and memo, and the lines that wait for them.

mod find;

use domain::privacy::Said;
use domain::{AccountId, Direction, DonorKind, QuarantineNo, QuarantineReason, ReceiptNo, Vnd};
use jiff::civil::{Date, Time};
use projection_public::{Corrected, Gift, GiftStatus, PublicBook};
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
    pub said: Option<Said>,
    /// Its giver had name and memo erased.
    pub erased: bool,
    /// Position of its event in the log.
    pub position: u64,
    /// Name, memo, counter-account as they came.
    pub row: Row<'static>,
    /// Name and evidence of a later identification.
    pub identified: Row<'static>,
    /// The corrections of its giver, oldest first.
    pub corrected: Vec<Correction>,
}

/// A correction of who gave. `Debug` does not show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The business day.
    pub on: Date,
    /// Position of its event in the log.
    pub position: u64,
    /// The right name, and what shows it.
    pub row: Row<'static>,
}

impl StaffReceipt {
    /// Who gave, as the books know it now; empty where no name is known.
    pub fn name(&self) -> &str {
        self.name_before(u64::MAX)
    }

    /// The same before the event at that position.
    pub fn name_before(&self, position: u64) -> &str {
        if let Some(right) = self.corrected.iter().rfind(|right| right.position < position) {
            return right.row.name.trim();
        }
        let names: [&str; 3] = [&self.identified.name, &self.row.name, &self.row.counter_name];
        names.into_iter().map(str::trim).find(|name| !name.is_empty()).unwrap_or_default()
    }

    /// The day on which its giver was last set right.
    pub fn corrected_on(&self) -> Option<Date> {
        self.corrected.last().map(|right| right.on)
    }

    /// Where it tells how to reach its giver: with the name that stands, else as it came.
    pub fn reached_by(&self) -> &Row<'static> {
        let later = self.corrected.iter().rev().map(|right| &right.row).chain([&self.identified]);
        later.into_iter().find(|row| !row.contact.trim().is_empty()).unwrap_or(&self.row)
    }
}

/// A receipt's facts, copied out of the views, before the vault is asked.
pub(crate) struct Receipt {
    number: ReceiptNo,
    account: AccountId,
    gift: Gift,
    corrected: Vec<Corrected>,
}

impl Receipt {
    fn of(book: &PublicBook, number: ReceiptNo, gift: &Gift) -> Option<Self> {
        let account = book.summary().banks.get(usize::from(gift.account))?.account.clone();
        Some(Self { number, account, gift: gift.clone(), corrected: book.corrected(number).to_vec() })
    }
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
        let page: Vec<Receipt> = {
            let views = self.views();
            let book = &views.public;
            let from = after.map_or(0, ReceiptNo::get);
            let skip = usize::try_from(from).unwrap_or(usize::MAX);
            let numbers = (from.saturating_add(1)..).map(ReceiptNo::new);
            let page = numbers.zip(book.gifts().iter().skip(skip)).take(limit);
            page.filter_map(|(number, gift)| Receipt::of(book, number, gift)).collect()
        };
        page.into_iter().map(|receipt| self.staff_receipt(receipt)).collect()
    }

    fn staff_receipt(&self, receipt: Receipt) -> Result<StaffReceipt, LedgerError> {
        let Receipt { number, account, gift, corrected } = receipt;
        let corrected = corrected
            .into_iter()
            .map(|one| Ok(Correction { on: one.on, position: one.position, row: self.row(one.row)? }));
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
            said: gift.said,
            erased: gift.erased,
            position: gift.position,
            row: self.row(gift.row)?,
            identified: self.row(gift.identified)?,
            corrected: corrected.collect::<Result<_, LedgerError>>()?,
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
