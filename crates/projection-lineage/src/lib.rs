//! Lineage: which gift paid for what, and how far it has come.
//!
//! Money has no marks, so an order must be agreed. Within each pot of a restriction, what came into the books first is
//! spent first. This is a convention of accounting and no trace of bank notes; whoever shows it says so. [`Lineage`] folds
//! the recorded events. A gift has a stretch of its pot's line and a payment has the stretches that it used, so a payment
//! of a million gifts costs as much as one of a single gift. No name of a person is known here, and nothing decides.

mod deeds;
mod lineage;
mod names;
mod pot;
mod progress;
mod spans;
#[cfg(test)]
mod tests;
mod trail;

pub use deeds::{Deeds, Handed, Outlay};
pub use lineage::Lineage;
pub use names::{Named, Names};
pub use pot::{Source, Use};
pub use progress::Progress;
pub use trail::{GiftTrail, Paid, Share, Stretch};
