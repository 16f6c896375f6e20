//! Backups of a log that is open, one after the other, interrupted anywhere.

use std::fs;

use jiff::Timestamp;
use recovery::{Manifest, RecoveryError, To, backup, restore};

use crate::world::{FUND, World, files};

fn now(minute: i64) -> Timestamp {
    Timestamp::from_second(1_726_000_000 + 60 * minute).unwrap()
}

#[test]
fn a_running_log_is_backed_up_and_the_next_backup_takes_what_is_new() {
    let world = World::new();
    let log = world.open();
    world.fill(&log, 300);
    world.publish(&log);
    let to = world.path("backup");
    let first = backup(&world.books(), &to, now(0)).unwrap();
    assert_eq!((first.events, first.signed), (300, 300));
    let journal = fs::read(world.books().log().join("journal")).unwrap();
    assert_eq!(fs::read(to.join(FUND).join("log/journal")).unwrap(), journal);
    assert_eq!(backup(&world.books(), &to, now(1)).unwrap().written, 0, "nothing is new");
    world.fill(&log, 310);
    world.publish(&log);
    let next = backup(&world.books(), &to, now(2)).unwrap();
    assert_eq!(next.events, 310);
    assert!(next.written < first.written / 2, "{next:?}");
    assert!(!to.join(FUND).join("log/sled").exists(), "no sled in a backup");
    let all = files(&to);
    assert!(all.keys().all(|name| !name.to_string_lossy().contains("seed")), "no key in a backup");
}

/// What is not published yet is taken once it is known to be durable: when something later says so, or the log is closed.
#[test]
fn what_no_checkpoint_covers_is_taken_when_it_is_there_to_stay() {
    let world = World::new();
    let log = world.open();
    world.fill(&log, 100);
    world.publish(&log);
    world.fill(&log, 104);
    let to = world.path("backup");
    let running = backup(&world.books(), &to, now(0)).unwrap();
    assert!((100..104).contains(&running.events), "{running:?}");
    drop(log);
    let closed = backup(&world.books(), &to, now(1)).unwrap();
    assert_eq!((closed.events, closed.signed), (104, 100));
}

/// After every number of files that a second backup has written, the first one is still whole, and the backup after it
/// is as if nothing had happened.
#[test]
fn a_backup_that_is_interrupted_leaves_the_last_good_one() {
    let world = World::new();
    world.grow(300);
    fs::create_dir_all(world.books().home.join("vault")).unwrap();
    fs::write(world.books().rows(), vec![7; 600_000]).unwrap();
    let to = world.path("backup");
    backup(&world.books(), &to, now(0)).unwrap();
    let old = files(&to);
    world.grow(330);
    let mut rows = fs::read(world.books().rows()).unwrap();
    rows[300_000..300_100].fill(0);
    rows.extend([9; 1000]);
    fs::write(world.books().rows(), &rows).unwrap();
    let whole = world.copy();
    backup(&whole.books(), &whole.path("backup"), now(1)).unwrap();
    let new = files(&whole.path("backup"));
    let fresh: Vec<_> = new.iter().filter(|(name, bytes)| old.get(*name) != Some(bytes)).collect();
    assert!(fresh.len() > 5);
    for written in 0..fresh.len() {
        let broken = world.copy();
        for (name, bytes) in fresh.iter().take(written).filter(|(name, _)| !name.ends_with("manifest")) {
            let path = broken.path("backup").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            // The last one half.
            let last = fresh[written - 1].0 == *name && name.ends_with("journal");
            fs::write(path, if last { &bytes[..bytes.len() - 10] } else { bytes }).unwrap();
        }
        let manifest = Manifest::read(&broken.path("backup").join(FUND)).unwrap().unwrap();
        assert_eq!(manifest.journal.events, 300);
        let books = recovery::Books { home: broken.path("restored"), ..broken.books() };
        let restored = restore(&books, &broken.path("backup"), To::End, &[]).unwrap();
        assert_eq!(restored.events, 300, "after {written} files");
        backup(&broken.books(), &broken.path("backup"), now(1)).unwrap();
        assert_eq!(files(&broken.path("backup")), new, "after {written} files");
    }
}

/// What is wiped in place is wiped in the backup.
#[test]
fn a_wiped_row_is_gone_from_the_backup_too() {
    let world = World::new();
    world.grow(5);
    fs::create_dir_all(world.books().home.join("vault")).unwrap();
    let mut rows = vec![7; 300_000];
    rows[1000..1012].copy_from_slice(b"NGUYEN VAN A");
    fs::write(world.books().rows(), &rows).unwrap();
    let to = world.path("backup");
    backup(&world.books(), &to, now(0)).unwrap();
    let holds = || files(&to).values().any(|bytes| bytes.windows(12).any(|part| part == b"NGUYEN VAN A"));
    assert!(holds());
    rows[1000..1012].fill(0);
    fs::write(world.books().rows(), &rows).unwrap();
    backup(&world.books(), &to, now(1)).unwrap();
    assert!(!holds());
}

#[test]
fn a_journal_that_does_not_continue_the_backup_is_an_alarm() {
    let world = World::new();
    world.grow(50);
    let (old, to) = (world.copy(), world.path("backup"));
    world.grow(80);
    backup(&world.books(), &to, now(0)).unwrap();
    let before = files(&to);
    // The older state of the same log, put back and gone on with.
    let log = old.open();
    world.fill(&log, 60);
    drop(log);
    let error = backup(&old.books(), &to, now(1)).unwrap_err();
    assert!(matches!(error, RecoveryError::NotContinued { copied: 80, .. }), "{error}");
    assert_eq!(files(&to), before);
}

/// Every byte of a backup counts: whatever is flipped in it is found before anything is restored, or does no harm.
#[test]
fn a_damaged_backup_is_not_restored() {
    let world = World::new();
    world.grow(300);
    fs::create_dir_all(world.books().home.join("vault")).unwrap();
    fs::write(world.books().rows(), vec![7; 3000]).unwrap();
    let to = world.path("backup");
    backup(&world.books(), &to, now(0)).unwrap();
    let good = files(&to);
    for (name, bytes) in good.iter().filter(|(_, bytes)| !bytes.is_empty()) {
        let at = bytes.len() / 2;
        let mut bad = bytes.clone();
        bad[at] ^= 1;
        fs::write(to.join(name), bad).unwrap();
        let books = recovery::Books { home: world.path("restored"), ..world.books() };
        let answer = restore(&books, &to, To::End, &[]);
        let copies = ["checkpoint", "log.vkey", "policy"];
        if copies.iter().any(|copy| name.ends_with(copy)) {
            // Copies of what the manifest has, or of what the key says.
            answer.unwrap();
            fs::remove_dir_all(world.path("restored")).unwrap();
        } else {
            let error = answer.unwrap_err();
            assert!(matches!(error, RecoveryError::BackupDamaged { .. }), "{}: {error}", name.display());
            assert!(!world.path("restored").exists());
        }
        fs::write(to.join(name), bytes).unwrap();
    }
}
