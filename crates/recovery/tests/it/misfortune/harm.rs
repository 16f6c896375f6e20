//! What can befall a fund's files: broken bits, and somebody with a shell, sled's own API, or this program's code.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use event_log::testing::IndexEdit;
use event_log::{CommandId, JournalFile, JournalWriter, Record};
use transparency::{BundleId, push_entry};

use crate::world::{LOG, Random, World, copy, event, files};

/// A published fund of 330 events, and what its files were at 200.
pub(crate) struct Template {
    pub(crate) world: World,
    pub(crate) old: World,
    pub(crate) events: Vec<Vec<u8>>,
}

impl Template {
    pub(crate) fn new() -> Self {
        let world = World::new();
        world.grow(200);
        let old = world.copy();
        world.grow(330);
        let events = world.events();
        Self { world, old, events }
    }
}

/// One misfortune.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Harm {
    /// One bit of any file.
    Bit,
    /// Bytes of the journal.
    JournalBytes,
    /// Its end.
    JournalTail,
    /// sled, through its API, with checksums that fit.
    IndexEdited,
    IndexSwapped,
    IndexRemoved,
    IndexTail,
    /// The journal, with chain and checksums computed anew.
    EventEdited,
    EventsSwapped,
    EventInserted,
    EventRemoved,
    /// The same, with sled, the mark and the bundles rewritten too: only the root and the level-0 tiles know.
    AllEdited,
    /// An older state put back.
    OldIndex,
    OldJournal,
    OldPublished,
    OldLock,
    /// A file that is gone.
    FileGone,
}

const ALL: [Harm; 17] = [
    Harm::Bit,
    Harm::JournalBytes,
    Harm::JournalTail,
    Harm::IndexEdited,
    Harm::IndexSwapped,
    Harm::IndexRemoved,
    Harm::IndexTail,
    Harm::EventEdited,
    Harm::EventsSwapped,
    Harm::EventInserted,
    Harm::EventRemoved,
    Harm::AllEdited,
    Harm::OldIndex,
    Harm::OldJournal,
    Harm::OldPublished,
    Harm::OldLock,
    Harm::FileGone,
];

impl Harm {
    pub(crate) fn random(random: &mut Random) -> Self {
        // Bits break more often than anybody breaks in.
        if random.below(3) == 0 { Harm::Bit } else { *random.one(&ALL) }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Harm::Bit => "bit",
            Harm::JournalBytes => "journal bytes",
            Harm::JournalTail => "journal tail",
            Harm::IndexEdited => "index edited",
            Harm::IndexSwapped => "index swapped",
            Harm::IndexRemoved => "index removed",
            Harm::IndexTail => "index tail",
            Harm::EventEdited => "event edited",
            Harm::EventsSwapped => "events swapped",
            Harm::EventInserted => "event inserted",
            Harm::EventRemoved => "event removed",
            Harm::AllEdited => "edited everywhere",
            Harm::OldIndex => "old index",
            Harm::OldJournal => "old journal",
            Harm::OldPublished => "old published files",
            Harm::OldLock => "old lock",
            Harm::FileGone => "file gone",
        }
    }

    /// Does it, and says what was done.
    pub(crate) fn befall(self, template: &Template, world: &World, random: &mut Random) -> String {
        let log = world.books().log();
        let journal = log.join("journal");
        match self {
            Harm::Bit => flip(world, random),
            Harm::JournalBytes => {
                let mut bytes = fs::read(&journal).unwrap();
                let (at, length) =
                    (random.below(bytes.len() as u64) as usize, 1 + random.below(3000) as usize);
                let end = bytes.len().min(at + length);
                bytes[at..end].iter_mut().for_each(|byte| *byte = !*byte);
                fs::write(&journal, bytes).unwrap();
                format!("{length} bytes from {at}")
            }
            Harm::JournalTail => {
                let length = fs::metadata(&journal).unwrap().len();
                let cut = 1 + random.below(length - 1);
                let file = fs::OpenOptions::new().write(true).open(&journal).unwrap();
                file.set_len(length - cut).unwrap();
                format!("{cut} of {length} bytes")
            }
            Harm::IndexEdited | Harm::IndexSwapped | Harm::IndexRemoved | Harm::IndexTail => {
                self.edit_index(&log, random)
            }
            Harm::EventEdited | Harm::EventsSwapped | Harm::EventInserted | Harm::EventRemoved => {
                let changed = self.change(&template.events, random);
                let mark = fs::read(log.join("verified")).unwrap();
                rewrite(&log, &changed.0);
                if random.below(2) == 0 {
                    fs::write(log.join("verified"), mark).unwrap();
                }
                changed.1
            }
            Harm::AllEdited => {
                let changed = Harm::EventEdited.change(&template.events, random);
                rewrite(&log, &changed.0);
                fs::remove_dir_all(log.join("sled")).unwrap();
                drop(world.open());
                format!("{}, and sled with it", changed.1)
            }
            Harm::OldIndex => put_back(&template.old.books().log().join("sled"), &log.join("sled")),
            Harm::OldJournal => {
                fs::copy(template.old.books().log().join("journal"), journal).unwrap();
                "the journal of 200 events".to_owned()
            }
            Harm::OldPublished => put_back(&template.old.books().tlog(), &world.books().tlog()),
            Harm::OldLock => {
                fs::copy(template.old.books().lock, world.books().lock).unwrap();
                "the lock of 200 events".to_owned()
            }
            Harm::FileGone => {
                let all = harmed_files(world);
                let path = random.one(&all);
                fs::remove_file(path).unwrap();
                path.display().to_string()
            }
        }
    }

    /// What nobody needs may change unseen: free space in sled's file, and the mark, which only saves time.
    pub(crate) fn may_be_dead(self, what: &str) -> bool {
        matches!(self, Harm::Bit | Harm::FileGone) && (what.contains("/sled/") || what.contains("/verified"))
    }

    /// After mending: to the byte where records were left, and otherwise event for event.
    pub(crate) fn check_mended(
        self,
        template: &Template,
        world: &World,
        good: &BTreeMap<PathBuf, Vec<u8>>,
        why: &str,
    ) {
        let mut now = super::truth(world);
        let mut good = good.clone();
        if self == Harm::AllEdited {
            // No record was left as it was: the events come from the bundles.
            now.retain(|path, _| !path.ends_with("journal"));
            good.retain(|path, _| !path.ends_with("journal"));
            assert!(world.events() == template.events, "{why}: other events");
        }
        for (path, bytes) in &good {
            assert!(now.get(path) == Some(bytes), "{why}: {} is not as it was", path.display());
        }
    }

    fn edit_index(self, log: &Path, random: &mut Random) -> String {
        let index = IndexEdit::open(log, LOG).unwrap();
        let keys = index.keys();
        let (one, other) = (*random.one(&keys), *random.one(&keys));
        match self {
            Harm::IndexSwapped => {
                let (a, b) = (index.get(one).unwrap(), index.get(other).unwrap());
                index.put(one, Some(&b));
                index.put(other, Some(&a));
                if one == other {
                    index.put(one, None);
                }
            }
            Harm::IndexRemoved => index.put(one, None),
            Harm::IndexTail => {
                keys.iter().filter(|key| **key >= one).for_each(|key| index.put(*key, None));
            }
            _ => {
                // The amount, with the checksum made to fit again.
                let mut bytes = index.get(one).unwrap();
                let at = bytes.windows(9).position(|part| part == b"\"amount\":").unwrap();
                bytes[at + 10] = if bytes[at + 10] == b'9' { b'8' } else { b'9' };
                let crc = crc32c::crc32c(&bytes[8..]);
                bytes[4..8].copy_from_slice(&crc.to_le_bytes());
                index.put(one, Some(&bytes));
            }
        }
        index.close().unwrap();
        format!("records {one} and {other}")
    }

    fn change(self, events: &[Vec<u8>], random: &mut Random) -> (Vec<Vec<u8>>, String) {
        let mut events = events.to_vec();
        let all = events.len() as u64;
        let (one, other) = (random.below(all) as usize, random.below(all) as usize);
        match self {
            Harm::EventsSwapped if one == other => drop(events.remove(one)),
            Harm::EventsSwapped => events.swap(one, other),
            Harm::EventInserted => events.insert(one, event(9_000, 9_000 + one as u64)),
            Harm::EventRemoved => drop(events.remove(one)),
            _ => {
                let text = String::from_utf8(events[one].clone()).unwrap();
                events[one] = text.replace("000\",\"donor\"", "999\",\"donor\"").into_bytes();
            }
        }
        (events, format!("events {one} and {other}"))
    }
}

/// One bit of one file.
fn flip(world: &World, random: &mut Random) -> String {
    let all = harmed_files(world);
    let path = random.one(&all);
    let mut bytes = fs::read(path).unwrap();
    let bit = random.below(8 * bytes.len() as u64);
    bytes[(bit / 8) as usize] ^= 1 << (bit % 8);
    fs::write(path, bytes).unwrap();
    format!("bit {bit} of {}", path.display())
}

/// Every file of the fund that is not empty, and its lock.
fn harmed_files(world: &World) -> Vec<PathBuf> {
    let home = world.books().home;
    let mut all: Vec<PathBuf> = files(&home)
        .into_iter()
        .filter(|(_, bytes)| !bytes.is_empty())
        .map(|(path, _)| home.join(path))
        .collect();
    all.push(world.books().lock);
    all
}

fn put_back(old: &Path, now: &Path) -> String {
    fs::remove_dir_all(now).unwrap();
    copy(old, now);
    format!("{} of 200 events", now.display())
}

/// The journal with other events in it, each commit as long as it was: chain and checksums fit.
pub(crate) fn rewrite(log: &Path, events: &[Vec<u8>]) {
    let journal = JournalFile::open(log).unwrap();
    let records: Vec<Record> = journal.walk(journal.start()).map(|walked| walked.unwrap().record).collect();
    let mut writer = JournalWriter::create(log, journal.id()).unwrap();
    let mut rest = events;
    for (place, record) in records.iter().enumerate() {
        let last = place + 1 == records.len();
        let count = if last { rest.len() } else { rest.len().min(record.count as usize) };
        let (now, later) = rest.split_at(count);
        rest = later;
        if now.is_empty() {
            break;
        }
        let stream = record.events().next().unwrap().stream.to_owned();
        let same = record.events().map(|event| event.bytes).eq(now.iter().map(Vec::as_slice));
        if same && writer.fits(record) {
            writer.push(record).unwrap();
            continue;
        }
        let command = CommandId { id: record.command_id, digest: record.digest };
        let now: Vec<&[u8]> = now.iter().map(Vec::as_slice).collect();
        writer.commit(command, &stream, &now).unwrap();
    }
    let kept = writer.finish().unwrap().put_in_place().unwrap();
    // Nobody who does this leaves the old one there.
    fs::remove_file(log.join(kept.unwrap())).unwrap();
}

/// Another event in journal, sled and bundle, so that nothing here has the right one.
pub(crate) fn lose_event_everywhere(world: &World, position: u64) {
    let log = world.books().log();
    let mut events = world.events();
    events[position as usize] = event(9_000, 9_000);
    rewrite(&log, &events);
    fs::remove_dir_all(log.join("sled")).unwrap();
    drop(world.open());
    let id = BundleId::holding(position, events.len() as u64).unwrap();
    let first = (id.index * 256) as usize;
    let mut bundle = Vec::new();
    for entry in &events[first..events.len().min(first + 256)] {
        push_entry(&mut bundle, entry).unwrap();
    }
    fs::write(world.books().tlog().join(id.to_string()), bundle).unwrap();
    let tile = world.books().tlog().join("tile/0/000");
    let mut bytes = fs::read(&tile).unwrap();
    bytes[32 * position as usize] ^= 1;
    fs::write(tile, bytes).unwrap();
}
