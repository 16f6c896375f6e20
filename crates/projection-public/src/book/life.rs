//! What becomes of a receipt after it came: entered with more, taken after all, given back.

use std::collections::BTreeMap;

use domain::giving::{Event as Gave, GiverCorrected, HeldReceiptTaken, ReceiptSupplemented};
use domain::relief::{Event as Spent, PaymentKind, Refunded, Standing};
use domain::{DonorKind, ReceiptNo, Vnd};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PublicBook;
use crate::gift::{Corrected, GiftStatus};
use crate::summary::Tally;

/// The few receipts of which more is to be told than their gift holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Life {
    corrected: BTreeMap<ReceiptNo, Vec<Corrected>>,
    refunds: BTreeMap<ReceiptNo, Vnd>,
    supplements: BTreeMap<ReceiptNo, Vnd>,
}

impl PublicBook {
    /// What was entered later of a gift because it had been too little, in all.
    pub fn supplemented(&self, number: ReceiptNo) -> Option<Vnd> {
        self.life.supplements.get(&number).copied()
    }

    /// The corrections of a gift's giver, oldest first: who gave is told by the last one.
    pub fn corrected(&self, number: ReceiptNo) -> &[Corrected] {
        self.life.corrected.get(&number).map_or(&[], Vec::as_slice)
    }

    /// All corrections of givers, by receipt.
    pub fn all_corrected(&self) -> impl Iterator<Item = (ReceiptNo, &[Corrected])> {
        self.life.corrected.iter().map(|(number, corrected)| (*number, corrected.as_slice()))
    }

    pub(super) fn gave(&mut self, on: Date, position: u64, event: &Gave) {
        match event {
            Gave::ReceiptSupplemented(event) => self.supplement(on, event),
            Gave::GiverCorrected(event) => self.set_right(on, position, event),
            Gave::HeldReceiptTaken(event) => self.taken(on, event),
            _ => {}
        }
    }

    pub(super) fn refunded(&mut self, event: &Spent) {
        let (kind, amount) = match event {
            Spent::Paid(paid) => (&paid.kind, paid.amount),
            Spent::PaymentReversed(reversed) => (&reversed.kind, reversed.amount),
            _ => return,
        };
        if let PaymentKind::Refund(refunded) = kind {
            self.refund(*refunded, amount);
        }
    }

    fn supplement(&mut self, on: Date, event: &ReceiptSupplemented) {
        let sum = self.life.supplements.entry(event.receipt).or_default();
        *sum = sum.checked_add(event.amount).unwrap_or(*sum);
        self.changed.push(event.receipt);
        self.tally(on, &event.account, event.donor, event.amount, Tally::grow);
        let Some(gift) = self.gift_mut(event.receipt) else { return };
        let before = gift.amount;
        let after = before.checked_add(event.amount).unwrap_or(before);
        gift.amount = after;
        if event.donor != DonorKind::Unidentified {
            self.size(before, |size| size.drop(before));
            self.size(after, |size| size.add(after));
        }
    }

    /// Only of which kind its giver is was counted otherwise: the gift itself stands as it did.
    fn set_right(&mut self, on: Date, position: u64, event: &GiverCorrected) {
        self.life.corrected.entry(event.receipt).or_default().push(Corrected {
            on,
            position,
            row: event.row,
        });
        self.republish(event.receipt, |gift| gift.donor = event.donor);
        if !event.held {
            let donors = &mut self.summary.donors;
            donors.entry(event.was).or_default().drop(event.amount);
            donors.entry(event.donor).or_default().add(event.amount);
        }
    }

    fn taken(&mut self, on: Date, event: &HeldReceiptTaken) {
        self.summary.held.drop(event.amount);
        self.count(on, &event.account, event.donor, event.amount, Tally::add);
        self.change(event.receipt, |gift| {
            if gift.status == GiftStatus::Held {
                gift.status = GiftStatus::Standing;
            }
        });
    }

    /// Below zero where the refund itself is taken back.
    fn refund(&mut self, refunded: Refunded, amount: Vnd) {
        let sum = self.life.refunds.entry(refunded.receipt).or_default();
        *sum = sum.checked_add(amount).unwrap_or(*sum);
        let sum = *sum;
        let whole =
            |book: &Self| book.gift(refunded.receipt).is_some_and(|gift| gift.status == GiftStatus::Refunded);
        let before = whole(self);
        self.change(refunded.receipt, |gift| {
            gift.status = match refunded.stood_as {
                _ if sum >= gift.amount => GiftStatus::Refunded,
                _ if sum > Vnd::ZERO => GiftStatus::RefundedInPart,
                Standing::Held => GiftStatus::Held,
                Standing::Contribution | Standing::Unidentified => GiftStatus::Standing,
            };
        });
        let after = whole(self);
        self.summary.money.refunds.whole(refunded.stood_as, before, after);
    }
}
