//! `sovang verify receipt`: a receipt file, against keys that its reader trusts. Reads these files and nothing else.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use monitor::Trust;
use transparency::{Against, Line, Outcome, Policy, RecordDigest, VerifierKey, verify_receipt};

use super::super::Failure;
use crate::config::Config;
use crate::out::{path as shown, plain, say};
use crate::trust::{Trusting, note, text, unusable};
use crate::verdict;

/// More than any receipt has.
const MOST: u64 = 1 << 20;

#[derive(clap::Args, Debug)]
pub(crate) struct Receipt {
    /// Tệp biên nhận (.tlog-proof) / the receipt file
    file: PathBuf,
    /// Điểm kiểm của sổ có từ nơi khác / a checkpoint of the log that was had from elsewhere
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// Mã sau dấu # trong mã QR của biên nhận in giấy / what stands behind # in the printed receipt's QR code
    #[arg(long, value_name = "DIGEST")]
    digest: Option<String>,
    #[command(flatten)]
    trusting: Trusting,
}

impl Receipt {
    pub(crate) fn run(self, _: &Config) -> Result<(), Failure> {
        let bytes = read(&self.file)?;
        let (policy, beside) = match self.trusting.trust()? {
            Trust::Policy(policy) => (Some(policy), None),
            Trust::FirstUse => found(&self.file)?.unzip(),
        };
        let checkpoint = self.checkpoint.as_deref().map(note).transpose()?;
        let digest = self.digest.as_deref().map(digest).transpose()?;
        let against = Against { policy: policy.as_ref(), checkpoint: checkpoint.as_ref(), digest };
        let mut verified = verify_receipt(&bytes, &against);
        if let Some(beside) = beside {
            verified.report.not_checked.push(Line::new(
                format!("Khóa lấy từ {beside}, nằm cạnh biên nhận: chỉ đáng tin bằng nơi đưa tệp đó"),
                format!("The key is from {beside}, beside the receipt: it is worth as much as whoever gave you that file"),
            ));
        }
        if verified.report.outcome != Outcome::Tampered {
            let opened = verified.receipt.iter().flat_map(|receipt| &receipt.openings);
            let opened = opened.filter_map(|field| Some((field.label(), field.value()?)));
            let lines =
                opened.map(|(label, value)| format!("{} / {}: {}\n", label.vi, label.en, plain(value)));
            say(&lines.collect::<String>())?;
        }
        verdict::tell(&verified.report)
    }
}

/// The policy or key that lies beside the file, and where.
fn found(file: &Path) -> Result<Option<(Policy, String)>, Failure> {
    for name in ["policy", "log.vkey"] {
        let path = file.with_file_name(name);
        if path.is_file() {
            let text = text(&path)?;
            let policy = match VerifierKey::parse(text.trim_end()) {
                Ok(key) => Policy::of_log(key),
                Err(_) => Policy::parse(text.as_bytes()).map_err(|error| unusable(&error.to_string()))?,
            };
            return Ok(Some((policy, shown(&path))));
        }
    }
    Ok(None)
}

fn digest(text: &str) -> Result<RecordDigest, Failure> {
    let digest = RecordDigest::parse(text.trim_start_matches('#'));
    digest.ok_or_else(|| unusable("--digest là 22 ký tự sau dấu # / --digest is the 22 characters behind #"))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MOST).read_to_end(&mut bytes));
    read.map_err(|error| {
        let path = shown(path);
        unusable(&format!("{path}: không đọc được: {error} / {path}: cannot be read: {error}"))
    })?;
    Ok(bytes)
}
