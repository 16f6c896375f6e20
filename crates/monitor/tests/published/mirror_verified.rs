//! A copy is right, or what is wrong with it is named.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use monitor::{Fault, Trust, Verified, verify_mirror};
use transparency::Outcome;

use crate::books::books;
use crate::sample::{Random, copy, files, policy, publish, put, rounds, vkey};

fn verified(dir: &Path) -> Verified {
    verify_mirror(dir, &Trust::Policy(policy()), &[]).unwrap()
}

/// What the faults are, without their numbers.
#[track_caller]
fn check(dir: &Path, outcome: Outcome, said: &[&str]) {
    let verified = verified(dir);
    let report = format!("{:?}", verified.report);
    assert_eq!(verified.report.outcome, outcome, "{report}");
    for word in said {
        assert!(report.contains(word), "{word}: {report}");
    }
}

fn sample(count: u64, sizes: &[usize]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    publish(dir.path(), &books(count), sizes);
    dir
}

#[test]
fn right_copies_of_every_shape_are_right() {
    for sizes in [&[4_usize][..], &[255], &[256], &[257], &[100, 256, 300, 700], &[512, 1024]] {
        let dir = sample(*sizes.last().unwrap() as u64, sizes);
        check(dir.path(), Outcome::Right, &["quy-a", "băm lại"]);
    }
}

#[test]
fn an_empty_log_is_right_and_a_directory_without_one_incomplete() {
    let dir = tempfile::tempdir().unwrap();
    check(dir.path(), Outcome::Incomplete, &["checkpoint", "missing"]);
    publish(dir.path(), &[], &[0]);
    check(dir.path(), Outcome::Right, &["0 mục"]);
}

#[test]
fn a_changed_entry_is_named_with_its_voucher() {
    let dir = sample(700, &[700]);
    let path = dir.path().join("tile/entries/001");
    let text = fs::read(&path).unwrap();
    let at = text.windows(13).position(|window| window == b"PT-2024-00150").unwrap();
    // The amount of the same entry stands before: one digit of it.
    let amount = text[..at].windows(10).rposition(|window| window == b"\"amount\":\"").unwrap() + 10;
    let mut changed = text.clone();
    changed[amount] = b'9';
    put(&path, &changed);
    let faults = verified(dir.path()).faults;
    let [Fault::Entry { path: named, position, voucher, readable: true }] = &faults[..] else {
        panic!("{faults:?}")
    };
    assert_eq!((named.as_str(), *position), ("tile/entries/001", 301));
    assert_eq!(voucher.unwrap().to_string(), "PT-2024-00150");
}

#[test]
fn a_changed_tile_is_named_and_the_entries_are_not_blamed() {
    let dir = sample(700, &[700]);
    for (path, byte, place, first, last) in [
        ("tile/0/001", 33, 1, 257, 257),
        ("tile/0/002.p/188", 0, 0, 512, 512),
        ("tile/1/000.p/2", 63, 1, 256, 511),
    ] {
        let good = fs::read(dir.path().join(path)).unwrap();
        let mut bad = good.clone();
        bad[byte] ^= 1;
        put(&dir.path().join(path), &bad);
        assert_eq!(verified(dir.path()).faults, [Fault::Tile { path: path.into(), place, first, last }]);
        put(&dir.path().join(path), &good);
    }
}

#[test]
fn what_lacks_is_incomplete() {
    for (path, first, last) in
        [("tile/entries/001", 256, 511), ("tile/0/001", 256, 511), ("tile/1/000.p/2", 0, 511)]
    {
        let dir = sample(700, &[700]);
        fs::remove_file(dir.path().join(path)).unwrap();
        assert_eq!(verified(dir.path()).faults, [Fault::Missing { path: path.into(), first, last }]);
        check(dir.path(), Outcome::Incomplete, &[path]);
    }
}

#[test]
fn a_filled_tile_serves_for_its_beginning_and_later_files_are_told() {
    let dir = sample(700, &[300, 700]);
    // The checkpoint of 300 with the files of 700, as after a crash between them.
    let fresh = sample(300, &[300]);
    fs::copy(fresh.path().join("checkpoint"), dir.path().join("checkpoint")).unwrap();
    fs::remove_dir_all(dir.path().join("tile/entries/001.p")).unwrap();
    check(dir.path(), Outcome::Right, &["files written for a later checkpoint"]);
}

#[test]
fn other_signatures_and_other_logs_are_refused() {
    let dir = sample(300, &[300]);
    let text = fs::read_to_string(dir.path().join("checkpoint")).unwrap();
    put(&dir.path().join("checkpoint"), text.replace("\n300\n", "\n299\n").as_bytes());
    check(dir.path(), Outcome::Tampered, &["signature"]);
    put(&dir.path().join("checkpoint"), text.replace("quy-a", "quy-b").as_bytes());
    check(dir.path(), Outcome::Tampered, &["quy-b"]);
    put(&dir.path().join("checkpoint"), &vec![b'a'; 70_000]);
    check(dir.path(), Outcome::Tampered, &["65536"]);
}

#[test]
fn trust_on_first_use_says_so() {
    let dir = sample(300, &[300]);
    let report = verify_mirror(dir.path(), &Trust::FirstUse, &[]).unwrap().report;
    assert_eq!(report.outcome, Outcome::Right);
    assert!(format!("{report:?}").contains(&vkey().to_string()));
}

/// Where a change of one byte was told, by the file that was changed.
#[track_caller]
fn told(name: &str, at: usize, faults: &[Fault]) {
    let names = |fault: &Fault| match fault {
        Fault::Entry { path, .. }
        | Fault::Tile { path, .. }
        | Fault::Bundle { path, .. }
        | Fault::Partial { path } => path == name,
        _ => false,
    };
    assert!(!faults.is_empty() && faults.iter().all(names), "byte {at} of {name}: {faults:?}");
}

#[test]
fn a_flipped_byte_at_every_position_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let entries: Vec<_> = (0..600_u32).map(|at| at.to_string().into_bytes()).collect();
    publish(dir.path(), &entries, &[300, 600]);
    // Every position has its turn in the long run; a short one takes some, spread over all files.
    let step = if rounds(0) == 0 { 89 } else { 1 };
    let mut turn = 0_usize;
    for (name, good) in files(dir.path()).into_iter().filter(|(name, _)| name.starts_with("tile/")) {
        for at in 0..good.len() {
            turn += 1;
            if !turn.is_multiple_of(step) {
                continue;
            }
            let mut bad = good.clone();
            bad[at] ^= 1 << (at % 8);
            put(&dir.path().join(&name), &bad);
            let verified = verified(dir.path());
            assert_eq!(verified.report.outcome, Outcome::Tampered, "byte {at} of {name}");
            told(&name, at, &verified.faults);
        }
        put(&dir.path().join(&name), &good);
    }
}

/// One random change of a copy: what it was, for the message.
fn mutate(dir: &Path, good: &BTreeMap<String, Vec<u8>>, random: &mut Random) -> Option<String> {
    let names: Vec<_> = good.keys().collect();
    let name = names[random.below(names.len())];
    let (path, bytes) = (dir.join(name), &good[name]);
    let at = random.below(bytes.len().max(1));
    let mut bad = bytes.clone();
    let what = match random.below(7) {
        0 => {
            bad[at] ^= 1 << random.below(8);
            "flipped"
        }
        1 => {
            bad.truncate(at);
            "cut"
        }
        2 => {
            bad.remove(at);
            "one byte out"
        }
        3 => {
            bad.insert(at, u8::try_from(random.below(256)).unwrap());
            "one byte in"
        }
        4 => {
            bad.extend_from_slice(&bytes[at..]);
            "longer"
        }
        5 => {
            bad.clone_from(&good[names[random.below(names.len())]]);
            "another file's bytes"
        }
        _ => {
            fs::remove_file(&path).unwrap();
            return Some(format!("{name} removed"));
        }
    };
    if bad == *bytes {
        return None;
    }
    put(&path, &bad);
    Some(format!("{name} {what} at {at}"))
}

#[test]
fn random_changes_are_all_detected() {
    let good_dir = sample(700, &[700]);
    let good = files(good_dir.path());
    let dir = tempfile::tempdir().unwrap();
    copy(good_dir.path(), dir.path());
    let seed = 20_261_124;
    let mut random = Random(seed);
    for round in 0..rounds(400) {
        let Some(what) = mutate(dir.path(), &good, &mut random) else { continue };
        // A key that is none is an error: nothing was said to be right.
        if let Ok(verified) = verify_mirror(dir.path(), &Trust::FirstUse, &[]) {
            let right = verified.report.outcome == Outcome::Right;
            assert!(!right, "seed {seed}, round {round}: {what}: {:?}", verified.report);
        }
        let name = what.split(' ').next().unwrap();
        put(&dir.path().join(name), &good[name]);
    }
    check(dir.path(), Outcome::Right, &[]);
}
