//! Needs, allocations, support levels, as the fund's people see them.

use domain::relief::{Allocation, AllocationEntry, GoodsBound, Limits, PerUnit, Policy, Share};
use domain::{AllocationNo, Code, ItemQuantity, NeedNo, Party, Vnd};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::Dong;

/// What a commune or team needs.
#[derive(Serialize, ToSchema)]
pub(crate) struct Need {
    /// Running number.
    pub(crate) number: NeedNo,
    /// The business day.
    #[schema(value_type = String, format = Date)]
    pub(crate) told_on: Date,
    /// Where.
    pub(crate) area: Code,
    /// Who says so.
    pub(crate) told_by: Party,
    /// For how many.
    pub(crate) households: u32,
    /// Money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) amount: Option<Vnd>,
    /// Goods.
    pub(crate) goods: Vec<ItemQuantity>,
    /// The decisions that answer it.
    pub(crate) allocations: Vec<AllocationNo>,
}

/// A decision to allocate.
#[derive(Serialize, ToSchema)]
#[schema(as = Allocation)]
pub(crate) struct Decision {
    /// Running number.
    number: AllocationNo,
    /// The business day.
    #[schema(value_type = String, format = Date)]
    decided_on: Date,
    /// Spending head.
    head: Code,
    /// The round.
    round: u16,
    /// The shares, in their order: the first is line 1.
    lines: Vec<ShareLine>,
}

/// A share.
#[derive(Serialize, ToSchema)]
#[schema(as = AllocationShare)]
struct ShareLine {
    /// As decided, less reductions.
    #[schema(inline)]
    decided: AllocationEntry,
    /// What was paid, less what came back.
    spent: Dong,
    /// Money that is left, reserved or not.
    left: Dong,
    /// Goods that are left, reserved or not, in base units.
    goods_left: Vec<GoodsLeft>,
}

/// What is left of an item.
#[derive(Serialize, ToSchema)]
struct GoodsLeft {
    /// The item.
    item: Code,
    /// In base units.
    quantity: Dong,
}

impl From<&Share> for ShareLine {
    fn from(share: &Share) -> Self {
        let left = |item: &Code| GoodsLeft { item: item.clone(), quantity: share.goods_left(item).into() };
        Self {
            decided: share.entry.clone(),
            spent: share.spent.into(),
            left: share.left().into(),
            goods_left: share.entry.goods.iter().map(|line| left(&line.item)).collect(),
        }
    }
}

impl Decision {
    pub(crate) fn of(number: AllocationNo, allocation: &Allocation) -> Self {
        Self {
            number,
            decided_on: allocation.decided_on,
            head: allocation.head.clone(),
            round: allocation.round,
            lines: allocation.shares.iter().map(ShareLine::from).collect(),
        }
    }
}

/// The support levels and limits.
#[derive(Serialize, ToSchema)]
pub(crate) struct Policies {
    /// Every version of every support level, by code and first day.
    pub(crate) policies: Vec<PolicyLine>,
    /// The rules of spending in force today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) limits: Option<LimitsLine>,
}

/// A version of a support level.
#[derive(Serialize, ToSchema)]
#[schema(as = Policy)]
pub(crate) struct PolicyLine {
    /// Its code.
    policy: Code,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// Its last day, where somebody ended it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    /// Spending head.
    head: Code,
    /// Person or household.
    per: PerUnit,
    /// At least this for one unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    floor: Option<Vnd>,
    /// At most this for one unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    ceiling: Option<Vnd>,
    /// Bounds in kind.
    goods: Vec<GoodsBound>,
}

impl PolicyLine {
    pub(crate) fn of(code: &Code, policy: &Policy) -> Self {
        Self {
            policy: code.clone(),
            from: policy.from,
            until: policy.until,
            head: policy.head.clone(),
            per: policy.per,
            floor: policy.floor,
            ceiling: policy.ceiling,
            goods: policy.goods.clone(),
        }
    }
}

/// The rules of spending.
#[derive(Serialize, ToSchema)]
#[schema(as = Limits)]
pub(crate) struct LimitsLine {
    /// Their first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// Above this two people approve.
    two_above: Vnd,
    /// At most this leaves one account in a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    account_per_day: Option<Vnd>,
    /// A request that is not executed within so many days lets its reservation go.
    expire_days: u16,
    /// A recipient is to sign within so many days.
    sign_days: u16,
    /// A hand-over is to be confirmed locally within so many days.
    confirm_days: u16,
}

impl From<&Limits> for LimitsLine {
    fn from(limits: &Limits) -> Self {
        Self {
            from: limits.from,
            two_above: limits.two_above,
            account_per_day: limits.account_per_day,
            expire_days: limits.expire_days,
            sign_days: limits.sign_days,
            confirm_days: limits.confirm_days,
        }
    }
}
