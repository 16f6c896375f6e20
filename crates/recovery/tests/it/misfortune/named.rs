//! What the doctor says: the fund, the file and the byte, the events and their vouchers.

use std::fs;

use event_log::JournalFile;
use event_log::testing::IndexEdit;
use recovery::What;

use super::harm::{Template, rewrite};
use super::{examine, mend};
use crate::world::{LOG, World, event, voucher};

/// One fault, and what it says.
#[track_caller]
fn check(
    harm: impl FnOnce(&Template, &World),
    file: &str,
    events: Option<(u64, u64)>,
    is: impl Fn(&What) -> bool,
) {
    let template = Template::new();
    let world = template.world.copy();
    harm(&template, &world);
    let faults = examine(&world, &[]);
    let fault = faults.iter().find(|fault| fault.file.ends_with(file) && is(&fault.what));
    let fault = fault.unwrap_or_else(|| panic!("{faults:#?}"));
    assert_eq!(fault.events, events, "{faults:#?}");
    let said = fault.to_string();
    assert!(said.contains("yagi-2024") && said.contains(" / "), "{said}");
    if let Some((first, _)) = events {
        assert!(fault.vouchers.contains(&voucher(first)), "{said}");
        assert!(said.contains(&voucher(first)), "{said}");
    }
    mend(&world, &[]);
    assert_eq!(examine(&world, &[]), []);
}

fn offset_of(world: &World, position: u64) -> u64 {
    let journal = JournalFile::open(&world.books().log()).unwrap();
    let mut walk = journal.walk(journal.start()).map(Result::unwrap);
    walk.find(|walked| walked.end.position > position).unwrap().offset
}

/// Event 44 stands alone in its record.
#[test]
fn a_flipped_bit_of_the_journal_is_named_to_the_byte() {
    let harm = |_: &Template, world: &World| {
        let path = world.books().log().join("journal");
        let at = offset_of(world, 44);
        let mut bytes = fs::read(&path).unwrap();
        bytes[at as usize + 200] ^= 4;
        fs::write(&path, bytes).unwrap();
        let faults = examine(world, &[]);
        assert_eq!(faults[0].byte, Some(at), "{faults:#?}");
    };
    check(harm, "log/journal", Some((44, 44)), |what| matches!(what, What::Journal(_)));
}

#[test]
fn an_edited_amount_is_named() {
    let harm = |template: &Template, world: &World| {
        let mut events = template.events.clone();
        events[60] = event(9_000, 9_000);
        rewrite(&world.books().log(), &events);
    };
    check(harm, "log/journal", Some((60, 60)), |what| *what == What::Changed);
}

#[test]
fn swapped_events_are_named_with_where_they_belong() {
    let harm = |template: &Template, world: &World| {
        let mut events = template.events.clone();
        events.swap(70, 90);
        rewrite(&world.books().log(), &events);
    };
    check(harm, "log/journal", Some((70, 70)), |what| *what == What::Moved { from: 90 });
}

#[test]
fn a_removed_event_moves_all_behind_it() {
    let harm = |template: &Template, world: &World| {
        let mut events = template.events.clone();
        events.remove(80);
        rewrite(&world.books().log(), &events);
    };
    check(harm, "log/journal", Some((80, 328)), |what| *what == What::Moved { from: 81 });
}

#[test]
fn a_removed_tail_is_named() {
    let harm = |_: &Template, world: &World| {
        let at = offset_of(world, 300);
        let file = fs::OpenOptions::new().write(true).open(world.books().log().join("journal")).unwrap();
        file.set_len(at).unwrap();
    };
    let template = Template::new();
    let journal = JournalFile::open(&template.world.books().log()).unwrap();
    let mut walk = journal.walk(journal.start()).map(Result::unwrap);
    let first = walk.find(|walked| walked.end.position > 300).unwrap().record.first_position;
    check(harm, "log/journal", Some((first, 329)), |what| *what == What::Missing);
}

#[test]
fn sled_edited_through_its_own_api_is_named() {
    let harm = |_: &Template, world: &World| {
        let index = IndexEdit::open(&world.books().log(), LOG).unwrap();
        index.put(44, None);
        index.close().unwrap();
    };
    check(harm, "log/sled", Some((44, 44)), |what| matches!(what, What::Index(_)));
}

#[test]
fn an_old_sled_an_old_lock_and_old_published_files_are_named() {
    let old = |harm: fn(&Template, &World), file: &str, what: What| {
        check(harm, file, Some((200, 329)), |found| *found == what);
    };
    old(
        |template, world| {
            fs::copy(template.old.books().lock, world.books().lock).unwrap();
        },
        "yagi-2024.checkpoint",
        What::LockBehind,
    );
    old(
        |template, world| {
            let checkpoint = |world: &World| world.books().tlog().join("checkpoint");
            fs::copy(checkpoint(&template.old), checkpoint(world)).unwrap();
        },
        "tlog/checkpoint",
        What::PublishedBehind,
    );
}

#[test]
fn a_tile_and_a_bundle_are_named_with_their_events() {
    for file in ["tile/0/000", "tile/entries/000"] {
        let harm = |_: &Template, world: &World| {
            let path = world.books().tlog().join(file);
            let mut bytes = fs::read(&path).unwrap();
            bytes[5000] ^= 1;
            fs::write(path, bytes).unwrap();
        };
        check(harm, file, Some((0, 255)), |what| *what == What::Published);
    }
}

/// Commands that are sent again are known after the journal was put together from the bundles alone.
#[test]
fn a_command_is_known_by_its_id_when_its_record_is_lost() {
    let template = Template::new();
    let world = template.world.copy();
    let log = world.books().log();
    fs::remove_file(log.join("journal")).unwrap();
    fs::remove_dir_all(log.join("sled")).unwrap();
    let mended = mend(&world, &[]);
    assert!(mended.iter().any(|mended| mended.from.contains("330 events")), "{mended:?}");
    assert_eq!(examine(&world, &[]), []);
    assert_eq!(world.events(), template.events);
    let found = world.open().find(crate::world::command_of(44)).unwrap().unwrap();
    assert_eq!((found.first, found.count, found.digest), (44, 1, [0; 32]));
}
