//! Where money came from beside gifts, and where it went: the lines of the fund's statement, all in đồng.
//!
//! What an event does to an account is `domain`'s one table, [`domain::Event::legs`]; here it gets its name. The lines
//! agree with the balances of double entry, which the tests hold.

use std::collections::BTreeMap;

use domain::books::{self, Settlement};
use domain::relief::{self, Paid, PaymentKind, Recipient, Standing};
use domain::{BankMovementRecorded, MovementKind, Party, PaymentNo, Vnd};
use serde::{Deserialize, Serialize};

/// The lines, after some prefix of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// What lay in the accounts before the books began.
    pub opening: i128,
    /// Interest earned.
    pub interest: i128,
    /// What counts of cash found beyond the books, less what they missed, as far as it was not settled in cash.
    pub differences: i128,
    /// Gifts given back.
    pub refunds: Refunds,
    /// Relief to households named one by one.
    pub to_households: i128,
    /// Relief to communes, groups and organisations as a whole.
    pub to_communities: i128,
    /// Passed on to lower boards and other provinces.
    pub transfers: i128,
    /// Paid for relief goods.
    pub purchases: i128,
    /// In the hands of teams that have not accounted for it yet.
    pub advances: i128,
    /// The fund's own costs.
    pub costs: i128,
    /// Bank charges.
    pub fees: i128,
    /// Money that left an account and is not explained yet.
    pub unexplained: i128,
    /// Money that left one account of the fund and has not arrived in the other. It is still the fund's.
    pub in_transit: i128,
}

/// What was given back, by what it had been.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refunds {
    /// Gifts.
    pub gifts: i128,
    /// Receipts after the window.
    pub held: i128,
    /// Credits that nobody could name.
    pub unidentified: i128,
    /// How many receipts after the window were given back whole.
    pub held_whole: u64,
    /// How many of those that nobody could name.
    pub unidentified_whole: u64,
}

impl Refunds {
    /// All of it.
    pub fn total(self) -> i128 {
        self.gifts.saturating_add(self.held).saturating_add(self.unidentified)
    }

    /// A receipt was given back whole, or no longer is.
    pub(crate) fn whole(&mut self, stood_as: Standing, before: bool, after: bool) {
        let count = match stood_as {
            Standing::Contribution => return,
            Standing::Held => &mut self.held_whole,
            Standing::Unidentified => &mut self.unidentified_whole,
        };
        *count = count.saturating_add(after.into()).saturating_sub(before.into());
    }
}

impl Money {
    /// What was spent, in đồng. Refunds are not in it: they were never the fund's to spend.
    pub fn spent(&self) -> i128 {
        let lines = [
            self.to_households,
            self.to_communities,
            self.transfers,
            self.purchases,
            self.advances,
            self.costs,
            self.fees,
            self.unexplained,
        ];
        lines.into_iter().fold(0, i128::saturating_add)
    }

    pub(crate) fn movement(&mut self, movement: &BankMovementRecorded) {
        let line = match movement.kind {
            MovementKind::Fee => &mut self.fees,
            MovementKind::Interest => &mut self.interest,
            MovementKind::Payment => &mut self.unexplained,
        };
        add(line, dong(movement.amount));
    }

    pub(crate) fn books(&mut self, event: &books::Event) {
        match event {
            books::Event::OpeningBalanceSet(event) => add(&mut self.opening, dong(event.amount)),
            books::Event::MoneySent(event) => {
                add(&mut self.in_transit, dong(event.amount));
                self.explained(event.explains, event.amount);
            }
            books::Event::MoneyArrived(event) => take(&mut self.in_transit, dong(event.amount)),
            books::Event::CashCounted(event) => {
                add(&mut self.differences, dong(event.counted).saturating_sub(dong(event.booked)));
            }
            books::Event::DifferenceSettled(event) => match event.how {
                // A shortage is below zero and comes back; a surplus is above zero and goes.
                Settlement::Recovered | Settlement::Returned => {
                    take(&mut self.differences, dong(event.amount));
                }
                Settlement::WrittenOff | Settlement::TakenAsGift => {}
            },
            _ => {}
        }
    }

    fn explained(&mut self, line: Option<u32>, amount: Vnd) {
        if line.is_some() {
            take(&mut self.unexplained, dong(amount));
        }
    }

    fn spend(&mut self, kind: &PaymentKind, amount: i128, to_households: i128) {
        let line = match kind {
            PaymentKind::Advance(_) => &mut self.advances,
            PaymentKind::Cost(_) => &mut self.costs,
            PaymentKind::Purchase(_) => &mut self.purchases,
            PaymentKind::Relief(_) => return self.relieve(amount, to_households),
            PaymentKind::Transfer(_) => &mut self.transfers,
            PaymentKind::Refund(refunded) => match refunded.stood_as {
                Standing::Contribution => &mut self.refunds.gifts,
                Standing::Held => &mut self.refunds.held,
                Standing::Unidentified => &mut self.refunds.unidentified,
            },
        };
        add(line, amount);
    }

    fn relieve(&mut self, amount: i128, to_households: i128) {
        add(&mut self.to_households, to_households);
        add(&mut self.to_communities, amount.saturating_sub(to_households));
    }
}

/// What a reversal of a payment does not repeat: how much of it went to households.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Payments(BTreeMap<PaymentNo, i128>);

impl Payments {
    pub(crate) fn relief(&mut self, money: &mut Money, event: &relief::Event) {
        match event {
            relief::Event::Paid(paid) => {
                let to_households = self.paid(paid);
                money.explained(paid.explains, paid.amount);
                add(&mut money.fees, dong(paid.fee));
                money.spend(&paid.kind, dong(paid.amount), to_households);
            }
            relief::Event::PaymentReversed(reversed) => {
                let to_households = self.0.remove(&reversed.payment).unwrap_or_default();
                money.spend(&reversed.kind, dong(reversed.amount), to_households.saturating_neg());
            }
            relief::Event::AdvanceSettled(settled) => {
                money.relieve(dong(settled.spent), households(&settled.recipients));
                take(&mut money.advances, dong(settled.spent));
                if settled.account.is_some() {
                    take(&mut money.advances, dong(settled.returned));
                }
            }
            _ => {}
        }
    }

    fn paid(&mut self, paid: &Paid) -> i128 {
        let PaymentKind::Relief(party) = &paid.kind else { return 0 };
        let to_households = match party {
            Party::Household(_) if paid.recipients.is_empty() => dong(paid.amount),
            _ => households(&paid.recipients),
        };
        if to_households != 0 {
            self.0.insert(paid.payment, to_households);
        }
        to_households
    }
}

fn households(recipients: &[Recipient]) -> i128 {
    let named = recipients.iter().filter(|recipient| matches!(recipient.party, Party::Household(_)));
    named.fold(0, |sum, recipient| sum.saturating_add(dong(recipient.amount)))
}

fn add(line: &mut i128, dong: i128) {
    *line = line.saturating_add(dong);
}

fn take(line: &mut i128, dong: i128) {
    *line = line.saturating_sub(dong);
}

fn dong(amount: Vnd) -> i128 {
    amount.dong().into()
}
