//! Random years of 100,000 events against two naive models: the state of the rules for money, sums by hand for goods.

use domain::{Event, State};
use jiff::civil::date;

use super::year::{ACCOUNTS, Dice, Year};
use super::{event, recorded};
use crate::{Balances, BookAccount};

#[test]
fn books_balance_whatever_happens() {
    for seed in [1, 20_210_901, 0xdead_beef, 77_777, 5] {
        one_year(seed, 20_000);
    }
}

fn one_year(seed: u64, events: u64) {
    let (mut dice, mut year) = (Dice(seed), Year::default());
    let (mut balances, mut state) = (Balances::default(), State::default());
    let opening =
        ACCOUNTS.map(|id| event(&format!(r#"{{"account_added":{{"account":"{id}","published":true}}}}"#)));
    let random = (0..events).map(|_| event(&year.next(&mut dice)));
    for (position, event) in (0..).zip(opening.into_iter().chain(random)) {
        state.evolve(&"treasurer:t-test".parse().unwrap(), date(2021, 9, 1), &event);
        balances.apply(&recorded(position, event.clone()));
        let total = balances.total();
        assert_eq!(total.debit, total.credit, "seed {seed}, event {position}: {event:?}");
    }
    for account in state.accounts() {
        let booked = balances.of(&BookAccount::Money(account.id.clone()));
        assert_eq!(booked, account.balance, "seed {seed}, {}", account.id);
    }
    for (item, value) in year.stock {
        let booked = balances.of(&BookAccount::GoodsStock(item.parse().unwrap()));
        assert_eq!(booked, value, "seed {seed}, {item}");
    }
    let memo = balances
        .memo_lines()
        .fold((0, 0), |(debit, credit), line| (debit + line.turnover.debit, credit + line.turnover.credit));
    assert!(memo.0 > 0 && memo.0 == memo.1, "seed {seed}: {memo:?}");
    assert_eq!(fund(&balances), state.pots.all().map(|(_, pot)| pot.balance()).sum::<i128>(), "seed {seed}");
}

/// What may be spent, read off the books: what the fund got, less what it gave, advanced and paid ahead.
fn fund(balances: &Balances) -> i128 {
    let sign = |account: &BookAccount| match account {
        BookAccount::Contributions(_) | BookAccount::OpeningFund(_) | BookAccount::Interest => 1,
        BookAccount::BankFees
        | BookAccount::UnexplainedPayments
        | BookAccount::Relief(_)
        | BookAccount::Cost(_)
        | BookAccount::Transferred(..)
        | BookAccount::SupplierPrepaid(_)
        | BookAccount::AdvanceToTeam(_)
        | BookAccount::ShortageLoss => -1,
        _ => 0,
    };
    balances.lines().map(|line| sign(line.account) * line.balance).sum()
}

/// An event of every vocabulary passes through: nothing that is not there yet can be forgotten in silence.
#[test]
fn what_moves_nothing_posts_nothing() {
    let opened: Event = event(r#"{"fund_opened":{"fund":"yagi-2024","name":"Quỹ"}}"#);
    assert_eq!(super::folded([opened]).lines().count(), 0);
}
