//! Typing errors: a letter too many, missing, wrong, or changed with its neighbour.

/// So many errors are forgiven in a word of so many letters. Numbers and codes are forgiven none: with another digit it
/// is another gift.
pub(super) fn forgiven(word: &str) -> Option<usize> {
    if !super::text::is_letters(word.as_bytes()) {
        return None;
    }
    match word.len() {
        3..=7 => Some(1),
        8..=32 => Some(2),
        _ => None,
    }
}

/// Which letters a word has, one bit each.
pub(super) fn letters_of(word: &[u8]) -> u32 {
    word.iter()
        .fold(0, |set, letter| set | 1_u32.checked_shl(u32::from(letter.wrapping_sub(b'a'))).unwrap_or(0))
}

/// Whether a word with these letters can be within `errors` of one with those: each error changes at most two.
pub(super) fn may_be_near(one: u32, other: u32, errors: usize) -> bool {
    (one ^ other).count_ones() as usize <= errors.saturating_mul(2)
}

/// Whether at most `errors` errors lie between the words.
pub(super) fn is_near(one: &[u8], other: &[u8], errors: usize) -> bool {
    one.len().abs_diff(other.len()) <= errors && distance(one, other, errors).is_some()
}

/// The least number of errors, none if above `most`: row by row, with the two rows before for changed neighbours.
fn distance(one: &[u8], other: &[u8], most: usize) -> Option<usize> {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut above = None;
    for (count, letter) in (1_usize..).zip(one) {
        let mut row = Vec::with_capacity(last.len());
        row.push(count);
        let mut left = (count, None);
        for (at, theirs) in other.iter().enumerate() {
            let of = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let changed = of(&last, at).saturating_add(usize::from(letter != theirs));
            let mut least = changed.min(left.0.saturating_add(1)).min(of(&last, at + 1).saturating_add(1));
            if above == Some(theirs) && left.1 == Some(letter) {
                least = least
                    .min(at.checked_sub(1).map_or(usize::MAX, |at| of(&before_last, at).saturating_add(1)));
            }
            row.push(least);
            left = (least, Some(theirs));
        }
        if row.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        above = Some(letter);
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|least| *least <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: usize) {
        for (one, other) in [(one, other), (other, one)] {
            let (one, other) = (one.as_bytes(), other.as_bytes());
            assert_eq!(distance(one, other, 9), Some(expected));
            assert!(is_near(one, other, expected));
            assert!(expected == 0 || !is_near(one, other, expected - 1));
            assert!(may_be_near(letters_of(one), letters_of(other), expected));
        }
    }

    #[test]
    fn each_kind_of_error_counts_one() {
        check("nguyen", "nguyen", 0);
        check("nguyen", "nguyn", 1);
        check("nguyen", "nguyenn", 1);
        check("nguyen", "nguyem", 1);
        check("nguyen", "nguyne", 1);
        check("phuong", "huong", 1);
        check("phuong", "phuogns", 2);
        check("abc", "", 3);
    }

    #[test]
    fn short_words_numbers_and_codes_are_forgiven_nothing() {
        for (word, errors) in [("an", None), ("vna", Some(1)), ("phuong", Some(1)), ("phuongnga", Some(2))] {
            assert_eq!(forgiven(word), errors, "{word}");
        }
        assert_eq!((forgiven("500000"), forgiven("ft24254"), forgiven("东方出")), (None, None, None));
        assert_eq!(forgiven(&"a".repeat(33)), None);
    }
}
