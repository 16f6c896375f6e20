//! The reports that the fund gave to the public; their bytes are fixed by their digest.

use domain::books::Event;
use domain::{Code, Digest};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A published report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The day on which it was published.
    #[serde(with = "domain::compact::day")]
    pub on: Date,
    /// Which report.
    pub report: Code,
    /// csv, xlsx, pdf, ...
    pub format: Code,
    /// First day of its period.
    #[serde(with = "domain::compact::day")]
    pub first: Date,
    /// Last day of its period.
    #[serde(with = "domain::compact::day")]
    pub last: Date,
    /// It holds the events before this position.
    pub known_at: u64,
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// Position of the event that published it.
    pub position: u64,
}

pub(crate) fn published(on: Date, position: u64, event: &Event) -> Option<Report> {
    let Event::ReportPublished(published) = event else { return None };
    Some(Report {
        on,
        report: published.report.clone(),
        format: published.format.clone(),
        first: published.first,
        last: published.last,
        known_at: published.known_at,
        digest: published.digest.clone(),
        position,
    })
}
