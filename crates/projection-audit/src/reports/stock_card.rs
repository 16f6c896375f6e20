//! The stock card (thẻ kho): one item, in one warehouse or in all.

use domain::Code;

use crate::report::{Cell, Kind, Report, columns, int, maybe, text, total, vnd};
use crate::trail::Trail;

/// The card of `item`; of all warehouses where none is named. Quantities are in the item's base unit.
pub fn stock_card(trail: &Trail, item: &Code, warehouse: Option<&Code>) -> Report {
    let columns = columns([
        ("Ngày", "day", Kind::Date),
        ("Chứng từ", "voucher", Kind::Text),
        ("Diễn giải", "what", Kind::Text),
        ("Kho", "warehouse", Kind::Text),
        ("Lô", "lot", Kind::Int),
        ("Nhập", "in", Kind::Int),
        ("Xuất", "out", Kind::Int),
        ("Tồn", "left", Kind::Int),
        ("Giá trị", "value", Kind::Vnd),
    ]);
    let mut report = trail.report("stock-card", ("Thẻ kho", "stock card"), columns);
    report.subject = trail.name(item);
    if let Some(warehouse) = warehouse {
        report.subject = format!("{} ({})", report.subject, trail.name(warehouse));
    }
    let (mut opening, mut left, mut value) = (0_i128, 0_i128, 0_i128);
    for moved in &trail.stock {
        let of_item = trail.lots.get(&moved.lot).is_some_and(|lot| lot.item == *item);
        if !of_item || warehouse.is_some_and(|warehouse| moved.warehouse != *warehouse) {
            continue;
        }
        left = left.saturating_add(moved.quantity);
        value = value.saturating_add(moved.value);
        if !trail.in_period(moved.on) {
            opening = left;
            continue;
        }
        let (came, went) = if moved.quantity < 0 {
            (Cell::Empty, int(moved.quantity.saturating_neg()))
        } else {
            (int(moved.quantity), Cell::Empty)
        };
        report.rows.push(vec![
            Cell::Date(moved.on),
            maybe(moved.voucher),
            text(format!("{} / {}", moved.what.0, moved.what.1)),
            text(trail.name(&moved.warehouse)),
            int(moved.lot.get()),
            came,
            went,
            int(left),
            vnd(moved.value),
        ]);
    }
    let rows = [
        total(&report.columns, "Tồn đầu kỳ", "opening stock", [int(opening), Cell::Empty]),
        total(&report.columns, "Tồn cuối kỳ", "closing stock", [int(left), vnd(value)]),
    ];
    report.totals.extend(rows);
    report
}
