//! Long numbers: accounts, identity numbers, telephones.
//!
//! A run is digits with nothing but separators between them. Nine digits make it long: the shortest telephone
//! number without its leading zero, an old identity number. Stroke and colon part times and dates, so they join
//! digits only where the whole has the shape of a telephone number and no date in it ("0277/3851234").

use std::ops::Range;

/// From this many digits on, a run is masked.
const LONG: usize = 9;
/// A telephone number has at most this many (84 and an old eleven-digit number).
const LONGEST_TELEPHONE: usize = 12;
/// These stay, as banks print them on receipts.
const SHOWN: usize = 3;

/// Each long run with all but its last three digits as stars; `references` are no numbers and part runs.
pub(super) fn mask(text: &str, references: &[&str]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut shape = chars.clone();
    for kept in occurrences(&chars, references) {
        shape.get_mut(kept).into_iter().flatten().for_each(|char| *char = 'x');
    }
    let mut long = runs(&shape, |char| separates(char) || char == '/');
    long.retain(|run| is_telephone(shape.get(run.clone()).unwrap_or_default()));
    long.extend(runs(&shape, separates));
    for run in long {
        hide(&mut chars, &shape, run);
    }
    chars.into_iter().collect()
}

/// Digits of every script: a number in full-width digits is as telling.
fn is_digit(char: char) -> bool {
    char.is_numeric()
}

/// Beyond ASCII everything that is no letter or digit: dashes, points, blanks, and what cannot be seen.
fn separates(char: char) -> bool {
    match char {
        ' ' | '.' | ',' | '-' | '_' | '(' | ')' | '+' | ';' | '|' | '\'' | '"' | '~' | '[' | ']' | '\\' => {
            true
        }
        '\0'..='\x7f' => char.is_ascii_whitespace(),
        _ => !char.is_alphanumeric(),
    }
}

/// The longest stretches that begin and end with a digit and hold only digits and separators.
fn runs(chars: &[char], separates: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (at, &char) in chars.iter().enumerate() {
        if is_digit(char) {
            match found.last_mut().filter(|_| open) {
                Some(run) => run.end = at + 1,
                None => found.push(at..at + 1),
            }
            open = true;
        } else {
            open = open && separates(char);
        }
    }
    found
}

fn is_telephone(run: &[char]) -> bool {
    let digits: Vec<char> = run.iter().copied().filter(|&char| is_digit(char)).collect();
    let leads = digits.starts_with(&['0']) || digits.starts_with(&['8', '4']);
    leads && (LONG..=LONGEST_TELEPHONE).contains(&digits.len()) && !holds_date(run)
}

/// Day, month and year with strokes between them.
fn holds_date(run: &[char]) -> bool {
    let text: String = run.iter().collect();
    let parts: Vec<&str> = text.split('/').collect();
    parts.windows(3).any(|parts| {
        let &[day, month, year] = parts else { return false };
        let day = day.rsplit(separates).next().unwrap_or_default();
        let year = year.split(separates).next().unwrap_or_default();
        let within =
            |text: &str, most: u32| text.parse().is_ok_and(|number: u32| (1..=most).contains(&number));
        within(day, 31) && within(month, 12) && matches!(year.len(), 2 | 4)
    })
}

/// Stars over the digits of a long run, less the last three.
fn hide(chars: &mut [char], shape: &[char], run: Range<usize>) {
    let places: Vec<usize> = run.filter(|&at| shape.get(at).is_some_and(|&char| is_digit(char))).collect();
    if places.len() < LONG {
        return;
    }
    for &at in places.iter().rev().skip(SHOWN) {
        if let Some(char) = chars.get_mut(at) {
            *char = '*';
        }
    }
}

/// Where a reference stands on its own, not as a part of a longer number or word.
fn occurrences(chars: &[char], references: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for reference in references.iter().map(|reference| reference.trim().chars().collect::<Vec<_>>()) {
        if reference.is_empty() {
            continue;
        }
        let word =
            |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|char| char.is_alphanumeric());
        for (at, window) in chars.windows(reference.len()).enumerate() {
            let end = at + reference.len();
            if window == reference && !word(at.checked_sub(1)) && !word(Some(end)) {
                found.push(at..end);
            }
        }
    }
    found
}
