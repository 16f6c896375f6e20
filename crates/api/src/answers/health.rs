//! How the server is.

use ledger::{Ledger, hex};
use serde::Serialize;

use crate::tlog::Log;

/// How the server is.
#[derive(Serialize)]
pub(crate) struct Health {
    /// `ok`; `alarm` where vault rows are lost, a log is damaged or not published any more, an erasure is stuck or a fund could
    /// not be opened; `not-recording` after a failed write: restart the server and look at its log.
    pub(crate) status: &'static str,
    /// The program's version.
    pub(crate) version: &'static str,
    /// The heads of all logs.
    pub(crate) funds: Vec<Head>,
    /// What of them is published.
    pub(crate) published: Vec<PublishedLog>,
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

/// A published log.
#[derive(Serialize)]
pub(crate) struct PublishedLog {
    /// Short name: a fund's, or `directory`.
    pub(crate) log: String,
    /// How many events the newest checkpoint covers; none before the first.
    pub(crate) events: Option<u64>,
    /// Whether publishing has stopped; the server's log says why. The last checkpoint is still served.
    pub(crate) stopped: bool,
}

impl PublishedLog {
    pub(crate) fn of(name: &str, log: &Log) -> Self {
        let page = log.page().ok().flatten();
        Self { log: name.to_owned(), events: page.and_then(|page| page.size()), stopped: log.is_stopped() }
    }
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
