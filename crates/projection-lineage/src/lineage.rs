//! The fold: what every event does to the pots. It mirrors the pots of the rules, event for event, which the tests hold.

use std::collections::BTreeMap;

use domain::books::{self, Settlement};
use domain::giving::Event as Gave;
use domain::relief::{self, PaymentKind, Refunded, Standing};
use domain::{BankMovementRecorded, DonorKind, Earmark, Event, MovementKind, ReceiptNo, Recorded, Vnd};
use serde::{Deserialize, Serialize};

use crate::deeds::Deeds;
use crate::names::Names;
use crate::pot::{Pot, Source, Use};

/// Which gift paid for what, after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lineage {
    pots: Vec<Pot>,
    places: BTreeMap<Option<Earmark>, usize>,
    /// The highest receipt so far.
    highest: Option<ReceiptNo>,
    deeds: Deeds,
    names: Names,
}

impl Lineage {
    /// What was paid and issued, and how far it has come.
    pub fn deeds(&self) -> &Deeds {
        &self.deeds
    }

    /// What places and organisations are called.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// What is left in the pot of a restriction, in đồng; below zero where more was used than came.
    pub fn balance(&self, earmark: Option<&Earmark>) -> i128 {
        self.pot_of(earmark).map_or(0, Pot::balance)
    }

    /// The pots, in the order in which they came to be.
    pub(crate) fn pots(&self) -> impl Iterator<Item = &Pot> {
        self.pots.iter()
    }

    /// The pot of a restriction.
    pub(crate) fn pot_of(&self, earmark: Option<&Earmark>) -> Option<&Pot> {
        self.pots.get(*self.places.get(&earmark.cloned())?)
    }

    /// Takes in one event.
    pub fn apply(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::ReceiptRecorded(event) => {
                self.highest = Some(event.receipt);
                if !event.held && event.donor != DonorKind::Unidentified {
                    let dong = positive(event.amount);
                    self.pot(event.earmark.as_ref()).give(event.receipt, dong);
                }
            }
            Event::ReceiptReversed(event) if !event.held => {
                self.given(event.donor, event.earmark.as_ref(), event.receipt, event.amount);
            }
            Event::ReceiptIdentified(event) if !event.held => {
                self.come(event.earmark.as_ref(), Source::Gift(event.receipt), event.amount);
            }
            Event::BankMovementRecorded(event) => self.movement(event),
            Event::Books(event) => self.books(event),
            Event::Giving(event) => self.gave(event),
            Event::Relief(event) => {
                self.relieved(event);
                self.deeds.relief(recorded.meta.effective_on, recorded.position, event);
            }
            Event::Goods(event) => {
                self.names.goods(event);
                self.deeds.goods(recorded.meta.effective_on, recorded.position, event);
            }
            Event::Network(event) => self.names.network(event),
            _ => {}
        }
    }

    fn movement(&mut self, event: &BankMovementRecorded) {
        match event.kind {
            MovementKind::Interest => self.come(None, Source::Interest, event.amount),
            MovementKind::Fee => self.spend(None, Use::Charges, event.amount),
            MovementKind::Payment => self.spend(None, Use::Unexplained, event.amount),
        }
    }

    fn books(&mut self, event: &books::Event) {
        match event {
            books::Event::OpeningBalanceSet(event) => {
                self.come(event.earmark.as_ref(), Source::Opening, event.amount);
            }
            books::Event::MoneySent(event) if event.explains.is_some() => self.explain(event.amount),
            books::Event::DifferenceSettled(event) => match event.how {
                // The amount of a shortage is negative.
                Settlement::TakenAsGift | Settlement::WrittenOff => {
                    self.come(None, Source::Found, event.amount);
                }
                Settlement::Recovered | Settlement::Returned => {}
            },
            _ => {}
        }
    }

    fn gave(&mut self, event: &Gave) {
        match event {
            Gave::EarmarkReleased(event) => {
                let gift = Source::Gift(event.receipt);
                self.come(event.from.as_ref(), gift, negative(event.amount));
                self.come(event.to.as_ref(), gift, event.amount);
            }
            Gave::ReceiptSupplemented(event) => {
                self.given(event.donor, event.earmark.as_ref(), event.receipt, event.amount);
            }
            Gave::HeldReceiptTaken(event) => {
                self.given(event.donor, event.earmark.as_ref(), event.receipt, event.amount);
            }
            _ => {}
        }
    }

    fn relieved(&mut self, event: &relief::Event) {
        match event {
            relief::Event::Paid(event) => {
                // First, so that a payment uses the very money that its bank line took.
                if event.explains.is_some() {
                    self.explain(event.amount);
                }
                match event.kind {
                    PaymentKind::Refund(refunded) => {
                        self.refund(event.earmark.as_ref(), refunded, event.amount);
                    }
                    _ => self.spend(event.earmark.as_ref(), Use::Payment(event.payment), event.amount),
                }
                self.spend(None, Use::Charges, event.fee);
            }
            relief::Event::PaymentReversed(event) => match event.kind {
                PaymentKind::Refund(refunded) => self.refund(event.earmark.as_ref(), refunded, event.amount),
                _ => self.spend(event.earmark.as_ref(), Use::Payment(event.payment), event.amount),
            },
            relief::Event::AdvanceSettled(event) => {
                let back = negative(event.returned);
                self.spend(event.earmark.as_ref(), Use::Payment(event.payment), back);
            }
            _ => {}
        }
    }

    /// A refund gives back what was received; one of what is in no pot takes nothing.
    fn refund(&mut self, earmark: Option<&Earmark>, refunded: Refunded, amount: Vnd) {
        if refunded.stood_as == Standing::Contribution {
            self.come(earmark, Source::Gift(refunded.receipt), negative(amount));
        }
    }

    fn given(&mut self, donor: DonorKind, earmark: Option<&Earmark>, receipt: ReceiptNo, amount: Vnd) {
        if donor != DonorKind::Unidentified {
            self.come(earmark, Source::Gift(receipt), amount);
        }
    }

    /// What a bank line took from the free pot is now told by an entry of its own.
    fn explain(&mut self, amount: Vnd) {
        self.spend(None, Use::Unexplained, negative(amount));
    }

    /// Below zero it leaves again.
    fn come(&mut self, earmark: Option<&Earmark>, source: Source, amount: Vnd) {
        let highest = self.highest.unwrap_or(ReceiptNo::new(0));
        let (into, out) = (positive(amount), positive(negative(amount)));
        let pot = self.pot(earmark);
        pot.come(source, highest, into);
        match source {
            Source::Gift(receipt) => pot.withdraw(receipt, out),
            _ => pot.spend(Use::Lost, out),
        }
    }

    /// Below zero it comes back.
    fn spend(&mut self, earmark: Option<&Earmark>, of: Use, amount: Vnd) {
        let highest = self.highest.unwrap_or(ReceiptNo::new(0));
        let (out, back) = (positive(amount), positive(negative(amount)));
        let pot = self.pot(earmark);
        pot.spend(of, out);
        pot.take_back(of, highest, back);
    }

    fn pot(&mut self, earmark: Option<&Earmark>) -> &mut Pot {
        let next = self.pots.len();
        let place = *self.places.entry(earmark.cloned()).or_insert(next);
        if place == next {
            self.pots.push(Pot::default());
        }
        // The place is one of the list: it was just made, or made before.
        #[expect(clippy::indexing_slicing, reason = "places name what was pushed")]
        &mut self.pots[place]
    }
}

fn positive(amount: Vnd) -> u64 {
    u64::try_from(amount.dong()).unwrap_or(0)
}

fn negative(amount: Vnd) -> Vnd {
    amount.checked_neg().unwrap_or_default()
}
