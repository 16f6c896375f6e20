//! A bank statement's lines become receipts, movements and quarantined lines, all or none.
//!
//! Which lines the books hold already is settled before: the command brings only the new ones.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Decided, bank_account, business_day, fits, open_fund, positive, takes_entries};
use crate::command::{CreditNature, ImportStatement, LineContent, StatementLine};
use crate::event::{
    BankFacts, BankMovementRecorded, Direction, DonorKind, Earmark, Event, LineQuarantined, MovementKind,
    ReceiptRecorded, StatementImported,
};
use crate::giving::{GiftCode, Window, code_key};
use crate::ids::{AccountId, QuarantineNo, ReceiptNo, RowNo, StatementNo};
use crate::money::Vnd;
use crate::rejection::{LINES_LIMIT, REFERENCE_LIMIT, Rejection};
use crate::state::{AccountState, State};

pub(super) fn import(state: &State, command: ImportStatement, today: Date) -> Result<Booking, Rejection> {
    open_fund(state)?;
    let balance = bank_account(state, &command.account)?.balance;
    if command.lines.is_empty() && command.known == 0 {
        return Err(Rejection::StatementEmpty);
    }
    if command.lines.len() > LINES_LIMIT {
        return Err(Rejection::StatementTooLong);
    }
    business_day(command.first.0, today)?;
    business_day(command.last.0, today)?;
    of_this_account(state, &command)?;
    let latest = command.lines.iter().map(|line| line.date).max().unwrap_or(command.last.0);
    takes_entries(state, &command.account, latest)?;
    command
        .lines
        .iter()
        .try_fold(balance, |balance, line| checked(line).and_then(|line| line.moves(balance)))?;
    let quarantined =
        command.lines.iter().filter(|line| matches!(line.content, LineContent::Quarantine { .. }));
    let quarantined = u32::try_from(quarantined.count()).unwrap_or(u32::MAX);
    let end = summary(&command, state.next_statement(), quarantined);
    let open_from = state.books.open_from();
    let last = command.last.0;
    Ok(Booking {
        open_from,
        windows: state.giving.windows().to_vec(),
        codes: state.giving.codes().clone(),
        account: command.account,
        receipt: state.next_receipt(),
        item: state.next_quarantined(),
        statement: state.next_statement(),
        lines: command.lines.into_iter(),
        end: Some(Decided {
            effective_on: open_from.map_or(last, |open| last.max(open)),
            event: Event::StatementImported(end),
        }),
    })
}

/// The bank's profile, and a file that no other account holds.
fn of_this_account(state: &State, command: &ImportStatement) -> Result<(), Rejection> {
    let (profile, account) = (&command.profile, &command.account);
    let layout = profile.as_str().strip_prefix(account.bank());
    if !layout.is_some_and(|rest| rest.is_empty() || rest.starts_with('-')) {
        return Err(Rejection::ProfileOfOtherBank { profile: profile.clone(), account: account.clone() });
    }
    let holds = |other: &&AccountState| other.id != *account && other.files.contains(&command.digest);
    match state.accounts().iter().find(holds) {
        Some(other) => Err(Rejection::StatementOfOtherAccount(other.id.clone())),
        None => Ok(()),
    }
}

fn checked(line: &StatementLine) -> Result<&StatementLine, Rejection> {
    match &line.bank.reference {
        Some(text) if text.chars().count() > REFERENCE_LIMIT => Err(Rejection::ReferenceTooLong),
        _ => Ok(line),
    }
}

impl StatementLine {
    /// The balance after the line; a quarantined one moves nothing yet.
    fn moves(&self, balance: i128) -> Result<i128, Rejection> {
        let (amount, direction) = match self.content {
            LineContent::Credit { amount, .. } => (amount, Direction::Credit),
            LineContent::Debit { amount, .. } => (amount, Direction::Debit),
            LineContent::Quarantine { .. } => return Ok(balance),
        };
        positive(amount)?;
        fits(balance, direction.signed(amount), amount)
    }
}

/// The facts of an import, made line by line.
#[derive(Debug)]
pub(super) struct Booking {
    account: AccountId,
    /// Lines of closed days are entered on this one, with their own day beside it.
    open_from: Option<Date>,
    windows: Vec<Window>,
    codes: BTreeMap<String, GiftCode>,
    receipt: ReceiptNo,
    item: QuarantineNo,
    statement: StatementNo,
    lines: std::vec::IntoIter<StatementLine>,
    end: Option<Decided>,
}

impl Iterator for Booking {
    type Item = Decided;

    fn next(&mut self) -> Option<Decided> {
        match self.lines.next() {
            Some(line) => {
                let effective_on = self.open_from.map_or(line.date, |open| line.date.max(open));
                Some(Decided { effective_on, event: self.book(line, effective_on) })
            }
            None => self.end.take(),
        }
    }
}

impl Booking {
    fn book(&mut self, line: StatementLine, effective_on: Date) -> Event {
        let StatementLine { date, bank, content, row } = line;
        let booked_on = Some(date).filter(|day| *day != effective_on);
        let bank = BankFacts { booked_on, statement: Some(self.statement), ..bank };
        match content {
            LineContent::Credit { amount, nature: CreditNature::Gift(donor) } => {
                self.gift(date, amount, donor, (bank, row))
            }
            LineContent::Credit { amount, nature: CreditNature::Interest } => {
                self.movement(amount, MovementKind::Interest, bank, row)
            }
            LineContent::Debit { amount, fee: true } => self.movement(amount, MovementKind::Fee, bank, row),
            LineContent::Debit { amount, fee: false } => {
                self.movement(amount, MovementKind::Payment, bank, row)
            }
            LineContent::Quarantine { amount, candidates, direction, reason, shown_by_balance } => {
                let item = self.item;
                self.item = item.next();
                let account = self.account.clone();
                Event::LineQuarantined(LineQuarantined {
                    account,
                    amount,
                    bank,
                    candidates,
                    direction,
                    item,
                    reason,
                    row,
                    shown_by_balance,
                })
            }
        }
    }

    fn gift(
        &mut self,
        day: Date,
        amount: Vnd,
        donor: DonorKind,
        (bank, row): (BankFacts, Option<RowNo>),
    ) -> Event {
        let earmark = self.earmark(bank.code.as_deref());
        let held = !self.windows.is_empty() && !self.windows.iter().any(|window| window.holds(day));
        let receipt = self.receipt;
        self.receipt = receipt.next();
        Event::ReceiptRecorded(ReceiptRecorded {
            account: self.account.clone(),
            amount,
            bank: Some(bank),
            donor,
            earmark,
            document_on: None,
            held,
            voucher: None,
            quarantine: None,
            receipt,
            row,
        })
    }

    /// What the code in its memo says that a gift is tied to.
    fn earmark(&self, code: Option<&str>) -> Option<Earmark> {
        self.codes.get(&code_key(code?)).and_then(|declared| declared.earmark.clone())
    }

    fn movement(&self, amount: Vnd, kind: MovementKind, bank: BankFacts, row: Option<RowNo>) -> Event {
        let account = self.account.clone();
        Event::BankMovementRecorded(BankMovementRecorded {
            account,
            amount,
            bank,
            kind,
            quarantine: None,
            row,
        })
    }
}

fn summary(command: &ImportStatement, statement: StatementNo, quarantined: u32) -> StatementImported {
    let new = u32::try_from(command.lines.len()).unwrap_or(u32::MAX);
    StatementImported {
        account: command.account.clone(),
        breaks: command.breaks,
        closing: command.closing,
        digest: command.digest.clone(),
        first: command.first.0,
        first_time: command.first.1,
        known: command.known,
        last: command.last.0,
        last_time: command.last.1,
        lines: new.saturating_add(command.known),
        recorded: new.saturating_sub(quarantined),
        opening: command.opening,
        printed: command.printed.clone(),
        profile: command.profile.clone(),
        quarantined,
        statement,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::testing::{BANK, CASH, DAY, after, check, earmark, giving, opened};
    use super::*;
    use crate::command::Command;
    use crate::event::QuarantineReason;

    pub(crate) fn import_of(account: &str, contents: &[LineContent]) -> Command {
        import_on(DAY, account, contents)
    }

    pub(crate) fn import_on(day: Date, account: &str, contents: &[LineContent]) -> Command {
        let line = |content: &LineContent| StatementLine {
            date: day,
            bank: BankFacts { reference: Some("1111.22222".into()), ..BankFacts::default() },
            content: content.clone(),
            row: None,
        };
        Command::ImportStatement(ImportStatement {
            account: account.parse().unwrap(),
            digest: "00".repeat(32),
            profile: "vietcombank".parse().unwrap(),
            first: (day, None),
            last: (day, None),
            opening: None,
            closing: None,
            breaks: 0,
            known: 0,
            lines: contents.iter().map(line).collect(),
            printed: Vec::new(),
        })
    }

    pub(crate) fn credit(dong: i64) -> LineContent {
        LineContent::Credit { amount: Vnd::new(dong), nature: CreditNature::Gift(DonorKind::Person) }
    }

    pub(crate) fn garbled(shown: Option<i64>) -> LineContent {
        LineContent::Quarantine {
            amount: None,
            candidates: Vec::new(),
            direction: Direction::Credit,
            reason: QuarantineReason::AmountGarbled,
            shown_by_balance: shown.map(Vnd::new),
        }
    }

    #[test]
    fn gifts_fees_interest_and_doubtful_lines_are_booked_as_what_they_are() {
        let interest = LineContent::Credit { amount: Vnd::new(7), nature: CreditNature::Interest };
        let fee = LineContent::Debit { amount: Vnd::new(11), fee: true };
        let paid = LineContent::Debit { amount: Vnd::new(30), fee: false };
        let lines = [credit(100), credit(100), interest, fee, paid, garbled(Some(5))];
        let state = after([opened(), vec![import_of(BANK, &lines)]].concat());
        assert_eq!(state.accounts()[0].balance, 100 + 100 + 7 - 11 - 30);
        assert_eq!(state.next_receipt(), ReceiptNo::new(3));
        assert_eq!(state.next_quarantined(), QuarantineNo::new(2));
        assert_eq!(state.next_statement(), StatementNo::new(2));
        assert_eq!(state.accounts()[0].booked.len(), 6);
    }

    #[test]
    fn a_statement_goes_into_one_account_of_its_bank() {
        const OTHER: &str = "vietcombank:9999";
        let account = OTHER.parse().unwrap();
        let add = Command::AddAccount(crate::AddAccount { account, published: true, effective_on: DAY });
        let given = vec![add, import_of(BANK, &[credit(1)])];
        let first = Rejection::StatementOfOtherAccount(BANK.parse().unwrap());
        check(given, import_of(OTHER, &[credit(1)]), Err(first));
        let account: AccountId = "bidv:12345".parse().unwrap();
        let add = Command::AddAccount(crate::AddAccount {
            account: account.clone(),
            published: true,
            effective_on: DAY,
        });
        let profile = "vietcombank".parse().unwrap();
        let other = Rejection::ProfileOfOtherBank { profile, account };
        check(vec![add], import_of("bidv:12345", &[credit(1)]), Err(other));
    }

    #[test]
    fn one_wrong_line_refuses_the_whole_statement() {
        check(
            vec![],
            import_of(BANK, &[credit(100), credit(0)]),
            Err(Rejection::AmountNotPositive(Vnd::ZERO)),
        );
        check(
            vec![],
            import_of(BANK, &[credit(i64::MAX), credit(1)]),
            Err(Rejection::AmountTooLarge(Vnd::new(1))),
        );
        check(vec![], import_of(BANK, &[]), Err(Rejection::StatementEmpty));
        check(vec![], import_of(CASH, &[credit(1)]), Err(Rejection::AccountIsCash(CASH.parse().unwrap())));
    }

    #[test]
    fn a_code_in_the_memo_ties_the_gift_and_a_quarantined_line_keeps_it() {
        use crate::giving::{Command as Giving, DeclareGiftCode};
        let houses = Some(earmark("houses"));
        let code = DeclareGiftCode { code: "dt21-nha".parse().unwrap(), earmark: houses.clone() };
        let mut import = import_of(BANK, &[credit(100), credit(7), garbled(Some(5))]);
        if let Command::ImportStatement(import) = &mut import {
            for place in [0, 2] {
                import.lines[place].bank.code = Some("DT21 NHA".into());
            }
        }
        let confirmed = Command::ConfirmQuarantined(crate::ConfirmQuarantined {
            item: QuarantineNo::new(1),
            amount: None,
            donor: DonorKind::Person,
        });
        let state =
            after([opened(), vec![giving(Giving::DeclareGiftCode(code)), import, confirmed]].concat());
        assert_eq!(state.pots.of(houses.as_ref()).balance(), 105);
        assert_eq!(state.pots.of(None).balance(), 7);
    }
}
