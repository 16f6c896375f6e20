//! What is due by when: computed from configuration, and only a checked value is shown as a day.

use jiff::civil::Date;

use crate::report::{Cell, Kind, Report, both, columns, day, text};
use crate::rules::{Deadline, Deadlines, Start};
use crate::trail::Trail;

/// The calendar for the receiving windows that the fund opened, as it stands at the period's end.
pub fn calendar(trail: &Trail, deadlines: &Deadlines) -> Report {
    let columns = columns([
        ("Việc", "what", Kind::Text),
        ("Tính từ", "counted from", Kind::Date),
        ("Hạn", "due", Kind::Date),
        ("Tình trạng", "state", Kind::Text),
        ("Mức tin cậy", "how sure", Kind::Text),
        ("Căn cứ", "source", Kind::Text),
        ("Người đối chiếu", "checked by", Kind::Text),
    ]);
    let title = ("Lịch các việc đến hạn", "calendar of what is due");
    let mut report = trail.report("calendar", title, columns);
    for (first, last) in windows(trail) {
        for deadline in &deadlines.all {
            let start = match deadline.after {
                Start::WindowOpened => first,
                Start::WindowClosed => last,
                // Listed with the request or the message that it is about.
                Start::ErasureAsked | Start::MessageTaken => continue,
            };
            if deadline.applies(start) {
                report.rows.push(row(deadline, start, trail.scope.last));
            }
        }
    }
    report
}

fn row(deadline: &Deadline, start: Date, today: Date) -> Vec<Cell> {
    let checked = deadline.is_checked();
    let due = deadline.due(start).filter(|_| checked);
    let state = match due {
        Some(due) if due < today => both("Đã qua", "past"),
        Some(_) => both("Chưa đến", "ahead"),
        None => both("Chưa xác định", "not known"),
    };
    let sure = match deadline.days.filter(|_| !checked) {
        Some(days) => format!(
            "{} ({days} ngày theo trí nhớ) / {} ({days} days from memory)",
            deadline.status.vi(),
            deadline.status.en()
        ),
        None => format!("{} / {}", deadline.status.vi(), deadline.status.en()),
    };
    vec![
        both(&deadline.vi, &deadline.en),
        Cell::Date(start),
        day(due),
        state,
        text(sure),
        text(&deadline.source),
        text(&deadline.checked_by),
    ]
}

/// First and last day of each receiving window, extensions counted.
pub(super) fn windows(trail: &Trail) -> Vec<(Date, Date)> {
    let mut windows: Vec<(Date, Date)> = Vec::new();
    for (_, _, first, last) in &trail.windows {
        match (first, windows.last_mut()) {
            (Some(first), _) => windows.push((*first, *last)),
            (None, Some(open)) => open.1 = *last,
            (None, None) => {}
        }
    }
    windows
}
