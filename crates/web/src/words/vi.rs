//! Vietnamese number words, northern forms.

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const BILLION: u128 = 1_000_000_000;

/// The number in words. Above a billion the billions are read as a number of their own: 10^12 is "một nghìn tỷ",
/// 10^18 "một tỷ tỷ".
pub(super) fn number(number: u128) -> String {
    if number == 0 {
        return digit(0).to_owned();
    }
    let mut words = Vec::new();
    read(number, false, &mut words);
    words.join(" ")
}

/// `follows`: a higher group has been read already, so a group below a hundred is read with "không trăm".
fn read(number: u128, follows: bool, words: &mut Vec<&'static str>) {
    let mut follows = follows;
    if let Some(billions) = Some(number / BILLION).filter(|billions| *billions > 0) {
        read(billions, follows, words);
        words.push("tỷ");
        follows = true;
    }
    for (unit, name) in [(1_000_000, Some("triệu")), (1_000, Some("nghìn")), (1, None)] {
        let group = number % BILLION / unit % 1000;
        if group > 0 {
            three_digits(group, follows, words);
            words.extend(name);
            follows = true;
        }
    }
}

fn three_digits(group: u128, full: bool, words: &mut Vec<&'static str>) {
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
    let has_hundreds = full || hundreds > 0;
    if has_hundreds {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if has_hundreds && units > 0 => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(units)),
    }
}

fn digit(digit: u128) -> &'static str {
    usize::try_from(digit).ok().and_then(|place| DIGITS.get(place)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::number;

    #[test]
    fn golden_vectors() {
        for (value, words) in [
            (0, "không"),
            (4, "bốn"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (25, "hai mươi lăm"),
            (100, "một trăm"),
            (101, "một trăm linh một"),
            (104, "một trăm linh bốn"),
            (105, "một trăm linh năm"),
            (115, "một trăm mười lăm"),
            (1_000, "một nghìn"),
            (1_010, "một nghìn không trăm mười"),
            (1_015, "một nghìn không trăm mười lăm"),
            (10_005, "mười nghìn không trăm linh năm"),
            (1_000_001, "một triệu không trăm linh một"),
            (1_005_000, "một triệu không trăm linh năm nghìn"),
            (2_004_015, "hai triệu không trăm linh bốn nghìn không trăm mười lăm"),
            (3_073_000_000, "ba tỷ không trăm bảy mươi ba triệu"),
            (27_000_000_005, "hai mươi bảy tỷ không trăm linh năm"),
            (50_000_000_000, "năm mươi tỷ"),
            (1_000_000_000_000, "một nghìn tỷ"),
            (1_000_000_000_000_000, "một triệu tỷ"),
            (1_000_000_000_000_000_000, "một tỷ tỷ"),
        ] {
            assert_eq!(number(value), words, "{value}");
        }
    }

    proptest! {
        #[test]
        fn read_back_it_is_the_same_number(value in 1_u128..10_u128.pow(24)) {
            prop_assert_eq!(read_back(&number(value)), value);
        }

        #[test]
        fn small_numbers_too(value in 1_u128..2_000_000) {
            prop_assert_eq!(read_back(&number(value)), value);
        }
    }

    /// A slow reader of Vietnamese number words, written from the other side: it knows words, not groups.
    fn read_back(words: &str) -> u128 {
        let words: Vec<&str> = words.split(' ').collect();
        value_of(&words)
    }

    fn value_of(words: &[&str]) -> u128 {
        for (name, unit) in [("tỷ", 1_000_000_000), ("triệu", 1_000_000), ("nghìn", 1_000), ("trăm", 100)]
        {
            if let Some(place) = words.iter().rposition(|word| *word == name) {
                return value_of(&words[..place]) * unit + value_of(&words[place + 1..]);
            }
        }
        if let Some(place) = words.iter().position(|word| *word == "mươi") {
            return value_of(&words[..place]) * 10 + value_of(&words[place + 1..]);
        }
        words.iter().map(|word| small(word)).sum()
    }

    fn small(word: &str) -> u128 {
        let names = [
            ("không", 0),
            ("linh", 0),
            ("một", 1),
            ("mốt", 1),
            ("hai", 2),
            ("ba", 3),
            ("bốn", 4),
            ("tư", 4),
            ("năm", 5),
            ("lăm", 5),
            ("sáu", 6),
            ("bảy", 7),
            ("tám", 8),
            ("chín", 9),
            ("mười", 10),
        ];
        names.iter().find(|(name, _)| *name == word).unwrap_or_else(|| panic!("unknown word {word}")).1
    }
}
