//! What an auditor asks, of books with a few hundred events.

use std::path::Path;
use std::sync::Arc;
use std::sync::PoisonError;

use domain::oversight::{ExamineEntry, Opinion};
use domain::{
    AddAccount, Command, DonorKind, On, OpenFund, ReceiptNo, RecordReceipt, ReversalReason, ReverseReceipt,
    Vnd,
};
use jiff::civil::{Date, date};
use projection_audit::trace::{Filter, Range};
use projection_balances::BookAccount;

use super::*;
use crate::{Books, Entry, Thing};

const DAY: Date = date(2024, 9, 10);
const GIFTS: i64 = 300;

fn run(ledger: &Ledger, actor: &str, command: Command) -> Uuid {
    ledger.execute(Entry::new(actor.parse().unwrap(), command, None)).unwrap().command
}

/// Opening, an account, gifts of 1 to [`GIFTS`] thousand đồng, and the reversal of the last.
fn books(data: &Path) -> (Books, Arc<Ledger>, Uuid) {
    let books = Books::open(data).unwrap();
    let fund: domain::FundId = "lu-2024".parse().unwrap();
    let ledger = books.create(&fund).unwrap();
    run(&ledger, "operator:t-1", Command::OpenFund(OpenFund { fund, name: "Quỹ".into(), effective_on: DAY }));
    let account: domain::AccountId = "bidv:12345678".parse().unwrap();
    let added = AddAccount { account: account.clone(), published: true, effective_on: DAY };
    run(&ledger, "operator:t-1", Command::AddAccount(added));
    for number in 1..=GIFTS {
        let gift = RecordReceipt {
            said: None,
            account: account.clone(),
            amount: Vnd::new(number * 1_000),
            donor: DonorKind::Person,
            earmark: None,
            document_on: None,
            effective_on: DAY,
            reference: Some(format!("FT{number:05}")),
            row: None,
        };
        run(&ledger, "treasurer:t-2", Command::RecordReceipt(gift));
    }
    let (receipt, reason) = (ReceiptNo::new(GIFTS.unsigned_abs()), ReversalReason::WrongAmount);
    let reverse = ReverseReceipt { receipt, reason, effective_on: DAY, row: None };
    let last = run(&ledger, "treasurer:t-2", Command::ReverseReceipt(reverse));
    (books, ledger, last)
}

/// All pages of a question, as positions.
fn pages(ledger: &Ledger, wanted: &Wanted) -> Vec<u64> {
    let (mut positions, mut cursor) = (Vec::new(), None);
    loop {
        let page = ledger.explore(Wanted { cursor, limit: 7, ..wanted.clone() }).unwrap();
        assert!(page.events.len() <= 7);
        positions.extend(page.events.iter().map(|event| event.position));
        cursor = page.next;
        if cursor.is_none() {
            return positions;
        }
    }
}

#[track_caller]
fn check(ledger: &Ledger, wanted: Wanted, expected: &[u64]) {
    let rising = pages(ledger, &Wanted { order: Order::Rising, ..wanted.clone() });
    assert_eq!(rising, expected);
    let mut falling = pages(ledger, &Wanted { order: Order::Falling, ..wanted });
    falling.reverse();
    assert_eq!(falling, expected);
}

#[test]
fn a_question_is_answered_page_by_page_either_way() {
    let data = tempfile::tempdir().unwrap();
    let (_books, ledger, last) = books(data.path());
    let wanted = |filter| Wanted { filter, ..Wanted::default() };
    let text = |text: &str| Wanted { text: text.into(), ..Wanted::default() };
    let all: Vec<u64> = (0..303).collect();
    check(&ledger, Wanted::default(), &all);
    check(&ledger, wanted(Filter { actor: Some("operator".into()), ..Filter::default() }), &[0, 1]);
    let amount = Range { from: Some(299_000), to: None };
    check(&ledger, wanted(Filter { amount, ..Filter::default() }), &[300, 301, 302]);
    check(&ledger, wanted(Filter { receipt: Some(ReceiptNo::new(300)), ..Filter::default() }), &[301, 302]);
    check(&ledger, text("\"FT0001"), &(11..=20).collect::<Vec<_>>());
    check(&ledger, text(&last.to_string()), &[302]);
    check(&ledger, text("nobody wrote this"), &[]);
    let voucher = Thing::Voucher("PT-2024-00001".parse().unwrap());
    check(&ledger, Wanted { thing: Some(voucher), ..Wanted::default() }, &[]);
    let unknown = wanted(Filter { account: Some("gold".into()), ..Filter::default() });
    assert!(ledger.explore(unknown).unwrap().unknown_account);
    assert_eq!(ledger.caused(last).unwrap(), Some((302, 1)));
    assert_eq!(ledger.stored(303).unwrap(), None);
}

#[test]
fn what_stood_before_a_correction_is_told_by_its_moment() {
    let data = tempfile::tempdir().unwrap();
    let (_books, ledger, _) = books(data.path());
    let gifts = |known| {
        let moment = Moment { known, ..ledger.moment_now() };
        let account = BookAccount::Contributions(None);
        ledger
            .traced(|trace| trace.figures(moment).figures[&projection_audit::trace::Of::Account(account)])
            .unwrap()
    };
    let all = i128::from((1..=GIFTS).sum::<i64>() * 1_000);
    assert_eq!((gifts(302), gifts(303)), (all, all - i128::from(GIFTS * 1_000)));
    let reversed = ledger.traced(|trace| trace.listed(302)).unwrap().unwrap();
    assert_eq!(ledger.known(AsOf::Time(reversed.recorded_at)).unwrap(), 303);
    let before = reversed.recorded_at - jiff::SignedDuration::from_micros(1);
    assert_eq!(ledger.known(AsOf::Time(before)).unwrap(), 302);
    assert!(matches!(ledger.known(AsOf::Position(304)), Err(LedgerError::BeyondHead { head: 303 })));
}

#[test]
fn an_auditor_signs_for_entries_that_are_there() {
    let data = tempfile::tempdir().unwrap();
    let (_books, ledger, _) = books(data.path());
    let examine = |position| {
        let command = ExamineEntry { opinion: Opinion::InOrder, position, sample: None, row: None };
        let on = On { effective_on: DAY, command: oversight::Command::ExamineEntry(command) };
        ledger.execute(Entry::new("auditor:t-3".parse().unwrap(), Command::Oversight(on), None))
    };
    let beyond = examine(303).unwrap_err();
    assert_eq!(beyond.code(), "finding-subject-unknown");
    examine(302).unwrap();
    let examined = ledger.rules(|state| state.oversight.examined().to_vec()).unwrap();
    assert_eq!(examined.iter().map(|examined| examined.position).collect::<Vec<_>>(), [302]);
}

#[test]
fn everything_built_anew_is_the_same_and_a_view_that_was_tampered_with_is_not() {
    let data = tempfile::tempdir().unwrap();
    let (_books, ledger, _) = books(data.path());
    let rebuilt = || {
        let (rebuild, mine) = ledger.begin_rebuild("auditor:t-3".parse().unwrap());
        assert!(mine && Arc::ptr_eq(&rebuild, &ledger.begin_rebuild("auditor:t-4".parse().unwrap()).0));
        rebuild.run(&ledger);
        assert_eq!(rebuild.progress(), (606, 606));
        rebuild.outcome().unwrap().clone().unwrap()
    };
    let first = rebuilt();
    assert!(first.is_same(), "{first:?}");
    assert_eq!((first.position, first.chain.clone()), (303, crate::hex(&ledger.head().chain)));
    {
        let mut views = ledger.views.write().unwrap_or_else(PoisonError::into_inner);
        let again = ledger.told(5).unwrap().recorded;
        views.balances.apply(&again);
    }
    let second = rebuilt();
    let other: Vec<_> = second.compared.iter().filter(|part| !part.is_same()).map(|part| part.name).collect();
    assert_eq!((other, second.root), (vec!["balances"], first.root));
}

#[test]
fn a_snapshot_rebuilt_from_zero_is_what_was_folded_before_it() {
    let data = tempfile::tempdir().unwrap();
    let (books, ledger, _) = books(data.path());
    drop((books, ledger));
    let books = Books::open(data.path()).unwrap();
    let ledger = books.funds().pop().unwrap();
    assert_eq!(books.opened()[0].1.folded, 0);
    let (rebuild, _) = ledger.begin_rebuild("auditor:t-3".parse().unwrap());
    rebuild.run(&ledger);
    let rebuilt = rebuild.outcome().unwrap().as_ref().unwrap();
    assert!(rebuilt.is_same(), "{rebuilt:?}");
}
