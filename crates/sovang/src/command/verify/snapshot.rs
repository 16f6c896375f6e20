//! `sovang verify snapshot`: a day's public book, from the signed list of its files, and with a copy of the log from the
//! log itself.

use std::path::PathBuf;
use std::time::Duration;

use monitor::Source;

use super::super::Failure;
use crate::config::Config;
use crate::trust::{Trusting, unusable};
use crate::verdict;

/// How long one file may take.
const LIMIT: Duration = Duration::from_mins(5);

#[derive(clap::Args, Debug)]
pub(crate) struct Snapshot {
    /// Thư mục đã tải về, hoặc địa chỉ trang của ngày ấy / the directory with the files, or the address of the day's page
    #[arg(value_name = "DIR|URL")]
    from: String,
    /// Bản sao của nhật ký, để dựng lại từng tệp / a copy of the log, to make each file again
    #[arg(long, value_name = "DIR")]
    mirror: Option<PathBuf>,
    #[command(flatten)]
    trusting: Trusting,
}

impl Snapshot {
    pub(crate) fn run(self, _: &Config) -> Result<(), Failure> {
        let source = Source::parse(&self.from, LIMIT).map_err(|error| unusable(&error.to_string()))?;
        verdict::tell(&monitor::verify_snapshot(&source, self.mirror.as_deref(), &self.trusting.trust()?)?)
    }
}
