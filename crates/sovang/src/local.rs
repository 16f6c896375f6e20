//! The books opened by this process: which fund, and what opening found.

use std::ops::Deref;

use domain::{Actor, Command, FundId, Recorded};
use ledger::{Books, Entry, Ledger, LedgerError, OpenError, Opened, SledState};
use statements::Profiles;
use statements::memo::MemoRules;
use vault::Row;

use crate::config::Config;
use crate::failure::Failure;
use crate::publishing;

/// The books of one fund while a command works with them. At its end, what it wrote is published.
pub(crate) struct Desk<'a> {
    config: &'a Config,
    ledger: Ledger,
    /// Where the log stood when the books were opened.
    opened_at: u64,
}

impl Deref for Desk<'_> {
    type Target = Ledger;

    fn deref(&self) -> &Ledger {
        &self.ledger
    }
}

impl Drop for Desk<'_> {
    fn drop(&mut self) {
        if self.ledger.head().position > self.opened_at {
            publishing::catch_up(self.config, &self.ledger);
        }
    }
}

/// Opens the fund that is named, or the only one there is.
pub(crate) fn open<'a>(config: &'a Config, fund: Option<&FundId>) -> Result<Desk<'a>, Failure> {
    let fund = match fund {
        Some(fund) => fund.clone(),
        None => only_fund(config)?,
    };
    let (ledger, opened) =
        Books::open_fund(config.places(), &fund).map_err(|error| named(error, config, &fund))?;
    tell(&fund, &opened);
    publishing::guard(config, &ledger);
    let opened_at = ledger.head().position;
    Ok(Desk { config, ledger, opened_at })
}

fn only_fund(config: &Config) -> Result<FundId, Failure> {
    let funds = Books::list(&config.data);
    match funds.as_slice() {
        [fund] => Ok(fund.clone()),
        [] => Err(Failure::NoFund { data: config.data.clone() }),
        several => {
            let names: Vec<_> = several.iter().map(FundId::as_str).collect();
            Err(Failure::WhichFund { funds: names.join(", ") })
        }
    }
}

/// A fund that is not there is a mistyped name more often than a broken disk.
fn named(error: OpenError, config: &Config, fund: &FundId) -> Failure {
    if Books::list(&config.data).contains(fund) {
        error.into()
    } else {
        Failure::UnknownFund { fund: fund.clone(), data: config.data.clone() }
    }
}

/// Tells what opening had to mend, on standard error.
pub(crate) fn tell(fund: &FundId, opened: &Opened) {
    match &opened.sled {
        SledState::Healthy => {}
        SledState::CaughtUp { records } => {
            tracing::info!(%fund, records, "the index was behind the journal, as after a crash, and was brought up");
        }
        SledState::Rebuilt { why } => {
            tracing::warn!(%fund, why, "the index was set aside and rebuilt from the journal; nothing is lost");
        }
    }
    if opened.torn_bytes > 0 {
        tracing::info!(%fund, bytes = opened.torn_bytes, "an entry that was never acknowledged was cut off");
    }
    if opened.sealed_now {
        tracing::info!(%fund, "personal data stood in clear, as older programs wrote it, and was sealed; keep the key directory safe");
    }
    if opened.swept_rows > 0 {
        tracing::info!(%fund, rows = opened.swept_rows, "vault rows without an entry were wiped");
    }
    if opened.erasures_done > 0 {
        tracing::info!(%fund, requests = opened.erasures_done, "granted erasures that a stop had left undone are done now");
    }
    if opened.erased_again > 0 {
        tracing::warn!(%fund, keys = opened.erased_again, "an older key store was put back; what had been erased is erased again");
    }
    if opened.erasures_stuck {
        tracing::error!(%fund, "ALARM: a granted erasure cannot be carried out; it stays open, see `sovang erase list`");
    }
    if opened.missing_rows > 0 {
        tracing::error!(%fund, rows = opened.missing_rows, "ALARM: vault rows of entries cannot be read; restore the vault");
    }
}

/// An entry from the command line.
pub(crate) fn entry(
    config: &Config,
    command: Command,
    personal: Option<Row<'static>>,
) -> Result<Entry, Failure> {
    Ok(Entry::new(asker(config)?, command, personal))
}

/// Who gives the commands: whom `--as` names, or the role at the machine.
pub(crate) fn asker(config: &Config) -> Result<Actor, Failure> {
    config.actor.clone().map_or_else(actor, Ok)
}

/// The event that stands at a position of the log.
pub(crate) fn event_at(ledger: &Ledger, position: u64) -> Result<Recorded, Failure> {
    let head = ledger.head().position;
    let stored = ledger.events(position).next().ok_or(LedgerError::BeyondHead { head })??;
    let recorded = domain::decode(position, &stored.bytes);
    Ok(recorded.map_err(|source| LedgerError::Decode { position, source })?)
}

/// Who works at the command line where nobody is named: the role, not the person.
pub(crate) fn actor() -> Result<Actor, Failure> {
    Ok("operator:command-line".parse()?)
}

/// The bank profiles in force.
pub(crate) fn profiles(config: &Config) -> Result<Profiles, Failure> {
    Ok(match &config.banks {
        Some(dir) => Profiles::load(dir)?,
        None => Profiles::bundled()?,
    })
}

/// What memos tell: the file beside the bank profiles, or the built-in rules.
pub(crate) fn memo_rules(config: &Config) -> Result<MemoRules, Failure> {
    let file = config.banks.as_ref().and_then(|banks| Some(banks.parent()?.join("rules").join("memo.toml")));
    Ok(match file.filter(|file| file.exists()) {
        Some(file) => MemoRules::load(&file)?,
        None => MemoRules::bundled()?,
    })
}
