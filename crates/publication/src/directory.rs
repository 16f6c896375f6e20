//! The log of all logs of a ledger: which funds there are, with which key, and what each has published. A fund that is
//! shown to some and not to others, or twice under one name, shows here, and the directory is published like a fund.
//!
//! Its entries are JSON, one line, keys in alphabetical order. Adding one that is there already changes nothing, so
//! nobody needs to remember what has been added.

use std::path::Path;

use event_log::{CommandId, Commit, EventLog, Expected, OpenError, Options};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use transparency::{Checkpoint, Frontier, Hash, Note, Signer, VerifierKey};
use uuid::Uuid;

use crate::{Lock, PublishError, Published, Publisher, Store};

/// The short name of the directory, where a fund's log has the fund's.
pub const DIRECTORY: &str = "directory";

/// The index of such a log is small.
const CACHE: u64 = 4 << 20;

/// See the module.
pub struct Directory {
    publisher: Publisher,
    log: EventLog,
}

/// A fund is published under this name and key.
#[derive(Serialize)]
struct Birth<'a> {
    fund: &'a str,
    kind: &'static str,
    origin: &'a str,
    schema: u8,
    vkey: String,
}

/// A fund has published this note.
#[derive(Serialize)]
struct Shown<'a> {
    fund: &'a str,
    kind: &'static str,
    note: String,
    schema: u8,
}

/// What is read of an entry again.
#[derive(Deserialize)]
struct Noted {
    note: Option<String>,
}

/// How many of the newest entries are looked at for a fund's last checkpoint.
const LOOKED_AT: u64 = 5_000;

impl Directory {
    /// Opens the directory below `dir`, or makes it. One process at a time can have it open.
    pub fn open(dir: &Path, lock: Lock, signer: Signer, origin: &str) -> Result<Self, PublishError> {
        let path = dir.join("log");
        let options = || Options { cache_bytes: CACHE, ..Options::default() };
        let log = match EventLog::open(&path, options()) {
            Err(OpenError::NotFound { .. }) => {
                EventLog::create(&path, Uuid::now_v7())?;
                EventLog::open(&path, options())?.0
            }
            opened => opened?.0,
        };
        let publisher = Publisher::open(Store::at(&dir.join("tlog")), lock, signer, origin, &log)?;
        Ok(Self { publisher, log })
    }

    /// Its own publication.
    pub fn publisher(&self) -> &Publisher {
        &self.publisher
    }

    /// Hands its publication to witnesses too.
    pub fn publisher_mut(&mut self) -> &mut Publisher {
        &mut self.publisher
    }

    /// Adds that a fund exists under that key, and what it has published; and publishes the directory.
    pub fn add(
        &mut self,
        fund: &str,
        key: &VerifierKey,
        published: &Published,
    ) -> Result<&Published, PublishError> {
        let vkey = key.to_string();
        self.append(fund, &Birth { fund, kind: "birth", origin: key.name(), schema: 1, vkey })?;
        let note = signed_by(key, published);
        self.append(fund, &Shown { fund, kind: "checkpoint", note, schema: 1 })?;
        self.publisher.publish(&self.log)
    }

    /// Whether the newest checkpoint of a fund that stands here is of the history that `publisher` goes on with. It is kept
    /// apart from the fund's own lock, and shows where both were put back together.
    pub fn bears_out(&self, publisher: &Publisher, fund: &EventLog) -> Result<(), PublishError> {
        let Some(shown) = self.newest(publisher.key().name())? else { return Ok(()) };
        let (origin, size) = (shown.origin.clone(), fund.head().position);
        if shown.size > size {
            return Err(PublishError::RolledBack { origin, size, locked: shown.size, root: shown.root });
        }
        let found = if shown.size <= publisher.size() {
            transparency::root(&publisher.store().nodes(publisher.size()), shown.size)?
        } else {
            root_of(fund, shown.size)?
        };
        if found == shown.root {
            Ok(())
        } else {
            Err(PublishError::Rewritten { origin, size: shown.size, locked: shown.root, found })
        }
    }

    /// The last checkpoint of the log of that name, among the newest entries.
    fn newest(&self, origin: &str) -> Result<Option<Checkpoint>, PublishError> {
        let mut newest = None;
        for record in self.log.read(self.log.head().position.saturating_sub(LOOKED_AT)) {
            for event in record?.events() {
                let Ok(Noted { note: Some(note) }) = serde_json::from_slice(event.bytes) else { continue };
                let note = Note::parse(note.as_bytes()).ok();
                let checkpoint = note.and_then(|note| Checkpoint::parse(note.text()).ok());
                newest = checkpoint.filter(|checkpoint| checkpoint.origin == origin).or(newest);
            }
        }
        Ok(newest)
    }

    /// Appends an entry once: its command is named by its content.
    fn append(&self, fund: &str, entry: &impl Serialize) -> Result<(), PublishError> {
        let bytes = serde_json::to_vec(entry).map_err(|error| PublishError::Io {
            path: self.publisher.store().dir().to_owned(),
            source: error.into(),
        })?;
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        let id = digest.first_chunk::<16>().copied().map(uuid::Builder::from_custom_bytes);
        let command = CommandId { id: id.map(uuid::Builder::into_uuid).unwrap_or_default(), digest };
        let expected = vec![Expected { stream: format!("fund/{fund}"), version: None }];
        self.log.append(Commit { command, at: None, expected, events: vec![(0, bytes)] }).wait()?;
        Ok(())
    }
}

/// The root over a log's first events, hashed from its journal.
fn root_of(log: &EventLog, size: u64) -> Result<Hash, PublishError> {
    let mut frontier = Frontier::default();
    for record in log.read_journal(0) {
        let record = record?;
        for event in record.events().take_while(|event| event.position < size) {
            frontier.push(Hash::leaf(event.bytes), |_, _, _| {});
        }
        if record.end_position() >= size {
            break;
        }
    }
    Ok(frontier.root())
}

/// The note with the log's own signature alone: with the witnesses' it would be another entry each time they are asked.
fn signed_by(key: &VerifierKey, published: &Published) -> String {
    let mut note = transparency::Note::new(published.note.text().to_owned());
    let ours = |line: &&transparency::NoteSignature| line.name == key.name() && line.id == key.id();
    if let Some(line) = published.note.signatures().iter().find(ours) {
        note.push(line.clone());
    }
    note.to_string()
}

#[cfg(test)]
mod tests {
    use transparency::{KeyKind, entries};

    use super::*;
    use crate::LogKeys;

    fn published(signer: &Signer, size: u64, witnessed: bool) -> Published {
        let root = transparency::Hash::leaf(&size.to_be_bytes());
        let checkpoint = Checkpoint { origin: signer.public().name().to_owned(), size, root };
        let mut note = Note::new(checkpoint.to_string());
        note.sign(signer).unwrap();
        if witnessed {
            let witness = Signer::new("witness.example", KeyKind::Cosignature, &[5; 32]).unwrap();
            note.cosign(&witness, size).unwrap();
        }
        Published { note, checkpoint }
    }

    #[test]
    fn every_fund_stands_in_it_once_and_every_checkpoint_once() {
        let place = tempfile::tempdir().unwrap();
        let (keys, locks) = (place.path().join("keys"), place.path().join("locks"));
        let origin = "ledger.example/directory";
        let open = || {
            let keys = LogKeys::open(&keys, &locks).unwrap();
            let lock = Lock::read(&locks, DIRECTORY).unwrap();
            Directory::open(&place.path().join("directory"), lock, keys.signer(origin).unwrap(), origin)
        };
        let fund = |name| Signer::new(&format!("ledger.example/fund/{name}"), KeyKind::Note, &[9; 32]);
        let (one, two) = (fund("one").unwrap(), fund("two").unwrap());
        let mut directory = open().unwrap();
        for (name, signer, size, entries) in
            [("one", &one, 4, 2), ("one", &one, 4, 2), ("two", &two, 4, 4), ("one", &one, 5, 5)]
        {
            for witnessed in [false, true] {
                let now = published(signer, size, witnessed);
                let said = directory.add(name, signer.public(), &now).unwrap();
                assert_eq!(said.checkpoint.size, entries, "{name} {size}");
            }
        }
        assert!(matches!(open().err(), Some(PublishError::Open(OpenError::AlreadyOpen { .. }))));
        let store = directory.publisher().store().clone();
        drop(directory);
        let bundle = store.bundle(transparency::BundleId { index: 0, width: 5 }).unwrap();
        let lines: Vec<_> = entries(&bundle).map(|entry| std::str::from_utf8(entry.unwrap())).collect();
        let vkey = one.public().to_string();
        let birth = format!(
            r#"{{"fund":"one","kind":"birth","origin":"ledger.example/fund/one","schema":1,"vkey":"{vkey}"}}"#
        );
        assert_eq!(lines[0], Ok(birth.as_str()));
        assert!(lines[1].unwrap().starts_with(r#"{"fund":"one","kind":"checkpoint","note":"ledger"#));
        assert_eq!(open().unwrap().publisher().size(), 5);
    }
}
