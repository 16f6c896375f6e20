//! What is due within how many days. Pure: text in, deadlines out.

use domain::inbox::Kind;
use jiff::Span;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use super::{RulesError, Status};

/// From what the days count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// The first day of the receiving window.
    WindowOpened,
    /// Its last day.
    WindowClosed,
    /// The day on which somebody asked to have personal data erased.
    ErasureAsked,
    /// The day on which a message from outside came in.
    MessageTaken,
}

/// One deadline.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Its code.
    pub code: String,
    /// What is due, in Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
    /// From what the days count.
    pub after: Start,
    /// How many days; none where nobody knows.
    #[serde(default)]
    pub days: Option<u16>,
    /// They are working days, from Monday to Friday. Holidays are not taken out: what is due comes rather too early.
    #[serde(default)]
    pub working: bool,
    /// First day of a start to which it applies.
    #[serde(default, with = "toml_day_or_none")]
    pub since: Option<Date>,
    /// Last day of a start to which it applies.
    #[serde(default, with = "toml_day_or_none")]
    pub until: Option<Date>,
    /// Where it is from.
    pub source: String,
    /// How sure it is.
    pub status: Status,
    /// Who compared it with the text; empty for nobody.
    pub checked_by: String,
}

impl Deadline {
    /// Whether it applies to what began that day.
    pub fn applies(&self, start: Date) -> bool {
        self.since.is_none_or(|since| start >= since) && self.until.is_none_or(|until| start <= until)
    }

    /// The day by which it is due; none where its days are unknown.
    pub fn due(&self, start: Date) -> Option<Date> {
        let days = i64::from(self.days?);
        if !self.working {
            return start.checked_add(Span::new().days(days)).ok();
        }
        let works = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let after = start.series(Span::new().days(1)).skip(1).filter(works);
        if days == 0 { Some(start) } else { after.take(usize::from(self.days?)).last() }
    }

    /// Whether somebody compared it with its text, or it has none to compare with: only then is a day computed from it.
    pub fn is_checked(&self) -> bool {
        matches!(self.status, Status::Verified | Status::OwnChoice) || !self.checked_by.is_empty()
    }
}

/// All deadlines of a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadlines {
    /// One by one.
    #[serde(rename = "deadline")]
    pub all: Vec<Deadline>,
}

impl Deadlines {
    /// The deadlines that come with the program.
    pub fn bundled() -> Result<Self, RulesError> {
        Self::parse(include_str!("../../../../config/rules/deadlines.toml"))
    }

    /// The deadline of that code that applies to what began that day.
    pub fn of(&self, code: &str, start: Date) -> Option<&Deadline> {
        self.all.iter().find(|deadline| deadline.code == code && deadline.applies(start))
    }

    /// The day by which a message from outside is to be answered; none where nothing checked says so.
    pub fn of_message(&self, kind: Kind, taken_on: Date) -> Option<Date> {
        let code = match kind {
            Kind::Irregularity => "report-answer",
            Kind::Erasure => "erasure-answer",
            Kind::Name | Kind::Consent | Kind::Receipt | Kind::Other => "message-answer",
        };
        self.of(code, taken_on).filter(|deadline| deadline.is_checked())?.due(taken_on)
    }

    /// Reads deadlines.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        toml::from_str(text).map_err(|error| RulesError::Unreadable(error.to_string()))
    }
}

/// A day as TOML writes it, without quotes.
pub(super) mod toml_day {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, de::Error};

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Date, D::Error> {
        let day = toml::value::Datetime::deserialize(deserializer)?;
        day.to_string().parse().map_err(D::Error::custom)
    }
}

/// The same where the key may be absent.
pub(super) mod toml_day_or_none {
    use jiff::civil::Date;
    use serde::Deserializer;

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Date>, D::Error> {
        super::toml_day::deserialize(deserializer).map(Some)
    }
}
