//! From decided facts to a commit on its way: encoded, handed to the log, and taken into the state.

use domain::{Actor, Facts, Meta};
use event_log::{CommandId, EventLog, Expected, Ticket};
use jiff::Timestamp;
use uuid::Uuid;

use crate::entry::Outcome;
use crate::error::LedgerError;
use crate::ledger::Writer;
use crate::personal::Commitments;

/// Who, when and why of all events of a command.
pub(crate) struct Origin {
    pub(crate) command: CommandId,
    pub(crate) correlation: Uuid,
    pub(crate) actor: Actor,
    pub(crate) recorded_at: Timestamp,
    /// The stream that the command writes to.
    pub(crate) stream: String,
}

/// Hands the facts to the log, each with the commitment to the row that it names. The state takes them in at once, before they are durable: the next command is
/// decided on them, and if they fail, so does everything behind them.
pub(crate) fn hand_over(
    log: &EventLog,
    writer: &mut Writer,
    origin: Origin,
    (facts, commitments): (Facts, &Commitments<'_>),
    progress: &dyn Fn(u64),
) -> Result<(Ticket, Outcome), LedgerError> {
    let Origin { command, correlation, actor, recorded_at, stream } = origin;
    let mut append = log.begin(command, Some(writer.position), vec![Expected { stream, version: None }]);
    let mut outcome = Outcome { first: writer.position, ..Outcome::new(command.id, recorded_at) };
    let mut bytes = Vec::with_capacity(1024);
    // Until the commit is on its way, a failure leaves a state that knows more than the log.
    writer.stale = true;
    for fact in facts {
        let (actor, effective_on) = (actor.clone(), fact.effective_on);
        let (causation, id) = (command.id, Uuid::now_v7());
        let commitment = fact.event.row().map_or(Ok(None), |row| commitments.of(row))?;
        let meta = Meta { actor, causation, commitment, correlation, effective_on, id, recorded_at };
        bytes.clear();
        domain::encode(&meta, &fact.event, &mut bytes)
            .map_err(|error| LedgerError::Encode(error.to_string()))?;
        append.push(0, &bytes)?;
        writer.state.evolve(&meta.actor, effective_on, &fact.event);
        writer.position = writer.position.saturating_add(1);
        outcome.note(&fact.event);
        outcome.count = outcome.count.saturating_add(1);
        if outcome.count.is_multiple_of(1000) {
            progress(outcome.count);
        }
    }
    let ticket = append.commit();
    writer.stale = false;
    writer.on_their_way.push(outcome.first);
    Ok((ticket, outcome))
}
