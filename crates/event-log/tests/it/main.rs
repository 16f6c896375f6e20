//! The event log from outside: every test opens a real log in a directory of its own.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails must stop"
)]
#![allow(clippy::cast_possible_truncation, reason = "the numbers of a test are small")]

mod bulk;
mod commands;
mod crash;
mod damage;
mod format;
mod opening;
mod reading;
mod simulation;
mod support;
