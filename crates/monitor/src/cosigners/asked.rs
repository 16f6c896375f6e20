//! One witness that is asked about one log.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use publication::Store;
use transparency::{Checkpoint, Note, NoteSignature, WitnessRequest, consistency, signature_lines};
use ureq::Agent;

use super::{Cosigner, SubmitError};
use crate::post::{Answer, Post, post};

/// The longest answer that is read, in bytes.
const MAX_ANSWER: usize = 16 * 1024;
/// How often a request is sent for one checkpoint: with the size that is remembered, and with the one that was answered,
/// once more if somebody else was quicker.
const TRIES: usize = 3;

/// See the module.
pub(super) struct Asked {
    witness: Cosigner,
    agent: Agent,
    /// The size that it cosigned last, as far as is known.
    known: AtomicU64,
    busy: AtomicBool,
}

/// The right to ask a witness. It ends when this is dropped.
pub(super) struct Turn(Arc<Asked>);

impl Asked {
    pub(super) fn new(witness: &Cosigner, agent: Agent) -> Self {
        Self { witness: witness.clone(), agent, known: AtomicU64::new(0), busy: AtomicBool::new(false) }
    }

    pub(super) fn name(&self) -> &str {
        self.witness.key.name()
    }

    /// Whether its cosignature is on that note.
    pub(super) fn is_on(&self, note: &Note) -> bool {
        let key = &self.witness.key;
        note.signatures().iter().any(|line| line.name == key.name() && line.id == key.id())
    }

    /// The turn to ask it, unless an earlier question waits for its answer.
    pub(super) fn turn(self: &Arc<Self>) -> Option<Turn> {
        (!self.busy.swap(true, Ordering::AcqRel)).then(|| Turn(Arc::clone(self)))
    }

    fn ask(&self, store: &Store, note: &Note) -> Result<NoteSignature, SubmitError> {
        let checkpoint = Checkpoint::parse(note.text()).map_err(|_| SubmitError::Answer)?;
        let mut old = self.known.load(Ordering::Acquire);
        if old > checkpoint.size {
            // What it knows of is answered anew: it may have been set up again.
            old = 0;
        }
        for _ in 0..TRIES {
            let proof = consistency(&store.nodes(checkpoint.size), old, checkpoint.size)?;
            let request = WitnessRequest { old, proof, checkpoint: note.clone() };
            let answer = self.send(&request)?;
            match answer.status {
                200 => {
                    let line = self.cosignature(note, &answer.body).ok_or(SubmitError::Answer)?;
                    self.known.store(checkpoint.size, Ordering::Release);
                    return Ok(line);
                }
                409 => old = self.next(&answer, old, checkpoint.size)?,
                // The proof follows from the published files, so what it proves from is not what they begin with.
                422 if old > 0 => return Err(SubmitError::Fork { size: old }),
                _ => return Err(refused(&answer)),
            }
        }
        Err(SubmitError::Late)
    }

    fn send(&self, request: &WitnessRequest) -> Result<Answer, SubmitError> {
        let url = format!("{}/add-checkpoint", self.witness.url.trim_end_matches('/'));
        let body = request.to_string();
        let sent = Post { url: &url, kind: "text/plain", body: body.as_bytes(), most: MAX_ANSWER };
        post(&self.agent, &sent).map_err(|why| SubmitError::Unreachable { why })
    }

    /// The size to prove from, as a conflict names it.
    fn next(&self, answer: &Answer, old: u64, size: u64) -> Result<u64, SubmitError> {
        let named = std::str::from_utf8(&answer.body).ok().and_then(|text| text.strip_suffix('\n'));
        let known = named.and_then(|text| text.parse::<u64>().ok()).ok_or_else(|| refused(answer))?;
        if known > size {
            return Err(SubmitError::Ahead { size: known });
        }
        if known == old {
            return Err(if old == size { SubmitError::Fork { size } } else { refused(answer) });
        }
        self.known.store(known, Ordering::Release);
        Ok(known)
    }

    /// The witness's line among those that it answered with, verified.
    fn cosignature(&self, note: &Note, answer: &[u8]) -> Option<NoteSignature> {
        let key = &self.witness.key;
        let lines = signature_lines(answer).ok()?;
        let line = lines.into_iter().find(|line| line.name == key.name() && line.id == key.id())?;
        let mut alone = Note::new(note.text().to_owned());
        alone.push(line.clone());
        alone.verify(key).ok()??;
        Some(line)
    }
}

fn refused(answer: &Answer) -> SubmitError {
    let said = String::from_utf8_lossy(&answer.body);
    let plain = said.chars().map(|c| if c.is_control() { ' ' } else { c }).take(120).collect::<String>();
    SubmitError::Refused { status: answer.status, said: plain.trim().to_owned() }
}

impl Turn {
    pub(super) fn name(&self) -> &str {
        self.0.name()
    }

    pub(super) fn ask(&self, store: &Store, note: &Note) -> Result<NoteSignature, SubmitError> {
        self.0.ask(store, note)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.busy.store(false, Ordering::Release);
    }
}
