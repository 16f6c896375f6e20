//! Every rule about what is on the disk when. No other file of this crate calls a sync.
//!
//! 1. A file that is replaced is written beside, synced, renamed over the old one, and its directory synced: after a
//!    power cut the old or the new content is there ([`replace`]).
//! 2. The files of a batch are written beside and renamed, and all of them are synced before a checkpoint is signed that
//!    speaks of them ([`Files::sync`]): a checkpoint that somebody holds never points at a tile that a power cut took.
//!    That a journal is there to derive them from again would be enough for us, but not for a host that serves the
//!    directory as it is.
//! 3. A batch of few files syncs each of them, and each directory that has a new name, once. A large one (the first
//!    publication of a ledger, an import: 300,000 events are 1,172 bundles and as many tiles) syncs the file system once
//!    instead.
//! 4. A sync that fails is not repeated: nothing is signed, the batch is written again from the journal.

use std::collections::BTreeSet;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// From so many files on, syncing the file system is cheaper than syncing each.
const MANY: usize = 24;

/// Rule 1: replaces a file, and makes the directories that lead to it, each entered durably into its parent. Two writers of
/// one file are kept apart by the caller.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = named(path.parent().ok_or(io::ErrorKind::InvalidInput)?);
    create_all(&folder)?;
    let fresh = beside(path, ".new")?;
    let mut file = File::create(&fresh)?;
    file.write_all(bytes)?;
    file.sync_data()?;
    fs::rename(&fresh, path)?;
    sync_directory(&folder)
}

fn create_all(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = named(folder.parent().ok_or(io::ErrorKind::InvalidInput)?);
    create_all(&above)?;
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    sync_directory(&above)
}

/// Makes a file that only its owner may read, whole or not at all, where there is none. Answers whether it made it.
pub(crate) fn create_secret(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let made = create(path, bytes, 0o600)?;
    folder.parent().map_or(Ok(()), sync_directory)?;
    Ok(made)
}

/// Makes a file, whole or not at all, where there is none, and the directories that lead to it. Answers whether it made it:
/// of two that begin at the same time one does.
pub(crate) fn create(path: &Path, bytes: &[u8], mode: u32) -> io::Result<bool> {
    let folder = named(path.parent().ok_or(io::ErrorKind::InvalidInput)?);
    create_all(&folder)?;
    // A name of our own, for the other who begins.
    let fresh = beside(path, &format!(".{}.new", uuid::Uuid::now_v7()))?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    let made = match fs::hard_link(&fresh, path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    };
    fs::remove_file(&fresh)?;
    sync_directory(&folder)?;
    made
}

/// Files that are written and not synced yet.
#[derive(Debug, Default)]
pub(crate) struct Files {
    files: Vec<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

impl Files {
    /// Writes a file beside and renames it into its place.
    pub(crate) fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        if !self.folders.contains(folder) {
            self.make(folder)?;
        }
        let fresh = beside(path, ".new")?;
        fs::write(&fresh, bytes)?;
        fs::rename(&fresh, path)?;
        self.files.push(path.to_owned());
        Ok(())
    }

    /// Makes everything durable that was written. `root` lies on the file system that holds it all.
    pub(crate) fn sync(self, root: &Path) -> io::Result<()> {
        if self.files.len() <= MANY {
            return self.sync_each();
        }
        Ok(rustix::fs::syncfs(File::open(root)?)?)
    }

    fn sync_each(self) -> io::Result<()> {
        self.files.iter().try_for_each(|path| File::open(path)?.sync_data())?;
        self.folders.iter().try_for_each(|folder| sync_directory(folder))
    }

    /// Makes a directory, and remembers every one that has a new name for it.
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let new = folder.ancestors().take_while(|place| !place.exists());
        self.folders.extend(new.filter_map(Path::parent).map(named));
        self.folders.insert(folder.to_owned());
        fs::create_dir_all(folder)
    }
}

/// The parent of a relative name is the directory we are in.
fn named(folder: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

fn beside(path: &Path, ending: &str) -> io::Result<PathBuf> {
    let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
    name.push(ending);
    Ok(path.with_file_name(name))
}

fn sync_directory(folder: &Path) -> io::Result<()> {
    File::open(named(folder))?.sync_all()
}
