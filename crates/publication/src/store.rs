//! The files of one published log: `checkpoint`, and below `tile/` what C2SP tlog-tiles names. Whole files are replaced,
//! never changed in place; what is full is written once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Display;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use transparency::{BundleId, Hash, Nodes, SnapshotId, TILE_WIDTH, TileId, entries};

use crate::durable::{self, Files};
use crate::edge::Piece;

/// The files' names in the directory, and their paths below the log's address.
const CHECKPOINT: &str = "checkpoint";
const COSIGNED: &str = "cosigned";
const KEY: &str = "log.vkey";
const POLICY: &str = "policy";
const SNAPSHOTS: &str = "snapshot";

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

    /// The bytes of an entry bundle: as many entries as asked for. One that has been filled since serves for its
    /// beginning.
    pub fn bundle(&self, id: BundleId) -> Result<Vec<u8>, StoreError> {
        let path = id.to_string();
        let full = BundleId { width: 256, ..id };
        let bytes =
            self.read(&path)?.map_or_else(|| self.read(&full.to_string()), |bytes| Ok(Some(bytes)))?;
        let mut bytes = bytes.ok_or_else(|| StoreError::Missing { path: self.path(&id) })?;
        let malformed = || StoreError::Malformed { path: self.path(&id) };
        let (mut count, mut length) = (0, 0_usize);
        for entry in entries(&bytes).take(usize::from(id.width)) {
            length = length.saturating_add(entry.map_err(|_| malformed())?.len()).saturating_add(2);
            count += 1;
        }
        bytes.truncate(length);
        if count == id.width { Ok(bytes) } else { Err(malformed()) }
    }

    /// The log's public key (a vkey and a line's end), where it has been written.
    pub fn key(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(KEY)
    }

    /// Whom a checkpoint must be signed by (tlog-policy), where it has been written.
    pub fn policy(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(POLICY)
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

    /// The bytes of the newest checkpoint that as many witnesses as the policy asks for have cosigned; none where there is
    /// none. The log may have gone on since.
    pub fn cosigned(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(COSIGNED)
    }

    /// Puts a checkpoint with its cosignatures in place of the last such one, durably.
    pub fn write_cosigned(&self, note: &[u8]) -> Result<(), StoreError> {
        self.write(COSIGNED, note)
    }

    /// Puts the checkpoint in place of the last one, durably.
    pub fn write_checkpoint(&self, note: &[u8]) -> Result<(), StoreError> {
        self.write(CHECKPOINT, note)
    }

    /// Writes the public key, durably, where it is not there already.
    pub fn write_key(&self, vkey: &str) -> Result<(), StoreError> {
        self.write_once(KEY, format!("{vkey}\n").as_bytes())
    }

    /// Writes the policy, durably, where it is not there already.
    pub fn write_policy(&self, policy: &str) -> Result<(), StoreError> {
        self.write_once(POLICY, policy.as_bytes())
    }

    /// The signed list of a snapshot's files; none where there is no such snapshot.
    pub fn snapshot(&self, id: &SnapshotId) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(&format!("{SNAPSHOTS}/{id}"))
    }

    /// The names of all snapshots, the oldest first.
    pub fn snapshots(&self) -> Result<Vec<SnapshotId>, StoreError> {
        let path = self.dir.join(SNAPSHOTS);
        let files = match fs::read_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            files => files,
        };
        let name = |file: fs::DirEntry| file.file_name().to_str().and_then(SnapshotId::parse);
        let names = files.and_then(|files| files.map(|file| file.map(name)).collect::<io::Result<Vec<_>>>());
        let names = names.map_err(|source| StoreError::Io { path, source })?;
        let mut names: Vec<_> = names.into_iter().flatten().collect();
        names.sort();
        Ok(names)
    }

    /// Writes the signed list of a snapshot's files, durably.
    pub fn write_snapshot(&self, id: &SnapshotId, note: &[u8]) -> Result<(), StoreError> {
        self.write(&format!("{SNAPSHOTS}/{id}"), note)
    }

    /// Writes a tile, durably.
    pub fn write_tile(&self, id: TileId, hashes: &[Hash]) -> Result<(), StoreError> {
        self.write(&id.to_string(), &bytes_of(hashes))
    }

    /// Writes an entry bundle, durably.
    pub fn write_bundle(&self, id: BundleId, bytes: &[u8]) -> Result<(), StoreError> {
        self.write(&id.to_string(), bytes)
    }

    /// Where the newest checkpoint lies.
    pub fn checkpoint_path(&self) -> PathBuf {
        self.dir.join(CHECKPOINT)
    }

    /// Begins to write many files that become durable together.
    pub fn batch(&self) -> Batch<'_> {
        Batch { store: self, files: Files::default() }
    }

    /// Where a tile or bundle lies.
    pub fn path(&self, id: &impl Display) -> PathBuf {
        self.dir.join(id.to_string())
    }

    /// Whether the file of this piece holds just this. One that has been filled since is another piece.
    pub fn holds(&self, piece: Piece<'_>) -> Result<bool, StoreError> {
        let bytes = self.read(&name(piece))?;
        Ok(match piece {
            Piece::Tile(_, hashes) => bytes.is_some_and(|bytes| bytes == bytes_of(hashes)),
            Piece::Bundle(_, entries) => bytes.is_some_and(|bytes| bytes == entries),
        })
    }

    /// The first file that a log of `size` entries must have and that is not there, or not as long as its name says.
    /// Contents are not read: it is quick, some microseconds a file.
    pub fn first_missing(&self, size: u64) -> Option<PathBuf> {
        let length = |path: &Path| fs::metadata(path).map_or(0, |file| file.len());
        let tile = TileId::all(size).find(|id| {
            let full = TileId { width: 256, ..*id };
            let least = u64::from(id.width) * Hash::BYTES as u64;
            length(&self.path(id)) != least && length(&self.path(&full)) != TILE_WIDTH * Hash::BYTES as u64
        });
        let bundle = BundleId::all(size).find(|id| {
            let full = BundleId { width: 256, ..*id };
            length(&self.path(id)) == 0 && length(&self.path(&full)) == 0
        });
        tile.map(|id| self.path(&id)).or_else(|| bundle.map(|id| self.path(&id)))
    }

    /// Removes the partial files of tiles and bundles that were not full at `old` entries and are at `new`. What is left
    /// over does no harm, so a failure is none.
    pub fn remove_filled(&self, old: u64, new: u64) {
        let filled = |count: u32| {
            let (old, new) = (old >> count, new >> count);
            let index = old / TILE_WIDTH;
            (!old.is_multiple_of(TILE_WIDTH) && new / TILE_WIDTH > index).then_some(index)
        };
        let tiles = (0_u8..8).filter_map(|level| {
            let index = filled(8 * u32::from(level))?;
            Some(self.path(&TileId { level, index, width: 256 }))
        });
        let bundle = filled(0).map(|index| self.path(&BundleId { index, width: 256 }));
        for full in tiles.chain(bundle) {
            let mut partials = full.into_os_string();
            partials.push(".p");
            let _ = fs::remove_dir_all(partials);
        }
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
        durable::replace(&path, bytes).map_err(|source| StoreError::Io { path, source })
    }

    fn write_once(&self, path: &str, bytes: &[u8]) -> Result<(), StoreError> {
        match self.read(path)? {
            Some(there) if there == bytes => Ok(()),
            _ => self.write(path, bytes),
        }
    }
}

/// Files of one store that become durable together. Until [`Batch::sync`] nothing may speak of them.
#[must_use = "nothing is durable before the sync"]
#[derive(Debug)]
pub struct Batch<'a> {
    store: &'a Store,
    files: Files,
}

impl Batch<'_> {
    /// Writes a tile.
    pub fn tile(&mut self, id: TileId, hashes: &[Hash]) -> Result<(), StoreError> {
        self.piece(Piece::Tile(id, hashes))
    }

    /// Writes an entry bundle.
    pub fn bundle(&mut self, id: BundleId, entries: &[u8]) -> Result<(), StoreError> {
        self.piece(Piece::Bundle(id, entries))
    }

    /// Writes a tile or a bundle.
    pub fn piece(&mut self, piece: Piece<'_>) -> Result<(), StoreError> {
        let path = self.store.dir.join(name(piece));
        let done = match piece {
            Piece::Tile(_, hashes) => self.files.write(&path, &bytes_of(hashes)),
            Piece::Bundle(_, entries) => self.files.write(&path, entries),
        };
        done.map_err(|source| StoreError::Io { path, source })
    }

    /// Makes all of them durable.
    pub fn sync(self) -> Result<(), StoreError> {
        let path = self.store.dir.clone();
        self.files.sync(&path).map_err(|source| StoreError::Io { path, source })
    }
}

/// Its path below the store.
pub fn name(piece: Piece<'_>) -> String {
    match piece {
        Piece::Tile(id, _) => id.to_string(),
        Piece::Bundle(id, _) => id.to_string(),
    }
}

fn bytes_of(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| *hash.bytes()).collect()
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
