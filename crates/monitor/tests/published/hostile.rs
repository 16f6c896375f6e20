//! A source that lies, breaks off or never ends: a named error, both checkpoints kept, and the copy as it was.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use monitor::{MirrorError, Source, SourceError};
use transparency::Hash;

use crate::books::{books, gift};
use crate::followed::{LIMIT, follow, kept};
use crate::sample::{copy, files, note, publish, put, rounds};
use crate::server::{Answer, Server};

/// A copy of 300 entries, and a source of 700 that goes on from it.
fn sample() -> (tempfile::TempDir, tempfile::TempDir) {
    let (published, dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let entries = books(700);
    publish(published.path(), &entries[..300], &[300]);
    follow(dir.path(), &Source::directory(published.path())).unwrap();
    publish(published.path(), &entries, &[700]);
    (published, dir)
}

/// The copy is as it was, and the error is this one.
#[track_caller]
fn refused(dir: &Path, source: &Source, expected: impl Fn(&MirrorError) -> bool) -> MirrorError {
    let before = kept(dir);
    let error = follow(dir, source).unwrap_err();
    assert!(expected(&error), "{error:?}");
    assert!(error.to_string().contains(" / "), "{error}");
    assert_eq!(kept(dir), before);
    error
}

/// The text files of evidence, each with the two sizes.
fn evidence(dir: &Path) -> Vec<String> {
    files(&dir.join("evidence")).into_keys().collect()
}

/// A log that differs from the sample's in the entry at `at`.
fn other_history(at: u64, size: usize) -> tempfile::TempDir {
    let other = tempfile::tempdir().unwrap();
    let mut entries = books(size as u64);
    entries[usize::try_from(at).unwrap()] = gift(at + 1_000_000);
    publish(other.path(), &entries, &[size]);
    other
}

#[test]
fn another_history_is_an_alarm_with_both_notes_and_a_proof() {
    for (at, size) in [(5, 700), (299, 700), (258, 301), (5, 300), (299, 300), (5, 299), (200, 257), (5, 6)] {
        let (_, dir) = sample();
        let other = other_history(at, size);
        let fork = |error: &MirrorError| matches!(error, MirrorError::OtherHistory { .. });
        refused(dir.path(), &Source::directory(other.path()), fork);
        let kept = evidence(dir.path());
        assert_eq!(kept.len(), 2, "{kept:?}");
        assert!(kept.iter().any(|name| name.starts_with(&format!("2024-09-10-300-{size}-"))), "{kept:?}");
        // The next run comes to the same, and to the same files.
        refused(dir.path(), &Source::directory(other.path()), fork);
        assert_eq!(evidence(dir.path()), kept);
    }
}

#[test]
fn a_source_that_goes_back_is_told() {
    let (_, dir) = sample();
    for size in [0, 1, 255, 256, 299] {
        let older = tempfile::tempdir().unwrap();
        publish(older.path(), &books(300)[..size], &[size]);
        refused(
            dir.path(),
            &Source::directory(older.path()),
            |error| matches!(error, MirrorError::Backwards { kept: 300, served, .. } if *served == size as u64),
        );
    }
    assert_eq!(evidence(dir.path()).len(), 5);
}

#[test]
fn tiles_that_show_nothing_are_no_accusation() {
    let (published, dir) = sample();
    let mut bad = published.path().join("tile/0/001");
    let mut bytes = std::fs::read(&bad).unwrap();
    bytes[44 * 32] ^= 1;
    put(&bad, &bytes);
    refused(dir.path(), &Source::directory(published.path()), |error| {
        matches!(error, MirrorError::Unproven { .. })
    });
    bad = dir.path().join("evidence");
    assert!(files(&bad).keys().all(|name| !name.ends_with(".evidence")));
}

#[test]
fn entries_that_were_not_signed_are_named() {
    let (published, dir) = sample();
    let path = published.path().join("tile/entries/002.p/188");
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.len() - 20;
    bytes[at] ^= 1;
    put(&path, &bytes);
    refused(dir.path(), &Source::directory(published.path()), |error| {
        matches!(error, MirrorError::Entries { size: 700, first: Some(699), .. })
    });
}

#[test]
fn another_log_and_a_log_of_another_key_are_refused() {
    let (published, dir) = sample();
    let text = std::fs::read_to_string(published.path().join("checkpoint")).unwrap();
    let refuses = |error: &MirrorError| matches!(error, MirrorError::Refused { .. });
    for wrong in [
        text.replace("quy-a\n", "quy-b\n"),
        text.replace("\n700\n", "\n701\n"),
        text.replace("\n700\n", "\n0700\n"),
        text.replace('\n', "\r\n"),
        text.split_once("\n\n").unwrap().0.to_owned() + "\n\n",
        String::new(),
    ] {
        put(&published.path().join("checkpoint"), wrong.as_bytes());
        refused(dir.path(), &Source::directory(published.path()), refuses);
    }
}

#[test]
fn a_size_that_no_disk_holds_is_asked_for_and_not_there() {
    let (published, dir) = sample();
    let huge = note((1 << 63) - 1, Hash::of_nothing());
    put(&published.path().join("checkpoint"), huge.to_string().as_bytes());
    refused(dir.path(), &Source::directory(published.path()), |error| {
        matches!(error, MirrorError::Missing { .. } | MirrorError::Unproven { .. })
    });
}

#[test]
fn what_breaks_off_never_ends_hangs_or_leads_elsewhere_is_named() {
    type Rule = fn(&str, Option<Vec<u8>>) -> Answer;
    type Expected = fn(&SourceError) -> bool;
    let cases: [(Rule, Expected); 5] = [
        (
            |_, file| {
                file.map_or(Answer::File(None), |file| {
                    let half = file.len() / 2;
                    Answer::Truncated(file, half)
                })
            },
            |error| matches!(error, SourceError::Unreachable { .. }),
        ),
        (|_, _| Answer::Endless, |error| matches!(error, SourceError::TooLarge { .. })),
        (|_, _| Answer::Silence, |error| matches!(error, SourceError::Slow { .. })),
        (
            |_, _| Answer::Status(302, "location: http://127.0.0.1:1/"),
            |error| matches!(error, SourceError::Status { status: 302, .. }),
        ),
        (
            |_, _| Answer::Status(500, "x-y: z"),
            |error| matches!(error, SourceError::Status { status: 500, .. }),
        ),
    ];
    for (rule, expected) in cases {
        for class in ["checkpoint", "tile/0/", "tile/entries/"] {
            let (published, dir) = sample();
            let server = Server::start(published.path(), move |path, file| {
                if path.starts_with(class) { rule(path, file) } else { Answer::File(file) }
            });
            let silent = matches!(rule("", None), Answer::Silence);
            let limit = if silent { Duration::from_millis(300) } else { LIMIT };
            let source = Source::http(&server.address, limit).unwrap();
            refused(
                dir.path(),
                &source,
                |error| matches!(error, MirrorError::Source(error) if expected(error)),
            );
        }
    }
    let gone = Source::http("http://127.0.0.1:1/f/quy-a", LIMIT).unwrap();
    let (_, dir) = sample();
    refused(dir.path(), &gone, |error| matches!(error, MirrorError::Source(SourceError::Unreachable { .. })));
}

#[test]
fn addresses_that_could_mean_something_else_are_refused() {
    for wrong in [
        "ftp://a.vn/f",
        "http://",
        "http://user:secret@a.vn/f",
        "https://a.vn/f?x",
        "https://a.vn/#",
        "http:///f",
        "http://a b/",
    ] {
        assert!(matches!(Source::parse(wrong, LIMIT), Err(SourceError::Address { .. })), "{wrong}");
    }
    assert_eq!(Source::parse("https://a.vn/f/quy-a/", LIMIT).unwrap().to_string(), "https://a.vn/f/quy-a");
}

#[test]
fn a_flipped_byte_in_any_answer_is_refused_or_changes_nothing() {
    let (published, dir) = sample();
    let honest = tempfile::tempdir().unwrap();
    copy(dir.path(), honest.path());
    follow(honest.path(), &Source::directory(published.path())).unwrap();
    let honest = kept(honest.path());
    let answers = Arc::new(files(published.path()));
    let step = if rounds(0) == 0 { 7_001 } else { 101 };
    for (name, bytes) in answers.iter().filter(|(name, _)| *name != "log.vkey") {
        for at in (0..bytes.len()).step_by(step) {
            let lied = tempfile::tempdir().unwrap();
            copy(published.path(), lied.path());
            let mut bad = bytes.clone();
            bad[at] ^= 1 << (at % 8);
            put(&lied.path().join(name), &bad);
            let again = tempfile::tempdir().unwrap();
            copy(dir.path(), again.path());
            let before = kept(again.path());
            let done = follow(again.path(), &Source::directory(lied.path()));
            let expected = if done.is_ok() { &honest } else { &before };
            assert_eq!(kept(again.path()), *expected, "byte {at} of {name}: {done:?}");
        }
    }
}
