//! One handle to a log at a time: a lock on the journal itself, gone with the process that held it. A lock file of its
//! own could be removed while a log is open.

use std::fs::TryLockError;
use std::path::Path;

use crate::OpenError;
use crate::journal::Journal;

/// Takes the lock; it is held as long as the journal is open.
pub(crate) fn acquire(journal: &Journal, directory: &Path) -> Result<(), OpenError> {
    match journal.file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(OpenError::AlreadyOpen { directory: directory.to_owned() }),
        Err(TryLockError::Error(error)) => Err(OpenError::io(&journal.path, error)),
    }
}
