//! `interop DIR`: a log of 54,321 entries that grows to 70,001, published, cosigned by two witnesses, with receipts and
//! requests to witnesses, for `scripts/interop` to have other people's programs verify all of it.
#![expect(clippy::unwrap_used, reason = "a program of the tests stops where it cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};

use event_log::{CommandId, Commit, EventLog, Expected, Options};
use publication::{Lock, LogKeys, Published, Publisher, Store};
use transparency::{KeyKind, Signer, TlogProof, WitnessRequest, consistency, inclusion};
use uuid::Uuid;

const ORIGIN: &str = "so.example/fund/mau";
const SIZES: [u64; 2] = [54_321, 70_001];
/// Entries with a receipt: at the edges of tiles and of the tree, and within.
const RECEIPTS: [u64; 10] = [0, 1, 255, 256, 31_007, 54_319, 54_320, 65_535, 65_536, 70_000];
/// Older trees that the last one is shown to extend.
const OLDER: [u64; 8] = [1, 2, 255, 256, 54_321, 65_536, 65_537, 70_000];

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap());
    let private = folder.join("private");
    fs::create_dir_all(&private).unwrap();
    EventLog::create(&private.join("log"), Uuid::from_u128(7)).unwrap();
    let log = EventLog::open(&private.join("log"), Options::default()).unwrap().0;
    let keys = LogKeys::open(&private.join("keys"), &private.join("locks")).unwrap();
    let lock = Lock::read(&private.join("locks"), "mau").unwrap();
    let store = Store::at(&folder.join("tlog"));
    let mut publisher = Publisher::open(store, lock, keys.signer(ORIGIN).unwrap(), ORIGIN, &log).unwrap();
    publisher.cosigned_by(Box::new(|note, _, old| {
        let mut note = note.clone();
        for witness in &witnesses() {
            note.cosign(witness, 1_700_000_000 + old).unwrap();
        }
        note.signatures().to_vec()
    }));
    publisher.store().write_policy(&policy(&publisher)).unwrap();
    for size in SIZES {
        append(&log, size);
        let published = publisher.publish(&log).unwrap().clone();
        let name = published.checkpoint.size.to_string();
        write(&folder.join("checkpoints").join(name), &published.note.to_string());
        write_proofs(&folder, &publisher, &published);
    }
}

/// Appends invented entries up to that size, most of them of an event's length, one of the longest there can be.
fn append(log: &EventLog, size: u64) {
    while log.head().position < size {
        let first = log.head().position;
        let command = CommandId { id: Uuid::from_u128(u128::from(first) + 1), digest: [3; 32] };
        let expected = vec![Expected { stream: "fund".to_owned(), version: None }];
        let events = (first..size.min(first + 5_000)).map(|position| (0, entry(position))).collect();
        log.append(Commit { command, at: None, expected, events }).wait().unwrap();
    }
}

fn entry(position: u64) -> Vec<u8> {
    let length = if position == 31_007 { 65_535 } else { 40 + position * 7_919 % 500 };
    let mut entry = format!("{{\"schema\":3,\"number\":{position},\"note\":\"").into_bytes();
    entry.resize(usize::try_from(length).unwrap(), b'a' + u8::try_from(position % 26).unwrap());
    entry
}

fn witnesses() -> [Signer; 2] {
    let key = |name: &str, seed| Signer::new(name, KeyKind::Cosignature, &[seed; 32]).unwrap();
    [key("nhan-chung-1.example", 41), key("nhan-chung-2.example/w", 42)]
}

fn policy(publisher: &Publisher) -> String {
    let [first, second] = witnesses();
    let (log, first, second) = (publisher.key(), first.public(), second.public());
    format!("log {log}\nwitness A {first}\nwitness B {second}\ngroup both all A B\nquorum both\n")
}

fn write_proofs(folder: &Path, publisher: &Publisher, published: &Published) {
    let size = published.checkpoint.size;
    let (store, nodes) = (publisher.store(), publisher.store().nodes(size));
    for index in RECEIPTS.into_iter().filter(|index| *index < size) {
        let proof = TlogProof {
            extra: Some(store.entry(index, size).unwrap()),
            index,
            hashes: inclusion(&nodes, index, size).unwrap(),
            checkpoint: published.note.clone(),
        };
        write(&folder.join("receipts").join(format!("{size}-{index}.tlog-proof")), &proof.to_string());
    }
    for old in OLDER.into_iter().filter(|old| *old < size) {
        let proof = consistency(&nodes, old, size).unwrap();
        let request = WitnessRequest { old, proof, checkpoint: published.note.clone() };
        write(&folder.join("requests").join(format!("{old}-{size}")), &request.to_string());
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
