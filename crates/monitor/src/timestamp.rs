//! When a checkpoint was there at the latest: a token of a time-stamping authority (RFC 3161) over its bytes.
//!
//! A request is made, the answer is checked, and kept beside the checkpoint that was stamped; later anybody can check it
//! again, with the authority's certificate and without it or us. The signature is verified, and the certificate is the one
//! that was given or issued by it, for time-stamping, and valid when the token was made. *Not* checked: whether it was
//! revoked, and anything above the certificate that was given. Clock and chance come in as values.

mod ask;
mod asn1;
mod certificate;
mod error;
mod kept;
mod report;
mod request;
mod signed;
mod token;

use sha2::{Digest, Sha256};

pub use ask::{Stamp, ask};
pub use certificate::Pinned;
pub use error::TimestampError;
pub use kept::{Kept, newest};
pub use report::report;
pub use request::request;

use token::Token;

/// What a token says, after it has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// When the authority saw the checkpoint: RFC 3339, UTC.
    pub at: String,
    /// The same in seconds since 1970.
    pub seconds: i64,
    /// Under which policy of its own, as an object identifier.
    pub policy: String,
    /// The token's number with the authority, in hexadecimal.
    pub serial: String,
    /// SHA-256 over the certificate that signed, in hexadecimal.
    pub certificate: String,
}

/// How far the authority's clock and ours may be apart when a token is fresh, in seconds.
const CLOCKS: i64 = 600;

/// Checks an authority's whole answer (`TimeStampResp`, as it is kept in a `.tsr` file) against the exact bytes of the
/// checkpoint that was stamped.
pub fn check(answer: &[u8], checkpoint: &[u8], pinned: &Pinned) -> Result<Stamped, TimestampError> {
    checked(answer, checkpoint, pinned).map(|(stamped, _)| stamped)
}

/// The same for an answer that has just come: it must answer this request, at about this time (seconds since 1970).
pub fn check_fresh(
    answer: &[u8],
    checkpoint: &[u8],
    pinned: &Pinned,
    nonce: u64,
    now: i64,
) -> Result<Stamped, TimestampError> {
    let (stamped, answered) = checked(answer, checkpoint, pinned)?;
    if answered != Some(nonce) {
        return Err(TimestampError::Nonce);
    }
    if stamped.seconds.abs_diff(now) > CLOCKS.unsigned_abs() {
        let here = jiff::Timestamp::from_second(now).map_or_else(|_| now.to_string(), |now| now.to_string());
        return Err(TimestampError::Clock { token: stamped.at, here });
    }
    Ok(stamped)
}

/// What the token says, and the number it answers.
fn checked(
    answer: &[u8],
    checkpoint: &[u8],
    pinned: &Pinned,
) -> Result<(Stamped, Option<u64>), TimestampError> {
    let token = Token::read(answer)?;
    if token.info.imprint != Sha256::digest(checkpoint).as_slice() {
        return Err(TimestampError::Imprint);
    }
    let certificate = token.signed.verify(pinned, token.info.at)?;
    let stamped = Stamped {
        at: token.info.at.to_string(),
        seconds: token.info.at.as_second(),
        policy: token.info.policy.to_string(),
        serial: hex(token.info.serial),
        certificate: hex(&Sha256::digest(certificate)),
    };
    Ok((stamped, token.info.nonce))
}

/// Lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests;
