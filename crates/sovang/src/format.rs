//! Figures for people: dots between thousands, columns that line up.

use domain::Vnd;

/// An amount in đồng with dots between thousands, of any size.
pub(crate) fn dong(amount: i128) -> String {
    let digits = amount.unsigned_abs().to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    let grouped = groups.collect::<Vec<_>>().join(".");
    if amount < 0 { format!("-{grouped}") } else { grouped }
}

/// An amount as people type it: digits, with or without dots between thousands.
pub(crate) fn amount(text: &str) -> Result<Vnd, &'static str> {
    let grouped = text.split('.').enumerate().all(|(place, group)| place == 0 || group.len() == 3);
    let digits = if grouped { text.replace('.', "") } else { text.to_owned() };
    let wrong = "số tiền là số đồng nguyên, ví dụ 500000 hoặc 500.000 / an amount is a whole number of đồng";
    digits.parse().map_err(|_| wrong)
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
        for (typed, read) in [("500000", 500_000), ("500.000", 500_000), ("1.234.567", 1_234_567), ("-5", -5)]
        {
            assert_eq!(amount(typed), Ok(Vnd::new(read)));
        }
        for wrong in ["", "5.5", "1,000", "1.00", "1e3", "0x1", "500 000", "99999999999999999999"] {
            assert!(amount(wrong).is_err(), "{wrong}");
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
