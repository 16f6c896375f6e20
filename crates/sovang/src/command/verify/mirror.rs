//! `sovang verify mirror`: a copy, from its entries to the signed root.

use std::path::PathBuf;

use super::super::Failure;
use crate::config::Config;
use crate::trust::{Trusting, note};
use crate::verdict;

#[derive(clap::Args, Debug)]
pub(crate) struct Mirror {
    /// Thư mục của bản sao / the copy's directory
    dir: PathBuf,
    /// Xác nhận của kiểm toán (nêu nhiều lần được) / an auditor's statement; may be given several times
    #[arg(long, value_name = "FILE")]
    statement: Vec<PathBuf>,
    #[command(flatten)]
    trusting: Trusting,
}

impl Mirror {
    pub(crate) fn run(self, _: &Config) -> Result<(), Failure> {
        let statements = self.statement.iter().map(|path| note(path)).collect::<Result<Vec<_>, _>>()?;
        verdict::tell(&monitor::verify_mirror(&self.dir, &self.trusting.trust()?, &statements)?.report)
    }
}
