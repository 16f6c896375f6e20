//! Promises of money that are still open. They are in no total: a promise is not a gift.

use std::collections::BTreeMap;

use domain::giving::Event;
use domain::{PledgeNo, Vnd};
use serde::{Deserialize, Serialize};

use crate::summary::Tally;

/// By pledge: what is still to come. Promises of goods have no value yet and are not here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pledges(BTreeMap<PledgeNo, Vnd>);

impl Pledges {
    /// Takes in one event, and tells what is open after it.
    pub(crate) fn evolve(&mut self, open: &mut Tally, event: &Event) {
        match event {
            Event::PledgeRegistered(event) => {
                if let Some(amount) = event.amount {
                    self.0.insert(event.pledge, amount);
                    open.add(amount);
                }
            }
            Event::PledgeFulfilled(event) => {
                let Some(left) = self.0.remove(&event.pledge) else { return };
                open.drop(left);
                let rest = event.amount.map_or(Some(left), |came| left.checked_sub(came));
                if let Some(rest) = rest.filter(|rest| *rest > Vnd::ZERO) {
                    self.0.insert(event.pledge, rest);
                    open.add(rest);
                }
            }
            Event::PledgeLapsed(event) => {
                if let Some(left) = self.0.remove(&event.pledge) {
                    open.drop(left);
                }
            }
            _ => {}
        }
    }
}
