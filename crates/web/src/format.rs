//! Figures, dates and moments as a reader of each language writes them.
//!
//! Vietnamese: `1.234,5` and `12/09/2024`. English: `1,234.5` and `12 Sep 2024`. What names a thing (the number of
//! a gift, a place in the log) is no count and does not come through here: it is printed plain, as in its address.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{self, Offset};

use crate::Lang;

/// The clock on the wall in Vietnam, which has had no summer time since 1975.
const VIETNAM: Offset = tz::offset(7);

/// The marks between thousands and before decimals.
const fn marks(lang: Lang) -> (char, char) {
    match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
    }
}

/// A whole number with marks between thousands and a true minus (`−1.234.567`).
pub fn grouped(number: impl Into<i128>, lang: Lang) -> String {
    let number = number.into();
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len().saturating_mul(2));
    if number < 0 {
        out.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            out.push(marks(lang).0);
        }
        out.push(digit);
    }
    out
}

/// `dd/mm/yyyy`; in English `d Mon yyyy`.
pub fn date(date: Date, lang: Lang) -> String {
    date.strftime(match lang {
        Lang::Vi => "%d/%m/%Y",
        Lang::En => "%-d\u{a0}%b\u{a0}%Y",
    })
    .to_string()
}

/// `dd/mm`; in English `d Mon`.
pub fn day_of_year(date: Date, lang: Lang) -> String {
    date.strftime(match lang {
        Lang::Vi => "%d/%m",
        Lang::En => "%-d\u{a0}%b",
    })
    .to_string()
}

/// `mm/yyyy`; in English `Mon yyyy`.
pub fn month(first: Date, lang: Lang) -> String {
    first
        .strftime(match lang {
            Lang::Vi => "%m/%Y",
            Lang::En => "%b\u{a0}%Y",
        })
        .to_string()
}

/// `yyyy`.
pub fn year(first: Date) -> String {
    first.strftime("%Y").to_string()
}

/// `hh:mm:ss`.
pub fn time(time: Time) -> String {
    time.strftime("%H:%M:%S").to_string()
}

/// A day and a time by Vietnam's clock.
pub fn moment(at: Timestamp, lang: Lang) -> String {
    let local = VIETNAM.to_datetime(at);
    format!("{} {}", date(local.date(), lang), time(local.time()))
}

/// A sum in few characters for an axis or a caption: `52,3 tỷ`. Rounded to one decimal, a half upwards; a whole
/// number has a decimal only where it was rounded (`107,0 triệu` for 106.986.234).
pub fn short(dong: i128, lang: Lang) -> String {
    let names = match lang {
        Lang::Vi => ["nghìn\u{a0}tỷ", "tỷ", "triệu", "nghìn"],
        Lang::En => ["trillion", "billion", "million", "thousand"],
    };
    let units: [u128; 4] = [1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000];
    let size = dong.unsigned_abs();
    let tenths = |unit: u128| size.saturating_mul(10).saturating_add(unit / 2) / unit;
    // From 999,95 of a unit on it is 1,0 of the next one.
    let reaches = |unit: u128| tenths(unit / 1_000) >= 10_000;
    let Some((unit, name)) = units.into_iter().zip(names).find(|(unit, _)| reaches(*unit)) else {
        return grouped(dong, lang);
    };
    let whole = i128::try_from(tenths(unit) / 10).unwrap_or(i128::MAX);
    let sign = if dong < 0 { "\u{2212}" } else { "" };
    let decimal = match size % unit {
        0 => String::new(),
        _ => format!("{}{}", marks(lang).1, tenths(unit) % 10),
    };
    format!("{sign}{}{decimal}\u{a0}{name}", grouped(whole, lang))
}

/// The share of `part` in `whole` in thousandths, cut; 0 where there is nothing to share.
pub fn per_mille(part: i128, whole: i128) -> u32 {
    if whole <= 0 || part <= 0 {
        return 0;
    }
    let share = part.saturating_mul(1000).checked_div(whole).unwrap_or(0);
    u32::try_from(share).unwrap_or(1000).min(1000)
}

/// The share of `part` in `whole` as a percentage with one decimal: `12,5%`; `<0,1%` for what is little but not
/// nothing.
pub fn percent(part: i128, whole: i128, lang: Lang) -> String {
    let per_mille = per_mille(part, whole);
    let decimal = marks(lang).1;
    if per_mille == 0 && part > 0 {
        return format!("<0{decimal}1%");
    }
    format!("{}{decimal}{}%", per_mille / 10, per_mille % 10)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn figures_are_grouped_by_the_languages_mark() {
        for (number, vi, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1000, "1.000", "1,000"),
            (-50_000_000_000_i128, "−50.000.000.000", "−50,000,000,000"),
        ] {
            assert_eq!((grouped(number, Lang::Vi).as_str(), grouped(number, Lang::En).as_str()), (vi, en));
        }
        assert_eq!(grouped(i128::MIN, Lang::Vi).matches('.').count(), 12);
    }

    #[test]
    fn days_are_written_as_in_each_language() {
        let first = day(2024, 9, 1);
        assert_eq!(
            (date(first, Lang::Vi).as_str(), date(first, Lang::En).as_str()),
            ("01/09/2024", "1\u{a0}Sep\u{a0}2024")
        );
        assert_eq!(
            (month(first, Lang::Vi).as_str(), month(first, Lang::En).as_str()),
            ("09/2024", "Sep\u{a0}2024")
        );
        assert_eq!(
            (day_of_year(first, Lang::Vi).as_str(), day_of_year(first, Lang::En).as_str()),
            ("01/09", "1\u{a0}Sep")
        );
    }

    #[test]
    fn moments_stand_in_vietnams_time() {
        let at: Timestamp = "2024-09-12T17:30:05Z".parse().unwrap();
        assert_eq!(moment(at, Lang::Vi), "13/09/2024 00:30:05");
        assert_eq!(moment(at, Lang::En), "13\u{a0}Sep\u{a0}2024 00:30:05");
    }

    #[test]
    fn short_sums_are_rounded_a_half_upwards() {
        for (dong, vi, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_000, "1\u{a0}nghìn", "1\u{a0}thousand"),
            (1_500, "1,5\u{a0}nghìn", "1.5\u{a0}thousand"),
            (106_986_234, "107,0\u{a0}triệu", "107.0\u{a0}million"),
            (1_250_000, "1,3\u{a0}triệu", "1.3\u{a0}million"),
            (1_249_999, "1,2\u{a0}triệu", "1.2\u{a0}million"),
            (949_999, "950,0\u{a0}nghìn", "950.0\u{a0}thousand"),
            (999_949_999, "999,9\u{a0}triệu", "999.9\u{a0}million"),
            (999_950_000, "1,0\u{a0}tỷ", "1.0\u{a0}billion"),
            (-2_000_000, "−2\u{a0}triệu", "−2\u{a0}million"),
            (1_234_500_000_000, "1,2\u{a0}nghìn\u{a0}tỷ", "1.2\u{a0}trillion"),
            (5_000_000_000_000_000, "5.000\u{a0}nghìn\u{a0}tỷ", "5,000\u{a0}trillion"),
        ] {
            assert_eq!((short(dong, Lang::Vi).as_str(), short(dong, Lang::En).as_str()), (vi, en));
        }
    }

    #[test]
    fn shares_never_leave_the_whole() {
        assert_eq!(
            (per_mille(1, 8), per_mille(5, 0), per_mille(-5, 10), per_mille(20, 10)),
            (125, 0, 0, 1000)
        );
        for (part, shown) in [(0, "0,0%"), (1, "<0,1%"), (50, "0,5%"), (1250, "12,5%"), (10_000, "100,0%")] {
            assert_eq!(percent(part, 10_000, Lang::Vi), shown);
            assert_eq!(percent(part, 10_000, Lang::En), shown.replace(',', "."));
        }
    }
}
