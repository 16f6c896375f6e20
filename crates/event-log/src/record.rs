//! The bytes of one record, format version 1: the only place that knows the layout.
//!
//! ```text
//! len u32 | crc32c u32 | synced_position u64 | body | chain [32]        integers are little endian
//!   len    the bytes after the crc            crc  over everything after itself
//!   synced every position below this one was already on the disk when the record was written; it tells a torn
//!          group (power cut) from damage in the middle, and stays out of the hash: it says how, not what
//!   chain  SHA-256(chain of the record before || body)
//! body = commit_first u64 | first_position u64 | event_count u32 | flags u8 (bit 0: last part of its commit)
//!      | command_id [16] | command_digest [32]
//!      | stream_count u16 | (name_len u8 | name | version_before u64)*
//!      | (stream_index u16 | event_len u32 | event)*
//! ```
//! A commit that does not fit one record is written as several parts; `commit_first` is the first position of
//! the whole commit, and only the part with bit 0 makes it count. This module reads no file.

mod decode;
mod encode;

pub use decode::{Event, Record, RecordHead};
pub(crate) use decode::{Unfit, frame_length};
pub(crate) use encode::{Part, PartBuilder, Refused, SealedAs, seal};

/// The largest event, in bytes: an entry of the published log has a length of two bytes. A larger one is refused before
/// anything is written.
pub const MAX_EVENT_BYTES: usize = 65_535;

/// The largest record, in bytes. sled rewrites leaves of up to 16 values and makes a blob file, which it never syncs,
/// of a leaf over a quarter of a segment: 17 values of this size stay below that with segments of 8 MiB.
pub const MAX_RECORD_BYTES: usize = 100 * 1024;

/// Bytes before the body: len, crc, synced position.
const BEFORE_BODY: usize = 4 + 4 + 8;
/// Bytes of a body before its stream table's entries.
const BODY_FIXED: usize = 8 + 8 + 4 + 1 + 16 + 32 + 2;
const CHAIN: usize = 32;
/// The shortest record that can be.
const MIN_RECORD: usize = BEFORE_BODY + BODY_FIXED + CHAIN;
/// Set on the last part of a commit.
const LAST_PART: u8 = 1;

/// SHA-256 over the chain so far and a body.
pub(crate) fn chain_after(before: &[u8; 32], body: &[u8]) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(body);
    hash.finalize().into()
}
