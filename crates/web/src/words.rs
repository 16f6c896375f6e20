//! Amounts in words.
//!
//! Pure. Vietnamese follows the usage of vouchers (nghìn, linh, tư, tỷ; "không trăm" inside a number); English is
//! for readers of the English pages. A full sentence starts with a capital and ends with the currency.

mod en;
mod vi;

use crate::Lang;

/// The amount as a sentence: `Hai triệu không trăm linh năm nghìn đồng`.
pub fn amount(dong: i128, lang: Lang) -> String {
    let (minus, unit) = match lang {
        Lang::Vi => ("âm ", "đồng"),
        Lang::En => ("minus ", "đồng"),
    };
    let size = dong.unsigned_abs();
    let words = match lang {
        Lang::Vi => vi::number(size),
        Lang::En => en::number(size),
    };
    let sign = if dong < 0 { minus } else { "" };
    capital(&format!("{sign}{words} {unit}"))
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_with_sign_and_currency() {
        assert_eq!(amount(50_000_000_000, Lang::Vi), "Năm mươi tỷ đồng");
        assert_eq!(amount(-500_000, Lang::Vi), "Âm năm trăm nghìn đồng");
        assert_eq!(amount(0, Lang::Vi), "Không đồng");
        assert_eq!(amount(-105, Lang::En), "Minus one hundred and five đồng");
    }
}
