//! A day, a month or a year is closed: only when it is over, in turn, and when nothing of it is left to do.

use jiff::civil::{Date, date};

use super::super::{ClosePeriod, Event as Kept, PeriodClosed, Refusal, Span};
use super::account::vnd;
use crate::decide::Day;
use crate::ids::{AccountId, AccountKind, QuarantineNo};
use crate::rejection::Rejection;
use crate::state::{AccountState, State};
use crate::voucher::VoucherNo;

/// What keeps a period open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A correction without the chief accountant's signature.
    Signature(VoucherNo),
    /// A bank line that waits for a person.
    Decision(QuarantineNo),
    /// A cash box with money that was not counted on the last day, or has changed on that day since.
    CashCount(AccountId),
    /// A bank account with movements that was not reconciled through the last day, or has changed since.
    Reconciliation(AccountId),
}

pub(super) fn close(state: &State, command: &ClosePeriod, day: &Day<'_>) -> Result<Kept, Rejection> {
    let ClosePeriod { last, span } = *command;
    if last > day.on || last >= day.today {
        return Err(Refusal::NotOverYet { last, on: day.on }.into());
    }
    in_turn(state, last, span)?;
    let missing = left_to_do(state, last, span);
    if missing.is_empty() {
        Ok(Kept::PeriodClosed(PeriodClosed { last, span }))
    } else {
        Err(Refusal::PeriodNotReady { last, missing }.into())
    }
}

/// Days go forward; months and years end where the calendar ends them, and follow each other without a gap.
fn in_turn(state: &State, last: Date, span: Span) -> Result<(), Refusal> {
    let books = &state.books;
    let whole = match span {
        Span::Day => true,
        Span::Month => last == last.last_of_month(),
        Span::Year => last == last.last_of_year(),
    };
    if !whole {
        return Err(Refusal::PeriodNotWhole { last, span });
    }
    let day_after = |day: Date| day.tomorrow().unwrap_or(Date::MAX);
    let before = match span {
        Span::Day => books.closed_through,
        Span::Month => books.month_closed_through,
        Span::Year => books.year_closed_through,
    };
    let in_turn = match (span, before) {
        (_, None) => true,
        (Span::Day, Some(before)) => last > before,
        (Span::Month, Some(before)) => last == day_after(before).last_of_month(),
        (Span::Year, Some(before)) => last == day_after(before).last_of_year(),
    };
    // A longer period must not jump over months that were never closed, nor end before closed days.
    let months = books
        .month_closed_through
        .is_none_or(|month| span == Span::Day || last == month || last == day_after(month).last_of_month());
    let forward = books.closed_through.is_none_or(|closed| last >= closed);
    if in_turn && months && forward {
        return Ok(());
    }
    let closed = books.closed_through.unwrap_or(date(1, 1, 1));
    Err(Refusal::PeriodNotNext { last, closed, months: books.month_closed_through })
}

/// All that keeps the period that ends on `last` open: nothing where it may be closed once it is over and its turn has come.
pub fn left_to_do(state: &State, last: Date, span: Span) -> Vec<Missing> {
    let unsigned = state.books.unsigned().filter(|(_, correction)| correction.on <= last);
    let mut missing: Vec<_> = unsigned.map(|(voucher, _)| Missing::Signature(voucher)).collect();
    let of_period =
        |item: &QuarantineNo| state.quarantined(*item).is_some_and(|(_, line, _)| line.date <= last);
    missing.extend(state.waiting().filter(of_period).map(Missing::Decision));
    if span >= Span::Month {
        let accounts = state.accounts().iter().filter(|account| state.books.ended(&account.id).is_none());
        missing.extend(accounts.filter_map(|account| unchecked(state, account, last)));
    }
    missing
}

/// A count or a reconciliation holds as long as the balance that it was made on.
fn unchecked(state: &State, account: &AccountState, last: Date) -> Option<Missing> {
    let balance = vnd(account.days.balance(last));
    let id = account.id.clone();
    match id.kind() {
        AccountKind::Cash => {
            let counts = || state.books.counts().filter(|(_, count)| count.account == id && count.on == last);
            let counted = counts().any(|(_, count)| count.counted == balance);
            let empty = balance.dong() == 0 && counts().next().is_none();
            (!counted && !empty).then_some(Missing::CashCount(id))
        }
        AccountKind::Bank => {
            if !account.days.moved(state.books.month_closed_through, last) {
                return None;
            }
            let holds = state.books.reconciled(&id).is_some_and(|found| {
                found.through >= last && found.booked == vnd(account.days.balance(found.through))
            });
            (!holds).then_some(Missing::Reconciliation(id))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Command, CountCash, ReconcileAccount, SignCorrection};
    use super::*;
    use crate::decide::testing::{
        BANK, CASH, after, books, books_on, check, garbled, import_on, opened, receipt_on, reversal_on,
    };
    use crate::money::Vnd;

    const AUGUST: Date = date(2024, 8, 31);
    const DAY_IN: Date = date(2024, 8, 20);

    fn closed(last: Date, span: Span) -> crate::Command {
        books(Command::ClosePeriod(ClosePeriod { last, span }))
    }

    fn counted(dong: i64) -> crate::Command {
        let (account, counted) = (CASH.parse().unwrap(), Vnd::new(dong));
        books_on(AUGUST, Command::CountCash(CountCash { account, counted, evidence: None, row: None }))
    }

    fn reconciled(printed: i64) -> crate::Command {
        books(Command::ReconcileAccount(ReconcileAccount {
            account: BANK.parse().unwrap(),
            outstanding: Vnd::ZERO,
            printed: Vnd::new(printed),
            row: None,
            through: AUGUST,
        }))
    }

    fn signed(voucher: &str) -> crate::Command {
        books(Command::SignCorrection(SignCorrection { voucher: voucher.parse().unwrap() }))
    }

    #[test]
    fn a_period_closes_when_nothing_of_it_is_left_to_do() {
        let given = vec![
            receipt_on(DAY_IN, CASH, 100),
            receipt_on(DAY_IN, CASH, 7),
            receipt_on(DAY_IN, BANK, 40),
            reversal_on(DAY_IN, 2),
            import_on(DAY_IN, &[garbled(None)]),
        ];
        let dc = "DC-2024-00001".parse().unwrap();
        let of_day = [Missing::Signature(dc), Missing::Decision(QuarantineNo::new(1))];
        let of_month =
            [Missing::Reconciliation(BANK.parse().unwrap()), Missing::CashCount(CASH.parse().unwrap())];
        let not_ready = |missing: Vec<Missing>| Err(Refusal::PeriodNotReady { last: AUGUST, missing }.into());
        check(given.clone(), closed(AUGUST, Span::Day), not_ready(of_day.to_vec()));
        check(given.clone(), closed(AUGUST, Span::Month), not_ready([of_day, of_month.clone()].concat()));
        let dismissed = crate::Command::DismissQuarantined(crate::DismissQuarantined {
            item: QuarantineNo::new(1),
            reason: crate::DismissalReason::NoTransaction,
            same_as: None,
            effective_on: crate::decide::testing::DAY,
        });
        let day = [given, vec![signed("DC-2024-00001"), dismissed]].concat();
        after([opened(), day.clone(), vec![closed(AUGUST, Span::Day)]].concat());
        check(day.clone(), closed(AUGUST, Span::Month), not_ready(of_month.to_vec()));
        let month = [day, vec![counted(100), reconciled(40)]].concat();
        after(
            [opened(), month.clone(), vec![closed(AUGUST, Span::Day), closed(AUGUST, Span::Month)]].concat(),
        );
        let late = [month, vec![receipt_on(AUGUST, CASH, 1), receipt_on(AUGUST, BANK, 1)]].concat();
        check(late, closed(AUGUST, Span::Month), not_ready(of_month.to_vec()));
    }

    #[test]
    fn periods_are_whole_over_and_in_turn() {
        let today = crate::decide::testing::DAY;
        let july = date(2024, 7, 31);
        let next = |last, closed, months| Refusal::PeriodNotNext { last, closed, months };
        for (given, when, refusal) in [
            (vec![], closed(today, Span::Day), Refusal::NotOverYet { last: today, on: today }),
            (
                vec![],
                closed(DAY_IN, Span::Month),
                Refusal::PeriodNotWhole { last: DAY_IN, span: Span::Month },
            ),
            (vec![], closed(AUGUST, Span::Year), Refusal::PeriodNotWhole { last: AUGUST, span: Span::Year }),
            (vec![closed(AUGUST, Span::Day)], closed(DAY_IN, Span::Day), next(DAY_IN, AUGUST, None)),
            (vec![closed(AUGUST, Span::Day)], closed(july, Span::Month), next(july, AUGUST, None)),
            (
                vec![closed(date(2024, 6, 30), Span::Month)],
                closed(AUGUST, Span::Month),
                next(AUGUST, date(2024, 6, 30), Some(date(2024, 6, 30))),
            ),
            (
                vec![closed(AUGUST, Span::Month)],
                closed(AUGUST, Span::Month),
                next(AUGUST, AUGUST, Some(AUGUST)),
            ),
        ] {
            check(given, when, Err(refusal.into()));
        }
    }

    #[test]
    fn nothing_is_entered_in_a_closed_period() {
        let refusal = Refusal::PeriodClosed { given: DAY_IN, open_from: date(2024, 9, 1) };
        let given = vec![closed(AUGUST, Span::Day)];
        for when in [receipt_on(DAY_IN, CASH, 1), counted_on_day_in(), reversal_on(DAY_IN, 1)] {
            check(given.clone(), when, Err(refusal.clone().into()));
        }
        after([opened(), given, vec![receipt_on(date(2024, 9, 1), CASH, 1)]].concat());
    }

    fn counted_on_day_in() -> crate::Command {
        let (account, counted) = (CASH.parse().unwrap(), Vnd::new(1));
        books_on(DAY_IN, Command::CountCash(CountCash { account, counted, evidence: None, row: None }))
    }
}
