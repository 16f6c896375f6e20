//! A thread that shows a log's checkpoints to its witnesses: always the newest, never more than one at a time.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use transparency::Note;

use super::{Cosigners, Round};

/// After what a checkpoint is shown again to those who did not cosign it, where none is newer.
const AGAIN: Duration = Duration::from_secs(30);

/// The thread. Dropped, it ends after the round that it is in.
pub struct Cosigning {
    desk: Arc<Desk>,
    thread: Option<JoinHandle<()>>,
}

/// Gives the thread checkpoints; for whoever publishes.
#[derive(Clone)]
pub struct Submit(Arc<Desk>);

#[derive(Default)]
struct Desk {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// To be shown next.
    waiting: Option<Note>,
    /// Came back with cosignatures, and nobody has fetched it.
    back: Option<Note>,
    stop: bool,
}

impl Cosigning {
    /// Starts it. `log` names the log in what is told.
    pub fn start(log: String, cosigners: Cosigners) -> Self {
        let desk = Arc::new(Desk::default());
        let theirs = Arc::clone(&desk);
        let thread = thread::spawn(move || theirs.work(&log, &cosigners));
        Self { desk, thread: Some(thread) }
    }

    /// What gives it checkpoints.
    pub fn submit(&self) -> Submit {
        Submit(Arc::clone(&self.desk))
    }

    /// The last checkpoint that came back with more cosignatures, once.
    pub fn take(&self) -> Option<Note> {
        self.desk.state().back.take()
    }
}

impl Drop for Cosigning {
    fn drop(&mut self) {
        self.desk.state().stop = true;
        self.desk.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Submit {
    /// Has this checkpoint shown next, in place of one that waits. Returns at once.
    pub fn show(&self, note: Note) {
        self.0.state().waiting = Some(note);
        self.0.changed.notify_all();
    }
}

impl Desk {
    fn work(&self, log: &str, cosigners: &Cosigners) {
        let (mut last, mut down) = (None, BTreeMap::new());
        while let Some(note) = self.next(last.as_ref()) {
            let round = cosigners.round(&note);
            tell(log, &round, &mut down);
            if let Err(error) = cosigners.keep(&round) {
                tracing::error!(log, %error, "a cosigned checkpoint could not be kept");
            }
            if !round.cosigned.is_empty() {
                self.state().back = Some(round.note.clone());
            }
            last = (!round.complete).then_some(round.note);
        }
    }

    /// The next checkpoint to show; the last one again after a while, if not all have cosigned it. None at the stop.
    fn next(&self, last: Option<&Note>) -> Option<Note> {
        let state = self.state();
        let idle = |state: &mut State| state.waiting.is_none() && !state.stop;
        let mut state = if last.is_none() {
            self.changed.wait_while(state, idle).unwrap_or_else(PoisonError::into_inner)
        } else {
            let waited = self.changed.wait_timeout_while(state, AGAIN, idle);
            waited.unwrap_or_else(PoisonError::into_inner).0
        };
        if state.stop {
            return None;
        }
        state.waiting.take().or_else(|| last.cloned())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells who does not cosign any more, and who does again; `down` remembers, with whether it was an alarm.
fn tell(log: &str, round: &Round, down: &mut BTreeMap<String, bool>) {
    for (witness, error) in &round.failed {
        metrics::counter!("sovang_witness_failures_total", "witness" => witness.clone()).increment(1);
        let alarm = error.is_alarm();
        match (down.insert(witness.clone(), alarm) == Some(alarm), alarm) {
            (true, _) => tracing::debug!(log, witness, %error, "a witness still does not cosign"),
            (false, true) => tracing::error!(log, witness, %error, "a witness contradicts this log"),
            (false, false) => tracing::warn!(log, witness, %error, "a witness did not cosign"),
        }
    }
    for witness in &round.cosigned {
        if down.remove(witness).is_some() {
            tracing::info!(log, witness, "a witness cosigns again");
        }
    }
    let has = u32::try_from(round.cosigned.len()).unwrap_or(u32::MAX);
    metrics::gauge!("sovang_witness_cosignatures", "log" => log.to_owned()).set(f64::from(has));
}
