//! Backup, restore and repair over a small published fund: what a broken disk, a crash or somebody with the code can do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails must stop"
)]
#![allow(clippy::cast_possible_truncation, reason = "the numbers of a test are small")]

mod backup;
mod erasure;
mod evidence;
mod misfortune;
mod power;
mod restore;
mod world;
