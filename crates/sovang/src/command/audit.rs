//! `sovang audit`: hashes and replays a copy, and states it with the auditor's own key.

use std::path::PathBuf;

use jiff::Timestamp;

use super::Failure;
use crate::config::Config;
use crate::out::{path as shown, say};
use crate::trust::{Trusting, note};
use crate::verdict;

#[derive(clap::Args, Debug)]
pub(crate) struct Audit {
    /// Thư mục của bản sao / the copy's directory
    dir: PathBuf,
    /// Khóa riêng của kiểm toán, tạo bằng `sovang key new` / the auditor's private key
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Xác nhận lần trước: nay phải nối tiếp đúng nó / the statement of the last audit, which this one must go on from
    #[arg(long, value_name = "CHECKPOINT")]
    since: Option<PathBuf>,
    /// Ghi xác nhận vào tệp này / where the statement is written
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    trusting: Trusting,
}

impl Audit {
    pub(crate) fn run(self, _: &Config) -> Result<(), Failure> {
        let signer = monitor::read_signer(&self.key)?;
        let since = self.since.as_deref().map(note).transpose()?;
        let time = u64::try_from(Timestamp::now().as_second()).unwrap_or(0);
        let audited = monitor::audit(&self.dir, &self.trusting.trust()?, since.as_ref(), &signer, time)?;
        audited.save(&self.out)?;
        verdict::tell(&audited.report)?;
        let (name, out) = (signer.public().name(), shown(&self.out));
        say(&format!(
            "{name} xác nhận: đã băm lại mọi mục và dựng lại mọi số dư đến cỡ này. Xác nhận ở {out}.\n\
             {name} states: every entry re-hashed and every balance replayed to this size. The statement is in {out}.\n"
        ))?;
        Ok(())
    }
}
