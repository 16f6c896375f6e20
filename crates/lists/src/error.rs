//! Why a list was refused, in Vietnamese and English. A message shows the shape of a cell, never what it says.

use std::fmt::Write as _;

use statements::StatementError;

/// A list that was refused whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} / {}", self.vi(), self.en())]
pub struct ListError {
    /// The file's name as given.
    pub file: String,
    /// What is wrong.
    pub what: What,
}

/// What is wrong with a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The file cannot be read at all.
    Unreadable(Box<StatementError>),
    /// No row below the header, or nothing at all.
    Empty,
    /// Columns that are needed and not there, Vietnamese and English.
    Columns(Vec<(&'static str, &'static str)>),
    /// A column that stands twice, Vietnamese and English.
    ColumnTwice((&'static str, &'static str)),
    /// Rows that are wrong: the first ones, and how many there are.
    Rows {
        /// Line (or sheet row) and fault.
        rows: Vec<(u32, RowFault)>,
        /// All of them.
        count: u32,
    },
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The column, Vietnamese and English.
    pub column: (&'static str, &'static str),
    /// What is wrong with its cell.
    pub problem: Problem,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing in it.
    Missing,
    /// No code, or no account; the cell's shape.
    NoCode(String),
    /// No whole number that can be; the cell's shape.
    NoNumber(String),
    /// No day that there is; the cell's shape.
    NoDay(String),
    /// None of the words that may stand there.
    NoWord(&'static str),
    /// Longer than can be kept.
    TooLong(usize),
    /// Not what the first row of the same note says.
    OtherInNote(u32),
}

impl ListError {
    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        let file = &self.file;
        match &self.what {
            What::Unreadable(error) => error.vi(),
            What::Empty => format!("{file}: danh sách không có dòng nào; hãy kiểm tra lại tệp"),
            What::Columns(missing) => format!(
                "{file}: thiếu cột {}; hãy ghi tên cột ở dòng tiêu đề",
                missing.iter().map(|(vi, _)| format!("\"{vi}\"")).collect::<Vec<_>>().join(", ")
            ),
            What::ColumnTwice((vi, _)) => {
                format!("{file}: cột \"{vi}\" xuất hiện hai lần; hãy xóa hoặc đổi tên cột thừa")
            }
            What::Rows { rows, count } => {
                let mut text = format!("{file}: có {count} dòng sai, chưa ghi dòng nào:");
                for (line, fault) in rows {
                    let _written =
                        write!(text, "\ndòng {line}, cột \"{}\": {}", fault.column.0, fault.problem.vi());
                }
                if let Some(more) = more(rows.len(), *count) {
                    let _written = write!(text, "\nvà {more} dòng nữa");
                }
                text
            }
        }
    }

    /// The message in English.
    pub fn en(&self) -> String {
        let file = &self.file;
        match &self.what {
            What::Unreadable(error) => error.en(),
            What::Empty => format!("{file}: the list has no row; check the file"),
            What::Columns(missing) => format!(
                "{file}: columns {} are missing; name them in the header row",
                missing.iter().map(|(_, en)| format!("\"{en}\"")).collect::<Vec<_>>().join(", ")
            ),
            What::ColumnTwice((_, en)) => {
                format!("{file}: column \"{en}\" stands twice; remove or rename one")
            }
            What::Rows { rows, count } => {
                let mut text = format!("{file}: {count} rows are wrong, nothing was taken:");
                for (line, fault) in rows {
                    let _written =
                        write!(text, "\nline {line}, column \"{}\": {}", fault.column.1, fault.problem.en());
                }
                if let Some(more) = more(rows.len(), *count) {
                    let _written = write!(text, "\nand {more} more");
                }
                text
            }
        }
    }
}

fn more(shown: usize, count: u32) -> Option<u32> {
    count.checked_sub(u32::try_from(shown).ok()?).filter(|more| *more > 0)
}

impl Problem {
    fn vi(&self) -> String {
        match self {
            Self::Missing => "còn trống; hãy ghi vào".into(),
            Self::NoCode(shape) => format!(
                "\"{shape}\" không phải mã; mã gồm chữ thường không dấu, chữ số và gạch nối (tài khoản: ngân hàng:số)"
            ),
            Self::NoNumber(shape) => format!("\"{shape}\" không phải số nguyên hợp lệ; hãy ghi lại số"),
            Self::NoDay(shape) => {
                format!("\"{shape}\" không phải một ngày có thật; hãy ghi ngày/tháng/năm")
            }
            Self::NoWord(words) => format!("chỉ ghi một trong: {words}"),
            Self::TooLong(most) => format!("dài quá {most} ký tự; hãy rút ngắn"),
            Self::OtherInNote(line) => {
                format!("khác với dòng {line} của cùng số phiếu; hãy sửa cho khớp hoặc đổi số phiếu")
            }
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Missing => "nothing there; fill it in".into(),
            Self::NoCode(shape) => format!(
                "\"{shape}\" is no code; a code has lower-case letters, digits and hyphens (an account: bank:number)"
            ),
            Self::NoNumber(shape) => format!("\"{shape}\" is no whole number that can be; write it again"),
            Self::NoDay(shape) => format!("\"{shape}\" is no day that there is; write day/month/year"),
            Self::NoWord(words) => format!("one of these is wanted: {words}"),
            Self::TooLong(most) => format!("longer than {most} characters; shorten it"),
            Self::OtherInNote(line) => {
                format!("differs from line {line} of the same note; make them agree, or give another note")
            }
        }
    }
}
