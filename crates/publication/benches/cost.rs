//! What the proof costs: `cargo bench -p publication`. Side by side in one run, medians of several:
//! a bulk append and its reading with and without publication, batches while a publisher follows, and inclusion proofs
//! from a log of ten million events read from files.

#![allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measurement is a ratio of floats, and may stop where it cannot go on"
)]

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use event_log::{CommandId, Commit, EventLog, Expected, Options};
use publication::{Lock, LogKeys, Publisher, Store};
use transparency::{Frontier, Hash, Nodes as _, TileId, inclusion, root, verify_inclusion};
use uuid::Uuid;

const EVENT_BYTES: usize = 330;
const EVENTS: u64 = 300_000;
const RUNS: usize = 5;
const LEAVES: u64 = 10_000_000;
/// What a batch of a busy server gathers.
const PAUSE: Duration = Duration::from_millis(200);
/// An import of the program's decides, matches and encodes every line; this is its speed without a tree, lines a second.
const IMPORT: f64 = 75_000.0;

fn main() {
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    bulk(place.path());
    batches(place.path());
    proofs(place.path());
}

fn event(number: u64) -> Vec<u8> {
    let mut event = format!("{{\"schema\":1,\"number\":{number},\"memo\":\"").into_bytes();
    event.resize(EVENT_BYTES - 2, b'a');
    event.extend_from_slice(b"\"}");
    event
}

fn fresh(place: &Path) -> EventLog {
    for part in ["log", "tlog", "locks"] {
        let _ = std::fs::remove_dir_all(place.join(part));
    }
    EventLog::create(&place.join("log"), Uuid::from_u128(1)).expect("creates");
    EventLog::open(&place.join("log"), Options::default()).expect("opens").0
}

fn publisher(place: &Path, log: &EventLog) -> Publisher {
    let keys = LogKeys::open(&place.join("keys"), &place.join("locks")).expect("keys");
    let lock = Lock::read(&place.join("locks"), "bench").expect("a lock");
    let signer = keys.signer("bench.example/fund/bench").expect("a key");
    let store = Store::at(&place.join("tlog"));
    Publisher::open(store, lock, signer, "bench.example/fund/bench", log).expect("opens")
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// One commit as an import makes it, then its publication, then everything read again as a replay reads it.
fn bulk(place: &Path) {
    let (mut append, mut publish, mut replay, mut tree) = (vec![], vec![], vec![], vec![]);
    for _ in 0..RUNS {
        let log = fresh(place);
        let start = Instant::now();
        let expected = vec![Expected { stream: "import/1".to_owned(), version: Some(0) }];
        let command = CommandId { id: Uuid::from_u128(9), digest: [7; 32] };
        let mut bulk = log.begin(command, None, expected);
        for number in 0..EVENTS {
            bulk.push(0, &event(number)).expect("pushes");
        }
        bulk.commit().wait().expect("appends");
        append.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        publisher(place, &log).publish(&log).expect("publishes");
        publish.push(start.elapsed().as_secs_f64());
        let read = |hash: bool| {
            let (start, mut frontier) = (Instant::now(), Frontier::default());
            let mut bytes = 0;
            for record in log.read_journal(0) {
                for event in record.expect("reads").events() {
                    bytes += event.bytes.len();
                    if hash {
                        frontier.push(Hash::leaf(event.bytes), |_, _, _| {});
                    }
                }
            }
            assert!(bytes > 0);
            start.elapsed().as_secs_f64()
        };
        replay.push(read(false));
        tree.push(read(true));
    }
    let (append, publish) = (median(append), median(publish));
    let (replay, tree) = (median(replay), median(tree));
    let import = EVENTS as f64 / IMPORT;
    println!("one commit of {EVENTS} events: appended in {append:.2} s, published in {publish:.2} s");
    line("a whole import at 75,000 lines/s, with publication", import / (import + publish), 0.8);
    println!(
        "       reading the journal {replay:.3} s, with the tree {tree:.3} s: {:.3} s more",
        tree - replay
    );
    // Folding an event costs some 3 us; the books' own replay is measured by the ledger's benches.
    let fold = EVENTS as f64 * 3e-6 + replay;
    line("a replay that also computes the tree", fold / (fold + tree - replay), 0.8);
}

/// Commands one after the other, each waited for, while a publisher follows as a server's does, and while none does.
fn batches(place: &Path) {
    let (mut alone, mut followed, mut ratios, mut checkpoints) = (vec![], vec![], vec![], 0);
    for _ in 0..RUNS {
        let before = run(place, false).0;
        let (with, count) = run(place, true);
        let after = run(place, false).0;
        alone.push(before.midpoint(after));
        followed.push(with);
        ratios.push(with / before.midpoint(after));
        checkpoints = count;
    }
    println!(
        "batches of 100: {:.0} events/s alone, {:.0} while they are published ({checkpoints} checkpoints a run)",
        median(alone),
        median(followed)
    );
    line("appending while publishing", median(ratios), 0.8);
}

fn run(place: &Path, follow: bool) -> (f64, u64) {
    let log = fresh(place);
    let mut publisher = publisher(place, &log);
    let events: Vec<_> = (0..100).map(|number| (0, event(number))).collect();
    let (stop, batches) = (AtomicBool::new(false), 1_500_u64);
    std::thread::scope(|scope| {
        let follower = follow.then(|| {
            scope.spawn(|| {
                let mut count = 0;
                while !stop.load(Ordering::Relaxed) {
                    publisher.publish(&log).expect("publishes");
                    count += 1;
                    std::thread::park_timeout(PAUSE);
                }
                count
            })
        });
        let start = Instant::now();
        for number in 0..batches {
            let command = CommandId { id: Uuid::from_u128(u128::from(number) + 1), digest: [7; 32] };
            let expected = vec![Expected { stream: "fund".to_owned(), version: None }];
            let commit = Commit { command, at: None, expected, events: events.clone() };
            log.append(commit).wait().expect("appends");
        }
        let rate = (batches * 100) as f64 / start.elapsed().as_secs_f64();
        stop.store(true, Ordering::Relaxed);
        let count = follower.map_or(0, |follower| {
            follower.thread().unpark();
            follower.join().expect("joins")
        });
        (rate, count)
    })
}

/// Inclusion proofs from the tiles of ten million leaves, each with a store that has read nothing yet.
fn proofs(place: &Path) {
    let store = Store::at(&place.join("ten-million"));
    let (mut frontier, mut levels) = (Frontier::default(), vec![Vec::new(); 4]);
    let mut batch = store.batch();
    for number in 0..LEAVES {
        frontier.push(Hash::leaf(&number.to_be_bytes()), |level, index, hash| {
            if level.is_multiple_of(8) {
                let tile = &mut levels[level as usize / 8];
                tile.push(hash);
                if tile.len() == 256 {
                    let id = TileId {
                        level: u8::try_from(level / 8).expect("small"),
                        index: index / 256,
                        width: 256,
                    };
                    batch.tile(id, tile).expect("writes");
                    tile.clear();
                }
            }
        });
    }
    for (level, tile) in (0_u8..).zip(&levels).filter(|(_, tile)| !tile.is_empty()) {
        let index = (LEAVES >> (8 * u32::from(level))) / 256;
        batch
            .tile(TileId { level, index, width: u16::try_from(tile.len()).expect("small") }, tile)
            .expect("writes");
    }
    batch.sync().expect("syncs");
    let whole = root(&store.nodes(LEAVES), LEAVES).expect("a root");
    assert_eq!(whole, frontier.root());
    for (what, cold) in [("pages dropped from memory", true), ("warm", false)] {
        let mut took: Vec<_> = (0..400_u64)
            .map(|turn| {
                let index = turn.wrapping_mul(0x9E37_79B9_7F4A_7C15) % LEAVES;
                if cold {
                    forget(&store, index);
                }
                let start = Instant::now();
                let nodes = store.nodes(LEAVES);
                let proof = inclusion(&nodes, index, LEAVES).expect("a proof");
                let took = start.elapsed().as_secs_f64() * 1e3;
                let leaf = nodes.node(0, index).expect("a leaf");
                assert_eq!(verify_inclusion(&leaf, index, LEAVES, &proof, &whole), Ok(()));
                took
            })
            .collect();
        took.sort_unstable_by(f64::total_cmp);
        let (p50, p99) = (took[200], took[396]);
        let verdict = if p99 < 1.0 { "ok    " } else { "MISSED" };
        println!(
            "{verdict} inclusion proof of {LEAVES}, {what}: p50 {p50:.3} ms, p99 {p99:.3} ms (bar 1 ms)"
        );
    }
}

/// Tells the system to drop what it holds of the tiles that a proof of this leaf needs.
fn forget(store: &Store, index: u64) {
    for level in 0..3_u8 {
        let tile = (index >> (8 * u32::from(level))) / 256;
        let path = store.dir().join(TileId { level, index: tile, width: 256 }.to_string());
        if let Ok(file) = std::fs::File::open(path) {
            let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
        }
    }
}

fn line(what: &str, ratio: f64, bar: f64) {
    let verdict = if ratio >= bar { "ok    " } else { "MISSED" };
    println!("{verdict} {what:<52} {ratio:>6.2}  (bar {bar})");
}
