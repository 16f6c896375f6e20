//! Promises and what came of them. They are in no balance.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::super::{Event as Gave, Fulfilment};
use crate::event::{DonorKind, Earmark};
use crate::ids::{GoodsReceiptNo, PledgeNo, ReceiptNo};
use crate::money::Vnd;
use crate::quantity::ItemQuantity;

/// All promises, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pledges {
    pledges: Vec<Pledge>,
    /// How much of each receipt fulfils pledges.
    used: BTreeMap<ReceiptNo, Vnd>,
}

/// A promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pledge {
    /// Money promised.
    pub amount: Option<Vnd>,
    /// Who.
    pub donor: DonorKind,
    /// By when.
    pub due_on: Option<Date>,
    /// What it will be tied to.
    pub earmark: Option<Earmark>,
    /// What came of it, and how much money.
    pub fulfilled: Vec<(Fulfilment, Vnd)>,
    /// Goods promised.
    pub goods: Vec<ItemQuantity>,
    /// Since when nothing more will come.
    pub lapsed_on: Option<Date>,
    /// Its day.
    pub registered_on: Date,
}

impl Pledge {
    /// The money that came of it.
    pub fn received(&self) -> Vnd {
        self.fulfilled
            .iter()
            .fold(Vnd::ZERO, |sum, (_, amount)| sum.checked_add(*amount).unwrap_or(Vnd::new(i64::MAX)))
    }

    /// The money that is still to come; zero once lapsed.
    pub fn outstanding(&self) -> Vnd {
        let open = self.amount.and_then(|amount| amount.checked_sub(self.received()));
        open.filter(|open| open.is_positive() && self.lapsed_on.is_none()).unwrap_or_default()
    }

    /// Whether its day has passed with money still to come.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due_on.is_some_and(|due| due < today) && self.outstanding().is_positive()
    }
}

impl Pledges {
    pub(super) fn evolve(&mut self, on: Date, event: &Gave) {
        match event {
            Gave::PledgeRegistered(registered) => self.pledges.push(Pledge {
                amount: registered.amount,
                donor: registered.donor,
                due_on: registered.due_on,
                earmark: registered.earmark.clone(),
                fulfilled: Vec::new(),
                goods: registered.goods.clone(),
                lapsed_on: None,
                registered_on: on,
            }),
            Gave::PledgeFulfilled(fulfilled) => {
                let amount = fulfilled.amount.unwrap_or_default();
                if let Some(pledge) = self.pledge_mut(fulfilled.pledge) {
                    pledge.fulfilled.push((fulfilled.by, amount));
                }
                if let Fulfilment::Receipt(receipt) = fulfilled.by {
                    let used = self.used.entry(receipt).or_default();
                    *used = used.checked_add(amount).unwrap_or(*used);
                }
            }
            Gave::PledgeLapsed(lapsed) => {
                if let Some(pledge) = self.pledge_mut(lapsed.pledge) {
                    pledge.lapsed_on = Some(on);
                }
            }
            _ => {}
        }
    }

    fn pledge_mut(&mut self, number: PledgeNo) -> Option<&mut Pledge> {
        self.pledges.get_mut(number.index()?)
    }

    /// Money that turned out to be none fulfils nothing.
    pub(super) fn drop_receipt(&mut self, receipt: ReceiptNo) {
        if self.used.remove(&receipt).is_some() {
            self.drop_all(Fulfilment::Receipt(receipt));
        }
    }

    pub(super) fn drop_goods(&mut self, receipt: GoodsReceiptNo) {
        self.drop_all(Fulfilment::Goods(receipt));
    }

    fn drop_all(&mut self, gone: Fulfilment) {
        for pledge in &mut self.pledges {
            pledge.fulfilled.retain(|(by, _)| *by != gone);
        }
    }

    /// The number that the next pledge gets.
    pub fn next(&self) -> PledgeNo {
        PledgeNo::new(u64::try_from(self.pledges.len()).unwrap_or(u64::MAX)).next()
    }

    /// A pledge.
    pub fn pledge(&self, number: PledgeNo) -> Option<&Pledge> {
        self.pledges.get(number.index()?)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = (PledgeNo, &Pledge)> {
        (1..).map(PledgeNo::new).zip(&self.pledges)
    }

    /// How much of a receipt fulfils pledges.
    pub fn used(&self, receipt: ReceiptNo) -> Vnd {
        self.used.get(&receipt).copied().unwrap_or_default()
    }

    /// Whether goods fulfil any pledge.
    pub fn uses_goods(&self, receipt: GoodsReceiptNo) -> bool {
        let by_it =
            |pledge: &Pledge| pledge.fulfilled.iter().any(|(by, _)| *by == Fulfilment::Goods(receipt));
        self.pledges.iter().any(by_it)
    }
}
