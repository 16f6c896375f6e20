//! Codes read back, and no single slip of the hand passes.

use proptest::prelude::*;

use super::{ALPHABET, Code, CodeError};

#[track_caller]
fn check(text: &str, wanted: Result<(&str, u32), CodeError>) {
    let read = Code::parse(text);
    assert_eq!(
        read.as_ref().map(|code| (code.prefix(), code.number())).map_err(|error| *error),
        wanted,
        "{text}"
    );
}

#[test]
fn a_known_code() {
    let code = Code::new("DTA", 34).unwrap().to_string();
    assert_eq!(code, "DTA000012W");
    check("DTA000012W", Ok(("DTA", 34)));
    check(" dta000012w ", Ok(("DTA", 34)));
}

#[test]
fn what_is_no_code_says_why() {
    check("", Err(CodeError::Form));
    check("DTA", Err(CodeError::Form));
    check("D000012W", Err(CodeError::Form));
    check("DONGTHA000012W", Err(CodeError::Form));
    check("DTA00001OW", Err(CodeError::Form));
    check("Đ\u{1ea}TA000012", Err(CodeError::Form));
    check("DTA0000125", Err(CodeError::Check));
    assert_eq!(Code::new("D", 1), Err(CodeError::Prefix));
    assert_eq!(Code::new("dta", 1), Err(CodeError::Prefix));
    assert_eq!(Code::new("DTA", Code::MAX + 1), Err(CodeError::Number));
}

#[test]
fn codes_are_found_in_a_memo() {
    let first = Code::new("DTA", 7).unwrap();
    let box_code = Code::new("BOX", 7).unwrap();
    let memo = format!("MBVCB.5400.{first} ung ho dong bao;{box_code} DTA0000125");
    assert_eq!(Code::find(&memo, &["DTA"]), vec![first]);
}

fn codes() -> impl Strategy<Value = Code> {
    ("[A-Z]{2,6}", 0..=Code::MAX).prop_map(|(prefix, number)| Code::new(&prefix, number).unwrap())
}

proptest! {
    #[test]
    fn every_code_reads_back(code in codes()) {
        prop_assert_eq!(Code::parse(&code.to_string()), Ok(code));
    }

    /// All wrong characters at all places, small and foreign ones too.
    #[test]
    fn a_wrong_character_is_refused(code in codes()) {
        let text = code.to_string().into_bytes();
        for at in 0..text.len() {
            for wrong in (b'0'..=b'9').chain(b'A'..=b'Z') {
                let mut typed = text.clone();
                typed[at] = wrong;
                if typed != text {
                    prop_assert!(Code::parse(std::str::from_utf8(&typed).unwrap()).is_err());
                }
            }
        }
    }

    #[test]
    fn two_characters_that_changed_places_are_refused(code in codes()) {
        let text = code.to_string().into_bytes();
        for one in 0..text.len() {
            for other in 0..one {
                let mut typed = text.clone();
                typed.swap(one, other);
                if typed != text {
                    prop_assert!(Code::parse(std::str::from_utf8(&typed).unwrap()).is_err());
                }
            }
        }
    }
}

#[test]
fn the_alphabet_has_no_letter_that_misleads() {
    assert!(b"ILOU".iter().all(|letter| !ALPHABET.contains(letter)));
}
