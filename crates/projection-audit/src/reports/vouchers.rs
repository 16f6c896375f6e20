//! The register of vouchers: without gaps in each series and year, spoiled numbers in their place.

use domain::{Series, VoucherNo};

use crate::report::{Cell, Kind, Report, both, columns, int, maybe, text};
use crate::trail::Trail;

/// All vouchers of the period by series, year and number. A number that is missing below one that exists has a row that
/// says so: with the whole log known and no day left out there is none.
pub fn vouchers(trail: &Trail) -> Report {
    let columns = columns([
        ("Số", "number", Kind::Text),
        ("Ngày", "day", Kind::Date),
        ("Vị trí", "position", Kind::Int),
        ("Nội dung", "what", Kind::Text),
        ("Hủy vì", "spoiled because", Kind::Text),
        ("Kế toán trưởng", "chief accountant", Kind::Text),
    ]);
    let mut report = trail.report("vouchers", ("Sổ đăng ký chứng từ", "voucher register"), columns);
    let mut all: Vec<_> = trail.vouchers.iter().collect();
    all.sort_by_key(|voucher| (voucher.number, voucher.position));
    let mut last: Option<VoucherNo> = None;
    for voucher in all {
        let number = voucher.number;
        let before = last.filter(|last| (last.series, last.year) == (number.series, number.year));
        for missing in before.map_or(0, |last| last.number).saturating_add(1)..number.number {
            let mut row = vec![text(VoucherNo { number: missing, ..number })];
            row.extend([Cell::Empty, Cell::Empty, both("Chưa có trong kỳ đã biết", "not in what is known")]);
            row.extend([Cell::Empty, Cell::Empty]);
            report.rows.push(row);
        }
        last = Some(number);
        if !trail.in_period(voucher.on) {
            continue;
        }
        let signed = match number.series {
            Series::Dc if trail.signed.contains(&number) => both("Đã ký", "signed"),
            Series::Dc => both("Chưa ký", "not signed"),
            _ => Cell::Empty,
        };
        report.rows.push(vec![
            text(number),
            Cell::Date(voucher.on),
            int(voucher.position),
            text(format!("{} / {}", voucher.what.0, voucher.what.1)),
            maybe(voucher.spoiled.as_ref()),
            signed,
        ]);
    }
    report
}
