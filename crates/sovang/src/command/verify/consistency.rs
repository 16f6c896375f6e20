//! `sovang verify consistency`: two checkpoints of one log, as two people have got them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use monitor::{Copy, Shown, Source, Trust};
use transparency::{Hash, Note, Policy};

use super::super::Failure;
use crate::config::Config;
use crate::trust::{Trusting, note, opened, text, unusable};
use crate::verdict;

/// How long a checkpoint may take.
const LIMIT: Duration = Duration::from_secs(30);

#[derive(clap::Args, Debug)]
pub(crate) struct Consistency {
    /// Điểm kiểm thứ nhất: tệp, hoặc địa chỉ của sổ / a checkpoint: a file, or the log's address
    one: String,
    /// Điểm kiểm thứ hai / the other
    other: String,
    /// Bản sao của sổ, dùng để so / a copy of the log that shows whether they go together
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Chứng minh: mỗi dòng một mã băm base64 / a consistency proof, one hash in base64 a line
    #[arg(long, value_name = "FILE", conflicts_with = "dir")]
    proof: Option<PathBuf>,
    /// Nơi giữ bằng chứng nếu sổ có hai lịch sử / where evidence of two histories is kept
    #[arg(long, value_name = "DIR", default_value = "evidence")]
    evidence: PathBuf,
    #[command(flatten)]
    trusting: Trusting,
}

impl Consistency {
    pub(crate) fn run(self, _: &Config) -> Result<(), Failure> {
        let trust = self.trusting.trust()?;
        let (one, other) = (checkpoint(&self.one)?, checkpoint(&self.other)?);
        let copy = match &self.dir {
            Some(dir) => Some(opened(Copy::open(dir, &trust))?),
            None => None,
        };
        let policy: Policy = match (&trust, &copy) {
            (Trust::Policy(policy), _) => policy.clone(),
            (Trust::FirstUse, Some(copy)) => copy.policy().clone(),
            (Trust::FirstUse, None) => {
                return Err(unusable(
                    "hãy nêu khóa của sổ: --vkey hoặc --policy / give the log's key: --vkey or --policy",
                ));
            }
        };
        let proof = self.proof.as_deref().map(proof).transpose()?;
        let shown = match (&copy, &proof) {
            (Some(copy), _) => Shown::Copy(copy),
            (None, Some(proof)) => Shown::Proof(proof),
            (None, None) => Shown::Nothing,
        };
        let mut compared = monitor::verify_consistency(&one, &other, &policy, shown);
        for evidence in compared.evidence.clone() {
            let saved = evidence.save(&self.evidence);
            let path = saved.map_err(|source| Failure::Write { path: self.evidence.clone(), source })?;
            compared.saved(&path);
        }
        verdict::tell(&compared.report)
    }
}

fn checkpoint(from: &str) -> Result<Note, Failure> {
    if !from.contains("://") {
        return note(Path::new(from));
    }
    let address = from.strip_suffix("/checkpoint").unwrap_or(from);
    let bytes = Source::http(address, LIMIT).and_then(|source| source.checkpoint());
    let bytes = bytes.map_err(|error| unusable(&error.to_string()))?;
    let bytes =
        bytes.ok_or_else(|| unusable(&format!("{from}: không có điểm kiểm / {from}: no checkpoint")))?;
    Note::parse(&bytes).map_err(|error| unusable(&error.to_string()))
}

fn proof(path: &Path) -> Result<Vec<Hash>, Failure> {
    let text = text(path)?;
    let hashes = text.lines().map(Hash::parse).collect::<Option<Vec<_>>>();
    let hashes = hashes.filter(|hashes| hashes.len() <= 128);
    hashes.ok_or_else(|| {
        unusable("chứng minh phải là các dòng mã băm base64 / a proof is lines of hashes in base64")
    })
}
