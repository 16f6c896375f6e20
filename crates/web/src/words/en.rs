//! English number words, with a British "and" and the short scale.

const UP_TO_19: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALE: [(u128, &str); 4] = [
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

/// The number in words.
pub(super) fn number(number: u128) -> String {
    let mut parts = Vec::new();
    let mut rest = number;
    for (unit, name) in SCALE {
        if rest >= unit {
            parts.push(format!("{} {name}", self::number(rest / unit)));
            rest %= unit;
        }
    }
    if rest >= 100 {
        parts.push(below_thousand(rest));
    } else if rest > 0 && !parts.is_empty() {
        parts.push(format!("and {}", below_hundred(rest)));
    } else if parts.is_empty() {
        parts.push(below_hundred(rest));
    }
    parts.join(" ")
}

fn below_thousand(number: u128) -> String {
    let hundreds = format!("{} hundred", word(&UP_TO_19, number / 100));
    match number % 100 {
        0 => hundreds,
        rest => format!("{hundreds} and {}", below_hundred(rest)),
    }
}

fn below_hundred(number: u128) -> String {
    if number < 20 {
        return word(&UP_TO_19, number).to_owned();
    }
    match number % 10 {
        0 => word(&TENS, number / 10).to_owned(),
        unit => format!("{}-{}", word(&TENS, number / 10), word(&UP_TO_19, unit)),
    }
}

fn word<'a>(words: &[&'a str], place: u128) -> &'a str {
    usize::try_from(place).ok().and_then(|place| words.get(place)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn golden_vectors() {
        for (value, words) in [
            (0, "zero"),
            (13, "thirteen"),
            (40, "forty"),
            (42, "forty-two"),
            (100, "one hundred"),
            (105, "one hundred and five"),
            (1_005, "one thousand and five"),
            (500_000, "five hundred thousand"),
            (1_250_000, "one million two hundred and fifty thousand"),
            (50_000_000_000, "fifty billion"),
            (3_000_000_000_000_000, "three thousand trillion"),
        ] {
            assert_eq!(number(value), words, "{value}");
        }
    }
}
