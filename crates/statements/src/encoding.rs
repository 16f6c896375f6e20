//! From a file's bytes to text: what can be told with certainty is decoded, the rest is refused.
//!
//! UTF-8 (with a mark or without) and UTF-16 with a byte order mark are certain. Bytes that are no UTF-8 are read as
//! Windows-1258 only when a whole accented column name of the profile appears by that; TCVN3 and VNI never do.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use crate::error::{Fault, Guess};
use crate::profile::Profile;

/// Decodes a text file. `certain` judges a text guessed to be Windows-1258.
pub(crate) fn decode(bytes: &[u8], certain: impl Fn(&str) -> bool) -> Result<Cow<'_, str>, Fault> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => utf16(UTF_16BE, rest),
        _ if bytes.iter().take(4096).any(|byte| *byte == 0) => {
            Err(Fault::Encoding { guess: Guess::Utf16NoMark })
        }
        _ => utf8(bytes).or_else(|fault| windows_1258(bytes, certain).ok_or(fault)),
    }
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| Fault::Encoding { guess: Guess::EightBit })
}

fn utf16<'a>(encoding: &'static encoding_rs::Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, Fault> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(Fault::Encoding { guess: Guess::Utf16Broken })
}

fn windows_1258(bytes: &[u8], certain: impl Fn(&str) -> bool) -> Option<Cow<'_, str>> {
    let text = WINDOWS_1258.decode_without_bom_handling_and_without_replacement(bytes)?;
    let composed: String = text.nfc().collect();
    certain(&composed).then_some(Cow::Owned(composed))
}

/// True where the top of the text names a column of the profile with all its accents.
pub(crate) fn is_certain(text: &str, profile: &Profile) -> bool {
    text.lines().take(profile.header_rows()).flat_map(|line| line.split([',', ';', '\t', '/'])).any(|cell| {
        profile.names_accented(
            &cell.trim_matches(|letter: char| letter == '"' || letter.is_whitespace()).to_lowercase(),
        )
    })
}
