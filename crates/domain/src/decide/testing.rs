//! Given these commands, when this one, then that: the harness of the rules' tests.

use jiff::civil::{Date, date};

use crate::command::{AddAccount, Command, LineContent, On, OpenFund, RecordReceipt, ReverseReceipt};
use crate::decide::{Decided, Given};
use crate::event::{DonorKind, Earmark, Event, ReversalReason};
use crate::ids::{Actor, ReceiptNo};
use crate::money::Vnd;
use crate::rejection::Rejection;
use crate::rights::{Action, Role};
use crate::state::State;
use crate::{books, giving};

pub(crate) const DAY: Date = date(2024, 9, 10);
pub(crate) const BANK: &str = "vietcombank:0011001932418";
pub(crate) const CASH: &str = "cash:main";

/// Somebody who may give the command, on that day: `operator:t-test` where the operator may, else the first who may.
pub(crate) fn actor_for(command: &Command) -> Actor {
    let roles = command.action().roles();
    let role = roles.iter().find(|role| **role == Role::Operator).or(roles.first()).unwrap();
    // Whoever signs or grants is another person than whoever made it.
    let other = matches!(command.action(), Action::SignCorrections | Action::DecideErasure);
    let person = if other { "t-sign" } else { "t-test" };
    format!("{}:{person}", role.name()).parse().unwrap()
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
        let by = actor_for(&command);
        match decided(&state, command) {
            Ok(facts) => facts.iter().for_each(|fact| state.evolve(&by, fact.effective_on, &fact.event)),
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
        (decided, then) => {
            let (refused, expected) = (decided.err(), then.err());
            for text in refused.iter().flat_map(|refused| [refused.vi(), refused.en()]) {
                assert!(text.ends_with('.'), "{refused:?} says what to do in both languages: {text:?}");
            }
            assert_eq!(refused, expected);
        }
    }
}

pub(crate) use super::statement::tests::garbled;

/// A gift by hand on [`DAY`].
pub(crate) fn receipt(account: &str, dong: i64) -> Command {
    receipt_on(DAY, account, dong)
}

pub(crate) fn receipt_on(effective_on: Date, account: &str, dong: i64) -> Command {
    Command::RecordReceipt(RecordReceipt {
        account: account.parse().unwrap(),
        amount: Vnd::new(dong),
        donor: DonorKind::Person,
        earmark: None,
        document_on: None,
        effective_on,
        reference: None,
        row: None,
        said: None,
    })
}

/// Money of which nobody can tell yet what it is.
pub(crate) fn unidentified(account: &str, dong: i64) -> Command {
    match receipt(account, dong) {
        Command::RecordReceipt(gift) => {
            Command::RecordReceipt(RecordReceipt { donor: DonorKind::Unidentified, ..gift })
        }
        other => other,
    }
}

/// A gift that is tied to a purpose.
pub(crate) fn receipt_for(account: &str, dong: i64, purpose: &str) -> Command {
    match receipt(account, dong) {
        Command::RecordReceipt(gift) => {
            Command::RecordReceipt(RecordReceipt { earmark: Some(earmark(purpose)), ..gift })
        }
        other => other,
    }
}

pub(crate) fn earmark(purpose: &str) -> Earmark {
    Earmark { beneficiary: None, place: None, purpose: Some(purpose.parse().unwrap()) }
}

pub(crate) fn reversal(number: u64) -> Command {
    reversal_on(DAY, number)
}

pub(crate) fn reversal_on(effective_on: Date, number: u64) -> Command {
    let (receipt, reason) = (ReceiptNo::new(number), ReversalReason::WrongAmount);
    Command::ReverseReceipt(ReverseReceipt { receipt, reason, effective_on, row: None })
}

/// A statement of [`BANK`] with these lines on one day.
pub(crate) fn import(lines: &[LineContent]) -> Command {
    import_on(DAY, lines)
}

pub(crate) fn import_on(day: Date, lines: &[LineContent]) -> Command {
    super::statement::tests::import_on(day, BANK, lines)
}

pub(crate) fn debit(dong: i64) -> LineContent {
    LineContent::Debit { amount: Vnd::new(dong), fee: false }
}

pub(crate) fn books(command: books::Command) -> Command {
    books_on(DAY, command)
}

pub(crate) fn books_on(effective_on: Date, command: books::Command) -> Command {
    Command::Books(On { effective_on, command })
}

pub(crate) fn giving(command: giving::Command) -> Command {
    Command::Giving(On { effective_on: DAY, command })
}
