//! The secret half of a token: made once, shown once, kept only as a digest.

use std::fmt::{self, Debug};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ledger::hex;
use serde::{Deserialize, Serialize};
use sha2::Digest as _;
use subtle::ConstantTimeEq as _;

use super::{Token, TokenError};

/// A token's text, `sv_` and 43 characters.
pub struct Secret(String);

impl Secret {
    pub(super) fn random() -> Result<Self, TokenError> {
        Ok(Self(format!("sv_{}", URL_SAFE_NO_PAD.encode(random::<32>()?))))
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

/// SHA-256 of a secret, lower-case hex. The secret has 256 random bits: no slow hash is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Digest(String);

impl Digest {
    pub(super) fn of(secret: &str) -> Self {
        Self(hex(&sha2::Sha256::digest(secret)))
    }

    pub(super) fn same_as(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

/// A pseudonym that no token has had yet.
pub(super) fn free_pseudonym(tokens: &[Token]) -> Result<String, TokenError> {
    loop {
        let id = format!("t-{}", hex(&random::<4>()?));
        if tokens.iter().all(|token| token.id != id) {
            return Ok(id);
        }
    }
}

fn random<const N: usize>() -> Result<[u8; N], TokenError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| TokenError::NoRandomness(error.to_string()))?;
    Ok(bytes)
}
