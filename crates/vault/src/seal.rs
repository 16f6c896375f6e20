//! Sealing a row's parts, and opening them again.
//!
//! A part has a data key of 32 fresh random bytes, used for this one part and nothing else. From it come the key of the
//! AEAD and, for each field, the salt of its commitment ([`Derived`]): whoever has a field's salt can check that field and
//! learns nothing of the others. The AEAD is AES-256-GCM-SIV; a key that seals one
//! message needs no nonce. What it binds beside the text: fund, row, class, part, fields and the row's commitment.

use std::io;

use aes_gcm_siv::aes::cipher::BlockCipherEncrypt;
use aes_gcm_siv::aes::{Aes256Enc, Block};
use aes_gcm_siv::{AeadInOut, AesGcmSiv, KeyInit, Nonce, Tag};
use transparency::commitment::{self, Place};
use zeroize::Zeroizing;

use crate::class::{Class, Part};
use crate::frame::{Sealed, TAG};
use crate::row::{self, FIELDS, Row};

/// The AEAD, made of what encrypts alone: nothing in this mode asks for the other half of the key schedule.
type Cipher = AesGcmSiv<Aes256Enc>;

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

/// What comes from a data key: AES-256 of the numbers from 0 on, 32 bytes for each purpose. The first is the AEAD's key,
/// then comes the salt of each field, in the order of [`FIELDS`]. With the key all of it is gone; from some of it, nothing
/// can be told of the rest.
pub(crate) struct Derived(Zeroizing<[[u8; 16]; BLOCKS]>);

/// Two of AES for the AEAD's key and for each field.
const BLOCKS: usize = 2 + 2 * FIELDS.len();

impl Derived {
    /// All at once: one block costs as much as all of them.
    pub(crate) fn of(key: &DataKey) -> Self {
        let mut blocks = [Block::default(); BLOCKS];
        for (block, number) in blocks.iter_mut().zip(0_u128..) {
            *block = number.to_be_bytes().into();
        }
        Aes256Enc::new(&(**key).into()).encrypt_blocks(&mut blocks);
        Self(Zeroizing::new(blocks.map(Into::into)))
    }

    /// The salt of the commitment of the field at this place of [`FIELDS`].
    pub(crate) fn salt(&self, field: usize) -> Zeroizing<[u8; 32]> {
        self.bytes(field + 1)
    }

    fn cipher(&self) -> Cipher {
        Cipher::new(&(*self.bytes(0)).into())
    }

    fn bytes(&self, purpose: usize) -> Zeroizing<[u8; 32]> {
        let mut bytes = Zeroizing::new([0; 32]);
        for (half, block) in bytes.chunks_exact_mut(16).zip(self.0.iter().skip(2 * purpose)) {
            half.copy_from_slice(block);
        }
        bytes
    }
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
    // Most rows hold nothing of class Contact.
    let [own, contact] = keys;
    let derived = [(Part::Own, own), (Part::Contact, contact)]
        .map(|(part, key)| (part.of(at.class, fields) != 0).then(|| Derived::of(key)));
    let each = commitments(at, row, &derived);
    let commitment = commitment::of_row(each.iter().copied());
    let mut sealed = SealedRow { commitment, fields, ..SealedRow::default() };
    for ((part, key), text) in Part::ALL.into_iter().zip(&derived).zip(&mut sealed.parts) {
        if let Some(key) = key {
            row::encode(&row.only(part.of(at.class, fields)), text)?;
            lock(key, &bound(at, part, fields, &commitment), text)?;
        }
    }
    if sealed.parts.iter().all(|part| !part.is_empty()) {
        sealed.commitments = each.into_iter().flat_map(|(_, commitment)| commitment).collect();
    }
    Ok(sealed)
}

/// The commitments of the fields that a row has, in their order.
fn commitments(
    at: Bound<'_>,
    row: &Row<'_>,
    [own, contact]: &[Option<Derived>; 2],
) -> Vec<(&'static str, [u8; 32])> {
    let all = FIELDS.into_iter().zip(row.texts()).enumerate();
    let there = all.filter(|(_, (_, text))| !text.is_empty());
    there
        .filter_map(|(place, (field, text))| {
            let key = if Part::Own.of(at.class, field.bit) == 0 { contact } else { own };
            let salt = key.as_ref()?.salt(place);
            Some((field.name, commitment::of_field(&salt, at.place(), field.name, text)))
        })
        .collect()
}

/// Seals bytes that are no row, so that nothing that was once in the file is lost and nothing stands there in clear.
pub(crate) fn seal_raw(at: Bound<'_>, bytes: &[u8], key: &DataKey) -> io::Result<SealedRow> {
    let fields = crate::frame::RAW;
    let mut sealed = SealedRow { fields, ..SealedRow::default() };
    let mut text = bytes.to_vec();
    lock(&Derived::of(key), &bound(at, Part::Own, fields, &sealed.commitment), &mut text)?;
    sealed.parts = [text, Vec::new()];
    Ok(sealed)
}

/// Seals bytes that are no row, under a fresh key: the tag is appended.
pub(crate) fn seal_bytes(aad: &[u8], text: &mut Vec<u8>, key: &DataKey) -> io::Result<()> {
    lock(&Derived::of(key), aad, text)
}

/// The bytes again; none where key, bytes or what they are bound to are not what they were.
pub(crate) fn open_bytes(aad: &[u8], sealed: &[u8], key: &DataKey) -> Option<Vec<u8>> {
    let (text, tag) = sealed.split_at_checked(sealed.len().checked_sub(TAG)?)?;
    let (mut text, tag) = (text.to_vec(), Tag::try_from(tag).ok()?);
    let cipher = Derived::of(key).cipher();
    cipher.decrypt_inout_detached(&Nonce::default(), aad, text.as_mut_slice().into(), &tag).ok()?;
    Some(text)
}

fn lock(key: &Derived, aad: &[u8], text: &mut Vec<u8>) -> io::Result<()> {
    let sealing = key.cipher().encrypt_inout_detached(&Nonce::default(), aad, text.as_mut_slice().into());
    let tag = sealing.map_err(|error| io::Error::other(error.to_string()))?;
    text.extend_from_slice(&tag);
    Ok(())
}

/// The text of a part; none where key, place, head or text is not what it was.
pub(crate) fn open(at: Bound<'_>, sealed: &Sealed<'_>, part: Part, key: &DataKey) -> Option<Vec<u8>> {
    open_bytes(&bound(at, part, sealed.fields, &sealed.commitment), sealed.part(part), key)
}
