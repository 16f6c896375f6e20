//! What the rules of this part need to know of the past.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::ReceiptNo;

/// The state of this part after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {}

impl State {
    pub(crate) fn evolve(&mut self, _on: Date, _event: &Event) {}

    /// Whether the receipt came after the receiving window and is held apart still.
    pub fn is_held(&self, _receipt: ReceiptNo) -> bool {
        false
    }
}
