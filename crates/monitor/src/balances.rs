//! Replaying the balances of a copy: every entry is hashed to the signed root, read as an event, and folded into the
//! double-entry books; and what events say of the books is compared with what the fold says.

mod check;
mod report;

use std::path::Path;

use projection_balances::Balances;
use sha2::{Digest, Sha256};
use transparency::{Outcome, Report};

use crate::MonitorError;
use crate::copy::{Copy, CopyError};
use crate::fold::{Unusable, fold};
use crate::trust::Trust;
use crate::verify::no_copy;

use check::Checks;
pub use check::{Wrong, Wrongness};
pub(crate) use report::unusable;

/// What came of replaying a copy.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// The books after the last entry that was asked for.
    pub balances: Balances,
    /// How many entries were folded.
    pub events: u64,
    /// SHA-256 over [`Balances::trial_balance`].
    pub digest: [u8; 32],
    /// Entries that do not fit.
    pub wrong: Vec<Wrong>,
    /// For people.
    pub report: Report,
}

/// Replays the first `at` entries of the copy in `dir`, or all. An error means that nothing could be said.
pub fn verify_balances(dir: &Path, trust: &Trust, at: Option<u64>) -> Result<Replayed, MonitorError> {
    let copy = match Copy::open(dir, trust) {
        Ok(copy) => copy,
        Err(CopyError::Monitor(error)) if !error.is_too_large() => return Err(error),
        Err(error) => return Ok(Replayed::nothing(no_copy(&error))),
    };
    let size = copy.checkpoint().size;
    let at = at.unwrap_or(size);
    if at > size {
        return Ok(Replayed::nothing(report::too_short(&copy, at)));
    }
    let mut checks = Checks::of(&copy.checkpoint().origin);
    let folded = fold(&copy, at, at, |position, event| checks.take(position, event));
    if let Err(Unusable(bundle)) = folded {
        return Ok(Replayed::nothing(report::unusable(&copy, bundle)));
    }
    let (balances, wrong, seen) = checks.end();
    let digest = Sha256::digest(balances.trial_balance()).into();
    let report = report::report(&copy, at, &balances, &digest, &wrong, &seen);
    Ok(Replayed { balances, events: at, digest, wrong, report })
}

impl Replayed {
    fn nothing(report: Report) -> Self {
        Self { balances: Balances::default(), events: 0, digest: [0; 32], wrong: Vec::new(), report }
    }

    /// Whether all of it was replayed and fits.
    pub fn is_right(&self) -> bool {
        self.report.outcome == Outcome::Right
    }
}
