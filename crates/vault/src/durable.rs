//! Files that outlive a power cut, and files that shall outlive nothing. All syncs of names stand here.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::Path;

/// For the owner's eyes only.
pub(crate) fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600);
    options
}

/// Makes a directory and those above it that are missing; only the owner sees into them.
pub(crate) fn make_dir(dir: &Path) -> io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let parent = parent(dir);
    make_dir(parent)?;
    match DirBuilder::new().mode(0o700).create(dir) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => made?,
    }
    sync_dir(parent)
}

/// Names made, changed or removed in `dir` are on the disk when this returns.
pub(crate) fn sync_dir(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

/// The directory that a path stands in.
pub(crate) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Puts a file with these bytes in place: the old one or the new one, never half of either.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let aside = path.with_added_extension("new");
    let mut file = options().create(true).truncate(true).open(&aside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&aside, path)?;
    sync_dir(parent(path))
}

/// Overwrites a file with zeros, brings them to the disk, and removes it. Nothing to do where there is none.
pub(crate) fn shred(path: &Path) -> io::Result<()> {
    let file = match options().open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        opened => opened?,
    };
    zero(&file, 0, file.metadata()?.len())?;
    file.sync_all()?;
    fs::remove_file(path)?;
    sync_dir(parent(path))
}

/// Writes zeros over `start..end`.
pub(crate) fn zero(file: &File, start: u64, end: u64) -> io::Result<()> {
    let zeros = [0; 4096];
    let mut at = start;
    while at < end {
        let len = usize::try_from(end - at).unwrap_or(usize::MAX).min(zeros.len());
        file.write_all_at(zeros.get(..len).unwrap_or_default(), at)?;
        at += len as u64;
    }
    Ok(())
}

/// Fills `bytes` from `at` on as far as the file goes, and answers with how far that was.
pub(crate) fn read_at_most(file: &File, bytes: &mut [u8], at: u64) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(space) = bytes.get_mut(filled..).filter(|space| !space.is_empty()) {
        match file.read_at(space, at + filled as u64) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// A file of exactly `N` bytes; `InvalidData` where it has another length.
pub(crate) fn read_exactly<const N: usize>(path: &Path) -> io::Result<zeroize::Zeroizing<[u8; N]>> {
    let mut file = File::open(path)?;
    let mut bytes = zeroize::Zeroizing::new([0; N]);
    let wrong = || io::Error::from(io::ErrorKind::InvalidData);
    file.read_exact(&mut *bytes).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => wrong(),
        _ => error,
    })?;
    if file.read(&mut [0])? == 0 { Ok(bytes) } else { Err(wrong()) }
}

/// Fills `bytes` from the system's source of randomness.
pub(crate) fn random(bytes: &mut [u8]) -> io::Result<()> {
    getrandom::fill(bytes).map_err(|error| io::Error::other(error.to_string()))
}
