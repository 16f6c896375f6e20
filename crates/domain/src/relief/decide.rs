//! The rules: one file a piece of the way, from the support level to the local confirmation. Each makes one fact; a refund brings back first
//! what was released of the gift.

mod advance;
mod allocation;
mod approval;
mod approvers;
mod content;
mod delivery;
mod goods;
mod payment;
mod recipients;
mod request;
mod rules;

#[cfg(test)]
mod joint;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod testing;

pub(crate) use goods::{issue_allowed, issue_fits};

use jiff::civil::Date;

use super::content::vnd;
use super::{Command, Event as Relief, Refusal};
use crate::decide::Day;
use crate::event::Event;
use crate::money::Vnd;
use crate::rejection::{NAME_LIMIT, Rejection};
use crate::state::State;

/// What a rule makes: one fact of this part.
type Fact = Result<Relief, Rejection>;

pub(crate) fn decide(state: &State, command: Command, day: &Day<'_>) -> Result<Vec<Event>, Rejection> {
    let fact = match command {
        Command::Pay(command) => return payment::pay(state, command, day),
        Command::AdoptPolicy(command) => rules::adopt_policy(state, command, day),
        Command::EndPolicy(command) => rules::end_policy(state, command, day),
        Command::AdoptLimits(command) => rules::adopt_limits(&command),
        Command::AppointApprover(command) => approvers::appoint(command, day),
        Command::DismissApprover(command) => approvers::dismiss(state, command, day),
        Command::DelegateApproval(command) => approvers::delegate(state, command, day),
        Command::RevokeDelegation(command) => approvers::revoke(state, command, day),
        Command::DeclareInterest(command) => approvers::declare(state, command, day),
        Command::TellNeed(command) => allocation::tell_need(state, command, day),
        Command::DecideAllocation(command) => allocation::decide(state, command, day),
        Command::ReduceAllocation(command) => allocation::reduce(state, command, day),
        Command::MakeRequest(command) => request::make(state, command, day),
        Command::AmendRequest(command) => request::amend(state, command, day),
        Command::WithdrawRequest(command) => request::withdraw(state, &command, day),
        Command::ApproveRequest(command) => approval::approve(state, command, day),
        Command::HoldRequest(command) => approval::hold(state, &command, day),
        Command::RefuseRequest(command) => approval::refuse(state, &command, day),
        Command::ReversePayment(command) => payment::reverse(state, command, day),
        Command::SettleAdvance(command) => advance::settle(state, command, day),
        Command::HandOver(command) => delivery::hand_over(state, command, day),
        Command::SignReceipt(command) => delivery::sign(state, command, day),
        Command::ConfirmLocally(command) => delivery::confirm(state, command, day),
    };
    Ok(vec![fact?.into()])
}

/// A name or the number of a decision, without the blanks around it.
fn text(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > NAME_LIMIT {
        return Err(Refusal::TextLength { limit: NAME_LIMIT });
    }
    Ok(text.to_owned())
}

/// What follows on something of the day `since` is not dated before it.
fn not_before(since: Date, on: Date) -> Result<(), Refusal> {
    if on < since { Err(Refusal::DatedBefore { given: on, since }) } else { Ok(()) }
}

fn not_below_zero(amount: Vnd) -> Result<(), Refusal> {
    if amount < Vnd::ZERO { Err(Refusal::AmountBelowZero { amount }) } else { Ok(()) }
}

/// A figure of what is free, as a message shows it: nothing rather than less than nothing.
fn shown(left: i128) -> Vnd {
    vnd(left.max(0))
}
