//! A register as JSON: amounts as decimal text, as everywhere in this program, days as ISO days.

use documents::register::{Cell, Register, Row};
use serde_json::{Value, json};

pub(super) fn json(register: &Register, rows: impl Iterator<Item = Row>) -> String {
    let columns: Vec<_> =
        register.columns.iter().map(|column| json!({ "en": column.en, "vi": column.vi })).collect();
    let width = columns.len();
    let row = |row: &Row| {
        let cells = row.iter().chain(std::iter::repeat(&Cell::Empty)).take(width);
        cells.map(value).collect::<Vec<_>>()
    };
    let document = json!({
        "columns": columns,
        "footer": register.footer,
        "issuer": register.issuer,
        "rows": rows.map(|one| row(&one)).collect::<Vec<_>>(),
        "subtitle": register.subtitle,
        "title": { "en": register.title_en, "vi": register.title },
        "totals": register.totals.iter().map(row).collect::<Vec<_>>(),
    });
    format!("{document}\n")
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => json!(text),
        Cell::Int(count) => json!(count),
        Cell::Vnd(dong) => json!(dong.to_string()),
        Cell::Date(date) => json!(date.to_string()),
        Cell::Empty => Value::Null,
    }
}
