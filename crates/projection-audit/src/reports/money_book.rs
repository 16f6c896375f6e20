//! The cash book (sổ quỹ) of a box and the bank book (sổ tiền gửi) of an account.

use domain::AccountId;
use projection_balances::BookAccount;

use super::account_ledger::ledger_of;
use crate::report::Report;
use crate::trail::Trail;

/// The book of a cash box.
pub fn cash_book(trail: &Trail, account: &AccountId) -> Report {
    book(trail, account, "cash-book", ("Sổ quỹ tiền mặt", "cash book"))
}

/// The book of a bank account.
pub fn bank_book(trail: &Trail, account: &AccountId) -> Report {
    book(trail, account, "bank-book", ("Sổ tiền gửi ngân hàng, kho bạc", "bank book"))
}

fn book(
    trail: &Trail,
    account: &AccountId,
    code: &'static str,
    title: (&'static str, &'static str),
) -> Report {
    let mut report = ledger_of(trail, &BookAccount::Money(account.clone()), code, title);
    report.subject = account.to_string();
    report
}
