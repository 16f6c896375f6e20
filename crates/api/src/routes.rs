//! The handlers: each reads what it needs through extractors, asks the books one thing, and answers.

pub(crate) mod balances;
pub(crate) mod events;
pub(crate) mod funds;
pub(crate) mod gifts;
pub(crate) mod imports;
pub(crate) mod operations;
pub(crate) mod parts;
pub(crate) mod quarantine;
pub(crate) mod receipts;

use std::sync::Arc;

use domain::Actor;
use ledger::{Entry, Ledger};

use crate::extract::CommandId;
use crate::problem::Problem;
use crate::state::AppState;
use crate::wire::{Asked, Entered};

/// Gives a command to the books.
async fn record(
    state: &AppState,
    ledger: Arc<Ledger>,
    actor: Actor,
    id: CommandId,
    asked: Asked,
) -> Result<Entered, Problem> {
    let Asked { command, personal } = asked;
    let entry = Entry { id: id.0, correlation: None, actor, command, personal };
    let outcome = state.run(move || ledger.execute(entry)).await?;
    state.note_write(outcome.as_ref().err());
    Ok(outcome?.into())
}
