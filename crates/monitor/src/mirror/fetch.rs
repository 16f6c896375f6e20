//! Fetching what is new into `incoming/`, and hashing it on from the edge of what is kept to the signed root.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use publication::Store;
use transparency::{BundleId, Hash, TILE_WIDTH, TileId};

use super::compare::source_tile;
use super::{MirrorError, Step};
use crate::copy::bundle_in;
use crate::leaves::leaves;
use crate::scan::scan;
use crate::tower::{Tower, perfect};
use crate::{MonitorError, Source};

/// Where what was fetched waits.
const INCOMING: &str = "incoming";
/// Requests under way at a time. A server for the public is not to be pressed.
const REQUESTS: usize = 4;

/// Why what came does not do.
enum Wrong {
    /// It may be what an interrupted run had left: everything is fetched again.
    Hashes {
        computed: Hash,
    },
    Other(MirrorError),
}

impl From<MirrorError> for Wrong {
    fn from(error: MirrorError) -> Self {
        Self::Other(error)
    }
}

impl Step<'_> {
    /// Brings the copy to what is served. That it goes on from what is kept has been shown.
    pub(super) fn go_on(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), MirrorError> {
        let size = self.served.checkpoint.size;
        if self.kept.as_ref().is_some_and(|kept| kept.checkpoint().size == size) {
            return self.keep_note();
        }
        let edge = self.edge()?;
        let incoming = self.dir.join(INCOMING);
        let resumed = incoming.exists();
        let mut fetched = self.fetch(&edge, &incoming, progress);
        if resumed && matches!(fetched, Err(Wrong::Hashes { .. })) {
            remove(&incoming)?;
            fetched = self.fetch(&edge, &incoming, progress);
        }
        match fetched {
            Ok(()) => {}
            Err(Wrong::Other(error)) => return Err(error),
            Err(Wrong::Hashes { computed }) => {
                let first = self.first_wrong(&incoming);
                remove(&incoming)?;
                let (from, signed) = (self.source.to_string(), self.served.checkpoint.root);
                return Err(MirrorError::Entries { from, size, computed, signed, first });
            }
        }
        self.keep(edge, &incoming)?;
        remove(&incoming)
    }

    /// The edge of what is kept, in full bundles. Read from our own files, and measured by our own checkpoint.
    fn edge(&self) -> Result<Tower, MirrorError> {
        let Some(kept) = &self.kept else { return Ok(Tower::default()) };
        let old = kept.checkpoint();
        let bundles = old.size / TILE_WIDTH;
        let tower = Tower::read(&Store::at(self.dir).nodes(old.size), bundles).map_err(|_| self.damaged())?;
        let last = BundleId::all(old.size).nth(usize::try_from(bundles).unwrap_or(usize::MAX));
        let leaves = match last {
            None => Vec::new(),
            Some(id) => kept.bundle(id)?.map(|bundle| bundle.leaves.hashes).unwrap_or_default(),
        };
        if tower.root(&leaves) == old.root { Ok(tower) } else { Err(self.damaged()) }
    }

    /// The bundles that are not kept yet, or not as full.
    pub(super) fn new_bundles(&self) -> impl Iterator<Item = BundleId> + use<> {
        let kept = self.kept.as_ref().map_or(0, |copy| copy.checkpoint().size / TILE_WIDTH);
        BundleId::all(self.served.checkpoint.size).skip(usize::try_from(kept).unwrap_or(usize::MAX))
    }

    /// Leads to the signed root or fails. As that root has been shown to go on from the one that is kept, the first
    /// entries of a bundle that had begun cannot be others than those that are kept.
    fn fetch(&self, edge: &Tower, incoming: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Wrong> {
        let (mut tower, mut rest) = (edge.clone(), Vec::new());
        let size = self.served.checkpoint.size;
        let source = self.source;
        scan(
            self.new_bundles(),
            REQUESTS,
            |id| hashes(source, incoming, id),
            |id, hashes| -> Result<(), Wrong> {
                let hashes = hashes?;
                if id.width == 256 {
                    tower.push(perfect(&hashes), |_, _| {});
                } else {
                    rest = hashes;
                }
                progress(tower.size().saturating_add(u64::try_from(rest.len()).unwrap_or(0)), size);
                Ok(())
            },
        )?;
        let computed = tower.root(&rest);
        if computed == self.served.checkpoint.root { Ok(()) } else { Err(Wrong::Hashes { computed }) }
    }

    /// The first entry that came and does not fit the tiles of its own source.
    fn first_wrong(&self, incoming: &Path) -> Option<u64> {
        self.new_bundles().find_map(|id| {
            let came = bundle_in(incoming, id).ok()??.leaves.hashes;
            let tile = TileId { level: 0, index: id.index, width: id.width };
            let tile = source_tile(self.source, tile).ok()?;
            let place = came.iter().zip(&tile).position(|(came, tile)| came != tile)?;
            id.index.checked_mul(TILE_WIDTH)?.checked_add(u64::try_from(place).ok()?)
        })
    }
}

/// The hashes of a bundle's entries: of the one that waits in `incoming`, or fetched and laid there.
fn hashes(source: &Source, incoming: &Path, id: BundleId) -> Result<Vec<Hash>, MirrorError> {
    if let Ok(Some(waiting)) = bundle_in(incoming, id)
        && waiting.leaves.fault.is_none()
    {
        return Ok(waiting.leaves.hashes);
    }
    let missing = || MirrorError::Missing { from: source.to_string(), file: id.to_string() };
    let bytes = source.bundle(id)?.ok_or_else(missing)?;
    // A source may have filled the bundle since; more than 256 entries no bundle holds.
    let read = leaves(&bytes, id.width, id.width == 256);
    if let Some(why) = read.fault {
        return Err(MirrorError::Bundle { from: source.to_string(), file: id.to_string(), why });
    }
    let path = incoming.join(id.to_string());
    lay(&path, bytes.get(..read.length).unwrap_or_default()).map_err(MonitorError::io(&path))?;
    Ok(read.hashes)
}

/// Nobody relies on what lies in `incoming`: it is hashed again, so it need not survive a power cut.
fn lay(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().ok_or(ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".new");
    let fresh = PathBuf::from(fresh);
    fs::write(&fresh, bytes)?;
    fs::rename(fresh, path)
}

fn remove(incoming: &Path) -> Result<(), MirrorError> {
    match fs::remove_dir_all(incoming) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(MonitorError::io(incoming)(error).into()),
        _ => Ok(()),
    }
}
