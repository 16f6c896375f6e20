//! Short codes that a person types into a transfer memo or writes on a box: `DTA000012W`.
//!
//! A code is a prefix of 2 to 6 letters for the campaign (or the kind of box), a running number of 6 characters, and a
//! check character. The number is written in 32 characters without I, L, O and U, which are read wrongly by hand. The
//! check is a polynomial over the field of 32 elements: any one wrong character and any two that changed places are
//! refused, never guessed right. Banks capitalise memos and drop marks, so a code has neither small letters nor hyphens.

use std::fmt::{self, Display};

#[cfg(test)]
mod tests;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const NUMBER_LEN: usize = 6;
const PREFIX: std::ops::RangeInclusive<usize> = 2..=6;

/// A code that passed its check, or was made here.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code {
    prefix: String,
    number: u32,
}

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} / {}", self.vi(), self.en())]
pub enum CodeError {
    /// The prefix is not 2 to 6 letters A to Z.
    Prefix,
    /// The number is above [`Code::MAX`].
    Number,
    /// Too short, too long, or a character that no code has (I, L, O and U stand only in the prefix).
    Form,
    /// The form is right and the check is not: a character is wrong or two changed places.
    Check,
}

impl CodeError {
    /// The message in Vietnamese.
    pub fn vi(self) -> String {
        match self {
            Self::Prefix => {
                "tiền tố của mã phải gồm 2 đến 6 chữ cái A–Z không dấu; hãy sửa tiền tố".to_owned()
            }
            Self::Number => format!("số thứ tự vượt quá {}; hãy dùng tiền tố mới", Code::MAX),
            Self::Form => {
                "mã phải gồm 2–6 chữ cái, 6 ký tự số thứ tự (không có I, L, O, U) và 1 ký tự kiểm tra; \
                           hãy đối chiếu lại từng ký tự"
                    .to_owned()
            }
            Self::Check => {
                "mã sai ký tự kiểm tra: có ký tự gõ nhầm hoặc đảo chỗ; hãy đối chiếu với bản gốc".to_owned()
            }
        }
    }

    /// The message in English.
    pub fn en(self) -> String {
        match self {
            Self::Prefix => "the prefix of a code is 2 to 6 letters A to Z; mend the prefix".to_owned(),
            Self::Number => format!("the running number is above {}; take a new prefix", Code::MAX),
            Self::Form => "a code is 2 to 6 letters, 6 characters of number (no I, L, O, U) and 1 check character; \
                           compare it character by character"
                .to_owned(),
            Self::Check => {
                "the check character does not fit: a character is mistyped or two changed places; compare with the \
                 original"
                    .to_owned()
            }
        }
    }
}

impl Code {
    /// The largest running number.
    pub const MAX: u32 = (1 << 30) - 1;

    /// The code of `number` under `prefix`.
    pub fn new(prefix: &str, number: u32) -> Result<Self, CodeError> {
        if !PREFIX.contains(&prefix.len()) || !prefix.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(CodeError::Prefix);
        }
        if number > Self::MAX {
            return Err(CodeError::Number);
        }
        Ok(Self { prefix: prefix.to_owned(), number })
    }

    /// Reads a code as typed: small letters are taken, spaces around it too; anything else must be right.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let text = text.trim().to_ascii_uppercase();
        let prefix_len = text.len().checked_sub(NUMBER_LEN + 1).ok_or(CodeError::Form)?;
        let (Some(prefix), Some(number)) = (text.get(..prefix_len), text.get(prefix_len..)) else {
            return Err(CodeError::Form);
        };
        if !PREFIX.contains(&prefix_len) || !prefix.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(CodeError::Form);
        }
        if !number.bytes().all(|byte| ALPHABET.contains(&byte)) {
            return Err(CodeError::Form);
        }
        if text.bytes().fold(0, |sum, byte| step(sum, element(byte))) != 0 {
            return Err(CodeError::Check);
        }
        let number =
            number.bytes().take(NUMBER_LEN).fold(0, |sum: u32, byte| (sum << 5) | u32::from(element(byte)));
        Ok(Self { prefix: prefix.to_owned(), number })
    }

    /// The codes of one of `prefixes` that stand as words in a transfer memo, in their order.
    pub fn find(memo: &str, prefixes: &[&str]) -> Vec<Self> {
        memo.split(|c: char| !c.is_ascii_alphanumeric())
            .filter_map(|word| Self::parse(word).ok())
            .filter(|code| prefixes.contains(&code.prefix()))
            .collect()
    }

    /// The campaign's letters.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The running number.
    pub const fn number(&self) -> u32 {
        self.number
    }
}

impl Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = (0..NUMBER_LEN).rev().map(|place| character((self.number >> (5 * place)) & 31));
        let body: String = self.prefix.chars().chain(digits).collect();
        let sum = body.bytes().fold(0, |sum, byte| step(sum, element(byte)));
        // What the next step would make of the sum is what must be added to end at nothing.
        let check = character(u32::from(step(sum, 0)));
        f.pad(&format!("{body}{check}"))
    }
}

fn character(value: u32) -> char {
    ALPHABET.iter().zip(0..).find(|(_, place)| *place == value).map_or('0', |(byte, _)| char::from(*byte))
}

/// The field element of a character. Letters that only a prefix has take those of digits, which no prefix has.
fn element(byte: u8) -> u8 {
    let byte = match byte {
        b'I' => b'1',
        b'L' => b'2',
        b'O' => b'0',
        b'U' => b'3',
        other => other,
    };
    ALPHABET.iter().zip(0..).find(|(symbol, _)| **symbol == byte).map_or(0, |(_, place)| place)
}

/// One step of the check: multiply by the generator of the field x⁵ + x² + 1, add the next element.
const fn step(sum: u8, next: u8) -> u8 {
    let doubled = sum << 1;
    let reduced = if doubled & 0b10_0000 == 0 { doubled } else { doubled ^ 0b10_0101 };
    reduced ^ next
}
