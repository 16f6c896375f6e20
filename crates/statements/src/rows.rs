//! Rows of a file, whatever its kind: CSV with any of three delimiters, or the sheets of a workbook.
//!
//! Both kinds hand on the same record of texts with the physical line (CSV) or sheet row (XLSX). A number cell of a
//! workbook that is no whole number carries [`FRACTION`], so that no mark in it can be taken for thousands.

mod archive;
mod csv_rows;
mod workbook;

use std::borrow::Cow;

use csv::StringRecord;

use crate::encoding;
use crate::error::{Fault, MOST_COLUMNS, StatementError};

use csv_rows::each_csv;
use workbook::Sheet;

/// Ends the text of a workbook number with a fraction.
pub(crate) const FRACTION: char = '\u{1f}';

const MOST_BYTES: usize = 1 << 30;
/// No row of a statement is shorter than a date and an amount.
const SHORTEST_ROW: usize = 12;

/// An opened file.
pub(crate) enum Source<'a> {
    Text(Cow<'a, str>),
    Sheets(Vec<Sheet>),
}

/// One way of reading a source as a table.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Table {
    Csv(u8),
    Sheet(usize),
}

/// What stops a reading: a fault, with its line where it has one.
pub(crate) type Stop = (Option<u32>, Fault);

impl<'a> Source<'a> {
    pub(crate) fn open(bytes: &'a [u8], certain: impl Fn(&str) -> bool) -> Result<Self, Stop> {
        let whole = |fault| (None, fault);
        if bytes.len() > MOST_BYTES {
            return Err(whole(Fault::TooBig));
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(whole(Fault::Empty));
        }
        if is_workbook(bytes) {
            return workbook::sheets(bytes).map(Self::Sheets).map_err(whole);
        }
        csv_rows::bounded(bytes)?;
        encoding::decode(bytes, certain).map(Self::Text).map_err(whole)
    }

    pub(crate) fn tables(&self) -> Vec<Table> {
        match self {
            Self::Text(_) => [b',', b';', b'\t'].map(Table::Csv).to_vec(),
            Self::Sheets(sheets) => (0..sheets.len()).map(Table::Sheet).collect(),
        }
    }

    /// At least as many rows as a table has, and not many more.
    pub(crate) fn rows(&self, table: Table) -> usize {
        match (self, table) {
            (Self::Text(text), _) => text
                .bytes()
                .filter(|byte| *byte == b'\n')
                .count()
                .min(text.len() / SHORTEST_ROW)
                .saturating_add(1),
            (Self::Sheets(sheets), Table::Sheet(index)) => sheets.get(index).map_or(0, Sheet::rows),
            (Self::Sheets(_), Table::Csv(_)) => 0,
        }
    }

    /// The first rows of a table, as owned cells.
    pub(crate) fn head(&self, table: Table, most: usize) -> Vec<Vec<String>> {
        let mut head = Vec::new();
        let enough = (None, Fault::Empty);
        // Stopping early is no error here, and a fault further down is told when the lines are read.
        let _stopped = self.each(table, |_, record| {
            // A line of millions of marks would be as many texts.
            let cells = record.iter().take(MOST_COLUMNS as usize);
            head.push(cells.map(|cell| cell.trim().to_owned()).collect());
            if head.len() < most { Ok(()) } else { Err(enough.clone()) }
        });
        head
    }

    /// Calls `f` with each row that is not blank.
    pub(crate) fn each(
        &self,
        table: Table,
        f: impl FnMut(u32, &StringRecord) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        match (self, table) {
            (Self::Text(text), Table::Csv(delimiter)) => each_csv(text, delimiter, f),
            (Self::Sheets(sheets), Table::Sheet(index)) => {
                sheets.get(index).map_or(Ok(()), |sheet| sheet.each(f))
            }
            _ => Ok(()),
        }
    }
}

/// True for the start of a zip archive, which of all kinds of files only a workbook is.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Refuses a text file with a line that no table has, in one pass and before anything is made of it. Workbooks are weighed
/// where they are opened.
pub fn check_lines(bytes: &[u8], file_name: &str) -> Result<(), StatementError> {
    if is_workbook(bytes) {
        return Ok(());
    }
    csv_rows::bounded(bytes).map_err(|(line, fault)| StatementError {
        file: file_name.to_owned(),
        line,
        fault,
    })
}

/// The first rows of every table of a file.
pub(crate) fn heads(bytes: &[u8], certain: impl Fn(&str) -> bool) -> Result<Vec<Vec<Vec<String>>>, Stop> {
    let source = Source::open(bytes, certain)?;
    Ok(source.tables().into_iter().map(|table| source.head(table, 60)).collect())
}
