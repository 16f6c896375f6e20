//! One test binary over the whole program, as its users have it: the command line, the server, crashes, the page in a
//! browser, and the rules of the house.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

mod asked;
mod browser;
mod cli;
mod crash;
mod house;
mod lists;
mod mirrored;
mod papers;
mod privacy;
mod published;
mod receipts;
mod recovery;
mod refusals;
mod snapshots;
mod support;
mod timestamp;
mod witness;
mod year;
