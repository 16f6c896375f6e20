//! Reports in the formats that people ask for: sheets for the eye, tables for other programs, text for a terminal.

mod json;
mod named;
mod plain;
mod sheet;

use std::fmt;
use std::str::FromStr;

use documents::register::{Register, Row, csv, pdf, xlsx};

pub use named::{REPORTS, Read, report};

use crate::error::PaperError;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For other programs, RFC 4180.
    Csv,
    /// For other programs: an object with heads, rows and totals.
    Json,
    /// To be printed and signed.
    Pdf,
    /// For a terminal.
    Text,
    /// For a spreadsheet.
    Xlsx,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Csv, Self::Json, Self::Pdf, Self::Text, Self::Xlsx];

    /// The ending of a file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Pdf => "pdf",
            Self::Text => "txt",
            Self::Xlsx => "xlsx",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.ending())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = Self::ALL.map(Self::ending).join(", ");
        Self::ALL
            .into_iter()
            .find(|format| format.ending() == text)
            .ok_or_else(|| format!("một trong {names} / one of {names}"))
    }
}

/// A register in a format. The same register gives the same bytes.
pub fn render(register: &Register, rows: &[Row], format: Format) -> Result<Vec<u8>, PaperError> {
    let rows = rows.iter().cloned();
    Ok(match format {
        Format::Csv => csv(register, rows)?,
        Format::Json => json::json(register, rows).into_bytes(),
        Format::Pdf => pdf(register, rows)?,
        Format::Text => plain::plain(register, rows).into_bytes(),
        Format::Xlsx => xlsx(register, rows)?,
    })
}
