//! One-time codes that one person reads out to another: 80 random bits in signs that are not mistaken for each other.

use crate::digest::{Digest, random};
use crate::error::AccessError;

/// No 0, O, 1, I, L, U.
const SIGNS: &[u8; 30] = b"ABCDEFGHJKMNPQRSTVWXYZ23456789";
const LENGTH: usize = 20;

/// A new code, in groups of four, and what is kept of it.
pub(crate) fn fresh() -> Result<(String, Digest), AccessError> {
    let mut signs = Vec::with_capacity(LENGTH);
    while signs.len() < LENGTH {
        // 240 is eight times 30: what lies above would make some signs more likely.
        let fair = random::<32>()?.into_iter().filter(|byte| *byte < 240);
        signs.extend(fair.filter_map(|byte| SIGNS.get(usize::from(byte % 30))).map(|sign| char::from(*sign)));
    }
    signs.truncate(LENGTH);
    let groups: Vec<String> = signs.chunks(4).map(|four| four.iter().collect()).collect();
    let code = groups.join("-");
    let digest = digest(&code);
    Ok((code, digest))
}

/// A code as somebody types it: spaces, hyphens and small letters do not matter.
pub(crate) fn digest(typed: &str) -> Digest {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    Digest::of(&plain.to_ascii_uppercase())
}
