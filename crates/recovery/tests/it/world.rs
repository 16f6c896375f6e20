//! A small published fund in a directory of its own: cash receipts with vouchers, some commands of many events.

use std::fs;
use std::path::{Path, PathBuf};

use event_log::{CommandId, Commit, EventLog, Expected, Options};
use publication::{Lock, LogKeys, Publisher, Store};
use recovery::Books;
use tempfile::TempDir;
use transparency::VerifierKey;
use uuid::Uuid;

pub(crate) const FUND: &str = "yagi-2024";
pub(crate) const ORIGIN: &str = "ledger.example/fund/yagi-2024";
pub(crate) const LOG: Uuid = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_00aa);

pub(crate) struct World(TempDir);

impl World {
    /// Empty books.
    pub(crate) fn new() -> Self {
        let world = Self(tempfile::tempdir().unwrap());
        EventLog::create(&world.books().log(), LOG).unwrap();
        world
    }

    /// The same files once more.
    pub(crate) fn copy(&self) -> Self {
        let world = Self(tempfile::tempdir().unwrap());
        copy(self.0.path(), world.0.path());
        world
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn books(&self) -> Books {
        let key = self.path("keys").exists().then(|| self.key());
        Books::of_fund(&self.path("data"), &self.path("locks"), &FUND.parse().unwrap(), key)
    }

    pub(crate) fn key(&self) -> VerifierKey {
        let keys = LogKeys::open(&self.path("keys"), &self.path("locks")).unwrap();
        keys.signer(ORIGIN).unwrap().public().clone()
    }

    pub(crate) fn open(&self) -> EventLog {
        let options = Options { cache_bytes: 1 << 20, ..Options::default() };
        EventLog::open(&self.books().log(), options).unwrap().0
    }

    /// Appends events up to `size`, in commands of one, three or many.
    #[allow(clippy::unused_self, reason = "reads as the others do")]
    pub(crate) fn fill(&self, log: &EventLog, size: u64) {
        while log.head().position < size {
            let first = log.head().position;
            let many = match first % 7 {
                0 => 3,
                3 => 20,
                _ => 1,
            };
            let command = CommandId { id: command_of(first), digest: [3; 32] };
            let events = (first..size.min(first + many)).map(|at| (0, event(first, at))).collect();
            let stream = format!("account/{}", first % 3);
            let expected = vec![Expected { stream, version: None }];
            log.append(Commit { command, at: None, expected, events }).wait().unwrap();
        }
    }

    pub(crate) fn publish(&self, log: &EventLog) {
        let keys = LogKeys::open(&self.path("keys"), &self.path("locks")).unwrap();
        let lock = Lock::read(&self.path("locks"), FUND).unwrap();
        let signer = keys.signer(ORIGIN).unwrap();
        let mut publisher =
            Publisher::open(Store::at(&self.books().tlog()), lock, signer, ORIGIN, log).unwrap();
        publisher.publish(log).unwrap();
    }

    /// Events up to `size`, published.
    pub(crate) fn grow(&self, size: u64) {
        let log = self.open();
        self.fill(&log, size);
        self.publish(&log);
    }

    /// All events, read as a start reads them.
    pub(crate) fn events(&self) -> Vec<Vec<u8>> {
        let log = self.open();
        let records = log.read(0).map(Result::unwrap);
        records
            .flat_map(|record| record.events().map(|event| event.bytes.to_vec()).collect::<Vec<_>>())
            .collect()
    }
}

/// The command that the event at that position begins.
pub(crate) fn command_of(first: u64) -> Uuid {
    Uuid::from_u64_pair(0x0192_0000_0000_7000, 0x8000_0000_0000_0000 | first)
}

/// A cash receipt with a voucher; the position is the number in all of them.
pub(crate) fn event(first: u64, position: u64) -> Vec<u8> {
    let causation = command_of(first);
    let id = Uuid::from_u64_pair(0x0193_0000_0000_7000, 0x8000_0000_0000_0000 | position);
    let (number, minute) = (position + 1, position % 60);
    let hour = position / 60 % 24;
    format!(
        r#"{{"actor":"treasurer:t-7f3a","causation":"{causation}","correlation":"{causation}","effective_on":"2024-09-10","event":{{"receipt_recorded":{{"account":"cash:main","amount":"{number}000","donor":"person","receipt":{number},"row":{number},"voucher":"PT-2024-{number:05}"}}}},"id":"{id}","recorded_at":"2024-09-10T{hour:02}:{minute:02}:00Z","schema":2}}"#
    )
    .into_bytes()
}

/// The voucher of that event.
pub(crate) fn voucher(position: u64) -> String {
    format!("PT-2024-{:05}", position + 1)
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a directory with its bytes, by its path below it.
pub(crate) fn files(folder: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), bytes);
            }
        }
    }
    found
}

/// Numbers that look random and are the same for the same seed.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }

    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len() as u64) as usize]
    }
}
