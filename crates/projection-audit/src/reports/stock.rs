//! What lies where: stock by item, warehouse and lot at the end of the period.

use std::collections::BTreeMap;

use domain::goods::Condition;

use crate::report::{Cell, Kind, Report, both, columns, day, int, maybe, text, total, vnd};
use crate::trail::Trail;

/// Stock by item, warehouse and lot. Goods on their way are in no warehouse.
pub fn stock(trail: &Trail) -> Report {
    let columns = columns([
        ("Mặt hàng", "item", Kind::Text),
        ("Kho", "warehouse", Kind::Text),
        ("Lô", "lot", Kind::Int),
        ("Hạn dùng", "expiry", Kind::Date),
        ("Chất lượng", "condition", Kind::Text),
        ("Địa chỉ ủng hộ", "earmark", Kind::Text),
        ("Giữ hộ cho", "in custody for", Kind::Text),
        ("Số lượng", "quantity", Kind::Int),
        ("Giá trị", "value", Kind::Vnd),
    ]);
    let title = ("Báo cáo tồn kho", "stock");
    let mut report = trail.report("stock", title, columns);
    let mut left: BTreeMap<_, (i128, i128)> = BTreeMap::new();
    for moved in &trail.stock {
        let Some(lot) = trail.lots.get(&moved.lot) else { continue };
        let (quantity, value) = left.entry((&lot.item, &moved.warehouse, moved.lot)).or_default();
        *quantity = quantity.saturating_add(moved.quantity);
        *value = value.saturating_add(moved.value);
    }
    let mut sum = 0_i128;
    for ((item, warehouse, number), (quantity, value)) in left {
        let Some(lot) = trail.lots.get(&number).filter(|_| (quantity, value) != (0, 0)) else { continue };
        if lot.custody.is_none() {
            sum = sum.saturating_add(value);
        }
        report.rows.push(vec![
            text(trail.name(item)),
            text(trail.name(warehouse)),
            int(number.get()),
            day(lot.expiry),
            condition(lot.condition),
            maybe(lot.earmark.as_ref().map(|earmark| projection_balances::tied(Some(earmark)))),
            maybe(lot.custody.as_ref().map(|owner| trail.party(owner))),
            int(quantity),
            vnd(value),
        ]);
    }
    report.totals.push(total(&report.columns, "Cộng, không kể giữ hộ", "total, without custody", [vnd(sum)]));
    report
}

fn condition(condition: Condition) -> Cell {
    match condition {
        Condition::New => both("Mới", "new"),
        Condition::Used => both("Đã dùng", "used"),
        Condition::Damaged => both("Hỏng", "damaged"),
    }
}
