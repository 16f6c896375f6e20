//! What comes in at the edge, and what goes back.

use domain::{Actor, Command, Event, QuarantineNo, ReceiptNo, RowNo, StatementNo, giving};
use jiff::Timestamp;
use uuid::Uuid;
use vault::Row;

use crate::things::{self, How, Thing};

/// A command with who gives it, under which id, and the personal data that belong to it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Names the command: the same one sent again answers with the first result.
    pub id: Uuid,
    /// What it belongs to; the command itself where nothing else is meant.
    pub correlation: Option<Uuid>,
    /// Who gives it.
    pub actor: Actor,
    /// What is asked.
    pub command: Command,
    /// Names and memos: one row a place of the command's [`Command::rows_mut`], in order. They go to the vault, and the
    /// command names their rows; an empty row takes no place there.
    pub personal: Vec<Row<'static>>,
}

impl Entry {
    /// A command under a new id of its own, belonging to nothing else.
    pub fn new(actor: Actor, command: Command, personal: Option<Row<'static>>) -> Self {
        let personal = personal.into_iter().collect();
        Self { id: Uuid::now_v7(), correlation: None, actor, command, personal }
    }
}

impl Entry {
    /// Names the rows that the personal data will have, from `next` on, and answers with the number behind them. What has
    /// no place in the command is not kept: no event would name it.
    pub(crate) fn name_rows(&mut self, mut next: RowNo) -> RowNo {
        let places = self.command.rows_mut();
        self.personal.truncate(places.len());
        for (place, row) in places.into_iter().zip(&self.personal) {
            if *row != Row::default() {
                *place = Some(next);
                next = next.next();
            }
        }
        next
    }
}

/// What became of a command. Everything it says is durable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The command.
    pub command: Uuid,
    /// Position of its first event.
    pub first: u64,
    /// How many events it caused.
    pub count: u64,
    /// When the books took it.
    pub recorded_at: Timestamp,
    /// Whether this is the answer to a command sent again.
    pub replayed: bool,
    /// The receipt that it made, reversed or identified; the first one of an import.
    pub receipt: Option<ReceiptNo>,
    /// The quarantined line that it settled.
    pub quarantine: Option<QuarantineNo>,
    /// The statement that it imported.
    pub statement: Option<StatementNo>,
    /// What its events made, in their order: at most [`Thing::SHOWN`] of them.
    pub made: Vec<Thing>,
    /// How many things its events made.
    pub made_in_all: u64,
}

impl Outcome {
    pub(crate) fn new(command: Uuid, recorded_at: Timestamp) -> Self {
        Self {
            command,
            first: 0,
            count: 0,
            recorded_at,
            replayed: false,
            receipt: None,
            quarantine: None,
            statement: None,
            made: Vec::new(),
            made_in_all: 0,
        }
    }

    /// Takes note of what an event names.
    pub(crate) fn note(&mut self, event: &Event) {
        things::each(event, &mut |thing, how| {
            if how == How::Made {
                self.made_in_all = self.made_in_all.saturating_add(1);
                if self.made.len() < Thing::SHOWN {
                    self.made.push(thing);
                }
            }
        });
        let (receipt, quarantine, statement) = match event {
            Event::ReceiptRecorded(event) => (Some(event.receipt), event.quarantine, None),
            Event::ReceiptReversed(event) => (Some(event.receipt), None, None),
            Event::ReceiptIdentified(event) => (Some(event.receipt), None, None),
            Event::Giving(event) => match event.as_ref() {
                giving::Event::GiverCorrected(event) => (Some(event.receipt), None, None),
                _ => return,
            },
            Event::BankMovementRecorded(event) => (None, event.quarantine, None),
            Event::QuarantineDismissed(event) => (event.same_as, Some(event.item), None),
            Event::StatementImported(event) => (None, None, Some(event.statement)),
            Event::FundOpened(_)
            | Event::FundClosed(_)
            | Event::AccountAdded(_)
            | Event::LineQuarantined(_)
            | Event::Books(_)
            | Event::Goods(_)
            | Event::Inbox(_)
            | Event::Network(_)
            | Event::Oversight(_)
            | Event::Privacy(_)
            | Event::Relief(_) => return,
        };
        self.receipt = self.receipt.or(receipt);
        self.quarantine = self.quarantine.or(quarantine);
        self.statement = self.statement.or(statement);
    }
}
