//! Figures as Vietnamese law writes them: a dot between thousands, a comma before decimals, day/month/year.

use std::fmt::{self, Display};

use jiff::civil::Date;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// `1.234.567`; a minus sign before a negative number.
pub fn thousands(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(value.unsigned_abs()))
}

/// `05/08/2021`.
pub fn day(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// How many of a unit, to the thousandth: 12 boxes, 12,5 kg.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(i64);

impl Quantity {
    /// `count` whole units; the most that fits where it is beyond nine quadrillion.
    pub const fn whole(count: i64) -> Self {
        Self(count.saturating_mul(1_000))
    }

    /// So many thousandths of a unit: `thousandths(12_500)` is 12,5.
    pub const fn thousandths(count: i64) -> Self {
        Self(count)
    }

    /// The number of thousandths.
    pub const fn in_thousandths(self) -> i64 {
        self.0
    }
}

/// `12`, `12,5`, `1.234,125`.
impl Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        let mut text = format!("{sign}{}", grouped(size / 1_000));
        if !size.is_multiple_of(1_000) {
            text.push_str(format!(",{:03}", size % 1_000).trim_end_matches('0'));
        }
        f.pad(&text)
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(crate) fn dong<S: Serializer>(value: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&thousands(*value))
}

#[expect(clippy::ref_option, reason = "serde calls it with a reference")]
pub(crate) fn dong_if<S: Serializer>(value: &Option<i64>, serializer: S) -> Result<S::Ok, S::Error> {
    value.map(thousands).serialize(serializer)
}

/// Day, month and year apart, each a string, for "Ngày 05 tháng 08 năm 2021".
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(crate) fn parts<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    let mut parts = serializer.serialize_struct("Date", 3)?;
    parts.serialize_field("day", &format!("{:02}", date.day()))?;
    parts.serialize_field("month", &format!("{:02}", date.month()))?;
    parts.serialize_field("year", &format!("{:04}", date.year()))?;
    parts.end()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(crate) fn day_text<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&day(*date))
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(crate) fn day_text_if<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(day).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Quantity, day, thousands};

    #[test]
    fn figures_are_vietnamese() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(1_234_567), "1.234.567");
        assert_eq!(thousands(-999), "-999");
        assert_eq!(thousands(i64::MIN), "-9.223.372.036.854.775.808");
        assert_eq!(day(date(2021, 8, 5)), "05/08/2021");
    }

    #[test]
    fn quantities_have_a_comma_only_where_needed() {
        assert_eq!(Quantity::whole(12).to_string(), "12");
        assert_eq!(Quantity::thousandths(1_234_125).to_string(), "1.234,125");
        assert_eq!(Quantity::thousandths(-12_500).to_string(), "-12,5");
        assert_eq!(Quantity::thousandths(-500).to_string(), "-0,5");
    }
}
