//! The journal after a crash, with flipped bits, or shorter than it was.

use std::sync::mpsc::channel;

use event_log::{Damage, EventLog, OpenError, Options};

use crate::support::{Place, append, at, command, edit, events, fill, offsets, one};

/// What a crash leaves if nothing but the journal had reached the disk: no mark, no index.
fn forget_all_but_the_journal(place: &Place) {
    std::fs::remove_file(place.file("verified")).expect("removes");
    std::fs::remove_dir_all(place.file("sled")).expect("removes");
}

/// A closed log of so many single events, of which only the journal is left.
fn journal_of(count: u128) -> (Place, Vec<u8>, Vec<usize>) {
    let place = Place::new();
    fill(&place.open(), count);
    forget_all_but_the_journal(&place);
    let bytes = std::fs::read(place.file("journal")).expect("reads");
    let offsets = offsets(&place.file("journal"));
    (place, bytes, offsets)
}

#[track_caller]
fn damaged_at(place: &Place) -> u64 {
    let length = std::fs::metadata(place.file("journal")).expect("is there").len();
    let offset = match place.try_open().map(|_| ()) {
        Err(OpenError::JournalDamaged { offset, .. }) => offset,
        other => panic!("{other:?}"),
    };
    assert_eq!(std::fs::metadata(place.file("journal")).expect("is there").len(), length, "nothing is cut");
    offset
}

#[test]
fn a_tail_torn_at_any_byte_is_cut_and_written_again() {
    let (place, bytes, offsets) = journal_of(3);
    for length in offsets[2]..offsets[3] {
        std::fs::write(place.file("journal"), &bytes[..length]).expect("writes");
        std::fs::remove_file(place.file("verified")).ok();
        let (log, opened) = place.try_open().unwrap_or_else(|error| panic!("cut to {length}: {error}"));
        assert_eq!(
            (opened.head.position, opened.torn_bytes),
            (2, (length - offsets[2]) as u64),
            "cut to {length}"
        );
        append(&log, one(3, "fund", Some(2), "event 3"));
        drop(log);
        assert_eq!(std::fs::read(place.file("journal")).expect("reads"), bytes, "cut to {length}");
        std::fs::remove_dir_all(place.file("sled")).expect("removes");
    }
}

#[test]
fn a_tail_of_zeros_or_garbage_is_cut() {
    for garbage in [vec![0; 5000], vec![255; 70], b"{\"half\":".repeat(400)] {
        let (place, _, offsets) = journal_of(3);
        edit(&place.file("journal"), |bytes| {
            bytes.truncate(offsets[2]);
            bytes.extend_from_slice(&garbage);
        });
        let opened = place.opened();
        assert_eq!((opened.head.position, opened.torn_bytes), (2, garbage.len() as u64));
    }
}

#[test]
fn parts_without_their_last_one_are_cut() {
    let place = Place::new();
    let log = place.open();
    append(&log, one(1, "fund", None, "before"));
    let mut bulk = log.begin(command(2), None, vec![at("import", None)]);
    for _ in 0..500 {
        bulk.push(0, &[b'x'; 1000]).expect("pushes");
    }
    bulk.commit().wait().expect("appends");
    drop(log);
    forget_all_but_the_journal(&place);
    let bytes = std::fs::read(place.file("journal")).expect("reads");
    let offsets = offsets(&place.file("journal"));
    assert!(offsets.len() > 6);
    for end in &offsets[1..offsets.len() - 1] {
        std::fs::write(place.file("journal"), &bytes[..*end]).expect("writes");
        std::fs::remove_file(place.file("verified")).ok();
        let (log, opened) = place.try_open().expect("opens");
        assert_eq!((opened.head.position, opened.torn_bytes), (1, (*end - offsets[1]) as u64));
        assert_eq!(log.find(command(2).id).expect("reads"), None);
        assert_eq!(events(&log).len(), 1);
    }
}

#[test]
fn a_flipped_bit_before_the_last_record_is_damage_and_never_cut() {
    let (place, bytes, offsets) = journal_of(4);
    for record in 0..3 {
        for byte in (offsets[record]..offsets[record + 1]).step_by(3) {
            let mut flipped = bytes.clone();
            flipped[byte] ^= 1 << (byte % 8);
            std::fs::write(place.file("journal"), flipped).expect("writes");
            assert_eq!(damaged_at(&place), offsets[record] as u64, "byte {byte}");
        }
    }
}

#[test]
fn records_that_were_exchanged_are_damage() {
    let (place, bytes, offsets) = journal_of(9);
    edit(&place.file("journal"), |journal| {
        let lengths = [offsets[2] - offsets[1], offsets[3] - offsets[2]];
        assert_eq!(lengths[0], lengths[1]);
        journal.copy_within(offsets[1]..offsets[2], offsets[2]);
        journal[offsets[1]..offsets[2]].copy_from_slice(&bytes[offsets[2]..offsets[3]]);
    });
    assert_eq!(damaged_at(&place), offsets[1] as u64);
}

#[test]
fn a_flipped_bit_behind_a_clean_close_is_found() {
    let place = Place::new();
    fill(&place.open(), 5);
    let offsets = offsets(&place.file("journal"));
    let flip = |at: usize| edit(&place.file("journal"), |bytes| bytes[at] ^= 4);
    flip(offsets[4] + 30);
    assert_eq!(damaged_at(&place), offsets[4] as u64);
    flip(offsets[4] + 30);
    flip(offsets[1] + 30);
    let log = place.open();
    match log.verify(|_, _| {}) {
        Err(Damage::Journal(error)) => {
            assert!(error.to_string().contains(&format!("at byte {}", offsets[1])));
        }
        other => panic!("{other:?}"),
    }
}

/// A power cut may lose an earlier page of a group and keep a later one: nothing of it was acknowledged.
#[test]
fn a_group_of_which_only_the_end_reached_the_disk_is_a_torn_tail() {
    let place = Place::new();
    let (go, wait) = channel();
    let mut first = true;
    let before_commit = Box::new(move || {
        if std::mem::take(&mut first) {
            wait.recv().expect("goes on");
        }
        Ok(())
    });
    let options = Options { before_commit, ..Options::default() };
    let (log, _) = EventLog::open(&place.path(), options).expect("opens");
    let first = log.append(one(1, "fund", None, "alone"));
    // The second command finds the writer waiting, or has it take both; the three behind it are one group in any case.
    let rest: Vec<_> = (2..=5).map(|number| log.append(one(number, "fund", None, "together"))).collect();
    go.send(()).expect("sends");
    first.wait().expect("appends");
    assert!(rest.into_iter().all(|ticket| ticket.wait().is_ok()));
    drop(log);
    forget_all_but_the_journal(&place);
    let offsets = offsets(&place.file("journal"));
    let synced = |record: usize| {
        let bytes = std::fs::read(place.file("journal")).expect("reads");
        bytes[offsets[record] + 8..]
            .first_chunk::<8>()
            .map(|bytes| u64::from_le_bytes(*bytes))
            .expect("8 bytes")
    };
    let group = synced(4);
    let start = usize::try_from(group).expect("small");
    assert!(start < 4, "the last commands were one group");
    edit(&place.file("journal"), |bytes| bytes[offsets[start]..offsets[start] + 40].fill(0));
    let opened = place.opened();
    assert_eq!(opened.head.position, group);
    assert_eq!(opened.torn_bytes, (offsets[5] - offsets[start]) as u64);
}

#[test]
fn a_journal_shorter_than_the_index_or_the_mark_is_an_alarm() {
    for lost in ["verified", "sled"] {
        let place = Place::new();
        fill(&place.open(), 5);
        let _ = std::fs::remove_file(place.file(lost)).or_else(|_| std::fs::remove_dir_all(place.file(lost)));
        let offsets = offsets(&place.file("journal"));
        for length in [offsets[3] + 50, offsets[3], 32] {
            edit(&place.file("journal"), |bytes| bytes.truncate(length));
            let error = place.try_open().map(|_| ()).expect_err("is refused");
            assert!(matches!(error, OpenError::JournalBehind { known: 5, .. }), "{error:?}");
            let left = std::fs::metadata(place.file("journal")).expect("is there").len();
            assert_eq!(left, length as u64, "nothing is cut");
        }
    }
}
