//! Amounts as people type them: "500.000", "500 000 đ", "500k", "1tr", "1,5 triệu", "1tr5", "2 tỷ".

use domain::Vnd;

use crate::fold::fold;

/// No amount has so many groups of three digits behind its first.
const MOST_GROUPS: usize = 7;

/// The amount at the head of `words`, and how many words it takes.
pub(super) fn read(words: &[&str]) -> Option<(Vnd, usize)> {
    let (digits, taken) = grouped_by_blanks(words);
    let with_unit = unit_at(words, taken).and_then(|unit| Some((unit, scaled(&digits, unit)?)));
    // "bão số 3 đồng bào" names no amount.
    if let Some((_, amount)) = with_unit.filter(|(unit, amount)| *unit > 0 || amount.dong() >= 1000) {
        return Some((amount, taken + 1));
    }
    if taken > 1 {
        return whole(&digits).map(|amount| (amount, taken));
    }
    one_word(words.first()?).map(|amount| (amount, 1))
}

/// "500 000" is one number: a group of up to three digits and groups of exactly three.
fn grouped_by_blanks(words: &[&str]) -> (String, usize) {
    let is_group = |word: &&&str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let first = words.first().copied().unwrap_or_default();
    let starts = (1..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_digit());
    let groups = if starts { words.iter().skip(1).take(MOST_GROUPS).take_while(is_group).count() } else { 0 };
    (words.get(..=groups).unwrap_or_default().concat(), groups + 1)
}

fn unit_at(words: &[&str], at: usize) -> Option<u32> {
    words.get(at).and_then(|word| unit(&fold(word)))
}

/// Zeros that a unit stands for.
fn unit(folded: &str) -> Option<u32> {
    match folded {
        "d" | "dong" | "vnd" => Some(0),
        "k" | "nghin" | "ngan" => Some(3),
        "tr" | "trieu" => Some(6),
        "ty" | "ti" => Some(9),
        _ => None,
    }
}

/// "500k", "1tr", "1tr5", "500.000đ", "500000".
fn one_word(word: &str) -> Option<Vnd> {
    let Some(at) = word.find(char::is_alphabetic) else { return whole(word) };
    let (number, rest) = word.split_at_checked(at)?;
    let letters = rest.trim_end_matches(|char: char| char.is_ascii_digit());
    let unit = unit(&fold(letters))?;
    match rest.get(letters.len()..).filter(|tail| !tail.is_empty()) {
        // "1tr5" is 1,5 triệu; only after a plain number.
        Some(tail) if unit > 3 && plain(number) => with_decimals(number, tail, unit),
        Some(_) => None,
        None => scaled(number, unit),
    }
}

fn plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits, or groups of three with one kind of mark between them.
fn whole(text: &str) -> Option<Vnd> {
    let mark = text.chars().find(|char| !char.is_ascii_digit());
    let digits = match mark {
        None => text.to_string(),
        Some(mark @ ('.' | ',')) => {
            let mut groups = text.split(mark);
            let head = groups.next().filter(|head| (1..=3).contains(&head.len()) && plain(head))?;
            let tail: Vec<&str> = groups.collect();
            tail.iter()
                .all(|group| group.len() == 3 && plain(group))
                .then(|| head.to_string() + &tail.concat())?
        }
        Some(_) => return None,
    };
    plain(&digits).then(|| digits.parse().ok().map(Vnd::new)).flatten()
}

/// A number times ten to the `zeros`: with a unit, a mark may part decimals ("1,5 triệu", "1.5tr").
fn scaled(number: &str, zeros: u32) -> Option<Vnd> {
    let factor = 10_i64.checked_pow(zeros)?;
    if let Some(whole) = whole(number) {
        return whole.dong().checked_mul(factor).map(Vnd::new);
    }
    let (units, decimals) = number.split_once([',', '.'])?;
    with_decimals(units, decimals, zeros)
}

fn with_decimals(units: &str, decimals: &str, zeros: u32) -> Option<Vnd> {
    let places = u32::try_from(decimals.len()).ok().filter(|&places| places <= zeros)?;
    if !(plain(units) && plain(decimals)) {
        return None;
    }
    let tail = decimals.parse::<i64>().ok()?.checked_mul(10_i64.checked_pow(zeros - places)?)?;
    let head = units.parse::<i64>().ok()?.checked_mul(10_i64.checked_pow(zeros)?)?;
    head.checked_add(tail).map(Vnd::new)
}
