//! The log's side of its witnesses: every new checkpoint is shown to all of them at once, and what they cosign is verified
//! and kept. Nobody waits for them: the log publishes under its own signature, and what comes is added.
//!
//! A witness that is down, slow or wrong is told and left out; one that knows more of the log than the log itself, or
//! another history of it, is an alarm.

mod asked;
mod error;
mod service;

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use publication::{Store, StoreError};
use transparency::{KeyKind, Note, VerifierKey};

use asked::Asked;
pub use error::SubmitError;
pub use service::{Cosigning, Submit};

use crate::post::agent;

/// How long a round waits for those who have not answered.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long one request may take. Until then its witness is left out of the next rounds.
const LONGEST: Duration = Duration::from_secs(10);

/// A witness and where it is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigner {
    /// What its `add-checkpoint` stands below.
    pub url: String,
    /// Its key.
    pub key: VerifierKey,
}

/// The witnesses of one log.
pub struct Cosigners {
    store: Store,
    witnesses: Vec<Arc<Asked>>,
    quorum: usize,
    patience: Duration,
}

/// What came of showing a checkpoint around.
#[derive(Debug)]
pub struct Round {
    /// The checkpoint with all cosignatures that came, verified, and those that it had.
    pub note: Note,
    /// Who cosigned now, by the key's name.
    pub cosigned: Vec<String>,
    /// Whether it has as many cosignatures as it needs.
    pub quorum: bool,
    /// Whether it has them all.
    pub complete: bool,
    /// Who did not cosign, by the key's name, and why.
    pub failed: Vec<(String, SubmitError)>,
}

impl Cosigners {
    /// The witnesses of the log with these published files, of which `quorum` must cosign. None of another kind of key
    /// is asked.
    pub fn new(store: Store, witnesses: &[Cosigner], quorum: usize) -> Self {
        let agent = agent(LONGEST);
        let witnesses = witnesses.iter().filter(|witness| witness.key.kind() == KeyKind::Cosignature);
        let witnesses = witnesses.map(|witness| Arc::new(Asked::new(witness, agent.clone()))).collect();
        Self { store, witnesses, quorum, patience: PATIENCE }
    }

    /// The same with another patience.
    #[must_use]
    pub fn waiting(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Keeps a checkpoint that enough have cosigned: receipts are made with it, also when the log has gone on.
    pub fn keep(&self, round: &Round) -> Result<(), StoreError> {
        if round.quorum && !round.cosigned.is_empty() {
            self.store.write_cosigned(round.note.to_string().as_bytes())?;
        }
        Ok(())
    }

    /// Shows a published checkpoint to all witnesses at once, and waits until all have answered or patience is over.
    pub fn round(&self, note: &Note) -> Round {
        let (answer, answers) = mpsc::channel();
        let mut waiting = Vec::new();
        for witness in &self.witnesses {
            if let Some(turn) = witness.turn() {
                waiting.push(witness.name().to_owned());
                let (answer, store, note) = (answer.clone(), self.store.clone(), note.clone());
                thread::spawn(move || {
                    let cosigned = turn.ask(&store, &note);
                    // Nobody hears it where the round is over; the next one asks again.
                    let _ = answer.send((turn.name().to_owned(), cosigned));
                });
            }
        }
        drop(answer);
        let (mut note, mut cosigned, mut failed) = (note.clone(), Vec::new(), Vec::new());
        let end = Instant::now() + self.patience;
        while let Ok((name, answer)) = answers.recv_timeout(end.saturating_duration_since(Instant::now())) {
            waiting.retain(|waiting| *waiting != name);
            match answer {
                Ok(line) => {
                    note.renew(line);
                    cosigned.push(name);
                }
                Err(error) => failed.push((name, error)),
            }
        }
        failed.extend(waiting.into_iter().map(|name| (name, SubmitError::Late)));
        let has = self.witnesses.iter().filter(|witness| witness.is_on(&note)).count();
        Round { note, cosigned, quorum: has >= self.quorum, complete: has == self.witnesses.len(), failed }
    }
}

#[cfg(test)]
mod tests;
