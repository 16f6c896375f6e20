//! What is done when something was lost, broken or changed: backups, restores, and a doctor who compares every copy of
//! the books with the signed tree.
//!
//! There are several copies of every event: the journal, sled's records, the published bundles, backups, mirrors. None is
//! believed for itself. What was signed decides: a copy whose leaves lead to the signed root is the truth, whoever holds
//! it. Nothing is overwritten before what replaces it was written, read back and verified; what it replaces is kept.
//!
//! This crate opens no ledger and signs nothing. It knows no names: the rows of personal data are ciphertext to it.

mod backup;
mod books;
mod doctor;
mod error;
mod files;
mod manifest;
mod restore;
mod tree;

pub use backup::{BackedUp, backup, backup_access, backup_keys, restore_access};
pub use books::{Books, READ_ONLY, era};
pub use doctor::{Aid, Doctor, Fault, Mended, Said, What};
pub use error::RecoveryError;
pub use manifest::Manifest;
pub use restore::{Known, Loss, Restored, To, accept_loss, restore};
