//! What is asked of an authority: `TimeStampReq` of RFC 3161.

use der::asn1::{Null, ObjectIdentifier, OctetStringRef};
use der::{Encode, Sequence};
use sha2::{Digest, Sha256};

use super::TimestampError;
use super::token::SHA256;

#[derive(Sequence)]
struct TimeStampReq<'a> {
    version: u8,
    imprint: Imprint<'a>,
    nonce: u64,
    with_certificate: bool,
}

#[derive(Sequence)]
struct Imprint<'a> {
    algorithm: Algorithm,
    hash: &'a OctetStringRef,
}

#[derive(Sequence)]
struct Algorithm {
    oid: ObjectIdentifier,
    parameters: Null,
}

/// The request to stamp these bytes: their SHA-256, a number that the answer must repeat, and that the authority's
/// certificate be in the answer.
pub fn request(checkpoint: &[u8], nonce: u64) -> Result<Vec<u8>, TimestampError> {
    let hash = Sha256::digest(checkpoint);
    let place = |_| TimestampError::at("the request");
    let hash = OctetStringRef::new(hash.as_slice()).map_err(place)?;
    let imprint = Imprint { algorithm: Algorithm { oid: SHA256, parameters: Null }, hash };
    TimeStampReq { version: 1, imprint, nonce, with_certificate: true }.to_der().map_err(place)
}
