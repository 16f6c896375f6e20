//! A register as CSV for other programs: RFC 4180, UTF-8 with a mark that Excel needs, heads and rows alone.
//!
//! Amounts are plain digits and days year-month-day, so that no reader has to guess. A text that a spreadsheet would run
//! as a formula gets an apostrophe before it.

use super::{Cell, Register, RegisterError, Row};

const BOM: &[u8] = "\u{feff}".as_bytes();

/// The register as CSV: a line of heads in Vietnamese, then the rows. Title, totals and footer are left out.
pub fn csv(register: &Register, rows: impl IntoIterator<Item = Row>) -> Result<Vec<u8>, RegisterError> {
    if register.columns.is_empty() {
        return Err(RegisterError::NoColumns);
    }
    let write = |error: csv::Error| RegisterError::Write(error.to_string());
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BOM.to_vec());
    writer.write_record(register.columns.iter().map(|column| harmless(&column.vi))).map_err(write)?;
    for row in rows {
        let cells = row.iter().chain(std::iter::repeat(&Cell::Empty)).take(register.columns.len());
        writer.write_record(cells.map(text)).map_err(write)?;
    }
    writer.into_inner().map_err(|error| RegisterError::Write(error.to_string()))
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Int(value) | Cell::Vnd(value) => value.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Empty => String::new(),
    }
}

fn harmless(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if runs && !is_number(text) { format!("'{text}") } else { text.to_owned() }
}

/// A minus and digits, with dots and commas between them.
fn is_number(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|digits| {
        digits.starts_with(|first: char| first.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
    })
}
