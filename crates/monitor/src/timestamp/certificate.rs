//! Certificates: whom a token is believed from. Those that were given are trusted, and one that they issued.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode, Tag};
use jiff::Timestamp;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, UnixTime};
use webpki::{EndEntityCert, KeyUsage, anchor_from_trusted_cert};

use super::TimestampError;
use super::asn1::{context, has, oid, sequence, tagged, time};

const EXTENDED_KEY_USAGE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.37");
const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
/// The same, as its bytes.
const TIME_STAMPING_BYTES: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 8];
/// The most certificates that are read from a file.
const MAX_PINNED: usize = 16;

/// The certificates that are trusted: an authority's own, or of who issues them.
#[derive(Clone, Debug)]
pub struct Pinned {
    certificates: Vec<Vec<u8>>,
}

impl Pinned {
    /// Reads a file: PEM with one or several certificates, or one in DER.
    pub fn read(bytes: &[u8]) -> Result<Self, TimestampError> {
        let mut certificates = Vec::new();
        if Certificate::read(bytes).is_some() {
            certificates.push(bytes.to_vec());
        } else {
            for certificate in CertificateDer::pem_slice_iter(bytes).take(MAX_PINNED) {
                let certificate = certificate.map_err(|_| TimestampError::NoPinned)?;
                Certificate::read(&certificate).ok_or(TimestampError::NoPinned)?;
                certificates.push(certificate.to_vec());
            }
        }
        if certificates.is_empty() { Err(TimestampError::NoPinned) } else { Ok(Self { certificates }) }
    }

    /// Their bytes.
    pub(super) fn all(&self) -> &[Vec<u8>] {
        &self.certificates
    }

    /// Whether that certificate may stamp at that time: it is one of these, or issued by one of these, over others that
    /// came with the token if need be.
    pub(super) fn trust(
        &self,
        bytes: &[u8],
        beside: &[Vec<u8>],
        at: Timestamp,
    ) -> Result<(), TimestampError> {
        let certificate = Certificate::read(bytes).ok_or(TimestampError::NoCertificate)?;
        if at < certificate.from || at > certificate.to {
            return Err(TimestampError::Expired { at: at.to_string() });
        }
        if !certificate.stamps {
            return Err(TimestampError::Usage);
        }
        if self.certificates.iter().any(|pinned| pinned == bytes) {
            return Ok(());
        }
        let untrusted = |error: webpki::Error| TimestampError::Untrusted { why: error.to_string() };
        let pinned: Vec<_> = self.certificates.iter().map(|pinned| pinned.as_slice().into()).collect();
        let anchors = pinned.iter().map(anchor_from_trusted_cert).collect::<Result<Vec<_>, _>>();
        let between: Vec<_> = beside.iter().map(|between| between.as_slice().into()).collect();
        let seconds = u64::try_from(at.as_second()).unwrap_or(0);
        let time = UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds));
        let leaf = bytes.into();
        let leaf = EndEntityCert::try_from(&leaf).map_err(untrusted)?;
        leaf.verify_for_usage(
            webpki::ALL_VERIFICATION_ALGS,
            &anchors.map_err(untrusted)?,
            &between,
            time,
            KeyUsage::required(TIME_STAMPING_BYTES),
            None,
            None,
        )
        .map(drop)
        .map_err(untrusted)
    }
}

/// What is needed of an X.509 certificate.
pub(super) struct Certificate<'a> {
    pub(super) issuer: AnyRef<'a>,
    pub(super) serial: AnyRef<'a>,
    from: Timestamp,
    to: Timestamp,
    /// Whether it is for time-stamping.
    stamps: bool,
}

impl<'a> Certificate<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let whole = sequence(AnyRef::from_der(bytes).ok()?)?;
        let [body, _, _] = whole.as_slice() else { return None };
        let fields = sequence(*body)?;
        let (first, rest) = fields.split_first()?;
        let fields = if has(*first, context(0)).is_some() { rest } else { fields.as_slice() };
        let [serial, _, issuer, validity, _, _, rest @ ..] = fields else { return None };
        let validity = sequence(*validity)?;
        let [from, to] = validity.as_slice() else { return None };
        let extensions = rest.iter().find_map(|field| tagged(*field, 3));
        let stamps = extensions.map_or(Some(false), stamps)?;
        Some(Self { issuer: *issuer, serial: *serial, from: time(*from)?, to: time(*to)?, stamps })
    }
}

/// Whether the extensions say that the key is for time-stamping. None where they cannot be read.
fn stamps(extensions: AnyRef<'_>) -> Option<bool> {
    for extension in sequence(extensions)? {
        let fields = sequence(extension)?;
        let (name, value) = (fields.first()?, fields.last()?);
        if oid(*name)? == EXTENDED_KEY_USAGE {
            let usages = AnyRef::from_der(has(*value, Tag::OctetString)?).ok()?;
            return Some(sequence(usages)?.iter().any(|usage| oid(*usage) == Some(TIME_STAMPING)));
        }
    }
    Some(false)
}
