//! A verification's answer, as it is told on the command line.

use transparency::{Line, Outcome, Report};

use crate::failure::Failure;
use crate::out::say;

/// Prints the report; one that is not right becomes the program's exit code.
pub(crate) fn tell(report: &Report) -> Result<(), Failure> {
    say(&text(report))?;
    match report.outcome {
        Outcome::Right => Ok(()),
        wrong => Err(Failure::Verdict(wrong)),
    }
}

fn text(report: &Report) -> String {
    let (vi, en) = match report.outcome {
        Outcome::Right => ("ĐÚNG", "RIGHT"),
        Outcome::Incomplete => ("CHƯA ĐỦ ĐỂ KẾT LUẬN", "INCOMPLETE"),
        Outcome::Tampered => ("KHÔNG KHỚP: ĐÃ BỊ SỬA HOẶC LÀM GIẢ", "TAMPERED"),
    };
    format!(
        "{vi} / {en}\n{}{}{}",
        lines("Đã kiểm tra / checked", &report.checked),
        lines("Chưa kiểm tra / not checked", &report.not_checked),
        lines("Độ mạnh / strength", &strength(report)),
    )
}

fn lines(title: &str, lines: &[Line]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    lines.iter().fold(format!("{title}:\n"), |text, line| format!("{text}  - {}\n    {}\n", line.vi, line.en))
}

fn strength(report: &Report) -> Vec<Line> {
    let strength = &report.strength;
    let mut lines = Vec::new();
    if strength.signed {
        lines.push(Line::new("sổ tự ký", "signed by the log itself"));
    }
    let witnesses = strength.witnesses.join(", ");
    match (strength.quorum, strength.witnesses.is_empty()) {
        (Some(false), _) => lines.push(Line::new(
            format!("chưa đủ nhân chứng theo chính sách ({witnesses})"),
            format!("too few witnesses for the policy ({witnesses})"),
        )),
        (_, false) => {
            lines.push(Line::new(format!("nhân chứng: {witnesses}"), format!("witnessed by {witnesses}")));
        }
        (_, true) => {}
    }
    if !strength.replayed_by.is_empty() {
        let names = strength.replayed_by.join(", ");
        lines.push(Line::new(
            format!("kiểm toán đã dựng lại toàn bộ: {names}"),
            format!("replayed by {names}"),
        ));
    }
    if let Some(at) = &strength.stamped_at {
        lines.push(Line::new(format!("dấu thời gian: {at}"), format!("time-stamped {at}")));
    }
    lines
}
