//! Reading a whole log on all cores: bundles are read and hashed in parallel, and what came of them is taken in order.

use std::num::NonZero;
use std::thread;

use transparency::BundleId;

/// Bundles that are read in parallel before their results are taken: 65,536 entries, some 20 MB.
const ROUND: usize = 256;

/// Gives every bundle of `ids` to `read`, on several threads, and what it answers to `take`, in order. Ends at the first
/// error of `take`. Memory: the answers of 256 bundles.
pub(crate) fn scan<T: Send, E>(
    ids: impl Iterator<Item = BundleId>,
    threads: usize,
    read: impl Fn(BundleId) -> T + Sync,
    mut take: impl FnMut(BundleId, T) -> Result<(), E>,
) -> Result<(), E> {
    let mut ids = ids.peekable();
    while ids.peek().is_some() {
        let round: Vec<_> = ids.by_ref().take(ROUND).collect();
        let share = round.len().div_ceil(threads.max(1));
        let read = &read;
        let parts: Vec<Vec<T>> = thread::scope(|scope| {
            let part = |ids: &'_ [BundleId]| ids.iter().map(|id| read(*id)).collect::<Vec<T>>();
            let workers: Vec<_> = round.chunks(share).map(|ids| scope.spawn(move || part(ids))).collect();
            workers.into_iter().map(joined).collect()
        });
        for (id, answer) in round.into_iter().zip(parts.into_iter().flatten()) {
            take(id, answer)?;
        }
    }
    Ok(())
}

/// As many threads as there are cores, up to 8: more would only wait for the disk.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get).min(8)
}

/// A panic goes on where it was waited for.
fn joined<T>(worker: thread::ScopedJoinHandle<'_, T>) -> T {
    worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundle_is_read_once_and_taken_in_order() {
        for size in [0, 1, 255, 256, 257, 256 * 600 + 7] {
            let mut taken = Vec::new();
            let done: Result<(), ()> = scan(
                BundleId::all(size),
                cores(),
                |id| id.index * 2,
                |id, twice| {
                    assert_eq!(twice, id.index * 2);
                    taken.push(id);
                    Ok(())
                },
            );
            done.unwrap();
            assert_eq!(taken, BundleId::all(size).collect::<Vec<_>>(), "{size}");
        }
    }

    #[test]
    fn it_ends_at_the_first_error() {
        let mut taken = 0;
        let done = scan(
            BundleId::all(256 * 1000),
            3,
            |id| id.index,
            |_, index| {
                taken += 1;
                if index == 5 { Err(index) } else { Ok(()) }
            },
        );
        assert_eq!((done, taken), (Err(5), 6));
    }
}
