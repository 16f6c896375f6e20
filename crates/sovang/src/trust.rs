//! Whom a verification believes: a policy file, the log's key, or whatever key is found first. And the files that
//! verifications are given.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use monitor::{Copy, CopyError, MirrorError, MonitorError, Trust};
use transparency::{KeyKind, Line, Note, Policy, VerifierKey};

use crate::failure::Failure;
use crate::out::path as shown;

/// The longest note, key or policy that is read.
const MOST: u64 = 64 * 1024;

// A doc comment would stand in the help of every command.
#[derive(Args, Debug)]
pub(crate) struct Trusting {
    /// Chính sách tin cậy: sổ, nhân chứng, kiểm toán nào được tin (tlog-policy) / whose keys are believed
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Khóa công khai của sổ, hoặc tệp chứa khóa / the log's public key, or a file with it
    #[arg(long, value_name = "VKEY", conflicts_with = "policy")]
    vkey: Option<String>,
}

impl Trusting {
    /// What was given; nothing is trust on first use.
    pub(crate) fn trust(&self) -> Result<Trust, Failure> {
        if let Some(path) = &self.policy {
            return policy(path).map(Trust::Policy);
        }
        let Some(given) = &self.vkey else { return Ok(Trust::FirstUse) };
        let text = if given.contains('+') { given.clone() } else { text(Path::new(given))? };
        match VerifierKey::parse(text.trim_end()) {
            Ok(key) if key.kind() == KeyKind::Note => Ok(Trust::Policy(Policy::of_log(key))),
            Ok(_) => Err(unusable("--vkey không phải khóa của một sổ / --vkey is no log's key")),
            Err(error) => Err(unusable(&error.to_string())),
        }
    }
}

/// A trust policy in a file.
pub(crate) fn policy(path: &Path) -> Result<Policy, Failure> {
    Policy::parse(&bytes(path)?).map_err(|error| unusable_file(path, &error.to_string()))
}

/// A signed note in a file.
pub(crate) fn note(path: &Path) -> Result<Note, Failure> {
    Note::parse(&bytes(path)?).map_err(|error| unusable_file(path, &error.to_string()))
}

/// The text in a file.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    let text = String::from_utf8(bytes(path)?);
    text.map_err(|_| unusable_file(path, "không phải văn bản UTF-8 / no UTF-8 text"))
}

/// What is in a file that is given to a verification.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes));
    match read {
        Ok(length) if length as u64 <= MOST => Ok(bytes),
        Ok(_) => Err(unusable_file(path, "dài quá 64 KiB / longer than 64 KiB")),
        Err(error) => Err(unusable_file(path, &format!("không đọc được: {error} / cannot be read: {error}"))),
    }
}

/// What a verification was given cannot be used, in both languages.
pub(crate) fn unusable(text: &str) -> Failure {
    let Line { vi, en } = Line::both(text);
    Failure::Unusable { vi, en }
}

pub(crate) fn unusable_file(path: &Path, text: &str) -> Failure {
    let Line { vi, en } = Line::both(text);
    let path = shown(path);
    Failure::Unusable { vi: format!("{path}: {vi}"), en: format!("{path}: {en}") }
}

/// The copy, or why there is none.
pub(crate) fn opened(copy: Result<Copy, CopyError>) -> Result<Copy, Failure> {
    copy.map_err(|error| match error {
        CopyError::Monitor(error) => error.into(),
        error => unusable(&error.to_string()),
    })
}

impl From<MonitorError> for Failure {
    fn from(error: MonitorError) -> Self {
        unusable(&error.to_string())
    }
}

impl From<MirrorError> for Failure {
    fn from(error: MirrorError) -> Self {
        match error {
            MirrorError::Monitor(error) => error.into(),
            error => Self::Mirror(error),
        }
    }
}
