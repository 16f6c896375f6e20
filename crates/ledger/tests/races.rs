//! 64 clients at once on real books: who comes too late is refused, nothing is spent twice, and what was answered stands
//! after the books are opened again.
#![expect(clippy::unwrap_used, reason = "test code")]

mod races {
    pub(crate) mod fund;
}

use std::collections::BTreeMap;

use domain::relief::{Content, Outcome as End};
use domain::{IssueNo, Rejection, RequestNo};
use ledger::{Entry, LedgerError};
use races::fund::{Fund, approve, cost, entry, hand_over, household, issue, make, pay};

const CLIENTS: u64 = 64;

type Answer = Result<ledger::Outcome, LedgerError>;

/// What each client was answered: how many succeeded, and how often each refusal was given.
fn told(answers: &[Answer]) -> (usize, BTreeMap<&'static str, usize>) {
    let mut refusals = BTreeMap::new();
    for answer in answers {
        if let Err(error) = answer {
            let refusal = match error {
                LedgerError::Rejected(refusal) => Rejection::code(refusal),
                _ => "no refusal",
            };
            *refusals.entry(refusal).or_default() += 1;
        }
    }
    (answers.iter().filter(|answer| answer.is_ok()).count(), refusals)
}

#[track_caller]
fn check(answers: &[Answer], succeeded: usize, refused_as: &str) {
    let refused = answers.len() - succeeded;
    let refusals = if refused == 0 { vec![] } else { vec![(refused_as, refused)] };
    assert_eq!(told(answers), (succeeded, refusals.into_iter().collect()));
}

/// A makes it, two others approve: it is above the limit of one.
fn approved(fund: &Fund, request: u64, content: &Content) {
    fund.run("treasurer:t", make(content));
    let digest = fund.stored(request).digest;
    for who in ["approver:a", "approver:b"] {
        fund.run(who, approve(request, &digest));
    }
}

#[test]
fn of_64_who_ask_for_the_last_40_exactly_40_have_it() {
    let fund = Fund::open("cash:main", 40);
    let answers = fund.race(CLIENTS, |_| ("treasurer:t", make(&Content::Payment(cost("cash:main", 1)))));
    check(&answers, 40, "pot-too-small");
    let fund = fund.reopened(1);
    assert_eq!((fund.state().relief.requests.all_open().count(), fund.money("cash:main")), (40, 40));
}

#[test]
fn of_64_who_pay_parts_of_one_request_no_more_succeed_than_it_holds() {
    let fund = Fund::open("bidv:12345678", 1_000);
    approved(&fund, 1, &Content::Payment(cost("bidv:12345678", 100)));
    let answers = fund.race(CLIENTS, |_| ("treasurer:t", pay(1, 3)));
    // 33 times 3 leave 1, which is less than any of the others asks.
    check(&answers, 33, "request-too-small");
    let fund = fund.reopened(33);
    assert_eq!(fund.money("bidv:12345678"), 1_000 - 99);
    assert_eq!(fund.vouchers("UNC"), 33);
}

#[test]
fn of_64_who_pay_the_whole_of_one_request_one_does() {
    let fund = Fund::open("cash:main", 1_000);
    approved(&fund, 1, &Content::Payment(cost("cash:main", 100)));
    let answers = fund.race(CLIENTS, |_| ("treasurer:t", pay(1, 100)));
    check(&answers, 1, "request-closed");
    let fund = fund.reopened(1);
    assert_eq!((fund.money("cash:main"), fund.vouchers("PC")), (900, 1));
    assert_eq!(fund.state().relief.requests.outcome(RequestNo::new(1)), Some(End::Done));
}

#[test]
fn of_64_who_ask_for_the_last_cases_exactly_as_many_have_them_as_lie_there() {
    let fund = Fund::open("cash:main", 1);
    fund.stock(25);
    let answers = fund.race(CLIENTS, |_| ("treasurer:t", make(&Content::Issue(issue(1)))));
    check(&answers, 25, "stock-short");
    for request in 1..=25 {
        fund.run("approver:a", approve(request, &fund.stored(request).digest));
    }
    // And every approved request is carried out by many at once.
    let answers = fund.race(CLIENTS, |client| ("storekeeper:s", hand_over(client % 25 + 1)));
    check(&answers, 25, "request-closed");
    let fund = fund.reopened(25);
    let state = fund.state();
    assert_eq!((state.goods.all_stock().count(), fund.vouchers("PXK")), (0, 25));
    assert!(state.goods.issue(IssueNo::new(25)).is_some() && state.goods.issue(IssueNo::new(26)).is_none());
}

#[test]
fn one_person_approves_once_however_often_he_says_so() {
    let fund = Fund::open("cash:main", 1_000);
    let content = Content::Payment(cost("cash:main", 100));
    fund.run("treasurer:t", make(&content));
    let digest = fund.stored(1).digest;
    let answers = fund.race(CLIENTS, |_| ("approver:a", approve(1, &digest)));
    check(&answers, 1, "approved-already");
    assert!(!fund.stored(1).approved, "two are needed");
    let answers = fund.race(CLIENTS, |_| ("approver:b", approve(1, &digest)));
    check(&answers, 1, "approval-complete");
    let fund = fund.reopened(1);
    assert!(fund.stored(1).approved);
    assert_eq!(fund.stored(1).approvals.len(), 2);
}

#[test]
fn a_household_is_registered_once() {
    let fund = Fund::open("cash:main", 1);
    let answers = fund.race(CLIENTS, |_| ("treasurer:t", household("g-1/7")));
    let (succeeded, refusals) = told(&answers);
    assert_eq!((succeeded, refusals.values().sum::<usize>(), refusals.len()), (1, 63, 1));
    let fund = fund.reopened(1);
    assert_eq!(fund.state().network.group("g-1").unwrap().households().len(), 1);
}

#[test]
fn one_command_sent_by_64_is_one() {
    let fund = Fund::open("cash:main", 1_000);
    approved(&fund, 1, &Content::Payment(cost("cash:main", 100)));
    let one: Entry = entry("treasurer:t", pay(1, 7));
    let answers = fund.race_entries(CLIENTS, |_| one.clone());
    let answers: Vec<_> = answers.into_iter().map(Result::unwrap).collect();
    assert_eq!(answers.iter().filter(|answer| !answer.replayed).count(), 1);
    assert!(answers.iter().all(|answer| (answer.first, answer.count) == (answers[0].first, 1)));
    let fund = fund.reopened(1);
    assert_eq!((fund.money("cash:main"), fund.vouchers("PC")), (993, 1));
}
