//! `sovang verify`: what can be checked, one file a kind. Everything but `log` needs no server, no books and no trust in
//! the fund. Exit codes: 0 right, 1 tampered, 2 incomplete, 3 wrong usage.

mod log;

use clap::Subcommand;

use super::Failure;
use crate::config::Config;

#[derive(clap::Args)]
pub(crate) struct Verify {
    #[command(subcommand)]
    what: What,
}

/// What is to be checked.
#[derive(Subcommand)]
enum What {
    /// Sổ trên máy này: nhật ký, số liệu, dữ liệu cá nhân / the books on this machine
    Log(log::Log),
}

impl Verify {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        match self.what {
            What::Log(log) => log.run(config),
        }
    }
}
