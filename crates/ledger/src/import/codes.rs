//! The gift codes that a fund has declared, found in memos however a donor or a bank writes them.
//!
//! A code is compared by its letters and digits alone: capitals, hyphens and spaces do not matter, nor where the bank
//! broke the line. It ends where a word ends, or where letters and digits meet; it begins so too, unless it has both and is
//! long enough that nobody writes it by chance: donors leave out the space before it.

use aho_corasick::AhoCorasick;
use domain::State;

use crate::error::LedgerError;

/// So many letters and digits are no chance.
const UNMISTAKABLE: usize = 6;

pub(super) struct Codes {
    /// Each as it is compared, and as it is written.
    codes: Vec<(String, String)>,
    finder: Option<AhoCorasick>,
}

impl Codes {
    pub(super) fn of(state: &State) -> Result<Self, LedgerError> {
        let declared = state.giving.codes();
        Self::new(
            declared.iter().map(|(key, gift)| (key.clone(), gift.code.as_str().to_uppercase())).collect(),
        )
    }

    fn new(codes: Vec<(String, String)>) -> Result<Self, LedgerError> {
        let finder = || AhoCorasick::new(codes.iter().map(|(key, _)| key));
        let finder = if codes.is_empty() { Ok(None) } else { finder().map(Some) };
        let finder = finder.map_err(|error| LedgerError::Encode(error.to_string()))?;
        Ok(Self { codes, finder })
    }

    /// The code of a memo: a declared one if there is any, written as it was declared; else what the rules of memos found.
    pub(super) fn find(&self, found: Option<String>, memo: &str) -> Option<String> {
        let Some(finder) = &self.finder else { return found };
        self.declared(finder, memo).map(str::to_owned).or(found)
    }

    /// The longest one that stands in the memo, the first of these.
    fn declared(&self, finder: &AhoCorasick, memo: &str) -> Option<&str> {
        let (text, breaks) = squeezed(memo);
        let mut best = None::<(usize, &str)>;
        for place in finder.find_overlapping_iter(&text) {
            let Some((key, code)) = self.codes.get(place.pattern().as_usize()) else { continue };
            let border = |at: usize| breaks.get(at).copied().unwrap_or(true) || changes(&text, at);
            let stands = border(place.end()) && (border(place.start()) || unmistakable(key));
            if stands && best.is_none_or(|(length, _)| key.len() > length) {
                best = Some((key.len(), code));
            }
        }
        best.map(|(_, code)| code)
    }
}

/// The letters and digits of a memo, and before which of them something else stood. Letters with accents separate: no code
/// has one.
fn squeezed(memo: &str) -> (String, Vec<bool>) {
    let (mut text, mut breaks) = (String::with_capacity(memo.len()), Vec::with_capacity(memo.len()));
    let mut apart = true;
    for letter in memo.chars() {
        if letter.is_ascii_alphanumeric() {
            text.push(letter.to_ascii_lowercase());
            breaks.push(apart);
            apart = false;
        } else {
            apart = true;
        }
    }
    (text, breaks)
}

/// Letters and digits meet here.
fn changes(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let digit = |place: usize| bytes.get(place).map(u8::is_ascii_digit);
    at.checked_sub(1).and_then(digit) != digit(at)
}

fn unmistakable(key: &str) -> bool {
    key.len() >= UNMISTAKABLE
        && key.bytes().any(|byte| byte.is_ascii_digit())
        && !key.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(memo: &str, expected: Option<&str>) {
        let codes = ["DT21NHA", "DT26-ABCD1234", "DT21", "GAOSACH"];
        let codes = codes.map(|code| (domain::giving::code_key(code), code.to_owned())).to_vec();
        let found = Codes::new(codes).unwrap().find(None, memo);
        assert_eq!(found.as_deref(), expected, "{memo}");
    }

    #[test]
    fn a_code_is_found_however_it_is_written() {
        for memo in [
            "DT21NHA",
            "dt21 nha ung ho",
            "MBVCB.5555.DT21NHA.CT tu 0101 LY THI MAU toi 00",
            "FT2412345DT21NHA",
            "LY THI MAU ung hoDT21NHA",
            "DT21N\nHA 0909",
            "DT21NHA123456",
        ] {
            check(memo, Some("DT21NHA"));
        }
        check("CT nhanh 247 den: DT26 ABCD1234 ung ho", Some("DT26-ABCD1234"));
        check("dt26abcd1234", Some("DT26-ABCD1234"));
        check("ung ho dt21", Some("DT21"));
        check("mua gao sach", Some("GAOSACH"));
    }

    #[test]
    fn what_only_looks_like_a_code_is_none() {
        for memo in ["", "ung ho nhan dan", "AGAOSACH", "gaosachs", "DT2", "XDT21", "DT211"] {
            check(memo, None);
        }
        check("DT21 nhan dan", Some("DT21"));
    }

    #[test]
    fn without_a_declared_code_the_rules_have_their_say() {
        let codes = Codes::new(Vec::new()).unwrap();
        assert_eq!(codes.find(Some("CT1111".into()), "DT21NHA").as_deref(), Some("CT1111"));
    }
}
