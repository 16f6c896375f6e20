//! The journal (nhật ký): every amount of the period by business day.

use super::account_name;
use crate::report::{Cell, Kind, Report, columns, int, maybe, text, total, vnd};
use crate::trail::Trail;

/// Every amount of the period, in the order of business days.
pub fn journal(trail: &Trail) -> Report {
    let columns = columns([
        ("Ngày", "day", Kind::Date),
        ("Vị trí", "position", Kind::Int),
        ("Chứng từ", "voucher", Kind::Text),
        ("Diễn giải", "what", Kind::Text),
        ("Nợ", "debit", Kind::Text),
        ("Có", "credit", Kind::Text),
        ("Số tiền", "amount", Kind::Vnd),
    ]);
    let mut report = trail.report("journal", ("Sổ nhật ký", "journal"), columns);
    let mut sum = 0_i128;
    for entry in trail.entries().iter().filter(|entry| trail.in_period(entry.on)) {
        sum = sum.saturating_add(entry.amount);
        report.rows.push(vec![
            Cell::Date(entry.on),
            int(entry.position),
            maybe(entry.voucher),
            text(format!("{} / {}", entry.what.0, entry.what.1)),
            text(account_name(trail.account(entry.debit))),
            text(account_name(trail.account(entry.credit))),
            vnd(entry.amount),
        ]);
    }
    report.totals.push(total(&report.columns, "Cộng", "total", [vnd(sum)]));
    report
}
