//! Dates and times as banks print them, with what is run together in the same cell.

use jiff::civil::{Date, Time};

use crate::profile::DateForm;

/// A cell that begins with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dated<'t> {
    pub(crate) date: Date,
    pub(crate) time: Option<Time>,
    /// What stands behind date and time, such as a document number.
    pub(crate) rest: &'t str,
}

/// Why a cell gives no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoDate {
    /// It does not look like one: a label, a page number, nothing.
    Other,
    /// It looks like one and no such day or time exists, or it can be read in two ways.
    Impossible,
}

/// Reads a date in one of the forms, a time of day behind it, and the rest.
pub(crate) fn read<'t>(cell: &'t str, forms: &[DateForm]) -> Result<Dated<'t>, NoDate> {
    let cell = cell.trim();
    let mut seen = NoDate::Other;
    for form in forms {
        match parts(cell, *form).map(|(first, month, last, rest)| {
            let (year, day) = if form.year_first { (first, last) } else { (last, first) };
            (civil(year, month, day), rest)
        }) {
            Some((Some(date), rest)) => return timed(date, rest),
            Some((None, _)) => seen = NoDate::Impossible,
            None => {}
        }
    }
    Err(seen)
}

fn timed(date: Date, rest: &str) -> Result<Dated<'_>, NoDate> {
    let behind = rest.strip_prefix('T').unwrap_or(rest).trim_start();
    if behind.len() == rest.len() && !rest.is_empty() {
        return Err(NoDate::Impossible);
    }
    match time(behind) {
        Some((Some(time), rest)) => Ok(Dated { date, time: Some(time), rest: rest.trim() }),
        Some((None, _)) => Err(NoDate::Impossible),
        None => Ok(Dated { date, time: None, rest: behind }),
    }
}

/// A time of day that begins a text: `H:MM` or `HH:MM:SS`; inside `None` where no such time exists.
pub(crate) fn time(text: &str) -> Option<(Option<Time>, &str)> {
    let (hour, rest) = digits(text, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => digits(rest, 2)?,
        None => (0, rest),
    };
    let small = |number: u16| i8::try_from(number).unwrap_or(i8::MAX);
    Some((Time::new(small(hour), small(minute), small(second), 0).ok(), rest))
}

/// Reads a date with the row's number run into it: `110/09/2024 08:01:02` is row 1 on the 10th. The expected number
/// decides where the day begins; without it only a reading that is the sole one counts.
pub(crate) fn read_numbered<'t>(
    cell: &'t str,
    forms: &[DateForm],
    expected: u32,
) -> Result<(u32, Dated<'t>), NoDate> {
    let cell = cell.trim();
    let count = cell.bytes().take_while(u8::is_ascii_digit).count();
    let mut readings = Vec::new();
    for day in 1..=2_usize.min(count.saturating_sub(1)) {
        let Some((number, date)) = cell.split_at_checked(count.saturating_sub(day)) else { continue };
        if let (Ok(number), Ok(dated)) = (number.parse::<u32>(), read(date, forms)) {
            if number == expected {
                return Ok((number, dated));
            }
            readings.push((number, dated));
        }
    }
    match readings.as_slice() {
        [only] => Ok(*only),
        [] => Err(read(cell, forms).err().unwrap_or(NoDate::Impossible)),
        _ => Err(NoDate::Impossible),
    }
}

fn parts(text: &str, form: DateForm) -> Option<(u16, u16, u16, &str)> {
    let mark = char::from(form.mark);
    let (first, rest) = digits(text, if form.year_first { 4 } else { 2 })?;
    let (month, rest) = digits(rest.strip_prefix(mark)?, 2)?;
    let (last, rest) = digits(rest.strip_prefix(mark)?, if form.year_first { 2 } else { 4 })?;
    Some((first, month, last, rest))
}

fn civil(year: u16, month: u16, day: u16) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1990..=2200).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A number of at most `most` digits, and what follows it; a longer run of digits is not one.
fn digits(text: &str, most: usize) -> Option<(u16, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    if count == 0 || count > most {
        return None;
    }
    let (number, rest) = text.split_at_checked(count)?;
    Some((
        number.bytes().fold(0, |sum: u16, digit| {
            sum.saturating_mul(10).saturating_add(u16::from(digit.saturating_sub(b'0')))
        }),
        rest,
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time as clock};

    use super::*;

    const FORMS: [DateForm; 2] =
        [DateForm { year_first: false, mark: b'/' }, DateForm { year_first: true, mark: b'-' }];

    #[test]
    fn dates_times_and_what_follows() {
        let day = date(2024, 9, 9);
        for (cell, time, rest) in [
            ("09/09/2024", None, ""),
            ("9/9/2024 0:55:10", Some(clock(0, 55, 10, 0)), ""),
            ("2024-09-09T23:01", Some(clock(23, 1, 0, 0)), ""),
            (" 09/09/2024 5200.10001", None, "5200.10001"),
            ("09/09/2024\n5200.10001 ", None, "5200.10001"),
        ] {
            assert_eq!(read(cell, &FORMS), Ok(Dated { date: day, time, rest }), "{cell}");
        }
    }

    #[test]
    fn impossible_dates_are_not_other_texts() {
        for cell in [
            "31/02/2024",
            "00/09/2024",
            "09/13/2024",
            "9/9/2024 25:00:00",
            "09/09/0024",
            "9/9/24",
            "09/09/2024x",
        ] {
            assert_eq!(read(cell, &FORMS), Err(NoDate::Impossible), "{cell}");
        }
        for cell in ["", "Cộng phát sinh", "190", "09.09.2024", "110/09/2024"] {
            assert_eq!(
                read(cell, &FORMS).err().filter(|no| *no == NoDate::Other),
                Some(NoDate::Other),
                "{cell}"
            );
        }
    }

    #[test]
    fn a_row_number_run_into_the_date_is_cut_where_the_count_says() {
        for (cell, expected, number, day) in [
            ("110/09/2024 08:01:02", 1, 1, 10),
            ("11019/9/2024 0:55:10", 110, 110, 19),
            ("19/9/2024", 1, 1, 9),
            ("1109/9/2024", 11, 11, 9),
            ("1109/9/2024", 110, 110, 9),
            ("31231/12/2024", 99, 312, 31),
        ] {
            let read =
                read_numbered(cell, &FORMS, expected).map(|(number, dated)| (number, dated.date.day()));
            if cell == "31231/12/2024" {
                assert_eq!(read, Err(NoDate::Impossible), "two readings and no count");
            } else {
                assert_eq!(read, Ok((number, day)), "{cell}");
            }
        }
    }
}
