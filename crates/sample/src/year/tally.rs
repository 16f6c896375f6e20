//! What has been given so far, counted from the events: money and goods, less what was reversed or given back.

use domain::{Event, Vnd, giving, goods, relief};

/// Sums in đồng, and how many events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Events.
    pub events: u64,
    /// Money given: receipts in the window and late ones that were taken, supplements; less reversals and refunds.
    pub money: i64,
    /// The part of it that statements brought.
    pub by_statement: i64,
    /// Value of goods given, less reversed notes.
    pub goods: i64,
    /// Money that left the fund for relief, purchases, transfers and costs.
    pub paid: i64,
}

impl Tally {
    /// Takes an event in.
    pub fn evolve(&mut self, event: &Event) {
        self.events = self.events.saturating_add(1);
        match event {
            Event::ReceiptRecorded(event) if !event.held => {
                self.money(event.amount);
                if event.bank.as_ref().is_some_and(|bank| bank.statement.is_some()) {
                    self.by_statement = self.by_statement.saturating_add(event.amount.dong());
                }
            }
            Event::ReceiptReversed(event) if !event.held => self.money(event.amount),
            Event::Giving(event) => self.giving(event),
            Event::Goods(event) => self.goods(event),
            Event::Relief(event) => self.relief(event),
            _ => {}
        }
    }

    fn giving(&mut self, event: &giving::Event) {
        match event {
            giving::Event::ReceiptSupplemented(event) => self.money(event.amount),
            giving::Event::HeldReceiptTaken(event) => self.money(event.amount),
            _ => {}
        }
    }

    fn goods(&mut self, event: &goods::Event) {
        match event {
            goods::Event::GoodsReceived(event)
                if event.source == goods::GoodsSource::Gift && event.custody.is_none() =>
            {
                event.lines.iter().for_each(|line| self.value(line.value));
            }
            goods::Event::GoodsReceiptReversed(event) => {
                event.lines.iter().for_each(|line| self.value(line.value));
            }
            _ => {}
        }
    }

    fn relief(&mut self, event: &relief::Event) {
        let (kind, amount) = match event {
            relief::Event::Paid(event) => (&event.kind, event.amount),
            relief::Event::PaymentReversed(event) => (&event.kind, event.amount),
            _ => return,
        };
        match kind {
            relief::PaymentKind::Refund(refund) if refund.stood_as == relief::Standing::Held => {}
            relief::PaymentKind::Refund(_) => self.money(Vnd::new(amount.dong().saturating_neg())),
            _ => self.paid = self.paid.saturating_add(amount.dong()),
        }
    }

    fn money(&mut self, amount: Vnd) {
        self.money = self.money.saturating_add(amount.dong());
    }

    fn value(&mut self, amount: Vnd) {
        self.goods = self.goods.saturating_add(amount.dong());
    }
}
