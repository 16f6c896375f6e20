//! The pages of the desk over real books, without a browser.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails must stop"
)]

mod doors;
mod forms;
mod goods;
mod inbox;
mod rights;
mod support;
