//! The published files against the signed events.

use std::path::{Path, PathBuf};

use transparency::{BundleId, TILE_WIDTH, TileId};

use super::{Doctor, What};
use crate::RecoveryError;
use crate::tree::Tree;

impl Doctor<'_> {
    pub(super) fn check_published(&mut self) -> Result<(), RecoveryError> {
        for path in self.wrong_files()? {
            let events = self.events_of(&path);
            let byte = path.exists().then_some(0);
            self.found(path, byte, events, What::Published);
        }
        Ok(())
    }

    /// The files that are not what follows from the signed events; none of them where these cannot be had.
    fn wrong_files(&self) -> Result<Vec<PathBuf>, RecoveryError> {
        let mut tree = Tree::over(&self.books.tlog(), self.truth.size(), false);
        for position in 0..self.truth.size() {
            match self.truth.event(&self.sources, position) {
                Some(event) => tree.push(&event)?,
                None => break,
            }
        }
        let mut wrong = tree.wrong()?;
        wrong.extend(self.wrong_partials());
        Ok(wrong)
    }

    /// Files of an older, smaller log that lie there still: they are served, and must be the beginning of the tree.
    fn wrong_partials(&self) -> Vec<PathBuf> {
        let tlog = self.books.tlog();
        let mut wrong = Vec::new();
        for path in files_below(&tlog.join("tile")) {
            let Some(name) = path.strip_prefix(&tlog).ok().and_then(Path::to_str) else { continue };
            let bytes = std::fs::read(&path).unwrap_or_default();
            let fits = match (TileId::parse(name), BundleId::parse(name)) {
                (Some(tile), _) if tile.level == 0 && tile.width < 256 => {
                    let hashes: Vec<_> = (0..u64::from(tile.width))
                        .filter_map(|place| self.truth.leaf(tile.index * TILE_WIDTH + place))
                        .flat_map(|leaf| *leaf.bytes())
                        .collect();
                    hashes.len() < 32 * usize::from(tile.width) || hashes == bytes
                }
                (_, Some(bundle)) if bundle.width < 256 => self.is_bundle(bundle, &bytes),
                _ => true,
            };
            if !fits {
                wrong.push(path);
            }
        }
        wrong
    }

    fn is_bundle(&self, id: BundleId, bytes: &[u8]) -> bool {
        let first = id.index * TILE_WIDTH;
        if first + u64::from(id.width) > self.truth.size() {
            return true;
        }
        let entries: Result<Vec<_>, _> = transparency::entries(bytes).collect();
        entries.is_ok_and(|entries| {
            entries.len() == usize::from(id.width)
                && (first..).zip(entries).all(|(position, entry)| self.truth.allows(position, entry))
        })
    }

    /// The events that a published file is about.
    pub(super) fn events_of(&self, path: &Path) -> Option<(u64, u64)> {
        let name = path.strip_prefix(self.books.tlog()).ok()?.to_str()?;
        let (first, width, level) = match (TileId::parse(name), BundleId::parse(name)) {
            (Some(tile), _) => (tile.index * TILE_WIDTH, u64::from(tile.width), tile.level),
            (_, Some(bundle)) => (bundle.index * TILE_WIDTH, u64::from(bundle.width), 0),
            _ => return None,
        };
        let each = TILE_WIDTH.checked_pow(u32::from(level))?;
        let last = first.checked_add(width)?.checked_mul(each)?.saturating_sub(1);
        Some((first.checked_mul(each)?, last))
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}
