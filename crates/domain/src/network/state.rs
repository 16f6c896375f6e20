//! What the rules of this part need to know of the past.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::event::Event;
use crate::ids::Code;
use crate::party::Party;

/// The state of this part after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {}

impl State {
    pub(crate) fn evolve(&mut self, _on: Date, _event: &Event) {}

    /// The party is in the register, and valid on that day.
    pub(crate) fn known(&self, _party: &Party, _on: Date) -> Result<(), Refusal> {
        Ok(())
    }

    /// The area is in the register, and valid on that day.
    pub(crate) fn known_area(&self, _area: &Code, _on: Date) -> Result<(), Refusal> {
        Ok(())
    }

    /// The area in which a party is; none for an organisation without one.
    pub fn area_of<'a>(&'a self, _party: &'a Party) -> Option<&'a Code> {
        None
    }

    /// Whether `area` is `around` or lies in it.
    pub fn lies_in(&self, area: &Code, around: &Code) -> bool {
        area == around
    }
}
