//! Receipts of which nobody can tell yet what they are, and those that are held.

use domain::DonorKind;

use crate::report::{Cell, Kind, Report, both, columns, int, text, total, vnd};
use crate::trail::Trail;

/// Open unidentified and held receipts up to the period's end, oldest first.
pub fn unidentified(trail: &Trail) -> Report {
    let columns = columns([
        ("Ngày", "day", Kind::Date),
        ("Số thu", "receipt", Kind::Int),
        ("Tài khoản", "account", Kind::Text),
        ("Tình trạng", "state", Kind::Text),
        ("Số ngày", "age in days", Kind::Int),
        ("Số tiền", "amount", Kind::Vnd),
    ]);
    let title = ("Khoản thu chưa xác định, giữ lại", "unidentified and held receipts");
    let mut report = trail.report("unidentified", title, columns);
    let mut sum = 0_i128;
    let mut open: Vec<_> = trail.receipts.iter().collect();
    open.sort_by_key(|(number, receipt)| (receipt.on, **number));
    for (number, receipt) in open {
        let left = receipt.amount.saturating_sub(receipt.refunded);
        let state = match receipt.donor {
            _ if left == 0 => continue,
            _ if receipt.held => both("Sau thời hạn tiếp nhận", "after the window"),
            DonorKind::Unidentified => both("Chưa xác định", "unidentified"),
            _ => continue,
        };
        sum = sum.saturating_add(left);
        let age = trail.scope.last.since(receipt.on).map_or(0, |age| age.get_days());
        let (number, account) = (int(number.get()), text(&receipt.account));
        report.rows.push(vec![Cell::Date(receipt.on), number, account, state, int(age), vnd(left)]);
    }
    report.totals.push(total(&report.columns, "Cộng", "total", [vnd(sum)]));
    report
}
