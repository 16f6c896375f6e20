//! The findings, with what became of each.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event as Found, FindingKind, Opinion, Subject};
use crate::event::Event;
use crate::ids::{Digest, FindingNo};

/// The state of this part after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    findings: Vec<Finding>,
    examined: Vec<Examined>,
}

/// An entry that an auditor signed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examined {
    /// On which day.
    pub on: Date,
    /// What the auditor said of it.
    pub opinion: Opinion,
    /// Its position in the log.
    pub position: u64,
    /// The sample that it was drawn in.
    pub sample: Option<Digest>,
}

/// One finding.
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
    /// The day on which the auditor took the answer.
    pub settled_on: Option<Date>,
}

impl State {
    pub(crate) fn evolve(&mut self, on: Date, event: &Event) {
        let Event::Oversight(event) = event else { return };
        match event.as_ref() {
            Found::FindingRaised(raised) => self.findings.push(Finding {
                about: raised.about.clone(),
                answered_on: None,
                due_on: raised.due_on,
                kind: raised.kind,
                raised_on: on,
                settled_on: None,
            }),
            Found::FindingAnswered(answered) => {
                self.change(answered.finding, |finding| finding.answered_on = Some(on));
            }
            Found::DeadlineMoved(moved) => {
                self.change(moved.finding, |finding| finding.due_on = Some(moved.due_on));
            }
            Found::FindingSettled(settled) => {
                self.change(settled.finding, |finding| finding.settled_on = Some(on));
            }
            Found::EntryExamined(examined) => self.examined.push(Examined {
                on,
                opinion: examined.opinion,
                position: examined.position,
                sample: examined.sample.clone(),
            }),
        }
    }

    fn change(&mut self, number: FindingNo, change: impl FnOnce(&mut Finding)) {
        if let Some(finding) = number.index().and_then(|index| self.findings.get_mut(index)) {
            change(finding);
        }
    }

    pub(super) fn next(&self) -> FindingNo {
        let count = u64::try_from(self.findings.len()).unwrap_or(u64::MAX);
        FindingNo::new(count).next()
    }

    /// A finding.
    pub fn finding(&self, number: FindingNo) -> Option<&Finding> {
        self.findings.get(number.index()?)
    }

    /// The entries that an auditor signed for, in the order of the signatures: a later one of the same entry counts.
    pub fn examined(&self) -> &[Examined] {
        &self.examined
    }

    /// All findings, oldest first.
    pub fn findings(&self) -> impl Iterator<Item = (FindingNo, &Finding)> {
        (1..).map(FindingNo::new).zip(&self.findings)
    }

    /// Those that are not settled.
    pub fn open(&self) -> impl Iterator<Item = (FindingNo, &Finding)> {
        self.findings().filter(|(_, finding)| finding.settled_on.is_none())
    }

    /// Those whose answer is due before `day` and has not come.
    pub fn overdue(&self, day: Date) -> impl Iterator<Item = (FindingNo, &Finding)> {
        let late = move |due: Date| due < day;
        self.open()
            .filter(move |(_, finding)| finding.answered_on.is_none() && finding.due_on.is_some_and(late))
    }
}
