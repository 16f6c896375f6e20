//! The ledger of one account (sổ cái): opening, entries with their other side, running balance, closing.

use projection_balances::{BookAccount, Side};

use super::account_name;
use crate::report::{Cell, Kind, Report, columns, int, maybe, text, total, vnd, vnd_or_empty};
use crate::trail::Trail;

/// The ledger of `account`. Balances stand on the side on which the account grows.
pub fn account_ledger(trail: &Trail, account: &BookAccount) -> Report {
    let mut report = ledger_of(trail, account, "account-ledger", ("Sổ cái", "account ledger"));
    report.subject = account_name(Some(account));
    report
}

pub(super) fn ledger_of(
    trail: &Trail,
    account: &BookAccount,
    code: &'static str,
    title: (&'static str, &'static str),
) -> Report {
    let columns = columns([
        ("Ngày", "day", Kind::Date),
        ("Vị trí", "position", Kind::Int),
        ("Chứng từ", "voucher", Kind::Text),
        ("Diễn giải", "what", Kind::Text),
        ("Tài khoản đối ứng", "other side", Kind::Text),
        ("Nợ", "debit", Kind::Vnd),
        ("Có", "credit", Kind::Vnd),
        ("Số dư", "balance", Kind::Vnd),
    ]);
    let mut report = trail.report(code, title, columns);
    let (mut opening, mut debits, mut credits) = (0_i128, 0_i128, 0_i128);
    let sign = if account.grows_on() == Side::Debit { 1_i128 } else { -1 };
    for entry in trail.entries() {
        for (own, other, debit, credit) in
            [(entry.debit, entry.credit, entry.amount, 0), (entry.credit, entry.debit, 0, entry.amount)]
        {
            if trail.account(own) != Some(account) {
                continue;
            }
            let moved = debit.saturating_sub(credit).saturating_mul(sign);
            if !trail.in_period(entry.on) {
                opening = opening.saturating_add(moved);
                continue;
            }
            debits = debits.saturating_add(debit);
            credits = credits.saturating_add(credit);
            let moved = debits.saturating_sub(credits).saturating_mul(sign);
            report.rows.push(vec![
                Cell::Date(entry.on),
                int(entry.position),
                maybe(entry.voucher),
                text(format!("{} / {}", entry.what.0, entry.what.1)),
                text(account_name(trail.account(other))),
                vnd_or_empty(debit),
                vnd_or_empty(credit),
                vnd(opening.saturating_add(moved)),
            ]);
        }
    }
    let moved = debits.saturating_sub(credits).saturating_mul(sign);
    let rows = [
        total(&report.columns, "Số dư đầu kỳ", "opening balance", [vnd(opening)]),
        total(&report.columns, "Cộng phát sinh", "turnover", [vnd(debits), vnd(credits), Cell::Empty]),
        total(&report.columns, "Số dư cuối kỳ", "closing balance", [vnd(opening.saturating_add(moved))]),
    ];
    report.totals.extend(rows);
    report
}
