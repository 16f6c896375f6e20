//! Money and goods on their way: handed over, signed, confirmed, and what of it is late.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Limits;
use crate::compact;
use crate::relief::{Delivery, Recipient};

/// How far a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryState {
    /// Money was paid or goods were issued on this day.
    #[serde(with = "compact::day")]
    pub begun_on: Date,
    /// The local unit confirmed on this day.
    pub confirmed_on: Option<Date>,
    /// So many signatures are due: one a household; one where it is said to nobody in particular.
    pub expected: u32,
    /// It was handed over on this day.
    pub handed_on: Option<Date>,
    /// So many signed.
    pub signed: u32,
    /// The last list of signatures is of this day.
    pub signed_on: Option<Date>,
}

/// What a late delivery lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Signatures: so many.
    Signatures(u32),
    /// The local unit's confirmation.
    Confirmation,
}

/// A delivery that is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Which.
    pub delivery: Delivery,
    /// The last day that was allowed.
    pub due: Date,
    /// What is missing.
    pub missing: Missing,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliveries(BTreeMap<Delivery, DeliveryState>);

impl Deliveries {
    /// How far a delivery is; none for one that is reversed or was never begun.
    pub fn get(&self, delivery: Delivery) -> Option<&DeliveryState> {
        self.0.get(&delivery)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = (Delivery, &DeliveryState)> {
        self.0.iter().map(|(delivery, state)| (*delivery, state))
    }

    /// What is not signed, or signed and not confirmed, in time, as of a day: signatures are due from the day of payment
    /// or issue, the confirmation from the hand-over on.
    pub fn overdue(&self, limits: Limits, on: Date) -> impl Iterator<Item = Overdue> {
        self.0.iter().filter_map(move |(delivery, state)| {
            let late = |begun: Date, days: u16| {
                let due = begun.saturating_add(i32::from(days).days());
                (due < on).then_some(due)
            };
            let unsigned = state.expected.saturating_sub(state.signed);
            let signatures = late(state.begun_on, limits.sign_days)
                .filter(|_| unsigned > 0)
                .map(|due| (due, Missing::Signatures(unsigned)));
            let confirmation = state.handed_on.and_then(|handed| late(handed, limits.confirm_days));
            let confirmation =
                confirmation.filter(|_| state.confirmed_on.is_none()).map(|due| (due, Missing::Confirmation));
            let (due, missing) = signatures.or(confirmation)?;
            Some(Overdue { delivery: *delivery, due, missing })
        })
    }

    pub(super) fn begun(&mut self, on: Date, delivery: Delivery, recipients: &[Recipient]) {
        let households = recipients.iter().fold(0_u32, |sum, one| sum.saturating_add(one.households));
        let state = DeliveryState {
            begun_on: on,
            confirmed_on: None,
            expected: households.max(1),
            handed_on: None,
            signed: 0,
            signed_on: None,
        };
        self.0.insert(delivery, state);
    }

    pub(super) fn handed_over(&mut self, on: Date, delivery: Delivery) {
        if let Some(state) = self.0.get_mut(&delivery) {
            state.handed_on = Some(on);
        }
    }

    pub(super) fn signed(&mut self, on: Date, delivery: Delivery, signed: u32) {
        if let Some(state) = self.0.get_mut(&delivery) {
            state.signed = state.signed.saturating_add(signed);
            state.signed_on = Some(on);
        }
    }

    pub(super) fn confirmed(&mut self, on: Date, delivery: Delivery) {
        if let Some(state) = self.0.get_mut(&delivery) {
            state.confirmed_on = Some(on);
        }
    }

    pub(super) fn ended(&mut self, delivery: Delivery) {
        self.0.remove(&delivery);
    }
}
