//! Sealing a row's parts, and opening them again.
//!
//! A part has a data key of 32 fresh random bytes, used for this one part and nothing else. From it come the key of the
//! AEAD and, for each field, the salt of its commitment: whoever has a field's salt can check that field and learns
//! nothing of the others, and with the data key all of it is gone. The AEAD is AES-256-GCM-SIV; a key that seals one
//! message needs no nonce. What it binds beside the text: fund, row, class, part, fields and the row's commitment.

use std::io;

use aes_gcm_siv::{AeadInOut, Aes256GcmSiv, KeyInit, Nonce, Tag};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use transparency::commitment::{self, Place};
use zeroize::Zeroizing;

use crate::class::{Class, Part};
use crate::frame::{Sealed, TAG};
use crate::row::{self, FIELDS, Row};

/// The key of one part.
pub(crate) type DataKey = Zeroizing<[u8; 32]>;

/// A row's place and kind: what its parts are bound to.
#[derive(Clone, Copy)]
pub(crate) struct Bound<'a> {
    pub(crate) fund: &'a str,
    pub(crate) row: u64,
    pub(crate) class: Class,
}

impl<'a> Bound<'a> {
    /// As commitments are bound.
    pub(crate) const fn place(self) -> Place<'a> {
        Place { fund: self.fund, row: self.row }
    }
}

/// 32 bytes that belong to one purpose of a data key.
fn derived(key: &DataKey, purpose: &str, of: &str) -> Zeroizing<[u8; 32]> {
    let keyed = <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_slice());
    // A key of any length does; the type cannot say so.
    let Ok(mac) = keyed else { return Zeroizing::default() };
    let mac = mac.chain_update(b"sovang/vault/v1\n").chain_update(purpose).chain_update(b"\n");
    Zeroizing::new(mac.chain_update(of).finalize().into_bytes().into())
}

/// The salt of a field's commitment.
pub(crate) fn salt(key: &DataKey, field: &str) -> Zeroizing<[u8; 32]> {
    derived(key, "salt", field)
}

fn cipher(key: &DataKey) -> Aes256GcmSiv {
    Aes256GcmSiv::new(&(*derived(key, "seal", "")).into())
}

fn bound(bound: Bound<'_>, part: Part, fields: u8, commitment: &[u8; 32]) -> Vec<u8> {
    let mut aad = Vec::with_capacity(128);
    aad.extend_from_slice(b"sovang/part/v1\n");
    aad.extend_from_slice(bound.fund.as_bytes());
    aad.push(b'\n');
    aad.extend_from_slice(&bound.row.to_le_bytes());
    aad.extend_from_slice(&[bound.class.code(), part.index(), fields]);
    aad.extend_from_slice(commitment);
    aad
}

/// What a row becomes.
#[derive(Default)]
pub(crate) struct SealedRow {
    pub(crate) commitment: [u8; 32],
    fields: u8,
    commitments: Vec<u8>,
    parts: [Vec<u8>; 2],
}

impl SealedRow {
    /// As a frame takes it.
    pub(crate) fn as_sealed(&self) -> Sealed<'_> {
        let [own, contact] = &self.parts;
        Sealed::new(self.commitment, self.fields, &self.commitments, [own, contact])
    }

    /// How long its texts are.
    pub(crate) fn text_bytes(&self) -> usize {
        self.parts.iter().map(|part| part.len().saturating_sub(TAG)).sum()
    }
}

/// Seals a row under two fresh keys, of which the second is used only where there is something of class Contact.
pub(crate) fn seal(at: Bound<'_>, row: &Row<'_>, keys: [&DataKey; 2]) -> io::Result<SealedRow> {
    let fields = row.fields();
    let each = commitments(at, row, keys);
    let mut sealed =
        SealedRow { commitment: commitment::of_row(each.clone()), fields, ..SealedRow::default() };
    for ((part, key), text) in Part::ALL.into_iter().zip(keys).zip(&mut sealed.parts) {
        let held = part.of(at.class, fields);
        if held != 0 {
            row::encode(&row.only(held), text)?;
            lock(key, &bound(at, part, fields, &sealed.commitment), text)?;
        }
    }
    if sealed.parts.iter().all(|part| !part.is_empty()) {
        sealed.commitments = each.flat_map(|(_, commitment)| commitment).collect();
    }
    Ok(sealed)
}

/// The commitments of the fields that a row has, in their order.
fn commitments<'a>(
    at: Bound<'a>,
    row: &'a Row<'_>,
    keys: [&'a DataKey; 2],
) -> impl Iterator<Item = (&'static str, [u8; 32])> + Clone {
    let all: Vec<_> = FIELDS
        .into_iter()
        .zip(row.texts())
        .filter(|(_, text)| !text.is_empty())
        .map(|(field, text)| {
            let key = if Part::Own.of(at.class, field.bit) == 0 { keys[1] } else { keys[0] };
            (field.name, commitment::of_field(&salt(key, field.name), at.place(), field.name, text))
        })
        .collect();
    all.into_iter()
}

/// Seals bytes that are no row, so that nothing that was once in the file is lost and nothing stands there in clear.
pub(crate) fn seal_raw(at: Bound<'_>, bytes: &[u8], key: &DataKey) -> io::Result<SealedRow> {
    let fields = crate::frame::RAW;
    let mut sealed = SealedRow { fields, ..SealedRow::default() };
    let mut text = bytes.to_vec();
    lock(key, &bound(at, Part::Own, fields, &sealed.commitment), &mut text)?;
    sealed.parts = [text, Vec::new()];
    Ok(sealed)
}

fn lock(key: &DataKey, aad: &[u8], text: &mut Vec<u8>) -> io::Result<()> {
    let sealing = cipher(key).encrypt_inout_detached(&Nonce::default(), aad, text.as_mut_slice().into());
    let tag = sealing.map_err(|error| io::Error::other(error.to_string()))?;
    text.extend_from_slice(&tag);
    Ok(())
}

/// The text of a part; none where key, place, head or text is not what it was.
pub(crate) fn open(at: Bound<'_>, sealed: &Sealed<'_>, part: Part, key: &DataKey) -> Option<Vec<u8>> {
    let bytes = sealed.part(part);
    let (text, tag) = bytes.split_at_checked(bytes.len().checked_sub(TAG)?)?;
    let mut text = text.to_vec();
    let aad = bound(at, part, sealed.fields, &sealed.commitment);
    let tag = Tag::try_from(tag).ok()?;
    cipher(key).decrypt_inout_detached(&Nonce::default(), &aad, text.as_mut_slice().into(), &tag).ok()?;
    Some(text)
}
