//! What the supervision found, and how far each finding is: visible until it is settled, and after.

use domain::oversight::{FindingKind, Subject};
use jiff::civil::Date;

use crate::report::{Cell, Kind, Report, both, columns, day, int, text};
use crate::trail::{Finding, Trail};

/// All findings raised up to the period's end. The texts lie apart from the events and are not in the report.
pub fn findings(trail: &Trail) -> Report {
    let columns = columns([
        ("Số", "number", Kind::Int),
        ("Ngày", "day", Kind::Date),
        ("Loại", "kind", Kind::Text),
        ("Về", "about", Kind::Text),
        ("Hạn trả lời", "due", Kind::Date),
        ("Đã trả lời", "answered", Kind::Date),
        ("Kết thúc", "settled", Kind::Date),
        ("Tình trạng", "state", Kind::Text),
    ]);
    let mut report = trail.report("findings", ("Kiến nghị giám sát", "findings of the supervision"), columns);
    for (number, finding) in &trail.findings {
        report.rows.push(vec![
            int(number.get()),
            Cell::Date(finding.on),
            kind(finding.kind),
            about(&finding.about),
            day(finding.due_on),
            day(finding.answered),
            day(finding.settled),
            finding.state(trail.scope.last),
        ]);
    }
    report
}

fn kind(kind: FindingKind) -> Cell {
    match kind {
        FindingKind::Question => both("Hỏi", "question"),
        FindingKind::Recommendation => both("Kiến nghị", "recommendation"),
        FindingKind::Violation => both("Vi phạm", "violation"),
    }
}

fn about(subject: &Subject) -> Cell {
    match subject {
        Subject::Event(position) => text(format!("Sự kiện / event {position}")),
        Subject::Fund => both("Cả quỹ", "the fund"),
        Subject::Message(number) => text(format!("Thư / message {number}")),
        Subject::Report(digest) => text(format!("Báo cáo / report {digest}")),
        Subject::Request(number) => text(format!("Đề nghị / request {number}")),
        Subject::Voucher(voucher) => text(format!("Chứng từ / voucher {voucher}")),
    }
}

impl Finding {
    fn state(&self, on: Date) -> Cell {
        let overdue = self.due_on.is_some_and(|due| due < on);
        match (self.settled, self.answered) {
            (Some(_), _) => both("Đã kết thúc", "settled"),
            (None, Some(_)) => both("Đã trả lời, chờ kết luận", "answered"),
            (None, None) if overdue => both("Quá hạn", "overdue"),
            (None, None) => both("Chờ trả lời", "open"),
        }
    }
}
