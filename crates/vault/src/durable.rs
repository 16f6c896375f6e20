//! Files that outlive a power cut, and files that shall outlive nothing. Every step that changes the disk goes through
//! here, so that a test can stop the program between any two of them.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::Path;

/// A step that changes the disk comes next. In tests, some step may be the last.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "in tests a step fails")]
const fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
use crate::tests::cut::step;

/// Writes all bytes at `at`. Where a test stops the program here, half of them arrive.
pub(crate) fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    if let Err(error) = step() {
        file.write_all_at(bytes.get(..bytes.len() / 2).unwrap_or_default(), at)?;
        return Err(error);
    }
    file.write_all_at(bytes, at)
}

/// What was written to the file is on the disk when this returns.
pub(crate) fn sync(file: &File) -> io::Result<()> {
    step()?;
    file.sync_all()
}

/// The same without what is not needed to read it again.
pub(crate) fn sync_data(file: &File) -> io::Result<()> {
    step()?;
    file.sync_data()
}

/// Cuts the file.
pub(crate) fn cut(file: &File, len: u64) -> io::Result<()> {
    step()?;
    file.set_len(len)
}

/// Gives the file another name, in place of whatever had it, for good.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    fs::rename(from, to)?;
    sync_dir(parent(to))
}

/// Gives the file a second name in place of whatever had it, for good.
pub(crate) fn link(file: &Path, name: &Path) -> io::Result<()> {
    match fs::remove_file(name) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        removed => removed?,
    }
    step()?;
    fs::hard_link(file, name)?;
    sync_dir(parent(name))
}

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
fn sync_dir(dir: &Path) -> io::Result<()> {
    step()?;
    File::open(dir)?.sync_all()
}

/// The directory that a path stands in.
fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Puts a file with these bytes in place: the old one or the new one, never half of either.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let aside = path.with_added_extension("new");
    let file = options().create(true).truncate(true).open(&aside)?;
    write_at(&file, bytes, 0)?;
    sync(&file)?;
    rename(&aside, path)
}

/// Overwrites a file with zeros, brings them to the disk, and removes it. Nothing to do where there is none.
pub(crate) fn shred(path: &Path) -> io::Result<()> {
    let file = match options().open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        opened => opened?,
    };
    zero(&file, 0, file.metadata()?.len())?;
    sync(&file)?;
    step()?;
    fs::remove_file(path)?;
    sync_dir(parent(path))
}

/// Writes zeros over `start..end`.
pub(crate) fn zero(file: &File, start: u64, end: u64) -> io::Result<()> {
    let zeros = [0; 4096];
    let mut at = start;
    while at < end {
        let len = usize::try_from(end - at).unwrap_or(usize::MAX).min(zeros.len());
        write_at(file, zeros.get(..len).unwrap_or_default(), at)?;
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
