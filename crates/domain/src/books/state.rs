//! What the rules of this part need to know of the past: closed periods, moves, counts, corrections that wait for a
//! signature, reconciliations, published reports.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{CashCounted, CopyPublished, Event as Kept, MoneySent, ReportPublished, Span};
use crate::event::{Earmark, Event};
use crate::ids::{AccountId, Actor, CountNo, Digest, MoveNo};
use crate::money::Vnd;
use crate::voucher::{Series, VoucherNo};

/// The state of this part after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The last closed day: nothing is entered up to and including it.
    pub closed_through: Option<Date>,
    /// The last closed month's last day.
    pub month_closed_through: Option<Date>,
    /// The last closed year's last day.
    pub year_closed_through: Option<Date>,
    moves: Vec<Move>,
    counts: Vec<Count>,
    unsigned: BTreeMap<VoucherNo, Correction>,
    openings: BTreeSet<(AccountId, Option<Earmark>)>,
    ended: BTreeMap<AccountId, Date>,
    reconciled: BTreeMap<AccountId, Reconciliation>,
    reports: BTreeMap<Digest, Published>,
    copies: BTreeMap<Digest, Copied>,
}

/// Money on its way between accounts of the fund, or arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// How much.
    pub amount: Vnd,
    /// The day on which it arrived.
    pub arrived_on: Option<Date>,
    /// Where it left.
    pub from: AccountId,
    /// The day on which it left.
    pub sent_on: Date,
    /// Where it is to arrive.
    pub to: AccountId,
}

/// A count of a cash box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The box.
    pub account: AccountId,
    /// What the books said.
    pub booked: Vnd,
    /// What lay there.
    pub counted: Vnd,
    /// The day.
    pub on: Date,
    /// What is explained of the difference, with its sign.
    pub settled: Vnd,
}

impl Count {
    /// Counted less booked.
    pub fn difference(&self) -> Vnd {
        self.counted.checked_sub(self.booked).unwrap_or_default()
    }

    /// What of the difference nobody has explained yet.
    pub fn open(&self) -> Vnd {
        self.difference().checked_sub(self.settled).unwrap_or_default()
    }
}

/// A correction voucher that the chief accountant has not signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Who made it.
    pub by: Actor,
    /// Its day.
    pub on: Date,
}

/// What the comparison of a bank account with its statement said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciliation {
    /// Balance of the books at the end of the day, then.
    pub booked: Vnd,
    /// What was on its way.
    pub outstanding: Vnd,
    /// The day.
    pub through: Date,
}

/// A report that the public has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// First day of its period.
    pub first: Date,
    /// The position of the log up to which it knows.
    pub known_at: u64,
    /// Last day of its period.
    pub last: Date,
    /// The day on which it was published.
    pub on: Date,
    /// Which report, and in which format.
    pub report: (crate::ids::Code, crate::ids::Code),
}

/// A copy of a paper that the public has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// The voucher that it belongs to.
    pub of: VoucherNo,
    /// The day on which it was published.
    pub on: Date,
    /// SHA-256 of the paper that it was made from.
    pub original: Digest,
    /// What the public reads above it.
    pub title: String,
}

impl State {
    pub(crate) fn evolve(&mut self, on: Date, event: &Event) {
        let Event::Books(event) = event else { return };
        match event.as_ref() {
            Kept::OpeningBalanceSet(set) => {
                self.openings.insert((set.account.clone(), set.earmark.clone()));
            }
            Kept::MoneySent(sent) => self.moves.push(Move::of(on, sent)),
            Kept::MoneyArrived(arrived) => {
                let place = arrived.movement.index();
                if let Some(movement) = place.and_then(|place| self.moves.get_mut(place)) {
                    movement.arrived_on = Some(on);
                }
            }
            Kept::CashCounted(counted) => self.counts.push(Count::of(on, counted)),
            Kept::DifferenceSettled(settled) => {
                let place = settled.count.index();
                if let Some(count) = place.and_then(|place| self.counts.get_mut(place)) {
                    count.settled = count.settled.checked_add(settled.amount).unwrap_or(count.settled);
                }
            }
            Kept::AccountReconciled(event) => {
                let (booked, outstanding, through) = (event.booked, event.outstanding, event.through);
                let found = Reconciliation { booked, outstanding, through };
                self.reconciled.insert(event.account.clone(), found);
            }
            Kept::PeriodClosed(closed) => self.close(closed.last, closed.span),
            Kept::CorrectionSigned(signed) => {
                self.unsigned.remove(&signed.voucher);
            }
            Kept::VoucherSpoiled(_) => {}
            Kept::AccountEnded(ended) => {
                self.ended.insert(ended.account.clone(), on);
            }
            Kept::ReportPublished(published) => {
                self.reports.insert(published.digest.clone(), Published::of(on, published));
            }
            Kept::CopyPublished(published) => {
                self.copies.insert(published.copy.clone(), Copied::of(on, published));
            }
            Kept::CopyWithdrawn(withdrawn) => {
                self.copies.remove(&withdrawn.copy);
            }
        }
    }

    fn close(&mut self, last: Date, span: Span) {
        self.closed_through = self.closed_through.max(Some(last));
        if span >= Span::Month {
            self.month_closed_through = Some(last);
        }
        if span == Span::Year {
            self.year_closed_through = Some(last);
        }
    }

    /// An entry of any part that bears a correction voucher waits for the chief accountant's signature.
    pub(crate) fn corrected(&mut self, by: &Actor, on: Date, event: &Event) {
        let Some(voucher) = event.voucher().filter(|voucher| voucher.series == Series::Dc) else { return };
        let spoiled = |event: &Kept| matches!(event, Kept::VoucherSpoiled(_));
        if !matches!(event, Event::Books(event) if spoiled(event)) {
            self.unsigned.insert(voucher, Correction { by: by.clone(), on });
        }
    }

    /// The first day that takes entries; none while nothing was closed.
    pub fn open_from(&self) -> Option<Date> {
        self.closed_through.and_then(|closed| closed.tomorrow().ok())
    }

    /// Whether nothing is entered on that day any more.
    pub fn is_closed(&self, day: Date) -> bool {
        self.closed_through.is_some_and(|closed| day <= closed)
    }

    /// The number that the next move gets.
    pub fn next_move(&self) -> MoveNo {
        MoveNo::new(u64::try_from(self.moves.len()).unwrap_or(u64::MAX)).next()
    }

    /// The number that the next count gets.
    pub fn next_count(&self) -> CountNo {
        CountNo::new(u64::try_from(self.counts.len()).unwrap_or(u64::MAX)).next()
    }

    /// A move.
    pub fn movement(&self, number: MoveNo) -> Option<&Move> {
        self.moves.get(number.index()?)
    }

    /// All moves, oldest first.
    pub fn moves(&self) -> impl Iterator<Item = (MoveNo, &Move)> {
        (1..).map(MoveNo::new).zip(&self.moves)
    }

    /// Money that left one account and has not arrived at the other.
    pub fn in_transit(&self) -> impl Iterator<Item = (MoveNo, &Move)> {
        self.moves().filter(|(_, movement)| movement.arrived_on.is_none())
    }

    /// A count.
    pub fn count(&self, number: CountNo) -> Option<&Count> {
        self.counts.get(number.index()?)
    }

    /// All counts, oldest first.
    pub fn counts(&self) -> impl Iterator<Item = (CountNo, &Count)> {
        (1..).map(CountNo::new).zip(&self.counts)
    }

    /// Corrections that wait for the chief accountant, by voucher.
    pub fn unsigned(&self) -> impl Iterator<Item = (VoucherNo, &Correction)> {
        self.unsigned.iter().map(|(voucher, correction)| (*voucher, correction))
    }

    /// A correction that waits for the chief accountant.
    pub fn correction(&self, voucher: VoucherNo) -> Option<&Correction> {
        self.unsigned.get(&voucher)
    }

    /// Whether the opening balance of an account and restriction is set.
    pub fn has_opening(&self, account: &AccountId, earmark: Option<&Earmark>) -> bool {
        self.openings.contains(&(account.clone(), earmark.cloned()))
    }

    /// The last day on which an account takes entries, once ended.
    pub fn ended(&self, account: &AccountId) -> Option<Date> {
        self.ended.get(account).copied()
    }

    /// The last reconciliation of an account.
    pub fn reconciled(&self, account: &AccountId) -> Option<Reconciliation> {
        self.reconciled.get(account).copied()
    }

    /// A published report.
    pub fn report(&self, digest: &Digest) -> Option<&Published> {
        self.reports.get(digest)
    }

    /// All published reports, by digest.
    pub fn reports(&self) -> impl Iterator<Item = (&Digest, &Published)> {
        self.reports.iter()
    }

    /// A copy of a paper that the public has now.
    pub fn copy(&self, digest: &Digest) -> Option<&Copied> {
        self.copies.get(digest)
    }

    /// All copies of papers that the public has now, by digest.
    pub fn copies(&self) -> impl Iterator<Item = (&Digest, &Copied)> {
        self.copies.iter()
    }
}

impl Move {
    fn of(on: Date, sent: &MoneySent) -> Self {
        let (from, to) = (sent.from.clone(), sent.to.clone());
        Self { amount: sent.amount, arrived_on: None, from, sent_on: on, to }
    }
}

impl Count {
    fn of(on: Date, counted: &CashCounted) -> Self {
        let CashCounted { account, booked, counted, .. } = counted.clone();
        Self { account, booked, counted, on, settled: Vnd::ZERO }
    }
}

impl Copied {
    fn of(on: Date, published: &CopyPublished) -> Self {
        let CopyPublished { original, title, voucher: of, .. } = published.clone();
        Self { of, on, original, title }
    }
}

impl Published {
    fn of(on: Date, published: &ReportPublished) -> Self {
        let ReportPublished { first, format, known_at, last, report, .. } = published.clone();
        Self { first, known_at, last, on, report: (report, format) }
    }
}
