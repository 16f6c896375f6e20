//! Figures for people: dots between thousands, columns that line up.

use domain::Vnd;
use jiff::civil::Date;

/// An amount in đồng with dots between thousands, of any size.
pub(crate) fn dong(amount: i128) -> String {
    let digits = amount.unsigned_abs().to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    let grouped = groups.collect::<Vec<_>>().join(".");
    if amount < 0 { format!("-{grouped}") } else { grouped }
}

/// An amount in đồng, with its unit.
pub(crate) fn money(amount: Vnd) -> String {
    format!("{} đ", dong(amount.dong().into()))
}

/// An amount as people type it: digits, with or without dots between thousands and the unit behind it.
pub(crate) fn amount(text: &str) -> Result<Vnd, &'static str> {
    let text = text.trim_end_matches(UNITS).trim_end();
    let grouped = text.split('.').enumerate().all(|(place, group)| place == 0 || group.len() == 3);
    let digits = if grouped { text.replace('.', "") } else { text.to_owned() };
    digits.parse().map_err(|_| {
        "số tiền là số đồng nguyên, ví dụ 500000, 500.000 hoặc 500.000đ / \
         an amount is a whole number of đồng, for example 500000, 500.000 or 500.000đ"
    })
}

/// The đồng as people write it behind an amount.
const UNITS: [char; 4] = ['đ', 'Đ', '₫', 'd'];

/// A day as people type it: 2024-09-15, or 15/09/2024.
pub(crate) fn day(text: &str) -> Result<Date, &'static str> {
    let iso = || (text.len() == 10).then(|| text.parse().ok()).flatten();
    iso().or_else(|| Date::strptime("%d/%m/%Y", text).ok()).ok_or(
        "ngày viết như 2024-09-15 hoặc 15/09/2024, và phải có thật / \
         a day is written like 2024-09-15 or 15/09/2024, and must exist",
    )
}

/// Rows of two columns, the second one right-aligned; a row of two empty texts is a rule.
pub(crate) fn table(rows: &[(String, String)]) -> String {
    let width = |column: fn(&(String, String)) -> &String| {
        rows.iter().map(|row| column(row).chars().count()).max().unwrap_or(0)
    };
    let (left, right) = (width(|row| &row.0), width(|row| &row.1));
    let line = |(name, figure): &(String, String)| {
        if name.is_empty() && figure.is_empty() {
            "-".repeat(left.saturating_add(right).saturating_add(2)) + "\n"
        } else {
            format!("{name:<left$}  {figure:>right$}\n")
        }
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_typed_with_or_without_dots() {
        for (typed, read) in [
            ("500000", 500_000),
            ("500.000", 500_000),
            ("1.500.000đ", 1_500_000),
            ("1.234.567 ₫", 1_234_567),
            ("-5", -5),
        ] {
            assert_eq!(amount(typed), Ok(Vnd::new(read)));
        }
        for wrong in ["", "đ", "5.5", "1,000", "5đ5", "1.00", "1e3", "0x1", "500 000", "99999999999999999999"]
        {
            assert!(amount(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_are_typed_both_ways() {
        for typed in ["2024-09-05", "05/09/2024", "5/9/2024"] {
            assert_eq!(day(typed), Ok(jiff::civil::date(2024, 9, 5)), "{typed}");
        }
        for wrong in ["", "31/02/2024", "09/15/2024", "2024-02-30", "5/9/24x", "2024-09-05T10:00"] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn amounts_have_dots_and_columns_line_up() {
        for (amount, shown) in
            [(0, "0"), (-1, "-1"), (999, "999"), (-1000, "-1.000"), (50_000_000_000, "50.000.000.000")]
        {
            assert_eq!(dong(amount), shown);
        }
        let rows =
            [("Đã nhận".to_owned(), dong(1_000)), (String::new(), String::new()), ("x".into(), dong(5))];
        assert_eq!(table(&rows), "Đã nhận  1.000\n--------------\nx            5\n");
    }
}
