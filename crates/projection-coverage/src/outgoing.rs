//! What left the fund, payment by payment and issue by issue: its voucher, what for, where it went, and how far it is on
//! its way. Parties that are households are not told, only the area that they live in.

mod fold;

use std::collections::{BTreeMap, BTreeSet};

use domain::relief::Delivery;
use domain::{AccountId, AllocationNo, Code, Earmark, Party, VoucherNo};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::coverage::Coverage;
pub(crate) use fold::Part;

/// What money or goods left for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Purpose {
    /// Money to beneficiaries.
    Relief,
    /// Goods to beneficiaries.
    Goods,
    /// Money to a team, which gives it to beneficiaries and accounts for it.
    Advance,
    /// Money to lower boards and other provinces.
    Transfer,
    /// Money for relief goods.
    Purchase,
    /// The fund's own costs.
    Cost,
    /// A gift given back.
    Refund,
}

impl Purpose {
    /// All of them, in the order in which a reader asks for them.
    pub const ALL: [Self; 7] =
        [Self::Relief, Self::Goods, Self::Advance, Self::Transfer, Self::Purchase, Self::Cost, Self::Refund];
}

/// A part of it, by the area that its receivers are registered in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The area; none where a receiver is of no area.
    pub area: Option<Code>,
    /// Money, in đồng.
    pub amount: i64,
    /// Goods by value, in đồng.
    pub goods: i64,
    /// Households that it names or says to reach.
    pub households: u64,
}

/// So much of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// How many base units.
    pub units: i64,
    /// The base unit.
    pub unit: Code,
    /// What it is worth, in đồng.
    pub value: i64,
}

/// What stands beside it because it was wrong, or came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reversed {
    /// Its day.
    pub on: Date,
    /// Its voucher.
    pub voucher: VoucherNo,
    /// Position of its event.
    pub position: u64,
}

/// A team's account of an advance, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Its day.
    pub on: Date,
    /// Its voucher.
    pub voucher: VoucherNo,
    /// Given to beneficiaries, in đồng.
    pub spent: i64,
    /// Paid back, in đồng.
    pub returned: i64,
    /// Position of its event.
    pub position: u64,
}

/// How far a delivery is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steps {
    /// Handed over on this day.
    pub handed_on: Option<Date>,
    /// So many signed.
    pub signed: u32,
    /// The last list of signatures is of this day.
    pub signed_on: Option<Date>,
    /// The local unit confirmed on this day.
    pub confirmed_on: Option<Date>,
}

/// A payment or an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// Which.
    pub delivery: Delivery,
    /// What for.
    pub purpose: Purpose,
    /// Its day.
    pub on: Date,
    /// Its voucher.
    pub voucher: VoucherNo,
    /// Position of its event.
    pub position: u64,
    /// Where money came from.
    pub account: Option<AccountId>,
    /// Where goods lay.
    pub warehouse: Option<Code>,
    /// Who took it over; none for a household and a refund.
    pub to: Option<Party>,
    /// Spending head; none for a refund.
    pub head: Option<Code>,
    /// From which restriction.
    pub earmark: Option<Earmark>,
    /// Money, in đồng, without the bank's charge.
    pub amount: i64,
    /// Goods by value, in đồng.
    pub goods: i64,
    /// The goods, by item.
    pub items: Vec<Item>,
    /// The decision that it carries out, with its round.
    pub allocation: Option<(AllocationNo, u16)>,
    /// Where it went; of an advance, what the team accounted for so far.
    pub shares: Vec<Share>,
    /// How far it is.
    pub steps: Steps,
    /// Its negative, where it stands in the books.
    pub reversed: Option<Reversed>,
    /// Of an advance: the accounts of it.
    pub settled: Vec<Settled>,
}

impl Outgoing {
    /// Whether it counts: nothing that was taken back does.
    pub fn stands(&self) -> bool {
        self.reversed.is_none()
    }

    /// Money and goods, in đồng.
    pub fn value(&self) -> i128 {
        i128::from(self.amount).saturating_add(self.goods.into())
    }
}

/// What somebody said is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Where.
    pub area: Code,
    /// Its day.
    pub on: Date,
    /// Money, in đồng; 0 for none.
    pub amount: i64,
    /// Goods, by item, without a value.
    pub items: Vec<Item>,
    /// For how many households.
    pub households: u32,
    /// Position of its event.
    pub position: u64,
    /// The decisions that answer it.
    pub answered: Vec<AllocationNo>,
}

/// All that left, in the order of the log, and what was said to be needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoings {
    list: Vec<Outgoing>,
    places: BTreeMap<Delivery, usize>,
    vouchers: BTreeMap<VoucherNo, usize>,
    needs: Vec<Need>,
    /// Decisions by their number on paper.
    decisions: BTreeMap<AllocationNo, String>,
    items: BTreeMap<Code, (String, Code)>,
    warehouses: BTreeMap<Code, (String, Option<Code>)>,
    heads: BTreeMap<domain::RequestNo, Code>,
}

impl Outgoings {
    /// All, oldest first.
    pub fn all(&self) -> &[Outgoing] {
        &self.list
    }

    /// The one whose own voucher, or whose reversal's or settlement's, this is.
    pub fn of_voucher(&self, voucher: VoucherNo) -> Option<&Outgoing> {
        self.list.get(*self.vouchers.get(&voucher)?)
    }

    /// What was said to be needed, oldest first.
    pub fn needs(&self) -> &[Need] {
        &self.needs
    }

    /// A decision's number on paper.
    pub fn decision(&self, allocation: AllocationNo) -> Option<&str> {
        self.decisions.get(&allocation).map(String::as_str)
    }

    /// A warehouse's name.
    pub fn warehouse(&self, warehouse: &Code) -> Option<&str> {
        self.warehouses.get(warehouse).map(|(name, _)| name.as_str())
    }

    /// The warehouses, by code, with their names and areas.
    pub fn warehouses(&self) -> impl Iterator<Item = (&Code, &str, Option<&Code>)> {
        self.warehouses.iter().map(|(code, (name, area))| (code, name.as_str(), area.as_ref()))
    }
}

/// An outgoing, and what of it went to the places that were asked for.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The whole.
    pub entry: &'a Outgoing,
    /// Money, in đồng.
    pub amount: i64,
    /// Goods by value, in đồng.
    pub goods: i64,
    /// Households that it names or says to reach.
    pub households: u64,
}

impl Coverage {
    /// What left the fund, newest first: all of it, or what went to one of these areas or lies in one of them on a day.
    pub fn given(&self, within: Option<&BTreeSet<Code>>, on: Date) -> Vec<Given<'_>> {
        let mut known: BTreeMap<Code, bool> = BTreeMap::new();
        let mut lies = |area: &Code, within: &BTreeSet<Code>| {
            let ask = || {
                let ground = self.network.area_now(area, on).unwrap_or(area);
                self.around(ground, on).any(|around| within.contains(around))
            };
            *known.entry(area.clone()).or_insert_with(ask)
        };
        let mut part = |entry: &Outgoing| {
            let Some(within) = within else {
                let households = entry.shares.iter().map(|share| share.households).sum();
                return Some((entry.amount, entry.goods, households));
            };
            let mut sum = None;
            for share in &entry.shares {
                let Some(area) = share.area.as_ref() else { continue };
                if lies(area, within) {
                    let (amount, goods, households) = sum.unwrap_or_default();
                    sum = Some((
                        share.amount.saturating_add(amount),
                        share.goods.saturating_add(goods),
                        share.households.saturating_add(households),
                    ));
                }
            }
            sum
        };
        let entries = self.outgoings().list.iter().rev();
        let given = entries.filter_map(|entry| {
            let (amount, goods, households) = part(entry)?;
            Some(Given { entry, amount, goods, households })
        });
        given.collect()
    }

    /// What was said to be needed in one of these areas, oldest first.
    pub fn needed(&self, within: &BTreeSet<Code>, on: Date) -> Vec<&Need> {
        let lies = |area: &Code| {
            let ground = self.network.area_now(area, on).unwrap_or(area);
            self.around(ground, on).any(|around| within.contains(around))
        };
        self.outgoings().needs.iter().filter(|need| lies(&need.area)).collect()
    }
}
