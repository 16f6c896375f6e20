//! Commitments to personal data: an event holds a hash that says nothing of a name, and whoever has the opening can show
//! that it was this name. Once the opening is destroyed nobody can.
//!
//! A field's commitment is HMAC-SHA-256 under 32 fresh random bytes over fund, row, field and value; a row's commitment is
//! the hash over those of its fields, so that one field can be opened and the others stay closed.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Marks what is hashed here, so that it can be taken for nothing else.
const FIELD: &str = "sovang/field/v1";
const ROW: &str = "sovang/row/v1\n";

/// Whose row it is. Bound into every commitment, so that one cannot be moved to another row or fund.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The fund's short name.
    pub fund: &'a str,
    /// The row's number in the vault, which the event names.
    pub row: u64,
}

/// The commitment of one field: `salt` is fresh for every field of every row, `field` a short lower-case name.
pub fn of_field(salt: &[u8; 32], place: Place<'_>, field: &str, value: &str) -> [u8; 32] {
    // HMAC fills a key that is shorter than a block of SHA-256 up with zeros; a whole block cannot be refused.
    let mut block = [0; 64];
    block.iter_mut().zip(salt).for_each(|(to, from)| *to = *from);
    let mac = Hmac::<Sha256>::new(&block.into());
    let head = format!("{FIELD}\n{}\n{}\n{field}\n", place.fund, place.row);
    mac.chain_update(head.as_bytes()).chain_update(value.as_bytes()).finalize().into_bytes().into()
}

/// The commitment of a row: over its fields in their order, each with its name.
pub fn of_row<'a>(fields: impl IntoIterator<Item = (&'a str, [u8; 32])>) -> [u8; 32] {
    let mut hash = Sha256::new().chain_update(ROW.as_bytes());
    for (field, commitment) in fields {
        hash.update(field.as_bytes());
        hash.update(b"\n");
        hash.update(commitment);
    }
    hash.finalize().into()
}
