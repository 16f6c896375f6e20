//! The files beside those that a log of this size must have: beginnings of tiles and bundles, what is not covered by the
//! checkpoint yet, and what does not belong there.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use transparency::{BundleId, Hash, TILE_WIDTH, TileId, entries};

use super::Fault;
use crate::copy::Copy;
use crate::leaves::leaves;
use crate::source::{MAX_BUNDLE, read_file};
use crate::{MonitorError, SourceError};

/// What else lies there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Strays {
    /// Files of a larger size than the checkpoint's: written before its next one.
    pub(super) beyond: u64,
    /// Files whose writing was interrupted. They are never read.
    pub(super) unfinished: u64,
}

/// Looks through the copy's `tile` directory.
pub(super) fn strays(copy: &Copy, faults: &mut Vec<Fault>) -> Result<Strays, MonitorError> {
    let mut strays = Strays::default();
    let mut folders = vec!["tile".to_owned()];
    while let Some(folder) = folders.pop() {
        let path = copy.dir().join(&folder);
        let listed = match fs::read_dir(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            listed => listed.map_err(MonitorError::io(&path))?,
        };
        for entry in listed {
            let entry = entry.map_err(MonitorError::io(&path))?;
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().map_err(MonitorError::io(&entry.path()))?.is_dir() {
                folders.push(name);
            } else {
                let fault = file(copy, name, faults, &mut strays)?;
                faults.extend(fault);
            }
        }
    }
    Ok(strays)
}

fn file(
    copy: &Copy,
    path: String,
    told: &[Fault],
    strays: &mut Strays,
) -> Result<Option<Fault>, MonitorError> {
    let size = copy.checkpoint().size;
    if Path::new(&path).extension().is_some_and(|ending| ending == "new") {
        strays.unfinished += 1;
        return Ok(None);
    }
    let (index, width, in_level) = match (TileId::parse(&path), BundleId::parse(&path)) {
        (Some(tile), _) => (tile.index, tile.width, size.checked_shr(8 * u32::from(tile.level)).unwrap_or(0)),
        (None, Some(bundle)) => (bundle.index, bundle.width, size),
        (None, None) => return Ok(Some(Fault::Stray { path })),
    };
    let needed = in_level.saturating_sub(index.saturating_mul(TILE_WIDTH)).min(TILE_WIDTH);
    strays.beyond += u64::from(u64::from(width) > needed);
    if needed == 0 || u64::from(width) == needed {
        return Ok(None);
    }
    let needed = u16::try_from(needed).unwrap_or(u16::MAX);
    let reference = match TileId::parse(&path) {
        Some(tile) => TileId { width: needed, ..tile }.to_string(),
        None => BundleId { index, width: needed }.to_string(),
    };
    if told.iter().any(|fault| fault.path() == Some(&reference)) {
        return Ok(None);
    }
    Ok((!fits(copy, &path, index, needed)?).then_some(Fault::Partial { path }))
}

/// Whether a file of another width is a beginning of the needed one, or goes on from it. A needed one that is not there or
/// is wrong has been told already, and nothing is compared with it.
fn fits(copy: &Copy, path: &str, index: u64, needed: u16) -> Result<bool, MonitorError> {
    let bytes = match read_file(&copy.dir().join(path), MAX_BUNDLE) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Ok(true),
        Err(SourceError::TooLarge { .. }) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    if let Some(tile) = TileId::parse(path) {
        let reference = copy.tile(TileId { width: needed, ..tile }).ok().flatten().and_then(Result::ok);
        let (hashes, rest) = bytes.as_chunks::<{ Hash::BYTES }>();
        let whole = rest.is_empty() && hashes.len() == usize::from(tile.width);
        let same = |reference: Vec<Hash>| reference.iter().zip(hashes).all(|(a, b)| a.bytes() == b);
        return Ok(whole && reference.is_none_or(same));
    }
    let Some(bundle) = BundleId::parse(path) else { return Ok(true) };
    let whole = leaves(&bytes, bundle.width, true).fault.is_none();
    let Ok(reference) = copy.bundle(BundleId { index, width: needed }) else { return Ok(whole) };
    let same = |reference: &[u8]| {
        entries(reference).zip(entries(&bytes)).all(|(a, b)| a.is_ok_and(|a| b.is_ok_and(|b| a == b)))
    };
    Ok(whole && reference.is_none_or(|reference| same(&reference.bytes)))
}
