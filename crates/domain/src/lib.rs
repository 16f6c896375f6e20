//! The rules of a relief fund, as pure functions over values.
//!
//! Nothing here reads a clock, a file or a random number, and nothing uses a float. A command goes through
//! `decide` to events, an event through `evolve` into state.
#![deny(clippy::arithmetic_side_effects, clippy::as_conversions)]

mod money;

pub use money::{ParseVndError, Vnd};
