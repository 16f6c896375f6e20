//! The authority's answer as RFC 3161 writes it: a status, and signed data that hold what is stamped.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode, Tag};
use jiff::Timestamp;

use super::TimestampError;
use super::asn1::{algorithm, elements, has, number, oid, sequence, tagged, time};
use super::signed::Signed;

/// The longest answer that is read.
pub(super) const MAX_BYTES: usize = 64 * 1024;

pub(super) const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
pub(super) const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");

/// An answer that was read: nothing is verified yet.
pub(super) struct Token<'a> {
    pub(super) info: Info<'a>,
    pub(super) signed: Signed<'a>,
}

/// `TSTInfo`: what the authority states.
pub(super) struct Info<'a> {
    pub(super) policy: ObjectIdentifier,
    /// SHA-256 of what was stamped.
    pub(super) imprint: &'a [u8],
    pub(super) serial: &'a [u8],
    pub(super) at: Timestamp,
    pub(super) nonce: Option<u64>,
}

impl<'a> Token<'a> {
    pub(super) fn read(answer: &'a [u8]) -> Result<Self, TimestampError> {
        let at = TimestampError::at;
        if answer.len() > MAX_BYTES {
            return Err(at("the length of the answer"));
        }
        let answer = AnyRef::from_der(answer).ok().and_then(sequence).ok_or(at("TimeStampResp"))?;
        let (status, token) = answer.split_first().ok_or(at("TimeStampResp"))?;
        let status = sequence(*status).and_then(|status| number(*status.first()?));
        match status.and_then(|status| u8::try_from(status).ok()) {
            Some(0 | 1) => {}
            Some(status) => return Err(TimestampError::Refused { status }),
            None => return Err(at("PKIStatusInfo")),
        }
        let [content] = token else { return Err(at("TimeStampToken")) };
        let content = sequence(*content).ok_or(at("ContentInfo"))?;
        let [kind, content] = content.as_slice() else { return Err(at("ContentInfo")) };
        let content = tagged(*content, 0).filter(|_| oid(*kind) == Some(SIGNED_DATA));
        let signed = Signed::read(content.ok_or(at("ContentInfo"))?)?;
        Ok(Self { info: Info::read(signed.content)?, signed })
    }
}

impl<'a> Info<'a> {
    fn read(content: &'a [u8]) -> Result<Self, TimestampError> {
        let at = TimestampError::at;
        let fields = AnyRef::from_der(content).ok().and_then(sequence).ok_or(at("TSTInfo"))?;
        let [version, policy, imprint, serial, made, rest @ ..] = fields.as_slice() else {
            return Err(at("TSTInfo"));
        };
        if number(*version) != Some(1) {
            return Err(at("TSTInfo.version"));
        }
        Ok(Self {
            policy: oid(*policy).ok_or(at("TSTInfo.policy"))?,
            imprint: read_imprint(*imprint).ok_or(at("TSTInfo.messageImprint"))?,
            serial: has(*serial, Tag::Integer).ok_or(at("TSTInfo.serialNumber"))?,
            at: Some(*made)
                .filter(|made| has(*made, Tag::GeneralizedTime).is_some())
                .and_then(time)
                .ok_or(at("TSTInfo.genTime"))?,
            nonce: read_nonce(rest)?,
        })
    }
}

/// The hash, if it is a SHA-256.
fn read_imprint(any: AnyRef<'_>) -> Option<&[u8]> {
    let fields = sequence(any)?;
    let [kind, hash] = fields.as_slice() else { return None };
    let hash = has(*hash, Tag::OctetString)?;
    (algorithm(*kind) == Some(SHA256) && hash.len() == 32).then_some(hash)
}

/// What may follow the time, in this order: accuracy, ordering, nonce, the authority's name, extensions. An extension may
/// change what all of it means, and no authority needs one.
fn read_nonce(rest: &[AnyRef<'_>]) -> Result<Option<u64>, TimestampError> {
    let (mut nonce, mut last) = (None, 0);
    for field in rest {
        let place = match der::Tagged::tag(field) {
            Tag::Sequence if elements(*field).is_some() => 1,
            Tag::Boolean => 2,
            Tag::Integer => 3,
            Tag::ContextSpecific { number, .. } if number.value() == 0 => 4,
            _ => return Err(TimestampError::at("TSTInfo")),
        };
        if place <= last {
            return Err(TimestampError::at("TSTInfo"));
        }
        last = place;
        if place == 3 {
            // One that is too large to be ours is none of ours.
            nonce = Some(number(*field).ok_or(TimestampError::Nonce)?);
        }
    }
    Ok(nonce)
}
