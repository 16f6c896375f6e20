//! What every handler shares: the books, the tokens, the limits. Cheap to clone.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use ledger::{Books, LedgerError};
use statements::memo::MemoRules;
use statements::{Profile, Profiles, UnknownProfile};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config::Config;
use crate::metrics::Metrics;
use crate::summaries::Summaries;
use crate::tlog::Logs;
use access::{Access, TokenStore};
use wire::{Problem, Strangers};

/// See the module.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

/// How statements are read: configuration, loaded by the binary.
#[derive(Debug)]
pub struct Statements {
    /// One a bank.
    pub profiles: Profiles,
    /// What memos tell of channel and donor.
    pub rules: MemoRules,
}

/// Those who have signed in on the pages, and the log of who saw names.
pub(crate) struct People {
    pub(crate) access: Arc<Access>,
    /// Whether the site is reached over https, so that only the stricter cookie counts.
    pub(crate) secure: bool,
}

struct Shared {
    books: Arc<Books>,
    tokens: TokenStore,
    people: OnceLock<People>,
    statements: Statements,
    config: Config,
    metrics: Metrics,
    summaries: Summaries,
    logs: Logs,
    strangers: Arc<Strangers>,
    /// False from a write that the disk refused until one succeeds.
    records: AtomicBool,
    calls: Arc<Semaphore>,
    imports: Arc<Semaphore>,
    replays: Arc<Semaphore>,
    prints: Arc<Semaphore>,
}

impl AppState {
    /// The state of a server over open books.
    pub fn new(books: Arc<Books>, tokens: TokenStore, statements: Statements, config: Config) -> Self {
        Self(Arc::new(Shared {
            calls: Arc::new(Semaphore::new(config.max_calls)),
            imports: Arc::new(Semaphore::new(config.max_imports)),
            replays: Arc::new(Semaphore::new(config.max_replays)),
            prints: Arc::new(Semaphore::new(config.max_prints)),
            metrics: Metrics::install(),
            summaries: Summaries::default(),
            logs: Logs::default(),
            strangers: Arc::default(),
            records: AtomicBool::new(true),
            books,
            tokens,
            people: OnceLock::new(),
            statements,
            config,
        }))
    }

    /// Takes the sessions of the pages for reading, too, and writes down who opens names. Said once, before serving.
    #[must_use]
    pub fn with_access(self, access: Arc<Access>, secure: bool) -> Self {
        // A second one changes nothing: the first is served already.
        let _ = self.0.people.set(People { access, secure });
        self
    }

    pub(crate) fn people(&self) -> Option<&People> {
        self.0.people.get()
    }

    /// The books of all funds. Calls into them block: go through [`AppState::run`].
    pub fn books(&self) -> &Arc<Books> {
        &self.0.books
    }

    /// The published logs that are served beside the books. Empty until somebody adds to them.
    pub fn logs(&self) -> &Logs {
        &self.0.logs
    }

    /// What strangers may ask for, of the API and of the pages together.
    pub fn strangers(&self) -> &Arc<Strangers> {
        &self.0.strangers
    }

    /// The limits.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    pub(crate) fn tokens(&self) -> &TokenStore {
        &self.0.tokens
    }

    /// How a bank's statements are read.
    pub(crate) fn profile(&self, name: &str) -> Result<&Profile, UnknownProfile> {
        self.0.statements.profiles.get(name)
    }

    /// What memos tell.
    pub(crate) fn memo_rules(&self) -> &MemoRules {
        &self.0.statements.rules
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    pub(crate) fn summaries(&self) -> &Summaries {
        &self.0.summaries
    }

    /// Whether the last write reached the disk, as far as it got there.
    pub(crate) fn records(&self) -> bool {
        self.0.records.load(Ordering::Relaxed)
    }

    /// Takes note of how a write ended. A refusal says nothing of the disk.
    pub(crate) fn note_write(&self, error: Option<&LedgerError>) {
        match error.map(LedgerError::code) {
            None => self.0.records.store(true, Ordering::Relaxed),
            Some("disk-full" | "not-recorded" | "vault-unreadable") => {
                self.0.records.store(false, Ordering::Relaxed);
            }
            Some(_) => {}
        }
    }

    /// Runs a call into the books on a thread that may block, when there is room. The call goes on to its end
    /// even if the request is given up, and keeps its place until then.
    pub async fn run<T, F>(&self, call: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let place = place(&self.0.calls).await?;
        let task = tokio::task::spawn_blocking(move || {
            let answer = call();
            drop(place);
            answer
        });
        task.await.map_err(|error| Problem::internal(&error))
    }

    /// A place for one statement file, taken before its body is read.
    pub(crate) async fn import_place(&self) -> Result<OwnedSemaphorePermit, Problem> {
        place(&self.0.imports).await
    }

    /// A place for setting one file of papers.
    pub(crate) async fn print_place(&self) -> Result<OwnedSemaphorePermit, Problem> {
        place(&self.0.prints).await
    }

    /// A place for one replay. Replays take a core each, so nobody queues for them.
    pub(crate) fn replay_place(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.0.replays).try_acquire_owned().map_err(|_| {
            Problem::too_many(
                "As many past balances as the server allows are being computed: try again in a moment.",
                "Máy chủ đang tính đủ số lượt số dư quá khứ cho phép: hãy thử lại sau giây lát.",
            )
        })
    }
}

async fn place(places: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Problem> {
    Arc::clone(places).acquire_owned().await.map_err(|error| Problem::internal(&error))
}
