//! Whether commands and streams are complete. sled may drop a damaged page and say nothing: a record that is missing
//! shows when it is read, but a command that is forgotten would be taken twice. Each event belongs to one command and
//! to one stream, so the counts of all commands, and the last versions of all streams, add up to the events.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{Fault, Stored, contained, read_command};

/// The trees to add up.
pub(crate) struct Audit {
    pub(super) commands: sled::Tree,
    pub(super) streams: sled::Tree,
}

impl Audit {
    /// Adds up what belongs to events below `position`, which are all indexed; later ones may come meanwhile.
    /// Gives up without an answer when `stop` is set.
    pub(crate) fn run(self, position: u64, stop: &AtomicBool) -> Result<(), Fault> {
        contained(|| {
            let commands = of_commands(&self.commands, position, stop)?;
            let streams = of_streams(&self.streams, position, stop)?;
            if stop.load(Ordering::Relaxed) || (commands == position && streams == position) {
                return Ok(());
            }
            Err(Fault("commands or streams are missing in it".to_owned()))
        })
    }
}

fn of_commands(tree: &sled::Tree, position: u64, stop: &AtomicBool) -> Result<u64, Fault> {
    let mut events = 0_u64;
    for entry in tree.iter().take_while(|_| !stop.load(Ordering::Relaxed)) {
        let found = read_command(&entry?.1).ok_or_else(|| Fault("a command cannot be read".to_owned()))?;
        if found.first < position {
            events = events.saturating_add(found.count);
        }
    }
    Ok(events)
}

/// Entries are ordered by stream and then by version, so the last one of each stream counts.
fn of_streams(tree: &sled::Tree, position: u64, stop: &AtomicBool) -> Result<u64, Fault> {
    let mut events = 0_u64;
    let mut last: Option<(Stored, u64)> = None;
    for entry in tree.iter().take_while(|_| !stop.load(Ordering::Relaxed)) {
        let (key, first) = entry?;
        if number(&first)? >= position {
            continue;
        }
        let version = number(&key)?;
        if let Some((_, version)) = last.filter(|(before, _)| name(before) != name(&key)) {
            events = events.saturating_add(version);
        }
        last = Some((key, version));
    }
    Ok(events.saturating_add(last.map_or(0, |(_, version)| version)))
}

fn number(bytes: &[u8]) -> Result<u64, Fault> {
    let number = bytes.last_chunk::<8>().ok_or_else(|| Fault("a stream cannot be read".to_owned()))?;
    Ok(u64::from_be_bytes(*number))
}

fn name(key: &[u8]) -> Option<&[u8]> {
    key.split_last_chunk::<8>().map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use uuid::Uuid;

    use crate::index::store::Store;
    use crate::{CommandId, Commit, EventLog, Expected, Options};

    /// Commands 1 to 20 with two events each on three streams, and then what `harm` does to sled.
    #[track_caller]
    fn check(harm: impl FnOnce(&Store), complete: bool) {
        let place = tempfile::tempdir().unwrap();
        EventLog::create(place.path(), Uuid::nil()).unwrap();
        let (log, _) = EventLog::open(place.path(), Options::default()).unwrap();
        for number in 1..=20 {
            let commit = Commit {
                command: CommandId { id: Uuid::from_u128(number), digest: [0; 32] },
                at: None,
                expected: vec![Expected { stream: format!("stream/{}", number % 3), version: None }],
                events: vec![(0, b"a".to_vec()), (0, b"b".to_vec())],
            };
            log.append(commit).wait().unwrap();
        }
        drop(log);
        let store = Store::open(place.path(), Uuid::nil(), 1 << 20).map_err(|fault| fault.0).unwrap();
        harm(&store);
        let answer = store.audit().run(40, &AtomicBool::new(false));
        assert_eq!(answer.is_ok(), complete, "{answer:?}");
        assert!(store.audit().run(40, &AtomicBool::new(true)).is_ok(), "stopped");
    }

    #[test]
    fn what_is_missing_is_found() {
        check(|_| {}, true);
        check(|store| drop(store.commands.remove(Uuid::from_u128(7).as_bytes()).unwrap()), false);
        check(|store| drop(store.streams.pop_max().unwrap()), false);
        check(|store| store.commands.clear().unwrap(), false);
    }
}
