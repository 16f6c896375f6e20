//! What the books hold of an account already, in the form that the matching asks for.

use domain::{AccountId, Booked, BookedAs, State};
use jiff::ToSpan;
use statements::matching::{Coverage, Known, Match, match_lines};
use statements::{Direction, Statement};
use vault::Row;

use crate::error::LedgerError;
use crate::ledger::Ledger;

/// The account that a statement belongs to.
pub(super) fn account(
    state: &State,
    statement: &Statement,
    given: Option<AccountId>,
) -> Result<AccountId, LedgerError> {
    let bank = &statement.profile;
    let printed = statement.account.as_deref();
    match (given, printed) {
        (Some(given), Some(printed)) if given.number() != printed => {
            Err(LedgerError::OtherAccount { given, printed: format!("{bank}:{printed}") })
        }
        (Some(given), _) => Ok(given),
        (None, Some(printed)) => format!("{bank}:{printed}")
            .parse()
            .map_err(|_| LedgerError::WhichAccount { bank: bank.clone(), accounts: printed.to_owned() }),
        (None, None) => only_account(state, bank),
    }
}

fn only_account(state: &State, bank: &str) -> Result<AccountId, LedgerError> {
    let accounts: Vec<_> = state.accounts().iter().filter(|account| account.id.bank() == bank).collect();
    match accounts.as_slice() {
        [account] => Ok(account.id.clone()),
        [] => Err(LedgerError::NoAccount { bank: bank.to_owned() }),
        several => {
            let names: Vec<_> = several.iter().map(|account| account.id.as_str()).collect();
            Err(LedgerError::WhichAccount { bank: bank.to_owned(), accounts: names.join(", ") })
        }
    }
}

/// Whether this very file was imported before.
pub(super) fn imported(state: &State, account: &AccountId, digest: &str) -> bool {
    state.account(account).is_some_and(|account| account.files.iter().any(|file| file == digest))
}

/// A bank prints a payment at times some days after it was entered.
const LATE: i64 = 7;

/// The account's lines of the days that a statement touches, with their memos; and what was entered by hand shortly before
/// and is not printed yet.
pub(super) struct Lines<'a> {
    booked: Vec<(usize, &'a Booked)>,
    rows: Vec<Row<'static>>,
    coverage: Vec<Coverage>,
    all: &'a [Booked],
}

impl<'a> Lines<'a> {
    pub(super) fn of(
        ledger: &Ledger,
        state: &'a State,
        account: &AccountId,
        statement: &Statement,
    ) -> Result<Self, LedgerError> {
        let (all, coverage) = match state.account(account) {
            Some(account) => (account.booked.as_slice(), account.coverage.as_slice()),
            None => (&[][..], &[][..]),
        };
        let period = statement.period.map(|(first, last)| first.0..=last.0);
        let touched = |line: &Booked| {
            period.as_ref().is_some_and(|period| {
                let (first, last) = (*period.start(), *period.end());
                let waits = is_own(line)
                    && (first.saturating_sub(LATE.days())..=last.saturating_add(1.day()))
                        .contains(&line.date);
                period.contains(&line.date) || waits
            })
        };
        let booked: Vec<_> =
            all.iter().enumerate().filter(|(_, line)| touched(line) && stands(state, line)).collect();
        let rows = booked.iter().map(|(_, line)| ledger.row(line.row)).collect::<Result<_, _>>()?;
        let coverage = coverage.iter().map(|period| Coverage {
            first: (period.first, period.first_time),
            last: (period.last, period.last_time),
        });
        Ok(Self { booked, rows, coverage: coverage.collect(), all })
    }

    /// Says of each line of the statement whether the books hold it.
    pub(super) fn compare(&self, statement: &Statement) -> Vec<Match> {
        let known: Vec<_> = self.booked.iter().zip(&self.rows).map(|(line, row)| known(*line, row)).collect();
        match_lines(statement, &known, &self.coverage)
    }

    /// The place of a payment or move entered by hand, under its identity.
    pub(super) fn own(&self, identity: u64) -> Option<u32> {
        let line = self.all.get(usize::try_from(identity).ok()?)?;
        u32::try_from(identity).ok().filter(|_| is_own(line))
    }

    /// What the line of that identity was booked as.
    pub(super) fn what(&self, identity: u64) -> Option<BookedAs> {
        let place = usize::try_from(identity).ok()?;
        self.all.get(place).map(|line| line.what)
    }
}

/// A receipt entered by hand and reversed is no longer a line that a statement could bring again. One from a statement
/// is: the bank goes on printing it. A line that somebody took for no transaction is looked at again.
fn stands(state: &State, line: &Booked) -> bool {
    match line.what {
        BookedAs::ManualReceipt(number) => {
            state.receipt(number).is_some_and(|(_, receipt)| !receipt.reversed)
        }
        BookedAs::Quarantine(item) => state.quarantined(item).is_none_or(|(_, _, line)| !line.no_transaction),
        BookedAs::Told => false,
        BookedAs::Receipt(_)
        | BookedAs::Movement
        | BookedAs::Charge
        | BookedAs::Payment(_)
        | BookedAs::PaymentReversal(_)
        | BookedAs::Moved(_)
        | BookedAs::Settlement => true,
    }
}

/// Made by the fund itself, entered by hand, and not printed by a statement yet.
fn is_own(line: &Booked) -> bool {
    line.statement.is_none() && line.what.is_own()
}

fn known<'a>((place, line): (usize, &'a Booked), row: &'a Row<'static>) -> Known<'a> {
    let by_hand = line.statement.is_none();
    Known {
        identity: place as u64,
        import: line.statement.and_then(|statement| u32::try_from(statement.get()).ok()).unwrap_or(0),
        date: line.date,
        time: line.time,
        direction: match line.direction {
            domain::Direction::Credit => Direction::Credit,
            domain::Direction::Debit => Direction::Debit,
        },
        amount: line.amount,
        balance: line.balance,
        reference: line.reference.as_deref().unwrap_or_default(),
        // The bank's own words for a payment entered by hand are not kept; its other facts are, once printed.
        memo: if by_hand && row.memo.is_empty() { &row.name } else { &row.memo },
        by_hand,
        own: is_own(line),
    }
}
