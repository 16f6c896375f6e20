//! Opening the books of a fund: vault, log, snapshot, and the events since.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError, RwLock};
use std::thread;

use domain::{Event, State};
use event_log::{EventLog, Options, Record, SledState};
use uuid::Uuid;
use vault::{Evidence, RowNumber, Vault};

use crate::clock::Clock;
use crate::error::{LedgerError, OpenError};
use crate::ledger::{Ledger, Writer};
use crate::places::FundPlaces;
use crate::search::Search;
use crate::secret::Secret;
use crate::snapshot::{self, Snapshot};
use crate::tries::Tries;
use crate::turns::Turns;
use crate::views::Views;
use crate::{erase, personal, replay};

/// What opening found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What had to be done about the log's index.
    pub sled: SledState,
    /// Bytes of a commit that was never acknowledged and was cut off.
    pub torn_bytes: u64,
    /// Events that were folded because no snapshot held them.
    pub folded: u64,
    /// Vault rows without an event, wiped.
    pub swept_rows: u64,
    /// Files that no event named for a week, wiped.
    pub swept_files: u64,
    /// Rows that events refer to and that cannot be read. The figures are right, but names are lost: an alarm.
    pub missing_rows: u64,
    /// Granted erasures that a crash had left undone, and that are done now.
    pub erasures_done: u64,
    /// Whether granted erasures could not be carried out: an alarm. The requests stay open.
    pub erasures_stuck: bool,
    /// Keys of erased data that were there again, as somebody had put an older state back, and are destroyed again.
    pub erased_again: u64,
    /// Whether personal data stood in clear, as an older program wrote it, and was sealed now.
    pub sealed_now: bool,
}

/// Makes empty books in a place that must not hold any.
pub(crate) fn create(places: &FundPlaces) -> Result<(), OpenError> {
    fs::create_dir_all(&places.dir).map_err(|source| OpenError::Io { path: places.dir.clone(), source })?;
    personal::create(places)?;
    Secret::create(places)?;
    // The log comes last: a directory without one is no book yet, and is begun again.
    Ok(EventLog::create(&places.log(), Uuid::now_v7())?)
}

/// Opens the books of a fund, and goes on with the erasures that a crash left undone.
pub(crate) fn open(places: &FundPlaces) -> Result<(Ledger, Opened), OpenError> {
    let (ledger, opened) = open_as_left(places)?;
    let carried_out = ledger.carry_out();
    let erasures_stuck = carried_out.is_err();
    let erasures_done = carried_out.unwrap_or_default();
    let swept_files = if ledger.read_only().is_none() { ledger.sweep_files()? } else { 0 };
    ledger.lay_out_copies();
    Ok((ledger, Opened { swept_files, erasures_done, erasures_stuck, ..opened }))
}

/// The log comes first: its lock keeps other processes out of vault and keys too.
fn open_as_left(places: &FundPlaces) -> Result<(Ledger, Opened), OpenError> {
    let (fund, dir) = (&places.fund, places.dir.as_path());
    let (late, views) = (Arc::new(OnceLock::new()), Arc::new(RwLock::new(Views::default())));
    let (log, found) = EventLog::open(&places.log(), options(&late, &views))?;
    of_this_fund(places, &log)?;
    let (snapshot, vault) = thread::scope(|scope| {
        let snapshot = scope.spawn(|| snapshot::read(dir));
        let vault = personal::open(places);
        (snapshot.join().ok().flatten().filter(|snapshot| snapshot.log == log.id()), vault)
    });
    let (vault, rows) = vault?;
    let vault = Arc::clone(late.get_or_init(|| Arc::new(vault)));
    let secret = Secret::open(places)?;
    let (files, keys) = places.evidence();
    let evidence = Evidence::open(&files, &keys, fund.as_str(), &places.source)?;

    not_rolled_back(dir, &log, snapshot.as_ref())?;
    let snapshot = snapshot.filter(|snapshot| fits(&log, snapshot));
    let taken = snapshot.as_ref().map_or(0, |snapshot| snapshot.head.position);
    let state = catch_up(&log, snapshot, &views)?;
    let (named, recorded_at, position) = {
        let views = views.read().unwrap_or_else(PoisonError::into_inner);
        (
            Named { highest: RowNumber::new(views.highest_row), rows: views.rows },
            views.recorded_at,
            views.position,
        )
    };
    let erased_again = erase::enforce(&vault, &state)?;
    keys_not_rolled_back(places, &vault, &named)?;
    let read_only = read_only(dir)?;
    let (swept_rows, missing_rows) =
        sweep(&vault, &named, accounted_for(&vault, &rows), read_only.is_some())?;
    let clock = Clock::after(recorded_at);
    let writer =
        Mutex::new(Writer { state, position, clock, on_their_way: Vec::new(), failures: 0, stale: false });
    let opened = Opened {
        sled: found.sled,
        torn_bytes: found.torn_bytes,
        folded: position.saturating_sub(taken),
        swept_rows,
        swept_files: 0,
        missing_rows,
        erasures_done: 0,
        erasures_stuck: false,
        erased_again,
        sealed_now: rows.converted,
    };
    let ledger = Ledger {
        fund: fund.clone(),
        dir: dir.to_owned(),
        log,
        vault,
        evidence,
        views,
        writer,
        answered: Condvar::default(),
        turns: Turns::default(),
        secret,
        tries: Tries::default(),
        search: Search::default(),
        trace: RwLock::default(),
        rebuild: Mutex::default(),
        damaged: AtomicBool::new(false),
        stuck: AtomicBool::new(false),
        missing_rows,
        read_only: read_only.map(OnceLock::from).unwrap_or_default(),
        snapshot: taken,
    };
    Ok((ledger, opened))
}

/// Rows that can be read, or of which it is known why not: erased before, or now, where an older key store did not even
/// know them.
fn accounted_for(vault: &Vault, found: &vault::Opened) -> u64 {
    let still_unknown = vault.keyless().len() as u64;
    let erased_now = found.keyless.saturating_sub(still_unknown);
    found.rows.saturating_add(found.erased).saturating_add(erased_now)
}

/// The first event names the fund. Asked before the keys are, which would only say that they are not there.
fn of_this_fund(places: &FundPlaces, log: &EventLog) -> Result<(), OpenError> {
    let Some(first) = log.read(0).next() else { return Ok(()) };
    let events = replay::decode(&first.map_err(LedgerError::from)?, 0)?;
    match events.first().map(|first| &first.event) {
        Some(Event::FundOpened(opened)) if opened.fund != places.fund => {
            Err(OpenError::OtherFund { path: places.dir.clone(), found: opened.fund.clone() })
        }
        _ => Ok(()),
    }
}

/// A snapshot of this very log that knows more of it: the journal was put back to an older state. Nothing is touched;
/// the rows of what is missing would be wiped.
fn not_rolled_back(dir: &Path, log: &EventLog, snapshot: Option<&Snapshot>) -> Result<(), OpenError> {
    let (head, known) = (log.head().position, snapshot.map_or(0, |snapshot| snapshot.head.position));
    if known > head {
        return Err(OpenError::RolledBack { path: dir.to_owned(), head, known });
    }
    Ok(())
}

/// Every row that events name has a key in the key store, or had one. Otherwise the store is an older one, and going on
/// with it would make two that cannot be put together again.
fn keys_not_rolled_back(places: &FundPlaces, vault: &Vault, named: &Named) -> Result<(), OpenError> {
    let mut unknown = vault.keyless();
    unknown.retain(|row| *row <= named.highest);
    match unknown.first() {
        None => Ok(()),
        Some(first) => Err(OpenError::KeysRolledBack {
            path: places.keys.clone(),
            rows: unknown.len() as u64,
            first: first.get(),
        }),
    }
}

/// The vault rows that events name.
struct Named {
    highest: RowNumber,
    rows: u64,
}

/// The file that makes books read-only. Its first line says why and what to do.
const READ_ONLY: &str = "read-only";

/// Why the books are read-only, in both languages; none where they are not.
fn read_only(dir: &Path) -> Result<Option<(String, String)>, OpenError> {
    let path = dir.join(READ_ONLY);
    let text = match fs::read_to_string(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        text => text.map_err(|source| OpenError::Io { path, source })?,
    };
    let why = text.lines().next().unwrap_or_default();
    let halves = why.split_once(" / ").unwrap_or((why, why));
    Ok(Some((halves.0.to_owned(), halves.1.to_owned())))
}

/// Wipes rows that no event names. Answers with how many, and with how many are named and cannot be read. In read-only
/// books nothing is wiped: their events may be on a mirror.
fn sweep(vault: &Vault, named: &Named, live: u64, keep: bool) -> Result<(u64, u64), OpenError> {
    vault.never_reuse(named.highest)?;
    let next = RowNumber::new(named.highest.get().saturating_add(1));
    let orphans =
        (next.get()..=vault.last().get()).filter(|row| vault.contains(RowNumber::new(*row))).count();
    let missing = named.rows.saturating_add(orphans as u64).saturating_sub(live);
    let swept = if keep { 0 } else { vault.sweep(&|row| row <= named.highest, next)? };
    Ok((swept, missing))
}

/// The log is read from front to back and rarely, so a small page cache does.
const SLED_CACHE: u64 = 16 << 20;

/// Rows are on the disk before the events that refer to them; the views see every durable record.
fn options(vault: &Arc<OnceLock<Arc<Vault>>>, views: &Arc<RwLock<Views>>) -> Options {
    let (vault, views) = (Arc::clone(vault), Arc::clone(views));
    Options {
        before_commit: Box::new(move || {
            vault.get().map_or(Ok(()), |vault| vault.sync().map_err(std::io::Error::other))
        }),
        sink: Box::new(move |record| show(&views, record)),
        cache_bytes: SLED_CACHE,
        ..Options::default()
    }
}

fn show(views: &RwLock<Views>, record: &Record) {
    match replay::decode(record, 0) {
        Ok(events) => {
            let mut views = views.write().unwrap_or_else(PoisonError::into_inner);
            for event in &events {
                views.apply(event);
            }
        }
        // We encoded these bytes a moment ago.
        Err(error) => tracing::error!(%error, "a record cannot be shown; the views are behind until restart"),
    }
}

/// The log has, at the snapshot's position, the chain that the snapshot names.
fn fits(log: &EventLog, snapshot: &Snapshot) -> bool {
    let Some(last) = snapshot.head.position.checked_sub(1) else { return false };
    let Some(Ok(record)) = log.read(last).next() else { return false };
    record.end_position() == snapshot.head.position && record.chain == snapshot.head.chain
}

/// Folds what the snapshot does not hold into state and views.
fn catch_up(log: &EventLog, snapshot: Option<Snapshot>, views: &RwLock<Views>) -> Result<State, LedgerError> {
    let (mut state, start) = match snapshot {
        Some(Snapshot { state, views, .. }) => (state, views),
        None => (State::default(), Views::default()),
    };
    let mut views = views.write().unwrap_or_else(PoisonError::into_inner);
    *views = start;
    let from = views.position;
    replay::fold(log, from, |event| {
        state.evolve(&event.meta.actor, event.meta.effective_on, &event.event);
        views.apply(event);
        true
    })?;
    Ok(state)
}
