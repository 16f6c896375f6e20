//! What the rules of this part need to know of the past.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{IssueContent, Refusal, WriteOffContent};
use crate::event::Event;
use crate::ids::{Code, LotNo, RequestNo};
use crate::quantity::Quantity;

/// The state of this part after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {}

impl State {
    pub(crate) fn evolve(&mut self, _on: Date, _event: &Event) {}

    /// What open requests reserve of a lot in a warehouse on `today`.
    pub fn reserved(&self, _warehouse: &Code, _lot: LotNo, _today: Date) -> Quantity {
        Quantity::ZERO
    }

    /// An issue that is approved, not executed and not expired on `today`.
    pub(crate) fn issue_to_execute(
        &self,
        request: RequestNo,
        _today: Date,
    ) -> Result<&IssueContent, Refusal> {
        Err(Refusal::RequestUnknown(request))
    }

    /// A write-off that is approved, not executed and not expired on `today`.
    pub(crate) fn write_off_to_execute(
        &self,
        request: RequestNo,
        _today: Date,
    ) -> Result<&WriteOffContent, Refusal> {
        Err(Refusal::RequestUnknown(request))
    }
}
