//! Given these commands, when this one, then that: the harness of the rules' tests.

use jiff::civil::{Date, date};

use crate::command::{AddAccount, Command, OpenFund};
use crate::decide::{Decided, Given};
use crate::event::Event;
use crate::ids::Actor;
use crate::rejection::Rejection;
use crate::rights::Role;
use crate::state::State;

pub(crate) const DAY: Date = date(2024, 9, 10);
pub(crate) const BANK: &str = "vietcombank:0011001932418";
pub(crate) const CASH: &str = "cash:main";

/// Somebody who may give the command, on that day: `operator:t-test` where the operator may, else the first who may.
pub(crate) fn actor_for(command: &Command) -> Actor {
    let roles = command.action().roles();
    let role = roles.iter().find(|role| **role == Role::Operator).or(roles.first()).unwrap();
    format!("{}:t-test", role.name()).parse().unwrap()
}

/// Decides as somebody who may.
pub(crate) fn decided(state: &State, command: Command) -> Result<Vec<Decided>, Rejection> {
    let actor = actor_for(&command);
    super::decide(state, command, Given { actor: &actor, today: DAY }).map(Iterator::collect)
}

/// A fund with one bank account and one cash box.
pub(crate) fn opened() -> Vec<Command> {
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
pub(crate) fn after(given: Vec<Command>) -> State {
    let mut state = State::default();
    for command in given {
        let shown = format!("{command:?}");
        match decided(&state, command) {
            Ok(facts) => facts.iter().for_each(|fact| state.evolve(fact.effective_on, &fact.event)),
            Err(rejection) => panic!("given {shown}: {rejection}"),
        }
    }
    state
}

/// After the opened fund and `given`, `when` makes exactly `then`.
#[track_caller]
pub(crate) fn check(given: Vec<Command>, when: Command, then: Result<Vec<Event>, Rejection>) {
    let state = after([opened(), given].concat());
    let decided = decided(&state, when).map(|facts| facts.into_iter().map(|fact| fact.event).collect());
    match (decided, then) {
        (Ok::<Vec<_>, _>(decided), Ok(then)) => assert_eq!(decided, then),
        (decided, then) => assert_eq!(decided.err(), then.err()),
    }
}
