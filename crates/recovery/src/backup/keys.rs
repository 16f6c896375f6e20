//! The backup of the wrapped data keys, to another place than the data: without it a broken disk erases everybody, with
//! it an erasure is only as sure as the copies are young. So each copy is named by its day, and those of more than 30 days
//! are removed by the next one. The key that wraps them (the epoch key, or the token) is never copied: it is written down
//! or kept apart once, when it is made.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

use crate::{RecoveryError, files};

/// How long a copy may be kept.
const DAYS: i32 = 30;

/// Copies the wrapped keys of one fund (`keys` in `from`, and `evidence/keys`) and the secret that tells repeated commands to `to/<day>/<fund>/`,
/// verified, and removes the copies that are too old. Answers with where they are.
pub fn backup_keys(from: &Path, fund: &str, to: &Path, now: Timestamp) -> Result<PathBuf, RecoveryError> {
    let day = Offset::UTC.to_datetime(now).date();
    let place = to.join(day.to_string()).join(fund);
    for name in ["keys", "secret", "evidence/keys"] {
        if let Some(bytes) = files::read(&from.join(name))? {
            files::put(&place.join(name), &bytes)?;
        }
    }
    files::make_folder(to).map_err(|error| RecoveryError::io(to, error))?;
    remove_old(to, day)?;
    Ok(place)
}

fn remove_old(to: &Path, today: Date) -> Result<(), RecoveryError> {
    let io = |error| RecoveryError::io(to, error);
    let Ok(oldest) = today.checked_sub(DAYS.days()) else { return Ok(()) };
    for entry in fs::read_dir(to).map_err(io)? {
        let path = entry.map_err(io)?.path();
        let day = path.file_name().and_then(|name| name.to_str()?.parse::<Date>().ok());
        if day.is_some_and(|day| day < oldest) {
            fs::remove_dir_all(&path).map_err(io)?;
        }
    }
    files::sync_folder(to).map_err(io)
}
