//! Rows of a text file, each no longer than a row of a table can be.
//!
//! A file of one line of forty million marks is forty million texts once it is cut into cells, so lines are measured
//! before they are cut, and a quotation mark that stays open is followed no further than [`MOST_LINE`] bytes.

use std::io::{self, Read};

use csv::{Reader, ReaderBuilder, StringRecord};
use memchr::{memchr_iter, memchr2};

use crate::error::{Fault, Limit, MOST_LINE};

use super::Stop;

/// A memo wraps over a few lines; a cell of more breaks than this is an open quotation mark.
const MOST_BREAKS: usize = 24;

/// Refuses the first line that is longer than [`MOST_LINE`], by its number.
pub(super) fn bounded(bytes: &[u8]) -> Result<(), Stop> {
    let mut start = 0_usize;
    loop {
        let rest = bytes.get(start..).unwrap_or_default();
        let window = rest.get(..rest.len().min(MOST_LINE.saturating_add(1))).unwrap_or_default();
        match memchr2(b'\r', b'\n', window) {
            Some(end) => start = start.saturating_add(end).saturating_add(1),
            None if rest.len() > MOST_LINE => {
                let above = memchr_iter(b'\n', bytes.get(..start).unwrap_or_default()).count();
                let line = u32::try_from(above.saturating_add(1)).unwrap_or(u32::MAX);
                return Err((Some(line), Fault::Beyond(Limit::Line)));
            }
            None => return Ok(()),
        }
    }
}

/// Calls `f` with each row that is not blank, and the physical line that it begins on.
pub(super) fn each_csv(
    text: &str,
    delimiter: u8,
    mut f: impl FnMut(u32, &StringRecord) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let bytes = text.as_bytes();
    let mut reader = reader(bytes, delimiter);
    let mut record = StringRecord::new();
    loop {
        let (start, mut line) = (offset(reader.position()), reader.position().line());
        let rest = bytes.get(start..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line = line.saturating_add(breaks(rest.get(..blank).unwrap_or_default()));
        let number = u32::try_from(line).unwrap_or(u32::MAX);
        reader.get_mut().end = start.saturating_add(blank).saturating_add(MOST_LINE).saturating_add(2);
        // Characters are known to be whole and rows may differ in length: nothing else can go wrong.
        let more = reader.read_record(&mut record).map_err(|_| (Some(number), endless(rest, blank)))?;
        if !more {
            return Ok(());
        }
        let raw = bytes.get(start..offset(reader.position())).unwrap_or_default();
        let body = raw.get(blank..).unwrap_or_default();
        // The record's own end is one break; more of them stand inside quotation marks.
        if reader.position().line().saturating_sub(line) > 1 && !well_quoted(body, delimiter) {
            return Err((Some(number), Fault::OpenQuote));
        }
        f(number, &record)?;
    }
}

/// Why a row is longer than any may be.
fn endless(rest: &[u8], blank: usize) -> Fault {
    let end = blank.saturating_add(MOST_LINE);
    let broken = memchr2(b'\r', b'\n', rest.get(blank..end).unwrap_or_default()).is_some();
    if broken { Fault::OpenQuote } else { Fault::Beyond(Limit::Line) }
}

/// A text that is handed out up to an end which moves with the rows.
struct Rows<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

fn reader(bytes: &[u8], delimiter: u8) -> Reader<Rows<'_>> {
    let rows = Rows { bytes, at: 0, end: 0 };
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(rows)
}

impl Read for Rows<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let all = self.bytes.get(self.at..).unwrap_or_default();
        let mut open = self.bytes.get(self.at..self.end.min(self.bytes.len())).unwrap_or_default();
        if open.is_empty() && !all.is_empty() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = open.read(into)?;
        self.at = self.at.saturating_add(count);
        Ok(count)
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
    fn a_line_that_no_table_has_is_refused_by_its_number() {
        let line = |length: usize| format!("a,b\r\n\r\n{}\nc,d\n", ",".repeat(length));
        assert_eq!(bounded(line(MOST_LINE).as_bytes()), Ok(()));
        assert!(lines(&line(MOST_LINE)).is_ok());
        let fault = (Some(3), Fault::Beyond(Limit::Line));
        assert_eq!(bounded(line(MOST_LINE + 1).as_bytes()), Err(fault.clone()));
        assert_eq!(lines(&line(MOST_LINE + 10)), Err(fault));
        assert_eq!(bounded("x".repeat(MOST_LINE + 1).as_bytes()), Err((Some(1), Fault::Beyond(Limit::Line))));
    }

    #[test]
    fn blank_lines_and_short_rows_count_to_no_limit() {
        let text = format!("a,b\n{}c,d\n", "\r\n".repeat(MOST_LINE));
        assert_eq!(lines(&text), Ok(vec![(1, 2), (u32::try_from(MOST_LINE).unwrap() + 2, 2)]));
        let many = "1,2\n".repeat(MOST_LINE);
        assert_eq!(lines(&many).map(|lines| lines.len()), Ok(MOST_LINE));
    }

    #[test]
    fn an_open_quotation_mark_is_not_followed_to_the_end_of_the_file() {
        let text = format!("a,b\nc,\"d\n{}", "e,f\n".repeat(MOST_LINE));
        assert_eq!(lines(&text), Err((Some(2), Fault::OpenQuote)));
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
