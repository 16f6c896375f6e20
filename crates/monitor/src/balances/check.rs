//! The fold, and what each event says of the books before it: the fund, running numbers, counted and reconciled balances.

use std::collections::BTreeMap;

use domain::books::Event as Books;
use domain::{AccountId, DecodeError, Event, Recorded, Series, VoucherNo};
use jiff::civil::Date;
use projection_balances::{Balances, Turnover};

use crate::trust::era;

/// Wrong entries that are kept; what is beyond them is counted only.
const MOST: usize = 1000;

/// An entry that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Its position.
    pub position: u64,
    /// The voucher that it is, if it is one.
    pub voucher: Option<VoucherNo>,
    /// In which way.
    pub how: Wrongness,
}

/// In which way an entry does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrongness {
    /// It cannot be read as an event; why, in both languages.
    Unreadable(String),
    /// A newer program wrote it.
    Newer,
    /// It opens the books of another fund than the log's, or is not the first of them.
    Fund(String),
    /// Its running number is not the next one.
    Number {
        /// The number that it has.
        has: String,
        /// The number that comes next.
        next: String,
    },
    /// It says another balance than the entries before it give, in đồng.
    Balance {
        /// Of which account, at the end of which day.
        account: AccountId,
        /// The day.
        through: Date,
        /// What the event says.
        says: i128,
        /// What the entries give.
        is: i128,
    },
    /// A published report names a position that did not exist yet.
    Report(u64),
    /// After it debits and credits differ.
    Unbalanced {
        /// Debits less credits, in đồng.
        by: i128,
    },
}

/// How much was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) balances: u64,
    pub(super) vouchers: u64,
    pub(super) receipts: u64,
    pub(super) reports: u64,
    /// Wrong entries beyond those that are kept.
    pub(super) more: u64,
}

/// See the module.
pub(super) struct Checks<'a> {
    /// The log's name.
    origin: &'a str,
    balances: Balances,
    vouchers: BTreeMap<(Series, i16), u32>,
    wrong: Vec<Wrong>,
    seen: Seen,
}

impl<'a> Checks<'a> {
    pub(super) fn of(origin: &'a str) -> Self {
        let (balances, vouchers) = (Balances::default(), BTreeMap::new());
        Self { origin, balances, vouchers, wrong: Vec::new(), seen: Seen::default() }
    }

    /// Takes the next entry.
    pub(super) fn take(&mut self, position: u64, event: Result<Recorded, DecodeError>) {
        let recorded = match event {
            Ok(recorded) => recorded,
            Err(error) => {
                let how = match error {
                    DecodeError::NewerSchema { .. } => Wrongness::Newer,
                    DecodeError::Json(_) => Wrongness::Unreadable(error.to_string()),
                };
                return self.tell(Wrong { position, voucher: None, how });
            }
        };
        let voucher = recorded.event.voucher();
        let mut found = Vec::new();
        self.numbers(&recorded, &mut found);
        self.says(&recorded, &mut found);
        self.balances.apply(&recorded);
        for how in found {
            self.tell(Wrong { position, voucher, how });
        }
    }

    /// The books, what is wrong, and how much was compared.
    pub(super) fn end(mut self) -> (Balances, Vec<Wrong>, Seen) {
        let by = difference(self.balances.total());
        let mut memo = Turnover::default();
        self.balances.memo_lines().for_each(|line| memo.add(line.turnover));
        for by in [by, difference(memo)].into_iter().filter(|by| *by != 0) {
            self.tell(Wrong { position: 0, voucher: None, how: Wrongness::Unbalanced { by } });
        }
        (self.balances, self.wrong, self.seen)
    }

    fn tell(&mut self, wrong: Wrong) {
        if self.wrong.len() < MOST { self.wrong.push(wrong) } else { self.seen.more += 1 }
    }

    /// The fund's name, and running numbers without gaps.
    fn numbers(&mut self, recorded: &Recorded, found: &mut Vec<Wrongness>) {
        match &recorded.event {
            Event::FundOpened(opened)
                if era(self.origin, opened.fund.as_str()).is_none() || recorded.position != 0 =>
            {
                found.push(Wrongness::Fund(opened.fund.to_string()));
            }
            Event::ReceiptRecorded(receipt) => {
                self.seen.receipts += 1;
                if receipt.receipt.get() != self.seen.receipts {
                    let (has, next) = (receipt.receipt.to_string(), self.seen.receipts.to_string());
                    found.push(Wrongness::Number { has, next });
                    self.seen.receipts = receipt.receipt.get();
                }
            }
            _ => {}
        }
        let Some(voucher) = recorded.event.voucher() else { return };
        self.seen.vouchers += 1;
        let last = self.vouchers.entry((voucher.series, voucher.year)).or_default();
        let next = VoucherNo { number: last.saturating_add(1), ..voucher };
        *last = voucher.number;
        if voucher != next {
            found.push(Wrongness::Number { has: voucher.to_string(), next: next.to_string() });
        }
    }

    /// What the event says of the books as they were before it.
    fn says(&mut self, recorded: &Recorded, found: &mut Vec<Wrongness>) {
        let Event::Books(event) = &recorded.event else { return };
        let (account, through, says) = match &**event {
            Books::CashCounted(count) => (&count.account, recorded.meta.effective_on, count.booked),
            Books::AccountReconciled(done) => (&done.account, done.through, done.booked),
            Books::ReportPublished(report) => {
                self.seen.reports += 1;
                if report.known_at > recorded.position {
                    found.push(Wrongness::Report(report.known_at));
                }
                return;
            }
            _ => return,
        };
        self.seen.balances += 1;
        let days = self.balances.days(account);
        let is = days.iter().rfind(|day| day.day <= through).map_or(0, |day| day.closing);
        let says = i128::from(says.dong());
        if is != says {
            found.push(Wrongness::Balance { account: account.clone(), through, says, is });
        }
    }
}

fn difference(turnover: Turnover) -> i128 {
    turnover.debit.saturating_sub(turnover.credit)
}
