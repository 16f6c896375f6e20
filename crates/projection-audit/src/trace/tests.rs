//! A random year: the index answers as somebody would who reads the whole log for every question.

use std::collections::BTreeMap;

use domain::Recorded;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use projection_balances::{Balances, BookAccount, Postings, Turnover};

use super::*;
use crate::tests::whole_year::a_year;
use crate::tests::year::Dice;

fn traced(log: &[Recorded]) -> Trace {
    let mut trace = Trace::default();
    for recorded in log {
        trace.apply(recorded);
    }
    trace
}

fn all() -> Moment {
    Moment { known: u64::MAX, first: None, last: None }
}

#[test]
fn a_kind_is_called_as_in_the_log() {
    for recorded in a_year(3, 2_000) {
        let json = serde_json::to_value(&recorded.event).unwrap();
        let (outer, inner) = json.as_object().and_then(|object| object.iter().next()).unwrap();
        let kind = kind(&recorded.event);
        let of_a_part = PARTS.iter().any(|(part, ..)| part == outer);
        let name = if of_a_part { inner.as_object().unwrap().keys().next().unwrap() } else { outer };
        assert_eq!(kind.name, name);
        assert!(PARTS.iter().any(|(part, ..)| *part == kind.part));
    }
}

#[test]
fn what_an_event_moved_is_what_it_posted() {
    let log = a_year(11, 3_000);
    let (trace, mut postings) = (traced(&log), Postings::default());
    for recorded in &log {
        let mut expected = Vec::new();
        postings.next(&recorded.event, &mut |posting| {
            expected.push((posting.debit, posting.credit, i64::try_from(posting.amount).unwrap()));
        });
        let moved = trace.moved(recorded.position).into_iter();
        let moved: Vec<_> =
            moved.map(|moved| (moved.debit.clone(), moved.credit.clone(), moved.amount)).collect();
        assert_eq!(moved, expected);
        let listed = trace.listed(recorded.position).unwrap();
        assert_eq!((listed.effective_on, &listed.actor), (recorded.meta.effective_on, &recorded.meta.actor));
        let largest = expected.iter().map(|(_, _, amount)| amount.abs()).max();
        assert!(largest.is_none() || listed.amount == largest);
    }
    assert!(trace.listed(trace.position()).is_none());
}

/// What a moment says, by reading the whole log.
fn naive(log: &[Recorded], moment: Moment) -> BTreeMap<BookAccount, Turnover> {
    let (mut sums, mut postings) = (BTreeMap::<_, Turnover>::new(), Postings::default());
    for recorded in log.iter().filter(|recorded| recorded.position < moment.known) {
        let on = recorded.meta.effective_on;
        let counts =
            moment.first.is_none_or(|first| on >= first) && moment.last.is_none_or(|last| on <= last);
        postings.next(&recorded.event, &mut |posting| {
            if counts {
                let (debit, credit) = (
                    Turnover { debit: posting.amount, credit: 0 },
                    Turnover { debit: 0, credit: posting.amount },
                );
                sums.entry(posting.debit).or_default().add(debit);
                sums.entry(posting.credit).or_default().add(credit);
            }
        });
    }
    sums.retain(|_, sum| *sum != Turnover::default());
    sums
}

#[test]
fn any_moment_is_told_without_the_log() {
    let (log, mut dice) = (a_year(5, 2_000), Dice(5));
    let trace = traced(&log);
    for _ in 0..60 {
        let [known, first, last] = [2_100, 12, 12].map(|limit| dice.below(limit));
        let day = |month: u64| date(2021, i8::try_from(month + 1).unwrap(), 15);
        let moment =
            Moment { known, first: (first > 3).then(|| day(first)), last: (last > 3).then(|| day(last)) };
        let shown: BTreeMap<_, _> =
            trace.turnovers(moment).into_iter().map(|(of, sum)| (of.clone(), sum)).collect();
        assert_eq!(shown, naive(&log, moment), "{moment:?}");
        for (account, turnover) in &shown {
            let (count, entries) = trace.entries(account, moment, 0, usize::MAX);
            let side = |of: &dyn Fn(&Moved<'_>) -> bool| {
                entries.iter().filter(|entry| of(entry)).map(|entry| i128::from(entry.amount)).sum::<i128>()
            };
            assert_eq!(count, entries.len());
            assert_eq!(side(&|entry| entry.debit == account), turnover.debit);
            assert_eq!(side(&|entry| entry.credit == account), turnover.credit);
        }
    }
}

#[test]
fn the_present_figures_are_the_running_balances_and_a_difference_is_what_lies_between() {
    let log = a_year(9, 2_500);
    let trace = traced(&log);
    let mut balances = Balances::default();
    for recorded in &log {
        balances.apply(recorded);
    }
    let now = trace.figures(all());
    for line in balances.lines().chain(balances.memo_lines()) {
        let figure = now.figures.get(&Of::Account(line.account.clone())).copied().unwrap_or(0);
        assert_eq!(figure, line.balance, "{:?}", line.account);
    }
    let then = trace.figures(Moment { known: 1_000, ..all() });
    let changed = changes(&then, &now);
    assert!(changed.iter().all(|change| change.difference() != 0));
    let events: i128 =
        changed.iter().filter(|change| matches!(change.of, Of::Events(_))).map(Change::difference).sum();
    assert_eq!(events, i128::from(trace.position()) - 1_000);
    assert_eq!(changes(&now, &now), []);
    let left = balances.money().map(|(_, left)| left).sum::<i128>() + balances.of(&BookAccount::InTransit);
    assert_eq!(now.figures.get(&Of::Total("left")).copied().unwrap_or(0), left);
}

#[test]
fn stock_is_that_of_the_report() {
    let log = a_year(13, 2_500);
    let trace = traced(&log);
    for (known, last) in
        [(900, date(2021, 12, 31)), (2_400, date(2021, 5, 20)), (u64::MAX, date(2021, 12, 31))]
    {
        let figures = trace.figures(Moment { known, first: None, last: Some(last) }).figures;
        let stock = figures.iter().filter(|(of, _)| matches!(of, Of::Stock { .. }));
        let shown: BTreeMap<_, _> = stock
            .map(|(of, quantity)| match of {
                Of::Stock { item, warehouse } => ((item.clone(), warehouse.clone()), *quantity),
                _ => unreachable!(),
            })
            .collect();
        let scope = Scope { first: date(2021, 1, 1), last, known: Known::Position(known) };
        let trail = Trail::of(scope, log.iter().cloned());
        let mut expected: BTreeMap<_, i128> = BTreeMap::new();
        for moved in &trail.stock {
            *expected.entry((trail.lots[&moved.lot].item.clone(), moved.warehouse.clone())).or_default() +=
                moved.quantity;
        }
        expected.retain(|_, quantity| *quantity != 0);
        assert_eq!(shown, expected);
        assert!(!shown.is_empty());
    }
}

fn a_filter(dice: &mut Dice, trace: &Trace) -> Filter {
    let mut filter = Filter::default();
    let day = |number: u64| {
        date(2021, i8::try_from(number % 12 + 1).unwrap(), i8::try_from(number % 28 + 1).unwrap())
    };
    let kinds = trace.kinds();
    let some = |dice: &mut Dice, length: usize| usize::try_from(dice.below(length as u64)).unwrap();
    for _ in 0..=dice.below(3) {
        match dice.below(9) {
            0 => filter.kind = Some(kinds[some(dice, kinds.len())].0.name.to_owned()),
            1 => filter.part = Some(PARTS[some(dice, PARTS.len())].0.to_owned()),
            2 => filter.bank = Some(trace.banks()[some(dice, trace.banks().len())].clone()),
            3 => {
                filter.account = Some(trace.accounts()[some(dice, trace.accounts().len())].kind().to_owned());
            }
            4 => filter.effective = Range { from: Some(day(dice.below(99))), to: Some(day(dice.below(99))) },
            5 => filter.amount = Range { from: Some(500), to: (dice.below(2) == 0).then_some(90_000) },
            6 => filter.position = Range { from: Some(dice.below(900)), to: Some(dice.below(2_000)) },
            7 => filter.recorded.to = Timestamp::from_second(i64::try_from(dice.below(2_000)).unwrap()).ok(),
            _ => filter.receipt = Some(ReceiptNo::new(dice.below(500))),
        }
    }
    filter
}

/// Whether a filter means an event, asked of the event alone.
fn means(filter: &Filter, trace: &Trace, listed: &Listed) -> bool {
    let within = |on: Date| {
        filter.effective.from.is_none_or(|from| on >= from) && filter.effective.to.is_none_or(|to| on <= to)
    };
    let accounts: Vec<_> = trace
        .moved(listed.position)
        .into_iter()
        .flat_map(|moved| [moved.debit.clone(), moved.credit.clone()])
        .collect();
    let bank = |bank: &AccountId| {
        listed.account.as_ref() == Some(bank) || accounts.contains(&BookAccount::Money(bank.clone()))
    };
    let amount = listed.amount.unwrap_or(0);
    filter.kind.as_ref().is_none_or(|kind| kind == listed.kind.name)
        && filter.part.as_ref().is_none_or(|part| part == listed.kind.part)
        && filter.bank.as_ref().is_none_or(bank)
        && filter.account.as_ref().is_none_or(|kind| accounts.iter().any(|account| account.kind() == kind))
        && within(listed.effective_on)
        && filter.amount.from.is_none_or(|from| amount >= from)
        && filter.amount.to.is_none_or(|to| amount <= to)
        && filter.position.from.is_none_or(|from| listed.position >= from)
        && filter.position.to.is_none_or(|to| listed.position <= to)
        && filter.recorded.to.is_none_or(|to| listed.recorded_at <= to)
        && filter.receipt.is_none_or(|receipt| receipt.get() == listed.receipt.map_or(0, ReceiptNo::get))
}

#[test]
fn a_filter_lets_through_what_it_means() {
    let (log, mut dice) = (a_year(21, 2_000), Dice(21));
    let trace = traced(&log);
    let mut found = 0;
    for _ in 0..300 {
        let filter = a_filter(&mut dice, &trace);
        let selected = trace.select(&filter).unwrap();
        let listed = (0..trace.position()).map(|position| trace.listed(position).unwrap());
        let expected: Vec<_> =
            listed.filter(|listed| means(&filter, &trace, listed)).map(|listed| listed.position).collect();
        assert_eq!(selected.rising(0).collect::<Vec<_>>(), expected, "{filter:?}");
        assert_eq!(selected.count(), expected.len());
        assert!(selected.falling(u64::MAX).eq(expected.iter().rev().copied()));
        found += expected.len();
    }
    assert!(found > 1_000);
    let nowhere = Filter { account: Some("gold".into()), ..Filter::default() };
    assert_eq!(trace.select(&nowhere), Err(UnknownAccount));
}
