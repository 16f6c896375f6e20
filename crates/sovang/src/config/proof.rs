//! How the logs are published: under which name, with which keys, held by which locks, seen by which witnesses.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use serde::Deserialize;
use transparency::VerifierKey;
use vault::TokenSettings;

// A doc comment would stand in the program's help.
#[derive(Args, Debug, Default)]
pub(crate) struct ProofFlags {
    /// Thư mục khóa ký và khóa dữ liệu riêng / where the keys lie: of signatures, of personal data; else `keys` in the data directory
    #[arg(long, env = "SOVANG_KEYS", global = true, value_name = "DIR")]
    keys: Option<PathBuf>,
    /// Thư mục khóa chống ký lại, nên ở ổ đĩa khác / where the last signatures are kept, best on another disk; else `locks` in the data directory
    #[arg(long, env = "SOVANG_LOCKS", global = true, value_name = "DIR")]
    locks: Option<PathBuf>,
    /// Tên miền đứng tên các sổ công bố / the domain in whose name logs are published
    #[arg(long, env = "SOVANG_DOMAIN", global = true, value_name = "DOMAIN", value_parser = domain)]
    domain: Option<String>,
}

/// The section of the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ProofFile {
    keys: Option<PathBuf>,
    locks: Option<PathBuf>,
    domain: Option<DomainName>,
    witnesses: Vec<WitnessAt>,
    quorum: usize,
    tsa: Option<Authority>,
    directory_seconds: Option<u64>,
    token: Option<TokenFile>,
}

/// The token that wraps the epoch keys of personal data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenFile {
    module: PathBuf,
    label: String,
    pin_file: PathBuf,
}

impl From<TokenFile> for TokenSettings {
    fn from(TokenFile { module, label, pin_file }: TokenFile) -> Self {
        Self { module, label, pin_file }
    }
}

/// A witness that is asked to cosign.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WitnessAt {
    /// Where it is reached.
    pub(crate) url: String,
    /// Its key.
    #[serde(deserialize_with = "vkey")]
    pub(crate) vkey: VerifierKey,
}

/// A time-stamping authority (RFC 3161).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Authority {
    /// Where it is asked.
    pub(crate) url: String,
    /// Its certificate, or its issuer's: PEM or DER.
    pub(crate) certificate: PathBuf,
}

/// How the logs are published.
#[derive(Clone, Debug)]
pub(crate) struct Proof {
    /// Where the seed of the signing keys lies, and the keys of personal data.
    pub(crate) keys: PathBuf,
    /// Where the last signed checkpoint of each log is kept.
    pub(crate) locks: PathBuf,
    /// What the logs' names begin with.
    pub(crate) domain: String,
    /// Who is asked to cosign.
    pub(crate) witnesses: Vec<WitnessAt>,
    /// How many of them a checkpoint needs to count.
    pub(crate) quorum: usize,
    /// Who stamps the directory once a day.
    pub(crate) tsa: Option<Authority>,
    /// How often at most a fund's checkpoint goes into the directory while a server runs.
    pub(crate) directory_every: Duration,
    /// What wraps the keys of personal data; none is a file beside them.
    pub(crate) token: Option<TokenSettings>,
}

impl Proof {
    pub(super) fn new(flags: ProofFlags, file: ProofFile, data: &Path) -> Self {
        let domain = flags.domain.or(file.domain.map(|domain| domain.0));
        Self {
            keys: flags.keys.or(file.keys).unwrap_or_else(|| data.join("keys")),
            locks: flags.locks.or(file.locks).unwrap_or_else(|| data.join("locks")),
            domain: domain.unwrap_or_else(|| "sovang.local".to_owned()),
            witnesses: file.witnesses,
            quorum: file.quorum,
            tsa: file.tsa,
            directory_every: Duration::from_secs(file.directory_seconds.unwrap_or(10)),
            token: file.token.map(TokenSettings::from),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct DomainName(String);

impl TryFrom<String> for DomainName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        domain(&text).map(Self)
    }
}

/// The name of a log's key may hold neither space nor plus; a checkpoint's first line no control character.
fn domain(text: &str) -> Result<String, String> {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/');
    if text.chars().all(good) && text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Ok(text.to_owned());
    }
    Err("tên miền gồm chữ không dấu, chữ số, dấu chấm, gạch nối, ví dụ cuutro.example.vn / a domain has letters, digits, \
         dots and hyphens, for example cuutro.example.vn"
        .to_owned())
}

fn vkey<'de, D: serde::Deserializer<'de>>(text: D) -> Result<VerifierKey, D::Error> {
    let text = String::deserialize(text)?;
    VerifierKey::parse(&text).map_err(serde::de::Error::custom)
}
