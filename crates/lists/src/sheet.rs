//! A file's table, row by row: cells by column, and every bad row remembered.

use csv::StringRecord;
use domain::Vnd;
use jiff::civil::Date;
use statements::table::{self, Numbers, fold, read_table, shape};

use crate::columns::Column;
use crate::error::{ListError, Problem, RowFault, What};

/// How many bad rows a message tells.
const MOST_SHOWN: usize = 50;

/// What a list says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    /// The line of the file (or row of the sheet) of each entry, from 1.
    pub lines: Vec<u32>,
    /// The entries.
    pub rows: Vec<T>,
}

/// Reads a list: `row` makes an entry of each row below the header.
pub(crate) fn read<T>(
    bytes: &[u8],
    file_name: &str,
    columns: &[&'static Column],
    mut row: impl FnMut(&mut Row<'_>) -> Result<T, RowFault>,
) -> Result<List<T>, ListError> {
    let refused = |what| ListError { file: file_name.to_owned(), what };
    let (mut list, mut bad, mut count) = (List { lines: Vec::new(), rows: Vec::new() }, Vec::new(), 0_u32);
    let mut numbers = Numbers::default();
    let places = std::cell::RefCell::new(Vec::new());
    let weight = |cells: &[String]| {
        columns.iter().filter(|column| cells.iter().any(|cell| names(column, cell))).count()
    };
    let read = read_table(
        bytes,
        file_name,
        weight,
        |cells| {
            places.replace(header(columns, cells)?);
            Ok(())
        },
        |line, record| {
            let places = places.borrow();
            let mut cells = Row { line, columns, places: &places, record, numbers: &mut numbers };
            match row(&mut cells) {
                Ok(entry) => {
                    list.lines.push(line);
                    list.rows.push(entry);
                }
                Err(fault) => {
                    count = count.saturating_add(1);
                    if bad.len() < MOST_SHOWN {
                        bad.push((line, fault));
                    }
                }
            }
        },
    );
    match read {
        Err(error) if table::is_empty(&error) => Err(refused(What::Empty)),
        Err(error) => Err(refused(What::Unreadable(Box::new(error)))),
        Ok(None) => Err(refused(What::Columns(needed(columns)))),
        Ok(Some(Err(what))) => Err(refused(what)),
        Ok(Some(Ok(()))) if count > 0 => Err(refused(What::Rows { rows: bad, count })),
        Ok(Some(Ok(()))) if list.rows.is_empty() => Err(refused(What::Empty)),
        Ok(Some(Ok(()))) => Ok(list),
    }
}

fn names(column: &Column, cell: &str) -> bool {
    let folded = fold(cell);
    column.headers.contains(&folded.as_str())
}

fn needed(columns: &[&'static Column]) -> Vec<(&'static str, &'static str)> {
    columns.iter().filter(|column| column.required).map(|column| column.name).collect()
}

/// The place of each column in the rows. A header that could be two columns is the first one that has none yet.
fn header(columns: &[&'static Column], cells: &[String]) -> Result<Vec<Option<usize>>, What> {
    let mut places: Vec<Option<usize>> = vec![None; columns.len()];
    for (cell_place, cell) in cells.iter().enumerate() {
        let mut named = columns.iter().zip(places.iter_mut()).filter(|(column, _)| names(column, cell));
        let mut last = None;
        let free = named.find_map(|(column, place)| {
            last = Some(*column);
            place.is_none().then_some(place)
        });
        match (free, last) {
            (Some(place), _) => *place = Some(cell_place),
            (None, Some(column)) => return Err(What::ColumnTwice(column.name)),
            (None, None) => {}
        }
    }
    let missing: Vec<_> = columns
        .iter()
        .zip(&places)
        .filter(|(column, place)| column.required && place.is_none())
        .map(|(column, _)| column.name)
        .collect();
    if missing.is_empty() { Ok(places) } else { Err(What::Columns(missing)) }
}

/// A row of a list.
pub(crate) struct Row<'a> {
    pub(crate) line: u32,
    columns: &'a [&'static Column],
    places: &'a [Option<usize>],
    record: &'a StringRecord,
    numbers: &'a mut Numbers,
}

pub(crate) fn fault(column: &Column, problem: Problem) -> RowFault {
    RowFault { column: column.name, problem }
}

impl<'a> Row<'a> {
    /// The cell of a column, without blanks around it; empty where the file has none.
    pub(crate) fn cell(&self, column: &Column) -> &'a str {
        let at = self.columns.iter().zip(self.places).find(|(known, _)| std::ptr::eq(**known, column));
        let place = at.and_then(|(_, place)| *place);
        place.and_then(|place| self.record.get(place)).unwrap_or_default().trim()
    }

    /// A cell that says something.
    pub(crate) fn filled(&self, column: &Column) -> Result<&'a str, RowFault> {
        match self.cell(column) {
            "" => Err(fault(column, Problem::Missing)),
            cell => Ok(cell),
        }
    }

    /// A text of at most so many characters; empty where there is none.
    pub(crate) fn text(&self, column: &Column, most: usize) -> Result<String, RowFault> {
        let cell = self.cell(column);
        if cell.chars().count() > most {
            return Err(fault(column, Problem::TooLong(most)));
        }
        Ok(cell.to_owned())
    }

    /// A code of any kind, in whatever case; none where the cell is empty.
    pub(crate) fn code<C: std::str::FromStr>(&self, column: &Column) -> Result<Option<C>, RowFault> {
        match self.cell(column) {
            "" => Ok(None),
            cell => match cell.to_lowercase().parse() {
                Ok(code) => Ok(Some(code)),
                Err(_) => Err(fault(column, Problem::NoCode(shape(cell)))),
            },
        }
    }

    /// A code that must be there.
    pub(crate) fn must<C: std::str::FromStr>(&self, column: &Column) -> Result<C, RowFault> {
        self.code(column)?.ok_or_else(|| fault(column, Problem::Missing))
    }

    /// A whole number from 0; 0 where the cell is empty and the column may be left out.
    pub(crate) fn number<N: TryFrom<i64>>(&mut self, column: &Column) -> Result<N, RowFault> {
        let amount = self.amount(column)?;
        N::try_from(amount.dong()).map_err(|_| fault(column, Problem::NoNumber(shape(self.cell(column)))))
    }

    /// An amount of money from 0.
    pub(crate) fn amount(&mut self, column: &Column) -> Result<Vnd, RowFault> {
        let cell = if column.required { self.filled(column)? } else { self.cell(column) };
        match self.numbers.read(cell) {
            Ok(None) => Ok(Vnd::ZERO),
            Ok(Some(amount)) if amount.is_positive() => Ok(amount),
            _ => Err(fault(column, Problem::NoNumber(shape(cell)))),
        }
    }

    /// A day; none where the cell is empty.
    pub(crate) fn day(&self, column: &Column) -> Result<Option<Date>, RowFault> {
        match self.cell(column) {
            "" => Ok(None),
            cell => match table::day(cell) {
                Some(day) => Ok(Some(day)),
                None => Err(fault(column, Problem::NoDay(shape(cell)))),
            },
        }
    }

    /// One of some words, by what it is folded to.
    pub(crate) fn word<W>(
        &self,
        column: &Column,
        words: &'static str,
        of: impl FnOnce(&str) -> Option<W>,
    ) -> Result<W, RowFault> {
        of(&fold(self.filled(column)?)).ok_or_else(|| fault(column, Problem::NoWord(words)))
    }
}
