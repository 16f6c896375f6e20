//! `sovang witness`: cosigns the checkpoints of logs that it follows, each only if it extends the last one.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use monitor::FULL_REPLAY;
use monitor::witness::{Witness as Kept, router};
use transparency::{KeyKind, VerifierKey};

use super::Failure;
use crate::config::Config;
use crate::trust::{policy, text, unusable};

#[derive(clap::Args, Debug)]
pub(crate) struct Witness {
    /// Thư mục của nhân chứng: nó nhớ gì; không xóa, không khôi phục bản cũ / what it remembers; never deleted, never
    /// restored from an old copy
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    /// Khóa riêng của nhân chứng, tạo bằng `sovang key new --witness` / the witness's private key
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Địa chỉ lắng nghe / address to listen on
    #[arg(long, value_name = "ADDR")]
    listen: SocketAddr,
    /// Khóa công khai của sổ cần theo, hoặc tệp chứa khóa; nêu nhiều lần được / the public key of a log to follow, or a
    /// file with it; may be given several times
    #[arg(long = "vkey", value_name = "VKEY", required_unless_present = "policy")]
    vkeys: Vec<String>,
    /// Hoặc mọi sổ trong chính sách này (tlog-policy) / or all logs of this policy
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
}

impl Witness {
    pub(crate) fn run(self, _: &Config) -> Result<(), Failure> {
        let signer = monitor::read_signer(&self.key)?;
        if signer.public().name().ends_with(FULL_REPLAY) {
            return Err(unusable(
                "khóa kiểm toán không dùng làm nhân chứng: tạo khóa bằng `sovang key new --witness` / an auditor's key is no \
                 witness's: make one with `sovang key new --witness`",
            ));
        }
        let mut keys = self.vkeys.iter().map(|given| log_key(given)).collect::<Result<Vec<_>, _>>()?;
        if let Some(path) = &self.policy {
            keys.extend(policy(path)?.logs().iter().map(|log| log.key.clone()));
        }
        let witness = Arc::new(Kept::open(&self.dir, signer, keys)?);
        let said = |address| told(&witness, address);
        crate::serving::alone(router(Arc::clone(&witness), now), self.listen, said)
    }
}

/// Seconds since 1970; a clock before that is at its beginning.
fn now() -> u64 {
    u64::try_from(Timestamp::now().as_second()).unwrap_or(0)
}

fn log_key(given: &str) -> Result<VerifierKey, Failure> {
    let text = if given.contains('+') { given.to_owned() } else { text(Path::new(given))? };
    match VerifierKey::parse(text.trim_end()) {
        Ok(key) if key.kind() == KeyKind::Note => Ok(key),
        Ok(_) => Err(unusable("--vkey không phải khóa của một sổ / --vkey is no log's key")),
        Err(error) => Err(unusable(&error.to_string())),
    }
}

fn told(witness: &Kept, address: SocketAddr) -> String {
    let line = |(log, size): (&str, Option<u64>)| {
        let size =
            size.map_or_else(|| "chưa ký / none yet".to_owned(), |size| format!("{size} mục / entries"));
        format!("  {log}: {size}\n")
    };
    let logs: String = witness.logs().into_iter().map(line).collect();
    format!(
        "Nhân chứng mở tại / the witness listens at:\n  http://{address}/add-checkpoint\n\
         Khóa công khai / public key:\n  {}\nTheo các sổ / it follows:\n{logs}",
        witness.key()
    )
}
