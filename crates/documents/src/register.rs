//! Registers: tables of any length, the same one as PDF, XLSX and CSV.
//!
//! A [`Register`] says what stands around the rows; the rows come from an iterator, so that a journal of a year is never
//! held as pages. Sums are the caller's: what is printed here was worked out by a projection.

mod csv;
mod face;
mod ink;
mod layout;
mod pdf;
#[cfg(test)]
mod tests;
mod xlsx;

use jiff::civil::Date;

pub use csv::csv;
pub use pdf::pdf;
pub use xlsx::xlsx;

use crate::figures::{day, thousands};
use crate::paper::Signer;

/// What stands around the rows of a register.
#[derive(Clone, Debug)]
pub struct Register {
    /// Lines at the top left, the issuer: parent, name, address.
    pub issuer: Vec<String>,
    /// The title in Vietnamese.
    pub title: String,
    /// The title in English.
    pub title_en: String,
    /// Lines below the title: period, account, as known when.
    pub subtitle: Vec<String>,
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// How the sheet lies.
    pub sheet: Sheet,
    /// Rows after the last one, printed bold: sums, balances.
    pub totals: Vec<Row>,
    /// Lines below the table: notes, digests.
    pub footer: Vec<String>,
    /// Who signs below; nobody where empty.
    pub signers: Vec<Signer>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its head in Vietnamese.
    pub vi: String,
    /// Its head in English, printed small; empty leaves it out.
    pub en: String,
    /// Its share of the width, above zero.
    pub weight: u16,
    /// Where its cells stand.
    pub align: Align,
}

impl Column {
    /// A column of text.
    pub fn text(vi: &str, en: &str, weight: u16) -> Self {
        Self { vi: vi.to_owned(), en: en.to_owned(), weight, align: Align::Left }
    }

    /// A column of figures, aligned right.
    pub fn figures(vi: &str, en: &str, weight: u16) -> Self {
        Self { align: Align::Right, ..Self::text(vi, en, weight) }
    }

    /// A column of short marks or days, centred.
    pub fn centred(vi: &str, en: &str, weight: u16) -> Self {
        Self { align: Align::Centre, ..Self::text(vi, en, weight) }
    }
}

/// Where cells stand in their column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Left.
    Left,
    /// In the middle.
    Centre,
    /// Right.
    Right,
}

/// How the A4 sheet lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Upright.
    Portrait,
    /// Across.
    Landscape,
}

/// One row: a cell a column; what is lacking at the end is empty, what is too much is left out.
pub type Row = Vec<Cell>;

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text as it is; never a formula.
    Text(String),
    /// A count.
    Int(i64),
    /// An amount in đồng.
    Vnd(i64),
    /// A day.
    Date(Date),
    /// Nothing.
    Empty,
}

impl Cell {
    /// What is printed on paper.
    fn printed(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Int(value) | Self::Vnd(value) => thousands(*value),
            Self::Date(date) => day(*date),
            Self::Empty => String::new(),
        }
    }
}

/// Why a register cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} / {}", self.vi(), self.en())]
pub enum RegisterError {
    /// There is no column.
    NoColumns,
    /// The file format has an end: a workbook holds 1,048,576 rows.
    TooManyRows,
    /// The library that writes the file refused, with its own words.
    Write(String),
}

impl RegisterError {
    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::NoColumns => "sổ không có cột nào; hãy chọn ít nhất một cột".to_owned(),
            Self::TooManyRows => {
                "sổ dài hơn 1.048.576 dòng của một bảng tính; hãy xuất theo kỳ ngắn hơn hoặc dùng CSV"
                    .to_owned()
            }
            Self::Write(detail) => {
                format!("không ghi được tệp ({detail}); hãy gửi thông báo này cho người phụ trách phần mềm")
            }
        }
    }

    /// The message in English.
    pub fn en(&self) -> String {
        match self {
            Self::NoColumns => "the register has no column; choose at least one".to_owned(),
            Self::TooManyRows => {
                "the register is longer than the 1,048,576 rows of a workbook; export a shorter period, or CSV".to_owned()
            }
            Self::Write(detail) => {
                format!("the file could not be written ({detail}); send this message to whoever looks after the program")
            }
        }
    }
}
