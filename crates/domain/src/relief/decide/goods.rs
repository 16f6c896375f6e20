//! What may be asked in goods: an issue, whose lots are picked here, and a write-off.

use super::recipients::{self, Form, List};
use crate::decide::Day;
use crate::goods::WriteOffReason;
use crate::ids::{Code, LotNo, RequestNo};
use crate::money::Vnd;
use crate::quantity::Quantity;
use crate::rejection::Rejection;
use crate::relief::content::{dong, quantity, units, vnd};
use crate::relief::fit::{Receivers, fits, within};
use crate::relief::{Free, IssueContent, PickedLine, Recipient, Refusal, WriteOffContent};
use crate::state::State;

/// What an issue must be whatever lots it takes: within its share, its recipients known, entitled, and the list adding up
/// to its lines. Also for goods that never touch a warehouse; there `own` is none.
pub(crate) fn issue_allowed(
    state: &State,
    issue: &IssueContent,
    own: Option<RequestNo>,
    day: &Day<'_>,
) -> Result<(), Rejection> {
    something(&issue.lines)?;
    state.network.known(&issue.to, day.on)?;
    if let Some(line) = &issue.allocation {
        let (allocation, share) = state.relief.shares.get(line)?;
        if allocation.head != issue.head {
            let (given, wanted) = (issue.head.clone(), allocation.head.clone());
            return Err(Refusal::HeadDiffers { given, wanted }.into());
        }
        if !within(&state.network, &issue.to, &share.entry.to) {
            return Err(Refusal::OutsideShare { party: issue.to.clone(), to: share.entry.to.clone() }.into());
        }
        in_share(state, issue, own, day)?;
    }
    if issue.recipients.is_empty() {
        return Ok(());
    }
    let (allocation, head) = (issue.allocation.as_ref(), &issue.head);
    let list = List { allocation, form: Form::Goods, head, own, recipients: &issue.recipients };
    recipients::check(state, list, day)?;
    Ok(sums_to(&issue.recipients, &issue.lines)?)
}

fn in_share(
    state: &State,
    issue: &IssueContent,
    own: Option<RequestNo>,
    day: &Day<'_>,
) -> Result<(), Refusal> {
    let Some(line) = &issue.allocation else { return Ok(()) };
    let free = Free::new(state, day.today).but(own);
    for item in issue.lines.iter().map(|line| &line.item) {
        let (wanted, left) = (sum(&issue.lines, item), free.share_goods(line, item)?);
        if wanted > left {
            let (allocation, line, item) = (line.allocation, line.line, item.clone());
            let (wanted, left) = (quantity(wanted), quantity(left.max(0)));
            return Err(Refusal::ShareGoodsTooSmall { allocation, line, item, wanted, left });
        }
    }
    Ok(())
}

fn sums_to(recipients: &[Recipient], lines: &[PickedLine]) -> Result<(), Refusal> {
    let listed = recipients.iter().flat_map(|recipient| &recipient.goods);
    let items = listed.clone().map(|line| &line.item).chain(lines.iter().map(|line| &line.item));
    for item in items {
        let got = listed.clone().filter(|line| line.item == *item).map(|line| units(line.quantity)).sum();
        let wanted = sum(lines, item);
        if got != wanted {
            let (sum, wanted) = (quantity(got), quantity(wanted));
            return Err(Refusal::RecipientsGoods { item: item.clone(), sum, wanted });
        }
    }
    Ok(())
}

/// The issue with its lots: what expires first in front, none that is tied to something else.
pub(super) fn issue(
    state: &State,
    issue: IssueContent,
    own: Option<RequestNo>,
    day: &Day<'_>,
) -> Result<IssueContent, Rejection> {
    known_warehouse(state, &issue.warehouse)?;
    issue_allowed(state, &issue, own, day)?;
    let share = issue.allocation.as_ref().map(|line| state.relief.shares.get(line)).transpose()?;
    let share = share.map(|(_, share)| &share.entry.to);
    let receivers = Receivers { payee: &issue.to, recipients: &issue.recipients, share };
    let free = Free::new(state, day.today).but(own);
    let mut picked: Vec<PickedLine> = Vec::new();
    for wanted in &issue.lines {
        let taken = |lot: LotNo| {
            let here = picked.iter().filter(|line| line.lot == Some(lot));
            let here: i128 = here.map(|line| units(line.quantity)).sum();
            quantity(here.saturating_add(units(free.reserved(&issue.warehouse, lot))))
        };
        let tied = |lot: &crate::goods::Lot| {
            lot.earmark.as_ref().is_none_or(|earmark| fits(&state.network, earmark, &issue.head, receivers))
        };
        picked.extend(state.goods.pick(&issue.warehouse, wanted, day.on, &taken, &tied)?);
    }
    Ok(IssueContent { lines: picked, ..issue })
}

pub(super) fn write_off(
    state: &State,
    write_off: &WriteOffContent,
    own: Option<RequestNo>,
    day: &Day<'_>,
) -> Result<(), Rejection> {
    known_warehouse(state, &write_off.warehouse)?;
    something(&write_off.lines)?;
    let free = Free::new(state, day.today).but(own);
    for line in &write_off.lines {
        let item = || line.item.clone();
        let number = line.lot.ok_or_else(|| Refusal::LotMissing { item: item() })?;
        let lot = state.goods.lot(number).filter(|lot| lot.item == line.item);
        let lot = lot.ok_or_else(|| Refusal::LotUnknown { lot: number, item: item() })?;
        let of_lot = write_off.lines.iter().filter(|other| other.lot == line.lot);
        let wanted: i128 = of_lot.map(|line| units(line.quantity)).sum();
        let left = free.lot(&write_off.warehouse, number);
        if wanted > left {
            let (wanted, left) = (quantity(wanted), quantity(left.max(0)));
            return Err(Refusal::LotTooSmall { lot: number, wanted, left }.into());
        }
        let expired = lot.expiry.is_some_and(|expiry| expiry < day.on);
        if write_off.reason == WriteOffReason::Expired && !expired {
            return Err(Refusal::LotNotExpired { lot: number }.into());
        }
    }
    Ok(())
}

/// What the lots are worth together.
pub(super) fn worth(state: &State, lines: &[PickedLine]) -> Vnd {
    let worth = |line: &PickedLine| line.lot.map_or(0, |lot| dong(state.goods.worth(lot, line.quantity)));
    vnd(lines.iter().map(worth).sum())
}

fn something(lines: &[PickedLine]) -> Result<(), Refusal> {
    let positive = |line: &PickedLine| line.quantity > Quantity::ZERO;
    if !lines.is_empty() && lines.iter().all(positive) { Ok(()) } else { Err(Refusal::NothingAsked {}) }
}

fn known_warehouse(state: &State, warehouse: &Code) -> Result<(), Refusal> {
    if state.goods.knows_warehouse(warehouse) {
        return Ok(());
    }
    Err(Refusal::WarehouseUnknown { warehouse: warehouse.clone() })
}

fn sum(lines: &[PickedLine], item: &Code) -> i128 {
    lines.iter().filter(|line| line.item == *item).map(|line| units(line.quantity)).sum()
}
