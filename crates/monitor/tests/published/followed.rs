//! A mirror of an honest source holds what was published, whatever interrupted it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use monitor::{Followed, Mirror, MirrorError, Source, Trust, verify_mirror};
use transparency::{KeyKind, Note, Outcome, Signer};

use crate::books::books;
use crate::sample::{copy, files, policy, publish, put, signer};
use crate::server::{Answer, Server};

/// Longer than any answer in these tests takes.
pub(crate) const LIMIT: Duration = Duration::from_secs(20);

pub(crate) fn follow(dir: &Path, source: &Source) -> Result<Followed, MirrorError> {
    Mirror::open(dir, Trust::Policy(policy()))?.follow(source, "2024-09-10", &mut |_, _| {})
}

/// Everything that a mirror serves.
pub(crate) fn kept(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let ours =
        |name: &String| !name.starts_with("incoming/") && !name.starts_with("evidence/") && name != ".lock";
    files(dir).into_iter().filter(|(name, _)| ours(name)).collect()
}

#[track_caller]
fn check(mirror: &Path, published: &Path) {
    let (kept, published) = (kept(mirror), files(published));
    for (name, bytes) in &kept {
        assert_eq!(published.get(name), Some(bytes), "{name}");
    }
    let report = verify_mirror(mirror, &Trust::Policy(policy()), &[]).unwrap().report;
    assert_eq!(report.outcome, Outcome::Right, "{report:?}");
}

#[test]
fn it_grows_with_the_log_over_a_directory_and_over_http() {
    let entries = books(1100);
    let (published, dirs) =
        (tempfile::tempdir().unwrap(), [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()]);
    let mut old = 0;
    for size in [0, 5, 6, 255, 256, 300, 512, 1100] {
        publish(published.path(), &entries[..size], &[size]);
        let server = Server::honest(published.path());
        let sources = [Source::directory(published.path()), Source::http(&server.address, LIMIT).unwrap()];
        for (dir, source) in dirs.iter().zip(&sources) {
            let followed = follow(dir.path(), source).unwrap();
            assert_eq!((followed.from, followed.signed.checkpoint.size), (old, size as u64));
            check(dir.path(), published.path());
        }
        old = size as u64;
    }
}

#[test]
fn the_first_key_is_kept_and_said_to_be_no_more() {
    let (published, dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    publish(published.path(), &books(10), &[10]);
    let step = |dir: &Path| {
        let mirror = Mirror::open(dir, Trust::FirstUse).unwrap();
        mirror.follow(&Source::directory(published.path()), "2024-09-10", &mut |_, _| {})
    };
    assert!(step(dir.path()).unwrap().first_use);
    assert!(!step(dir.path()).unwrap().first_use);
    let other = Signer::new(crate::sample::ORIGIN, KeyKind::Note, &[8; 32]).unwrap();
    put(&published.path().join("log.vkey"), format!("{}\n", other.public()).as_bytes());
    let text = fs::read_to_string(published.path().join("checkpoint")).unwrap();
    let mut note = Note::new(text.split_once("\n\n").unwrap().0.to_owned() + "\n");
    note.sign(&other).unwrap();
    put(&published.path().join("checkpoint"), note.to_string().as_bytes());
    assert!(matches!(step(dir.path()), Err(MirrorError::Refused { .. })));
    // Without the kept key no other is taken for it.
    fs::remove_file(dir.path().join("log.vkey")).unwrap();
    assert!(matches!(step(dir.path()), Err(MirrorError::Own(_))));
}

#[test]
fn an_interrupted_fetch_goes_on_where_it_was() {
    let (published, dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let entries = books(256 * 40 + 9);
    publish(published.path(), &entries[..300], &[300]);
    follow(dir.path(), &Source::directory(published.path())).unwrap();
    let before = kept(dir.path());
    publish(published.path(), &entries, &[entries.len()]);
    // After 15 bundles the source is gone.
    let served = AtomicUsize::new(0);
    let server = Server::start(published.path(), move |path, file| {
        let bundle = path.starts_with("tile/entries/");
        let gone = bundle && served.fetch_add(1, Ordering::SeqCst) >= 15;
        if gone { Answer::Status(503, "x-y: z") } else { Answer::File(file) }
    });
    let source = Source::http(&server.address, LIMIT).unwrap();
    assert!(follow(dir.path(), &source).is_err_and(|error| error.may_pass()));
    assert_eq!(kept(dir.path()), before);
    let waiting = files(&dir.path().join("incoming"));
    assert_eq!(waiting.len(), 15);

    // As a kill leaves it, and as a power cut may: one file is empty, one has other bytes.
    for damage in [0, 1, 2] {
        let again = tempfile::tempdir().unwrap();
        copy(dir.path(), again.path());
        let names: Vec<_> = waiting.keys().collect();
        match damage {
            0 => {}
            1 => put(&again.path().join("incoming").join(names[3]), b""),
            _ => {
                let mut bad = waiting[names[3]].clone();
                bad[40] ^= 1;
                put(&again.path().join("incoming").join(names[3]), &bad);
            }
        }
        let server = Server::honest(published.path());
        follow(again.path(), &Source::http(&server.address, LIMIT).unwrap()).unwrap();
        check(again.path(), published.path());
        let bundles = [25, 26, 25 + 40];
        // Beside bundles: the checkpoint and the tiles of the consistency proof.
        let beside = server.asked() - bundles[damage];
        assert!((1..=6).contains(&beside), "{damage}: {}", server.asked());
        assert!(!again.path().join("incoming").exists());
    }
}

#[test]
fn files_written_before_the_checkpoint_do_no_harm() {
    let (published, dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let entries = books(900);
    publish(published.path(), &entries[..300], &[300]);
    follow(dir.path(), &Source::directory(published.path())).unwrap();
    publish(published.path(), &entries, &[900]);
    // A crash between the files and the checkpoint, at every file.
    for (name, bytes) in files(published.path()).into_iter().filter(|(name, _)| name.starts_with("tile/")) {
        put(&dir.path().join(name), &bytes);
        let report = verify_mirror(dir.path(), &Trust::Policy(policy()), &[]).unwrap().report;
        assert_eq!(report.outcome, Outcome::Right, "{report:?}");
        let again = tempfile::tempdir().unwrap();
        copy(dir.path(), again.path());
        follow(again.path(), &Source::directory(published.path())).unwrap();
        check(again.path(), published.path());
    }
}

#[test]
fn more_signatures_below_the_same_checkpoint_are_kept_and_fewer_are_not() {
    let (published, dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let witness = Signer::new("witness.example/w1", KeyKind::Cosignature, &[9; 32]).unwrap();
    let policy = format!("log {}\nwitness w1 {}\nquorum none\n", signer().public(), witness.public());
    let trust = Trust::Policy(transparency::Policy::parse(policy.as_bytes()).unwrap());
    let mut note = publish(published.path(), &books(10), &[10]);
    let step = || {
        let mirror = Mirror::open(dir.path(), trust.clone()).unwrap();
        mirror.follow(&Source::directory(published.path()), "2024-09-10", &mut |_, _| {}).unwrap()
    };
    assert!(step().signed.standing.witnesses.is_empty());
    let bare = note.to_string();
    note.cosign(&witness, 1_725_900_000).unwrap();
    put(&published.path().join("checkpoint"), note.to_string().as_bytes());
    assert_eq!(step().signed.standing.witnesses.len(), 1);
    put(&published.path().join("checkpoint"), bare.as_bytes());
    assert_eq!(step().signed.standing.witnesses.len(), 1);
    assert_eq!(fs::read_to_string(dir.path().join("checkpoint")).unwrap(), note.to_string());
}

#[test]
fn two_programs_do_not_mirror_into_one_directory() {
    let dir = tempfile::tempdir().unwrap();
    let _first = Mirror::open(dir.path(), Trust::FirstUse).unwrap();
    assert!(matches!(Mirror::open(dir.path(), Trust::FirstUse), Err(MirrorError::Busy { .. })));
}
