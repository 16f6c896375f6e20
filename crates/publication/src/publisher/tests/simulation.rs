//! A seeded life of a published log: events, publications, restarts, crashes at any step, lost files. Beside it stands
//! what was ever said, by size. `SOVANG_ROUNDS` sets how many lives.

use std::collections::BTreeMap;
use std::fs;

use super::{Place, append, naive_root};

/// A small generator of numbers (xorshift), so that a failure names its seed.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

fn live(seed: u64) {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut said: BTreeMap<u64, String> = BTreeMap::new();
    let mut place = Place::new();
    for _ in 0..12 {
        let log = place.log();
        let mut publisher = place.open(&log);
        assert!(publisher.size() >= said.keys().next_back().copied().unwrap_or(0), "seed {seed}");
        for _ in 0..random.below(4) {
            append(&log, 1 + random.below(300));
            if random.below(2) == 0 {
                let published = publisher.publish(&log).unwrap();
                said.insert(published.checkpoint.size, published.note.to_string());
            }
        }
        let head = log.head().position;
        if head == publisher.size() {
            continue;
        }
        let stop = random.below(4);
        let staged = publisher.stage(&log, head).unwrap();
        assert_eq!(staged.published.checkpoint.root, naive_root(&log, head), "seed {seed}");
        if stop == 0 {
            let files = place.files("tlog/tile");
            let lost = random.below(files.len() as u64);
            fs::remove_file(&files[usize::try_from(lost).unwrap()].0).unwrap();
        }
        let note = staged.published.note.to_string();
        if stop >= 1 {
            publisher.lock(&staged).unwrap();
            said.insert(head, note.clone());
        }
        if stop >= 2 {
            publisher.show(staged).unwrap();
        }
        let next = place.copy();
        drop((publisher, log));
        place = next;
        if let Some(known) = said.get(&head) {
            assert_eq!(*known, note, "seed {seed}: two checkpoints of {head} events");
        }
    }
    let log = place.log();
    let mut publisher = place.open(&log);
    if log.head().position > 0 {
        let published = publisher.publish(&log).unwrap();
        assert_eq!(published.checkpoint.root, naive_root(&log, log.head().position), "seed {seed}");
        for (size, note) in said {
            let root = naive_root(&log, size).to_string();
            assert!(note.contains(&format!("\n{size}\n{root}\n")), "seed {seed}: {size}");
        }
    }
}

#[test]
fn no_size_is_ever_signed_twice() {
    let rounds = std::env::var("SOVANG_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    (1..=rounds).for_each(live);
}
