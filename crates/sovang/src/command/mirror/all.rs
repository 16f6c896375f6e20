//! All funds that a ledger's directory log lists, each with the key that stands there; and whether each is the log that it
//! has told the directory.

use std::path::Path;

use monitor::{Copy, Listed, Trust, listed};
use transparency::Policy;

use super::{Failure, one};
use crate::out::complain;
use crate::trust::opened;

/// Follows the directory, then every fund in it. A fund that cannot be followed keeps none of the others from it.
pub(super) fn step(from: &str, dir: &Path, trust: &Trust, always: bool) -> Result<(), Failure> {
    let server = from.trim_end_matches('/');
    let directory = dir.join("directory");
    one(&format!("{server}/f/directory"), &directory, trust, always)?;
    let mut failed = None;
    for fund in listed(&opened(Copy::open(&directory, trust))?)? {
        let from = format!("{server}/f/{}", fund.fund);
        // The last part of the log's name: a fund that goes on as another log goes on in another directory.
        let place = dir.join(fund.key.name().rsplit('/').next().unwrap_or_default());
        if let Err(failure) = follow(&from, &place, &fund, always) {
            complain(&format!("sovang: {}: {failure}", fund.fund));
            failed = Some(failure);
        }
    }
    failed.map_or(Ok(()), Err)
}

fn follow(from: &str, dir: &Path, fund: &Listed, always: bool) -> Result<(), Failure> {
    let trust = Trust::Policy(Policy::of_log(fund.key.clone()));
    one(from, dir, &trust, always)?;
    let Some(evidence) = fund.contradiction(&opened(Copy::open(dir, &trust))?)? else { return Ok(()) };
    let place = dir.join("evidence");
    let path = evidence.save(&place).map_err(|source| Failure::Write { path: place, source })?;
    Err(Failure::Contradiction { fund: fund.fund.clone(), path })
}
