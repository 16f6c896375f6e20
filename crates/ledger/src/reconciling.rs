//! A bank account beside its statement: what stands in the book and not at the bank, at the bank and not in the book, and
//! the balance that the bank printed at the end of each day.

use std::collections::BTreeMap;

use domain::books::Reconciliation;
use domain::{AccountId, AccountState, Booked, BookedAs, Direction, QuarantineNo, State, Vnd};
use jiff::civil::Date;

use crate::error::LedgerError;
use crate::ledger::Ledger;

/// See the module. Sums are in đồng.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What the book says at the end of the day.
    pub booked: i128,
    /// What the last statement printed on or before the day, and on which day.
    pub printed: Option<(Date, Vnd)>,
    /// Entries of the book that no statement has printed.
    pub unprinted: Vec<Booked>,
    /// What the unprinted entries explain of "printed less booked".
    pub explained: i128,
    /// Lines of statements that wait for a person; they are in no balance.
    pub waiting: Vec<(QuarantineNo, Booked, Option<Vnd>)>,
    /// Money that a statement took out and that nothing explains yet; it is in the balance.
    pub unexplained: Vec<Booked>,
    /// The last comparison.
    pub last: Option<Reconciliation>,
    /// Whether the book still says what it said then.
    pub holds: bool,
    /// Days with a printed balance up to the day, newest first.
    pub days: Vec<Assertion>,
}

/// What the bank printed at the end of a day, beside the book. Sums are in đồng.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The day.
    pub day: Date,
    /// What the bank printed behind its last line of that day.
    pub printed: i128,
    /// What the book says at its end.
    pub booked: i128,
    /// Of the difference, what unprinted entries and waiting lines explain.
    pub explained: i128,
}

impl Assertion {
    /// Printed less booked.
    pub fn difference(&self) -> i128 {
        self.printed.saturating_sub(self.booked)
    }

    /// Whether nothing of the difference is left to be explained.
    pub fn holds(&self) -> bool {
        self.difference() == self.explained
    }
}

/// So many days are compared.
const DAYS: usize = 62;

impl Ledger {
    /// A bank account beside its statement at the end of a day; none for a cash box or an account that is not the fund's.
    pub fn compare(&self, account: &AccountId, through: Date) -> Result<Option<Comparison>, LedgerError> {
        self.rules(|state| {
            let known = state.account(account)?;
            (account.kind() == domain::AccountKind::Bank).then(|| compare(state, known, through))
        })
    }
}

fn compare(state: &State, account: &AccountState, through: Date) -> Comparison {
    let unprinted: Vec<Booked> = account.unprinted(through).cloned().collect();
    let waiting: Vec<_> = waiting(state, account, through);
    let unexplained = account.booked.iter().filter(|line| {
        line.what == BookedAs::Movement && line.direction == Direction::Debit && line.date <= through
    });
    let last = state.books.reconciled(&account.id);
    let days = assertions(account, through, &unprinted, &waiting);
    Comparison {
        booked: account.days.balance(through),
        printed: days.first().map(|day| (day.day, Vnd::new(i64::try_from(day.printed).unwrap_or_default()))),
        explained: unprinted.iter().fold(0, |sum: i128, line| sum.saturating_sub(signed(line, None))),
        unexplained: unexplained.cloned().collect(),
        holds: last.is_some_and(|last| account.days.balance(last.through) == i128::from(last.booked.dong())),
        last,
        unprinted,
        waiting,
        days,
    }
}

fn waiting(state: &State, account: &AccountState, through: Date) -> Vec<(QuarantineNo, Booked, Option<Vnd>)> {
    let all = state.waiting().filter_map(|item| Some((item, state.quarantined(item)?)));
    let here = all.filter(|(_, (of, line, _))| of.id == account.id && line.date <= through);
    here.map(|(item, (_, line, known))| (item, line.clone(), known.amount)).collect()
}

fn signed(line: &Booked, shown: Option<Vnd>) -> i128 {
    line.amount.or(shown).map_or(0, |amount| line.direction.signed(amount))
}

/// The lines of a statement stand in the order in which the bank booked them, so the last one of a day closes it.
fn assertions(
    account: &AccountState,
    through: Date,
    unprinted: &[Booked],
    waiting: &[(QuarantineNo, Booked, Option<Vnd>)],
) -> Vec<Assertion> {
    let mut printed: BTreeMap<Date, (Option<jiff::civil::Time>, Vnd)> = BTreeMap::new();
    for line in account.booked.iter().filter(|line| line.statement.is_some() && line.date <= through) {
        let Some(balance) = line.balance else { continue };
        let known = printed.entry(line.date).or_insert((line.time, balance));
        if line.time >= known.0 {
            *known = (line.time, balance);
        }
    }
    let days = printed.into_iter().rev().take(DAYS);
    days.map(|(day, (_, balance))| {
        let own = unprinted.iter().filter(|line| line.date <= day);
        let own = own.fold(0_i128, |sum, line| sum.saturating_sub(signed(line, None)));
        let held = waiting.iter().filter(|(_, line, _)| line.date <= day);
        let held = held.fold(0_i128, |sum, (_, line, shown)| sum.saturating_add(signed(line, *shown)));
        Assertion {
            day,
            printed: balance.dong().into(),
            booked: account.days.balance(day),
            explained: own.saturating_add(held),
        }
    })
    .collect()
}

impl Comparison {
    /// Printed less booked, where the paper says `printed`.
    pub fn difference(&self, printed: Vnd) -> i128 {
        i128::from(printed.dong()).saturating_sub(self.booked)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::AccountKind;
    use jiff::civil::date;
    use sample::year::Year;

    use super::*;

    /// A year whose months were reconciled: what was on its way then is told line by line now.
    pub(crate) fn what_was_reconciled_holds_and_the_bank_s_balances_are_the_book_s(year: &Year) {
        let last = date(2021, 12, 31);
        let state = &year.state;
        let mut compared = 0;
        for account in state.accounts().iter().filter(|account| account.id.kind() == AccountKind::Bank) {
            let found = compare(state, account, last);
            assert_eq!(found.booked, account.days.balance(last), "{}", account.id);
            assert!(found.last.is_some() && found.holds, "{}", account.id);
            assert!(found.days.windows(2).all(|pair| pair[0].day > pair[1].day));
            if let Some((day, printed)) = found.printed {
                compared += 1;
                assert_eq!(found.days[0].day, day);
                assert_eq!(found.difference(printed), i128::from(printed.dong()) - found.booked);
            }
        }
        assert!(compared > 0);
    }

    #[test]
    fn a_day_holds_where_all_of_its_difference_is_explained() {
        let day =
            |printed, booked, explained| Assertion { day: date(2021, 9, 1), printed, booked, explained };
        assert!(day(90, 100, -10).holds() && day(100, 100, 0).holds());
        assert!(!day(90, 100, 0).holds() && !day(100, 100, -10).holds());
    }
}
