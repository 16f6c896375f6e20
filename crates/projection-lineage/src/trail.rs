//! What is asked of the lineage: what became of a gift, and which gifts paid for a payment.

use std::collections::BTreeMap;

use domain::{PaymentNo, ReceiptNo};

use crate::lineage::Lineage;
use crate::pot::{Pot, Source, Use};
use crate::spans::Piece;

/// What became of a gift, all in đồng. Its parts add up to what of it stands in the pots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GiftTrail {
    /// What nobody has used yet.
    pub left: i128,
    /// What was used, in the order of the uses: payments by number, then what is no payment.
    pub shares: Vec<Share>,
}

impl GiftTrail {
    /// What of it stands in the pots: a gift that was taken back or given back, is held or unidentified has nothing there.
    pub fn total(&self) -> i128 {
        self.used().saturating_add(self.left)
    }

    /// What left the pots, what teams hold included.
    pub fn used(&self) -> i128 {
        self.shares.iter().fold(0, |sum, share| sum.saturating_add(share.amount))
    }

    /// What is spent as the books say: what a team holds as an advance is not.
    pub fn spent(&self) -> i128 {
        self.shares.iter().fold(0, |sum, share| sum.saturating_add(share.spent))
    }

    /// What teams hold and have not accounted for.
    pub fn in_hand(&self) -> i128 {
        self.used().saturating_sub(self.spent())
    }
}

/// What one use took of a gift, in đồng.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Which use.
    pub of: Use,
    /// How much.
    pub amount: i128,
    /// What of it is spent: all of it; of an advance, what was accounted for, what came first in front.
    pub spent: i128,
}

/// What paid for a payment, all in đồng.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paid {
    /// Gifts, in the order in which they came.
    pub gifts: Vec<Stretch>,
    /// There before the books began.
    pub opening: i128,
    /// Interest.
    pub interest: i128,
    /// Surpluses of counts, and what came back without a trace.
    pub found: i128,
    /// What there was no money for in its pot yet: the next that comes pays for it.
    pub uncovered: i128,
}

/// Gifts that follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first, of which it may be a part only.
    pub first: ReceiptNo,
    /// The last, of which it may be a part only.
    pub last: ReceiptNo,
    /// How many.
    pub gifts: u64,
    /// What they paid, in đồng.
    pub amount: i128,
}

impl Lineage {
    /// What became of a gift.
    pub fn gift(&self, receipt: ReceiptNo) -> GiftTrail {
        let (mut left, mut shares) = (0, BTreeMap::<Use, (i128, i128)>::new());
        for pot in self.pots() {
            for (start, end) in pot.stretches(receipt) {
                left = pot
                    .free()
                    .within(start, end)
                    .fold(left, |sum: i128, piece| sum.saturating_add(piece.len().into()));
                for piece in pot.used().within(start, end) {
                    let share = shares.entry(piece.of).or_default();
                    share.0 = share.0.saturating_add(piece.len().into());
                    share.1 = share.1.saturating_add(self.spent(pot, &piece));
                }
            }
        }
        let shares = shares.into_iter().map(|(of, (amount, spent))| Share { of, amount, spent });
        GiftTrail { left, shares: shares.collect() }
    }

    /// What of a piece is spent: of an advance, what was accounted for of the money that lies before the piece's end.
    fn spent(&self, pot: &Pot, piece: &Piece<Use>) -> i128 {
        let all = i128::from(piece.len());
        let Use::Payment(payment) = piece.of else { return all };
        let Some(outlay) = self.deeds().outlay(payment).filter(|outlay| outlay.is_advance()) else {
            return all;
        };
        let before = pot.used().of(piece.of).take_while(|one| one.start < piece.start);
        let before = before.fold(0, |sum: i128, one| {
            let end = one.end.min(piece.start);
            sum.saturating_add(end.saturating_sub(one.start).into())
        });
        outlay.settled.saturating_sub(before).clamp(0, all)
    }

    /// What paid for a payment; nothing for a refund, which gives back its own gift.
    pub fn payment(&self, payment: PaymentNo) -> Paid {
        let mut paid = Paid::default();
        let Some(outlay) = self.deeds().outlay(payment) else { return paid };
        let Some(pot) = self.pot_of(outlay.earmark.as_ref()) else { return paid };
        let of = Use::Payment(payment);
        for piece in pot.used().of(of) {
            paid.add(pot, &piece);
        }
        paid.uncovered = pot.owed(of);
        paid
    }

    /// What paid for a payment one by one, in the order of the line, in đồng; what nobody has paid for yet is left out.
    pub fn sources(&self, payment: PaymentNo) -> Vec<(Source, i128)> {
        let outlay = self.deeds().outlay(payment);
        let pot = outlay.and_then(|outlay| self.pot_of(outlay.earmark.as_ref()));
        let mut sources: Vec<(Source, i128)> = Vec::new();
        for (pot, piece) in pot
            .into_iter()
            .flat_map(|pot| pot.used().of(Use::Payment(payment)).map(move |piece| (pot, piece)))
        {
            for (source, dong) in pot.laid(piece.start, piece.end) {
                match sources.last_mut().filter(|last| last.0 == source) {
                    Some(last) => last.1 = last.1.saturating_add(dong.into()),
                    None => sources.push((source, dong.into())),
                }
            }
        }
        sources
    }
}

impl Paid {
    fn add(&mut self, pot: &Pot, piece: &Piece<Use>) {
        let (first, last) = pot.places(piece.start, piece.end);
        let mut places = (last.saturating_sub(first) as u64).saturating_add(1);
        let mut amount = i128::from(piece.len());
        for (source, start, end) in pot.other_than_gifts(first, last) {
            let dong = i128::from(end.min(piece.end).saturating_sub(start.max(piece.start)));
            places = places.saturating_sub(1);
            amount = amount.saturating_sub(dong);
            let sum = match source {
                Source::Opening => &mut self.opening,
                Source::Interest => &mut self.interest,
                Source::Found | Source::Gift(_) => &mut self.found,
            };
            *sum = sum.saturating_add(dong);
        }
        let gift = |place| match pot.source(place) {
            Some(Source::Gift(receipt)) => Some(receipt),
            _ => None,
        };
        let (from, to) = ((first..=last).find_map(gift), (first..=last).rev().find_map(gift));
        if let (Some(first), Some(last)) = (from, to) {
            self.gifts.push(Stretch { first, last, gifts: places, amount });
        }
    }
}
