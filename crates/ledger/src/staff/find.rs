//! Receipts found by what the fund's people know of them, and what came on a day.
//!
//! Figures are looked at in the views, a piece at a time, so that nobody who writes waits long. Names lie sealed in the
//! vault: a search by words opens so many rows at most and says where it stopped.

use domain::{AccountId, DonorKind, ReceiptNo, Vnd};
use jiff::civil::Date;
use projection_public::{Gift, GiftStatus, fold};

use super::{Receipt, StaffReceipt};
use crate::error::LedgerError;
use crate::ledger::Ledger;

/// Receipts that are looked at under one lock.
const PIECE: usize = 4_096;
/// Rows of the vault that one search opens at most.
const MOST_ROWS: usize = 20_000;

/// What is known of the receipts that are looked for. What is not said is of no matter. `Debug` is left out: the words may
/// be a name.
#[derive(Clone, Default)]
pub struct WantedReceipts {
    /// Only those of which nobody can tell yet what they are, and that stand.
    pub unidentified: bool,
    /// To this account.
    pub account: Option<AccountId>,
    /// Not before this business day.
    pub first: Option<Date>,
    /// Not after this business day.
    pub last: Option<Date>,
    /// At least so much.
    pub least: Option<Vnd>,
    /// At most so much.
    pub most: Option<Vnd>,
    /// They are read masked, and found by no more than that.
    pub masked: bool,
    /// Words of the name, memo, reference, counter-account or notes: each must stand in one of them, accents and case are
    /// of no matter.
    pub words: String,
}

/// What was found, newest first. `Debug` of a receipt shows no personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundReceipts {
    /// So many as were asked for, or fewer.
    pub receipts: Vec<StaffReceipt>,
    /// Ask for those before this number to go on; `None` where all were looked at.
    pub before: Option<ReceiptNo>,
}

/// Receipts by number and amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReceiptSum {
    /// How many.
    pub receipts: u64,
    /// In đồng.
    pub dong: i128,
}

impl ReceiptSum {
    fn add(&mut self, amount: Vnd) {
        self.receipts = self.receipts.saturating_add(1);
        self.dong = self.dong.saturating_add(i128::from(amount.dong()));
    }
}

/// What came on a business day, reversed receipts left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceivedOn {
    /// By account, in the order in which they were added; accounts without a receipt too.
    pub accounts: Vec<(AccountId, ReceiptSum)>,
    /// Receipts of any day of which nobody can tell yet what they are.
    pub unidentified: ReceiptSum,
}

impl Ledger {
    /// A receipt with its personal data; `None` for a number that was never given.
    pub fn receipt(&self, number: ReceiptNo) -> Result<Option<StaffReceipt>, LedgerError> {
        let Some(before) = number.get().checked_sub(1) else { return Ok(None) };
        let after = Some(before).filter(|before| *before > 0).map(ReceiptNo::new);
        Ok(self.receipts(after, 1)?.pop().filter(|receipt| receipt.number == number))
    }

    /// Receipts with numbers below `before` that fit, newest first.
    pub fn find_receipts(
        &self,
        wanted: &WantedReceipts,
        before: Option<ReceiptNo>,
        limit: usize,
    ) -> Result<FoundReceipts, LedgerError> {
        let words: Vec<String> = fold(&wanted.words).split_whitespace().map(str::to_owned).collect();
        let mut end = before.and_then(ReceiptNo::index).unwrap_or(usize::MAX);
        let (mut receipts, mut opened) = (Vec::new(), 0_usize);
        loop {
            let (fitting, start) = self.fitting(wanted, end);
            for receipt in fitting {
                if receipts.len() == limit || opened == MOST_ROWS {
                    return Ok(FoundReceipts { receipts, before: Some(receipt.number.next()) });
                }
                opened = opened.saturating_add(1);
                let receipt = self.staff_receipt(receipt)?;
                let receipt = if wanted.masked { receipt.masked() } else { receipt };
                if says(&receipt, &words) {
                    receipts.push(receipt);
                }
            }
            if start == 0 {
                return Ok(FoundReceipts { receipts, before: None });
            }
            end = start;
        }
    }

    /// The receipts of the last piece below the place `end` whose figures fit, newest first, and where the piece begins.
    fn fitting(&self, wanted: &WantedReceipts, end: usize) -> (Vec<Receipt>, usize) {
        let views = self.views();
        let book = &views.public;
        let end = end.min(book.gifts().len());
        let start = end.saturating_sub(PIECE);
        let piece = book.gifts().get(start..end).unwrap_or_default();
        let numbers = (start as u64..).map(|place| ReceiptNo::new(place.saturating_add(1)));
        let mut found: Vec<_> = numbers
            .zip(piece)
            .filter(|(_, gift)| wanted.fits(gift))
            .filter_map(|(number, gift)| Receipt::of(book, number, gift))
            .filter(|receipt| wanted.account.as_ref().is_none_or(|wanted| *wanted == receipt.account))
            .collect();
        found.reverse();
        (found, start)
    }

    /// What came on a business day, and what nobody can name of all days: the figure that the public reads.
    pub fn received_on(&self, day: Date) -> ReceivedOn {
        let (accounts, unidentified) = {
            let views = self.views();
            let (summary, nameless) = (views.public.summary(), views.public.summary().nameless());
            let accounts: Vec<_> = summary.banks.iter().map(|bank| bank.account.clone()).collect();
            (accounts, ReceiptSum { receipts: nameless.gifts, dong: nameless.dong })
        };
        let mut sums = vec![ReceiptSum::default(); accounts.len()];
        let mut start = 0_usize;
        loop {
            let views = self.views();
            let Some(rest) = views.public.gifts().get(start..).filter(|rest| !rest.is_empty()) else { break };
            for gift in rest.iter().take(PIECE).filter(|gift| stands(gift)) {
                if gift.date == day
                    && let Some(sum) = sums.get_mut(usize::from(gift.account))
                {
                    sum.add(gift.amount);
                }
            }
            start = start.saturating_add(PIECE);
        }
        ReceivedOn { accounts: accounts.into_iter().zip(sums).collect(), unidentified }
    }
}

impl WantedReceipts {
    fn fits(&self, gift: &Gift) -> bool {
        (!self.unidentified || gift.donor == DonorKind::Unidentified && stands(gift))
            && self.first.is_none_or(|first| gift.date >= first)
            && self.last.is_none_or(|last| gift.date <= last)
            && self.least.is_none_or(|least| gift.amount >= least)
            && self.most.is_none_or(|most| gift.amount <= most)
    }
}

/// Neither reversed nor given back.
fn stands(gift: &Gift) -> bool {
    !matches!(gift.status, GiftStatus::Reversed | GiftStatus::Refunded)
}

fn says(receipt: &StaffReceipt, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let (row, identified) = (&receipt.row, &receipt.identified);
    let texts: [&str; 9] = [
        &row.name,
        &row.memo,
        &row.contact,
        &row.note,
        &row.counter_name,
        &row.counter_account,
        &identified.name,
        &identified.note,
        receipt.reference.as_deref().unwrap_or_default(),
    ];
    let right = receipt.corrected.iter().map(|right| &*right.row.name);
    let folded = fold(&texts.into_iter().chain(right).collect::<Vec<_>>().join(" "));
    words.iter().all(|word| folded.contains(word.as_str()))
}
