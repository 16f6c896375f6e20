//! What was decided to go to whom, and what is left of it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::compact;
use crate::event::Earmark;
use crate::ids::{AllocationNo, Code, IssueNo};
use crate::quantity::{ItemQuantity, Quantity};
use crate::relief::content::{dong, units, vnd};
use crate::relief::{AllocationDecided, AllocationEntry, AllocationLine, AllocationReduced, Refusal};

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// The business day.
    #[serde(with = "compact::day")]
    pub decided_on: Date,
    /// Spending head.
    pub head: Code,
    /// The round.
    pub round: u16,
    /// The shares.
    pub shares: Vec<Share>,
}

/// One share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// As decided, less reductions.
    pub entry: AllocationEntry,
    /// What was issued, in base units.
    pub issued: BTreeMap<Code, i128>,
    /// What was paid, less what came back, in đồng.
    pub spent: i128,
}

impl Share {
    /// Money that is left, reserved or not, in đồng.
    pub fn left(&self) -> i128 {
        dong(self.entry.amount).saturating_sub(self.spent)
    }

    /// Goods that are left, reserved or not, in base units.
    pub fn goods_left(&self, item: &Code) -> i128 {
        let lines = self.entry.goods.iter().filter(|line| line.item == *item);
        let decided: i128 = lines.map(|line| units(line.quantity)).sum();
        decided.saturating_sub(self.issued.get(item).copied().unwrap_or(0))
    }
}

/// What an issue used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Issued {
    line: AllocationLine,
    goods: Vec<ItemQuantity>,
}

/// All of them, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shares {
    issued: BTreeMap<IssueNo, Issued>,
    list: Vec<Allocation>,
    unspent: BTreeMap<Option<Earmark>, i128>,
}

impl Shares {
    /// A decision.
    pub fn allocation(&self, allocation: AllocationNo) -> Option<&Allocation> {
        self.list.get(allocation.index()?)
    }

    /// A share, with its decision.
    pub fn get(&self, line: &AllocationLine) -> Result<(&Allocation, &Share), Refusal> {
        let unknown = || Refusal::ShareUnknown { allocation: line.allocation, line: line.line };
        let allocation = self.allocation(line.allocation).ok_or_else(unknown)?;
        Ok((allocation, allocation.shares.get(place(line).ok_or_else(unknown)?).ok_or_else(unknown)?))
    }

    /// All decisions, oldest first.
    pub fn all(&self) -> impl Iterator<Item = (AllocationNo, &Allocation)> {
        (1..).map(AllocationNo::new).zip(&self.list)
    }

    /// The number that the next decision gets.
    pub fn next(&self) -> AllocationNo {
        AllocationNo::new(u64::try_from(self.list.len()).unwrap_or(u64::MAX)).next()
    }

    /// Money of a restriction that is decided on and not paid, in đồng.
    pub fn unspent(&self, earmark: Option<&Earmark>) -> i128 {
        self.unspent.get(&earmark.cloned()).copied().unwrap_or(0)
    }

    pub(super) fn decided(&mut self, on: Date, event: &AllocationDecided) {
        for entry in &event.lines {
            let unspent = self.unspent.entry(entry.earmark.clone()).or_default();
            *unspent = unspent.saturating_add(dong(entry.amount));
        }
        let share =
            |entry: &AllocationEntry| Share { entry: entry.clone(), issued: BTreeMap::new(), spent: 0 };
        let shares = event.lines.iter().map(share).collect();
        self.list.push(Allocation { decided_on: on, head: event.head.clone(), round: event.round, shares });
    }

    pub(super) fn reduced(&mut self, event: &AllocationReduced) {
        let reduced = dong(event.amount);
        let Some(share) = self.share_mut(&event.line) else { return };
        share.entry.amount = vnd(dong(share.entry.amount).saturating_sub(reduced));
        for less in &event.goods {
            let known = share.entry.goods.iter_mut().find(|known| known.item == less.item);
            if let Some(known) = known {
                known.quantity = known.quantity.checked_sub(less.quantity).unwrap_or(known.quantity);
            }
        }
        let earmark = share.entry.earmark.clone();
        let unspent = self.unspent.entry(earmark).or_default();
        *unspent = unspent.saturating_sub(reduced);
    }

    /// Money went out, or with a negative sum came back.
    pub(super) fn spend(&mut self, line: &AllocationLine, dong: i128) {
        let Some(share) = self.share_mut(line) else { return };
        share.spent = share.spent.saturating_add(dong);
        let earmark = share.entry.earmark.clone();
        let unspent = self.unspent.entry(earmark).or_default();
        *unspent = unspent.saturating_sub(dong);
    }

    pub(super) fn issue(&mut self, issue: IssueNo, line: &AllocationLine, items: Vec<(Code, Quantity)>) {
        let goods = items.into_iter().map(|(item, quantity)| ItemQuantity { item, quantity }).collect();
        self.count(line, &goods, 1);
        self.issued.insert(issue, Issued { line: line.clone(), goods });
    }

    pub(super) fn issue_reversed(&mut self, issue: IssueNo) {
        if let Some(Issued { line, goods }) = self.issued.remove(&issue) {
            self.count(&line, &goods, -1);
        }
    }

    fn count(&mut self, line: &AllocationLine, goods: &Vec<ItemQuantity>, sign: i128) {
        let Some(share) = self.share_mut(line) else { return };
        for ItemQuantity { item, quantity } in goods {
            let issued = share.issued.entry(item.clone()).or_default();
            *issued = issued.saturating_add(units(*quantity).saturating_mul(sign));
        }
    }

    fn share_mut(&mut self, line: &AllocationLine) -> Option<&mut Share> {
        self.list.get_mut(line.allocation.index()?)?.shares.get_mut(place(line)?)
    }
}

/// Shares are counted from 1.
fn place(line: &AllocationLine) -> Option<usize> {
    usize::from(line.line).checked_sub(1)
}
