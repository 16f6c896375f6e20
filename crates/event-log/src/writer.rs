//! The one thread that writes. It takes what has been handed over as a group, and for each group, in this order:
//! the caller's hook, the checks (idempotency, expected versions), one write and one sync of the journal, the sink,
//! the answers, and the index by a second thread. A crash before the sync leaves a tail that opening cuts; after it, everything that was
//! answered is in the journal, and opening brings the index up to it with the same function that is used here.

mod bulk;
mod group;
mod indexer;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use uuid::Uuid;

use crate::journal::Tip;
use crate::record::Part;
use crate::shared::Shared;
use crate::{
    Acknowledge, AppendError, Appended, CommandId, Expected, Found, Head, Hook, Options, Record, Sink,
    durable,
};
use group::Group;
use indexer::Indexer;

/// The answer to a command.
pub(crate) type Answer = Result<Appended, AppendError>;

/// An answer and where it goes.
type Reply = (SyncSender<Answer>, Answer);

/// What is handed to the writer.
pub(crate) struct Message(pub(crate) Request);

/// One commit to be.
pub(crate) struct Request {
    pub(crate) command: CommandId,
    pub(crate) at: Option<u64>,
    pub(crate) expected: Vec<Expected>,
    pub(crate) parts: Parts,
    pub(crate) answer: SyncSender<Answer>,
}

/// A commit's events.
pub(crate) enum Parts {
    Whole(Vec<Part>),
    Streamed(Receiver<Piece>),
}

/// A part that comes while the commit grows. The sender hanging up before the last one takes everything back.
pub(crate) struct Piece {
    pub(crate) part: Part,
    pub(crate) last: bool,
}

/// A group is closed when it has as many bytes: what waits longer gains nothing from a larger one.
const GROUP_BYTES: usize = 4 << 20;
/// Stream versions and commands kept in memory; beyond that the index is waited for and asked again.
const KEPT: usize = 20_000;

struct Writer {
    shared: Arc<Shared>,
    indexer: Indexer,
    /// The end of what is durable.
    tip: Tip,
    /// Versions of streams at the tip: of all that are not indexed yet, and of others that were needed.
    versions: HashMap<String, u64>,
    /// Commands, with all that are not indexed yet.
    commands: HashMap<Uuid, Found>,
    buffer: Vec<u8>,
    poisoned: Option<Arc<str>>,
    before_commit: Hook,
    sink: Sink,
    acknowledge: Acknowledge,
}

/// Starts the threads. The mark stands at the tip.
pub(crate) fn start(
    shared: Arc<Shared>,
    directory: PathBuf,
    tip: Tip,
    options: Options,
) -> io::Result<(SyncSender<Message>, JoinHandle<()>)> {
    let (inbox, coming) = sync_channel(options.queue.max(1));
    let writer = Writer {
        indexer: Indexer::start(Arc::clone(&shared), directory, tip, options.index_sync_bytes)?,
        shared,
        tip,
        versions: HashMap::new(),
        commands: HashMap::new(),
        buffer: Vec::new(),
        poisoned: None,
        before_commit: options.before_commit,
        sink: options.sink,
        acknowledge: options.acknowledge,
    };
    let thread =
        std::thread::Builder::new().name("event-log".to_owned()).spawn(move || writer.run(&coming))?;
    Ok((inbox, thread))
}

impl Writer {
    fn run(mut self, inbox: &Receiver<Message>) {
        while let Ok(Message(first)) = inbox.recv() {
            let mut requests = Vec::new();
            let mut bytes = 0;
            let mut next = Some(first);
            let mut bulk = None;
            while let Some(request) = next.take() {
                match &request.parts {
                    Parts::Streamed(_) => bulk = Some(request),
                    Parts::Whole(parts) => {
                        bytes += parts.iter().map(Part::bytes).sum::<usize>();
                        requests.push(request);
                    }
                }
                if bulk.is_none() && bytes < GROUP_BYTES {
                    next = inbox.try_recv().ok().map(|Message(request)| request);
                }
            }
            self.group(requests);
            if let Some(request) = bulk {
                self.bulk(request);
            }
        }
    }

    /// One group: see the head of this module for the order.
    fn group(&mut self, requests: Vec<Request>) {
        if requests.is_empty() {
            return;
        }
        let mut group = Group::new(self.tip, std::mem::take(&mut self.buffer));
        if let Some(answers) = self.write_group(&mut group, requests) {
            self.publish(&mut group, answers);
        }
        self.buffer = group.into_buffer();
    }

    /// Up to the sync of the journal; the answers are given later. None: it failed, and everyone has been answered.
    fn write_group(&mut self, group: &mut Group, requests: Vec<Request>) -> Option<Vec<Reply>> {
        let mut answers: Vec<Reply> = Vec::with_capacity(requests.len());
        let prepared = self.prepare();
        for request in requests {
            let answer = match &prepared {
                Ok(()) => self.stage(group, &request),
                Err(error) => Err(error.clone()),
            };
            answers.push((request.answer, answer));
        }
        let written =
            prepared.and_then(|()| self.write(&group.buffer, self.tip.offset)).and_then(|()| self.sync());
        if let Err(error) = written {
            self.forget();
            for (answer, _) in answers {
                send(&answer, Err(error.clone()));
            }
            return None;
        }
        Some(answers)
    }

    /// Refuses when poisoned, and makes durable what the events refer to.
    fn prepare(&mut self) -> Result<(), AppendError> {
        if let Some(why) = &self.poisoned {
            return Err(AppendError::Poisoned { why: Arc::clone(why) });
        }
        (self.before_commit)().map_err(|error| self.poison(&format!("what the events refer to: {error}")))
    }

    /// Writes behind the tip, without a sync. What does not fit on the disk is taken back.
    fn write(&mut self, bytes: &[u8], offset: u64) -> Result<(), AppendError> {
        let Err(error) = durable::write_at(&self.shared.journal.file, bytes, offset) else { return Ok(()) };
        let full = durable::is_full(&error);
        match durable::cut(&self.shared.journal.file, self.tip.offset) {
            Ok(()) if full => Err(AppendError::DiskFull),
            _ => Err(self.poison(&format!("writing the journal: {error}"))),
        }
    }

    /// The commit point.
    fn sync(&mut self) -> Result<(), AppendError> {
        durable::sync_data(&self.shared.journal.file)
            .map_err(|error| self.poison(&format!("syncing the journal: {error}")))
    }

    fn poison(&mut self, why: &str) -> AppendError {
        let why: Arc<str> = why.into();
        self.poisoned = Some(Arc::clone(&why));
        AppendError::Poisoned { why }
    }

    /// Everything that comes after the commit point.
    fn publish(&mut self, group: &mut Group, answers: Vec<Reply>) {
        let records = std::mem::take(&mut group.records);
        self.tip = group.tip;
        self.commands.extend(group.commands.drain());
        self.shared.journal.advance(&self.tip);
        if self.acknowledge == Acknowledge::Both {
            self.index(records.clone(), self.tip);
            self.shared.wait_indexed(self.tip.position);
            self.shared.index.sync();
        }
        for record in &records {
            (self.sink)(record);
        }
        self.shared.set_head(Head { position: self.tip.position, chain: self.tip.chain });
        for (answer, result) in answers {
            send(&answer, result);
        }
        if self.acknowledge == Acknowledge::Journal {
            self.index(records, self.tip);
        }
        if self.versions.len() > KEPT || self.commands.len() > KEPT {
            self.forget();
        }
    }

    /// `tip`: behind the records.
    fn index(&mut self, records: Vec<Record>, tip: Tip) {
        if !records.is_empty() && !self.indexer.put(records, tip) {
            self.poison("the index thread stopped");
        }
    }

    /// From here on the index is asked, when it knows everything up to the tip.
    fn forget(&mut self) {
        self.shared.wait_indexed(self.tip.position);
        self.versions.clear();
        self.commands.clear();
    }
}

/// Whoever does not wait for the answer any more does not get it.
fn send(answer: &SyncSender<Answer>, result: Answer) {
    let _ = answer.try_send(result);
}
