//! The handlers: each reads what it needs through extractors, asks the books one thing, and answers.

pub(crate) mod balances;
pub(crate) mod boxes;
pub(crate) mod erasures;
pub(crate) mod events;
pub(crate) mod funds;
pub(crate) mod gifts;
pub(crate) mod imports;
pub(crate) mod letters;
pub(crate) mod network;
pub(crate) mod operations;
pub(crate) mod own;
pub(crate) mod papers;
pub(crate) mod parts;
pub(crate) mod plans;
pub(crate) mod proofs;
pub(crate) mod quarantine;
pub(crate) mod receipts;
pub(crate) mod registers;
pub(crate) mod reports;
pub(crate) mod requests;
pub(crate) mod stock;

use std::sync::Arc;

use domain::Actor;
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Entry, Ledger, today};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answers::Entered;
use crate::extract::CommandId;
use crate::page::Window;
use crate::state::AppState;
use wire::Asked;
use wire::Problem;

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

/// Reads what the rules know; the answer is durable.
async fn read<T: Send + 'static>(
    state: &AppState,
    ledger: Arc<Ledger>,
    read: impl Fn(&domain::State) -> T + Send + 'static,
) -> Result<T, Problem> {
    Ok(state.run(move || ledger.rules(read)).await??)
}

/// The day in Vietnam.
fn now() -> Date {
    today(Timestamp::now())
}

/// Which page of a list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paged {
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items a page; 100 where nothing is said.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

impl Paged {
    fn numbered(&self) -> Result<Window, Problem> {
        Window::numbered(self.cursor.as_deref(), self.limit)
    }

    fn counted(&self) -> Result<Window, Problem> {
        Window::counted(self.cursor.as_deref(), self.limit)
    }
}
