//! Amounts in Vietnamese words, as a voucher needs them beside the figures.
//!
//! No law fixes the wording, and north and south differ, so every choice is a field of [`Usage`]. A number is read in
//! groups of three; above a billion the part before "tỷ" is read as a number of its own, so that 10¹² is "một nghìn
//! tỷ" and 10¹⁸ "một tỷ tỷ".

#[cfg(test)]
mod tests;

/// How a number is read. Two usages are ready made; an office that has its own sets the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// The word for 1,000.
    pub thousand: Thousand,
    /// The word for an empty ten before a unit: 105.
    pub empty_ten: EmptyTen,
    /// The word for 4 after "mươi": 24. After "mười" and "linh" it is always "bốn".
    pub four: Four,
    /// The word for 1,000,000,000.
    pub billion: Billion,
    /// Whether an amount ends with "chẵn" after "đồng".
    pub even: bool,
}

/// The word for 1,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thousand {
    /// "nghìn", northern.
    Nghin,
    /// "ngàn", southern.
    Ngan,
}

/// The word for an empty ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyTen {
    /// "linh", northern.
    Linh,
    /// "lẻ", southern.
    Le,
}

/// The word for 4 after "mươi".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Four {
    /// "tư".
    Tu,
    /// "bốn".
    Bon,
}

/// The word for 1,000,000,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Billion {
    /// "tỷ".
    Ty,
    /// "tỉ".
    Ti,
}

impl Usage {
    /// nghìn, linh, tư, tỷ: the default.
    pub const NORTHERN: Self = Self {
        thousand: Thousand::Nghin,
        empty_ten: EmptyTen::Linh,
        four: Four::Tu,
        billion: Billion::Ty,
        even: false,
    };

    /// ngàn, lẻ, bốn, tỷ: as in Đồng Tháp.
    pub const SOUTHERN: Self = Self {
        thousand: Thousand::Ngan,
        empty_ten: EmptyTen::Le,
        four: Four::Bon,
        billion: Billion::Ty,
        even: false,
    };

    const fn thousand_word(self) -> &'static str {
        match self.thousand {
            Thousand::Nghin => "nghìn",
            Thousand::Ngan => "ngàn",
        }
    }

    const fn empty_ten_word(self) -> &'static str {
        match self.empty_ten {
            EmptyTen::Linh => "linh",
            EmptyTen::Le => "lẻ",
        }
    }

    const fn four_word(self) -> &'static str {
        match self.four {
            Four::Tu => "tư",
            Four::Bon => "bốn",
        }
    }

    const fn billion_word(self) -> &'static str {
        match self.billion {
            Billion::Ty => "tỷ",
            Billion::Ti => "tỉ",
        }
    }
}

impl Default for Usage {
    fn default() -> Self {
        Self::NORTHERN
    }
}

/// An amount of đồng for a voucher: capital first letter, "đồng" at the end, "Âm" before a negative one.
///
/// `amount(105_000, Usage::NORTHERN)` is "Một trăm linh năm nghìn đồng".
pub fn amount(dong: i64, usage: Usage) -> String {
    let mut text = number(dong, usage);
    text.push_str(" đồng");
    if usage.even {
        text.push_str(" chẵn");
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A number in lower-case words; "âm ..." below zero.
pub fn number(value: i64, usage: Usage) -> String {
    let mut words = Vec::new();
    if value < 0 {
        words.push("âm");
    }
    if value == 0 {
        words.push(digit(0));
    }
    read(value.unsigned_abs(), false, usage, &mut words);
    words.join(" ")
}

/// Reads `value`; `inside` says that something larger was read before it, so that its hundreds are named even if none.
fn read(value: u64, inside: bool, usage: Usage, words: &mut Vec<&'static str>) {
    const BILLION: u64 = 1_000_000_000;
    let (billions, below) = (value / BILLION, value % BILLION);
    if billions > 0 {
        read(billions, inside, usage, words);
        words.push(usage.billion_word());
    }
    let mut inside = inside || billions > 0;
    for (size, name) in [(1_000_000, Some("triệu")), (1_000, Some(usage.thousand_word())), (1, None)] {
        let three = below / size % 1_000;
        if three > 0 {
            group(three, inside, usage, words);
            words.extend(name);
            inside = true;
        }
    }
}

/// Reads a group of three digits that is not zero.
fn group(three: u64, inside: bool, usage: Usage, words: &mut Vec<&'static str>) {
    let (hundreds, tens, units) = (three / 100, three / 10 % 10, three % 10);
    let hundreds_read = hundreds > 0 || inside;
    if hundreds_read {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if hundreds_read && units > 0 => words.push(usage.empty_ten_word()),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push(usage.four_word()),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(units)),
    }
}

const fn digit(value: u64) -> &'static str {
    match value {
        0 => "không",
        1 => "một",
        2 => "hai",
        3 => "ba",
        4 => "bốn",
        5 => "năm",
        6 => "sáu",
        7 => "bảy",
        8 => "tám",
        _ => "chín",
    }
}
