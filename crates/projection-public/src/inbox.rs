//! What people outside said and what became of it, and the findings of the supervision: days, kinds, outcomes. The texts
//! lie in the vault, and whether one of them may be shown is said here; whoever shows it masks it.

use domain::inbox::{About, Event as Said, Kind, MessageAnswered, Outcome};
use domain::oversight::{Event as Found, FindingKind, Subject};
use domain::{Event, FindingNo, MessageNo, Recorded, Role, RowNo, privacy};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// See the module. A view like every other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    messages: Vec<Message>,
    findings: Vec<Finding>,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "facts that are independent of each other")]
pub struct Message {
    /// What it is about.
    pub about: Option<About>,
    /// Its answers, oldest first.
    pub answers: Vec<Answer>,
    /// Its text was erased on request, or will be in a moment: nothing of it is read any more.
    pub erased: bool,
    /// What is wanted.
    pub kind: Kind,
    /// Its sender agrees that its text is shown.
    pub may_show: bool,
    /// Position of its event in the log.
    pub position: u64,
    /// Its sender held the code of the gift that it is about.
    pub proven: bool,
    /// Its text, name and contact.
    pub row: Option<RowNo>,
    /// Its own text is shown outside.
    pub shown: bool,
    /// Its day.
    pub taken_on: Date,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Its text was erased on request.
    pub erased: bool,
    /// The finding that came of it.
    pub finding: Option<FindingNo>,
    /// Its day.
    pub on: Date,
    /// What became of the message.
    pub outcome: Outcome,
    /// Position of its event in the log.
    pub position: u64,
    /// It is shown outside.
    pub public: bool,
    /// Its text.
    pub row: Option<RowNo>,
}

/// A finding of the supervision, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is about.
    pub about: Subject,
    /// Day of the last answer.
    pub answered_on: Option<Date>,
    /// An answer is due by this day.
    pub due_on: Option<Date>,
    /// What it asks for.
    pub kind: FindingKind,
    /// Its day.
    pub raised_on: Date,
    /// The day on which the supervision took the answer.
    pub settled_on: Option<Date>,
}

impl Message {
    /// What became of it, by its last answer.
    pub fn outcome(&self) -> Option<Outcome> {
        self.answers.last().map(|answer| answer.outcome)
    }

    /// The day on which it was settled.
    pub fn settled_on(&self) -> Option<Date> {
        self.answers.last().filter(|answer| answer.outcome.settles()).map(|answer| answer.on)
    }

    /// For so many days it waited, or waits on that day.
    pub fn waited(&self, today: Date) -> i32 {
        let until = self.settled_on().unwrap_or(today);
        self.taken_on.until(until).map_or(0, |span| span.get_days()).max(0)
    }

    /// Whether it stands in the list that anybody reads: not what a giver wishes for his own data, nor what is no message.
    pub fn is_listed(&self) -> bool {
        self.kind.is_public() && self.outcome() != Some(Outcome::SetAside)
    }
}

impl Inbox {
    /// All messages, oldest first.
    pub fn messages(&self) -> impl DoubleEndedIterator<Item = (MessageNo, &Message)> {
        self.messages.iter().enumerate().map(|(place, message)| (MessageNo::new(place as u64 + 1), message))
    }

    /// A message.
    pub fn message(&self, number: MessageNo) -> Option<&Message> {
        self.messages.get(number.index()?)
    }

    /// All findings, oldest first.
    pub fn findings(&self) -> impl DoubleEndedIterator<Item = (FindingNo, &Finding)> {
        self.findings.iter().enumerate().map(|(place, finding)| (FindingNo::new(place as u64 + 1), finding))
    }

    /// Takes in one event.
    pub(crate) fn apply(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::Inbox(event) => self.said(recorded, event),
            Event::Oversight(event) => self.found(recorded.meta.effective_on, event),
            Event::Privacy(event) => {
                // From here on, and not only when the keys are gone.
                if let privacy::Event::ErasureGranted(granted) = event.as_ref() {
                    granted.rows.iter().for_each(|key| self.erase(key.row));
                }
            }
            _ => {}
        }
    }

    fn said(&mut self, recorded: &Recorded, event: &Said) {
        match event {
            Said::MessageTaken(taken) => self.messages.push(Message {
                about: taken.about.clone(),
                answers: Vec::new(),
                erased: false,
                kind: taken.kind,
                may_show: taken.may_show,
                position: recorded.position,
                proven: recorded.meta.actor.role() == Role::Donor.name(),
                row: taken.row,
                shown: false,
                taken_on: recorded.meta.effective_on,
            }),
            Said::MessageAnswered(event) => {
                let MessageAnswered { finding, message, outcome, public, row } = *event;
                let (on, position) = (recorded.meta.effective_on, recorded.position);
                let answer = Answer { erased: false, finding, on, outcome, position, public, row };
                self.change(message, |message| message.answers.push(answer));
            }
            Said::MessagePublished(published) => self.change(published.message, |message| {
                message.shown = published.question;
                if let Some(answer) = message.answers.last_mut() {
                    answer.public = published.answer;
                }
            }),
        }
    }

    fn change(&mut self, number: MessageNo, change: impl FnOnce(&mut Message)) {
        if let Some(message) = number.index().and_then(|index| self.messages.get_mut(index)) {
            change(message);
        }
    }

    fn erase(&mut self, row: RowNo) {
        for message in &mut self.messages {
            message.erased |= message.row == Some(row);
            message.answers.iter_mut().for_each(|answer| answer.erased |= answer.row == Some(row));
        }
    }

    fn found(&mut self, on: Date, event: &Found) {
        let (number, change): (FindingNo, &dyn Fn(&mut Finding)) = match event {
            Found::FindingRaised(raised) => {
                return self.findings.push(Finding {
                    about: raised.about.clone(),
                    answered_on: None,
                    due_on: raised.due_on,
                    kind: raised.kind,
                    raised_on: on,
                    settled_on: None,
                });
            }
            Found::FindingAnswered(answered) => (answered.finding, &|finding| finding.answered_on = Some(on)),
            Found::DeadlineMoved(moved) => (moved.finding, &|finding| finding.due_on = Some(moved.due_on)),
            Found::FindingSettled(settled) => (settled.finding, &|finding| finding.settled_on = Some(on)),
            Found::EntryExamined(_) => return,
        };
        if let Some(finding) = number.index().and_then(|index| self.findings.get_mut(index)) {
            change(finding);
        }
    }
}
