//! What left the accounts on requests, and what came back of it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::compact;
use crate::event::Earmark;
use crate::ids::{AccountId, Code, PaymentNo, ReceiptNo, RequestNo};
use crate::money::Vnd;
use crate::relief::content::dong;
use crate::relief::{AdvanceSettled, AllocationLine, Paid, PaymentKind, PaymentReversed};

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentState {
    /// Where from.
    pub account: AccountId,
    /// The share that it used.
    pub allocation: Option<AllocationLine>,
    /// How much, without the charge.
    pub amount: Vnd,
    /// Of a purchase: what the goods are worth that came for it, in đồng.
    pub delivered: i128,
    /// From which restriction.
    pub earmark: Option<Box<Earmark>>,
    /// Spending head; none for a refund.
    pub head: Option<Code>,
    /// What for.
    pub kind: PaymentKind,
    /// The business day.
    #[serde(with = "compact::day")]
    pub on: Date,
    /// The request.
    pub request: RequestNo,
    /// Of an advance: what was paid back, in đồng.
    pub returned: i128,
    /// Whether its negative stands in the books.
    pub reversed: bool,
    /// Of an advance: what the team accounted for, in đồng.
    pub spent: i128,
}

impl PaymentState {
    /// What is left of an advance to be accounted for, in đồng; nothing of any other payment.
    pub fn open_advance(&self) -> i128 {
        match self.kind {
            PaymentKind::Advance(_) if !self.reversed => {
                dong(self.amount).saturating_sub(self.spent).saturating_sub(self.returned)
            }
            _ => 0,
        }
    }

    /// What a supplier still has to deliver for a purchase, in đồng; nothing of any other payment.
    pub fn undelivered(&self) -> i128 {
        match self.kind {
            PaymentKind::Purchase(_) if !self.reversed => dong(self.amount).saturating_sub(self.delivered),
            _ => 0,
        }
    }
}

/// All of them, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payments {
    by_day: BTreeMap<AccountId, BTreeMap<Date, i128>>,
    list: Vec<PaymentState>,
    refunded: BTreeMap<ReceiptNo, i128>,
}

impl Payments {
    /// A payment.
    pub fn get(&self, payment: PaymentNo) -> Option<&PaymentState> {
        self.list.get(payment.index()?)
    }

    /// The number that the next payment gets.
    pub fn next(&self) -> PaymentNo {
        PaymentNo::new(u64::try_from(self.list.len()).unwrap_or(u64::MAX)).next()
    }

    /// What left an account on a business day through payments, charges included, in đồng. A reversal does not make room:
    /// the money left.
    pub fn on_day(&self, account: &AccountId, on: Date) -> i128 {
        self.by_day.get(account).and_then(|days| days.get(&on)).copied().unwrap_or(0)
    }

    /// What was given back of a receipt, in đồng.
    pub fn refunded(&self, receipt: ReceiptNo) -> i128 {
        self.refunded.get(&receipt).copied().unwrap_or(0)
    }

    /// The advances that are not settled in full, oldest first: with their day they are the report on their age.
    pub fn open_advances(&self) -> impl Iterator<Item = (PaymentNo, &PaymentState)> {
        let numbered = (1..).map(PaymentNo::new).zip(&self.list);
        numbered.filter(|(_, payment)| payment.open_advance() > 0)
    }

    pub(super) fn paid(
        &mut self,
        on: Date,
        event: &Paid,
        allocation: Option<AllocationLine>,
        head: Option<Code>,
    ) {
        let day = self.by_day.entry(event.account.clone()).or_default().entry(on).or_default();
        *day = day.saturating_add(dong(event.amount)).saturating_add(dong(event.fee));
        self.refund(&event.kind, event.amount);
        self.list.push(PaymentState {
            account: event.account.clone(),
            allocation,
            amount: event.amount,
            delivered: 0,
            earmark: event.earmark.clone().map(Box::new),
            head,
            kind: event.kind.clone(),
            on,
            request: event.request,
            returned: 0,
            reversed: false,
            spent: 0,
        });
    }

    /// Goods came for a purchase, or with a negative value are taken to have not.
    pub(super) fn delivered(&mut self, payment: PaymentNo, value: i128) {
        if let Some(payment) = payment.index().and_then(|index| self.list.get_mut(index)) {
            payment.delivered = payment.delivered.saturating_add(value);
        }
    }

    /// The share that has its money back.
    pub(super) fn reversed(&mut self, event: &PaymentReversed) -> Option<AllocationLine> {
        self.refund(&event.kind, event.amount);
        let payment = self.list.get_mut(event.payment.index()?)?;
        payment.reversed = true;
        payment.allocation.clone()
    }

    /// The share that the advance was part of.
    pub(super) fn settled(&mut self, event: &AdvanceSettled) -> Option<AllocationLine> {
        let payment = self.list.get_mut(event.payment.index()?)?;
        payment.spent = payment.spent.saturating_add(dong(event.spent));
        payment.returned = payment.returned.saturating_add(dong(event.returned));
        payment.allocation.clone()
    }

    fn refund(&mut self, kind: &PaymentKind, amount: Vnd) {
        if let PaymentKind::Refund(refund) = kind {
            let sum = self.refunded.entry(refund.receipt).or_default();
            *sum = sum.saturating_add(dong(amount));
        }
    }
}
