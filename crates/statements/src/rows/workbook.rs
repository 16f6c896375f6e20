//! The sheets of a workbook: only the cells that say something, as texts, one behind the other.
//!
//! A sheet of two cells in its far corners costs two cells. What lies beyond the bounds of any statement is refused
//! with the cell's name, so that nothing is lost in silence.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use csv::StringRecord;

use crate::error::{Fault, Limit, MOST_COLUMNS, MOST_ROWS};

use super::archive::{self, MOST_INFLATED};
use super::{FRACTION, Stop};

/// Several sheets may name one part of the archive; it is not unpacked more often than this comes to.
const MOST_READ: u64 = 4 * MOST_INFLATED;

/// Cells share texts: all of them may come to this many times what the archive unpacks to ...
const MOST_SHARED: u64 = 4;
/// ... and to this much in any case.
const LEAST_ROOM: u64 = 32 << 20;

/// The filled cells of a sheet, row by row.
#[derive(Default)]
pub(crate) struct Sheet {
    cells: Vec<Cell>,
    text: String,
    rows: usize,
}

/// Row and column from 0, and where the cell's text ends; it begins at the end of the cell before.
struct Cell {
    row: u32,
    column: u32,
    end: usize,
}

/// The sheets that hold anything.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Fault> {
    let weight = archive::weigh(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let names = book.sheet_names();
    if weight.largest_sheet.saturating_mul(names.len() as u64) > MOST_READ {
        return Err(Fault::Beyond(Limit::Inflated));
    }
    let mut sheets = Vec::new();
    let room = weight.all.saturating_mul(MOST_SHARED).clamp(LEAST_ROOM, MOST_INFLATED);
    let mut room = usize::try_from(room).unwrap_or(usize::MAX);
    for name in names {
        let sheet = sheet(&mut book, &name, room)?;
        room = room.saturating_sub(sheet.text.len());
        if sheet.rows > 0 {
            sheets.push(sheet);
        }
    }
    if sheets.is_empty() { Err(Fault::Empty) } else { Ok(sheets) }
}

/// `room`: the most bytes that the cells' texts may come to.
fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, room: usize) -> Result<Sheet, Fault> {
    let mut sheet = Sheet::default();
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(sheet),
        Err(error) => return Err(fault(&error)),
    };
    while let Some(cell) = cells.next_cell().map_err(|error| fault(&error))? {
        sheet.push(cell.get_position(), &cell_text(cell.get_value()))?;
        if sheet.text.len() > room {
            return Err(Fault::Beyond(Limit::Inflated));
        }
    }
    Ok(sheet)
}

impl Sheet {
    fn push(&mut self, (row, column): (u32, u32), text: &str) -> Result<(), Fault> {
        // Formats reach far beyond the table, down whole columns; only what can be read counts.
        if text.is_empty() {
            return Ok(());
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(Fault::Beyond(Limit::Cell { name: cell_name(row, column) }));
        }
        let last = self.cells.last().map(|cell| (cell.row, cell.column));
        if last.is_some_and(|last| last >= (row, column)) {
            return Err(Fault::Workbook { detail: format!("order {}", cell_name(row, column)) });
        }
        if last.is_none_or(|(above, _)| above != row) {
            self.rows = self.rows.saturating_add(1);
        }
        self.text.push_str(text);
        self.cells.push(Cell { row, column, end: self.text.len() });
        Ok(())
    }

    /// How many rows hold anything.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Calls `f` with each row that holds anything, its number in the sheet from 1 and its cells up to the last
    /// filled one.
    pub(super) fn each(&self, mut f: impl FnMut(u32, &StringRecord) -> Result<(), Stop>) -> Result<(), Stop> {
        let mut record = StringRecord::new();
        let mut start = 0;
        for row in self.cells.chunk_by(|left, right| left.row == right.row) {
            record.clear();
            for cell in row {
                while record.len() < cell.column as usize {
                    record.push_field("");
                }
                record.push_field(self.text.get(start..cell.end).unwrap_or_default());
                start = cell.end;
            }
            let number = row.first().map_or(0, |cell| cell.row.saturating_add(1));
            f(number, &record)?;
        }
        Ok(())
    }
}

/// `XFD1048576`: a cell as a spreadsheet names it.
fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column).saturating_add(1);
    while let Some(digit) = rest.checked_sub(1) {
        letters.push(char::from(b'A'.saturating_add(u8::try_from(digit % 26).unwrap_or(0))));
        rest = digit / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row).saturating_add(1))
}

// The library's messages may quote cell contents, so only the kind is told.
fn fault(error: &XlsxError) -> Fault {
    let kind = match error {
        XlsxError::Zip(_) => "zip",
        XlsxError::Xml(_) | XlsxError::XmlAttr(_) => "xml",
        XlsxError::Password => "password",
        _ => "xlsx",
    };
    Fault::Workbook { detail: kind.to_owned() }
}

fn cell_text<'c>(cell: &'c DataRef<'_>) -> Cow<'c, str> {
    match cell {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cow::Borrowed(text)
        }
        DataRef::SharedString(text) => Cow::Borrowed(text),
        DataRef::Int(number) => Cow::Owned(number.to_string()),
        DataRef::Float(number) => Cow::Owned(number_text(&number.to_string())),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let time = if (hour, minute, second) == (0, 0, 0) {
                String::new()
            } else {
                format!(" {hour:02}:{minute:02}:{second:02}")
            };
            Cow::Owned(format!("{year:04}-{month:02}-{day:02}{time}"))
        }
        DataRef::DateTime(duration) => {
            let (_, _, _, hour, minute, second, _) = duration.to_ymd_hms_milli();
            Cow::Owned(format!("{hour:02}:{minute:02}:{second:02}"))
        }
        DataRef::Bool(_) | DataRef::Error(_) | DataRef::Empty => Cow::Borrowed(""),
    }
}

fn number_text(plain: &str) -> String {
    let whole = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if whole { plain.to_owned() } else { format!("{plain}{FRACTION}") }
}
