//! Proofs out of a published log's files: they hold, and what is damaged is found before it is given away.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::fs;

use event_log::{CommandId, Commit, EventLog, Expected, Options};
use publication::{Lock, LogKeys, ProveError, Publisher, Store};
use tempfile::TempDir;
use transparency::{
    BundleId, Checkpoint, Hash, KeyKind, Note, Policy, Signer, TileId, TlogProof, VerifierKey,
};
use uuid::Uuid;

const ORIGIN: &str = "ledger.example/fund/yagi-2024";
const SIZE: u64 = 700;

/// A log of [`SIZE`] entries, published.
fn published() -> (TempDir, Store, VerifierKey) {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name);
    EventLog::create(&path("log"), Uuid::from_u128(7)).unwrap();
    let options = Options { cache_bytes: 1 << 20, ..Options::default() };
    let log = EventLog::open(&path("log"), options).unwrap().0;
    let command = CommandId { id: Uuid::from_u128(1), digest: [3; 32] };
    let expected = vec![Expected { stream: "fund".to_owned(), version: None }];
    let events = (0..SIZE).map(|position| (0, entry(position))).collect();
    log.append(Commit { command, at: None, expected, events }).wait().unwrap();
    let keys = LogKeys::open(&path("keys"), &path("locks")).unwrap();
    let lock = Lock::read(&path("locks"), "yagi-2024").unwrap();
    let store = Store::at(&path("tlog"));
    let mut publisher =
        Publisher::open(store.clone(), lock, keys.signer(ORIGIN).unwrap(), ORIGIN, &log).unwrap();
    publisher.publish(&log).unwrap();
    let key = publisher.key().clone();
    (place, store, key)
}

fn entry(position: u64) -> Vec<u8> {
    format!("{{\"event\":{position}}}").into_bytes()
}

#[test]
fn every_entry_is_proved() {
    let (_place, store, key) = published();
    let policy = Policy::of_log(key);
    for position in 0..SIZE {
        let text = store.prove(position).unwrap().to_string();
        let mut proof = TlogProof::parse(text.as_bytes()).unwrap();
        let said = proof.extra.take().unwrap();
        assert_eq!((proof.index, &said), (position, &entry(position)));
        assert_eq!(proof.verify(&Hash::leaf(&said)).unwrap().size, SIZE);
        assert!(policy.evaluate(&proof.checkpoint).unwrap().accepted());
    }
}

#[test]
fn a_cosigned_checkpoint_is_used_where_it_covers_the_entry() {
    let (_place, store, _) = published();
    let root = transparency::root(&store.nodes(SIZE), 600).unwrap();
    let checkpoint = Checkpoint { origin: ORIGIN.to_owned(), size: 600, root };
    let mut cosigned = Note::new(checkpoint.to_string());
    let witness = Signer::new("witness.example", KeyKind::Cosignature, &[1; 32]).unwrap();
    cosigned.cosign(&witness, 7).unwrap();
    store.write_cosigned(cosigned.to_string().as_bytes()).unwrap();
    for position in 0..SIZE {
        let proof = store.prove(position).unwrap();
        let covers = position < 600;
        assert_eq!(proof.checkpoint == cosigned, covers, "{position}");
        let size = proof.verify(&Hash::leaf(&entry(position))).unwrap().size;
        assert_eq!(size, if covers { 600 } else { SIZE });
    }
}

#[test]
fn what_is_not_published_is_not_yet_there() {
    let (place, store, _) = published();
    let size = |answer: Result<TlogProof, ProveError>| match answer {
        Err(ProveError::NotYet { size, .. }) => Some(size),
        _ => None,
    };
    assert_eq!(size(store.prove(SIZE)), Some(SIZE));
    assert_eq!(size(store.prove(u64::MAX)), Some(SIZE));
    assert_eq!(size(Store::at(&place.path().join("nowhere")).prove(0)), Some(0));
}

#[test]
fn damaged_files_give_no_proof() {
    let (_place, store, _) = published();
    let bundle = store.dir().join(BundleId::holding(300, SIZE).unwrap().to_string());
    let tile = store.dir().join(TileId::holding(0, 3, SIZE).unwrap().0.to_string());
    for (path, position) in [(bundle, 300), (tile, 10)] {
        let whole = fs::read(&path).unwrap();
        // Byte 2 is the first of the first entry; in the tile, of a hash beside the way.
        for at in [2, 44 * 17 % whole.len()] {
            let mut flipped = whole.clone();
            flipped.iter_mut().skip(at).take(600).for_each(|byte| *byte ^= 1);
            fs::write(&path, flipped).unwrap();
            assert!(matches!(store.prove(position), Err(ProveError::Disagree(_) | ProveError::Store(_))));
        }
        fs::write(&path, whole).unwrap();
        store.prove(position).unwrap();
    }
}
