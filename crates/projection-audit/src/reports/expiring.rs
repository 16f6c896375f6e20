//! Goods that expire soon, or have.

use std::collections::BTreeMap;

use jiff::Span;

use crate::report::{Cell, Kind, Report, both, columns, int, text, vnd};
use crate::trail::Trail;

/// Lots in stock whose last day of use is at most `days` after the period's end, the first in front.
pub fn expiring(trail: &Trail, days: u16) -> Report {
    let columns = columns([
        ("Hạn dùng", "expiry", Kind::Date),
        ("Mặt hàng", "item", Kind::Text),
        ("Kho", "warehouse", Kind::Text),
        ("Lô", "lot", Kind::Int),
        ("Số lượng", "quantity", Kind::Int),
        ("Giá trị", "value", Kind::Vnd),
        ("Tình trạng", "state", Kind::Text),
    ]);
    let mut report = trail.report("expiring", ("Hàng sắp hết hạn", "expiring stock"), columns);
    let last = trail.scope.last;
    let until = last.checked_add(Span::new().days(i64::from(days))).unwrap_or(last);
    let mut left: BTreeMap<_, (i128, i128)> = BTreeMap::new();
    for moved in &trail.stock {
        let expiry = trail.lots.get(&moved.lot).and_then(|lot| lot.expiry).filter(|day| *day <= until);
        let Some(expiry) = expiry else { continue };
        let (quantity, value) = left.entry((expiry, moved.lot, &moved.warehouse)).or_default();
        *quantity = quantity.saturating_add(moved.quantity);
        *value = value.saturating_add(moved.value);
    }
    for ((expiry, number, warehouse), (quantity, value)) in left.into_iter().filter(|(_, left)| left.0 > 0) {
        let Some(lot) = trail.lots.get(&number) else { continue };
        report.rows.push(vec![
            Cell::Date(expiry),
            text(trail.name(&lot.item)),
            text(trail.name(warehouse)),
            int(number.get()),
            int(quantity),
            vnd(value),
            if expiry < last {
                both("Đã hết hạn", "expired")
            } else {
                both("Sắp hết hạn", "expires soon")
            },
        ]);
    }
    report
}
