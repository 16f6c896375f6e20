//! Advances that teams have not accounted for, by age.

use domain::relief::PaymentKind;

use crate::report::{Cell, Kind, Report, columns, int, text, total, vnd};
use crate::trail::Trail;

/// Open advances, the oldest in front.
pub fn advances(trail: &Trail) -> Report {
    let columns = columns([
        ("Ngày tạm ứng", "day", Kind::Date),
        ("Chứng từ", "voucher", Kind::Text),
        ("Đội, tổ", "team", Kind::Text),
        ("Số ngày", "age in days", Kind::Int),
        ("Tạm ứng", "advanced", Kind::Vnd),
        ("Đã thanh toán", "accounted for", Kind::Vnd),
        ("Đã hoàn lại", "paid back", Kind::Vnd),
        ("Còn lại", "open", Kind::Vnd),
    ]);
    let mut report = trail.report("advances", ("Tạm ứng chưa thanh toán", "open advances"), columns);
    let mut sum = 0_i128;
    let mut open: Vec<_> = trail.payments.values().filter(|payment| !payment.reversed).collect();
    open.sort_by_key(|payment| (payment.on, payment.position));
    for payment in open {
        let PaymentKind::Advance(team) = &payment.kind else { continue };
        let left = payment.amount.saturating_sub(payment.spent).saturating_sub(payment.returned);
        if left == 0 {
            continue;
        }
        sum = sum.saturating_add(left);
        let age = trail.scope.last.since(payment.on).map_or(0, |age| age.get_days());
        report.rows.push(vec![
            Cell::Date(payment.on),
            text(payment.voucher),
            text(trail.name(team)),
            int(age),
            vnd(payment.amount),
            vnd(payment.spent),
            vnd(payment.returned),
            vnd(left),
        ]);
    }
    report.totals.push(total(&report.columns, "Cộng", "total", [vnd(sum)]));
    report
}
