//! Reports for the board, the auditor and the public, and exports of the books for other bookkeeping programs.
//!
//! A [`Trail`] is one replay of the log under a [`Scope`]: what was recorded up to a moment, of business days up to
//! another. Every report is a pure function of it, so that two runs give the same rows. Nothing of this is kept between
//! reports, reads a clock or knows a name: names come through a closure of whoever may see them. How a report is
//! printed is not said here.

pub mod export;
mod report;
pub mod reports;
pub mod rules;
pub mod sampling;
mod scope;
#[cfg(test)]
mod tests;
pub mod trace;
mod trail;

pub use report::{Cell, Column, Kind, Report, Row};
pub use scope::{Known, Scope};
pub use trail::{Entry, Trail};
