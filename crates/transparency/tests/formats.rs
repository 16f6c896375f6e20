//! The formats from outside: other people's vectors, every proof of every small tree, every byte of a receipt and of a
//! tile, and what is refused and where.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test that fails may stop"
)]

#[path = "formats/notes.rs"]
mod notes;
#[path = "formats/policy.rs"]
mod policy;
#[path = "formats/proof_text.rs"]
mod proof_text;
#[path = "formats/properties.rs"]
mod properties;
#[path = "formats/receipts.rs"]
mod receipts;
#[path = "formats/support.rs"]
mod support;
#[path = "formats/tiles.rs"]
mod tiles;
#[path = "formats/trees.rs"]
mod trees;
#[path = "formats/vectors.rs"]
mod vectors;
