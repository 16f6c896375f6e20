//! Verifying a copy of a log on this machine, from the entries to the signed root: every entry is hashed again, every
//! tile computed again and compared, and whatever differs is named. No network, no clock, nothing believed but the key.

mod fault;
mod judge;
mod look;
mod report;
mod strays;

use std::path::Path;

use transparency::{Hash, Note, Report};

use crate::MonitorError;
use crate::copy::{Copy, CopyError};
use crate::trust::{Signed, Trust};

pub use fault::Fault;
pub(crate) use report::{behind, first_use, no_copy};

/// What came of verifying a copy.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The copy, if its checkpoint counts.
    pub copy: Option<Copy>,
    /// Everything that is wrong or lacking.
    pub faults: Vec<Fault>,
    /// The same for people.
    pub report: Report,
}

/// Verifies the copy of a log in `dir`. `statements` are other checkpoints of the log, as auditors sign them: each must be a
/// beginning of it. An error means that nothing could be said; everything else is in the report.
pub fn verify_mirror(dir: &Path, trust: &Trust, statements: &[Note]) -> Result<Verified, MonitorError> {
    let copy = match Copy::open(dir, trust) {
        Ok(copy) => copy,
        Err(CopyError::Monitor(error)) if !error.is_too_large() => return Err(error),
        Err(error) => {
            return Ok(Verified { copy: None, faults: Vec::new(), report: no_copy(&error) });
        }
    };
    let (mut faults, mut stated) = (Vec::new(), Vec::new());
    for note in statements {
        match Signed::of(note.clone(), copy.policy()) {
            Ok(signed) => stated.push(signed),
            Err(error) => faults.push(Fault::Checkpoint { why: error.to_string() }),
        }
    }
    let sizes: Vec<_> = stated.iter().map(|signed| signed.checkpoint.size).collect();
    let found = look::look(&copy, &sizes);
    for (signed, root) in stated.iter().zip(&found.roots) {
        faults.extend(other_history(signed, &copy, *root));
    }
    faults.extend(judge::judge(&copy, found));
    let strays = strays::strays(&copy, &mut faults)?;
    let report = report::report(&copy, &faults, &strays, &stated);
    Ok(Verified { copy: Some(copy), faults, report })
}

/// A statement that does not speak of a beginning of this copy.
fn other_history(signed: &Signed, copy: &Copy, root: Option<Hash>) -> Option<Fault> {
    let (size, of) = (signed.checkpoint.size, copy.checkpoint());
    let same = signed.checkpoint.origin == of.origin;
    match root {
        Some(root) if same && root == signed.checkpoint.root => None,
        Some(computed) if same => Some(Fault::Root { size, computed, signed: signed.checkpoint.root }),
        None if same && size <= of.size => None,
        _ => Some(Fault::Checkpoint {
            why: format!(
                "xác nhận về {origin}, {size} mục không thuộc bản sao này ({}, {} mục) / the statement on {origin}, \
                 {size} entries, is not about this copy ({}, {} entries)",
                of.origin,
                of.size,
                of.origin,
                of.size,
                origin = signed.checkpoint.origin,
            ),
        }),
    }
}

/// The root that a copy's entries have, and those over its beginnings of these sizes, where they could be computed.
pub(crate) fn roots(copy: &Copy, sizes: &[u64]) -> (Option<Hash>, Vec<Option<Hash>>) {
    let found = look::look(copy, sizes);
    (found.root, found.roots)
}
