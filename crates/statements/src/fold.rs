//! Names folded for comparing: lower case, no accents, words of letters and digits with one space between.
//!
//! For headers, labels and markers only; what a bank printed is never stored folded.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `Ngày GD/ TNX Date` becomes `ngay gd tnx date`; both composed and decomposed accents fold alike.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                if gap && !folded.is_empty() {
                    folded.push(' ');
                }
                gap = false;
                folded.push(char::from(byte.to_ascii_lowercase()));
            } else {
                gap = true;
            }
        }
        return folded;
    }
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)) {
        let letter = if matches!(letter, 'đ' | 'Đ') { 'd' } else { letter };
        if letter.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.extend(letter.to_lowercase());
        } else {
            gap = true;
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_case_marks_and_line_breaks_do_not_matter() {
        for (text, folded) in [
            ("Ngày GD/ TNX Date", "ngay gd tnx date"),
            ("  Số tiền\nghi nợ/Debit ", "so tien ghi no debit"),
            ("Nga\u{300}y GD", "ngay gd"),
            ("Đến ngày:", "den ngay"),
            ("---", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
