//! The files of one published log: `checkpoint`, and below `tile/` what C2SP tlog-tiles names. Whole files are replaced,
//! never changed in place; what is full is written once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use transparency::{BundleId, Hash, Nodes, TILE_WIDTH, TileId, entries};

/// The file's name in the directory, and its path below the log's address.
const CHECKPOINT: &str = "checkpoint";

/// Why a published file cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk.
    #[error("không đọc ghi được {path}: {source} / cannot read or write {path}: {source}", path = path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is not there.
    #[error("thiếu tệp {path} / {path} is missing", path = path.display())]
    Missing {
        /// Which file.
        path: PathBuf,
    },
    /// It is not as long as its name says, or an entry in it is cut.
    #[error("tệp {path} không đủ nội dung như tên của nó / {path} does not hold what its name says", path = path.display())]
    Malformed {
        /// Which file.
        path: PathBuf,
    },
}

/// The published files of one log.
#[derive(Clone, Debug)]
pub struct Store {
    dir: PathBuf,
}

impl Store {
    /// The store in `dir`, which need not exist yet.
    pub fn at(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    /// Where it lies.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The bytes of the newest published checkpoint; none where nothing is published yet.
    pub fn checkpoint(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(CHECKPOINT)
    }

    /// The hashes of a tile. One that has been filled since serves for its beginning.
    pub fn tile(&self, id: TileId) -> Result<Vec<Hash>, StoreError> {
        let path = id.to_string();
        let full = TileId { width: 256, ..id };
        let bytes =
            self.read(&path)?.map_or_else(|| self.read(&full.to_string()), |bytes| Ok(Some(bytes)))?;
        let bytes = bytes.ok_or_else(|| StoreError::Missing { path: self.dir.join(&path) })?;
        let (hashes, rest) = bytes.as_chunks::<{ Hash::BYTES }>();
        let hashes = hashes.get(..usize::from(id.width)).filter(|_| rest.is_empty());
        let hashes = hashes.ok_or_else(|| StoreError::Malformed { path: self.dir.join(&path) })?;
        Ok(hashes.iter().copied().map(Hash::new).collect())
    }

    /// The bytes of an entry bundle, with at least as many entries as asked for.
    pub fn bundle(&self, id: BundleId) -> Result<Vec<u8>, StoreError> {
        let path = id.to_string();
        let full = BundleId { width: 256, ..id };
        let bytes =
            self.read(&path)?.map_or_else(|| self.read(&full.to_string()), |bytes| Ok(Some(bytes)))?;
        bytes.ok_or_else(|| StoreError::Missing { path: self.dir.join(&path) })
    }

    /// One entry of a log of `size` entries.
    pub fn entry(&self, position: u64, size: u64) -> Result<Vec<u8>, StoreError> {
        let id = BundleId::holding(position, size).ok_or_else(|| StoreError::Missing {
            path: self.dir.join(format!("tile/entries/…{position}")),
        })?;
        let bytes = self.bundle(id)?;
        let at = usize::try_from(position % TILE_WIDTH).unwrap_or(usize::MAX);
        let entry = entries(&bytes).nth(at).and_then(Result::ok).map(<[u8]>::to_vec);
        entry.ok_or_else(|| StoreError::Malformed { path: self.dir.join(id.to_string()) })
    }

    /// The nodes of the tree of `size` leaves, computed from its tiles. Tiles are read once and kept while it lives.
    pub fn nodes(&self, size: u64) -> TileNodes<'_> {
        TileNodes { store: self, size, read: RefCell::default() }
    }

    /// Puts the checkpoint in place of the last one, durably.
    pub fn write_checkpoint(&self, note: &[u8]) -> Result<(), StoreError> {
        self.write(CHECKPOINT, note)
    }

    /// Writes a tile, durably.
    pub fn write_tile(&self, id: TileId, hashes: &[Hash]) -> Result<(), StoreError> {
        let bytes: Vec<u8> = hashes.iter().flat_map(|hash| *hash.bytes()).collect();
        self.write(&id.to_string(), &bytes)
    }

    /// Writes an entry bundle, durably.
    pub fn write_bundle(&self, id: BundleId, bytes: &[u8]) -> Result<(), StoreError> {
        self.write(&id.to_string(), bytes)
    }

    /// The bytes of a file by its path below the store; none where it is not there.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.dir.join(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::Io { path, source }),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.dir.join(path);
        replace(&path, bytes).map_err(|source| StoreError::Io { path, source })
    }
}

/// A neighbour is written, synced and renamed over the old file, and the directory synced: after a power cut the old or
/// the new content is there.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
    name.push(".new");
    let fresh = folder.join(name);
    let mut file = File::create(&fresh)?;
    file.write_all(bytes)?;
    file.sync_data()?;
    fs::rename(&fresh, path)?;
    File::open(folder)?.sync_all()
}

/// See [`Store::nodes`].
pub struct TileNodes<'a> {
    store: &'a Store,
    size: u64,
    read: RefCell<HashMap<TileId, Vec<Hash>>>,
}

impl Nodes for TileNodes<'_> {
    type Error = StoreError;

    fn node(&self, level: u32, index: u64) -> Result<Hash, StoreError> {
        let missing =
            || StoreError::Missing { path: self.store.dir.join(format!("tile/…{level}/{index}")) };
        let (id, start, count) = TileId::holding(level, index, self.size).ok_or_else(missing)?;
        let mut read = self.read.borrow_mut();
        let hashes = match read.entry(id) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(new) => new.insert(self.store.tile(id)?),
        };
        let end = start.saturating_add(count);
        let mut row = hashes.get(start..end).ok_or_else(missing)?.to_vec();
        while row.len() > 1 {
            row = row.as_chunks::<2>().0.iter().map(|[left, right]| Hash::node(left, right)).collect();
        }
        row.first().copied().ok_or_else(missing)
    }
}
