//! From the bytes of a bundle to the hashes of its entries.

use transparency::{BundleError, Hash, entries};

/// Why bytes are not the bundle that they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleFault {
    /// They end within an entry.
    Cut {
        /// Where that entry begins.
        at: usize,
    },
    /// There are fewer entries.
    Short {
        /// How many there are.
        has: usize,
    },
    /// There are more bytes behind the last entry.
    Long {
        /// Where they begin.
        at: usize,
    },
}

/// What the first entries of a bundle hash to.
#[derive(Clone, Debug)]
pub(crate) struct Leaves {
    /// One for each entry, up to the fault.
    pub(crate) hashes: Vec<Hash>,
    /// How many bytes these entries are.
    pub(crate) length: usize,
    /// What is wrong with the rest.
    pub(crate) fault: Option<BundleFault>,
}

/// Hashes the first `width` entries. `exact` where the bundle must hold no more.
pub(crate) fn leaves(bundle: &[u8], width: u16, exact: bool) -> Leaves {
    let width = usize::from(width);
    let (mut hashes, mut length) = (Vec::with_capacity(width), 0_usize);
    for entry in entries(bundle).take(width) {
        match entry {
            Ok(entry) => {
                hashes.push(Hash::leaf(entry));
                length = length.saturating_add(entry.len()).saturating_add(2);
            }
            Err(BundleError::Cut { .. } | BundleError::TooLong) => {
                return Leaves { hashes, length, fault: Some(BundleFault::Cut { at: length }) };
            }
        }
    }
    let fault = match hashes.len() {
        has if has < width => Some(BundleFault::Short { has }),
        _ if exact && length < bundle.len() => Some(BundleFault::Long { at: length }),
        _ => None,
    };
    Leaves { hashes, length, fault }
}
