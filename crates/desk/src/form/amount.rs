//! Amounts, quantities and days as people type them.

use jiff::civil::Date;
use wire::Problem;

/// What people write behind a number, and how many zeros it stands for.
const UNITS: [(&str, usize); 9] = [
    ("nghìn", 3),
    ("ngàn", 3),
    ("k", 3),
    ("triệu", 6),
    ("trieu", 6),
    ("tr", 6),
    ("tỷ", 9),
    ("tỉ", 9),
    ("ty", 9),
];

/// An amount or quantity in plain digits: `1.000.000`, `1 000 000`, `500k`, `2tr`, `1,5tr`, `3 tỷ`; a comma (or a single
/// point that does not part thousands) begins the decimals of a quantity.
pub(super) fn read(text: &str) -> Result<String, Problem> {
    let refused = || {
        Problem::field(
            "",
            "Hãy nhập số, ví dụ 500000, 500.000, 500k, 2tr hoặc 1,5tr.",
            "A number is needed, for example 500000, 500.000, 500k, 2tr or 1,5tr.",
        )
    };
    let lower: String =
        text.to_lowercase().chars().filter(|sign| !matches!(sign, ' ' | '\u{a0}' | '_')).collect();
    let bare =
        lower.trim_end_matches("đồng").trim_end_matches("vnd").trim_end_matches('đ').trim_end_matches('₫');
    let unit = UNITS.into_iter().find_map(|(unit, zeros)| bare.strip_suffix(unit).map(|rest| (rest, zeros)));
    let (digits, zeros) = unit.unwrap_or((bare, 0));
    let (whole, decimals) = split(digits).ok_or_else(refused)?;
    if decimals.len() <= zeros {
        let padded = format!("{whole}{decimals}{}", "0".repeat(zeros.saturating_sub(decimals.len())));
        let trimmed = padded.trim_start_matches('0');
        return Ok(if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() });
    }
    if zeros > 0 {
        return Err(refused());
    }
    Ok(format!("{whole}.{decimals}"))
}

/// What stands before and behind the decimal sign.
fn split(digits: &str) -> Option<(String, String)> {
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_digit());
    let (whole, decimals) = match digits.split_once(',') {
        Some((whole, decimals)) => (whole, decimals),
        // One point with anything but three digits behind it is a decimal point.
        None => match digits.split_once('.') {
            Some((whole, decimals)) if !decimals.contains('.') && decimals.len() != 3 => (whole, decimals),
            _ => (digits, ""),
        },
    };
    let mut groups = whole.split('.');
    let first = groups.next().filter(|group| plain(group))?;
    let mut joined = first.to_owned();
    for group in groups {
        if group.len() != 3 || !plain(group) || first.len() > 3 {
            return None;
        }
        joined.push_str(group);
    }
    (decimals.is_empty() || plain(decimals)).then(|| (joined, decimals.to_owned()))
}

/// A day: `10/9/2024`, `10-9-2024`, or as browsers send it, `2024-09-10`.
pub(super) fn day(text: &str) -> Result<String, Problem> {
    let refused = || {
        Problem::field(
            "",
            "Hãy nhập ngày có thật, dạng ngày/tháng/năm, ví dụ 10/09/2024.",
            "A day that exists is needed, as day/month/year, for example 10/09/2024.",
        )
    };
    if let Ok(day) = text.parse::<Date>() {
        return Ok(day.to_string());
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [day, month, year] = parts[..] else { return Err(refused()) };
    let day = Date::new(
        year.parse().map_err(|_| refused())?,
        month.parse().map_err(|_| refused())?,
        day.parse().map_err(|_| refused())?,
    );
    day.map(|day| day.to_string()).map_err(|_| refused())
}
