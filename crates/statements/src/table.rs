//! Tables that are no statements: the same readers, bounds and refusals for lists that people bring.
//!
//! What the columns mean is the caller's matter. Nothing is kept here: each row is handed on once.

use csv::StringRecord;
use domain::Vnd;
use jiff::civil::Date;

use crate::amount::Amounts;
use crate::date;
use crate::error::{Fault, StatementError};
use crate::line::Reason;
use crate::profile::{DateForm, Marks};
use crate::rows::{Source, Table};

pub use crate::fold::fold;
pub use crate::shape::shape;

/// Titles may stand above the header, but not more rows than this.
const MOST_TITLES: usize = 60;

const MARKS: [Marks; 2] =
    [Marks { thousands: b'.', decimal: b',' }, Marks { thousands: b',', decimal: b'.' }];

const DATES: [DateForm; 4] = [
    DateForm { year_first: false, mark: b'/' },
    DateForm { year_first: true, mark: b'-' },
    DateForm { year_first: false, mark: b'-' },
    DateForm { year_first: false, mark: b'.' },
];

/// Reads the table of a file whose header `weight` likes best: of the delimiters or sheets, and of the first rows. The
/// weight of a row that is no header is 0. `header` sees that row, `row` each one below it that is not blank, with its
/// line from 1. `None` where no row is a header.
pub fn read_table<E>(
    bytes: &[u8],
    file_name: &str,
    weight: impl Fn(&[String]) -> usize,
    header: impl FnOnce(&[String]) -> Result<(), E>,
    mut row: impl FnMut(u32, &StringRecord),
) -> Result<Option<Result<(), E>>, StatementError> {
    let refused = |(line, fault)| StatementError { file: file_name.to_owned(), line, fault };
    let source = Source::open(bytes, |_| false).map_err(refused)?;
    let Some((table, place, cells)) = best(&source, weight) else { return Ok(None) };
    if let Err(error) = header(&cells) {
        return Ok(Some(Err(error)));
    }
    let mut seen = 0_usize;
    source
        .each(table, |line, record| {
            seen = seen.saturating_add(1);
            let blank = record.iter().all(|cell| cell.trim().is_empty());
            if seen > place.saturating_add(1) && !blank {
                row(line, record);
            }
            Ok(())
        })
        .map_err(refused)?;
    Ok(Some(Ok(())))
}

/// True for a file without anything in it.
pub fn is_empty(error: &StatementError) -> bool {
    error.fault == Fault::Empty
}

fn best(source: &Source<'_>, weight: impl Fn(&[String]) -> usize) -> Option<(Table, usize, Vec<String>)> {
    let mut found = None;
    let mut most = 0;
    for table in source.tables() {
        for (place, cells) in source.head(table, MOST_TITLES).into_iter().enumerate() {
            let weight = weight(&cells);
            if weight > most {
                most = weight;
                found = Some((table, place, cells));
            }
        }
    }
    found
}

/// Reads the numbers of one file, which must keep to one pair of marks.
#[derive(Debug)]
pub struct Numbers(Amounts<'static>);

impl Default for Numbers {
    fn default() -> Self {
        Self(Amounts::new(&MARKS))
    }
}

impl Numbers {
    /// The signed whole number of a cell; `None` for blank, a dash, or zero.
    pub fn read(&mut self, cell: &str) -> Result<Option<Vnd>, Reason> {
        self.0.read(cell)
    }
}

/// The day of a cell, written `d/m/yyyy`, `d-m-yyyy`, `d.m.yyyy` or `yyyy-m-d`.
pub fn day(cell: &str) -> Option<Date> {
    let dated = date::read(cell, &DATES).ok()?;
    dated.rest.is_empty().then_some(dated.date)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_header_is_found_below_titles_whatever_the_delimiter() {
        for mark in [",", ";", "\t"] {
            let text = format!("DANH SÁCH\n\nmã{mark}tên\n\n1{mark}a\n2{mark}b\n");
            let mut rows = Vec::new();
            let weight =
                |cells: &[String]| cells.iter().filter(|cell| *cell == "mã" || *cell == "tên").count();
            let read = read_table(
                text.as_bytes(),
                "list.csv",
                weight,
                |cells| if cells.len() == 2 { Ok(()) } else { Err(()) },
                |line, row| rows.push((line, row.len())),
            );
            assert_eq!(read, Ok(Some(Ok(()))));
            assert_eq!(rows, [(5, 2), (6, 2)]);
        }
    }

    #[test]
    fn a_list_of_one_endless_line_is_refused_by_its_number() {
        let text = format!("mã,tên\n{}\n", ";".repeat(1 << 20));
        let weight = |cells: &[String]| cells.len();
        let read = read_table(text.as_bytes(), "list.csv", weight, |_| Ok::<_, ()>(()), |_, _| {});
        let error = read.unwrap_err();
        assert_eq!((error.line, error.fault), (Some(2), Fault::Beyond(crate::Limit::Line)));
    }

    #[test]
    fn days_are_read_in_the_ways_people_write_them() {
        for cell in ["9/8/2021", "09-08-2021", "9.8.2021", "2021-08-09", " 2021-08-09 00:00:00"] {
            assert_eq!(day(cell), Some(date(2021, 8, 9)), "{cell}");
        }
        for cell in ["", "31/02/2021", "8/2021", "9/8/2021 x", "hôm qua"] {
            assert_eq!(day(cell), None, "{cell}");
        }
    }
}
