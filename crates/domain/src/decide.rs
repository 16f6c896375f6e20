//! The rules: may this command happen, and which facts does it make?
//!
//! One file a part of the life of a gift, with its rules and their tests. A rule reads the state and answers;
//! it changes nothing.

mod fund;
mod quarantine;
mod receipt;
mod statement;

#[cfg(test)]
mod testing;

use jiff::civil::Date;

use crate::command::Command;
use crate::event::Event;
use crate::ids::{AccountId, AccountKind};
use crate::money::Vnd;
use crate::rejection::Rejection;
use crate::state::{AccountState, State};

/// A fact, and the business day on which it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The business day.
    pub effective_on: Date,
    /// What happened.
    pub event: Event,
}

/// The facts of one command, in order. An import's facts are made one by one as they are asked for: a statement
/// of 300,000 lines never stands in memory twice.
#[derive(Debug)]
pub struct Facts(Source);

#[derive(Debug)]
enum Source {
    One(Option<Box<Decided>>),
    Import(Box<statement::Booking>),
}

impl Iterator for Facts {
    type Item = Decided;

    fn next(&mut self) -> Option<Decided> {
        match &mut self.0 {
            Source::One(fact) => fact.take().map(|fact| *fact),
            Source::Import(booking) => booking.next(),
        }
    }
}

impl From<Decided> for Facts {
    fn from(fact: Decided) -> Self {
        Self(Source::One(Some(Box::new(fact))))
    }
}

/// What `command` makes of `state`; `today` is the day in Vietnam. All checks are done when this returns: taking
/// the facts cannot fail.
pub fn decide(state: &State, command: Command, today: Date) -> Result<Facts, Rejection> {
    let fact = match command {
        Command::OpenFund(command) => fund::open(state, command, today),
        Command::CloseFund(command) => fund::close(state, &command, today),
        Command::AddAccount(command) => fund::add_account(state, command, today),
        Command::RecordReceipt(command) => receipt::record(state, command, today),
        Command::ReverseReceipt(command) => receipt::reverse(state, &command, today),
        Command::IdentifyReceipt(command) => receipt::identify(state, command, today),
        Command::ImportStatement(command) => {
            let booking = statement::import(state, command, today)?;
            return Ok(Facts(Source::Import(Box::new(booking))));
        }
        Command::ConfirmQuarantined(command) => quarantine::confirm(state, &command),
        Command::DismissQuarantined(command) => quarantine::dismiss(state, &command, today),
    };
    fact.map(Facts::from)
}

/// The fund is open and takes entries.
fn open_fund(state: &State) -> Result<(), Rejection> {
    match state.fund() {
        None => Err(Rejection::FundNotOpen),
        Some(fund) if state.is_closed() => Err(Rejection::FundClosed(fund.clone())),
        Some(_) => Ok(()),
    }
}

/// Before this day nothing can have happened in a fund of today: the year is mistyped.
const FIRST_DAY: Date = Date::constant(2000, 1, 1);

/// A business day that can be: not mistyped, not to come.
fn business_day(given: Date, today: Date) -> Result<(), Rejection> {
    if given > today {
        Err(Rejection::DateInFuture { given, today })
    } else if given < FIRST_DAY {
        Err(Rejection::DateTooEarly(given))
    } else {
        Ok(())
    }
}

fn known_account<'a>(state: &'a State, id: &AccountId) -> Result<&'a AccountState, Rejection> {
    state.account(id).ok_or_else(|| Rejection::AccountUnknown(id.clone()))
}

fn bank_account<'a>(state: &'a State, id: &AccountId) -> Result<&'a AccountState, Rejection> {
    match id.kind() {
        AccountKind::Bank => known_account(state, id),
        AccountKind::Cash => Err(Rejection::AccountIsCash(id.clone())),
    }
}

fn positive(amount: Vnd) -> Result<(), Rejection> {
    if amount.is_positive() { Ok(()) } else { Err(Rejection::AmountNotPositive(amount)) }
}

/// The balance stays printable as an amount after `dong` more.
fn fits(balance: i128, dong: i128, amount: Vnd) -> Result<i128, Rejection> {
    let after = balance.saturating_add(dong);
    if i64::try_from(after).is_ok() { Ok(after) } else { Err(Rejection::AmountTooLarge(amount)) }
}
