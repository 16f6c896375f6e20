//! The rules.

mod earmark;
mod giver;
mod pledge;
mod supplement;
mod window;

use super::Command;
use crate::decide::Day;
use crate::event::Event;
use crate::rejection::Rejection;
use crate::state::State;

pub(crate) use earmark::{back, taken_back};

pub(crate) fn decide(state: &State, command: Command, day: &Day<'_>) -> Result<Vec<Event>, Rejection> {
    let event = match command {
        Command::RegisterPledge(command) => pledge::register(state, command, day),
        Command::FulfilPledge(command) => pledge::fulfil(state, &command),
        Command::LapsePledge(command) => pledge::lapse(state, &command),
        Command::ReleaseEarmark(command) => earmark::release(state, command, day),
        Command::DeclareGiftCode(command) => earmark::declare_code(state, command, day),
        Command::SupplementReceipt(command) => supplement::supplement(state, &command, day),
        Command::CorrectGiver(command) => giver::correct(state, &command, day),
        Command::OpenWindow(command) => window::open(state, command),
        Command::ExtendWindow(command) => window::extend(state, command),
        Command::CloseWindow(command) => window::close(state, &command, day),
        Command::TakeHeldReceipt(command) => window::take_held(state, command),
    }?;
    Ok(vec![event.into()])
}
