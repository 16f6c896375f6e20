//! What is due within how many days. Pure: text in, deadlines out.

use jiff::Span;
use jiff::civil::Date;
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
        start.checked_add(Span::new().days(i64::from(self.days?))).ok()
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
