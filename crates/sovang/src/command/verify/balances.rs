//! `sovang verify balances`: the books that follow from a copy's entries.

use std::path::PathBuf;

use super::super::Failure;
use crate::config::Config;
use crate::out::say;
use crate::trust::Trusting;
use crate::verdict;

#[derive(clap::Args, Debug)]
pub(crate) struct Balances {
    /// Thư mục của bản sao / the copy's directory
    dir: PathBuf,
    /// Chỉ dựng bấy nhiêu mục đầu / replay so many entries only
    #[arg(long, value_name = "SIZE")]
    at: Option<u64>,
    /// In cả bảng cân đối, là văn bản được băm / print the trial balance too, the text that is hashed
    #[arg(long)]
    lines: bool,
    #[command(flatten)]
    trusting: Trusting,
}

impl Balances {
    pub(crate) fn run(self, _: &Config) -> Result<(), Failure> {
        let replayed = monitor::verify_balances(&self.dir, &self.trusting.trust()?, self.at)?;
        if self.lines {
            say(&replayed.balances.trial_balance())?;
        }
        verdict::tell(&replayed.report)
    }
}
