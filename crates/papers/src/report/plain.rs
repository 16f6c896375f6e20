//! A register as text in columns, as wide as what stands in them.

use documents::register::{Align, Cell, Column, Register, Row};
use documents::{day, thousands};

/// The widest a column gets; what is longer is cut.
const WIDEST: usize = 48;

pub(super) fn plain(register: &Register, rows: impl Iterator<Item = Row>) -> String {
    let count = register.columns.len();
    let cells = |row: &Row| -> Vec<String> {
        row.iter().chain(std::iter::repeat(&Cell::Empty)).take(count).map(shown).collect()
    };
    let heads: Vec<_> = register.columns.iter().map(|column| cut(&column.vi)).collect();
    let body: Vec<_> = rows.map(|row| cells(&row)).collect();
    let totals: Vec<_> = register.totals.iter().map(cells).collect();
    let widths: Vec<usize> = (0..count)
        .map(|at| {
            let all = std::iter::once(&heads).chain(&body).chain(&totals);
            all.filter_map(|row| row.get(at)).map(|text| text.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let line = |row: &Vec<String>| line(&register.columns, &widths, row);
    let rule = widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join("  ");
    let mut text: Vec<String> = vec![register.title.to_uppercase()];
    text.extend(register.subtitle.iter().cloned());
    text.extend([String::new(), line(&heads), rule.clone()]);
    text.extend(body.iter().map(line));
    if !totals.is_empty() {
        text.push(rule);
        text.extend(totals.iter().map(line));
    }
    text.extend(register.footer.iter().cloned());
    text.join("\n") + "\n"
}

fn line(columns: &[Column], widths: &[usize], row: &[String]) -> String {
    let cells = columns.iter().zip(widths).zip(row).map(|((column, width), text)| match column.align {
        Align::Left => format!("{text:<width$}"),
        Align::Centre => format!("{text:^width$}"),
        Align::Right => format!("{text:>width$}"),
    });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => cut(text),
        Cell::Int(value) | Cell::Vnd(value) => thousands(*value),
        Cell::Date(date) => day(*date),
        Cell::Empty => String::new(),
    }
}

/// One line, no longer than a column may be.
fn cut(text: &str) -> String {
    let one: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if one.chars().count() <= WIDEST {
        return one;
    }
    one.chars().take(WIDEST.saturating_sub(1)).chain(['…']).collect()
}
