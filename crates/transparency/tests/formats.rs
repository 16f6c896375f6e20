//! The formats from outside: what is printed is read again, what is refused names where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "formats/policy.rs"]
mod policy;
#[path = "formats/proof_text.rs"]
mod proof_text;
#[path = "formats/support.rs"]
mod support;
