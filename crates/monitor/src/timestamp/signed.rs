//! The signed data around a token (CMS, RFC 5652, as RFC 3161 narrows it): one signer, signed attributes, and the
//! authority's certificate beside them.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Encode, Tag};
use jiff::Timestamp;
use rustls_pki_types::SignatureVerificationAlgorithm;
use sha2::{Digest, Sha256, Sha384, Sha512};
use webpki::{Error, ring};

use super::TimestampError;
use super::asn1::{algorithm, context, elements, has, number, oid, sequence, set, tagged};
use super::certificate::{Certificate, Pinned};
use super::token::{SHA256, TST_INFO};

const SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const RSA_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const RSA_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
const ECDSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const ECDSA_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");

const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// See the module.
pub(super) struct Signed<'a> {
    /// The bytes of the token.
    pub(super) content: &'a [u8],
    certificates: Vec<AnyRef<'a>>,
    signer: Signer<'a>,
}

struct Signer<'a> {
    /// Whose certificate signed: issuer and number.
    issuer: AnyRef<'a>,
    serial: AnyRef<'a>,
    digest: ObjectIdentifier,
    attributes: AnyRef<'a>,
    algorithm: ObjectIdentifier,
    signature: &'a [u8],
}

impl<'a> Signed<'a> {
    pub(super) fn read(any: AnyRef<'a>) -> Result<Self, TimestampError> {
        let at = TimestampError::at;
        let fields = sequence(any).ok_or(at("SignedData"))?;
        let [version, digests, content, rest @ ..] = fields.as_slice() else {
            return Err(at("SignedData"));
        };
        if number(*version) != Some(3) || set(*digests).is_none() {
            return Err(at("SignedData"));
        }
        let content = read_content(*content).ok_or(at("EncapsulatedContentInfo"))?;
        let (signers, beside) = rest.split_last().ok_or(at("SignerInfos"))?;
        let mut certificates = Vec::new();
        for field in beside {
            match der::Tagged::tag(field) {
                tag if tag == context(0) => {
                    certificates = elements(*field).ok_or(at("SignedData.certificates"))?;
                }
                // Lists of revoked certificates are not looked at.
                tag if tag == context(1) => {}
                _ => return Err(at("SignedData")),
            }
        }
        let signers = set(*signers).ok_or(at("SignerInfos"))?;
        let [signer] = signers.as_slice() else { return Err(at("SignerInfos: exactly one")) };
        Ok(Self { content, certificates, signer: Signer::read(*signer).ok_or(at("SignerInfo"))? })
    }

    /// Whether it was signed by a certificate that is trusted, at that time; then the certificate's bytes.
    pub(super) fn verify(&self, pinned: &Pinned, at: Timestamp) -> Result<Vec<u8>, TimestampError> {
        let unknown = || TimestampError::Algorithm { algorithm: self.signer.digest.to_string() };
        let digest = digest(self.signer.digest, self.content).ok_or_else(unknown)?;
        let (signed, named) = self.signer.attributes()?;
        if signed != digest {
            return Err(TimestampError::Digest);
        }
        let certificate = self.certificate(pinned)?;
        // Older authorities name it by SHA-1, which says nothing.
        let differs = |(kind, hash): (_, &[u8])| digest_differs(kind, &certificate, hash);
        if named.is_some_and(differs) {
            return Err(TimestampError::OtherCertificate);
        }
        pinned.trust(&certificate, &self.beside(), at)?;
        self.signer.verify(&certificate)?;
        Ok(certificate)
    }

    /// The certificate that is said to have signed: a pinned one, or one that came with the token.
    fn certificate(&self, pinned: &Pinned) -> Result<Vec<u8>, TimestampError> {
        let beside = self.beside();
        let mut all = pinned.all().iter().chain(&beside);
        let signed = |bytes: &&Vec<u8>| {
            let certificate = Certificate::read(bytes);
            certificate.is_some_and(|certificate| {
                certificate.issuer == self.signer.issuer && certificate.serial == self.signer.serial
            })
        };
        all.find(signed).cloned().ok_or(TimestampError::NoCertificate)
    }

    fn beside(&self) -> Vec<Vec<u8>> {
        self.certificates.iter().filter_map(|any| any.to_der().ok()).collect()
    }
}

/// The token's bytes, if it is a token.
fn read_content(any: AnyRef<'_>) -> Option<&[u8]> {
    let fields = sequence(any)?;
    let [kind, content] = fields.as_slice() else { return None };
    let content = tagged(*content, 0).filter(|_| oid(*kind) == Some(TST_INFO))?;
    has(content, Tag::OctetString)
}

impl<'a> Signer<'a> {
    fn read(any: AnyRef<'a>) -> Option<Self> {
        let fields = sequence(any)?;
        let [version, name, digest, attributes, kind, signature, rest @ ..] = fields.as_slice() else {
            return None;
        };
        let unsigned = rest.iter().all(|field| has(*field, context(1)).is_some());
        (number(*version)? == 1 && rest.len() <= 1 && unsigned).then_some(())?;
        let name = sequence(*name)?;
        let [issuer, serial] = name.as_slice() else { return None };
        has(*attributes, context(0))?;
        Some(Self {
            issuer: *issuer,
            serial: *serial,
            digest: algorithm(*digest)?,
            attributes: *attributes,
            algorithm: algorithm(*kind)?,
            signature: has(*signature, Tag::OctetString)?,
        })
    }

    /// The digest that is signed, and the hash by which the attributes name the certificate, if they do. Each attribute
    /// stands once; what they are of must be a token.
    fn attributes(&self) -> Result<(&'a [u8], Option<NamedHash<'a>>), TimestampError> {
        let malformed = TimestampError::at("SignerInfo.signedAttrs");
        let (mut kind, mut digest, mut certificate) = (None, None, None);
        for attribute in elements(self.attributes).ok_or(malformed.clone())? {
            let fields = sequence(attribute).ok_or(malformed.clone())?;
            let [name, values] = fields.as_slice() else { return Err(malformed) };
            let values = set(*values).ok_or(malformed.clone())?;
            let (Some(name), [value]) = (oid(*name), values.as_slice()) else { return Err(malformed) };
            let earlier = match name {
                CONTENT_TYPE => kind.replace(*value),
                MESSAGE_DIGEST => digest.replace(*value),
                SIGNING_CERTIFICATE_V2 => certificate.replace(*value),
                _ => None,
            };
            if earlier.is_some() {
                return Err(malformed);
            }
        }
        if kind.and_then(oid) != Some(TST_INFO) {
            return Err(malformed);
        }
        let digest = digest.and_then(|digest| has(digest, Tag::OctetString)).ok_or(malformed.clone())?;
        let certificate = certificate.map(|named| certificate_hash(named).ok_or(malformed)).transpose()?;
        Ok((digest, certificate))
    }

    fn verify(&self, certificate: &[u8]) -> Result<(), TimestampError> {
        // Signed is the SET itself, not the tag that it has in the SignerInfo.
        let mut message = self.attributes.to_der().map_err(|_| TimestampError::at("SignerInfo"))?;
        if let Some(tag) = message.first_mut() {
            *tag = 0x31;
        }
        let unknown = || TimestampError::Algorithm { algorithm: self.algorithm.to_string() };
        let certificate = certificate.into();
        let certificate = webpki::EndEntityCert::try_from(&certificate)
            .map_err(|error| TimestampError::Untrusted { why: error.to_string() })?;
        for algorithm in self.algorithms().ok_or_else(unknown)? {
            match certificate.verify_signature(algorithm, &message, self.signature) {
                Ok(()) => return Ok(()),
                Err(Error::InvalidSignatureForPublicKey) => return Err(TimestampError::Signature),
                // The other curve, perhaps.
                Err(_) => {}
            }
        }
        Err(unknown())
    }

    /// The ways in which the signature may have been made. Where the signer names its key's kind alone, the digest tells
    /// the rest.
    fn algorithms(&self) -> Option<[&'static dyn SignatureVerificationAlgorithm; 2]> {
        match (self.algorithm, self.digest) {
            (RSA | RSA_SHA256, SHA256) => Some([ring::RSA_PKCS1_2048_8192_SHA256; 2]),
            (RSA | RSA_SHA384, SHA384) => Some([ring::RSA_PKCS1_2048_8192_SHA384; 2]),
            (RSA | RSA_SHA512, SHA512) => Some([ring::RSA_PKCS1_2048_8192_SHA512; 2]),
            (ECDSA_SHA256, SHA256) => Some([ring::ECDSA_P256_SHA256, ring::ECDSA_P384_SHA256]),
            (ECDSA_SHA384, SHA384) => Some([ring::ECDSA_P256_SHA384, ring::ECDSA_P384_SHA384]),
            _ => None,
        }
    }
}

/// A hash and its kind.
type NamedHash<'a> = (ObjectIdentifier, &'a [u8]);

/// The first hash in `SigningCertificateV2`.
fn certificate_hash(any: AnyRef<'_>) -> Option<NamedHash<'_>> {
    let fields = sequence(any)?;
    let first = sequence(*sequence(*fields.first()?)?.first()?)?;
    match *first.as_slice() {
        // The kind of hash is left out where it is SHA-256.
        [hash, ..] if has(hash, Tag::OctetString).is_some() => Some((SHA256, hash.value())),
        [kind, hash, ..] => Some((algorithm(kind)?, has(hash, Tag::OctetString)?)),
        _ => None,
    }
}

/// A hash of SHA-2; none of any other kind.
fn digest(kind: ObjectIdentifier, bytes: &[u8]) -> Option<Vec<u8>> {
    match kind {
        SHA256 => Some(Sha256::digest(bytes).to_vec()),
        SHA384 => Some(Sha384::digest(bytes).to_vec()),
        SHA512 => Some(Sha512::digest(bytes).to_vec()),
        _ => None,
    }
}

fn digest_differs(kind: ObjectIdentifier, bytes: &[u8], hash: &[u8]) -> bool {
    digest(kind, bytes).is_some_and(|digest| digest != hash)
}
