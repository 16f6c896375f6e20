//! Receipts verified on the visitor's own machine. The page gives bytes and gets JSON; nothing here knows a network, a
//! clock or a server, and what is right is decided by the `transparency` crate, the same that the command line uses.

mod answer;
mod exports;
mod qr;

pub use answer::verify;
pub use qr::{Grey, decode};
