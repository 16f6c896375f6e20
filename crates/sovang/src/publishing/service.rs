//! Publishing while a server runs: a thread for each fund, also for those that begin meanwhile. An event is in a
//! checkpoint at most a second after it was acknowledged: [`BATCH`] after the first one, all that has come by then.

use std::collections::BTreeSet;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use api::Logs;
use ledger::{Books, Ledger};
use monitor::cosigners::Cosigning;
use publication::{DIRECTORY, Publisher, Store};
use transparency::Line;

use super::{Press, Trouble, snapshots, stamps, tell, witnesses};

/// How long events are gathered for one checkpoint, from the first one on.
const BATCH: Duration = Duration::from_millis(200);
/// How soon a stop, a new fund or an entry of the directory that is due is seen.
const LOOK: Duration = Duration::from_millis(250);
/// After what may be gone the next time.
const AGAIN: Duration = Duration::from_secs(2);

/// The threads. Dropped, they publish what there is and end.
pub(crate) struct Service {
    stop: Arc<Stop>,
    thread: Option<JoinHandle<()>>,
}

impl Service {
    /// Begins to publish all funds of these books, and serves what is published in `logs`.
    pub(crate) fn start(press: Press, books: Arc<Books>, logs: Logs) -> Self {
        let stop = Arc::new(Stop::default());
        logs.add(DIRECTORY, Store::at(&press.data.join(DIRECTORY).join("tlog")));
        logs.stopped(DIRECTORY, press.directory().is_none());
        // Before the first request: what was published is served from the start.
        for ledger in books.funds() {
            logs.add(ledger.fund().as_str(), press.store(ledger.fund()));
        }
        let desk = Arc::new(Desk { press, logs, stop: Arc::clone(&stop) });
        let thread = thread::spawn(move || desk.all(&books));
        Self { stop, thread: Some(thread) }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.stop.now();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("publishing ended in a panic");
        }
    }
}

/// What all threads share.
struct Desk {
    press: Press,
    logs: Logs,
    stop: Arc<Stop>,
}

impl Desk {
    /// Has a thread for every fund until the stop.
    fn all(self: Arc<Self>, books: &Arc<Books>) {
        let (mut known, mut threads) = (BTreeSet::new(), Vec::new());
        let desk = Arc::clone(&self);
        threads.push(thread::spawn(move || stamps::daily(&desk.press, &desk.stop)));
        let (desk, all) = (Arc::clone(&self), Arc::clone(books));
        threads.push(thread::spawn(move || snapshots::daily(&desk.press, &all, &desk.stop)));
        let cosigning = self
            .press
            .directory()
            .as_mut()
            .and_then(|directory| witnesses::ask(&self.press.proof, directory.publisher_mut()));
        loop {
            self.attach_to_directory(cosigning.as_ref());
            for ledger in books.funds() {
                if known.insert(ledger.fund().clone()) {
                    let desk = Arc::clone(&self);
                    threads.push(thread::spawn(move || desk.one(&ledger)));
                }
            }
            if self.stop.within(LOOK) {
                break;
            }
        }
        for thread in threads {
            if thread.join().is_err() {
                tracing::error!("publishing a fund ended in a panic");
            }
        }
    }

    /// The directory's cosignatures, as far as they have come.
    fn attach_to_directory(&self, cosigning: Option<&Cosigning>) {
        let Some(note) = cosigning.and_then(Cosigning::take) else { return };
        let mut directory = self.press.directory();
        let attached = directory.as_mut().map(|directory| directory.publisher_mut().attach(&note));
        if let Some(Err(error)) = attached {
            tracing::error!(%error, "the directory's cosigned checkpoint is not shown");
        }
    }

    /// Publishes one fund until the stop, or an alarm.
    fn one(&self, ledger: &Ledger) {
        let fund = ledger.fund();
        self.logs.add(fund.as_str(), self.press.store(fund));
        while let Err(error) = self.while_it_goes_well(ledger) {
            tell(fund, &error);
            if error.is_rewritten() {
                let Line { vi, en } = Line::both(&error.to_string());
                ledger.stop_writing((vi, en));
            }
            self.logs.stopped(fund.as_str(), true);
            if error.is_alarm() || self.stop.within(AGAIN) {
                return;
            }
        }
    }

    fn while_it_goes_well(&self, ledger: &Ledger) -> Result<(), Trouble> {
        self.press.mend(ledger)?;
        let mut publisher = self.press.publisher(ledger)?;
        let cosigning = witnesses::ask(&self.press.proof, &mut publisher);
        let (mut noted, mut due) = (None, Instant::now());
        loop {
            let stopping = self.stop.within(Duration::ZERO);
            let size = publisher.publish(ledger.log())?.checkpoint.size;
            if let Some(note) = cosigning.as_ref().and_then(Cosigning::take) {
                publisher.attach(&note)?;
            }
            self.logs.stopped(ledger.fund().as_str(), false);
            if noted != Some(size) && (stopping || Instant::now() >= due) {
                self.note(ledger, &publisher);
                noted = Some(size);
                due = Instant::now() + self.press.proof.directory_every;
            }
            if stopping {
                return Ok(());
            }
            if ledger.log().wait(size, LOOK) {
                self.stop.within(BATCH);
            }
        }
    }

    /// A directory that cannot be written keeps no fund from being published.
    fn note(&self, ledger: &Ledger, publisher: &Publisher) {
        let Some(published) = publisher.newest() else { return };
        if let Err(error) = self.press.note(ledger.fund(), publisher.key(), published) {
            tracing::error!(fund = %ledger.fund(), %error, "the directory of logs is not published");
            self.logs.stopped(DIRECTORY, true);
        }
    }
}

/// A word to stop that can be waited for.
#[derive(Default)]
pub(super) struct Stop {
    said: Mutex<bool>,
    heard: Condvar,
}

impl Stop {
    fn now(&self) {
        *self.said.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.heard.notify_all();
    }

    /// Waits so long, or until it is said; answers whether it is.
    pub(super) fn within(&self, time: Duration) -> bool {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.heard.wait_timeout_while(said, time, |said| !*said);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}
