//! A bank statement becomes one commit: read, compared with what the books hold, its texts put into the vault, booked.
//!
//! Reading needs no lock; comparing and booking have the writer's, so that two imports at once see each other's lines.
//! A crash at any moment leaves the books as they were, and the second run is the first.

mod booking;
mod codes;
mod known;
mod preview;
mod report;

use domain::{AccountId, Actor, Command, Given, ImportStatement, PrintedEntry, StatementLine, decide};
use event_log::{AppendError, CommandId, Ticket};
use statements::memo::MemoRules;
use statements::{Profile, Statement, read_statement};
use uuid::Uuid;
use vault::{Class, RowNumber};

use crate::clock::today;
use crate::commit::{Origin, hand_over};
use crate::entry::Outcome;
use crate::error::LedgerError;
use crate::hex::hex;
use crate::ledger::Ledger;
use crate::personal::Commitments;
use booking::Booking;
use codes::Codes;

pub use preview::{Becomes, Preview, PreviewLine, Trial};
pub use report::{BreakLine, HeldLine, ImportReport, Sum};

/// A statement file and who brings it.
pub struct Import<'a> {
    /// Names the command.
    pub id: Uuid,
    /// Who brings it.
    pub actor: Actor,
    /// The fund's account; without it, the one whose number the file prints, or the fund's only one at that bank.
    pub account: Option<AccountId>,
    /// How the bank prints.
    pub profile: &'a Profile,
    /// What memos tell.
    pub rules: &'a MemoRules,
    /// Names the file in messages.
    pub file_name: &'a str,
    /// The file. Given away, so that it need not stand in memory beside what was read.
    pub bytes: Vec<u8>,
}

/// Where an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The file is being read.
    Reading,
    /// Its lines, so many, are compared with the books.
    Matching(u64),
    /// Lines are handed to the log.
    Recording {
        /// So many.
        done: u64,
        /// Of so many.
        all: u64,
    },
    /// Waiting for the disk.
    Syncing,
}

/// How far a booking came under the lock.
enum Booked {
    /// The books hold the file already.
    Before(ImportReport),
    /// On its way to the disk.
    Now(Ticket, Outcome, ImportReport),
}

impl Ledger {
    /// Imports a statement. When this answers, every line is durable, or none is.
    pub fn import(
        &self,
        import: Import<'_>,
        progress: &dyn Fn(Progress),
    ) -> Result<ImportReport, LedgerError> {
        let _turn = self.turns.take(import.id);
        progress(Progress::Reading);
        let Import { id, actor, account, profile, rules, file_name, bytes } = import;
        let statement = read_statement(&bytes, file_name, profile)?;
        drop(bytes);
        match self.book(id, actor, account, rules, statement, progress)? {
            Booked::Before(report) => Ok(report),
            Booked::Now(ticket, outcome, mut report) => {
                progress(Progress::Syncing);
                report.took(&self.settle(ticket, outcome)?);
                Ok(report)
            }
        }
    }

    fn book(
        &self,
        id: Uuid,
        actor: Actor,
        account: Option<AccountId>,
        rules: &MemoRules,
        statement: Statement,
        progress: &dyn Fn(Progress),
    ) -> Result<Booked, LedgerError> {
        self.writable()?;
        let mut writer = self.fresh_writer()?;
        let recorded_at = writer.clock.now();
        let account = known::account(&writer.state, &statement, account)?;
        let digest = hex(&statement.sha256);
        let keyed = self.secret.digest_of_file(&actor, &account, &digest);
        let command =
            CommandId { id, digest: keyed.map_err(|error| LedgerError::Encode(error.to_string()))? };
        if self.log.find(id)?.is_some_and(|found| !found.is(&command.digest)) {
            return Err(AppendError::CommandReused.into());
        }
        if known::imported(&writer.state, &account, &digest) {
            return Ok(Booked::Before(ImportReport::already_imported(account, &statement)));
        }
        progress(Progress::Matching(statement.lines.len() as u64));
        let first_row = self.vault.last().get().saturating_add(1);
        let known = known::Lines::of(self, &writer.state, &account, &statement)?;
        let matches = known.compare(&statement);
        let codes = Codes::of(&writer.state)?;
        let booking = Booking {
            statement: &statement,
            matches: &matches,
            known: &known,
            rules,
            codes: &codes,
            closed: writer.state.books.closed_through,
            first_row,
        };
        let mut report = ImportReport::new(account.clone(), &statement);
        let all = booking.new_count();
        report.known = report.lines.saturating_sub(all as u64);
        let mut lines = Vec::with_capacity(all);
        let fresh = self.vault.append_all(Class::Voucher, booking.rows(&mut lines, &mut report))?;
        let commitments = Commitments::new(&self.vault, Some(fresh));
        report.number_held(writer.state.next_quarantined());
        report.moved_to = writer.state.books.open_from().filter(|_| report.moved > 0);
        let stream = format!("account/{account}");
        let printed = booking.printed();
        let import = command_of(account, digest, &statement, (lines, printed), &report)?;
        drop((known, matches, statement));
        let given = Given { actor: &actor, today: today(recorded_at) };
        let facts = match decide(&writer.state, Command::ImportStatement(import), given) {
            Ok(facts) => facts,
            Err(rejection) => {
                // The rows are written and no event will name them.
                self.vault.sweep(&|row| row.get() < first_row, RowNumber::new(first_row))?;
                return Err(rejection.into());
            }
        };
        let origin = Origin { command, correlation: id, actor, recorded_at, stream };
        let recording = |done| progress(Progress::Recording { done, all: all as u64 });
        let (ticket, outcome) = hand_over(&self.log, &mut writer, origin, (facts, &commitments), &recording)?;
        Ok(Booked::Now(ticket, outcome, report))
    }
}

fn command_of(
    account: AccountId,
    digest: String,
    statement: &Statement,
    (lines, printed): (Vec<StatementLine>, Vec<PrintedEntry>),
    report: &ImportReport,
) -> Result<ImportStatement, LedgerError> {
    let (first, last) = statement.period.ok_or(domain::Rejection::StatementEmpty)?;
    Ok(ImportStatement {
        account,
        digest,
        profile: statement.profile.parse().map_err(|error| LedgerError::Encode(format!("{error}")))?,
        first,
        last,
        opening: statement.control.opening,
        closing: statement.control.closing,
        breaks: u32::try_from(statement.control.breaks.len()).unwrap_or(u32::MAX),
        known: u32::try_from(report.known).unwrap_or(u32::MAX),
        lines,
        printed,
    })
}
