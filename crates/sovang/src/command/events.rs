//! `sovang events`: prints the stored events as they are, one a line.

use std::io::{BufWriter, Write};

use super::{Failure, Which};
use crate::config::Config;
use crate::local::open;

/// Arguments.
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
        let mut out = BufWriter::new(std::io::stdout().lock());
        for event in ledger.events(self.from) {
            out.write_all(&event?.bytes)?;
            out.write_all(b"\n")?;
        }
        Ok(out.flush()?)
    }
}
