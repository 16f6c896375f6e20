//! Given these commands, when this one, then that: the harness of the rules' tests.

use jiff::civil::{Date, date};

use crate::command::{AddAccount, Command, OpenFund};
use crate::event::Event;
use crate::rejection::Rejection;
use crate::state::State;

pub(super) const DAY: Date = date(2024, 9, 10);
pub(super) const BANK: &str = "vietcombank:0011001932418";
pub(super) const CASH: &str = "cash:main";

/// A fund with one bank account and one cash box.
pub(super) fn opened() -> Vec<Command> {
    let mut commands = vec![Command::OpenFund(OpenFund {
        fund: "yagi-2024".parse().unwrap(),
        name: "Quỹ thử".into(),
        effective_on: DAY,
    })];
    commands.extend([BANK, CASH].map(|account| {
        let account = account.parse().unwrap();
        Command::AddAccount(AddAccount { account, published: true, effective_on: DAY })
    }));
    commands
}

/// The state after `given`, each of which must be accepted.
#[track_caller]
pub(super) fn after(given: Vec<Command>) -> State {
    let mut state = State::default();
    for command in given {
        let shown = format!("{command:?}");
        match super::decide(&state, command, DAY) {
            Ok(facts) => facts.for_each(|fact| state.evolve(fact.effective_on, &fact.event)),
            Err(rejection) => panic!("given {shown}: {rejection}"),
        }
    }
    state
}

/// After the opened fund and `given`, `when` makes exactly `then`.
#[track_caller]
pub(super) fn check(given: Vec<Command>, when: Command, then: Result<Vec<Event>, Rejection>) {
    let state = after([opened(), given].concat());
    let decided =
        super::decide(&state, when, DAY).map(|facts| facts.map(|fact| fact.event).collect::<Vec<_>>());
    match (decided, then) {
        (Ok(decided), Ok(then)) => assert_eq!(decided, then),
        (decided, then) => assert_eq!(decided.err(), then.err()),
    }
}
