//! Folding for search: lower case, without diacritics, punctuation as one space.
//!
//! "Nguyễn Thị Đào", in composed or decomposed form, folds to "nguyen thi dao", which is what a reader types.
//! A table answers for the Latin letters; other scripts are lower-cased only. Not for display.

/// The base letters of U+00C0 to U+024F; a dot where a character has none.
const LATIN: &[u8] = b"\
    aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.yaaaaaaccccccccddddeeeeeeeeeegggg\
    gggghh..iiiiiiiii...jjkk.llllll....nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz.\
    ................................oo.............uu............................aaiioouuuuuuuuuu.aa\
    aa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
    ................";
/// The base letters of U+1E00 to U+1EFF, where most Vietnamese vowels stand.
const LATIN_ADDITIONAL: &[u8] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr\
    ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// The folded text: words with one space between them, none at the ends.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the folded text to `out`, so that many lines can share one buffer.
pub fn fold_into(text: &str, out: &mut String) {
    let start = out.len();
    let mut gap = false;
    for char in text.chars() {
        let folded = if char.is_ascii() { ascii(char) } else { fold_char(char) };
        match folded {
            Folded::Letter(letter) => {
                if gap && out.len() > start {
                    out.push(' ');
                }
                gap = false;
                out.push(letter);
            }
            Folded::Gap => gap = true,
            Folded::Mark => {}
        }
    }
}

/// What one character folds to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folded {
    /// A letter or a digit.
    Letter(char),
    /// Anything between words.
    Gap,
    /// A combining diacritic: nothing.
    Mark,
}

const fn ascii(char: char) -> Folded {
    if char.is_ascii_alphanumeric() { Folded::Letter(char.to_ascii_lowercase()) } else { Folded::Gap }
}

/// Folds any one character.
pub(crate) fn fold_char(char: char) -> Folded {
    let in_table = match char {
        '\0'..='\x7f' => return ascii(char),
        '\u{300}'..='\u{36f}' => return Folded::Mark,
        // Their base has no letter of the table: composed and decomposed fold to the same all the same.
        'Ǣ' | 'ǣ' | 'Ǽ' | 'ǽ' => return Folded::Letter('æ'),
        'Ǿ' | 'ǿ' => return Folded::Letter('ø'),
        'Ǯ' | 'ǯ' => return Folded::Letter('ʒ'),
        'ẛ' => return Folded::Letter('ſ'),
        '\u{c0}'..='\u{24f}' => LATIN.get(char as usize - 0xc0),
        '\u{1e00}'..='\u{1eff}' => LATIN_ADDITIONAL.get(char as usize - 0x1e00),
        _ => None,
    };
    match in_table {
        Some(&base) if base != b'.' => Folded::Letter(char::from(base)),
        // One character suffices: the few that lower to two are Latin and in the table.
        _ if char.is_alphanumeric() => Folded::Letter(char.to_lowercase().next().unwrap_or(char)),
        _ => Folded::Gap,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// The same by the book: decompose, drop marks, lower, split at what is neither letter nor digit.
    fn oracle(text: &str) -> String {
        let bare = text.nfd().filter(|char| !('\u{300}'..='\u{36f}').contains(char));
        let plain: String =
            bare.flat_map(char::to_lowercase).map(|char| if char == 'đ' { 'd' } else { char }).collect();
        plain
            .split(|char: char| !char.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn vietnamese_is_found_by_its_plain_letters() {
        for (text, folded) in [
            ("Nguyễn Thị Đào", "nguyen thi dao"),
            ("  ỦNG HỘ — đồng bào, bão số 3!! ", "ung ho dong bao bao so 3"),
            ("MBVCB.0000000001.ck", "mbvcb 0000000001 ck"),
            ("ườ ƯỠ ặ Ẩ ỹ ĐĐ", "uo uo a a y dd"),
            ("...", ""),
        ] {
            assert_eq!(fold(text), folded);
            assert_eq!(fold(&text.nfd().collect::<String>()), folded);
            assert_eq!(fold(folded), folded);
        }
    }

    #[test]
    fn every_character_of_the_table_folds_by_the_book() {
        for char in ('\0'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}') {
            let text = format!("x{char}y");
            assert_eq!(fold(&text), oracle(&text), "{char} U+{:04X}", u32::from(char));
        }
    }

    proptest! {
        #[test]
        fn folds_by_the_book_in_either_form(text in "[a-zA-Z0-9À-žẠ-ỹ\u{300}-\u{36f} .,;\u{2010}-\u{2015}]{0,40}") {
            prop_assert_eq!(fold(&text), oracle(&text));
            prop_assert_eq!(fold(&text.nfd().collect::<String>()), fold(&text.nfc().collect::<String>()));
        }
    }
}
