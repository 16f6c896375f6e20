//! Promises, beside the books: they are in no balance.

use jiff::civil::Date;

use super::donor_kind;
use crate::report::{Cell, Kind, Report, both, columns, day, int, total, vnd};
use crate::trail::{Pledge, Trail};

/// Pledges made up to the period's end.
pub fn pledges(trail: &Trail) -> Report {
    let columns = columns([
        ("Số", "number", Kind::Int),
        ("Ngày", "day", Kind::Date),
        ("Bên ủng hộ", "donor", Kind::Text),
        ("Hạn", "due", Kind::Date),
        ("Tình trạng", "state", Kind::Text),
        ("Hứa", "promised", Kind::Vnd),
        ("Đã nhận", "came", Kind::Vnd),
        ("Còn lại", "open", Kind::Vnd),
    ]);
    let mut report = trail.report("pledges", ("Đăng ký ủng hộ", "pledges"), columns);
    let mut sums = [0_i128; 3];
    for (number, pledge) in &trail.pledges {
        let amounts = [pledge.amount, pledge.came, pledge.open()];
        sums.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum = sum.saturating_add(amount));
        let mut row = vec![
            int(number.get()),
            Cell::Date(pledge.on),
            donor_kind(pledge.donor),
            day(pledge.due_on),
            pledge.state(trail.scope.last),
        ];
        row.extend(amounts.map(vnd));
        report.rows.push(row);
    }
    report.totals.push(total(&report.columns, "Cộng", "total", sums.map(vnd)));
    let vi = "Lời hứa không nằm trong số dư nào của sổ.";
    report.notes.push((vi.to_owned(), "A promise is in no balance of the books.".to_owned()));
    report
}

impl Pledge {
    fn open(&self) -> i128 {
        if self.lapsed { 0 } else { self.amount.saturating_sub(self.came).max(0) }
    }

    fn state(&self, on: Date) -> Cell {
        if self.lapsed {
            both("Không thực hiện", "lapsed")
        } else if self.open() == 0 {
            both("Đã đủ", "fulfilled")
        } else if self.due_on.is_some_and(|due| due < on) {
            both("Quá hạn", "overdue")
        } else {
            both("Đang chờ", "open")
        }
    }
}
