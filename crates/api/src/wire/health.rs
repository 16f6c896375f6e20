//! How the server is.

use ledger::{Ledger, hex};
use serde::Serialize;

/// How the server is.
#[derive(Serialize)]
pub(crate) struct Health {
    /// `ok`; `alarm` where vault rows are lost, a log is damaged, an erasure is stuck or a fund could not be opened; `not-recording` after a failed write:
    /// restart the server and look at its log.
    pub(crate) status: &'static str,
    /// The program's version.
    pub(crate) version: &'static str,
    /// The heads of all logs.
    pub(crate) funds: Vec<Head>,
    /// Funds whose books could not be opened; the server's log says why.
    pub(crate) broken: Vec<Broken>,
}

/// The head of a fund's log.
#[derive(Serialize)]
pub(crate) struct Head {
    /// Short name.
    pub(crate) fund: String,
    /// How many events the log holds.
    pub(crate) position: u64,
    /// The hash that covers all of them, lower-case hex.
    chain: String,
    /// Vault rows that entries refer to and that cannot be read.
    pub(crate) missing_rows: u64,
    /// Whether reading the whole log found damage.
    pub(crate) damaged: bool,
    /// Whether a granted erasure of personal data could not be carried out.
    pub(crate) erasure_stuck: bool,
}

/// A fund whose books could not be opened.
#[derive(Serialize)]
pub(crate) struct Broken {
    /// Short name.
    pub(crate) fund: String,
}

impl Head {
    pub(crate) fn of(ledger: &Ledger) -> Self {
        let head = ledger.head();
        Self {
            fund: ledger.fund().to_string(),
            position: head.position,
            chain: hex(&head.chain),
            missing_rows: ledger.missing_rows(),
            damaged: ledger.is_damaged(),
            erasure_stuck: ledger.has_stuck_erasure(),
        }
    }
}
