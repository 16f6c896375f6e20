//! Money: whole đồng in a checked 64-bit integer.
//!
//! The đồng has no minor unit in use, so an integer is exact. In JSON an amount is a decimal string, because
//! canonical JSON (RFC 8785) reads numbers as doubles and would round above 2^53. Binary snapshots keep the integer.

use std::fmt::{self, Display};
use std::str::FromStr;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An amount in whole đồng. May be negative (a reversal, an overdrawn account).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct Vnd(i64);

impl Vnd {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of `dong` đồng.
    pub const fn new(dong: i64) -> Self {
        Self(dong)
    }

    /// The number of đồng.
    pub const fn dong(self) -> i64 {
        self.0
    }

    /// True above zero.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// `self + other`, or `None` where it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// `self - other`, or `None` where it does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// `-self`, or `None` for the one value that has no opposite.
    pub fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }
}

/// Vietnamese form: dots between thousands, no unit (`1.234.567`).
impl Display for Vnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        let mut grouped = String::with_capacity(digits.len().saturating_mul(2));
        if self.0 < 0 {
            grouped.push('-');
        }
        for (index, digit) in digits.chars().enumerate() {
            let left = digits.len().saturating_sub(index);
            if index > 0 && left.is_multiple_of(3) {
                grouped.push('.');
            }
            grouped.push(digit);
        }
        f.pad(&grouped)
    }
}

/// A text that is not a plain decimal count of đồng.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseVndError;

impl Display for ParseVndError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount is a whole number of đồng written in digits, for example \"500000\"")
    }
}

impl std::error::Error for ParseVndError {}

/// Canonical form only: digits with an optional leading minus, no sign on zero, no leading zeros.
impl FromStr for Vnd {
    type Err = ParseVndError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let canonical = digits == "0" && text == "0" || !digits.starts_with('0');
        if !(plain && canonical) {
            return Err(ParseVndError);
        }
        text.parse().map(Self).map_err(|_| ParseVndError)
    }
}

impl Serialize for Vnd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&self.0)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Vnd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Vnd;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                ParseVndError.fmt(f)
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Vnd, E> {
                text.parse().map_err(E::custom)
            }
        }
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(Text)
        } else {
            i64::deserialize(deserializer).map(Vnd)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_with_dots_and_reads_plain_digits() {
        for (dong, shown) in [(0, "0"), (999, "999"), (1000, "1.000"), (-50_000_000_000, "-50.000.000.000")] {
            let amount = Vnd::new(dong);
            assert_eq!(amount.to_string(), shown);
            assert_eq!(dong.to_string().parse(), Ok(amount));
        }
        assert_eq!(Vnd::new(i64::MIN).to_string(), "-9.223.372.036.854.775.808");
    }

    #[test]
    fn json_is_a_canonical_decimal_string() {
        assert_eq!(serde_json::to_string(&Vnd::new(500_000)).unwrap(), "\"500000\"");
        for bad in [
            "500000",
            "\"\"",
            "\"-0\"",
            "\"007\"",
            "\"1.000\"",
            "\"1e3\"",
            "\" 1\"",
            "\"+1\"",
            "\"-\"",
            "\"9223372036854775808\"",
        ] {
            assert!(serde_json::from_str::<Vnd>(bad).is_err(), "{bad}");
        }
    }
}
