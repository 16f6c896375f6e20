//! A log and its witnesses: all of them over HTTP, some of them down, wrong or of another opinion.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use transparency::{Checkpoint, Hash, KeyKind, Signer, TileId};

use super::*;
use crate::testing::{Leaves, Served, log_key, public, served, witness_key};
use crate::witness::{Witness, router};

const LOG: &str = "sovang.local/fund/a";

/// A witness of that name that is served, below a directory of its own.
struct Peer {
    _dir: tempfile::TempDir,
    key: Signer,
    witness: Arc<Witness>,
    served: Served,
}

impl Peer {
    fn new(name: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let keys = vec![public(&log_key(LOG))];
        let witness = Arc::new(Witness::open(dir.path(), witness_key(name, 1), keys).unwrap());
        let served = served(router(Arc::clone(&witness), || 1_700_000_000));
        Self { _dir: dir, key: witness_key(name, 1), witness, served }
    }

    fn cosigner(&self) -> Cosigner {
        Cosigner { url: format!("{}/", self.served.url), key: public(&self.key) }
    }

    fn size(&self) -> Option<u64> {
        self.witness.logs()[0].1
    }
}

/// The published files of a log, and its checkpoints.
struct Published {
    dir: tempfile::TempDir,
    leaves: Leaves,
}

impl Published {
    fn new(fork: u64, branch: &str) -> Self {
        Self { dir: tempfile::tempdir().unwrap(), leaves: Leaves::new(600, fork, branch) }
    }

    fn store(&self) -> Store {
        Store::at(self.dir.path())
    }

    /// Its files at that size, and the signed checkpoint.
    fn at(&self, size: u64) -> Note {
        use transparency::Nodes;
        for id in TileId::all(size) {
            let (level, first) = (u32::from(id.level) * 8, id.index * 256);
            let nodes = first..first + u64::from(id.width);
            let hashes: Vec<Hash> = nodes.map(|index| self.leaves.node(level, index).unwrap()).collect();
            self.store().write_tile(id, &hashes).unwrap();
        }
        self.leaves.note(size, &log_key(LOG))
    }

    fn cosigners(&self, witnesses: &[Cosigner], quorum: usize) -> Cosigners {
        Cosigners::new(self.store(), witnesses, quorum)
    }
}

/// Somebody who answers every request so.
fn answering(status: u16, body: &'static str) -> Served {
    let status = StatusCode::from_u16(status).unwrap();
    served(Router::new().route("/add-checkpoint", post(async move || (status, body))))
}

fn failure(round: &Round) -> &SubmitError {
    &round.failed[0].1
}

#[test]
fn two_witnesses_cosign_what_grows() {
    let (log, one, two) = (Published::new(600, ""), Peer::new("one"), Peer::new("two"));
    let cosigners = log.cosigners(&[one.cosigner(), two.cosigner()], 2);
    for size in [1, 2, 255, 256, 300, 300, 600] {
        let note = log.at(size);
        let round = cosigners.round(&note);
        assert!(round.quorum && round.complete && round.failed.is_empty(), "{size}: {round:?}");
        assert_eq!(round.note.text(), note.text());
        for witness in [&one, &two] {
            assert_eq!(round.note.verify(witness.key.public()), Ok(Some(1_700_000_000)));
            assert_eq!(witness.size(), Some(size));
        }
        assert_eq!(round.note.verify(log_key(LOG).public()), Ok(Some(0)));
        assert_eq!(round.note.signatures().len(), 3);
    }
    // A process that remembers nothing asks, is told the size, and proves from there.
    let round = log.cosigners(&[one.cosigner(), two.cosigner()], 2).round(&log.at(600));
    assert!(round.quorum, "{round:?}");
}

#[test]
fn a_quorum_does_without_one_that_is_down() {
    let (log, one, two) = (Published::new(600, ""), Peer::new("one"), Peer::new("two"));
    let nobody = Cosigner { url: "http://127.0.0.1:1".into(), key: public(&witness_key("nobody", 3)) };
    let witnesses = [one.cosigner(), nobody, two.cosigner()];
    let round = log.cosigners(&witnesses, 2).round(&log.at(5));
    assert!(round.quorum && !round.complete, "{round:?}");
    assert_eq!(round.failed[0].0, "nobody");
    assert!(matches!(failure(&round), SubmitError::Unreachable { .. }));
    assert!(!log.cosigners(&witnesses, 3).round(&log.at(6)).quorum);
    // Later it is there: the checkpoint keeps what it has.
    let earlier = log.cosigners(&witnesses[..2], 2).round(&log.at(7));
    let later = log.cosigners(&witnesses[1..], 2).round(&earlier.note);
    assert!(!earlier.quorum && later.note.signatures().len() == 3, "{later:?}");
}

#[test]
fn a_witness_that_never_answers_is_left_out_until_it_has() {
    let (log, one) = (Published::new(600, ""), Peer::new("one"));
    let (go, gate) = tokio::sync::watch::channel(false);
    let slow = served(Router::new().route(
        "/add-checkpoint",
        post(async move || {
            let mut gate = gate.clone();
            let _ = gate.wait_for(|open| *open).await;
            StatusCode::NOT_FOUND
        }),
    ));
    let slow = Cosigner { url: slow.url.clone(), key: public(&witness_key("slow", 3)) };
    let cosigners = log.cosigners(&[slow, one.cosigner()], 1).waiting(Duration::from_millis(300));
    let first = cosigners.round(&log.at(5));
    assert!(first.quorum && matches!(failure(&first), SubmitError::Late), "{first:?}");
    let second = cosigners.round(&log.at(6));
    assert!(second.quorum && second.failed.is_empty() && !second.complete, "{second:?}");
    go.send(true).unwrap();
}

#[test]
fn a_log_with_two_histories_hears_of_it() {
    let witness = Peer::new("one");
    let (honest, forked) = (Published::new(2, "a"), Published::new(2, "b"));
    assert!(honest.cosigners(&[witness.cosigner()], 1).round(&honest.at(300)).quorum);
    let cosigners = forked.cosigners(&[witness.cosigner()], 1);
    let same = cosigners.round(&forked.at(300));
    assert!(matches!(failure(&same), SubmitError::Fork { size: 300 }), "{same:?}");
    let later = cosigners.round(&forked.at(400));
    assert!(matches!(failure(&later), SubmitError::Fork { size: 300 }), "{later:?}");
    let shorter = cosigners.round(&forked.at(200));
    assert!(matches!(failure(&shorter), SubmitError::Ahead { size: 300 }), "{shorter:?}");
    for round in [&same, &later, &shorter] {
        assert!(failure(round).is_alarm() && !round.quorum && round.note.signatures().len() == 1);
    }
    assert_eq!(witness.size(), Some(300));
}

#[test]
fn what_is_no_cosignature_is_not_taken() {
    let log = Published::new(600, "");
    let note = log.at(5);
    let foreign = {
        let other = witness_key("other", 9);
        let mut note = Note::new(note.text().to_owned());
        note.cosign(&other, 7).unwrap();
        format!("{}\n", note.signatures()[0])
    };
    let of_another_size = {
        let mut note = Note::new(log.leaves.checkpoint(LOG, 4).to_string());
        note.cosign(&witness_key("w", 1), 7).unwrap();
        format!("{}\n", note.signatures()[0])
    };
    let as_a_log = {
        let mut other = Note::new(note.text().to_owned());
        other.sign(&Signer::new("w", KeyKind::Note, &[1; 32]).unwrap()).unwrap();
        format!("{}\n", other.signatures()[0])
    };
    for (status, body) in [
        (200, String::new()),
        (200, "fine\n".into()),
        (200, foreign),
        (200, of_another_size),
        (200, as_a_log),
        (500, "\u{1b}[31m".into()),
        (409, "5".into()),
        (409, "0\n".into()),
        (409, "-3\n".into()),
        (307, String::new()),
        (200, "x".repeat(20_000)),
    ] {
        let body: &'static str = body.leak();
        let served = answering(status, body);
        let witness = Cosigner { url: served.url.clone(), key: public(&witness_key("w", 1)) };
        let round = log.cosigners(&[witness], 1).round(&note);
        assert!(!round.quorum && round.note == note, "{status} {body:.40}: {round:?}");
        assert!(!failure(&round).is_alarm() && !failure(&round).to_string().contains('\u{1b}'), "{round:?}");
    }
}

#[test]
fn the_thread_shows_the_newest_and_keeps_what_was_cosigned() {
    let (log, one) = (Published::new(600, ""), Peer::new("one"));
    let cosigning = Cosigning::start("a".into(), log.cosigners(&[one.cosigner()], 1));
    let mut size = 0;
    for next in [3, 260, 600] {
        cosigning.submit().show(log.at(next));
        let back = loop {
            if let Some(back) = cosigning.take() {
                break back;
            }
            thread::yield_now();
        };
        size = Checkpoint::parse(back.text()).unwrap().size;
        assert!(back.verify(one.key.public()).unwrap().is_some());
        let kept = log.store().cosigned().unwrap().unwrap();
        assert_eq!(kept, back.to_string().into_bytes());
    }
    assert_eq!((size, cosigning.take()), (600, None));
    drop(cosigning);
}
