//! The file `rows`: its header, and how it comes to be. All syncs of names stand here.
//!
//! Header, 16 bytes: magic, format version u16, zeros u16, CRC32C of these twelve bytes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::VaultError;

const MAGIC: [u8; 8] = *b"SVRIENG\n";
/// The only format so far.
const FORMAT: u16 = 1;
/// Where the first frame stands.
pub(crate) const FIRST: u64 = 16;

/// The file in a vault's directory.
pub(crate) fn path(dir: &Path) -> PathBuf {
    dir.join("rows")
}

/// An empty file under its final name, or none: a half-written header is never seen under that name.
pub(crate) fn create(dir: &Path) -> Result<File, VaultError> {
    let (path, fresh) = (path(dir), dir.join("rows.new"));
    if path.exists() {
        return Err(VaultError::AlreadyThere(path));
    }
    let made = (|| {
        fs::create_dir_all(dir)?;
        let mut file = options().create(true).truncate(true).open(&fresh)?;
        file.write_all(&header(FORMAT))?;
        file.sync_all()?;
        fs::rename(&fresh, &path)?;
        // The new name, and the directory's own name in its parent, must outlive a power cut too.
        File::open(dir)?.sync_all()?;
        match dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            Some(parent) => File::open(parent)?.sync_all()?,
            None => File::open(".")?.sync_all()?,
        }
        Ok(file)
    })();
    made.map_err(|error| VaultError::io(&path, error))
}

/// An existing file whose header this program understands, with its length.
pub(crate) fn open(dir: &Path) -> Result<(File, u64), VaultError> {
    let path = path(dir);
    let mut file = options().open(&path).map_err(|error| VaultError::io(&path, error))?;
    let mut head = [0; 16];
    match file.read_exact(&mut head) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            return Err(VaultError::BadHeader(path));
        }
        read => read.map_err(|error| VaultError::io(&path, error))?,
    }
    let [.., low, high, _, _, _, _, _, _] = head;
    let found = u16::from_le_bytes([low, high]);
    if head != header(found) {
        return Err(VaultError::BadHeader(path));
    }
    if found > FORMAT {
        return Err(VaultError::NewerFormat { path, found, known: FORMAT });
    }
    let length = file.metadata().map_err(|error| VaultError::io(&path, error))?.len();
    Ok((file, length))
}

/// For the owner's eyes only.
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600);
    options
}

pub(crate) fn header(format: u16) -> [u8; 16] {
    let mut head = [0; 16];
    let version = format.to_le_bytes();
    for (to, from) in head.iter_mut().zip(MAGIC.into_iter().chain(version)) {
        *to = from;
    }
    let (body, crc) = head.split_at_mut(12);
    crc.copy_from_slice(&crc32c::crc32c(body).to_le_bytes());
    head
}
