//! The frame around a row: `len u32 | crc32c u32 | number u64 | class u8 | state u8 | payload`, little endian.
//!
//! The payload of a sealed row is a head in clear, then its parts' ciphertexts:
//! `commitment 32 | fields u8 | own_len u32 | own_crc u32 | contact_crc u32 | [commitment of each field]`. The fields'
//! commitments stand there only where there are two parts, so that one can be shown when the other is erased.
//!
//! The frame's checksum covers everything but itself and the ciphertexts, which have their own: a part that is
//! overwritten with zeros leaves frame and head as they were. Knows no files and no keys.

use crate::class::{Class, Part};
use crate::row::FIELDS;

/// Bytes before the payload.
pub(crate) const HEAD: usize = 18;
/// Bytes of a sealed payload before the fields' commitments.
const CLEAR: usize = 45;
/// What an AEAD adds to a text.
pub(crate) const TAG: usize = 16;
/// The longest text of a row: far above any memo, small enough that a damaged length is seen as one.
pub(crate) const MAX_TEXT: usize = 64 * 1024;
/// The longest payload.
pub(crate) const MAX_PAYLOAD: usize = CLEAR + 32 * FIELDS.len() + 2 * TAG + MAX_TEXT;
/// The longest frame.
pub(crate) const MAX_FRAME: usize = HEAD + MAX_PAYLOAD;
/// How far a number may stand above the one before it. A larger step is damage, not a gap.
pub(crate) const MAX_GAP: u64 = 1 << 24;
/// In the place of fields: the one part holds bytes that were no row when they were sealed.
pub(crate) const RAW: u8 = 128;

/// How to read the payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Zeros; the row is gone.
    Swept,
    /// A row in plain JSON: only in files of format 1.
    Plain,
    /// A head in clear and sealed parts.
    Sealed,
}

impl State {
    const fn code(self) -> u8 {
        match self {
            Self::Swept => 0,
            Self::Plain => 1,
            Self::Sealed => 2,
        }
    }

    const fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Swept),
            1 => Some(Self::Plain),
            2 => Some(Self::Sealed),
            _ => None,
        }
    }
}

/// A frame whose checksum held.
pub(crate) struct Frame<'a> {
    pub(crate) number: u64,
    pub(crate) class: Class,
    pub(crate) state: State,
    pub(crate) payload: &'a [u8],
}

impl<'a> Frame<'a> {
    /// Bytes in the file.
    pub(crate) const fn size(&self) -> usize {
        HEAD + self.payload.len()
    }

    /// What a sealed frame says; none for another.
    pub(crate) fn sealed(&self) -> Option<Sealed<'a>> {
        Sealed::decode(self.class, self.payload).filter(|_| self.state == State::Sealed)
    }

    /// Whether its ciphertexts are those that were written. Not so after an erasure.
    pub(crate) fn is_whole(&self) -> bool {
        let sealed = self.sealed();
        sealed.is_none_or(|sealed| Part::ALL.into_iter().all(|part| sealed.is_whole(part)))
    }

    /// Appends the frame's bytes; a payload over `u32::MAX` cannot come here (`MAX_PAYLOAD`).
    pub(crate) fn write_to(&self, out: &mut Vec<u8>) {
        let len = u32::try_from(self.payload.len()).unwrap_or(u32::MAX).to_le_bytes();
        let (number, kind) = (self.number.to_le_bytes(), [self.class.code(), self.state.code()]);
        let covered = covered(self.class, self.state, self.payload).unwrap_or_default();
        out.extend_from_slice(&len);
        out.extend_from_slice(&checksum(len, &[&number, &kind, covered]).to_le_bytes());
        out.extend_from_slice(&number);
        out.extend_from_slice(&kind);
        out.extend_from_slice(self.payload);
    }
}

/// A sealed row as it stands in a payload.
#[derive(Clone, Copy)]
pub(crate) struct Sealed<'a> {
    pub(crate) commitment: [u8; 32],
    pub(crate) fields: u8,
    /// The fields' commitments, where there are two parts.
    pub(crate) commitments: &'a [u8],
    /// Each part's ciphertext; empty for one that there is not.
    pub(crate) parts: [&'a [u8]; 2],
    crcs: [u32; 2],
}

impl<'a> Sealed<'a> {
    pub(crate) fn new(commitment: [u8; 32], fields: u8, commitments: &'a [u8], parts: [&'a [u8]; 2]) -> Self {
        Self { commitment, fields, commitments, parts, crcs: parts.map(crc32c::crc32c) }
    }

    /// The ciphertext of a part.
    pub(crate) const fn part(&self, part: Part) -> &'a [u8] {
        match part {
            Part::Own => self.parts[0],
            Part::Contact => self.parts[1],
        }
    }

    /// Whether a part was overwritten: no ciphertext is all zeros.
    pub(crate) fn is_zeroed(&self, part: Part) -> bool {
        self.part(part).iter().all(|byte| *byte == 0)
    }

    /// Whether the bytes of a part are those that were written.
    pub(crate) fn is_whole(&self, part: Part) -> bool {
        let crc = match part {
            Part::Own => self.crcs[0],
            Part::Contact => self.crcs[1],
        };
        crc32c::crc32c(self.part(part)) == crc
    }

    /// The parts that there are, as bits.
    pub(crate) fn present(&self) -> u8 {
        let there = Part::ALL.into_iter().filter(|part| !self.part(*part).is_empty());
        there.fold(0, |parts, part| parts | part.bit())
    }

    /// One by one.
    pub(crate) fn each(&self) -> impl Iterator<Item = Part> + use<> {
        let present = self.present();
        Part::ALL.into_iter().filter(move |part| present & part.bit() != 0)
    }

    /// Where a part's ciphertext begins in the frame.
    pub(crate) const fn offset(&self, part: Part) -> usize {
        let own = HEAD + CLEAR + self.commitments.len();
        match part {
            Part::Own => own,
            Part::Contact => own + self.parts[0].len(),
        }
    }

    /// Appends the payload.
    pub(crate) fn write_to(&self, out: &mut Vec<u8>) {
        let [own, contact] = self.parts;
        out.extend_from_slice(&self.commitment);
        out.push(self.fields);
        out.extend_from_slice(&u32::try_from(own.len()).unwrap_or(u32::MAX).to_le_bytes());
        self.crcs.iter().for_each(|crc| out.extend_from_slice(&crc.to_le_bytes()));
        out.extend_from_slice(self.commitments);
        out.extend_from_slice(own);
        out.extend_from_slice(contact);
    }

    fn decode(class: Class, payload: &'a [u8]) -> Option<Self> {
        let (&commitment, rest) = payload.split_first_chunk()?;
        let (&[fields, len @ .., c0, c1, c2, c3, d0, d1, d2, d3], rest) = rest.split_first_chunk::<13>()?;
        let (commitments, rest) = rest.split_at_checked(commitments_len(class, fields))?;
        let (own, contact) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(len)).ok()?)?;
        let crcs = [[c0, c1, c2, c3], [d0, d1, d2, d3]].map(u32::from_le_bytes);
        Some(Self { commitment, fields, commitments, parts: [own, contact], crcs })
    }
}

/// Bytes of the fields' commitments in clear.
fn commitments_len(class: Class, fields: u8) -> usize {
    let both = Part::ALL.iter().all(|part| part.of(class, fields) != 0);
    if both && fields & RAW == 0 { 32 * fields.count_ones() as usize } else { 0 }
}

/// What of a payload the frame's checksum covers; none where the payload cannot be one of that state.
fn covered(class: Class, state: State, payload: &[u8]) -> Option<&[u8]> {
    match state {
        State::Swept | State::Plain => Some(payload),
        State::Sealed => {
            let sealed = Sealed::decode(class, payload)?;
            payload.get(..CLEAR + sealed.commitments.len())
        }
    }
}

fn checksum(len: [u8; 4], parts: &[&[u8]]) -> u32 {
    parts.iter().fold(crc32c::crc32c(&len), |crc, part| crc32c::crc32c_append(crc, part))
}

/// The frame at the head of `bytes`, if one stands there whole, unharmed, and numbered above `after`.
pub(crate) fn decode(bytes: &[u8], after: u64) -> Option<Frame<'_>> {
    let (&len, rest) = bytes.split_first_chunk::<4>()?;
    let (&crc, rest) = rest.split_first_chunk::<4>()?;
    let payload_len = usize::try_from(u32::from_le_bytes(len)).ok().filter(|&len| len <= MAX_PAYLOAD)?;
    let body = rest.get(..payload_len + 10)?;
    let (&number, tail) = body.split_first_chunk::<8>()?;
    let (&kind, payload) = tail.split_first_chunk::<2>()?;
    let step = u64::from_le_bytes(number).checked_sub(after)?;
    if !(1..=MAX_GAP).contains(&step) {
        return None;
    }
    let (class, state) = (Class::from_code(kind[0])?, State::from_code(kind[1])?);
    let covered = covered(class, state, payload)?;
    let whole = checksum(len, &[&number, &kind, covered]) == u32::from_le_bytes(crc);
    whole.then_some(Frame { number: u64::from_le_bytes(number), class, state, payload })
}
