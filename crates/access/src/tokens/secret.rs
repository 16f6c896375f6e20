//! The secret half of a token: made once, shown once, kept only as a digest.

use std::fmt::{self, Debug};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Token, TokenError};
use crate::digest::{Digest, hex, random};

/// A token's text, `sv_` and 43 characters.
pub struct Secret(String);

impl Secret {
    pub(super) fn random() -> Result<Self, TokenError> {
        Ok(Self(format!("sv_{}", URL_SAFE_NO_PAD.encode(bytes::<32>()?))))
    }

    /// The text to hand to the holder.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub(super) fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }
}

/// Never the text.
impl Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// A pseudonym that no token has had yet.
pub(super) fn free_pseudonym(tokens: &[Token]) -> Result<String, TokenError> {
    loop {
        let id = format!("t-{}", hex(&bytes::<4>()?));
        if tokens.iter().all(|token| token.id != id) {
            return Ok(id);
        }
    }
}

fn bytes<const N: usize>() -> Result<[u8; N], TokenError> {
    random().map_err(|error| TokenError::NoRandomness(error.to_string()))
}
