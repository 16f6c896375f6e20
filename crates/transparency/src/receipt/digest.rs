//! What a printed slip says of its record: short enough for a code that a telephone reads.

use std::fmt::{self, Display};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// The first 16 bytes of the SHA-256 over a record's stored bytes; nobody finds another record for it. Printed as 22
/// characters of base64 as it stands in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordDigest([u8; 16]);

impl RecordDigest {
    /// Of a record's stored bytes.
    pub fn of(record: &[u8]) -> Self {
        Self(Sha256::digest(record).first_chunk().copied().unwrap_or_default())
    }

    /// Reads what is printed; strict.
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }
}

impl Display for RecordDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_as_it_is_printed() {
        let digest = RecordDigest::of(b"record");
        let text = digest.to_string();
        assert_eq!(text.len(), 22);
        assert_eq!(RecordDigest::parse(&text), Some(digest));
        for wrong in
            ["", &text[1..], &format!("{text}="), &format!("{}!", &text[1..]), &text.replace(|_| true, "_")]
        {
            assert_eq!(RecordDigest::parse(wrong), None, "{wrong}");
        }
    }
}
