//! A report's table as a register: the issuer above it, what was known when, notes and the digest below.

use documents::day;
use documents::paper::{Role, Signer};
use documents::register::{Cell, Column, Register, Row, Sheet};
use projection_audit as audit;
use projection_audit::{Kind, Report};

use crate::desk::Desk;

/// From so many columns on a sheet lies across.
const ACROSS: usize = 7;

/// The register of a report, and its rows.
pub(super) fn sheet(desk: &Desk<'_>, report: Report) -> (Register, Vec<Row>) {
    let issuer = desk.issuer.on_paper(&desk.fund_name);
    let period = format!("Từ ngày {} đến ngày {}", day(report.first), day(report.last));
    let known = format!("Theo sổ đến sự kiện thứ {} / as known after {0} events", report.known_at);
    let subtitle = [report.subject.clone(), period, known];
    let across = report.columns.len() >= ACROSS;
    let register = Register {
        issuer: issuer.parent.into_iter().chain([issuer.name, issuer.address]).collect(),
        title: report.title_vi.to_owned(),
        title_en: report.title_en.to_owned(),
        subtitle: subtitle.into_iter().filter(|line| !line.is_empty()).collect(),
        columns: report.columns.iter().map(column).collect(),
        sheet: if across { Sheet::Landscape } else { Sheet::Portrait },
        totals: report.totals.into_iter().map(row).collect(),
        footer: report.notes.into_iter().map(|(vi, en)| format!("{vi} / {en}")).collect(),
        signers: [Role::Maker, Role::ChiefAccountant, Role::UnitHead].map(Signer::unnamed).into(),
    };
    (register, report.rows.into_iter().map(row).collect())
}

fn column(column: &audit::Column) -> Column {
    match column.kind {
        Kind::Text => Column::text(column.vi, column.en, 5),
        Kind::Int => Column::figures(column.vi, column.en, 2),
        Kind::Vnd => Column::figures(column.vi, column.en, 4),
        Kind::Date => Column::centred(column.vi, column.en, 3),
    }
}

fn row(row: audit::Row) -> Row {
    row.into_iter().map(cell).collect()
}

fn cell(cell: audit::Cell) -> Cell {
    match cell {
        audit::Cell::Text(text) => Cell::Text(text),
        audit::Cell::Int(count) => Cell::Int(count),
        audit::Cell::Vnd(dong) => Cell::Vnd(dong),
        audit::Cell::Date(date) => Cell::Date(date),
        audit::Cell::Empty => Cell::Empty,
    }
}
