//! What a request takes, and what would be left.

use std::collections::BTreeMap;

use domain::relief::{Content, Free};
use domain::{
    AccountId, AllocationNo, Code, Earmark, LotNo, Party, Quantity, ReceiptNo, RequestNo, State, Vnd,
};
use jiff::civil::Date;

/// An account, in đồng.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountFigures {
    /// Which.
    pub account: AccountId,
    /// What is in it now.
    pub balance: i128,
    /// What is in it once this is paid.
    pub after: i128,
    /// What is free for this request: without what other open requests reserve.
    pub free: i128,
    /// What left it today on payments.
    pub paid_today: i128,
    /// At most this leaves it in a day.
    pub per_day: Option<Vnd>,
}

impl AccountFigures {
    pub(super) fn of(
        state: &State,
        content: &Content,
        own: Option<RequestNo>,
        to_pay: i128,
        today: Date,
    ) -> Option<Self> {
        let (account, _) = content.money()?;
        let balance = state.account(account).map_or(0, |known| known.balance);
        Some(Self {
            account: account.clone(),
            balance,
            after: balance.saturating_sub(to_pay),
            free: Free::new(state, today).but(own).account(account),
            paid_today: state.relief.payments.on_day(account, today),
            per_day: state.relief.rules.limits(today).and_then(|limits| limits.account_per_day),
        })
    }
}

/// Money of a restriction, in đồng.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PotFigures {
    /// What it is tied to; none for free money.
    pub earmark: Option<Earmark>,
    /// What is left of it, reserved or not.
    pub balance: i128,
    /// What is free for this request.
    pub free: i128,
    /// What is free once this is paid.
    pub after: i128,
}

impl PotFigures {
    pub(super) fn of(
        state: &State,
        content: &Content,
        own: Option<RequestNo>,
        to_pay: i128,
        today: Date,
    ) -> Option<Self> {
        let Content::Payment(payment) = content else { return None };
        let free = Free::new(state, today).but(own).pot(payment.earmark.as_ref());
        Some(Self {
            earmark: payment.earmark.clone(),
            balance: state.pots.of(payment.earmark.as_ref()).balance(),
            free,
            after: free.saturating_sub(to_pay),
        })
    }
}

/// A share of an allocation; money in đồng, goods in base units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareFigures {
    /// The decision.
    pub allocation: AllocationNo,
    /// The share's place in it, from 1.
    pub place: u16,
    /// Its day.
    pub decided_on: Date,
    /// Spending head.
    pub head: Code,
    /// The round.
    pub round: u16,
    /// Who gets it.
    pub to: Party,
    /// Money, as decided and reduced since.
    pub amount: Vnd,
    /// What was paid of it.
    pub spent: i128,
    /// What is free for this request.
    pub free: i128,
    /// What is free once this is paid.
    pub after: i128,
    /// By item: what is free for this request, and once it is executed.
    pub goods: Vec<(Code, i128, i128)>,
}

impl ShareFigures {
    pub(super) fn of(
        state: &State,
        content: &Content,
        own: Option<RequestNo>,
        to_pay: i128,
        today: Date,
    ) -> Option<Self> {
        let line = content.allocation()?;
        let (allocation, share) = state.relief.shares.get(line).ok()?;
        let left = Free::new(state, today).but(own);
        let free = left.share(line).unwrap_or_default();
        let goods = asked(content).into_iter().map(|(item, units)| {
            let free = left.share_goods(line, &item).unwrap_or_default();
            (item, free, free.saturating_sub(units))
        });
        Some(Self {
            allocation: line.allocation,
            place: line.line,
            decided_on: allocation.decided_on,
            head: allocation.head.clone(),
            round: allocation.round,
            to: share.entry.to.clone(),
            amount: share.entry.amount,
            spent: share.spent,
            free,
            after: free.saturating_sub(to_pay),
            goods: goods.collect(),
        })
    }
}

fn asked(content: &Content) -> BTreeMap<Code, i128> {
    let mut items = BTreeMap::new();
    if let Content::Issue(issue) = content {
        for line in &issue.lines {
            let sum: &mut i128 = items.entry(line.item.clone()).or_default();
            *sum = sum.saturating_add(line.quantity.units().into());
        }
    }
    items
}

/// A gift that is to be given back, in đồng.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptFigures {
    /// Which.
    pub receipt: ReceiptNo,
    /// What it is.
    pub amount: Vnd,
    /// What was given back of it before.
    pub refunded: i128,
    /// What may be given back by this request.
    pub free: i128,
}

impl ReceiptFigures {
    pub(super) fn of(state: &State, content: &Content, own: Option<RequestNo>, today: Date) -> Option<Self> {
        let Content::Refund(refund) = content else { return None };
        Some(Self {
            receipt: refund.receipt,
            amount: state.receipt(refund.receipt).map(|(_, known)| known.amount).unwrap_or_default(),
            refunded: state.relief.payments.refunded(refund.receipt),
            free: Free::new(state, today).but(own).receipt(refund.receipt),
        })
    }
}

/// A line of goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodsFigures {
    /// The item.
    pub item: Code,
    /// What it is called.
    pub name: String,
    /// Its base unit.
    pub unit: Code,
    /// The lot.
    pub lot: Option<LotNo>,
    /// Its last day of use.
    pub expiry: Option<Date>,
    /// How much is asked, in base units.
    pub quantity: Quantity,
    /// What is free of the lot in that warehouse for this request.
    pub free: i128,
    /// What it is worth.
    pub value: Vnd,
}

impl GoodsFigures {
    pub(super) fn of(state: &State, content: &Content, own: Option<RequestNo>, today: Date) -> Vec<Self> {
        let (warehouse, lines) = match content {
            Content::Issue(issue) => (&issue.warehouse, &issue.lines),
            Content::WriteOff(write_off) => (&write_off.warehouse, &write_off.lines),
            Content::Payment(_) | Content::Refund(_) => return Vec::new(),
        };
        let left = Free::new(state, today).but(own);
        let line = |line: &domain::relief::PickedLine| {
            let item = state.goods.item(&line.item);
            let lot = line.lot.and_then(|lot| state.goods.lot(lot));
            Self {
                item: line.item.clone(),
                name: item.map_or_else(|| line.item.to_string(), |item| item.name.clone()),
                unit: item.map_or_else(|| line.item.clone(), |item| item.base.clone()),
                lot: line.lot,
                expiry: lot.and_then(|lot| lot.expiry),
                quantity: line.quantity,
                free: line.lot.map_or(0, |lot| left.lot(warehouse, lot)),
                value: line.lot.map(|lot| state.goods.worth(lot, line.quantity)).unwrap_or_default(),
            }
        };
        lines.iter().map(line).collect()
    }
}
