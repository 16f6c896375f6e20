//! Reading a whole log on all cores: bundles are read and hashed in parallel, and what came of them is taken in order.

use std::num::NonZero;
use std::thread;

use transparency::BundleId;

/// Bundles that are read in parallel before their results are taken: 65,536 entries, some 20 MB.
const ROUND: usize = 256;
/// More threads would only wait for the disk.
const MOST_THREADS: usize = 8;

/// Gives every bundle of a log of `size` entries to `read`, on several threads, and what it answers to `take`, in order.
/// Ends at the first error of `take`. Memory: the answers of 256 bundles.
pub(crate) fn scan<T: Send, E>(
    size: u64,
    read: impl Fn(BundleId) -> T + Sync,
    mut take: impl FnMut(BundleId, T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let mut bundles = BundleId::all(size);
    loop {
        let round: Vec<_> = bundles.by_ref().take(ROUND).collect();
        if round.is_empty() {
            return Ok(());
        }
        let share = round.len().div_ceil(threads);
        let read = &read;
        let parts: Vec<Vec<T>> = thread::scope(|scope| {
            let workers: Vec<_> = round
                .chunks(share)
                .map(|ids| scope.spawn(move || ids.iter().map(|id| read(*id)).collect()))
                .collect();
            workers
                .into_iter()
                .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        for (id, answer) in round.into_iter().zip(parts.into_iter().flatten()) {
            take(id, answer)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundle_is_read_once_and_taken_in_order() {
        for size in [0, 1, 255, 256, 257, 256 * 600 + 7] {
            let mut taken = Vec::new();
            let done: Result<(), ()> = scan(
                size,
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
            256 * 1000,
            |id| id.index,
            |_, index| {
                taken += 1;
                if index == 5 { Err(index) } else { Ok(()) }
            },
        );
        assert_eq!((done, taken), (Err(5), 6));
    }
}
