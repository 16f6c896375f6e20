//! Fund lineage: which receipts paid for a payment, as [`projection_lineage`] says it everywhere else.

use domain::PaymentNo;
use domain::relief::PaymentKind;
use projection_lineage::Source;

use super::restriction;
use crate::report::{Cell, Kind, Report, both, columns, int, text, vnd};
use crate::trail::Trail;

/// The sources of `payment`, or of every payment where none is named. A refund has none: it gives back its own gift.
pub fn lineage(trail: &Trail, payment: Option<PaymentNo>) -> Report {
    let columns = columns([
        ("Số chi", "payment", Kind::Int),
        ("Ngày chi", "paid on", Kind::Date),
        ("Nguồn", "pot", Kind::Text),
        ("Khoản thu", "source", Kind::Text),
        ("Ngày thu", "came on", Kind::Date),
        ("Số tiền", "amount", Kind::Vnd),
    ]);
    let title = ("Nguồn của các khoản chi", "fund lineage");
    let mut report = trail.report("lineage", title, columns);
    let wanted = |number: &PaymentNo| payment.is_none_or(|wanted| wanted == *number);
    for (number, paid) in trail.payments.iter().filter(|(number, _)| wanted(number)) {
        if matches!(paid.kind, PaymentKind::Refund(_)) {
            continue;
        }
        let mut row = |what, came, amount| {
            let pot = restriction(paid.earmark.as_ref());
            report.rows.push(vec![int(number.get()), Cell::Date(paid.on), pot, what, came, vnd(amount)]);
        };
        for (source, amount) in trail.lineage.sources(*number) {
            let (what, came) = named(trail, source);
            row(what, came, amount);
        }
        let uncovered = trail.lineage.payment(*number).uncovered;
        if uncovered > 0 {
            row(both("Chưa có nguồn", "not covered"), Cell::Empty, uncovered);
        }
    }
    report
}

/// What a source is called, and the day on which a gift came.
fn named(trail: &Trail, source: Source) -> (Cell, Cell) {
    let what = match source {
        Source::Gift(number) => {
            let came = trail.receipts.get(&number).map_or(Cell::Empty, |receipt| Cell::Date(receipt.on));
            return (text(format!("Số thu {number} / receipt {number}")), came);
        }
        Source::Opening => both("Số dư đầu kỳ", "opening balance"),
        Source::Interest => both("Lãi tiền gửi", "interest"),
        Source::Found => both("Thừa quỹ và tiền quay về", "surplus and money come back"),
    };
    (what, Cell::Empty)
}
