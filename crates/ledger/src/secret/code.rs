//! Codes that open what is one's own: ten letters and digits, made from the fund's secret and a number, so that nothing of
//! them is stored and nobody without the secret can make one. Fifty bits: with the few attempts that the pages allow, not
//! to be guessed.

use super::Secret;
use crate::error::LedgerError;

/// What a code opens. A code of one use is none of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// The answers to a message.
    Message,
    /// A gift's own page.
    Gift,
}

/// Crockford's: without I, L, O and U, which are taken for others on paper.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a code.
const LENGTH: u32 = 10;
/// Bits of a letter.
const BITS: u32 = 5;

impl Secret {
    /// The code for a number: `K7M2P-Q9XTA`.
    pub(crate) fn code(&self, what: Use, number: u64) -> Result<String, LedgerError> {
        let bits = self.bits(what, number)?;
        let letter = |place: u32| {
            let index = (bits >> (BITS * (LENGTH - 1 - place))) & 31;
            usize::try_from(index).ok().and_then(|index| LETTERS.get(index)).map(|byte| char::from(*byte))
        };
        let mut code: String = (0..LENGTH).filter_map(letter).collect();
        code.insert(5, '-');
        Ok(code)
    }

    /// Whether that is the code, however it was typed: small letters, no hyphen, O for 0, I or L for 1. Two integers are
    /// compared, which takes as long wherever they differ.
    pub(crate) fn is_code(&self, what: Use, number: u64, typed: &str) -> Result<bool, LedgerError> {
        let right = self.bits(what, number)?;
        Ok(read(typed).is_some_and(|given| given ^ right == 0))
    }

    fn bits(&self, what: Use, number: u64) -> Result<u64, LedgerError> {
        let name = match what {
            Use::Message => "message",
            Use::Gift => "gift",
        };
        let mac = self.mac(format!("code {name} {number}").as_bytes());
        let mac = mac.map_err(|error| LedgerError::Encode(error.to_string()))?;
        let first = mac.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        Ok(first >> (u64::BITS - BITS * LENGTH))
    }
}

fn read(typed: &str) -> Option<u64> {
    let letters: Vec<u8> = typed.bytes().filter(|byte| !matches!(byte, b'-' | b' ')).collect();
    let worth = |letter: &u8| {
        let letter = match letter.to_ascii_uppercase() {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        };
        LETTERS.iter().position(|known| *known == letter).and_then(|place| u64::try_from(place).ok())
    };
    let whole = u32::try_from(letters.len()).is_ok_and(|length| length == LENGTH);
    let mut bits = 0;
    for letter in letters.iter().filter(|_| whole) {
        bits = (bits << BITS) | worth(letter)?;
    }
    whole.then_some(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, right: bool) {
        assert_eq!(Secret([7; 32]).is_code(Use::Gift, 41, typed).unwrap(), right, "{typed}");
    }

    #[test]
    fn a_code_opens_its_own_number_and_use_alone() {
        let secret = Secret([7; 32]);
        let code = secret.code(Use::Gift, 41).unwrap();
        assert_eq!((code.len(), code.find('-')), (11, Some(5)));
        check(&code, true);
        check(&code.to_lowercase().replace('-', " "), true);
        check(&code.replace('0', "o").replace('1', "l"), true);
        for other in
            [secret.code(Use::Gift, 42), secret.code(Use::Message, 41), Secret([8; 32]).code(Use::Gift, 41)]
        {
            check(&other.unwrap(), false);
        }
        for wrong in ["", "-", "K7M2P", "K7M2P-Q9XT!", &format!("{code}0"), "ÀÀÀÀÀ"] {
            check(wrong, false);
        }
    }

    #[test]
    fn codes_of_many_numbers_differ() {
        let secret = Secret([7; 32]);
        let codes: std::collections::BTreeSet<_> =
            (1..=5000).map(|number| secret.code(Use::Gift, number).unwrap()).collect();
        assert_eq!(codes.len(), 5000);
    }
}
