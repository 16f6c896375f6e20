//! Reports by their names, each from one replay of the log.

use domain::{AccountId, AccountKind, Code, InvalidId, PaymentNo};
use ledger::{Ledger, LedgerError};
use projection_audit::reports::{self, Donor};
use projection_audit::rules::{AccountMap, Deadlines};
use projection_audit::{Report, Scope, Trail};
use projection_balances::BookAccount;

use super::{Format, render, sheet};
use crate::desk::Desk;
use crate::error::PaperError;
use crate::issuer::Issuer;

/// Goods that expire within so many days after the period are told of.
const SOON: u16 = 30;

/// The names of all reports. `cash-book` and `bank-book` are of an account, `stock-card` is of an item or of an item in a
/// warehouse (`gao@tinh`), `lineage` may be of one payment, `account-ledger` is of an account of the books by its kind and
/// what it is of (`bank_fees`, `money cash:main`); those are named as the subject.
pub const REPORTS: [&str; 20] = [
    "account-ledger",
    "advances",
    "allocations",
    "bank-book",
    "calendar",
    "cash-book",
    "disclosure",
    "donors",
    "expiring",
    "findings",
    "journal",
    "lineage",
    "pledges",
    "receipts-and-use",
    "stock",
    "stock-card",
    "trial-balance",
    "unidentified",
    "unsigned",
    "vouchers",
];

/// What the books held under a scope. Several reports of one scope read the log once.
pub struct Read<'a> {
    desk: Desk<'a>,
    trail: Trail,
}

impl<'a> Read<'a> {
    /// Replays the log under `scope`.
    pub fn of(ledger: &'a Ledger, issuer: &'a Issuer, scope: Scope) -> Result<Self, PaperError> {
        let log = ledger.events(0).map(|event| {
            let event = event?;
            let position = event.position;
            domain::decode(position, &event.bytes).map_err(|source| LedgerError::Decode { position, source })
        });
        Ok(Self { desk: Desk::new(ledger, issuer), trail: Trail::try_of(scope, log)? })
    }

    /// A report in a format. The same books, scope and issuer give the same bytes. Donors are named as the public book
    /// names them.
    pub fn report(&self, name: &str, subject: Option<&str>, format: Format) -> Result<Vec<u8>, PaperError> {
        let (register, rows) = sheet::sheet(&self.desk, self.table(name, subject)?);
        render(&register, &rows, format)
    }

    fn table(&self, name: &str, subject: Option<&str>) -> Result<Report, PaperError> {
        let trail = &self.trail;
        Ok(match name {
            "account-ledger" => self.account_ledger(name, subject)?,
            "advances" => reports::advances(trail),
            "allocations" => reports::allocations(trail),
            "bank-book" => reports::bank_book(trail, &self.account(name, subject)?),
            "calendar" => reports::calendar(trail, &Deadlines::bundled()?),
            "cash-book" => reports::cash_book(trail, &self.account(name, subject)?),
            "disclosure" => reports::disclosure(trail),
            "donors" => self.donors()?,
            "expiring" => reports::expiring(trail, SOON),
            "findings" => reports::findings(trail),
            "journal" => reports::journal(trail),
            "lineage" => reports::lineage(trail, payment(subject)?),
            "pledges" => reports::pledges(trail),
            "receipts-and-use" => reports::receipts_and_use(trail),
            "stock" => reports::stock(trail),
            "stock-card" => self.stock_card(subject)?,
            "trial-balance" => reports::trial_balance(trail, Some(&AccountMap::bundled()?)),
            "unidentified" => reports::unidentified(trail),
            "unsigned" => reports::unsigned(trail),
            "vouchers" => reports::vouchers(trail),
            other => return Err(PaperError::unknown("báo cáo", "a report", other)),
        })
    }

    /// Everything that there is to report, each with what it is of: the set of a closed year.
    pub fn whole_set(&self) -> Result<Vec<(&'static str, Option<String>)>, PaperError> {
        let of = |name: &'static str| -> Result<Vec<Option<String>>, PaperError> {
            let money = |kind| {
                self.desk.state(|state| {
                    let accounts = state.accounts().iter().map(|account| &account.id);
                    accounts.filter(|id| id.kind() == kind).map(|id| Some(id.to_string())).collect()
                })
            };
            Ok(match name {
                "account-ledger" => self.trail.accounts().iter().map(|account| Some(key(account))).collect(),
                "cash-book" => money(AccountKind::Cash)?,
                "bank-book" => money(AccountKind::Bank)?,
                "stock-card" => self
                    .desk
                    .state(|state| state.goods.items().map(|(item, _)| Some(item.to_string())).collect())?,
                _ => vec![None],
            })
        };
        let mut set = Vec::new();
        for name in REPORTS {
            set.extend(of(name)?.into_iter().map(|subject| (name, subject)));
        }
        Ok(set)
    }

    fn account_ledger(&self, name: &str, subject: Option<&str>) -> Result<Report, PaperError> {
        let Some(subject) = subject else {
            return Err(PaperError::Subject { report: name.to_owned(), vi: KEY.0, en: KEY.1 });
        };
        let account = self.trail.accounts().iter().find(|account| key(account) == subject);
        let account = account.ok_or_else(|| PaperError::unknown("tài khoản kế toán", "account", subject))?;
        Ok(reports::account_ledger(&self.trail, account))
    }

    fn account(&self, name: &str, subject: Option<&str>) -> Result<AccountId, PaperError> {
        let account: AccountId = read(name, subject)?;
        let known = self.desk.state(|state| state.account(&account).is_some())?;
        if known { Ok(account) } else { Err(PaperError::unknown("tài khoản", "account", account)) }
    }

    fn stock_card(&self, subject: Option<&str>) -> Result<Report, PaperError> {
        let (item, warehouse) = match subject.and_then(|subject| subject.split_once('@')) {
            Some((item, warehouse)) => (Some(item), Some(warehouse)),
            None => (subject, None),
        };
        let item: Code = read("stock-card", item)?;
        let warehouse: Option<Code> = warehouse.map(|code| read("stock-card", Some(code))).transpose()?;
        let known = self.desk.state(|state| {
            let warehouse = warehouse.as_ref().is_none_or(|code| state.goods.knows_warehouse(code));
            state.goods.knows_item(&item) && warehouse
        })?;
        if !known {
            return Err(PaperError::unknown(
                "mặt hàng hoặc kho",
                "item or warehouse",
                subject.unwrap_or_default(),
            ));
        }
        Ok(reports::stock_card(&self.trail, &item, warehouse.as_ref()))
    }

    /// A fault of the vault ends the report; a gift that is not public stays without a name.
    fn donors(&self) -> Result<Report, PaperError> {
        let failed = std::cell::RefCell::new(None);
        let name = |donor: Donor<'_>| match self.desk.ledger.gift(donor.receipt) {
            Ok(gift) => gift?.name,
            Err(error) => {
                failed.borrow_mut().get_or_insert(error);
                None
            }
        };
        let report = reports::donors(&self.trail, &name);
        match failed.into_inner() {
            Some(error) => Err(error.into()),
            None => Ok(report),
        }
    }
}

/// One report from the books.
pub fn report(
    ledger: &Ledger,
    issuer: &Issuer,
    name: &str,
    subject: Option<&str>,
    scope: Scope,
    format: Format,
) -> Result<Vec<u8>, PaperError> {
    Read::of(ledger, issuer, scope)?.report(name, subject, format)
}

fn payment(subject: Option<&str>) -> Result<Option<PaymentNo>, PaperError> {
    let number = |text: &str| {
        let number = text.parse().map(PaymentNo::new);
        number.map_err(|_| PaperError::unknown("khoản chi", "payment", text))
    };
    subject.map(number).transpose()
}

/// How an account of the books is named: `money cash:main`, `contributions (houses/82/-)`.
fn key(account: &BookAccount) -> String {
    format!("{} {}", account.kind(), account.detail()).trim_end().to_owned()
}

/// The subject of a report that is of one thing.
fn read<T: std::str::FromStr<Err = InvalidId>>(report: &str, subject: Option<&str>) -> Result<T, PaperError> {
    let Some(subject) = subject else {
        return Err(PaperError::Subject { report: report.to_owned(), vi: MISSING.0, en: MISSING.1 });
    };
    let invalid = |error: InvalidId| PaperError::Subject {
        report: report.to_owned(),
        vi: error.rule_vi,
        en: error.rule,
    };
    subject.parse().map_err(invalid)
}

const KEY: (&str, &str) = (
    "cần nêu tài khoản kế toán, ví dụ bank_fees hoặc money cash:main",
    "name the account of the books, for example bank_fees or money cash:main",
);
const MISSING: (&str, &str) =
    ("cần nêu tài khoản, hoặc mặt hàng (mặt-hàng@kho)", "name the account, or the item (item@warehouse)");
