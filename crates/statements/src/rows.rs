//! Rows of a file, whatever its kind: CSV with any of three delimiters, or the sheets of a workbook.
//!
//! Both kinds hand on the same record of texts with the physical line (CSV) or sheet row (XLSX). A number cell of a
//! workbook that is no whole number carries [`FRACTION`], so that no mark in it can be taken for thousands.

mod archive;
mod workbook;

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use crate::encoding;
use crate::error::{Fault, MOST_COLUMNS};

use workbook::Sheet;

/// Ends the text of a workbook number with a fraction.
pub(crate) const FRACTION: char = '\u{1f}';

const MOST_BYTES: usize = 1 << 30;
/// A memo wraps over a few lines; a cell of more breaks than this is an open quotation mark.
const MOST_BREAKS: usize = 24;

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
    pub(crate) fn open(bytes: &'a [u8], certain: impl Fn(&str) -> bool) -> Result<Self, Fault> {
        if bytes.len() > MOST_BYTES {
            return Err(Fault::TooBig);
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(Fault::Empty);
        }
        if is_workbook(bytes) {
            workbook::sheets(bytes).map(Self::Sheets)
        } else {
            encoding::decode(bytes, certain).map(Self::Text)
        }
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

/// The first rows of every table of a file.
pub(crate) fn heads(bytes: &[u8], certain: impl Fn(&str) -> bool) -> Result<Vec<Vec<Vec<String>>>, Fault> {
    let source = Source::open(bytes, certain)?;
    Ok(source.tables().into_iter().map(|table| source.head(table, 60)).collect())
}

fn each_csv(
    text: &str,
    delimiter: u8,
    mut f: impl FnMut(u32, &StringRecord) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let bytes = text.as_bytes();
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
    let mut record = StringRecord::new();
    loop {
        let (start, mut line) = (offset(reader.position()), reader.position().line());
        if !reader.read_record(&mut record).unwrap_or(false) {
            return Ok(());
        }
        let raw = bytes.get(start..offset(reader.position())).unwrap_or_default();
        let blank = raw.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line = line.saturating_add(breaks(raw.get(..blank).unwrap_or_default()));
        let number = u32::try_from(line).unwrap_or(u32::MAX);
        let body = raw.get(blank..).unwrap_or_default();
        // The record's own end is one break; more of them stand inside quotation marks.
        if reader.position().line().saturating_sub(line) > 1 && !well_quoted(body, delimiter) {
            return Err((Some(number), Fault::OpenQuote));
        }
        f(number, &record)?;
    }
}

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

fn breaks(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

/// True where every quotation mark of a record opens at a cell's start and closes at its end. A record that runs over
/// lines and is not quoted so has swallowed other lines.
fn well_quoted(record: &[u8], delimiter: u8) -> bool {
    let mut inside = false;
    let mut cell_start = true;
    let mut broken = 0_usize;
    let mut bytes = record.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match (inside, byte) {
            (true, b'"') if bytes.next_if_eq(&b'"').is_some() => {}
            (true, b'"') => {
                inside = false;
                broken = 0;
                if bytes.peek().is_some_and(|next| *next != delimiter && !matches!(next, b'\r' | b'\n')) {
                    return false;
                }
            }
            (true, b'\n') => {
                broken = broken.saturating_add(1);
                if broken > MOST_BREAKS {
                    return false;
                }
            }
            (false, b'"') if !cell_start => return false,
            (false, b'"') => inside = true,
            _ => {}
        }
        cell_start = !inside && byte == delimiter;
    }
    !inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Result<Vec<(u32, usize)>, Stop> {
        let mut seen = Vec::new();
        each_csv(text, b',', |line, record| {
            seen.push((line, record.len()));
            Ok(())
        })?;
        Ok(seen)
    }

    #[test]
    fn physical_lines_count_blank_and_wrapped_ones() {
        assert_eq!(lines("a,b\n\n\nc,\"d\ne\"\r\nf,g"), Ok(vec![(1, 2), (4, 2), (6, 2)]));
    }

    #[test]
    fn a_quotation_mark_that_swallows_lines_is_refused_where_it_opens() {
        let fault = Err((Some(2), Fault::OpenQuote));
        assert_eq!(lines("a,b\nc,\"d\ne,f\n"), fault);
        assert_eq!(lines("a,b\nc,\"d\ne,\"f\ng\"\n"), fault);
        assert_eq!(lines(&format!("a,b\nc,\"{}\"\n", "x\n".repeat(30))), fault);
        assert!(lines("a,b\nc,\"say \"\"d\"\"\ne\"\nf,5\" pipe\n").is_ok());
    }
}
