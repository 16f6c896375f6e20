//! New figures as they come, to everybody who listens: one task a fund makes each message once, a listener only waits.
//!
//! A message is the present state, never a difference, so that a slow listener misses nothing but what is old. At most one
//! a second. A listener is no thread: it is a place in a list. When the server stops, every stream ends at once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use domain::FundId;
use futures_util::stream::{self, Stream};
use ledger::Ledger;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::lang::Lang;
use crate::pages::message;

/// So many listen at once; more are asked to come back.
const MOST: usize = 2_000;
/// Between two messages of a fund.
const PAUSE: Duration = Duration::from_secs(1);
/// After so long without a message a listener hears that the line is open.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// How long a browser waits before it comes back.
const RETRY: &str = "retry: 5000\n\n";

/// The figures at a position, as they are sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Message {
    position: u64,
    vi: Bytes,
    en: Bytes,
}

impl Message {
    fn of(&self, lang: Lang) -> Bytes {
        match lang {
            Lang::Vi => self.vi.clone(),
            Lang::En => self.en.clone(),
        }
    }
}

/// All funds that somebody listens to. Cheap to copy.
#[derive(Clone, Debug)]
pub struct Live {
    funds: Arc<Mutex<BTreeMap<FundId, watch::Sender<Message>>>>,
    stopped: watch::Sender<bool>,
}

impl Default for Live {
    fn default() -> Self {
        Self { funds: Arc::default(), stopped: watch::Sender::new(false) }
    }
}

impl Live {
    /// Ends every stream, and begins no new one: for a server that stops.
    pub fn stop(&self) {
        self.stopped.send_replace(true);
        self.lock().clear();
    }

    /// The messages of a fund from now on, beginning with the present one unless the listener has that of `known`.
    /// `None` where too many listen already, or the server stops.
    pub(crate) fn listen(
        &self,
        ledger: &Arc<Ledger>,
        lang: Lang,
        known: Option<u64>,
    ) -> Option<impl Stream<Item = Result<Bytes, std::convert::Infallible>> + use<>> {
        let mut funds = self.lock();
        let listeners = funds.values().fold(0_usize, |sum, one| sum.saturating_add(one.receiver_count()));
        if listeners >= MOST || *self.stopped.borrow() {
            return None;
        }
        let known_fund = funds.get(ledger.fund()).map(watch::Sender::subscribe);
        let hears = known_fund.unwrap_or_else(|| {
            let (sender, receiver) = watch::channel(Message::default());
            funds.insert(ledger.fund().clone(), sender);
            tokio::spawn(self.clone().tell(Arc::clone(ledger)));
            receiver
        });
        let listener = Listener { hears, lang, known, greeted: false };
        Some(stream::unfold(listener, Listener::next))
    }

    /// Makes the messages of a fund for as long as somebody listens.
    async fn tell(self, ledger: Arc<Ledger>) {
        let mut tick = interval(PAUSE);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut last = None;
        loop {
            tick.tick().await;
            if self.left_alone(ledger.fund()) {
                return;
            }
            let from = Arc::clone(&ledger);
            let made = tokio::task::spawn_blocking(move || made(&from, last)).await;
            // Where it could not be made now, the next second tries again.
            let Some(message) = made.ok().flatten() else { continue };
            last = Some(message.position);
            if let Some(sender) = self.lock().get(ledger.fund()) {
                sender.send_replace(message);
            }
        }
    }

    /// Whether nobody listens to a fund any more; its place is then given up.
    fn left_alone(&self, fund: &FundId) -> bool {
        let mut funds = self.lock();
        let listened = funds.get(fund).is_some_and(|sender| sender.receiver_count() > 0);
        if !listened {
            funds.remove(fund);
        }
        !listened
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<FundId, watch::Sender<Message>>> {
        self.funds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The present message, if it is not that of `last`.
fn made(ledger: &Ledger, last: Option<u64>) -> Option<Message> {
    if last == Some(ledger.views().position) {
        return None;
    }
    let [(position, vi), (_, en)] = [Lang::Vi, Lang::En].map(|lang| {
        message(lang, ledger).unwrap_or_else(|error| {
            tracing::error!("live figures: {error}");
            (0, String::new())
        })
    });
    let framed = |data: String| Bytes::from(format!("id: {position}\ndata: {data}\n\n"));
    (!vi.is_empty() && !en.is_empty()).then(|| Message { position, vi: framed(vi), en: framed(en) })
}

/// Somebody who listens.
struct Listener {
    hears: watch::Receiver<Message>,
    lang: Lang,
    known: Option<u64>,
    greeted: bool,
}

impl Listener {
    async fn next(mut self) -> Option<(Result<Bytes, std::convert::Infallible>, Self)> {
        if !self.greeted {
            self.greeted = true;
            return Some((Ok(Bytes::from_static(RETRY.as_bytes())), self));
        }
        loop {
            let message = self.hears.borrow_and_update().clone();
            if !message.vi.is_empty() && self.known != Some(message.position) {
                self.known = Some(message.position);
                return Some((Ok(message.of(self.lang)), self));
            }
            match timeout(HEARTBEAT, self.hears.changed()).await {
                Ok(Ok(())) => {}
                // Nobody makes messages any more: the server stops.
                Ok(Err(_)) => return None,
                Err(_) => return Some((Ok(Bytes::from_static(b":\n\n")), self)),
            }
        }
    }
}
