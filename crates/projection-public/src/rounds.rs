//! What was decided to be given, decision by decision, and what came of it.

use std::collections::BTreeMap;

use domain::goods;
use domain::relief::{self, Content};
use domain::{AllocationNo, Code, IssueNo, ItemQuantity, PaymentNo, RequestNo, Vnd};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A decision of the board, and what came of it so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// Running number.
    pub number: AllocationNo,
    /// The round.
    pub round: u16,
    /// The decision, as its paper is numbered.
    pub decision: String,
    /// Its business day.
    #[serde(with = "domain::compact::day")]
    pub on: Date,
    /// Spending head.
    pub head: Code,
    /// How many get a share.
    pub shares: u64,
    /// Money decided, in đồng, less what was taken back by a later decision.
    pub decided: i128,
    /// Money paid out of it, less what came back, in đồng.
    pub paid: i128,
    /// Goods given out of it, by value, in đồng.
    pub goods: i128,
    /// Goods decided, each item once.
    pub goods_decided: Vec<ItemQuantity>,
}

/// All decisions, and what later events do not repeat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rounds {
    pub(crate) allocations: Vec<Allocation>,
    requests: BTreeMap<RequestNo, AllocationNo>,
    payments: BTreeMap<PaymentNo, AllocationNo>,
    issues: BTreeMap<IssueNo, AllocationNo>,
}

impl Rounds {
    pub(crate) fn relief(&mut self, on: Date, event: &relief::Event) {
        match event {
            relief::Event::AllocationDecided(decided) => self.allocations.push(Allocation {
                number: decided.allocation,
                round: decided.round,
                decision: decided.decision.clone(),
                on,
                head: decided.head.clone(),
                shares: decided.lines.len() as u64,
                decided: decided.lines.iter().fold(0, |sum, line| sum.saturating_add(dong(line.amount))),
                paid: 0,
                goods: 0,
                goods_decided: decided.goods(),
            }),
            relief::Event::AllocationReduced(reduced) => {
                self.change(Some(reduced.line.allocation), |allocation| {
                    allocation.decided = allocation.decided.saturating_sub(dong(reduced.amount));
                });
            }
            relief::Event::RequestMade(made) => self.request(made.request, &made.content),
            relief::Event::RequestAmended(amended) => self.request(amended.request, &amended.content),
            relief::Event::Paid(paid) => {
                if let Some(allocation) = self.requests.get(&paid.request).copied() {
                    self.payments.insert(paid.payment, allocation);
                    self.paid(Some(allocation), dong(paid.amount));
                }
            }
            relief::Event::PaymentReversed(reversed) => {
                self.paid(self.payments.get(&reversed.payment).copied(), dong(reversed.amount));
            }
            relief::Event::AdvanceSettled(settled) => {
                let back = dong(settled.returned).saturating_neg();
                self.paid(self.payments.get(&settled.payment).copied(), back);
            }
            _ => {}
        }
    }

    pub(crate) fn goods(&mut self, event: &goods::Event) {
        let worth = |lines: &[goods::LotLine]| {
            lines.iter().fold(0, |sum: i128, line| sum.saturating_add(dong(line.value)))
        };
        match event {
            goods::Event::GoodsIssued(issued) => {
                if let Some(line) = &issued.allocation {
                    self.issues.insert(issued.issue, line.allocation);
                    self.given(Some(line.allocation), worth(&issued.lines));
                }
            }
            goods::Event::GoodsIssueReversed(reversed) => {
                self.given(self.issues.get(&reversed.issue).copied(), worth(&reversed.lines));
            }
            _ => {}
        }
    }

    fn request(&mut self, request: RequestNo, content: &Content) {
        let line = match content {
            Content::Payment(content) => content.allocation.as_ref(),
            _ => None,
        };
        match line {
            Some(line) => self.requests.insert(request, line.allocation),
            None => self.requests.remove(&request),
        };
    }

    fn paid(&mut self, allocation: Option<AllocationNo>, dong: i128) {
        self.change(allocation, |allocation| allocation.paid = allocation.paid.saturating_add(dong));
    }

    fn given(&mut self, allocation: Option<AllocationNo>, dong: i128) {
        self.change(allocation, |allocation| allocation.goods = allocation.goods.saturating_add(dong));
    }

    fn change(&mut self, number: Option<AllocationNo>, change: impl FnOnce(&mut Allocation)) {
        let known = self.allocations.iter_mut().rev().find(|known| Some(known.number) == number);
        if let Some(allocation) = known {
            change(allocation);
        }
    }
}

fn dong(amount: Vnd) -> i128 {
    amount.dong().into()
}
