//! The public book: the summary and every gift, after some prefix of the log.

use domain::{
    AccountId, BankMovementRecorded, DonorKind, Event, MovementKind, ReceiptIdentified, ReceiptNo,
    ReceiptRecorded, ReceiptReversed, Recorded, Vnd,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::gift::{Gift, GiftStatus};
use crate::summary::{Bank, Summary, Tally};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicBook {
    summary: Summary,
    gifts: Vec<Gift>,
    listed: u64,
    identified: Vec<ReceiptNo>,
}

impl PublicBook {
    /// The figures.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Every receipt in the order of its number, which is its place counted from 1. Not every one is to be
    /// listed: see [`PublicBook::is_listed`].
    pub fn gifts(&self) -> &[Gift] {
        &self.gifts
    }

    /// How many gifts may be listed one by one.
    pub fn listed(&self) -> u64 {
        self.listed
    }

    /// The receipts that were identified, in the order in which that happened.
    pub fn identified(&self) -> &[ReceiptNo] {
        &self.identified
    }

    /// The receipt of that number.
    pub fn gift(&self, number: ReceiptNo) -> Option<&Gift> {
        self.gifts.get(number.index()?)
    }

    /// Whether a gift may be shown by itself: its account is a published one, and it is known to be a gift.
    pub fn is_listed(&self, gift: &Gift) -> bool {
        let published = self.summary.banks.get(usize::from(gift.account)).is_some_and(|bank| bank.published);
        published && gift.donor != DonorKind::Unidentified
    }

    /// Takes in one event.
    pub fn apply(&mut self, recorded: &Recorded) {
        let on = recorded.meta.effective_on;
        let summary = &mut self.summary;
        match &recorded.event {
            Event::FundOpened(opened) => summary.name.clone_from(&opened.name),
            Event::FundClosed(_) => summary.closed = true,
            Event::AccountAdded(added) => summary.banks.push(Bank {
                account: added.account.clone(),
                published: added.published,
                received: Tally::default(),
                balance: 0,
            }),
            Event::ReceiptRecorded(receipt) => self.receipt_recorded(on, recorded.position, receipt),
            Event::ReceiptReversed(reversed) => self.receipt_reversed(on, reversed),
            Event::ReceiptIdentified(identified) => self.receipt_identified(on, identified),
            Event::BankMovementRecorded(movement) => self.movement_recorded(movement),
            Event::LineQuarantined(_) => summary.waiting = summary.waiting.saturating_add(1),
            Event::QuarantineDismissed(_) => summary.waiting = summary.waiting.saturating_sub(1),
            Event::StatementImported(imported) => {
                summary.breaks = summary.breaks.saturating_add(imported.breaks.into());
            }
            Event::Books(_)
            | Event::Giving(_)
            | Event::Goods(_)
            | Event::Network(_)
            | Event::Oversight(_)
            | Event::Relief(_) => {}
        }
    }

    fn receipt_recorded(&mut self, on: Date, position: u64, receipt: &ReceiptRecorded) {
        let bank = receipt.bank.as_ref();
        let gift = Gift {
            amount: receipt.amount,
            date: on,
            time: bank.and_then(|bank| bank.time),
            account: self.place(&receipt.account),
            donor: receipt.donor,
            status: GiftStatus::Standing,
            reference: bank.and_then(|bank| bank.reference.as_deref()).map(Box::from),
            row: receipt.row,
            identified: None,
            position,
        };
        self.listed = self.listed.saturating_add(u64::from(self.is_listed(&gift)));
        self.gifts.push(gift);
        if receipt.quarantine.is_some() {
            self.summary.waiting = self.summary.waiting.saturating_sub(1);
        }
        self.move_money(&receipt.account, i128::from(receipt.amount.dong()));
        self.count(on, &receipt.account, receipt.donor, receipt.amount, Tally::add);
    }

    fn receipt_reversed(&mut self, on: Date, reversed: &ReceiptReversed) {
        if let Some(gift) = self.gift_mut(reversed.receipt) {
            gift.status = GiftStatus::Reversed;
        }
        self.move_money(&reversed.account, i128::from(reversed.amount.dong()));
        self.count(on, &reversed.account, reversed.donor, reversed.amount, Tally::take_off);
    }

    /// The money moved when it came; it becomes a gift on the day on which it is identified.
    fn receipt_identified(&mut self, on: Date, identified: &ReceiptIdentified) {
        if let Some(gift) = self.gift_mut(identified.receipt) {
            gift.donor = identified.donor;
            gift.identified = identified.row;
        }
        self.identified.push(identified.receipt);
        let listed = self.gift(identified.receipt).is_some_and(|gift| self.is_listed(gift));
        self.listed = self.listed.saturating_add(u64::from(listed));
        if let Some(negative) = identified.amount.checked_neg() {
            self.summary.unidentified.take_off(negative);
        }
        self.count(on, &identified.account, identified.donor, identified.amount, Tally::add);
    }

    fn movement_recorded(&mut self, movement: &BankMovementRecorded) {
        let dong = i128::from(movement.amount.dong());
        let sum = match movement.kind {
            MovementKind::Fee => &mut self.summary.fees,
            MovementKind::Interest => &mut self.summary.interest,
            MovementKind::Payment => &mut self.summary.payments,
        };
        *sum = sum.saturating_add(dong);
        if movement.quarantine.is_some() {
            self.summary.waiting = self.summary.waiting.saturating_sub(1);
        }
        self.move_money(&movement.account, movement.kind.direction().signed(movement.amount));
    }

    fn count(
        &mut self,
        on: Date,
        account: &AccountId,
        donor: DonorKind,
        amount: Vnd,
        tally: fn(&mut Tally, Vnd),
    ) {
        let summary = &mut self.summary;
        if donor == DonorKind::Unidentified {
            return tally(&mut summary.unidentified, amount);
        }
        tally(&mut summary.received, amount);
        tally(summary.days.entry(on).or_default(), amount);
        tally(summary.donors.entry(donor).or_default(), amount);
        if let Some(bank) = summary.banks.iter_mut().find(|bank| bank.account == *account) {
            tally(&mut bank.received, amount);
        }
        // A reversal's amount is negative; its gift's size is not.
        let size = amount.max(amount.checked_neg().unwrap_or(amount));
        if let Some(sizes) = summary.size_of(size) {
            tally(sizes, amount);
        }
    }

    fn place(&self, account: &AccountId) -> u16 {
        let place = self.summary.banks.iter().position(|bank| bank.account == *account);
        place.and_then(|place| u16::try_from(place).ok()).unwrap_or(u16::MAX)
    }

    fn move_money(&mut self, account: &AccountId, dong: i128) {
        if let Some(bank) = self.summary.banks.iter_mut().find(|bank| bank.account == *account) {
            bank.balance = bank.balance.saturating_add(dong);
        }
    }

    fn gift_mut(&mut self, number: ReceiptNo) -> Option<&mut Gift> {
        self.gifts.get_mut(number.index()?)
    }
}
