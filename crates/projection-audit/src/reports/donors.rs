//! The donors' list. Names come from outside, masked by whoever gives them: this crate knows none.

use domain::{AccountId, ReceiptNo, RowNo};

use super::{donor_kind, restriction};
use crate::report::{Cell, Kind, Report, columns, int, maybe, text, total, vnd};
use crate::trail::Trail;

/// Of which gift a name is asked.
#[derive(Clone, Copy, Debug)]
pub struct Donor<'a> {
    /// The receipt.
    pub receipt: ReceiptNo,
    /// Where the name lies in the vault; none where none was told.
    pub row: Option<RowNo>,
    /// The receiving account: whether its gifts may be listed is a property of it.
    pub account: &'a AccountId,
}

/// Gifts of the period that stand, one a row. `name` answers what may be shown of the donor's name.
pub fn donors(trail: &Trail, name: &dyn Fn(Donor<'_>) -> Option<String>) -> Report {
    let columns = columns([
        ("Số thu", "receipt", Kind::Int),
        ("Ngày", "day", Kind::Date),
        ("Chứng từ", "voucher", Kind::Text),
        ("Bên ủng hộ", "donor", Kind::Text),
        ("Loại", "kind", Kind::Text),
        ("Địa chỉ ủng hộ", "earmark", Kind::Text),
        ("Số tiền", "amount", Kind::Vnd),
    ]);
    let mut report = trail.report("donors", ("Danh sách ủng hộ", "donors"), columns);
    let mut sum = 0_i128;
    let standing = trail.receipts.iter().filter(|(_, receipt)| {
        let unidentified = receipt.donor == domain::DonorKind::Unidentified;
        trail.in_period(receipt.on) && !receipt.held && !unidentified
    });
    for (number, receipt) in standing {
        let left = receipt.amount.saturating_sub(receipt.refunded);
        if left == 0 {
            continue;
        }
        sum = sum.saturating_add(left);
        let donor = Donor { receipt: *number, row: receipt.row, account: &receipt.account };
        report.rows.push(vec![
            int(number.get()),
            Cell::Date(receipt.on),
            maybe(receipt.voucher),
            name(donor).map_or(Cell::Empty, text),
            donor_kind(receipt.donor),
            restriction(receipt.earmark.as_ref()),
            vnd(left),
        ]);
    }
    report.totals.push(total(&report.columns, "Cộng", "total", [vnd(sum)]));
    report
}
