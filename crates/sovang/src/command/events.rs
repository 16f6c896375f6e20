//! `sovang events`: prints the stored events as they are, one a line.

use super::{Failure, Which};
use crate::config::Config;
use crate::local::open;
use crate::out;

#[derive(clap::Args)]
pub(crate) struct Events {
    #[command(flatten)]
    which: Which,
    /// Từ vị trí / from this position on
    #[arg(long, default_value_t = 0)]
    from: u64,
}

impl Events {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        out::lines(ledger.events(self.from).map(|event| Ok(event?.bytes)))
    }
}
