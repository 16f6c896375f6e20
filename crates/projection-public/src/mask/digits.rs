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

/// Each long run as three stars and its last three digits; `references` are no numbers and part runs.
pub(super) fn mask(text: &str, references: &[&str]) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut shape = chars.clone();
    for kept in occurrences(&chars, references) {
        shape.get_mut(kept).into_iter().flatten().for_each(|char| *char = 'x');
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for run in long_runs(&shape) {
        out.extend(chars.get(done..run.start).unwrap_or_default());
        hide(&mut out, chars.get(run.clone()).unwrap_or_default());
        done = run.end;
    }
    out.extend(chars.get(done..).unwrap_or_default());
    out
}

/// In order and apart: telephone numbers with strokes, and what is long without them.
fn long_runs(shape: &[char]) -> Vec<Range<usize>> {
    let mut long = runs(shape, |char| separates(char) || char == '/');
    long.retain(|run| is_telephone(shape.get(run.clone()).unwrap_or_default()));
    let telephones = long.len();
    for run in runs(shape, separates) {
        let digits = shape.get(run.clone()).unwrap_or_default().iter().filter(|&&char| is_digit(char));
        let within = |telephone: &Range<usize>| telephone.contains(&run.start);
        if digits.count() >= LONG && !long.iter().take(telephones).any(within) {
            long.push(run);
        }
    }
    long.sort_by_key(|run| run.start);
    long
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

/// Writes a long run: however long it is, three stars and the last digits.
fn hide(out: &mut String, run: &[char]) {
    out.push_str("***");
    let digits = || run.iter().filter(|&&char| is_digit(char));
    out.extend(digits().skip(digits().count().saturating_sub(SHOWN)));
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
