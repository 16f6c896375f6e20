//! The bytes of one sealed file: a head in clear, the ciphertext, the tag.
//!
//! Head: `magic 8 | number u64 | kind u8 | zeros 3 | length u32 | crc32c u32`. The number finds the key; the AEAD binds fund, number,
//! kind and digest, so that a file that was moved under another name or to another fund does not open.

use std::io;

use super::FileKind;
use crate::frame::TAG;
use crate::seal::{self, DataKey};

const MAGIC: [u8; 8] = *b"SVFILE1\n";
/// Bytes of a head.
pub(super) const HEAD: usize = 28;

/// What stands in clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Which slot of the key store.
    pub(super) number: u64,
    pub(super) kind: FileKind,
    /// Bytes of the file.
    pub(super) length: u32,
}

impl Head {
    fn encode(self) -> [u8; HEAD] {
        let mut bytes = Vec::with_capacity(HEAD);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&self.number.to_le_bytes());
        bytes.extend_from_slice(&[self.kind.code(), 0, 0, 0]);
        bytes.extend_from_slice(&self.length.to_le_bytes());
        bytes.extend_from_slice(&crc32c::crc32c(&bytes).to_le_bytes());
        bytes.try_into().unwrap_or([0; HEAD])
    }

    /// The head at the beginning of a file; none where there is none that is whole.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let head: &[u8; HEAD] = bytes.first_chunk()?;
        let [_, _, _, _, _, _, _, _, n0, n1, n2, n3, n4, n5, n6, n7, kind, _, _, _, l0, l1, l2, l3, ..] =
            *head;
        let number = u64::from_le_bytes([n0, n1, n2, n3, n4, n5, n6, n7]);
        let found =
            Self { number, kind: FileKind::from_code(kind)?, length: u32::from_le_bytes([l0, l1, l2, l3]) };
        (found.encode() == *head).then_some(found)
    }
}

/// The whole sealed file.
pub(super) fn seal(fund: &str, digest: &str, head: Head, bytes: &[u8], key: &DataKey) -> io::Result<Vec<u8>> {
    let mut text = bytes.to_vec();
    seal::seal_bytes(&bound(fund, digest, head), &mut text, key)?;
    Ok([head.encode().as_slice(), &text].concat())
}

/// The file; none where key, place or bytes are not what they were.
pub(super) fn open(fund: &str, digest: &str, head: Head, sealed: &[u8], key: &DataKey) -> Option<Vec<u8>> {
    let text = sealed.get(HEAD..)?;
    (text.len() == usize::try_from(head.length).ok()?.checked_add(TAG)?).then_some(())?;
    seal::open_bytes(&bound(fund, digest, head), text, key)
}

fn bound(fund: &str, digest: &str, head: Head) -> Vec<u8> {
    [b"sovang/file/v1\n", fund.as_bytes(), b"\n", digest.as_bytes(), &head.encode()].concat()
}
