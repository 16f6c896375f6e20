//! What may be spent, by what it is tied to: one pot for each restriction, and one for what is free.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::event::{DonorKind, Earmark, Event, MovementKind};
use crate::money::Vnd;
use crate::{books, giving, relief};

/// What came into a pot and left it, in đồng.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pot {
    /// Came in, less reversals and releases.
    pub received: i128,
    /// Left, less what came back.
    pub spent: i128,
}

impl Pot {
    /// What is left.
    pub fn balance(self) -> i128 {
        self.received.saturating_sub(self.spent)
    }
}

/// All pots of a fund. Unidentified and held receipts are in none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pots(BTreeMap<Option<Earmark>, Pot>);

impl Pots {
    /// The pot of a restriction; `None` is what is free.
    pub fn of(&self, earmark: Option<&Earmark>) -> Pot {
        self.0.get(&earmark.cloned()).copied().unwrap_or_default()
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = (Option<&Earmark>, Pot)> {
        self.0.iter().map(|(earmark, pot)| (earmark.as_ref(), *pot))
    }

    /// Takes in one event.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::ReceiptRecorded(event) if !event.held => {
                self.given(event.donor, event.earmark.as_ref(), event.amount);
            }
            Event::ReceiptReversed(event) if !event.held => {
                self.given(event.donor, event.earmark.as_ref(), event.amount);
            }
            Event::ReceiptIdentified(event) if !event.held => {
                self.receive(event.earmark.as_ref(), event.amount);
            }
            Event::BankMovementRecorded(event) => match event.kind {
                MovementKind::Interest => self.receive(None, event.amount),
                // Money that nobody has explained yet is gone from what is free, until a payment explains it.
                MovementKind::Fee | MovementKind::Payment => self.spend(None, event.amount),
            },
            Event::Books(event) => self.books(event),
            Event::Giving(event) => self.giving(event),
            Event::Relief(event) => self.relief(event),
            _ => {}
        }
    }

    fn books(&mut self, event: &books::Event) {
        match event {
            books::Event::OpeningBalanceSet(event) => self.receive(event.earmark.as_ref(), event.amount),
            books::Event::MoneySent(event) if event.explains.is_some() => self.explain(event.amount),
            books::Event::DifferenceSettled(event) => match event.how {
                // The amount of a shortage is negative.
                books::Settlement::TakenAsGift | books::Settlement::WrittenOff => {
                    self.receive(None, event.amount);
                }
                books::Settlement::Recovered | books::Settlement::Returned => {}
            },
            _ => {}
        }
    }

    fn giving(&mut self, event: &giving::Event) {
        match event {
            giving::Event::EarmarkReleased(event) => {
                let negative = event.amount.checked_neg().unwrap_or_default();
                self.receive(event.from.as_ref(), negative);
                self.receive(event.to.as_ref(), event.amount);
            }
            giving::Event::ReceiptSupplemented(event) => {
                self.given(event.donor, event.earmark.as_ref(), event.amount);
            }
            giving::Event::HeldReceiptTaken(event) => {
                self.given(event.donor, event.earmark.as_ref(), event.amount);
            }
            _ => {}
        }
    }

    fn relief(&mut self, event: &relief::Event) {
        match event {
            relief::Event::Paid(event) => {
                self.pay(event.earmark.as_ref(), &event.kind, event.amount);
                self.spend(None, event.fee);
                if event.explains.is_some() {
                    self.explain(event.amount);
                }
            }
            relief::Event::PaymentReversed(event) => {
                self.pay(event.earmark.as_ref(), &event.kind, event.amount);
            }
            relief::Event::AdvanceSettled(event) => {
                let back = event.returned.checked_neg().unwrap_or_default();
                self.spend(event.earmark.as_ref(), back);
            }
            _ => {}
        }
    }

    /// A refund gives back what was received: an identified gift out of its pot. One that is in no pot takes nothing.
    fn pay(&mut self, earmark: Option<&Earmark>, kind: &relief::PaymentKind, amount: Vnd) {
        match kind {
            relief::PaymentKind::Refund(refund) if refund.stood_as == relief::Standing::Contribution => {
                self.receive(earmark, amount.checked_neg().unwrap_or_default());
            }
            relief::PaymentKind::Refund(_) => {}
            _ => self.spend(earmark, amount),
        }
    }

    fn given(&mut self, donor: DonorKind, earmark: Option<&Earmark>, amount: Vnd) {
        if donor != DonorKind::Unidentified {
            self.receive(earmark, amount);
        }
    }

    fn receive(&mut self, earmark: Option<&Earmark>, amount: Vnd) {
        let pot = self.pot(earmark);
        pot.received = pot.received.saturating_add(i128::from(amount.dong()));
    }

    fn spend(&mut self, earmark: Option<&Earmark>, amount: Vnd) {
        let pot = self.pot(earmark);
        pot.spent = pot.spent.saturating_add(i128::from(amount.dong()));
    }

    /// What a bank line took from the free pot is now told by an entry of its own.
    fn explain(&mut self, amount: Vnd) {
        self.spend(None, amount.checked_neg().unwrap_or_default());
    }

    fn pot(&mut self, earmark: Option<&Earmark>) -> &mut Pot {
        self.0.entry(earmark.cloned()).or_default()
    }
}
