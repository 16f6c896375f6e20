//! The messages, as far as the rules must know them. What is shown of them is a matter of the public book.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::decide::is_outside;
use super::{About, Event, Kind, Outcome};
use crate::ids::{Actor, MessageNo};

/// The state of this part after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    messages: Vec<Message>,
    /// The last day on which a message came in over the public page, and how many came that day.
    busy: Option<(Date, u32)>,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// What it is about.
    pub about: Option<About>,
    /// What became of it, by its last answer.
    pub outcome: Option<Outcome>,
    /// What is wanted.
    pub kind: Kind,
    /// Its sender agrees that its text is shown.
    pub may_show: bool,
    /// What is shown of it: its own text, its last answer.
    pub shown: (bool, bool),
    /// Its day.
    pub taken_on: Date,
}

impl State {
    pub(crate) fn evolve(&mut self, by: &Actor, on: Date, event: &Event) {
        match event {
            Event::MessageTaken(taken) => {
                if is_outside(by) {
                    let before = self.busy.filter(|(day, _)| *day == on).map_or(0, |(_, count)| count);
                    self.busy = Some((on, before.saturating_add(1)));
                }
                self.messages.push(Message {
                    about: taken.about.clone(),
                    outcome: None,
                    kind: taken.kind,
                    may_show: taken.may_show,
                    shown: (false, false),
                    taken_on: on,
                });
            }
            Event::MessageAnswered(answered) => self.change(answered.message, |message| {
                message.outcome = Some(answered.outcome);
                message.shown.1 = answered.public;
            }),
            Event::MessagePublished(published) => self.change(published.message, |message| {
                message.shown = (published.question, published.answer);
            }),
        }
    }

    fn change(&mut self, number: MessageNo, change: impl FnOnce(&mut Message)) {
        if let Some(message) = number.index().and_then(|index| self.messages.get_mut(index)) {
            change(message);
        }
    }

    pub(super) fn next(&self) -> MessageNo {
        MessageNo::new(u64::try_from(self.messages.len()).unwrap_or(u64::MAX)).next()
    }

    /// How many messages came in over the public page on that day.
    pub fn public_on(&self, day: Date) -> u32 {
        self.busy.filter(|(on, _)| *on == day).map_or(0, |(_, count)| count)
    }

    /// A message.
    pub fn message(&self, number: MessageNo) -> Option<&Message> {
        self.messages.get(number.index()?)
    }

    /// All messages, oldest first.
    pub fn messages(&self) -> impl Iterator<Item = (MessageNo, &Message)> {
        (1..).map(MessageNo::new).zip(&self.messages)
    }

    /// Those that are not settled.
    pub fn open(&self) -> impl Iterator<Item = (MessageNo, &Message)> {
        self.messages().filter(|(_, message)| message.is_open())
    }
}

impl Message {
    /// Whether its answer is still due.
    pub fn is_open(&self) -> bool {
        !self.outcome.is_some_and(Outcome::settles)
    }
}
