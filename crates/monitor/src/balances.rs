//! Replaying the balances of a copy: every entry is hashed to the signed root, read as an event, and folded into the
//! double-entry books; and what events say of the books is compared with what the fold says.

mod check;
mod report;

use std::path::Path;

use domain::{DecodeError, Recorded};
use projection_balances::Balances;
use sha2::{Digest, Sha256};
use transparency::{BundleId, Hash, Outcome, Report, TILE_WIDTH, entries};

use crate::MonitorError;
use crate::copy::{Copy, CopyError};
use crate::scan::{cores, scan};
use crate::tower::{Tower, perfect};
use crate::trust::Trust;
use crate::verify::no_copy;

use check::Checks;
pub use check::{Wrong, Wrongness};

/// What came of replaying a copy.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// The books after the last entry that was asked for.
    pub balances: Balances,
    /// How many entries were folded.
    pub events: u64,
    /// SHA-256 over [`trial_balance`].
    pub digest: [u8; 32],
    /// Entries that do not fit.
    pub wrong: Vec<Wrong>,
    /// For people.
    pub report: Report,
}

/// The trial balance as a text: a line for each account, in the order in which the log names them, with kind, detail,
/// debits and credits in đồng, a tab between. Accounts off the balance sheet come last.
pub fn trial_balance(balances: &Balances) -> String {
    let lines = balances.lines().chain(balances.memo_lines()).map(|line| {
        let (kind, detail) = (line.account.kind(), line.account.detail());
        format!("{kind}\t{detail}\t{}\t{}\n", line.turnover.debit, line.turnover.credit)
    });
    lines.collect()
}

/// What one bundle holds: the hashes of its entries, and those that are asked for as events.
struct Read {
    hashes: Vec<Hash>,
    events: Vec<Result<Recorded, DecodeError>>,
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
    let (mut tower, mut rest, mut checks) =
        (Tower::default(), Vec::new(), Checks::of(&copy.checkpoint().origin));
    let whole = scan(
        BundleId::all(size),
        cores(),
        |id| read(&copy, id, at),
        |id, read| {
            let read = read.ok_or(id)?;
            if id.width == 256 {
                tower.push(perfect(&read.hashes), |_, _| {});
            } else {
                rest = read.hashes;
            }
            read.events.into_iter().zip(id.index * TILE_WIDTH..).for_each(|(event, position)| {
                checks.take(position, event);
            });
            Ok::<_, BundleId>(())
        },
    );
    let unusable = match whole {
        Err(bundle) => Some(report::unusable(&copy, Some(bundle))),
        Ok(()) if tower.root(&rest) != copy.checkpoint().root => Some(report::unusable(&copy, None)),
        Ok(()) => None,
    };
    if let Some(report) = unusable {
        return Ok(Replayed::nothing(report));
    }
    let (balances, wrong, seen) = checks.end();
    let digest = Sha256::digest(trial_balance(&balances)).into();
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

/// Hashes a bundle, and reads the events of its entries before `at`. None where it is not whole.
fn read(copy: &Copy, id: BundleId, at: u64) -> Option<Read> {
    let bundle = copy.bundle(id).ok()??;
    if bundle.leaves.fault.is_some() {
        return None;
    }
    let positions = id.index * TILE_WIDTH..at;
    let events = entries(&bundle.bytes).take(usize::from(id.width)).zip(positions);
    let events = events.filter_map(|(entry, position)| Some(domain::decode(position, entry.ok()?)));
    Some(Read { hashes: bundle.leaves.hashes, events: events.collect() })
}
