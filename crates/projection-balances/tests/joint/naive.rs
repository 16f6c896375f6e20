//! Sums over the log as somebody would make them who knows nothing of rules and postings.

use std::collections::BTreeMap;

use domain::relief::PaymentKind;
use domain::{AccountId, Earmark, Event, MovementKind, Vnd, books, giving, goods, relief};

#[derive(Default)]
pub(crate) struct Naive {
    /// What lies in each account.
    pub(crate) money: BTreeMap<AccountId, i128>,
    /// Opening balances of money, by restriction.
    pub(crate) opened_with: BTreeMap<Option<Earmark>, i128>,
    /// Paid to suppliers and teams, not yet given: out of which restriction. Goods for purchases never come back here.
    pub(crate) ahead: BTreeMap<Option<Earmark>, i128>,
    /// Surpluses of counts that were taken as gifts.
    pub(crate) found: i128,
    /// Debits that nobody has explained.
    pub(crate) unexplained: i128,
    /// Quantities by item that came in, less what went.
    pub(crate) goods: BTreeMap<String, i128>,
    item_of: BTreeMap<u64, String>,
}

fn dong(amount: Vnd) -> i128 {
    amount.dong().into()
}

impl Naive {
    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::AccountAdded(event) => self.add(&event.account, 0),
            Event::ReceiptRecorded(event) => self.add(&event.account, dong(event.amount)),
            Event::ReceiptReversed(event) => self.add(&event.account, dong(event.amount)),
            Event::BankMovementRecorded(event) => match event.kind {
                MovementKind::Interest => self.add(&event.account, dong(event.amount)),
                MovementKind::Fee => self.add(&event.account, -dong(event.amount)),
                MovementKind::Payment => {
                    self.add(&event.account, -dong(event.amount));
                    self.unexplained += dong(event.amount);
                }
            },
            Event::Books(event) => self.books(event),
            Event::Giving(event) => {
                if let giving::Event::ReceiptSupplemented(event) = event.as_ref() {
                    self.add(&event.account, dong(event.amount));
                }
            }
            Event::Relief(event) => self.relief(event),
            Event::Goods(event) => self.goods(event),
            _ => {}
        }
    }

    fn add(&mut self, account: &AccountId, dong: i128) {
        *self.money.entry(account.clone()).or_default() += dong;
    }

    fn leaves(&mut self, account: &AccountId, amount: Vnd, explains: Option<u32>) {
        match explains {
            Some(_) => self.unexplained -= dong(amount),
            None => self.add(account, -dong(amount)),
        }
    }

    fn books(&mut self, event: &books::Event) {
        match event {
            books::Event::OpeningBalanceSet(event) => {
                self.add(&event.account, dong(event.amount));
                *self.opened_with.entry(event.earmark.clone()).or_default() += dong(event.amount);
            }
            books::Event::MoneySent(event) => self.leaves(&event.from, event.amount, event.explains),
            books::Event::MoneyArrived(event) => self.add(&event.account, dong(event.amount)),
            books::Event::CashCounted(event) => {
                self.add(&event.account, dong(event.counted) - dong(event.booked));
            }
            books::Event::DifferenceSettled(event) => match event.how {
                books::Settlement::Recovered | books::Settlement::Returned => {
                    self.add(&event.account, -dong(event.amount));
                }
                books::Settlement::TakenAsGift => self.found += dong(event.amount),
                books::Settlement::WrittenOff => {}
            },
            _ => {}
        }
    }

    fn relief(&mut self, event: &relief::Event) {
        let ahead = |kind: &PaymentKind| matches!(kind, PaymentKind::Advance(_) | PaymentKind::Purchase(_));
        match event {
            relief::Event::Paid(event) => {
                self.leaves(&event.account, event.amount, event.explains);
                self.add(&event.account, -dong(event.fee));
                if ahead(&event.kind) {
                    *self.ahead.entry(event.earmark.clone()).or_default() += dong(event.amount);
                }
            }
            relief::Event::PaymentReversed(event) => {
                self.add(&event.account, -dong(event.amount));
                if ahead(&event.kind) {
                    *self.ahead.entry(event.earmark.clone()).or_default() += dong(event.amount);
                }
            }
            relief::Event::AdvanceSettled(event) => {
                if let Some(account) = &event.account {
                    self.add(account, dong(event.returned));
                }
                let settled = dong(event.spent) + dong(event.returned);
                *self.ahead.entry(event.earmark.clone()).or_default() -= settled;
            }
            _ => {}
        }
    }

    fn goods(&mut self, event: &goods::Event) {
        match event {
            goods::Event::GoodsReceived(event) => {
                for line in &event.lines {
                    self.lot(line.lot.get(), line.item.to_string(), line.quantity.units());
                }
            }
            goods::Event::GoodsIssued(event) => self.lines(&event.lines, -1),
            goods::Event::GoodsIssueReversed(event) => self.lines(&event.lines, -1),
            goods::Event::GoodsWrittenOff(event) => self.lines(&event.lines, -1),
            goods::Event::GoodsReceiptReversed(event) => self.lines(&event.lines, 1),
            goods::Event::GoodsArrived(event) => {
                for line in &event.lines {
                    let found = line.arrived.units() + line.damaged.units() - line.sent.units();
                    self.change(line.lot.get(), found);
                    if let (Some(damaged), Some(item)) =
                        (line.damaged_lot, self.item_of.get(&line.lot.get()).cloned())
                    {
                        self.change(line.lot.get(), -line.damaged.units());
                        self.lot(damaged.get(), item, line.damaged.units());
                    }
                }
            }
            goods::Event::StockCounted(event) => {
                for line in &event.lines {
                    self.change(line.lot.get(), line.counted.units() - line.booked.units());
                }
            }
            goods::Event::KitsMade(event) => {
                self.lines(&event.lines, -1);
                self.lot(event.lot.get(), event.kit.to_string(), event.quantity.units());
            }
            goods::Event::KitsUnmade(event) => {
                self.change(event.kit.get(), -event.quantity.units());
                for line in &event.lots {
                    self.lot(line.lot.get(), line.item.to_string(), line.quantity.units());
                }
            }
            _ => {}
        }
    }

    fn lot(&mut self, lot: u64, item: String, units: i64) {
        self.item_of.insert(lot, item);
        self.change(lot, units);
    }

    fn lines(&mut self, lines: &[goods::LotLine], sign: i64) {
        for line in lines {
            self.change(line.lot.get(), sign * line.quantity.units());
        }
    }

    fn change(&mut self, lot: u64, units: i64) {
        let item = self.item_of.get(&lot).cloned().unwrap_or_default();
        *self.goods.entry(item).or_default() += i128::from(units);
    }
}
