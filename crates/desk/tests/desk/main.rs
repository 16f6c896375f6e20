//! The pages of the desk over real books, without a browser.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails must stop"
)]

mod allocations;
mod approving;
mod audit;
mod books_book;
mod closing;
mod counting;
mod doors;
mod evidence;
mod forms;
mod giver;
mod goods;
mod ground;
mod imports;
mod inbox;
mod limits;
mod money;
mod passkeys;
mod reach;
mod receipts;
mod reconciling;
mod rights;
mod seen;
mod support;
mod through;
mod waiting;
