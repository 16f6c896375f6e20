//! Rows as CSV and as JSON lines, in the form of all files for the public.

use serde::Serialize;

/// A row of a spreadsheet.
pub trait Row {
    /// Names of the columns.
    const COLUMNS: &'static [&'static str];
    /// The cells, as many as there are columns.
    fn cells(&self) -> Vec<String>;
}

/// A cell of free text. A spreadsheet takes one that begins so for a formula; a mark in front makes it text.
pub fn text(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

/// What a file begins with: a line that says whose it is, and the columns' names. Spreadsheets need the mark in front to read
/// Vietnamese.
pub fn csv_head<R: Row>(about: &str) -> Vec<u8> {
    format!("\u{feff}# {about}\r\n{}\r\n", R::COLUMNS.join(",")).into_bytes()
}

/// Rows of a spreadsheet.
pub fn csv_rows<R: Row>(rows: &[R]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Into memory nothing fails, and all rows are of one length.
        let _ = writer.write_record(row.cells());
    }
    writer.into_inner().unwrap_or_default()
}

/// Objects, one a line.
pub fn json_rows<R: Serialize>(rows: &[R]) -> Vec<u8> {
    let mut lines = Vec::new();
    for row in rows {
        if serde_json::to_writer(&mut lines, row).is_ok() {
            lines.push(b'\n');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+84", "'+84"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("Ủng hộ = lòng tốt", "Ủng hộ = lòng tốt"),
            ("", ""),
        ] {
            assert_eq!(text(cell), written);
        }
    }
}
