//! Following a log: what is new is fetched, hashed and proven to go on from what is kept, and only then it is kept.
//!
//! The copy in the directory is always whole: files of a later size are written and synced before the checkpoint that
//! speaks of them, and the checkpoint is replaced last. What is fetched waits in `incoming/` until all of it has led to the
//! signed root; an interrupted run goes on from there, and nobody believes a byte of it before it has been hashed again.
//! Tiles are never taken from the source but to show that its history goes on from ours.

mod compare;
mod error;
mod fetch;
mod keep;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use transparency::Policy;

use crate::copy::{Copy, CopyError};
use crate::source::MAX_TEXT;
use crate::trust::{Signed, Trust, key_of, read_key};
use crate::{MonitorError, Source};

pub use error::MirrorError;

/// A directory that follows a log.
#[derive(Debug)]
pub struct Mirror {
    dir: PathBuf,
    trust: Trust,
    /// Held while this lives.
    _lock: File,
}

/// What a step brought.
#[derive(Clone, Debug)]
pub struct Followed {
    /// How many entries were kept before.
    pub from: u64,
    /// The checkpoint that is kept now.
    pub signed: Signed,
    /// Whether the log's key was taken from the source just now, because nobody had said which it is.
    pub first_use: bool,
}

/// What a step works on.
struct Step<'a> {
    dir: &'a Path,
    source: &'a Source,
    kept: Option<Copy>,
    served: Signed,
    policy: &'a Policy,
}

impl Mirror {
    /// Takes the directory for mirroring; it is made if it is not there.
    pub fn open(dir: &Path, trust: Trust) -> Result<Self, MirrorError> {
        fs::create_dir_all(dir).map_err(MonitorError::io(dir))?;
        let path = dir.join(".lock");
        let lock = File::create(&path).map_err(MonitorError::io(&path))?;
        if lock.try_lock().is_err() {
            return Err(MirrorError::Busy { dir: dir.to_owned() });
        }
        Ok(Self { dir: dir.to_owned(), trust, _lock: lock })
    }

    /// Goes on to the source's newest checkpoint. `day` goes into the names of evidence files; `progress` is told how many
    /// entries were fetched and hashed, and how many there will be.
    pub fn follow(
        &self,
        source: &Source,
        day: &str,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Followed, MirrorError> {
        let missing = |file: &str| MirrorError::Missing { from: source.to_string(), file: file.to_owned() };
        let kept = match Copy::open(&self.dir, &self.trust) {
            Ok(copy) => Some(copy),
            Err(CopyError::Missing { path }) if path.ends_with("checkpoint") => None,
            // A copy without its key would otherwise be begun anew with whatever key the source shows.
            Err(error) => return Err(MirrorError::Own(error)),
        };
        let (policy, first_use) = self.policy(source)?;
        let bytes = source.checkpoint()?.ok_or_else(|| missing("checkpoint"))?;
        let served = Signed::read(&bytes, &policy);
        let served = served.map_err(|why| MirrorError::Refused { from: source.to_string(), why })?;
        let from = kept.as_ref().map_or(0, |copy| copy.checkpoint().size);
        let mut step = Step { dir: &self.dir, source, kept, served, policy: &policy };
        step.compare(day)?;
        step.go_on(progress)?;
        Ok(Followed { from, signed: step.served, first_use })
    }

    /// The keys to measure by, and whether the log's is the source's own word.
    fn policy(&self, source: &Source) -> Result<(Policy, bool), MirrorError> {
        if let Trust::Policy(policy) = &self.trust {
            return Ok((policy.clone(), false));
        }
        if let Some(key) = read_key(&self.dir.join("log.vkey"))? {
            return Ok((Policy::of_log(key), false));
        }
        let from = source.to_string();
        let bytes = source.get("log.vkey", MAX_TEXT)?;
        let bytes =
            bytes.ok_or_else(|| MirrorError::Missing { from: from.clone(), file: "log.vkey".into() })?;
        let key = key_of(&bytes).map_err(|(vi, en)| MirrorError::Key { from, vi, en })?;
        Ok((Policy::of_log(key), true))
    }
}
