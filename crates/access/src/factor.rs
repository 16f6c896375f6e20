//! The second factor: six digits that a phone computes every half-minute (TOTP, RFC 6238, HMAC-SHA-1 as every app has it).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use subtle::ConstantTimeEq as _;

use crate::digest::random;
use crate::error::AccessError;

const STEP_SECONDS: i64 = 30;
/// RFC 4648, section 6.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What a phone and the house share: 160 bits, as RFC 4226 recommends.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct FactorSecret(String);

/// Never the secret.
impl std::fmt::Debug for FactorSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FactorSecret(..)")
    }
}

/// A factor to take up: shown as a QR code, or typed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorOffer {
    /// The secret in base32, in groups of four, to type by hand.
    pub typed: String,
    /// The same as an address that phones read from a QR code.
    pub uri: String,
}

impl FactorSecret {
    /// As it is kept.
    pub(crate) fn kept(&self) -> &str {
        &self.0
    }

    pub(crate) fn of(kept: &str) -> Self {
        Self(kept.to_owned())
    }

    pub(crate) fn random() -> Result<Self, AccessError> {
        Ok(Self(STANDARD_NO_PAD.encode(random::<20>()?)))
    }

    /// The half-minute that these digits belong to: now, the one before or the one after, for a clock that is off, and
    /// later than `used`. All three are compared, whichever fits.
    pub(crate) fn step_of(&self, digits: &str, now: Timestamp, used: Option<u64>) -> Option<u64> {
        let typed: String = digits.chars().filter(|sign| !sign.is_whitespace()).collect();
        let step = step_at(now);
        let fits = |step: &u64| -> bool { self.digits(*step).as_bytes().ct_eq(typed.as_bytes()).into() };
        let near = [step.saturating_sub(1), step, step.saturating_add(1)];
        let found = near.iter().fold(None, |found, step| if fits(step) { Some(*step) } else { found });
        found.filter(|step| used.is_none_or(|used| *step > used))
    }

    pub(crate) fn offer(&self, house: &str, login: &str) -> FactorOffer {
        let secret = self.base32();
        let signs: Vec<char> = secret.chars().collect();
        let typed = signs.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ");
        // Both are made of letters that need no escape.
        let uri = format!("otpauth://totp/{house}:{login}?secret={secret}&issuer={house}");
        FactorOffer { typed, uri }
    }

    fn bytes(&self) -> Vec<u8> {
        STANDARD_NO_PAD.decode(&self.0).unwrap_or_default()
    }

    fn digits(&self, step: u64) -> String {
        hotp(&self.bytes(), step).unwrap_or_default()
    }

    fn base32(&self) -> String {
        let bits: Vec<u8> =
            self.bytes().iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
        let sign = |five: &[u8]| {
            let value = five.iter().fold(0_usize, |value, bit| value << 1 | usize::from(*bit));
            BASE32.get(value).copied().map_or('A', char::from)
        };
        bits.chunks(5).map(sign).collect()
    }
}

/// The digits that a phone with the secret of an offer would show at that moment. For tests and for the demonstration.
pub fn totp_at(typed: &str, now: Timestamp) -> Option<String> {
    let mut bits = Vec::new();
    for sign in typed.bytes().filter(|sign| !sign.is_ascii_whitespace()) {
        let value = BASE32.iter().position(|known| *known == sign)?;
        bits.extend((0..5).rev().map(|bit| value >> bit & 1 == 1));
    }
    let byte = |eight: &[bool]| eight.iter().fold(0_u8, |value, bit| value << 1 | u8::from(*bit));
    hotp(&bits.chunks_exact(8).map(byte).collect::<Vec<_>>(), step_at(now))
}

fn step_at(now: Timestamp) -> u64 {
    u64::try_from(now.as_second().div_euclid(STEP_SECONDS)).unwrap_or(0)
}

/// RFC 4226, section 5.3, with six digits.
fn hotp(secret: &[u8], counter: u64) -> Option<String> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&counter.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash.last()? & 15);
    let four: [u8; 4] = hash.get(at..at.checked_add(4)?)?.try_into().ok()?;
    Some(format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's appendix B, and the last six digits of its SHA-1 column.
    #[test]
    fn the_vectors_of_the_rfc() {
        let secret = FactorSecret(STANDARD_NO_PAD.encode(b"12345678901234567890"));
        for (second, digits) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let now = Timestamp::from_second(second).unwrap();
            let step = secret.step_of(digits, now, None).unwrap();
            assert_eq!(step, u64::try_from(second / 30).unwrap());
            assert_eq!(totp_at(&secret.offer("x", "y").typed, now).unwrap(), digits);
            assert_eq!(secret.step_of(digits, now, Some(step)), None, "used once");
        }
        assert_eq!(secret.offer("SoVang", "an").typed, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off_and_no_more() {
        let secret = FactorSecret::random().unwrap();
        let now = Timestamp::from_second(1_700_000_010).unwrap();
        let step = step_at(now);
        for (near, taken) in
            [(step - 2, false), (step - 1, true), (step, true), (step + 1, true), (step + 2, false)]
        {
            assert_eq!(secret.step_of(&secret.digits(near), now, None).is_some(), taken, "{near}");
        }
        let spaced = secret.digits(step);
        let spaced = format!(" {} {} ", &spaced[..3], &spaced[3..]);
        assert!(secret.step_of(&spaced, now, None).is_some());
        for wrong in ["", "12345", "1234567", "abcdef"] {
            assert_eq!(secret.step_of(wrong, now, None), None);
        }
    }
}
