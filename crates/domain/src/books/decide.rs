//! The rules.

mod account;
mod closing;
mod copy;
mod counting;
mod moving;
mod report;
mod voucher;

use super::Command;
use crate::decide::Day;
use crate::event::Event;
use crate::rejection::Rejection;
use crate::state::State;

pub use closing::{Missing, left_to_do};

pub(crate) fn decide(state: &State, command: Command, day: &Day<'_>) -> Result<Vec<Event>, Rejection> {
    let event = match command {
        Command::ReceiveMoney(command) => return moving::receive(state, &command, day),
        Command::SetOpeningBalance(command) => account::open(state, command, day),
        Command::EndAccount(command) => account::end(state, command),
        Command::ReconcileAccount(command) => account::reconcile(state, command, day),
        Command::SendMoney(command) => moving::send(state, command, day),
        Command::CountCash(command) => counting::count(state, command, day),
        Command::SettleDifference(command) => counting::settle(state, command, day),
        Command::ClosePeriod(command) => closing::close(state, &command, day),
        Command::SignCorrection(command) => voucher::sign(state, &command, day),
        Command::SpoilVoucher(command) => Ok(voucher::spoil(state, command, day)),
        Command::PublishReport(command) => report::publish(state, command, day),
        Command::PublishCopy(command) => copy::publish(state, command),
        Command::WithdrawCopy(command) => copy::withdraw(state, command),
    }?;
    Ok(vec![event.into()])
}
