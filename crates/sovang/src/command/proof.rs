//! `sovang proof`: receipts to hand out: the proof that a record stands in the published log, with the record. The private
//! copy opens the donor's own data and is for that donor alone.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use domain::ReceiptNo;
use ledger::Ledger;
use papers::PaperError;
use publication::ProveError;
use transparency::TlogProof;

use super::{Failure, Which};
use crate::config::Config;
use crate::local::open;
use crate::out::{path, say};
use crate::publishing::{catch_up, store};

/// What is to be proved.
#[derive(Subcommand)]
pub(crate) enum Proof {
    /// Một khoản thu / a receipt
    Receipt(Receipt),
    /// Một sự kiện bất kỳ / any event
    Event(Event),
}

#[derive(Args)]
pub(crate) struct Receipt {
    /// Số khoản thu / number of the receipt
    number: u64,
    #[command(flatten)]
    copy: Copy,
}

#[derive(Args)]
pub(crate) struct Event {
    /// Vị trí trong nhật ký, từ 0 / place in the log, from 0
    position: u64,
    #[command(flatten)]
    copy: Copy,
}

// A doc comment would stand in the help of every command.
#[derive(Args)]
struct Copy {
    /// Bản riêng của người ủng hộ: mở tên và lời nhắn của chính họ / the donor's own copy: opens their name and memo
    #[arg(long)]
    private: bool,
    /// Tệp .tlog-proof; không nêu thì in ra / the file; printed where none is named
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    which: Which,
}

impl Proof {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::Receipt(Receipt { number, copy }) => {
                let number = ReceiptNo::new(number);
                let unknown = || PaperError::unknown("khoản thu", "receipt", number);
                copy.give(config, |ledger| Ok(ledger.receipt_position(number).ok_or_else(unknown)?))
            }
            Self::Event(Event { position, copy }) => copy.give(config, |_| Ok(position)),
        }
    }
}

impl Copy {
    fn give(&self, config: &Config, find: impl Fn(&Ledger) -> Result<u64, Failure>) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let proof = prove(config, &ledger, find(&ledger)?)?;
        let text = if self.private { ledger.private_receipt(proof)?.to_string() } else { proof.to_string() };
        let Some(out) = &self.out else { return Ok(say(&text)?) };
        write(out, text.as_bytes()).map_err(|source| Failure::Write { path: out.clone(), source })?;
        Ok(say(&format!("{}: {} byte\n", path(out), text.len()))?)
    }
}

/// What was recorded while nothing could be published is published first.
fn prove(config: &Config, ledger: &Ledger, position: u64) -> Result<TlogProof, ProveError> {
    let store = store(&config.data, ledger.fund());
    match store.prove(position) {
        Err(ProveError::NotYet { .. }) if position < ledger.head().position => {
            catch_up(config, ledger);
            store.prove(position)
        }
        answer => answer,
    }
}

/// Readable for its owner alone: the copy may be somebody's private one.
fn write(out: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(out)?.write_all(bytes)
}
