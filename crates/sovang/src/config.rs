//! The configuration: flags first, then the environment, then the file, then the default.

mod access;
mod iati;
mod proof;
mod provider;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use domain::{Actor, Role};
use ledger::Places;
use papers::{Issuer, Usage};
use serde::Deserialize;
use vault::KeySource;

use access::AccessFile;
use iati::IatiFile;
pub(crate) use proof::{Authority, Proof};
use proof::{ProofFile, ProofFlags};
pub(crate) use provider::{ProviderError, ProviderFile, open as open_providers};

/// The file that is read when none is named, if it is there.
const FILE: &str = "config/sovang.toml";

// What can be set for every command. A doc comment would stand in the program's help.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Dùng cho mọi lệnh / for every command")]
pub(crate) struct Flags {
    /// Tệp cấu hình / configuration file [config/sovang.toml]
    #[arg(long, env = "SOVANG_CONFIG", global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Thư mục chứa sổ / where the books lie
    #[arg(long, env = "SOVANG_DATA", global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Thư mục mẫu sao kê / directory of bank profiles
    #[arg(long, env = "SOVANG_BANKS", global = true, value_name = "DIR")]
    banks: Option<PathBuf>,
    /// Làm với vai trò nào, ví dụ approver:t-1a2b3c4d; bỏ trống là operator:command-line / in which role, and as whom
    #[arg(long = "as", env = "SOVANG_AS", global = true, value_name = "ROLE[:PERSON]", value_parser = actor)]
    actor: Option<Actor>,
    /// Mức nhật ký / what is logged: error, warn, info, debug
    #[arg(long, env = "SOVANG_LOG", global = true, value_name = "LEVEL")]
    log: Option<LogLevel>,
    /// Dạng nhật ký / form of the log lines
    #[arg(long, env = "SOVANG_LOG_FORMAT", global = true, value_name = "FORMAT")]
    log_format: Option<LogFormat>,
    #[command(flatten)]
    proof: ProofFlags,
}

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    data: Option<PathBuf>,
    banks: Option<PathBuf>,
    server: ServerFile,
    log: LogFile,
    issuer: IssuerFile,
    proof: ProofFile,
    access: AccessFile,
    iati: IatiFile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ServerFile {
    listen: Option<SocketAddr>,
    timeout_seconds: Option<u64>,
    upload_mib: Option<usize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LogFile {
    level: Option<LogLevel>,
    format: Option<LogFormat>,
}

/// Who issues papers. An empty text is as good as none.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct IssuerFile {
    parent: Option<String>,
    name: Option<String>,
    address: Option<String>,
    place: Option<String>,
    budget_unit_code: Option<String>,
    usage: Option<UsageFile>,
    base_url: Option<String>,
}

/// How amounts are read: nghìn, linh; or ngàn, lẻ.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum UsageFile {
    North,
    South,
}

impl From<IssuerFile> for Issuer {
    fn from(file: IssuerFile) -> Self {
        let text =
            |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Self {
            parent: text(file.parent),
            name: text(file.name),
            address: text(file.address),
            place: text(file.place),
            budget_unit_code: text(file.budget_unit_code),
            usage: file.usage.map(|usage| match usage {
                UsageFile::North => Usage::NORTHERN,
                UsageFile::South => Usage::SOUTHERN,
            }),
            base_url: text(file.base_url).map(|url| url.trim_end_matches('/').to_owned()),
        }
    }
}

/// The configuration in force.
#[derive(Debug)]
pub(crate) struct Config {
    /// Where the books lie.
    pub(crate) data: PathBuf,
    /// Who works at the command line; none is the role alone, at the machine.
    pub(crate) actor: Option<Actor>,
    /// Bank profiles; none takes the built-in ones.
    pub(crate) banks: Option<PathBuf>,
    /// Address to listen on.
    pub(crate) listen: SocketAddr,
    /// Longest time for one request.
    pub(crate) timeout: Duration,
    /// Largest statement taken over HTTP, in bytes.
    pub(crate) upload: usize,
    /// What is logged.
    pub(crate) log: LogLevel,
    /// How.
    pub(crate) log_format: LogFormat,
    /// Who issues papers.
    pub(crate) issuer: Issuer,
    /// How the logs are published.
    pub(crate) proof: Proof,
    /// Who signs in, and how.
    pub(crate) access: ::access::Policy,
    /// Through whom people may sign in beside.
    pub(crate) providers: Vec<ProviderFile>,
    /// As whom the fund reports to IATI; none where no registered identifier is known.
    pub(crate) iati: Option<web::Reporter>,
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    #[error("không đọc được tệp cấu hình {path} / cannot read the configuration {path}: {source}", path = crate::out::path(path))]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("tệp cấu hình {path} có chỗ sai / the configuration {path} is wrong: {source}", path = crate::out::path(path))]
    Wrong { path: PathBuf, source: Box<toml::de::Error> },
}

impl Config {
    /// Where the books lie, and where their keys do.
    pub(crate) fn places(&self) -> Places {
        let source = self.proof.token.clone().map_or(KeySource::Directory, KeySource::Token);
        Places { data: self.data.clone(), keys: self.proof.keys.clone(), source }
    }

    /// Reads the configuration.
    pub(crate) fn load(flags: Flags) -> Result<Self, ConfigError> {
        let mut file = match &flags.config {
            Some(path) => read(path)?,
            None if Path::new(FILE).exists() => read(Path::new(FILE))?,
            None => File::default(),
        };
        let data = flags.data.or(file.data).unwrap_or_else(|| PathBuf::from("data"));
        let providers = std::mem::take(&mut file.access.provider);
        let mib = file.server.upload_mib.unwrap_or(64);
        let proof = Proof::new(flags.proof, file.proof, &data);
        Ok(Self {
            data,
            actor: flags.actor,
            banks: flags.banks.or(file.banks),
            listen: file.server.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080))),
            timeout: Duration::from_secs(file.server.timeout_seconds.unwrap_or(30)),
            upload: mib.saturating_mul(1024 * 1024),
            log: flags.log.or(file.log.level).unwrap_or(LogLevel::Info),
            log_format: flags.log_format.or(file.log.format).unwrap_or(LogFormat::Text),
            issuer: file.issuer.into(),
            access: ::access::Policy { keys: Some(proof.keys.clone()), ..file.access.into() },
            providers,
            proof,
            iati: file.iati.0,
        })
    }
}

/// A role, and the pseudonym of a person; who names none is whoever sits at the machine.
fn actor(text: &str) -> Result<Actor, String> {
    let (role, person) = text.split_once(':').unwrap_or((text, PERSON));
    if Role::of(role).is_none() {
        let names = Role::ALL.map(Role::name).join(", ");
        return Err(format!("vai trò là một trong {names} / a role is one of {names}"));
    }
    format!("{role}:{person}").parse().map_err(|error: domain::InvalidId| error.to_string())
}

/// Who works at the command line, where nobody is named.
const PERSON: &str = "command-line";

fn read(path: &Path) -> Result<File, ConfigError> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
    toml::from_str(&text)
        .map_err(|source| ConfigError::Wrong { path: path.to_owned(), source: Box::new(source) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_known_and_a_person_may_be_named() {
        assert_eq!(actor("approver:t-1a2b3c4d").unwrap().to_string(), "approver:t-1a2b3c4d");
        assert_eq!(actor("treasurer").unwrap().to_string(), "treasurer:command-line");
        for wrong in ["", "boss", "Approver", "approver:", "approver:Nguyễn Văn A", "approver:a:b"] {
            assert!(actor(wrong).is_err_and(|error| error.contains(" / ")), "{wrong}");
        }
    }

    #[test]
    fn the_shipped_file_is_the_default() {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/sovang.toml");
        let shipped = Config::load(Flags { config: Some(shipped), ..Flags::default() }).unwrap();
        let built_in = Config::load(Flags::default()).unwrap();
        assert_eq!(format!("{shipped:?}"), format!("{built_in:?}"));
    }

    #[test]
    fn a_flag_goes_before_the_file_and_an_unknown_key_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sovang.toml");
        let load = |text: &str| {
            std::fs::write(&path, text).unwrap();
            let (config, data) = (Some(path.clone()), Some("flag".into()));
            Config::load(Flags { config, data, ..Flags::default() })
        };
        let config = load("data = \"file\"\nbanks = \"b\"").unwrap();
        assert_eq!((config.data, config.banks), ("flag".into(), Some("b".into())));
        let config = load(
            "[issuer]\nname = \"Ban A\"\nparent = \" \"\nusage = \"south\"\nbase_url = \"https://a.vn/\"",
        );
        let issuer = config.unwrap().issuer;
        assert_eq!((issuer.name.as_deref(), issuer.parent), (Some("Ban A"), None));
        assert_eq!((issuer.base_url.as_deref(), issuer.usage), (Some("https://a.vn"), Some(Usage::SOUTHERN)));
        for wrong in [
            "dta = 1",
            "[server]\nlisten = \"here\"",
            "[log]\nlevel = \"loud\"",
            "[issuer]\nusage = \"east\"",
            "[access]\nsecond_factor = [\"operator\"]",
            "[iati]\nidentifier = \"VN-X-1\"",
            "[iati]\nidentifier = \"mine\"\nsource = \"a\"",
            "data = ",
        ] {
            let error = load(wrong).unwrap_err().to_string();
            assert!(error.contains("line 1") || error.contains("line 2"), "{error}");
        }
    }
}
