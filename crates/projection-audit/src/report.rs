//! A report as data: columns, rows of typed cells, totals. It prints nowhere by itself.

use jiff::civil::Date;

/// A finished report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its name in addresses and files: lower-case letters and hyphens.
    pub code: &'static str,
    /// Its title in Vietnamese.
    pub title_vi: &'static str,
    /// Its title in English.
    pub title_en: &'static str,
    /// Which account, item or warehouse it is of; empty where there is no choice.
    pub subject: String,
    /// First business day.
    pub first: Date,
    /// Last business day.
    pub last: Date,
    /// How many events of the log it knows.
    pub known_at: u64,
    /// From left to right.
    pub columns: Vec<Column>,
    /// One cell a column each.
    pub rows: Vec<Row>,
    /// Opening balances, sums and closing balances, to be printed below the rows.
    pub totals: Vec<Row>,
    /// What a reader must know, Vietnamese and English.
    pub notes: Vec<(String, String)>,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head in Vietnamese.
    pub vi: &'static str,
    /// Its head in English.
    pub en: &'static str,
    /// What stands in it.
    pub kind: Kind,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Counts.
    Int,
    /// Amounts in đồng.
    Vnd,
    /// Days.
    Date,
}

/// One row: a cell a column.
pub type Row = Vec<Cell>;

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// Text as it is.
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

/// Text.
#[expect(clippy::needless_pass_by_value, reason = "a cell takes what its caller has, made or borrowed")]
pub(crate) fn text(text: impl ToString) -> Cell {
    Cell::Text(text.to_string())
}

/// Text in both languages.
pub(crate) fn both(vi: &str, en: &str) -> Cell {
    Cell::Text(format!("{vi} / {en}"))
}

/// Text, or nothing.
pub(crate) fn maybe(value: Option<impl ToString>) -> Cell {
    value.map_or(Cell::Empty, text)
}

/// A day, or nothing.
pub(crate) fn day(on: Option<Date>) -> Cell {
    on.map_or(Cell::Empty, Cell::Date)
}

/// A sum. What does not fit 64 bits, more money than there is, stops at their end.
pub(crate) fn vnd(amount: i128) -> Cell {
    Cell::Vnd(i64::try_from(amount).unwrap_or(if amount < 0 { i64::MIN } else { i64::MAX }))
}

/// A sum, or nothing for zero.
pub(crate) fn vnd_or_empty(amount: i128) -> Cell {
    if amount == 0 { Cell::Empty } else { vnd(amount) }
}

/// A count, within 64 bits.
pub(crate) fn int(count: impl TryInto<i64>) -> Cell {
    Cell::Int(count.try_into().unwrap_or(i64::MAX))
}

/// A row under the table: a name, then these cells at the end.
pub(crate) fn total(columns: &[Column], vi: &str, en: &str, cells: impl IntoIterator<Item = Cell>) -> Row {
    let cells: Vec<_> = cells.into_iter().collect();
    let empty = columns.len().saturating_sub(cells.len()).saturating_sub(1);
    let mut row = vec![both(vi, en)];
    row.extend(std::iter::repeat_n(Cell::Empty, empty));
    row.extend(cells);
    row
}

/// Columns from `(vi, en, kind)`.
pub(crate) fn columns<const N: usize>(columns: [(&'static str, &'static str, Kind); N]) -> Vec<Column> {
    columns.map(|(vi, en, kind)| Column { vi, en, kind }).to_vec()
}
