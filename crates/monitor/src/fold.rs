//! Reading a copy as events: every entry is hashed to the signed root before anything that was made of them counts.

use domain::{DecodeError, Recorded};
use transparency::{BundleId, Hash, TILE_WIDTH, entries};

use crate::copy::Copy;
use crate::scan::{cores, scan};
use crate::tower::{Tower, perfect};

/// The copy is not whole, or not what was signed; with the bundle that is missing or damaged, where it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unusable(pub(crate) Option<BundleId>);

/// What one bundle holds: the hashes of its entries, and those that are asked for as events.
struct Read {
    hashes: Vec<Hash>,
    events: Vec<Result<Recorded, DecodeError>>,
}

/// Gives the first `count` entries of the copy to `take`, in order, with their positions, and answers the root over the first
/// `size`, of which there are so many. What was taken counts only if the answer is no error.
pub(crate) fn fold(
    copy: &Copy,
    count: u64,
    size: u64,
    mut take: impl FnMut(u64, Result<Recorded, DecodeError>),
) -> Result<Hash, Unusable> {
    let (mut tower, mut rest, mut root) = (Tower::default(), Vec::new(), None);
    let mut beginning = |tower: &Tower, leaves: &[Hash]| {
        let within = size.checked_sub(tower.size()).and_then(|within| usize::try_from(within).ok());
        if let Some(first) = within.and_then(|within| leaves.get(..within)) {
            root = Some(tower.root(first));
        }
    };
    scan(
        BundleId::all(copy.checkpoint().size),
        cores(),
        |id| read(copy, id, count),
        |id, read| {
            let read = read.ok_or(Unusable(Some(id)))?;
            beginning(&tower, &read.hashes);
            if id.width == 256 {
                tower.push(perfect(&read.hashes), |_, _| {});
            } else {
                rest = read.hashes;
            }
            for (event, position) in read.events.into_iter().zip(id.index.saturating_mul(TILE_WIDTH)..) {
                take(position, event);
            }
            Ok::<_, Unusable>(())
        },
    )?;
    beginning(&tower, &rest);
    let is_signed = tower.root(&rest) == copy.checkpoint().root;
    root.filter(|_| is_signed).ok_or(Unusable(None))
}

/// Hashes a bundle, and reads the events of its entries before `count`. None where it is not whole.
fn read(copy: &Copy, id: BundleId, count: u64) -> Option<Read> {
    let bundle = copy.bundle(id).ok()??;
    if bundle.leaves.fault.is_some() {
        return None;
    }
    let positions = id.index.saturating_mul(TILE_WIDTH)..count;
    let events = entries(&bundle.bytes).take(usize::from(id.width)).zip(positions);
    let events = events.filter_map(|(entry, position)| Some(domain::decode(position, entry.ok()?)));
    Some(Read { hashes: bundle.leaves.hashes, events: events.collect() })
}
