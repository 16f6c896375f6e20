//! `sovang list`: the lists that people bring.

mod import;

use clap::Subcommand;

use super::{Failure, Which};
use crate::config::Config;

/// What can be done with a list.
#[derive(Subcommand)]
pub(crate) enum List {
    /// Nạp một danh sách CSV hoặc XLSX: cả tệp hoặc không dòng nào / load a list, CSV or XLSX: the whole file or no row
    Import(import::Import),
}

impl List {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::Import(command) => command.run(config),
        }
    }
}
