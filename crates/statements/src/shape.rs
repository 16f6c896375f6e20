//! The shape of a cell for a message: what kind of characters stand there, never what they say.
//!
//! Cells hold people's names and account numbers, and messages end in logs and tickets. So letters become `a`,
//! digits `9`; only a text that is a date or a time by its marks is shown as it is.

/// At most this many characters of a shape are shown.
const SHOWN: usize = 32;

/// `NGUYEN 5` becomes `aaaaaa 9`; long cells are cut with an ellipsis.
pub fn shape(text: &str) -> String {
    let mut shape: String = text.trim().chars().take(SHOWN).map(masked).collect();
    if text.trim().chars().nth(SHOWN).is_some() {
        shape.push('…');
    }
    shape
}

fn masked(letter: char) -> char {
    match letter {
        letter if letter.is_alphabetic() => 'a',
        letter if letter.is_numeric() => '9',
        letter if letter.is_whitespace() || letter.is_control() => ' ',
        letter => letter,
    }
}

/// A date cell as printed when it holds nothing but digits and date marks, its shape otherwise.
pub(crate) fn date_shape(text: &str) -> String {
    let text = text.trim();
    let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'/' | b'-' | b':' | b' '));
    let marked = text.bytes().filter(|byte| matches!(byte, b'/' | b'-' | b':')).count() >= 2;
    if plain && marked && text.len() <= 20 { text.to_owned() } else { shape(text) }
}

#[cfg(test)]
mod tests {
    use super::{date_shape, shape};

    #[test]
    fn shapes_hide_letters_and_digits_but_dates_stay() {
        assert_eq!(shape(" Tô Thị 1.000x "), "aa aaa 9.999a");
        assert_eq!(shape(&"7".repeat(40)).chars().count(), 33);
        assert_eq!(date_shape("31/02/2024"), "31/02/2024");
        assert_eq!(date_shape("0123456789"), "9999999999");
        assert_eq!(date_shape("31/02/2024 A"), "99/99/9999 a");
    }
}
