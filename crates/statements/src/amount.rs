//! Amounts as banks print them, to whole đồng. Strict: what can be read in two ways is not read.
//!
//! Groups of thousands must be whole and at most two decimals, all zero, may follow; so `300.000` and `300,000` each
//! have one reading whatever the marks, and a file that uses both is told.

use domain::Vnd;

use crate::line::Reason;
use crate::profile::Marks;
use crate::rows::FRACTION;

/// Amounts and balances above this (a million billion đồng) are refused, which keeps all sums inside an i64.
pub(crate) const LIMIT: i64 = 1_000_000_000_000_000;

/// Reads the amounts of one file, which must keep to one pair of marks.
#[derive(Debug)]
pub(crate) struct Amounts<'p> {
    marks: &'p [Marks],
    used: Option<Marks>,
}

impl<'p> Amounts<'p> {
    pub(crate) fn new(marks: &'p [Marks]) -> Self {
        Self { marks, used: None }
    }

    /// The signed amount of a cell; `None` for blank, a dash, or zero.
    pub(crate) fn read(&mut self, cell: &str) -> Result<Option<Vnd>, Reason> {
        let cell = cell.trim();
        if cell.is_empty() || cell == "-" {
            return Ok(None);
        }
        let (negative, body) = unsigned(without_unit(cell));
        if body.bytes().all(|byte| byte.is_ascii_digit()) {
            return number(body.bytes(), negative);
        }
        let mut refused = None;
        for marks in self.marks {
            match grouped(body, *marks) {
                Ok(whole) if self.used.is_none_or(|used| used == *marks) => {
                    self.used = Some(*marks);
                    return number(whole.bytes().filter(u8::is_ascii_digit), negative);
                }
                Ok(_) => refused = Some(Reason::MixedSeparators),
                Err(reason) => refused = refused.max_by_weight(reason),
            }
        }
        Err(refused.unwrap_or(Reason::Garbled))
    }
}

fn without_unit(cell: &str) -> &str {
    ["VND", "VNĐ", "vnd", "đ", "₫"].iter().find_map(|unit| cell.strip_suffix(unit)).unwrap_or(cell).trim_end()
}

fn unsigned(cell: &str) -> (bool, &str) {
    let bracketed = cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    match (bracketed, cell.strip_prefix('-').or_else(|| cell.strip_suffix('-'))) {
        (Some(body), _) | (None, Some(body)) => (true, body.trim()),
        (None, None) => (false, cell.strip_prefix('+').unwrap_or(cell).trim()),
    }
}

/// The whole part of a number written with these marks.
fn grouped(body: &str, marks: Marks) -> Result<&str, Reason> {
    if body.ends_with(FRACTION) {
        return Err(Reason::Fractional);
    }
    let allowed = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b' ');
    if !body.bytes().all(allowed) {
        return Err(Reason::Garbled);
    }
    let (whole, decimals) = body.split_once(char::from(marks.decimal)).unwrap_or((body, "00"));
    let mut groups = whole.split(char::from(marks.thousands));
    let first = groups.next().unwrap_or_default();
    let ungrouped = first.len() == whole.len();
    let sound = !first.is_empty() && (ungrouped || first.len() <= 3) && groups.all(|group| group.len() == 3);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = whole.bytes().all(|byte| byte.is_ascii_digit() || byte == marks.thousands);
    if !(sound && plain && digits(decimals) && (1..=2).contains(&decimals.len())) {
        return Err(Reason::MixedSeparators);
    }
    if decimals.bytes().any(|byte| byte != b'0') { Err(Reason::Fractional) } else { Ok(whole) }
}

fn number(digits: impl Iterator<Item = u8>, negative: bool) -> Result<Option<Vnd>, Reason> {
    let mut value = 0_i64;
    let mut count = 0_u32;
    for digit in digits {
        if count == 1 && value == 0 && digit != b'0' {
            return Err(Reason::Garbled);
        }
        count = count.saturating_add(1);
        value = value.saturating_mul(10).saturating_add(i64::from(digit.saturating_sub(b'0')));
    }
    match value {
        0 if count == 0 => Err(Reason::Garbled),
        0 => Ok(None),
        1..=LIMIT => Ok(Some(Vnd::new(if negative { value.saturating_neg() } else { value }))),
        _ => Err(Reason::TooLarge),
    }
}

trait Weigh {
    fn max_by_weight(self, other: Reason) -> Self;
}

/// A fraction says more than mixed marks, and mixed marks more than letters.
impl Weigh for Option<Reason> {
    fn max_by_weight(self, other: Reason) -> Self {
        let weight = |reason: Reason| match reason {
            Reason::Fractional => 2,
            Reason::MixedSeparators => 1,
            _ => 0,
        };
        match self {
            Some(reason) if weight(reason) >= weight(other) => Some(reason),
            _ => Some(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Marks; 2] =
        [Marks { thousands: b'.', decimal: b',' }, Marks { thousands: b',', decimal: b'.' }];

    #[track_caller]
    fn check(cell: &str, expected: Result<Option<i64>, Reason>) {
        assert_eq!(Amounts::new(&BOTH).read(cell), expected.map(|amount| amount.map(Vnd::new)), "{cell}");
    }

    #[test]
    fn both_marks_decimals_of_zero_units_and_signs_are_read() {
        for (cell, dong) in [
            ("50.000", 50_000),
            ("50,000", 50_000),
            ("1.234.567,00", 1_234_567),
            ("1,234,567.0", 1_234_567),
            ("400.000,00 VND", 400_000),
            ("200000", 200_000),
            ("+7", 7),
            ("-55.000", -55_000),
            ("(55,000)", -55_000),
            ("3.00", 3),
            ("1.000.000.000.000.000", LIMIT),
        ] {
            check(cell, Ok(Some(dong)));
        }
        for blank in ["", "  ", "-", "0", "0,00", "000"] {
            check(blank, Ok(None));
        }
    }

    #[test]
    fn what_has_no_single_reading_is_named() {
        for (cell, reason) in [
            ("1.5", Reason::Fractional),
            ("1.000,50", Reason::Fractional),
            ("1.000.00", Reason::MixedSeparators),
            ("1.000,000", Reason::MixedSeparators),
            ("1,000.000,0", Reason::MixedSeparators),
            ("12.34.567", Reason::MixedSeparators),
            ("50.000 AN", Reason::Garbled),
            ("ung ho", Reason::Garbled),
            ("050", Reason::Garbled),
            ("--5", Reason::Garbled),
            ("9223372036854775808", Reason::TooLarge),
            ("99.999.999.999.999.999.999.999", Reason::TooLarge),
            ("1234.5\u{1f}", Reason::Fractional),
        ] {
            check(cell, Err(reason));
        }
    }

    #[test]
    fn one_file_keeps_one_pair_of_marks() {
        let mut amounts = Amounts::new(&BOTH);
        assert_eq!(amounts.read("1.000"), Ok(Some(Vnd::new(1000))));
        assert_eq!(amounts.read("2000"), Ok(Some(Vnd::new(2000))));
        assert_eq!(amounts.read("1,000"), Err(Reason::MixedSeparators));
    }
}
