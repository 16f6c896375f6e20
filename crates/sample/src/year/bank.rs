//! The accounts at banks whose statements bring the gifts: what happens on them, the statements as the banks print them,
//! and what an import makes of each, so that the author's books stay those of the ledger.

use std::fmt::Write as _;

use domain::{
    AccountId, BankFacts, Command, ConfirmQuarantined, CreditNature, Direction, DonorKind, Event,
    ImportStatement, LineContent, PrintedEntry, QuarantineNo, QuarantineReason, ReceiptNo, StatementLine,
    Vnd,
};
use jiff::civil::{Date, Time};
use statements::memo::{Charge, MemoRules};
use statements::{Line, Profiles, Quarantined, Statement, read_statement};

use super::author::{Author, Mistake, Told, Who};
use super::{BankStatement, Step, Texts};
use crate::print::{Sheet, print};
use crate::random::Random;
use crate::truth::{self, Booking, Place};

/// Profile, account number, how many gifts.
const BANKS: [(&str, &str, usize); 3] = [
    ("vietcombank", "0691000214587", 13_400),
    ("agribank", "6500201036921", 6_900),
    ("bidv", "65110000287436", 3_700),
];

/// What lay on each account when the year began.
pub(super) const OPENING: i64 = 12_500_000;

/// The accounts with statements.
pub(super) struct Bank {
    pub(super) accounts: Vec<Kept>,
    /// Receipts that statements brought and of which nobody can tell whose they are.
    pub(super) unknown: Vec<ReceiptNo>,
    profiles: Profiles,
    rules: MemoRules,
}

/// One account: what is still to be printed, and the balance of its last statement.
pub(super) struct Kept {
    pub(super) id: AccountId,
    profile: &'static str,
    number: &'static str,
    ahead: Vec<Booking>,
    printed: i64,
    statements: u32,
}

impl Bank {
    pub(super) fn new() -> Told<Self> {
        let wrong = |error: statements::ConfigError| Mistake::Statement(error.to_string().into());
        let kept = |(profile, number, _): (&'static str, &'static str, usize)| {
            let id = format!("{profile}:{number}").parse()?;
            Ok(Kept { id, profile, number, ahead: Vec::new(), printed: OPENING, statements: 0 })
        };
        let accounts = BANKS.into_iter().map(kept).collect::<Told<Vec<_>>>()?;
        let rules = MemoRules::bundled().map_err(wrong)?;
        Ok(Self { accounts, unknown: Vec::new(), profiles: Profiles::bundled().map_err(wrong)?, rules })
    }

    /// Draws the gifts of the whole window, and answers with their sum.
    pub(super) fn draw(&mut self, random: &mut Random, first: Date, days: u64) -> i64 {
        for (kept, (profile, number, count)) in self.accounts.iter_mut().zip(BANKS) {
            kept.ahead = truth::draw(random, &Place { profile, number, first, days }, count);
        }
        self.ahead()
    }

    /// What will still come in by statements.
    pub(super) fn ahead(&self) -> i64 {
        let credits = self.accounts.iter().flat_map(|kept| &kept.ahead).filter(|booking| booking.credit);
        credits.map(|booking| booking.amount).fold(0, i64::saturating_add)
    }

    /// A large gift of an enterprise on one of the accounts.
    pub(super) fn large(&mut self, random: &mut Random, account: usize, first: Date, days: u64, amount: i64) {
        if let Some(kept) = self.accounts.get_mut(account) {
            let place = Place { profile: kept.profile, number: kept.number, first, days };
            kept.ahead.push(truth::large(random, &place, amount));
        }
    }

    /// Money that the fund itself moves out of an account: the bank prints it too.
    pub(super) fn moved_out(&mut self, account: usize, date: Date, amount: i64, reference: &str) {
        if let Some(kept) = self.accounts.get_mut(account) {
            kept.ahead.push(Booking {
                date,
                time: Time::constant(16, 30, 0, 0),
                credit: false,
                amount,
                reference: reference.to_owned(),
                memo: "CHUYEN TIEN VE TAI KHOAN TIEP NHAN TAI KHO BAC".to_owned(),
                account: String::new(),
                name: String::new(),
                garbled: false,
            });
        }
    }
}

impl Kept {
    /// What the bank prints up to and including a day: the balance before it, and the bookings.
    fn take(&mut self, through: Date) -> (i64, Vec<Booking>) {
        self.ahead.sort_by_key(|booking| (booking.date, booking.time));
        let count = self.ahead.partition_point(|booking| booking.date <= through);
        let part: Vec<_> = self.ahead.drain(..count).collect();
        let before = self.printed;
        let signed = |booking: &Booking| {
            if booking.credit { booking.amount } else { booking.amount.saturating_neg() }
        };
        self.printed = part.iter().map(signed).fold(before, i64::saturating_add);
        (before, part)
    }
}

impl Author {
    /// The statement of an account up to and including a day is fetched, imported, its doubtful lines confirmed.
    pub(super) fn import(&mut self, account: usize, through: Date) -> Told {
        let Some(kept) = self.bank.accounts.get_mut(account) else { return Ok(()) };
        let (opening, part) = kept.take(through);
        if part.is_empty() {
            return Ok(());
        }
        kept.statements = kept.statements.saturating_add(1);
        let (profile, number, id) = (kept.profile, kept.number, kept.id.clone());
        let file_name = format!("{profile}-2021-{:02}.csv", kept.statements);
        let bytes = print(&Sheet { profile, number, opening, reprint: false }, &part).text.into_bytes();
        let items = self.imported(&id, &file_name, &bytes, profile)?;
        let actor = Who::Treasurer.actor()?;
        self.steps.push(Step::Statement(BankStatement { account: id, actor, bytes, file_name, profile }));
        for item in items {
            let confirm = ConfirmQuarantined { item, amount: None, donor: DonorKind::Person };
            self.say(Who::Treasurer, Command::ConfirmQuarantined(confirm), Vec::<Texts>::new())?;
        }
        Ok(())
    }

    /// The last printed balance of an account.
    pub(super) fn printed(&self, account: usize) -> i64 {
        self.bank.accounts.get(account).map_or(0, |kept| kept.printed)
    }

    fn imported(
        &mut self,
        id: &AccountId,
        file: &str,
        bytes: &[u8],
        profile: &str,
    ) -> Told<Vec<QuarantineNo>> {
        let wrong = |what: String| Mistake::Statement(what.into());
        let layout = self.bank.profiles.get(profile).map_err(|error| wrong(error.en()))?;
        let statement = read_statement(bytes, file, layout).map_err(|error| wrong(error.to_string()))?;
        let command = self.command(id, &statement)?;
        let actor = Who::Treasurer.actor()?;
        let events = self.decide(&actor, &Command::ImportStatement(command), &[])?;
        let mut items = Vec::new();
        for event in &events {
            match event {
                Event::LineQuarantined(line) => items.push(line.item),
                Event::ReceiptRecorded(receipt) if receipt.donor == DonorKind::Unidentified => {
                    self.bank.unknown.push(receipt.receipt);
                }
                _ => {}
            }
        }
        Ok(items)
    }

    fn command(&self, id: &AccountId, statement: &Statement) -> Told<ImportStatement> {
        let (mut lines, mut printed) = (Vec::new(), Vec::new());
        for (index, line) in statement.lines.iter().enumerate() {
            match self.in_books(id, statement.text(line.reference), line.amount) {
                Some(place) => printed.push(PrintedEntry { bank: facts(statement, line), place }),
                None => lines.push(self.line(statement, index, line)),
            }
        }
        let (first, last) = statement.period.ok_or(Mistake::Missing("period"))?;
        let held = statement.lines.len().saturating_sub(lines.len());
        Ok(ImportStatement {
            account: id.clone(),
            digest: hex(&statement.sha256),
            profile: statement.profile.parse()?,
            first,
            last,
            opening: statement.control.opening,
            closing: statement.control.closing,
            breaks: u32::try_from(statement.control.breaks.len()).unwrap_or(u32::MAX),
            known: u32::try_from(held).unwrap_or(u32::MAX),
            lines,
            printed,
        })
    }

    /// Money that the fund moved stands in the books before the bank prints it, under the same reference.
    fn in_books(&self, id: &AccountId, reference: &str, amount: Option<Vnd>) -> Option<u32> {
        let booked = self.state.account(id).into_iter().flat_map(|account| &account.booked);
        let same = |line: &domain::Booked| {
            line.statement.is_none() && line.amount == amount && line.reference.as_deref() == Some(reference)
        };
        (0_u32..).zip(booked).find(|(_, line)| same(line)).map(|(place, _)| place)
    }

    fn line(&self, statement: &Statement, index: usize, line: &Line) -> StatementLine {
        let doubtful = statement.quarantine.iter().find(|entry| entry.index == index);
        let content = match (line.amount, doubtful) {
            (Some(amount), None) => self.certain(statement, line, amount),
            (amount, doubtful) => LineContent::Quarantine {
                amount,
                candidates: Vec::new(),
                direction: Direction::Credit,
                reason: QuarantineReason::AmountGarbled,
                shown_by_balance: doubtful.and_then(shown),
            },
        };
        StatementLine { date: line.date, bank: facts(statement, line), content, row: None }
    }

    fn certain(&self, statement: &Statement, line: &Line, amount: Vnd) -> LineContent {
        let text = |span| statement.text(span);
        if line.direction == statements::Direction::Debit {
            let fee = matches!(self.bank.rules.charge(text(line.memo)), Some(Charge::Fee | Charge::Tax));
            return LineContent::Debit { amount, fee };
        }
        let rules = &self.bank.rules;
        let told = rules.read(text(line.memo), text(line.counter_name), text(line.counter_account));
        LineContent::Credit { amount, nature: CreditNature::Gift(told.kind) }
    }
}

/// What the bank printed about a line.
fn facts(statement: &Statement, line: &Line) -> BankFacts {
    let reference = Some(statement.text(line.reference).to_owned());
    let reference = reference.filter(|text| !text.is_empty());
    BankFacts { balance: line.balance, reference, time: line.time, ..BankFacts::default() }
}

/// What the balance proves of a line, without its sign.
fn shown(entry: &Quarantined) -> Option<Vnd> {
    let shown = entry.shown_by_balance?;
    if shown < Vnd::ZERO { shown.checked_neg() } else { Some(shown) }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a `String` cannot fail.
        let _written = write!(text, "{byte:02x}");
        text
    })
}
