//! Who may say what, who answers, what is shown.

use super::super::Outcome;
use super::*;
use crate::command::{CloseFund, On};
use crate::decide::testing::{DAY, after, check, opened, receipt};
use crate::decide::{Decided, Given};
use crate::ids::{Actor, FindingNo, ReceiptNo, RowNo};
use crate::oversight::{self, FindingKind, RaiseFinding};

const FIRST: MessageNo = MessageNo::new(1);
const ROW: Option<RowNo> = Some(RowNo::new(1));

fn on(command: Command) -> crate::Command {
    crate::Command::Inbox(On { effective_on: DAY, command })
}

fn message(kind: Kind, may_show: bool) -> TakeMessage {
    TakeMessage { about: None, kind, may_show, row: ROW }
}

fn taken(kind: Kind) -> crate::Command {
    on(Command::TakeMessage(message(kind, true)))
}

fn about(about: About) -> crate::Command {
    on(Command::TakeMessage(TakeMessage { about: Some(about), ..message(Kind::Other, false) }))
}

fn answer(outcome: Outcome) -> AnswerMessage {
    AnswerMessage { finding: None, message: FIRST, outcome, public: true, row: ROW }
}

fn answered(outcome: Outcome) -> crate::Command {
    on(Command::AnswerMessage(answer(outcome)))
}

fn published(question: bool, answer: bool) -> crate::Command {
    on(Command::PublishMessage(PublishMessage { answer, message: FIRST, question }))
}

/// As one who is named, not as the first who may.
fn decided(state: &State, actor: &str, command: crate::Command) -> Result<Vec<Decided>, Rejection> {
    let actor: Actor = actor.parse().unwrap();
    crate::decide(state, command, Given { actor: &actor, today: DAY }).map(Iterator::collect)
}

/// What each of them hears, in order; whoever is not refused changes the state.
#[track_caller]
fn story(given: Vec<crate::Command>, steps: Vec<(&str, crate::Command, Result<(), Rejection>)>) -> State {
    let mut state = after([opened(), given].concat());
    for (actor, command, then) in steps {
        let shown = format!("{actor} {command:?}");
        let facts = decided(&state, actor, command);
        assert_eq!(facts.as_ref().map(drop).map_err(Clone::clone), then, "{shown}");
        let by: Actor = actor.parse().unwrap();
        for fact in facts.unwrap_or_default() {
            state.evolve(&by, fact.effective_on, &fact.event);
        }
    }
    state
}

#[test]
fn an_irregularity_is_answered_by_the_supervision_and_a_wish_by_those_who_keep_the_books() {
    let no = |refusal: Refusal| Err(refusal.into());
    let state = story(
        vec![],
        vec![
            ("public:web", taken(Kind::Irregularity), Ok(())),
            ("treasurer:t", answered(Outcome::Explained), no(Refusal::ForSupervision(FIRST))),
            ("chief-accountant:c", published(true, false), no(Refusal::ForSupervision(FIRST))),
            ("auditor:a", answered(Outcome::Checking), Ok(())),
            ("auditor:a", answered(Outcome::Done), Ok(())),
            ("auditor:a", answered(Outcome::Done), no(Refusal::MessageSettled(FIRST))),
        ],
    );
    assert_eq!(state.inbox.open().count(), 0);
    let private = AnswerMessage { public: false, ..answer(Outcome::Done) };
    story(
        vec![],
        vec![
            ("treasurer:t", taken(Kind::Name), Ok(())),
            ("auditor:a", answered(Outcome::Done), no(Refusal::ForTheBooks(FIRST))),
            ("treasurer:t", answered(Outcome::Done), no(Refusal::NotForPublic(FIRST))),
            ("treasurer:t", on(Command::AnswerMessage(private)), Ok(())),
            ("treasurer:t", published(false, true), no(Refusal::NotForPublic(FIRST))),
        ],
    );
}

#[test]
fn the_public_may_say_something_and_nothing_else() {
    let mut state = after(opened());
    for command in [answered(Outcome::Done), published(true, true), receipt("cash:main", 1000)] {
        let refused = decided(&state, "public:web", command).unwrap_err();
        assert!(matches!(refused, Rejection::NotAllowed { .. }), "{refused:?}");
    }
    // A closed fund is still answerable.
    let close = crate::Command::CloseFund(CloseFund { effective_on: DAY });
    state.evolve(
        &"operator:o".parse().unwrap(),
        DAY,
        &decided(&state, "operator:o", close).unwrap()[0].event,
    );
    assert_eq!(decided(&state, "public:web", taken(Kind::Other)).map(|facts| facts.len()), Ok(1));
}

#[test]
fn a_giver_speaks_of_the_own_gift_alone() {
    let own = |number| about(About::Receipt(ReceiptNo::new(number)));
    let refused = || Err(Refusal::NotOwnGift.into());
    let gifts = vec![receipt("cash:main", 1000), receipt("cash:main", 2000)];
    let steps = vec![
        ("donor:r-2", own(2), Ok(())),
        ("donor:r-2", own(1), refused()),
        ("donor:r-2", taken(Kind::Other), refused()),
    ];
    let state = story(gifts, steps);
    assert_eq!(state.inbox.public_on(DAY), 1);
}

#[test]
fn a_flood_is_stopped_at_the_public_door_alone() {
    let mut state = after(opened());
    let by: Actor = "public:web".parse().unwrap();
    for _ in 0..MESSAGES_A_DAY {
        let facts = decided(&state, "public:web", taken(Kind::Other)).unwrap();
        state.evolve(&by, DAY, &facts[0].event);
    }
    let refused = decided(&state, "public:web", taken(Kind::Other));
    assert_eq!(refused, Err(Refusal::TooManyToday.into()));
    assert!(decided(&state, "treasurer:t", taken(Kind::Other)).is_ok());
    assert_eq!(
        (state.inbox.public_on(DAY), state.inbox.public_on(DAY.tomorrow().unwrap())),
        (MESSAGES_A_DAY, 0)
    );
}

#[test]
fn nothing_is_shown_that_its_sender_did_not_agree_to() {
    let closed = on(Command::TakeMessage(message(Kind::Other, false)));
    let no = |refusal: Refusal| Err(refusal.into());
    let state = story(
        vec![],
        vec![
            ("public:web", closed, Ok(())),
            ("treasurer:t", published(true, false), no(Refusal::SenderDisagrees(FIRST))),
            ("treasurer:t", published(false, true), no(Refusal::NotAnswered(FIRST))),
            ("treasurer:t", published(false, false), no(Refusal::ShownAlready(FIRST))),
            ("treasurer:t", answered(Outcome::Explained), Ok(())),
            ("treasurer:t", published(false, false), Ok(())),
        ],
    );
    assert_eq!(state.inbox.message(FIRST).map(|message| message.shown), Some((false, false)));
    // A wish is never shown, whatever box was ticked.
    let said = MessageTaken { about: None, kind: Kind::Erasure, may_show: false, message: FIRST, row: ROW };
    check(vec![], taken(Kind::Erasure), Ok(vec![Said::MessageTaken(said).into()]));
}

#[test]
fn what_cannot_be_is_refused() {
    let voucher = About::Voucher("PT-2024-00009".parse().unwrap());
    let gift = About::Receipt(ReceiptNo::new(2));
    let empty = on(Command::TakeMessage(TakeMessage { row: None, ..message(Kind::Other, false) }));
    let silent = on(Command::AnswerMessage(AnswerMessage { row: None, ..answer(Outcome::Done) }));
    let finding = FindingNo::new(3);
    let tied = on(Command::AnswerMessage(AnswerMessage { finding: Some(finding), ..answer(Outcome::Done) }));
    let first = taken(Kind::Other);
    for (given, when, refusal) in [
        (vec![], empty, Refusal::NoText),
        (vec![], about(voucher.clone()), Refusal::AboutUnknown(voucher)),
        (vec![receipt("cash:main", 5000)], about(gift.clone()), Refusal::AboutUnknown(gift)),
        (vec![first.clone()], silent, Refusal::NoText),
        (vec![first.clone()], tied, Refusal::FindingUnknown(finding)),
    ] {
        let state = after([opened(), given].concat());
        assert_eq!(decided(&state, "treasurer:t", when), Err(refusal.clone().into()));
        assert!(refusal.vi().ends_with('.') && refusal.en().ends_with('.'), "{refusal:?}");
    }
    let state = after(opened());
    let unknown = Err(Refusal::MessageUnknown(FIRST).into());
    assert_eq!(decided(&state, "treasurer:t", answered(Outcome::Done)), unknown);
}

#[test]
fn a_finding_may_be_about_a_message_that_there_is() {
    let raised = |number| {
        let about = oversight::Subject::Message(MessageNo::new(number));
        let raise = RaiseFinding { about, due_on: None, kind: FindingKind::Question, row: None };
        crate::Command::Oversight(On { effective_on: DAY, command: oversight::Command::RaiseFinding(raise) })
    };
    let state = after([opened(), vec![taken(Kind::Irregularity)]].concat());
    assert!(decided(&state, "auditor:a", raised(1)).is_ok());
    let unknown = oversight::Refusal::SubjectUnknown(oversight::Subject::Message(MessageNo::new(2)));
    assert_eq!(decided(&state, "auditor:a", raised(2)), Err(unknown.into()));
}
