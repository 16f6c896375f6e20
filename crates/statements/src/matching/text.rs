//! Memos compared as two statements may print them: spaces, case, masks and a cut end aside.

/// A cut end leaves at least this many characters; a shorter memo must be the whole of the other.
const SHORTEST_CUT: usize = 12;

/// Appends a memo without white space and in lower case.
pub(super) fn normalise(memo: &str, arena: &mut Vec<u8>) {
    arena.extend(
        memo.bytes().filter(|byte| !byte.is_ascii_whitespace()).map(|byte| byte.to_ascii_lowercase()),
    );
}

/// True where two normalised memos may be prints of one memo.
pub(super) fn fits(left: &[u8], right: &[u8]) -> bool {
    let shorter = left.len().min(right.len());
    let whole = left.len() == right.len();
    (whole || shorter == 0 || shorter >= SHORTEST_CUT) && left.iter().zip(right).all(|(a, b)| same(*a, *b))
}

fn same(left: u8, right: u8) -> bool {
    let mask = |byte: u8| matches!(byte, b'x' | b'*');
    left == right
        || (mask(left) && (right.is_ascii_digit() || mask(right)))
        || (mask(right) && left.is_ascii_digit())
}

/// True where a memo names what was entered by hand; a short note says nothing.
pub(super) fn contains(memo: &[u8], note: &[u8]) -> bool {
    note.len() >= 6 && memo.windows(note.len()).any(|window| window == note)
}

/// Fewer than eight letters: such a memo cannot tell two gifts apart.
pub(super) fn says_little(memo: &[u8]) -> bool {
    memo.iter().filter(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii()).take(8).count() < 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(left: &str, right: &str, expected: bool) {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        normalise(left, &mut a);
        normalise(right, &mut b);
        assert_eq!((fits(&a, &b), fits(&b, &a)), (expected, expected), "{left} | {right}");
    }

    #[test]
    fn wraps_masks_and_cuts_fit_and_other_words_do_not() {
        check("CT tu 0091000639123 A\nB toi", "ct tu 0091000639xxx AB toi", true);
        check("CT tu 109882673***", "CT tu 109882673001", true);
        check("ung ho dong bao mien Bac", "ung ho dong bao", true);
        check("ung ho", "ung ho dong bao", false);
        check("", "ung ho", true);
        check("ung ho dong bao 1", "ung ho dong bao 2", false);
        check("xin gui", "1in gui", true);
    }
}
