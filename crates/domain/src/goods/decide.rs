//! The rules: one file a piece of the life of goods.

mod catalogue;
mod count;
mod direct;
mod issue;
mod kits;
mod receive;
mod reverse;
mod transfer;

#[cfg(test)]
mod sequences;
#[cfg(test)]
pub(super) mod testing;

pub(crate) use issue::held_for;

use jiff::civil::Date;

use super::refusal::{LINES_LIMIT, NAME_LIMIT};
use super::{Command, Event, LotLine, Refusal, State as Goods};
use crate::decide::Day;
use crate::event::Event as Any;
use crate::ids::{Code, FundId, LotNo};
use crate::money::Vnd;
use crate::quantity::Quantity;
use crate::rejection::Rejection;
use crate::state::State;

pub(crate) fn decide(state: &State, command: Command, day: &Day<'_>) -> Result<Vec<Any>, Rejection> {
    let events = match command {
        Command::DeclareItem(command) => catalogue::declare(state, command)?,
        Command::DefineKit(command) => catalogue::define_kit(state, command)?,
        Command::OpenWarehouse(command) => catalogue::open_warehouse(state, command, day)?,
        Command::ReceiveGoods(command) => receive::receive(state, command, day)?,
        Command::DeliverDirectly(command) => direct::deliver(state, command, day)?,
        Command::IssueGoods(command) => issue::issue(state, &command, day)?,
        Command::WriteOffGoods(command) => issue::write_off(state, &command, day)?,
        Command::SendGoods(command) => transfer::send(state, command, day)?,
        Command::UnloadGoods(command) => transfer::unload(state, &command, day)?,
        Command::CountStock(command) => count::count(state, command, day)?,
        Command::RevalueLot(command) => count::revalue(state, command, day)?,
        Command::MakeKits(command) => kits::make(state, command, day)?,
        Command::UnmakeKits(command) => kits::unmake(state, &command, day)?,
        Command::ReverseGoodsReceipt(command) => reverse::receipt(state, command, day)?,
        Command::ReverseGoodsIssue(command) => reverse::issue(state, command, day)?,
    };
    Ok(events.into_iter().map(Any::from).collect())
}

type Events = Result<Vec<Event>, Rejection>;

fn fund(state: &State) -> Result<&FundId, Rejection> {
    state.fund().ok_or(Rejection::FundNotOpen)
}

fn line_count(count: usize) -> Result<(), Refusal> {
    if (1..=LINES_LIMIT).contains(&count) { Ok(()) } else { Err(Refusal::LineCount { count }) }
}

/// A name as it is kept: trimmed.
fn name(code: &Code, name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    if (1..=NAME_LIMIT).contains(&name.chars().count()) {
        Ok(name.to_owned())
    } else {
        Err(Refusal::NameLength { code: code.clone() })
    }
}

/// Nothing happens to goods before they were there.
fn not_before(since: Date, on: Date) -> Result<(), Refusal> {
    if on < since { Err(Refusal::TooEarly { given: on, since }) } else { Ok(()) }
}

fn negative(quantity: Quantity) -> Result<Quantity, Refusal> {
    quantity.checked_neg().ok_or(Refusal::QuantityTooLarge { quantity })
}

fn negative_value(value: Vnd) -> Result<Vnd, Rejection> {
    value.checked_neg().ok_or(Rejection::AmountTooLarge(value))
}

/// Adds to what is wanted of a lot: one line a lot, in the order of their first wish.
fn add(wanted: &mut Vec<(LotNo, Quantity)>, lot: LotNo, quantity: Quantity) -> Result<(), Refusal> {
    if let Some((_, sum)) = wanted.iter_mut().find(|(known, _)| *known == lot) {
        *sum = sum.checked_add(quantity).ok_or(Refusal::QuantityTooLarge { quantity })?;
    } else {
        wanted.push((lot, quantity));
    }
    Ok(())
}

/// Every line with its share of its lot's value.
fn valued(goods: &Goods, lines: Vec<(LotNo, Quantity)>) -> Vec<LotLine> {
    let line = |(lot, quantity)| LotLine { lot, quantity, value: goods.worth(lot, quantity) };
    lines.into_iter().map(line).collect()
}
