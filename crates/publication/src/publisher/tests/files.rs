//! What is published: every file, proof and checkpoint follows from the journal.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};

use event_log::{AppendError, CommandId, Commit, Expected, MAX_EVENT_BYTES};
use transparency::{
    Checkpoint, Hash, KeyKind, Note, Signer, consistency, inclusion, verify_consistency, verify_inclusion,
};
use uuid::Uuid;

use super::{FUND, ORIGIN, Place, append, entry, naive_root};
use crate::{Lock, LogKeys, audit};

/// Publishes a log batch by batch, and reads everything back as a stranger does.
#[track_caller]
fn check(batches: &[u64]) {
    let place = Place::new();
    let log = place.log();
    let mut publisher = place.open(&log);
    let mut before = (0, Hash::of_nothing());
    for batch in batches {
        append(&log, *batch);
        let published = publisher.publish(&log).unwrap().clone();
        let (size, root) = (published.checkpoint.size, published.checkpoint.root);
        assert_eq!((size, root), (before.0 + batch, naive_root(&log, size)));
        let store = place.store();
        let bytes = store.checkpoint().unwrap().unwrap();
        assert_eq!(bytes, published.note.to_string().as_bytes());
        assert_eq!(Lock::read(&place.path("locks"), FUND).unwrap().held(), Some(bytes.as_slice()));
        let note = Note::parse(&bytes).unwrap();
        assert_eq!(note.verify(publisher.key()), Ok(Some(0)));
        assert_eq!(Checkpoint::parse(note.text()).unwrap(), published.checkpoint);
        let proof = consistency(&store.nodes(size), before.0, size).unwrap();
        verify_consistency(before.0, &before.1, size, &root, &proof).unwrap();
        for position in [0, size / 2, size - 1] {
            let stored = store.entry(position, size).unwrap();
            assert_eq!(stored, entry("event", position));
            let proof = inclusion(&store.nodes(size), position, size).unwrap();
            verify_inclusion(&Hash::leaf(&stored), position, size, &proof, &root).unwrap();
        }
        let found = audit(&log, &store, &Lock::read(&place.path("locks"), FUND).unwrap()).unwrap();
        assert_eq!((found.published, found.root, found.wrong), (size, Some(root), vec![]));
        before = (size, root);
    }
    drop(publisher);
    assert_eq!(place.open(&log).mended(), 0);
}

#[test]
fn every_size_follows_from_the_journal() {
    check(&[1]);
    check(&[1, 1, 1, 253, 1, 255, 256, 257]);
    check(&[256, 256]);
    check(&[700, 60_000, 4_836, 2, 1_000]);
}

#[test]
fn the_journals_own_chain_and_the_tree_agree() {
    let place = Place::new();
    let log = place.log();
    let mut publisher = place.open(&log);
    for batch in [3, 300, 40] {
        append(&log, batch);
        publisher.publish(&log).unwrap();
    }
    // The chain is verified over the same records whose events make the leaves.
    let verified = log.verify(|_, _| {}).unwrap();
    let published = publisher.newest().unwrap();
    assert_eq!(verified.head, log.head());
    assert_eq!(verified.head.position, published.checkpoint.size);
    assert_eq!(naive_root(&log, verified.head.position), published.checkpoint.root);
}

#[test]
fn a_large_import_leaves_no_pile_of_partial_files() {
    let place = Place::new();
    let log = place.log();
    let mut publisher = place.open(&log);
    append(&log, 20_010);
    publisher.publish(&log).unwrap();
    let partial = |files: Vec<(std::path::PathBuf, _)>| {
        files.into_iter().filter(|(path, _): &(_, Vec<u8>)| path.to_string_lossy().contains(".p/")).count()
    };
    // 78 full tiles and bundles, one of each that is not, the level above them, checkpoint and key.
    assert_eq!(place.files("tlog").len(), 2 * 78 + 2 + 1 + 2);
    assert_eq!(partial(place.files("tlog")), 3);
    // Small batches leave partial files of one tile and bundle, until they are full.
    for _ in 0..10 {
        append(&log, 20);
        publisher.publish(&log).unwrap();
    }
    assert_eq!(partial(place.files("tlog")), 2 * 11 + 1);
    append(&log, 20);
    publisher.publish(&log).unwrap();
    assert_eq!(partial(place.files("tlog")), 2 * 12 + 1 - 2 * 12 + 3);
}

#[test]
fn nothing_new_changes_nothing() {
    let place = Place::new();
    let log = place.log();
    append(&log, 5);
    let mut publisher = place.open(&log);
    let first = publisher.publish(&log).unwrap().clone();
    let files = place.files("");
    assert_eq!(*publisher.publish(&log).unwrap(), first);
    drop(publisher);
    let mut again = place.open(&log);
    assert_eq!((again.newest(), again.size()), (Some(&first), 5));
    again.publish(&log).unwrap();
    assert_eq!(place.files(""), files);
}

#[test]
fn cosigners_are_asked_and_their_signatures_stay() {
    let place = Place::new();
    let log = place.log();
    append(&log, 5);
    let asked = Arc::new(Mutex::new(Vec::new()));
    let witness = Signer::new("witness.example", KeyKind::Cosignature, &[5; 32]).unwrap();
    let key = witness.public().clone();
    let told = Arc::clone(&asked);
    let mut publisher = place.open(&log);
    publisher.cosigned_by(Box::new(move |note, checkpoint, old| {
        told.lock().unwrap().push((old, checkpoint.size));
        let mut signed = Note::new(note.text().to_owned());
        signed.cosign(&witness, 1_700_000_000).unwrap();
        signed.signatures().to_vec()
    }));
    publisher.publish(&log).unwrap();
    append(&log, 2);
    let published = publisher.publish(&log).unwrap().clone();
    assert_eq!(*asked.lock().unwrap(), [(0, 5), (5, 7)]);
    assert_eq!(published.note.verify(&key), Ok(Some(1_700_000_000)));
    drop(publisher);
    assert_eq!(place.open(&log).newest(), Some(&published));
}

#[test]
fn cosignatures_that_come_later_are_attached_to_their_checkpoint_alone() {
    let place = Place::new();
    let log = place.log();
    append(&log, 5);
    let witness = Signer::new("witness.example", KeyKind::Cosignature, &[5; 32]).unwrap();
    let mut publisher = place.open(&log);
    let first = publisher.publish(&log).unwrap().clone();
    let cosigned = |note: &Note, time| {
        let mut signed = Note::new(note.text().to_owned());
        signed.cosign(&witness, time).unwrap();
        signed
    };
    for time in [7, 7, 70] {
        assert!(publisher.attach(&cosigned(&first.note, time)).unwrap());
        let shown = publisher.newest().unwrap().note.clone();
        assert_eq!(shown.verify(witness.public()), Ok(Some(time)));
        assert_eq!(shown.signatures().len(), 2);
        assert_eq!(publisher.store().checkpoint().unwrap().unwrap(), shown.to_string().into_bytes());
    }
    append(&log, 1);
    let second = publisher.publish(&log).unwrap().clone();
    assert!(!publisher.attach(&cosigned(&first.note, 8)).unwrap());
    assert_eq!(publisher.newest(), Some(&second));
    // The lock holds the log's own signature alone, and opens with it.
    drop(publisher);
    assert_eq!(place.open(&log).newest(), Some(&second));
}

#[test]
fn an_event_that_fits_no_bundle_is_refused_by_the_log() {
    let place = Place::new();
    let log = place.log();
    let one = |number, bytes| Commit {
        command: CommandId { id: Uuid::from_u128(number), digest: [3; 32] },
        at: None,
        expected: vec![Expected { stream: "fund".to_owned(), version: None }],
        events: vec![(0, vec![b'x'; bytes])],
    };
    assert_eq!(log.append(one(1, MAX_EVENT_BYTES + 1)).wait(), Err(AppendError::TooLarge));
    log.append(one(2, MAX_EVENT_BYTES)).wait().unwrap();
    assert_eq!(MAX_EVENT_BYTES, usize::from(u16::MAX));
    place.open(&log).publish(&log).unwrap();
    assert_eq!(place.store().entry(0, 1).unwrap().len(), MAX_EVENT_BYTES);
}

#[test]
fn each_log_has_a_key_of_its_own_that_follows_from_the_seed() {
    let place = Place::new();
    let keys = || LogKeys::open(&place.path("keys"), &place.path("locks")).unwrap();
    let key = |origin| keys().signer(origin).unwrap().public().to_string();
    assert_eq!(key(ORIGIN), key(ORIGIN));
    assert_ne!(key(ORIGIN).rsplit('+').next(), key("ledger.example/directory").rsplit('+').next());
    let seed = fs::metadata(place.path("keys/log.seed")).unwrap();
    assert_eq!((seed.len(), seed.permissions().mode() & 0o777), (32, 0o600));
    assert!(keys().signer("two words").is_err());
}
