//! `sovang snapshot`: signs what the public book is now, and the days that have ended; writes the files for any web host.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use ledger::today;
use monitor::MANIFEST;
use public_files::{File, Snap};
use transparency::SnapshotFile;

use super::{Failure, Which};
use crate::config::Config;
use crate::local::open;
use crate::out::{path as shown, say};
use crate::publishing::{self, Press, Stood};

#[derive(clap::Args, Debug)]
pub(crate) struct Snapshot {
    #[command(flatten)]
    which: Which,
    /// Ghi cả các tệp vào thư mục mới này / write the files too, into this new directory
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

impl Snapshot {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let desk = open(config, self.which.fund.as_ref())?;
        publishing::catch_up(config, &desk);
        let (press, day) = (Press::open(config)?, today(Timestamp::now()));
        for id in press.ended_days(&desk, day)? {
            say(&format!("Đã ký bản chốt ngày / signed the day {id}\n"))?;
        }
        let Some(stood) = press.book_now(&desk, day)? else { return Ok(()) };
        let store = publishing::store(&config.data, desk.fund());
        let note = store.snapshot(&stood.snapshot.id).map_err(publication::PublishError::from)?;
        say(&told(&stood))?;
        match &self.to {
            Some(dir) => {
                write(dir, &stood, &note.unwrap_or_default(), &store.key().ok().flatten().unwrap_or_default())
            }
            None => Ok(()),
        }
    }
}

fn told(stood: &Stood) -> String {
    let snapshot = &stood.snapshot;
    let line = |file: &SnapshotFile| format!("  {}  {:>12}  {}", file.hex(), file.bytes, file.name);
    let files = snapshot.files.iter().map(line).collect::<Vec<_>>().join("\n");
    format!(
        "Đã ký bản chốt {id}: {size} dòng sổ, gốc {root}. / Signed the snapshot {id}: {size} entries, root {root}.\n{files}\n",
        id = snapshot.id,
        size = snapshot.of.size,
        root = snapshot.of.root,
    )
}

/// The files as they were signed, with their list and the log's key: `sovang verify snapshot` reads the directory.
fn write(dir: &Path, stood: &Stood, note: &[u8], key: &[u8]) -> Result<(), Failure> {
    let (Stood { book, snapshot }, nobody) = (stood, BTreeSet::new());
    fs::create_dir(dir).map_err(|source| Failure::Write { path: dir.to_owned(), source })?;
    let put = |name: &str, bytes: &[u8]| {
        let path = dir.join(name);
        fs::write(&path, bytes).map_err(|source| Failure::Write { path, source })
    };
    let snap = Snap { book, id: &snapshot.id, of: &snapshot.of, withdrawn: &nobody };
    for file in File::ALL {
        let mut bytes = Vec::new();
        snap.pieces(file, |piece| bytes.extend_from_slice(piece));
        put(file.name(), &bytes)?;
    }
    put(MANIFEST, note)?;
    put("log.vkey", key)?;
    let dir = shown(dir);
    Ok(say(&format!("Kiểm lại / check again: sovang verify snapshot {dir} --mirror BẢN-SAO\n"))?)
}
