//! The bytes of the key store: a header and, for each row, one slot a part, 48 bytes each, found by row number.
//!
//! Header: `magic 8 | version u16 | zeros u16 | epoch u32 | check 16 | zeros 12 | crc32c u32`.
//! Slot: `state u8 | zeros 3 | wrapped key 40 | crc32c u32`; the checksum covers row and part too, so that a slot that
//! was moved is damaged. A slot of zeros was never written: that is not the same as a key that was destroyed.

use crate::class::Part;

/// Bytes of a slot, and of the header.
pub(crate) const SLOT: usize = 48;
/// Bytes of a row's slots.
pub(crate) const ROW: usize = 2 * SLOT;
/// Bytes of a wrapped key.
pub(crate) const WRAPPED: usize = 40;

const MAGIC: [u8; 8] = *b"SVKEYS1\n";
/// The only version so far.
pub(crate) const VERSION: u16 = 1;

/// What stands in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Nothing was ever written.
    Unknown,
    /// A wrapped key.
    Live([u8; WRAPPED]),
    /// The key was destroyed.
    Destroyed,
    /// Bytes that are none of these.
    Damaged,
}

/// The same without the key: what is kept in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlotState {
    Unknown,
    Live,
    Destroyed,
    Damaged,
}

impl Slot {
    pub(crate) const fn state(&self) -> SlotState {
        match self {
            Self::Unknown => SlotState::Unknown,
            Self::Live(_) => SlotState::Live,
            Self::Destroyed => SlotState::Destroyed,
            Self::Damaged => SlotState::Damaged,
        }
    }

    /// Reads the slot of a row's part.
    pub(crate) fn decode(bytes: &[u8; SLOT], row: u64, part: Part) -> Self {
        if *bytes == [0; SLOT] {
            return Self::Unknown;
        }
        let (body, crc) = bytes.split_at(SLOT - 4);
        if crc != checksum(body, row, part).to_le_bytes() {
            return Self::Damaged;
        }
        match body {
            [1, 0, 0, 0, wrapped @ ..] => wrapped.try_into().map_or(Self::Damaged, Self::Live),
            [2, rest @ ..] if rest.iter().all(|byte| *byte == 0) => Self::Destroyed,
            _ => Self::Damaged,
        }
    }

    /// Appends the slot's bytes. One that is damaged is nothing that can be written, and is written as never written.
    pub(crate) fn write_to(&self, out: &mut Vec<u8>, row: u64, part: Part) {
        let mut bytes = [0; SLOT];
        let (body, crc) = bytes.split_at_mut(SLOT - 4);
        let (state, key) = body.split_at_mut(4);
        match self {
            Self::Unknown | Self::Damaged => {}
            Self::Live(wrapped) => {
                state.copy_from_slice(&[1, 0, 0, 0]);
                key.copy_from_slice(wrapped);
            }
            Self::Destroyed => state.copy_from_slice(&[2, 0, 0, 0]),
        }
        if state != [0; 4] {
            let sum = checksum(body, row, part);
            crc.copy_from_slice(&sum.to_le_bytes());
        }
        out.extend_from_slice(&bytes);
    }
}

fn checksum(body: &[u8], row: u64, part: Part) -> u32 {
    let place = crc32c::crc32c_append(crc32c::crc32c(&row.to_le_bytes()), &[part.index()]);
    crc32c::crc32c_append(place, body)
}

/// Where a slot stands in the file; none for row 0.
pub(crate) fn offset(row: u64, part: Part) -> Option<u64> {
    let index = row.checked_sub(1)?.checked_mul(2)?.checked_add(u64::from(part.index()))?;
    index.checked_mul(SLOT as u64)?.checked_add(SLOT as u64)
}

/// The head of a key store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// Which epoch key its slots are wrapped by.
    pub(crate) epoch: u32,
    /// Tells the right epoch key of the right fund from any other.
    pub(crate) check: [u8; 16],
}

impl Header {
    pub(crate) fn encode(self) -> [u8; SLOT] {
        let mut bytes = Vec::with_capacity(SLOT);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&[0; 2]);
        bytes.extend_from_slice(&self.epoch.to_le_bytes());
        bytes.extend_from_slice(&self.check);
        bytes.extend_from_slice(&[0; 12]);
        bytes.extend_from_slice(&crc32c::crc32c(&bytes).to_le_bytes());
        bytes.try_into().unwrap_or([0; SLOT])
    }

    /// The header in these bytes, or the version that they name where it is a newer one.
    pub(crate) fn decode(bytes: &[u8; SLOT]) -> Result<Self, Option<u16>> {
        let [m0, m1, m2, m3, m4, m5, m6, m7, v0, v1, 0, 0, e0, e1, e2, e3, rest @ ..] = bytes else {
            return Err(None);
        };
        let version = u16::from_le_bytes([*v0, *v1]);
        if [*m0, *m1, *m2, *m3, *m4, *m5, *m6, *m7] != MAGIC {
            return Err(None);
        }
        if version > VERSION {
            return Err(Some(version));
        }
        let check = *rest.first_chunk().ok_or(None)?;
        let header = Self { epoch: u32::from_le_bytes([*e0, *e1, *e2, *e3]), check };
        if header.encode() == *bytes { Ok(header) } else { Err(None) }
    }
}
