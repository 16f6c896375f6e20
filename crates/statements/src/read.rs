//! Reads a statement: rows to lines, in one pass, texts into one arena.
//!
//! Rows that carry no date are the bank's furniture (titles, page ends, repeated headers, totals), or the rest of a
//! memo that wraps. A row with an amount and no date refuses the file: it may be a booking, and none may be lost.

mod facts;
mod row;

use csv::StringRecord;
use sha2::{Digest, Sha256};

use crate::control;
use crate::encoding;
use crate::error::{Fault, StatementError};
use crate::fold::fold;
use crate::layout;
use crate::line::{Direction, Line, Moment, Statement};
use crate::profile::Profile;
use crate::rows::{Source, Stop, Table};

use facts::Facts;
use row::Reader;

/// Reads a statement file (CSV or XLSX) by a profile. `file_name` is for messages only.
pub fn read_statement(bytes: &[u8], file_name: &str, profile: &Profile) -> Result<Statement, StatementError> {
    read(bytes, profile).map_err(|(line, fault)| StatementError { file: file_name.to_owned(), line, fault })
}

fn read(bytes: &[u8], profile: &Profile) -> Result<Statement, Stop> {
    let whole = |fault| (None, fault);
    let source = Source::open(bytes, |text| encoding::is_certain(text, profile))?;
    let (table, found) = table(&source, profile).map_err(whole)?;
    let mut reader =
        Reader::new(profile, &found.layout, matches!(table, Table::Csv(_)), source.rows(table), bytes.len());
    let mut facts = Facts::default();
    let mut seen = 0_usize;
    let mut ended = false;
    source.each(table, |number, record| {
        seen = seen.saturating_add(1);
        if seen <= found.row.saturating_add(1) {
            facts.note(profile, &found.layout, record, false);
            return Ok(());
        }
        if reader.line(number, record)? {
            return if ended { Err((Some(number), Fault::AfterEnd)) } else { Ok(()) };
        }
        ended |= between(profile, &mut reader, &mut facts, number, record)?;
        Ok(())
    })?;
    if reader.lines.is_empty() {
        return Err((None, Fault::NoLines));
    }
    if let Some(code) = facts.foreign() {
        return Err((None, Fault::Currency { code }));
    }
    Ok(finish(bytes, profile, reader, &facts))
}

/// The table of a file that has the profile's columns, or the nearest miss.
fn table(source: &Source<'_>, profile: &Profile) -> Result<(Table, layout::Found), Fault> {
    let mut nearest: Option<Fault> = None;
    for table in source.tables() {
        match layout::find(profile, &source.head(table, profile.header_rows())) {
            Ok(found) => {
                let twice = found.layout.twice().map(|column| Fault::ColumnTwice { column });
                return twice.map_or(Ok((table, found)), Err);
            }
            Err(fault) if nearest.as_ref().is_none_or(|best| recognised(&fault) > recognised(best)) => {
                nearest = Some(fault);
            }
            Err(_) => {}
        }
    }
    Err(nearest.unwrap_or(Fault::Empty))
}

fn recognised(fault: &Fault) -> usize {
    if let Fault::Columns { found, .. } = fault { found.len() } else { 0 }
}

/// A row without a date. True when it ends the statement.
fn between(
    profile: &Profile,
    reader: &mut Reader<'_>,
    facts: &mut Facts,
    number: u32,
    record: &StringRecord,
) -> Result<bool, Stop> {
    let cells: Vec<&str> = record.iter().collect();
    let Some(first) = cells.iter().map(|cell| fold(cell)).find(|cell| !cell.is_empty()) else {
        return Ok(false);
    };
    let labelled = facts.note(profile, reader.layout, record, true);
    if profile.ends(&first) {
        return Ok(true);
    }
    if labelled || profile.skips(&first) || layout::is_header(profile, &cells) || reader.wrapped(record)? {
        return Ok(false);
    }
    reader.undated(number, record).map(|()| false)
}

fn finish(bytes: &[u8], profile: &Profile, mut reader: Reader<'_>, facts: &Facts) -> Statement {
    let count = reader.lines.len();
    if descending(&reader.lines) {
        reader.lines.reverse();
        for entry in &mut reader.quarantine {
            entry.index = count.saturating_sub(1).saturating_sub(entry.index);
        }
        reader.quarantine.reverse();
    }
    let control =
        control::check(&mut reader.lines, &mut reader.quarantine, facts.printed(), profile.balances());
    Statement {
        profile: profile.name().to_owned(),
        sha256: Sha256::digest(bytes).into(),
        account: facts.account(),
        currency: "VND".to_owned(),
        period: period(&reader.lines),
        control: control::Control { unreadable: reader.unreadable, ..control },
        lines: reader.lines,
        quarantine: reader.quarantine,
        arena: reader.arena,
    }
}

fn period(lines: &[Line]) -> Option<(Moment, Moment)> {
    let moments = || lines.iter().map(|line| (line.date, line.time));
    Some((moments().min()?, moments().max()?))
}

/// Newest first? Told by the moments, or, when all are the same, by the balances.
fn descending(lines: &[Line]) -> bool {
    let (mut up, mut down) = (0_usize, 0_usize);
    for (earlier, later) in lines.iter().zip(lines.iter().skip(1)) {
        let order = (earlier.date, earlier.time).cmp(&(later.date, later.time));
        up = up.saturating_add(usize::from(order.is_lt()));
        down = down.saturating_add(usize::from(order.is_gt()));
    }
    if up != down {
        return down > up;
    }
    let steps = |forward: bool| {
        let pairs = lines.iter().zip(lines.iter().skip(1));
        pairs.filter(|(above, below)| if forward { step(above, below) } else { step(below, above) }).count()
    };
    steps(false) > steps(true)
}

/// True where the later balance is the earlier one and the later line's movement.
fn step(earlier: &Line, later: &Line) -> bool {
    let moved = later.amount.and_then(|amount| match later.direction {
        Direction::Debit => amount.checked_neg(),
        _ => Some(amount),
    });
    let (Some(before), Some(after), Some(moved)) = (earlier.balance, later.balance, moved) else {
        return false;
    };
    before.checked_add(moved) == Some(after)
}

#[cfg(test)]
mod tests;
