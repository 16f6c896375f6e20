//! The rules: may this command happen, and which facts does it make?
//!
//! One file a part of the life of a gift, with its rules and their tests. A rule reads the state and answers;
//! it changes nothing.

mod fund;
mod quarantine;
mod receipt;
mod statement;

#[cfg(test)]
pub(crate) mod testing;

use jiff::civil::Date;

use crate::command::{Command, On};
use crate::event::{Earmark, Event};
use crate::ids::{AccountId, AccountKind, Actor};
use crate::money::Vnd;
use crate::rejection::Rejection;
use crate::state::{AccountState, State};
use crate::{books, giving, goods, inbox, network, oversight, privacy, relief, rights};

pub(crate) use receipt::{negative_of, standing};

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
    Few(std::vec::IntoIter<Decided>),
    Import(Box<statement::Booking>),
}

impl Iterator for Facts {
    type Item = Decided;

    fn next(&mut self) -> Option<Decided> {
        match &mut self.0 {
            Source::One(fact) => fact.take().map(|fact| *fact),
            Source::Few(facts) => facts.next(),
            Source::Import(booking) => booking.next(),
        }
    }
}

impl From<Decided> for Facts {
    fn from(fact: Decided) -> Self {
        Self(Source::One(Some(Box::new(fact))))
    }
}

impl From<Vec<Decided>> for Facts {
    fn from(facts: Vec<Decided>) -> Self {
        Self(Source::Few(facts.into_iter()))
    }
}

/// Who asks, and when: what comes in at the edge.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Who gives the command.
    pub actor: &'a Actor,
    /// The day in Vietnam.
    pub today: Date,
}

/// What a part's rules know beside state and command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Day<'a> {
    /// Who gives the command.
    pub(crate) actor: &'a Actor,
    /// The business day of the command.
    pub(crate) on: Date,
    /// The day in Vietnam.
    pub(crate) today: Date,
}

/// What `command` makes of `state`. All checks are done when this returns: taking the facts cannot fail.
pub fn decide(state: &State, command: Command, given: Given<'_>) -> Result<Facts, Rejection> {
    rights::check(given.actor, command.action())?;
    let today = given.today;
    let fact = match command {
        Command::OpenFund(command) => fund::open(state, command, today),
        Command::CloseFund(command) => fund::close(state, &command, today),
        Command::AddAccount(command) => fund::add_account(state, command, today),
        Command::RecordReceipt(command) => return receipt::record(state, command, today).map(Facts::from),
        Command::ReverseReceipt(command) => {
            return receipt::reverse(state, &command, today).map(Facts::from);
        }
        Command::IdentifyReceipt(command) => receipt::identify(state, command, today),
        Command::ImportStatement(command) => {
            let booking = statement::import(state, command, today)?;
            return Ok(Facts(Source::Import(Box::new(booking))));
        }
        Command::ConfirmQuarantined(command) => quarantine::confirm(state, &command),
        Command::DismissQuarantined(command) => quarantine::dismiss(state, &command, today),
        Command::Books(on) => return part(state, on, given, books::decide),
        Command::Giving(on) => return part(state, on, given, giving::decide),
        Command::Goods(on) => return part(state, on, given, goods::decide),
        Command::Network(on) => return part(state, on, given, network::decide),
        Command::Oversight(on) => return part(state, on, given, oversight::decide),
        Command::Inbox(on) => return outside(state, on, given, inbox::decide),
        Command::Privacy(on) => return outside(state, on, given, privacy::decide),
        Command::CompleteErasure(command) => privacy::complete(state, &command, today),
        Command::Relief(on) => return part(state, on, given, relief::decide),
    };
    fact.map(Facts::from)
}

/// A rule of a part: its facts count on the command's business day.
type Rule<C> = fn(&State, C, &Day<'_>) -> Result<Vec<Event>, Rejection>;

fn part<C>(state: &State, on: On<C>, given: Given<'_>, rule: Rule<C>) -> Result<Facts, Rejection> {
    open_fund(state)?;
    entry_day(state, on.effective_on, given.today)?;
    let day = Day { actor: given.actor, on: on.effective_on, today: given.today };
    let events = rule(state, on.command, &day)?;
    // Whatever part it is of: no money moves in an account that has ended.
    for leg in events.iter().flat_map(Event::legs) {
        takes_entries(state, leg.account, day.on)?;
    }
    let facts: Vec<_> = events.into_iter().map(|event| Decided { effective_on: day.on, event }).collect();
    Ok(facts.into())
}

/// What people outside say, and what concerns their data, moves no money: neither a closed period nor a closed fund stands
/// in its way.
fn outside<C>(state: &State, on: On<C>, given: Given<'_>, rule: Rule<C>) -> Result<Facts, Rejection> {
    if state.fund().is_none() {
        return Err(Rejection::FundNotOpen);
    }
    business_day(on.effective_on, given.today)?;
    let day = Day { actor: given.actor, on: on.effective_on, today: given.today };
    let events = rule(state, on.command, &day)?;
    let facts: Vec<_> = events.into_iter().map(|event| Decided { effective_on: day.on, event }).collect();
    Ok(facts.into())
}

/// The fund is open and takes entries.
pub(crate) fn open_fund(state: &State) -> Result<(), Rejection> {
    match state.fund() {
        None => Err(Rejection::FundNotOpen),
        Some(fund) if state.is_closed() => Err(Rejection::FundClosed(fund.clone())),
        Some(_) => Ok(()),
    }
}

/// Before this day nothing can have happened in a fund of today: the year is mistyped.
const FIRST_DAY: Date = Date::constant(2000, 1, 1);

/// A business day that can be: not mistyped, not to come.
pub(crate) fn business_day(given: Date, today: Date) -> Result<(), Rejection> {
    if given > today {
        Err(Rejection::DateInFuture { given, today })
    } else if given < FIRST_DAY {
        Err(Rejection::DateTooEarly(given))
    } else {
        Ok(())
    }
}

/// A business day that can be, and lies in no closed period.
pub(crate) fn entry_day(state: &State, given: Date, today: Date) -> Result<(), Rejection> {
    business_day(given, today)?;
    match state.books.open_from() {
        Some(open_from) if given < open_from => Err(books::Refusal::PeriodClosed { given, open_from }.into()),
        _ => Ok(()),
    }
}

/// The account has not ended by that day.
pub(crate) fn takes_entries(state: &State, account: &AccountId, on: Date) -> Result<(), Rejection> {
    match state.books.ended(account) {
        Some(end) if on > end => {
            Err(books::Refusal::AccountEnded { account: account.clone(), on: end }.into())
        }
        _ => Ok(()),
    }
}

/// What a gift is tied to names something, and its place is in the register.
pub(crate) fn earmark_known(state: &State, earmark: Option<&Earmark>, on: Date) -> Result<(), Rejection> {
    match earmark {
        Some(Earmark { beneficiary: None, place: None, purpose: None }) => Err(Rejection::EarmarkEmpty),
        Some(Earmark { place: Some(place), .. }) => Ok(state.network.known_area(place, on)?),
        _ => Ok(()),
    }
}

/// As [`earmark_known`], in a fund that has a register of areas; one that keeps none takes any place.
fn earmark_can_be(state: &State, earmark: Option<&Earmark>, on: Date) -> Result<(), Rejection> {
    match earmark {
        Some(Earmark { place: Some(_), .. }) if state.network.areas().next().is_none() => Ok(()),
        _ => earmark_known(state, earmark, on),
    }
}

pub(crate) fn known_account<'a>(state: &'a State, id: &AccountId) -> Result<&'a AccountState, Rejection> {
    state.account(id).ok_or_else(|| Rejection::AccountUnknown(id.clone()))
}

pub(crate) fn bank_account<'a>(state: &'a State, id: &AccountId) -> Result<&'a AccountState, Rejection> {
    match id.kind() {
        AccountKind::Bank => known_account(state, id),
        AccountKind::Cash => Err(Rejection::AccountIsCash(id.clone())),
    }
}

pub(crate) fn positive(amount: Vnd) -> Result<(), Rejection> {
    if amount.is_positive() { Ok(()) } else { Err(Rejection::AmountNotPositive(amount)) }
}

/// The balance stays printable as an amount after `dong` more.
pub(crate) fn fits(balance: i128, dong: i128, amount: Vnd) -> Result<i128, Rejection> {
    let after = balance.saturating_add(dong);
    if i64::try_from(after).is_ok() { Ok(after) } else { Err(Rejection::AmountTooLarge(amount)) }
}
