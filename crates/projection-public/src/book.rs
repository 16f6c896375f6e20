//! The public book: the summary and every gift, after some prefix of the log.

mod life;
mod privacy;

use std::collections::BTreeMap;

use domain::privacy::Showing;
use domain::{
    AccountId, BankMovementRecorded, DonorKind, Earmark, Event, Pots, ReceiptIdentified, ReceiptNo,
    ReceiptRecorded, ReceiptReversed, Recorded, Vnd,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::gift::{Gift, GiftStatus, Shown};
use crate::goods::Lots;
use crate::inbox::Inbox;
use crate::money::Payments;
use crate::pledges::Pledges;
use crate::reports::{Report, published};
use crate::rounds::{Allocation, Rounds};
use crate::summary::{Bank, Summary, Tally};
use crate::terms::Terms;
use life::Life;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicBook {
    summary: Summary,
    gifts: Vec<Gift>,
    shown: Shown,
    /// Receipts that are published otherwise than they came.
    changed: Vec<ReceiptNo>,
    /// How often an account began to publish otherwise.
    relistings: u64,
    life: Life,
    payments: Payments,
    lots: Lots,
    pledges: Pledges,
    rounds: Rounds,
    pots: Pots,
    earmarked: BTreeMap<Earmark, Vec<ReceiptNo>>,
    terms: Terms,
    published: Vec<Report>,
    inbox: Inbox,
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

    /// How many gifts may be listed one by one, and how many are in the sums only.
    pub fn shown(&self) -> Shown {
        self.shown
    }

    /// The receipts that were identified, supplemented, corrected, consented to, withdrawn or erased, in the order in which that
    /// happened: what may be searched of them is another.
    pub fn changed(&self) -> &[ReceiptNo] {
        &self.changed
    }

    /// Grows whenever an account begins to publish otherwise: what may be searched is to be gathered anew.
    pub fn relistings(&self) -> u64 {
        self.relistings
    }

    /// The decisions of who gets what, in their order.
    pub fn allocations(&self) -> &[Allocation] {
        &self.rounds.allocations
    }

    /// What came in and left by restriction: the same pots that the rules decide on.
    pub fn pots(&self) -> &Pots {
        &self.pots
    }

    /// The receipts that were tied to this by their givers when they came or were identified, by number.
    pub fn earmarked(&self, earmark: &Earmark) -> &[ReceiptNo] {
        self.earmarked.get(earmark).map_or(&[], Vec::as_slice)
    }

    /// When gifts are received, and by which codes.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The reports that were given to the public, in the order in which that happened.
    pub fn published(&self) -> &[Report] {
        &self.published
    }

    /// What people outside said, and the findings of the supervision.
    pub fn inbox(&self) -> &Inbox {
        &self.inbox
    }

    /// The receipt of that number.
    pub fn gift(&self, number: ReceiptNo) -> Option<&Gift> {
        self.gifts.get(number.index()?)
    }

    /// Whether a gift may be shown by itself: its account publishes it, its giver did not say no, and it is known to be a
    /// gift.
    pub fn is_listed(&self, gift: &Gift) -> bool {
        self.showing(gift).is_some()
    }

    /// How much of a gift may be shown by itself; none where it is not listed.
    pub fn showing(&self, gift: &Gift) -> Option<Showing> {
        let bank = self.summary.banks.get(usize::from(gift.account))?;
        bank.publication.shows(gift.donor, gift.said)
    }

    /// Takes in one event.
    pub fn apply(&mut self, recorded: &Recorded) {
        let on = recorded.meta.effective_on;
        self.pots.evolve(&recorded.event);
        self.inbox.apply(recorded);
        let summary = &mut self.summary;
        match &recorded.event {
            Event::FundOpened(opened) => summary.name.clone_from(&opened.name),
            Event::FundClosed(_) => summary.closed = true,
            Event::AccountAdded(added) => summary.banks.push(Bank {
                account: added.account.clone(),
                publication: added.published.into(),
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
            Event::Books(event) => {
                self.legs(&recorded.event);
                self.summary.money.books(event);
                self.published.extend(published(on, recorded.position, event));
            }
            Event::Giving(event) => {
                self.legs(&recorded.event);
                self.pledges.evolve(&mut self.summary.pledged, event);
                self.terms.evolve(on, event);
                self.gave(on, recorded.position, event);
            }
            Event::Goods(event) => {
                self.goods(on, event);
                self.rounds.goods(event);
            }
            Event::Relief(event) => {
                self.legs(&recorded.event);
                self.payments.relief(&mut self.summary.money, event);
                self.rounds.relief(on, event);
                self.refunded(event);
            }
            Event::Privacy(event) => self.privacy(event),
            Event::Inbox(_) | Event::Network(_) | Event::Oversight(_) => {}
        }
    }

    fn goods(&mut self, on: Date, event: &domain::goods::Event) {
        let before = self.summary.goods.received;
        self.lots.evolve(&mut self.summary.goods, event);
        let (came, went) = (self.summary.goods.received.saturating_sub(before), self.lots.unpaid(event));
        if came != 0 || went != 0 {
            let day = self.summary.in_kind.entry(on).or_default();
            day.received = day.received.saturating_add(came);
            day.issued = day.issued.saturating_add(went);
        }
    }

    /// What the parts do to the accounts.
    fn legs(&mut self, event: &Event) {
        for leg in event.legs() {
            self.move_money(leg.account, leg.moves());
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
            status: if receipt.held { GiftStatus::Held } else { GiftStatus::Standing },
            reference: bank.and_then(|bank| bank.reference.as_deref()).map(Box::from),
            row: receipt.row,
            identified: None,
            said: None,
            erased: false,
            position,
        };
        self.shown = self.shown.with(self.shows(&gift));
        self.gifts.push(gift);
        self.tie(receipt.earmark.as_ref(), receipt.receipt);
        if receipt.quarantine.is_some() {
            self.summary.waiting = self.summary.waiting.saturating_sub(1);
        }
        self.move_money(&receipt.account, i128::from(receipt.amount.dong()));
        if receipt.held {
            return self.summary.held.add(receipt.amount);
        }
        self.count(on, &receipt.account, receipt.donor, receipt.amount, Tally::add);
    }

    fn receipt_reversed(&mut self, on: Date, reversed: &ReceiptReversed) {
        self.change(reversed.receipt, |gift| gift.status = GiftStatus::Reversed);
        self.move_money(&reversed.account, i128::from(reversed.amount.dong()));
        if reversed.held {
            return self.summary.held.take_off(reversed.amount);
        }
        self.count(on, &reversed.account, reversed.donor, reversed.amount, Tally::take_off);
    }

    /// The money moved when it came; it becomes a gift on the day on which it is identified.
    fn receipt_identified(&mut self, on: Date, identified: &ReceiptIdentified) {
        self.republish(identified.receipt, |gift| {
            gift.donor = identified.donor;
            gift.identified = identified.row;
        });
        self.tie(identified.earmark.as_ref(), identified.receipt);
        // What came late stays held, whoever gave it.
        if identified.held {
            return;
        }
        self.summary.unidentified.drop(identified.amount);
        self.count(on, &identified.account, identified.donor, identified.amount, Tally::add);
    }

    fn movement_recorded(&mut self, movement: &BankMovementRecorded) {
        self.summary.money.movement(movement);
        if movement.quarantine.is_some() {
            self.summary.waiting = self.summary.waiting.saturating_sub(1);
        }
        self.move_money(&movement.account, movement.kind.direction().signed(movement.amount));
    }

    /// Counts a gift, or takes a reversed one off.
    fn count(
        &mut self,
        on: Date,
        account: &AccountId,
        donor: DonorKind,
        amount: Vnd,
        tally: fn(&mut Tally, Vnd),
    ) {
        self.tally(on, account, donor, amount, tally);
        if donor != DonorKind::Unidentified {
            // A reversal's amount is negative; its gift's size is not.
            self.size(amount.max(amount.checked_neg().unwrap_or(amount)), |size| tally(size, amount));
        }
    }

    /// The sums by anything but size.
    fn tally(
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
    }

    fn size(&mut self, of: Vnd, change: impl FnOnce(&mut Tally)) {
        if let Some(sizes) = self.summary.size_of(of) {
            change(sizes);
        }
    }

    fn tie(&mut self, earmark: Option<&Earmark>, receipt: ReceiptNo) {
        let Some(earmark) = earmark else { return };
        let tied = self.earmarked.entry(earmark.clone()).or_default();
        if tied.last() != Some(&receipt) {
            tied.push(receipt);
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

    /// Changes what is shown of a gift: a search has to hear of it.
    fn republish(&mut self, number: ReceiptNo, change: impl FnOnce(&mut Gift)) {
        self.change(number, change);
        self.changed.push(number);
    }

    /// Changes a gift, and how it is counted.
    fn change(&mut self, number: ReceiptNo, change: impl FnOnce(&mut Gift)) {
        let Some(before) = self.gift(number).map(|gift| self.shows(gift)) else { return };
        if let Some(gift) = self.gift_mut(number) {
            change(gift);
        }
        let after = self.gift(number).map(|gift| self.shows(gift)).unwrap_or_default();
        self.shown = self.shown.without(before).with(after);
    }

    /// As what one gift is counted.
    fn shows(&self, gift: &Gift) -> Shown {
        let listed = self.is_listed(gift);
        let counts = !matches!(gift.status, GiftStatus::Reversed | GiftStatus::Held)
            && gift.donor != DonorKind::Unidentified;
        Shown {
            listed: listed.into(),
            uncounted: (listed && !counts).into(),
            unlisted: (!listed && counts).into(),
        }
    }

    fn gift_mut(&mut self, number: ReceiptNo) -> Option<&mut Gift> {
        self.gifts.get_mut(number.index()?)
    }
}
