//! Everything that is printed: papers and registers as PDF, XLSX and CSV, amounts in words, VietQR and short codes.
//!
//! Pure: values come in, bytes go out. Nothing here reads a file, a clock or the net, and nothing knows the books: an
//! amount is a count of đồng (`i64`), a day a [`jiff::civil::Date`], and what a paper says was decided by the caller.
//! Equal input gives equal bytes. The caller limits how many papers are set at once; one takes about 40 MB of memory.
//!
//! - [`paper`]: vouchers, receipts, lists and letters, set by typst from the templates of this crate;
//! - [`register`]: tables of any length, set line by line with krilla, or as XLSX and CSV;
//! - [`words`], [`vietqr`], [`code`], [`qr`]: what stands on them.

// The samples of the example serve the tests too, and name this crate from outside.
#[cfg(test)]
extern crate self as documents;

pub mod code;
mod figures;
mod fonts;
pub mod paper;
pub mod qr;
pub mod register;
#[cfg(test)]
#[path = "../examples/papers/registers.rs"]
mod registers;
#[cfg(test)]
#[path = "../examples/papers/samples.rs"]
mod samples;
pub mod vietqr;
pub mod words;

pub use figures::{Quantity, day, thousands};
