//! Figures, dates and moments as they are written in Vietnam.
//!
//! Both languages write them the same way, so that a figure on the English page can be held against the
//! statement and the voucher: dots between thousands, a comma before decimals, day before month. The English
//! footer says so.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{self, Offset};

use crate::Lang;

/// The clock on the wall in Vietnam, which has had no summer time since 1975.
const VIETNAM: Offset = tz::offset(7);

/// A whole number with dots between thousands and a true minus (`−1.234.567`).
pub fn grouped(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len().saturating_mul(2));
    if number < 0 {
        out.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// `dd/mm/yyyy`.
pub fn date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// `hh:mm:ss`.
pub fn time(time: Time) -> String {
    format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
}

/// `dd/mm/yyyy hh:mm:ss` by Vietnam's clock.
pub fn moment(at: Timestamp) -> String {
    let local = VIETNAM.to_datetime(at);
    format!("{} {}", date(local.date()), time(local.time()))
}

/// A sum in few characters for an axis or a caption, cut (not rounded up) after one decimal: `52,3 tỷ`.
pub fn short(dong: i128, lang: Lang) -> String {
    let names = match lang {
        Lang::Vi => ["nghìn\u{a0}tỷ", "tỷ", "triệu", "nghìn"],
        Lang::En => ["trillion", "billion", "million", "thousand"],
    };
    let sizes: [u128; 4] = [1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000];
    let size = dong.unsigned_abs();
    let Some((unit, name)) = sizes.into_iter().zip(names).find(|(unit, _)| size >= *unit) else {
        return grouped(dong);
    };
    let whole = i128::try_from(size / unit).unwrap_or(i128::MAX);
    let tenth = size % unit / (unit / 10);
    let sign = if dong < 0 { "\u{2212}" } else { "" };
    let decimal = if tenth == 0 { String::new() } else { format!(",{tenth}") };
    format!("{sign}{}{decimal}\u{a0}{name}", grouped(whole))
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
pub fn percent(part: i128, whole: i128) -> String {
    let per_mille = per_mille(part, whole);
    if per_mille == 0 && part > 0 {
        return "<0,1%".to_owned();
    }
    format!("{},{}%", per_mille / 10, per_mille % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_by_dots() {
        for (number, shown) in [(0, "0"), (999, "999"), (1000, "1.000"), (-50_000_000_000, "−50.000.000.000")]
        {
            assert_eq!(grouped(number), shown);
        }
        assert_eq!(grouped(i128::MIN).matches('.').count(), 12);
    }

    #[test]
    fn moments_stand_in_vietnams_time() {
        let at: Timestamp = "2024-09-12T17:30:05Z".parse().unwrap();
        assert_eq!(moment(at), "13/09/2024 00:30:05");
    }

    #[test]
    fn short_sums_are_cut_not_rounded_up() {
        for (dong, vi, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_500, "1,5\u{a0}nghìn", "1,5\u{a0}thousand"),
            (999_999_999, "999,9\u{a0}triệu", "999,9\u{a0}million"),
            (-2_000_000, "−2\u{a0}triệu", "−2\u{a0}million"),
            (1_234_500_000_000, "1,2\u{a0}nghìn\u{a0}tỷ", "1,2\u{a0}trillion"),
        ] {
            assert_eq!(short(dong, Lang::Vi), vi);
            assert_eq!(short(dong, Lang::En), en);
        }
    }

    #[test]
    fn shares_never_leave_the_whole() {
        assert_eq!(
            (per_mille(1, 8), per_mille(5, 0), per_mille(-5, 10), per_mille(20, 10)),
            (125, 0, 0, 1000)
        );
        for (part, shown) in [(0, "0,0%"), (1, "<0,1%"), (50, "0,5%"), (1250, "12,5%"), (10_000, "100,0%")] {
            assert_eq!(percent(part, 10_000), shown);
        }
    }
}
