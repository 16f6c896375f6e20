//! How far money or goods are on their way to those they are meant for.

use domain::relief::Recipient;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is known of a hand-over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// How many households it is said to reach; 0 where it is said to nobody in particular.
    pub households: u32,
    /// It was handed over on this day.
    pub handed_on: Option<Date>,
    /// So many signed for it.
    pub signed: u32,
    /// The last list of signatures is of this day.
    pub signed_on: Option<Date>,
    /// The local unit confirmed on this day.
    pub confirmed_on: Option<Date>,
}

impl Progress {
    pub(crate) fn new(recipients: &[Recipient]) -> Self {
        let households = recipients.iter().fold(0_u32, |sum, one| sum.saturating_add(one.households));
        Self { households, ..Self::default() }
    }

    /// Nothing is known of any hand-over.
    pub fn is_silent(&self) -> bool {
        self.handed_on.is_none() && self.signed_on.is_none() && self.confirmed_on.is_none()
    }

    pub(crate) fn handed(&mut self, on: Date) {
        self.handed_on = Some(on);
    }

    pub(crate) fn signed(&mut self, on: Date, signed: u32) {
        self.signed = self.signed.saturating_add(signed);
        self.signed_on = Some(on);
    }

    pub(crate) fn confirmed(&mut self, on: Date) {
        self.confirmed_on = Some(on);
    }
}
