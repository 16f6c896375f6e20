//! The story of a command: decide, append, project.

mod all;

use std::sync::{MutexGuard, PoisonError};

use domain::{
    AccountId, Command, Given, On, Rejection, RowNo, State, books, decide, giving, oversight, privacy,
};
use event_log::{AppendError, CommandId, Found, Ticket};
use uuid::Uuid;
use vault::{Class, Row, RowNumber};

use crate::clock::today;
use crate::commit::{Origin, hand_over};
use crate::entry::{Entry, Outcome};
use crate::erase;
use crate::error::LedgerError;
use crate::evidence;
use crate::ledger::{Ledger, Writer};
use crate::personal::Commitments;
use crate::replay;

/// A command on its way to the disk, and what it will answer.
type Begun = (Ticket, Outcome);

impl Ledger {
    /// Executes a command. When this answers, its events are durable and the views have seen them.
    pub fn execute(&self, entry: Entry) -> Result<Outcome, LedgerError> {
        self.execute_watched(entry, &|_| {})
    }

    /// The same for a command of many facts, as a list of households is: `progress` is told how many are written.
    pub fn execute_watched(&self, entry: Entry, progress: &dyn Fn(u64)) -> Result<Outcome, LedgerError> {
        let (grants, copies) = (erase::grants(&entry.command), evidence::changes_copies(&entry.command));
        let outcome = self.record(entry, progress)?;
        if grants {
            self.carry_out()?;
        }
        if copies {
            self.lay_out_copies();
        }
        Ok(outcome)
    }

    /// Executes a command as far as the books go: what a granted erasure names is still there.
    pub(crate) fn record(&self, entry: Entry, progress: &dyn Fn(u64)) -> Result<Outcome, LedgerError> {
        let _turn = self.turns.take(entry.id);
        let digest = self.secret.digest(&entry).map_err(|error| LedgerError::Encode(error.to_string()))?;
        if let Some(found) = self.log.find(entry.id)? {
            return self.first_answer(&entry, digest, found);
        }
        let (ticket, outcome) = self.decide(entry, digest, progress)?;
        self.settle(ticket, outcome)
    }

    /// Whether the books hold the command of that id.
    pub fn knows(&self, command: Uuid) -> Result<bool, LedgerError> {
        Ok(self.log.find(command)?.is_some())
    }

    /// Decides under the lock; the waiting for the disk comes after it, so that others can join the group.
    fn decide(
        &self,
        mut entry: Entry,
        digest: [u8; 32],
        progress: &dyn Fn(u64),
    ) -> Result<Begun, LedgerError> {
        self.writable()?;
        self.copy_is_kept(&entry.command)?;
        let mut writer = self.writer_for(&entry.command)?;
        let recorded_at = writer.clock.now();
        entry.name_rows(self.next_row());
        let stream = stream(&writer.state, &entry.command);
        let class = class(&entry.command);
        let given = Given { actor: &entry.actor, today: today(recorded_at) };
        written(&entry.command, writer.position)?;
        self.look_up(&writer.state, &mut entry.command)?;
        let facts = decide(&writer.state, entry.command, given)?;
        let rows: Vec<_> = entry.personal.iter().filter(|row| **row != Row::default()).collect();
        let fresh = if rows.is_empty() { None } else { Some(self.vault.append_all(class, rows)?) };
        let commitments = Commitments::new(&self.vault, fresh);
        let correlation = entry.correlation.unwrap_or(entry.id);
        let command = CommandId { id: entry.id, digest };
        let origin = Origin { command, correlation, actor: entry.actor, recorded_at, stream };
        hand_over(&self.log, &mut writer, origin, (facts, &commitments), progress)
    }

    /// The number that the next row of the vault will have.
    pub(crate) fn next_row(&self) -> RowNo {
        RowNo::new(self.vault.last().get()).next()
    }

    /// Waits for the disk.
    pub(crate) fn settle(&self, ticket: Ticket, mut outcome: Outcome) -> Result<Outcome, LedgerError> {
        let answer = ticket.wait();
        let mut writer = self.lock_writer();
        writer.on_their_way.retain(|first| *first != outcome.first);
        if answer.is_err() {
            // The state has events that the log refused. So has everything decided on it since, and the log refuses
            // that too, by its position.
            writer.stale = true;
            writer.failures = writer.failures.saturating_add(1);
        }
        drop(writer);
        self.answered.notify_all();
        let appended = answer?;
        (outcome.first, outcome.count) = (appended.first, appended.count);
        Ok(outcome)
    }

    /// The writer's lock, with a state that is the log's. After a failed append everything on its way is waited for
    /// first: some of it may have been written, and none of it may fail later and be taken for a new failure.
    pub(crate) fn fresh_writer(&self) -> Result<MutexGuard<'_, Writer>, LedgerError> {
        let waits = |writer: &mut Writer| writer.stale && !writer.on_their_way.is_empty();
        let mut writer =
            self.answered.wait_while(self.lock_writer(), waits).unwrap_or_else(PoisonError::into_inner);
        if writer.stale {
            self.fold_anew(&mut writer)?;
        }
        Ok(writer)
    }

    /// Folds the state anew, and wipes the vault rows of what failed.
    fn fold_anew(&self, writer: &mut Writer) -> Result<(), LedgerError> {
        let (mut state, mut position, mut highest) = (State::default(), 0, 0);
        replay::fold(&self.log, 0, |event| {
            state.evolve(&event.meta.actor, event.meta.effective_on, &event.event);
            position = event.position.saturating_add(1);
            highest = highest.max(event.event.row().map_or(0, RowNo::get));
            true
        })?;
        let (highest, next) = (RowNumber::new(highest), RowNumber::new(highest.saturating_add(1)));
        self.vault.sweep(&|row| row <= highest, next)?;
        (writer.state, writer.position, writer.stale) = (state, position, false);
        Ok(())
    }

    fn first_answer(&self, entry: &Entry, digest: [u8; 32], found: Found) -> Result<Outcome, LedgerError> {
        if !found.is(&digest) {
            return Err(AppendError::CommandReused.into());
        }
        self.outcome_of(entry.id, found)
    }

    /// The outcome of a command that is in the log, read from its events.
    fn outcome_of(&self, id: Uuid, found: Found) -> Result<Outcome, LedgerError> {
        let mut outcome = None::<Outcome>;
        let end = found.first.saturating_add(found.count);
        for record in self.log.read(found.first) {
            let record = record?;
            if record.first_position >= end {
                break;
            }
            for event in replay::decode(&record, found.first)? {
                outcome.get_or_insert_with(|| Outcome::new(id, event.meta.recorded_at)).note(&event.event);
            }
        }
        let outcome = outcome.ok_or(LedgerError::BeyondHead { head: self.head().position })?;
        Ok(Outcome { first: found.first, count: found.count, replayed: true, ..outcome })
    }
}

/// How long a command's personal data is kept, and why. A promise and a message stand behind no voucher; whatever the class, the field
/// `contact` is kept and erased by itself.
fn class(command: &Command) -> Class {
    match command {
        Command::Network(_) => Class::Beneficiary,
        Command::Giving(On { command: giving::Command::RegisterPledge(_), .. }) | Command::Inbox(_) => {
            Class::Contact
        }
        _ => Class::Voucher,
    }
}

/// What names a place in the log names one that there is: how far the log reaches, the rules do not know.
fn written(command: &Command, head: u64) -> Result<(), Rejection> {
    match command {
        Command::Books(on) => match &on.command {
            books::Command::PublishReport(report) if report.known_at > head => {
                Err(books::Refusal::NotYetWritten { known_at: report.known_at, head }.into())
            }
            _ => Ok(()),
        },
        Command::Oversight(on) => match &on.command {
            oversight::Command::RaiseFinding(finding) => match finding.about {
                oversight::Subject::Event(position) if position >= head => {
                    Err(oversight::Refusal::SubjectUnknown(finding.about.clone()).into())
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        },
        Command::Privacy(on) => match &on.command {
            privacy::Command::RequestErasure(request) => match request.subject {
                privacy::Subject::Event(position) if position >= head => {
                    Err(privacy::Refusal::SubjectUnknown(request.subject.clone()).into())
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// The stream that a command writes to: an account's, a part's, or the fund's own.
fn stream(state: &State, command: &Command) -> String {
    let of_account = |id: &AccountId| format!("account/{id}");
    let of_receipt = |receipt| state.receipt(receipt).map(|(account, _)| of_account(&account.id));
    let of_item = |item| state.quarantined(item).map(|(account, _, _)| of_account(&account.id));
    let stream = match command {
        Command::OpenFund(_) | Command::CloseFund(_) => None,
        Command::Books(_) => Some("books".to_owned()),
        Command::Giving(_) => Some("giving".to_owned()),
        Command::Goods(_) => Some("goods".to_owned()),
        Command::Inbox(_) => Some("inbox".to_owned()),
        Command::Network(_) => Some("network".to_owned()),
        Command::Oversight(_) => Some("oversight".to_owned()),
        Command::Privacy(_) | Command::CompleteErasure(_) => Some("privacy".to_owned()),
        Command::Relief(_) => Some("relief".to_owned()),
        Command::AddAccount(command) => Some(of_account(&command.account)),
        Command::RecordReceipt(command) => Some(of_account(&command.account)),
        Command::ImportStatement(command) => Some(of_account(&command.account)),
        Command::ReverseReceipt(command) => of_receipt(command.receipt),
        Command::IdentifyReceipt(command) => of_receipt(command.receipt),
        Command::ConfirmQuarantined(command) => of_item(command.item),
        Command::DismissQuarantined(command) => of_item(command.item),
    };
    stream.unwrap_or_else(|| "fund".to_owned())
}

#[cfg(test)]
mod tests;
