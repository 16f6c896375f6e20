//! Having the directory of logs time-stamped once a day while a server runs. An authority that cannot be reached is asked
//! again, and keeps nothing from being published.

use std::path::Path;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use monitor::timestamp::{Pinned, Stamp, ask, newest};
use publication::{DIRECTORY, Store};

use super::Press;
use super::service::Stop;
use crate::config::Authority;
use crate::failure::Failure;

/// How often it is looked whether a stamp is due.
const LOOK: Duration = Duration::from_mins(1);
/// When the next one is due after the last.
const DAY: Duration = Duration::from_hours(24);
/// After what a failed try is repeated.
const AGAIN: Duration = Duration::from_mins(15);

/// Until the stop.
pub(super) fn daily(press: &Press, stop: &Stop) {
    let Some(authority) = &press.proof.tsa else { return };
    let store = Store::at(&press.data.join(DIRECTORY).join("tlog"));
    let mut wait = Duration::from_secs(1);
    while !stop.within(wait) {
        wait = LOOK;
        if !due(&store, SystemTime::now()) {
            continue;
        }
        match stamp(&store, authority) {
            Ok(Stamp { stamped, size, .. }) => {
                tracing::info!(size, at = stamped.at, "the directory of logs was time-stamped");
            }
            Err(error) => {
                tracing::warn!(%error, "the directory of logs was not time-stamped");
                wait = AGAIN;
            }
        }
    }
}

/// Has a log's published checkpoint stamped now.
pub(crate) fn stamp(store: &Store, authority: &Authority) -> Result<Stamp, Failure> {
    let pinned = pinned(&authority.certificate)?;
    let mut nonce = [0; 8];
    getrandom::fill(&mut nonce).map_err(|error| Failure::Print(std::io::Error::other(error)))?;
    let now = Timestamp::now().as_second();
    Ok(ask(store, &authority.url, &pinned, u64::from_be_bytes(nonce), now)?)
}

/// The certificates in a file.
pub(crate) fn pinned(path: &Path) -> Result<Pinned, Failure> {
    let bytes = std::fs::read(path).map_err(|source| Failure::File { path: path.to_owned(), source })?;
    Pinned::read(&bytes).map_err(|error| crate::trust::unusable_file(path, &error.to_string()))
}

/// Whether there is a checkpoint, and none of its size or of the last day has been stamped.
fn due(store: &Store, now: SystemTime) -> bool {
    let Ok(Some(checkpoint)) = store.checkpoint() else { return false };
    let Ok(Some(last)) = newest(store) else { return true };
    // A clock that went back makes a stamp of the future: it counts as one of today.
    let old = now.duration_since(last.written).is_ok_and(|age| age >= DAY);
    let text = |note: &[u8]| transparency::Note::parse(note).map(|note| note.text().to_owned()).ok();
    old && text(&checkpoint) != text(&last.checkpoint)
}
