//! One pot as a line of đồng: what came in lies on it in order, and each use has the stretches that it used.
//!
//! The line never moves: what is taken back leaves a gap, what comes back is free again where it lay, and lies in front. So
//! an event costs the stretches that it touches, mostly one, and nothing for each gift. A line ends at 1.8·10^19 đồng.

use std::collections::{BTreeMap, VecDeque};

use domain::{PaymentNo, ReceiptNo};
use serde::{Deserialize, Serialize};

use crate::spans::{Piece, Spans};

/// Where money of a pot came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Source {
    /// A gift.
    Gift(ReceiptNo),
    /// There before the books began.
    Opening,
    /// Interest.
    Interest,
    /// A surplus of a count, and whatever came back without a trace.
    Found,
}

/// What money of a pot was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Use {
    /// A payment.
    Payment(PaymentNo),
    /// Charges of banks.
    Charges,
    /// Left an account, and nobody has explained it yet.
    Unexplained,
    /// Missing at a count, and written off.
    Lost,
}

/// Something that came in. It lies up to `end`, from where the one before ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Came {
    /// The highest receipt of the books then: the gift itself, where it came in as it was recorded.
    receipt: u64,
    end: u64,
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pot {
    came: Vec<Came>,
    /// What came in otherwise than as a gift that was just recorded, by its place in `came`.
    others: BTreeMap<usize, Source>,
    /// Where gifts lie that came in later than they were recorded, or in parts.
    later: BTreeMap<ReceiptNo, Vec<usize>>,
    free: Spans<()>,
    used: Spans<Use>,
    /// Used before there was money for it, oldest first. Nothing is free while something is owed.
    owed: VecDeque<(Use, u64)>,
}

impl Pot {
    /// A gift comes in as it is recorded, `receipt` being the highest number.
    pub(crate) fn give(&mut self, receipt: ReceiptNo, dong: u64) {
        self.lay(receipt, dong);
    }

    /// Anything else comes in, when `highest` is the highest receipt.
    pub(crate) fn come(&mut self, source: Source, highest: ReceiptNo, dong: u64) {
        if dong == 0 {
            return;
        }
        let place = self.came.len();
        self.others.insert(place, source);
        if let Source::Gift(receipt) = source {
            self.later.entry(receipt).or_default().push(place);
        }
        self.lay(highest, dong);
    }

    /// Uses money, what came first in front.
    pub(crate) fn spend(&mut self, of: Use, mut dong: u64) {
        while dong > 0 {
            let Some(front) = self.free.first() else {
                self.owed.push_back((of, dong));
                return;
            };
            let end = front.end.min(front.start.saturating_add(dong));
            let piece = Piece { start: front.start, end, of: () };
            self.free.cut(piece);
            self.used.add(Piece { start: piece.start, end, of });
            dong = dong.saturating_sub(piece.len());
        }
    }

    /// Takes back what was used: what is still owed first, then what it used last. What it never used comes in.
    pub(crate) fn take_back(&mut self, of: Use, highest: ReceiptNo, mut dong: u64) {
        for owed in self.owed.iter_mut().rev().filter(|owed| owed.0 == of) {
            let less = owed.1.min(dong);
            owed.1 = owed.1.saturating_sub(less);
            dong = dong.saturating_sub(less);
        }
        self.owed.retain(|owed| owed.1 > 0);
        while dong > 0 {
            let Some(last) = self.used.of(of).next_back() else { break };
            let piece = Piece { start: last.start.max(last.end.saturating_sub(dong)), ..last };
            self.used.cut(piece);
            self.free.add(Piece { start: piece.start, end: piece.end, of: () });
            dong = dong.saturating_sub(piece.len());
        }
        self.come(Source::Found, highest, dong);
        self.settle();
    }

    /// A gift, or a part of it, leaves the pot: what nobody used of it first. Who had used it uses what comes next.
    pub(crate) fn withdraw(&mut self, receipt: ReceiptNo, mut dong: u64) {
        let mut bare = Vec::new();
        for (start, end) in self.stretches(receipt).into_iter().rev() {
            let free: Vec<_> = self.free.within(start, end).rev().collect();
            for piece in free {
                let piece = Piece { start: piece.start.max(piece.end.saturating_sub(dong)), ..piece };
                self.free.cut(piece);
                dong = dong.saturating_sub(piece.len());
            }
        }
        for (start, end) in self.stretches(receipt).into_iter().rev() {
            let used: Vec<_> = self.used.within(start, end).rev().collect();
            for piece in used {
                let piece = Piece { start: piece.start.max(piece.end.saturating_sub(dong)), ..piece };
                self.used.cut(piece);
                dong = dong.saturating_sub(piece.len());
                bare.push((piece.of, piece.len()));
            }
        }
        // More than it gave: the books say so, and somebody else's money is missing.
        bare.push((Use::Lost, dong));
        for (of, dong) in bare {
            self.spend(of, dong);
        }
    }

    /// What is left, below zero where more was used than came, in đồng.
    pub(crate) fn balance(&self) -> i128 {
        let free = self.free.of(()).fold(0, |sum: i128, piece| sum.saturating_add(piece.len().into()));
        self.owed.iter().fold(free, |sum, owed| sum.saturating_sub(owed.1.into()))
    }

    /// Where a gift lies on the line, in its order.
    pub(crate) fn stretches(&self, receipt: ReceiptNo) -> Vec<(u64, u64)> {
        let number = receipt.get();
        let place = self.came.partition_point(|came| came.receipt < number);
        let own = self.came.get(place).filter(|came| came.receipt == number);
        let own = own.and(Some(place)).filter(|place| !self.others.contains_key(place));
        let later = self.later.get(&receipt).into_iter().flatten().copied();
        own.into_iter().chain(later).map(|place| (self.start(place), self.end(place))).collect()
    }

    /// What is free.
    pub(crate) fn free(&self) -> &Spans<()> {
        &self.free
    }

    /// What is used.
    pub(crate) fn used(&self) -> &Spans<Use> {
        &self.used
    }

    /// What a use has had no money for yet, in đồng.
    pub(crate) fn owed(&self, of: Use) -> i128 {
        let owed = self.owed.iter().filter(|owed| owed.0 == of);
        owed.fold(0, |sum, owed| sum.saturating_add(owed.1.into()))
    }

    /// The places in the order of coming that lie on a stretch which is not empty: the first and the last.
    pub(crate) fn places(&self, start: u64, end: u64) -> (usize, usize) {
        let last = self.came.partition_point(|came| came.end < end);
        (self.came.partition_point(|came| came.end <= start), last)
    }

    /// What came in at a place.
    pub(crate) fn source(&self, place: usize) -> Option<Source> {
        let recorded = || self.came.get(place).map(|came| Source::Gift(ReceiptNo::new(came.receipt)));
        self.others.get(&place).copied().or_else(recorded)
    }

    /// What came in on a stretch, in its order, with how much of it lies there.
    pub(crate) fn laid(&self, start: u64, end: u64) -> impl Iterator<Item = (Source, u64)> {
        let (first, last) = self.places(start, end);
        (first..=last).filter_map(move |place| {
            let dong = self.end(place).min(end).saturating_sub(self.start(place).max(start));
            self.source(place).map(|source| (source, dong))
        })
    }

    /// What came in from the first to the last place and was no gift, with the stretch where it lies.
    pub(crate) fn other_than_gifts(
        &self,
        first: usize,
        last: usize,
    ) -> impl Iterator<Item = (Source, u64, u64)> {
        let others = self.others.range(first..=last.max(first));
        let others = others.filter(|(_, source)| !matches!(source, Source::Gift(_)));
        others.map(|(place, source)| (*source, self.start(*place), self.end(*place)))
    }

    fn lay(&mut self, receipt: ReceiptNo, dong: u64) {
        let start = self.came.last().map_or(0, |came| came.end);
        let end = start.saturating_add(dong);
        self.came.push(Came { receipt: receipt.get(), end });
        self.free.add(Piece { start, end, of: () });
        self.settle();
    }

    /// What is free goes to what is owed.
    fn settle(&mut self) {
        while self.free.first().is_some() {
            let Some((of, dong)) = self.owed.pop_front() else { return };
            let owed = std::mem::take(&mut self.owed);
            self.spend(of, dong);
            // What was not enough for it stays in front.
            self.owed.extend(owed);
        }
    }

    fn start(&self, place: usize) -> u64 {
        let before = place.checked_sub(1).and_then(|before| self.came.get(before));
        before.map_or(0, |came| came.end)
    }

    fn end(&self, place: usize) -> u64 {
        self.came.get(place).map_or(0, |came| came.end)
    }
}
