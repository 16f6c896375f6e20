//! What was decided for whom, and what of it was spent.

use std::collections::BTreeMap;

use domain::relief::AllocationLine;

use crate::report::{Kind, Report, columns, int, text, total, vnd};
use crate::trail::Trail;

/// Shares of all rounds beside what was paid and issued on them, less what came back.
pub fn allocations(trail: &Trail) -> Report {
    let columns = columns([
        ("Đợt", "round", Kind::Int),
        ("Quyết định", "decision", Kind::Text),
        ("Ngày", "day", Kind::Date),
        ("Đơn vị nhận", "to", Kind::Text),
        ("Nội dung chi", "head", Kind::Text),
        ("Phân bổ", "allocated", Kind::Vnd),
        ("Đã chi", "paid", Kind::Vnd),
        ("Còn lại", "left", Kind::Vnd),
        ("Hàng đã xuất, giá trị", "goods issued, value", Kind::Vnd),
    ]);
    let title = ("Phân bổ và thực chi", "allocations and spending");
    let mut report = trail.report("allocations", title, columns);
    let (paid, issued) = (paid(trail), issued(trail));
    let mut sums = [0_i128; 4];
    for (key, share) in &trail.shares {
        let paid = paid.get(key).copied().unwrap_or(0);
        let goods = issued.get(key).copied().unwrap_or(0);
        let amounts = [share.amount, paid, share.amount.saturating_sub(paid), goods];
        sums.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum = sum.saturating_add(amount));
        let mut row = vec![
            int(share.round),
            text(&share.decision),
            crate::report::day(Some(share.on)),
            text(trail.party(&share.to)),
            text(trail.name(&share.head)),
        ];
        row.extend(amounts.map(vnd));
        report.rows.push(row);
    }
    report.totals.push(total(&report.columns, "Cộng", "total", sums.map(vnd)));
    report
}

type ByShare = BTreeMap<(domain::AllocationNo, u16), i128>;

fn paid(trail: &Trail) -> ByShare {
    let mut sums = ByShare::new();
    for payment in trail.payments.values().filter(|payment| !payment.reversed) {
        let line = trail.requests.get(&payment.request).and_then(Option::as_ref);
        add(&mut sums, line, payment.amount.saturating_sub(payment.returned));
    }
    sums
}

fn issued(trail: &Trail) -> ByShare {
    let mut sums = ByShare::new();
    for issue in trail.issues.values().filter(|issue| !issue.reversed) {
        add(&mut sums, issue.allocation.as_ref(), issue.value);
    }
    sums
}

fn add(sums: &mut ByShare, line: Option<&AllocationLine>, amount: i128) {
    if let Some(line) = line {
        let sum = sums.entry((line.allocation, line.line)).or_default();
        *sum = sum.saturating_add(amount);
    }
}
