//! The public book after some prefix of the log, as files whose bytes follow from the log alone: whoever has a copy of it
//! makes the same ones, and their digests are signed each day.
//!
//! So no name and no memo is in them: those lie in the vault, and may be erased. What may be listed is decided by
//! `projection-public`; nothing here reads a file, a clock or the vault. The bytes of a form never change: another form is
//! another first line of the snapshot (`transparency::Snapshot`).

mod book;
mod days;
mod differ;
mod files;
mod row;
mod table;

pub use book::Book;
pub use days::Days;
pub use differ::{Difference, differ};
pub use files::{File, PIECE, Snap};
pub use table::{Row, csv_head, csv_rows, json_rows, text};
