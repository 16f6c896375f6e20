//! Every rule about what is on the disk when. No other file calls a sync.
//!
//! 1. A commit is durable when `fdatasync` on the journal has returned after its last part was written. The sync
//!    covers the file's new length: `fdatasync` writes the metadata that is needed to read the data back.
//! 2. A file that is new, renamed or removed is durable only when its directory has been synced too.
//! 3. A small file is replaced by writing a neighbour, syncing it, renaming it over the old one and syncing the
//!    directory ([`replace`]): after a power cut the old or the new content is there, never a mixture.
//! 4. A sync that fails says nothing about what reached the disk, and the kernel may report it only once and drop
//!    the pages. So it is never repeated: the log is poisoned and reopened, which reads what is there.
//! 5. A write that fails because the disk is full is taken back: the file is cut to its last good length and synced.
//!    Bytes after that length were never acknowledged. If the cut fails, rule 4 applies.
//! 6. sled's `flush` is no sync on Linux (it calls `sync_file_range`). sled is made durable by `fdatasync` on our own
//!    descriptor of its `db` file; that it is always rebuilt from the journal is what makes it harmless between.
//! 7. What an event refers to (another store's rows) is made durable by the caller's hook before the journal's sync.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;

/// Whether the error says that there is no room, which a person can mend without reopening the log.
pub(crate) fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

/// Writes all the bytes at `offset`, without a sync.
pub(crate) fn write_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
    file.write_all_at(bytes, offset)
}

/// Rule 1, and rule 6 for sled's file.
pub(crate) fn sync_data(file: &File) -> io::Result<()> {
    file.sync_data()
}

/// Rule 5, also for a torn tail and for a bulk append that is given up: the file ends at `length` from here on.
pub(crate) fn cut(file: &File, length: u64) -> io::Result<()> {
    file.set_len(length)?;
    file.sync_all()
}

/// Rule 2.
pub(crate) fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Makes a directory and everything that leads to it durable: its parents may be as new as it is.
pub(crate) fn create_directory(directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let whole = directory.canonicalize()?;
    whole.ancestors().take(3).try_for_each(|place| match sync_directory(place) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied && place != whole => Ok(()),
        answer => answer,
    })
}

/// Rule 3. `name` is a file's name in `directory`.
pub(crate) fn replace(directory: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let fresh = directory.join(format!("{name}.new"));
    let mut file = File::create(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&fresh, directory.join(name))?;
    sync_directory(directory)
}

/// Rule 2 for a rename within one directory.
pub(crate) fn rename(directory: &Path, from: &str, to: &str) -> io::Result<()> {
    fs::rename(directory.join(from), directory.join(to))?;
    sync_directory(directory)
}
