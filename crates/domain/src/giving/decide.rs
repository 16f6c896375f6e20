//! The rules.

use super::Command;
use crate::decide::Day;
use crate::event::Event;
use crate::rejection::Rejection;
use crate::state::State;

pub(crate) fn decide(_state: &State, _command: Command, _day: &Day<'_>) -> Result<Vec<Event>, Rejection> {
    Err(Rejection::FundNotOpen)
}
