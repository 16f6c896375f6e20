//! The snapshot of each fund's public book at the end of each day in Vietnam, while a server runs, and at once where it is
//! asked for. Days on which no server ran are made when one runs again, from the log as it stood at their midnight.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::FundId;
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Books, Ledger, LedgerError, today};
use public_files::{Book, Days, Snap};
use publication::{PublishError, sign_snapshot};
use transparency::{Checkpoint, Frontier, Hash, Signer, Snapshot, SnapshotId};

use super::service::Stop;
use super::{Press, Trouble};

/// How often it is looked whether a day has ended.
const LOOK: Duration = Duration::from_mins(1);
/// The first look waits until the log is published as it is now.
const FIRST: Duration = Duration::from_secs(5);

/// The book as it stands, and the snapshot of it.
pub(crate) struct Stood {
    pub(crate) book: Book,
    pub(crate) snapshot: Snapshot,
}

/// Until the stop: every day that has ended is made, once for each fund.
pub(super) fn daily(press: &Press, books: &Books, stop: &Stop) {
    let mut done = BTreeMap::<FundId, Date>::new();
    let mut wait = FIRST;
    while !stop.within(wait) {
        wait = LOOK;
        let day = today(Timestamp::now());
        let due = |ledger: &&std::sync::Arc<Ledger>| done.get(ledger.fund()) != Some(&day);
        for ledger in books.funds().iter().filter(due).cloned().collect::<Vec<_>>() {
            let fund = ledger.fund();
            match press.ended_days(&ledger, day) {
                Ok(made) => {
                    for id in made {
                        tracing::info!(%fund, %id, "the day's public book was signed");
                    }
                    done.insert(fund.clone(), day);
                }
                Err(error) => tracing::error!(%fund, %error, "the day's public book is not signed"),
            }
        }
    }
}

impl Press {
    /// Signs the days that ended before this one and have no snapshot yet.
    pub(crate) fn ended_days(&self, ledger: &Ledger, day: Date) -> Result<Vec<SnapshotId>, Trouble> {
        let last = self.last_day(ledger)?;
        if last.is_some_and(|last| last.tomorrow().is_ok_and(|next| next >= day)) {
            return Ok(Vec::new());
        }
        let (mut days, mut made) = (Days::new(last, day), Vec::new());
        let mut take = |on: Date, stood: &Standing| {
            let Some(id) = days.before(on).and_then(|ended| SnapshotId::parse(&ended.to_string())) else {
                return Ok(());
            };
            self.sign_book(ledger, &stood.book, &id, stood.tree.root())?;
            made.push(id);
            Ok(())
        };
        let stood = fold(ledger, &mut take)?;
        take(day, &stood)?;
        Ok(made)
    }

    /// Signs the book as it stands on this day.
    pub(crate) fn book_now(&self, ledger: &Ledger, day: Date) -> Result<Option<Stood>, Trouble> {
        let Standing { book, tree } = fold(ledger, &mut |_, _| Ok(()))?;
        let Some(id) = SnapshotId::parse(&format!("{day}-{}", book.size)) else { return Ok(None) };
        let snapshot = self.sign_book(ledger, &book, &id, tree.root())?;
        Ok(Some(Stood { book, snapshot }))
    }

    fn sign_book(
        &self,
        ledger: &Ledger,
        book: &Book,
        id: &SnapshotId,
        root: Hash,
    ) -> Result<Snapshot, Trouble> {
        let (origin, signer) = self.signer(ledger.fund())?;
        let (of, nobody) = (Checkpoint { origin, size: book.size, root }, BTreeSet::new());
        let snapshot = Snap { book, id, of: &of, withdrawn: &nobody }.list();
        sign_snapshot(&self.store(ledger.fund()), &snapshot, &signer)?;
        Ok(snapshot)
    }

    fn signer(&self, fund: &FundId) -> Result<(String, Signer), PublishError> {
        let (origin, _) = self.named(fund);
        let signer = self.keys.signer(&origin)?;
        Ok((origin, signer))
    }

    /// The last whole day that was signed.
    fn last_day(&self, ledger: &Ledger) -> Result<Option<Date>, PublishError> {
        let all = self.store(ledger.fund()).snapshots()?;
        let last = all.iter().rfind(|id| id.is_whole_day());
        Ok(last.and_then(|id| id.day().parse().ok()))
    }
}

/// The fold so far, and the tree over what was folded.
#[derive(Default)]
struct Standing {
    book: Book,
    tree: Frontier,
}

/// Folds the whole log; `before` is told the day of every event before it is taken in.
fn fold(
    ledger: &Ledger,
    before: &mut dyn FnMut(Date, &Standing) -> Result<(), Trouble>,
) -> Result<Standing, Trouble> {
    let mut standing = Standing::default();
    for stored in ledger.events(0) {
        let stored = stored?;
        let position = stored.position;
        let decoded = domain::decode(position, &stored.bytes);
        let recorded = decoded.map_err(|source| LedgerError::Decode { position, source })?;
        before(today(recorded.meta.recorded_at), &standing)?;
        standing.book.apply(&recorded);
        standing.tree.push(Hash::leaf(&stored.bytes), |_, _, _| {});
    }
    Ok(standing)
}
