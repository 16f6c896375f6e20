//! The caller's side of appending: what a commit is, waiting for its answer, and commits larger than memory should
//! hold at once. Events are framed here, on the caller's thread; what needs the log's state is left to the writer.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use uuid::Uuid;

use crate::log::Handle;
use crate::record::{Part, PartBuilder, Refused};
use crate::writer::{Answer, Message, Parts, Piece, Request};
use crate::{AppendError, Head};

/// Identifies a command: sending the same one again answers with the first result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandId {
    /// Chosen by the sender, new for every command.
    pub id: Uuid,
    /// SHA-256 over what the command says, to tell a repetition from another command under the same id.
    pub digest: [u8; 32],
}

/// A stream and the version at which it must be: the number of events it has. None takes any version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The stream's name, 1 to 255 bytes.
    pub stream: String,
    /// The version the command was decided on.
    pub version: Option<u64>,
}

/// All events of one command.
#[derive(Clone, Debug)]
pub struct Commit {
    /// The command.
    pub command: CommandId,
    /// The position it was decided at, which must still be the log's head; none for any.
    pub at: Option<u64>,
    /// The streams it writes to or depends on, each once.
    pub expected: Vec<Expected>,
    /// The events, each with the index of its stream in `expected`.
    pub events: Vec<(u16, Vec<u8>)>,
}

/// A command that is durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The position of its first event.
    pub first: u64,
    /// How many events it caused.
    pub count: u64,
    /// The log's head after it, or, for a command sent again, now.
    pub head: Head,
    /// Whether the command had been appended before.
    pub replayed: bool,
}

/// The answer to a command, when it comes.
#[must_use = "a command is durable only when its ticket has answered"]
pub struct Ticket(Waiting);

enum Waiting {
    Answered(AppendError),
    Coming(Receiver<Answer>),
}

impl Ticket {
    /// Waits for the answer.
    pub fn wait(self) -> Result<Appended, AppendError> {
        match self.0 {
            Waiting::Answered(error) => Err(error),
            Waiting::Coming(answer) => answer.recv().unwrap_or(Err(AppendError::Closed)),
        }
    }

    fn refused(error: AppendError) -> Ticket {
        Ticket(Waiting::Answered(error))
    }
}

impl From<Refused> for AppendError {
    fn from(refused: Refused) -> AppendError {
        match refused {
            Refused::TooLarge => AppendError::TooLarge,
            Refused::UnknownStream => {
                AppendError::Malformed { why: "an event names a stream that is not in the list" }
            }
        }
    }
}

/// The lengths of the streams' names, if the list can be used.
fn name_lengths(expected: &[Expected]) -> Result<Vec<u8>, AppendError> {
    let mut seen = HashSet::new();
    let repeated =
        expected.len() > 1 && !expected.iter().all(|expected| seen.insert(expected.stream.as_str()));
    if repeated {
        return Err(AppendError::Malformed { why: "a stream is named twice" });
    }
    if expected.len() > usize::from(u16::MAX) {
        return Err(AppendError::Malformed { why: "more than 65535 streams" });
    }
    let length = |expected: &Expected| u8::try_from(expected.stream.len()).ok().filter(|length| *length > 0);
    let lengths = expected.iter().map(length).collect::<Option<Vec<u8>>>();
    lengths.ok_or(AppendError::Malformed { why: "a stream's name is not 1 to 255 bytes long" })
}

fn parts(commit: &Commit) -> Result<Vec<Part>, AppendError> {
    let mut builder = PartBuilder::new(name_lengths(&commit.expected)?);
    let mut parts = Vec::new();
    for (stream, event) in &commit.events {
        parts.extend(builder.push(*stream, event)?);
    }
    let last = builder.take();
    if last.count == 0 {
        return Err(AppendError::Malformed { why: "it has no events" });
    }
    parts.push(last);
    Ok(parts)
}

/// Hands a whole commit to the writer.
pub(crate) fn append(handle: &Handle, commit: Commit) -> Ticket {
    let parts = match parts(&commit) {
        Ok(parts) => Parts::Whole(parts),
        Err(error) => return Ticket::refused(error),
    };
    send(handle, commit.command, commit.at, commit.expected, parts)
}

fn send(
    handle: &Handle,
    command: CommandId,
    at: Option<u64>,
    expected: Vec<Expected>,
    parts: Parts,
) -> Ticket {
    let (answer, coming) = sync_channel(1);
    match handle.send(Message(Request { command, at, expected, parts, answer })) {
        Ok(()) => Ticket(Waiting::Coming(coming)),
        Err(error) => Ticket::refused(error),
    }
}

/// A commit of any size, written while it grows. From its first full part on, the writer serves nobody else until
/// [`BulkAppend::commit`] or the drop, which takes everything back: feed it without waiting for the log.
pub struct BulkAppend {
    handle: Arc<Handle>,
    command: CommandId,
    at: Option<u64>,
    expected: Vec<Expected>,
    builder: PartBuilder,
    refused: Option<AppendError>,
    stream: Option<(SyncSender<Piece>, Ticket)>,
}

/// How many parts may wait for the writer.
const PARTS_AHEAD: usize = 16;

impl BulkAppend {
    pub(crate) fn new(
        handle: Arc<Handle>,
        command: CommandId,
        at: Option<u64>,
        expected: Vec<Expected>,
    ) -> BulkAppend {
        let (lengths, refused) = match name_lengths(&expected) {
            Ok(lengths) => (lengths, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let builder = PartBuilder::new(lengths);
        BulkAppend { handle, command, at, expected, builder, refused, stream: None }
    }

    /// Adds one event. After a refusal the whole commit is refused.
    pub fn push(&mut self, stream: u16, event: &[u8]) -> Result<(), AppendError> {
        if let Some(error) = &self.refused {
            return Err(error.clone());
        }
        match self.builder.push(stream, event) {
            Ok(Some(full)) => self.send(full),
            Ok(None) => {}
            Err(refused) => self.refused = Some(refused.into()),
        }
        self.refused.clone().map_or(Ok(()), Err)
    }

    /// Ends the commit. Its answer comes when everything is durable.
    pub fn commit(mut self) -> Ticket {
        if let Some(error) = self.refused {
            return Ticket::refused(error);
        }
        let last = self.builder.take();
        match self.stream {
            None if last.count == 0 => Ticket::refused(AppendError::Malformed { why: "it has no events" }),
            None => send(&self.handle, self.command, self.at, self.expected, Parts::Whole(vec![last])),
            Some((pieces, ticket)) => {
                // If the writer has hung up it has answered already: a conflict, or a command known before.
                let _ = pieces.send(Piece { part: last, last: true });
                ticket
            }
        }
    }

    fn send(&mut self, part: Part) {
        let (pieces, _) = self.stream.get_or_insert_with(|| {
            let (pieces, coming) = sync_channel(PARTS_AHEAD);
            let expected = std::mem::take(&mut self.expected);
            (pieces, send(&self.handle, self.command, self.at, expected, Parts::Streamed(coming)))
        });
        let _ = pieces.send(Piece { part, last: false });
    }
}
