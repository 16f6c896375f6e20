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
        lines("Độ mạnh / strength", &report.strength.lines()),
    )
}

fn lines(title: &str, lines: &[Line]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    lines.iter().fold(format!("{title}:\n"), |text, line| format!("{text}  - {}\n    {}\n", line.vi, line.en))
}
