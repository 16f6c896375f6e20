//! The log, filtered by anything: by the index, and by text of the stored bytes.
//!
//! A text is looked for in the events that the rest of the filter lets through, so many at a time: who asks is told how
//! far the search came, and goes on from there.

use memchr::memmem::Finder;
use projection_audit::trace::{Filter, Listed, Selection};

use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::things::Thing;

/// Which way a list goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest event first.
    #[default]
    Falling,
    /// As the log has them.
    Rising,
}

/// What somebody asks for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Which events.
    pub filter: Filter,
    /// Only those about this thing.
    pub thing: Option<Thing>,
    /// Only those whose stored bytes hold this text, letter by letter; empty asks nothing.
    pub text: String,
    /// Which way.
    pub order: Order,
    /// Go on here: the position to begin with where the list rises, the one to stay below where it falls.
    pub cursor: Option<u64>,
    /// At most so many events.
    pub limit: usize,
}

/// A page of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explored {
    /// How many pass the filter, the text left out.
    pub total: usize,
    /// Those of this page, in the order asked for.
    pub events: Vec<Listed>,
    /// The cursor of the next page; none at the end. With a text it may be there though the page is not full, or empty:
    /// the search goes on from here.
    pub next: Option<u64>,
    /// How many events the log holds.
    pub head: u64,
    /// The filter names an account of the books that does not exist.
    pub unknown_account: bool,
}

/// How many events' bytes one request reads at most.
const READ: usize = 500_000;
/// How many of them are read one behind the other before it is asked whether the page is full.
const BLOCK: usize = 4_096;
/// Candidates that lie so near to each other are read in one go.
const NEAR: u64 = 64;

impl Ledger {
    /// A page of the events that pass.
    pub fn explore(&self, mut wanted: Wanted) -> Result<Explored, LedgerError> {
        if let Some(thing) = &wanted.thing {
            wanted.filter.among = Some(self.views().history.of(thing).to_vec());
        }
        let selected = self.traced(|trace| trace.select(&wanted.filter))?;
        let unknown_account = selected.is_err();
        let selected = selected.unwrap_or_default();
        let (positions, next) = self.page(&selected, &wanted)?;
        let events =
            self.traced(|trace| positions.iter().filter_map(|position| trace.listed(*position)).collect())?;
        Ok(Explored { total: selected.count(), events, next, head: self.head().position, unknown_account })
    }

    /// The positions of a page, and the cursor behind it.
    fn page(&self, selected: &Selection, wanted: &Wanted) -> Result<(Vec<u64>, Option<u64>), LedgerError> {
        let mut candidates: Box<dyn Iterator<Item = u64>> = match (wanted.order, wanted.cursor) {
            (Order::Rising, cursor) => Box::new(selected.rising(cursor.unwrap_or(0))),
            (Order::Falling, cursor) => Box::new(selected.falling(cursor.unwrap_or(u64::MAX))),
        };
        // Where a list falls, the cursor is the last one seen: the next page stays below it.
        let cursor = |next: u64| if wanted.order == Order::Falling { next.saturating_add(1) } else { next };
        if wanted.text.is_empty() {
            let page: Vec<u64> = candidates.by_ref().take(wanted.limit).collect();
            return Ok((page, candidates.next().map(cursor)));
        }
        let finder = Finder::new(wanted.text.as_bytes());
        let (mut page, mut read) = (Vec::new(), 0_usize);
        while read < READ {
            let mut block: Vec<u64> = candidates.by_ref().take(BLOCK).collect();
            if block.is_empty() {
                return Ok((page, None));
            }
            read = read.saturating_add(block.len());
            block.sort_unstable();
            let mut found = self.with_text(&block, &finder)?;
            if wanted.order == Order::Falling {
                found.reverse();
            }
            let room = wanted.limit.saturating_sub(page.len());
            page.extend(found.iter().take(room));
            if let Some(beyond) = found.get(room) {
                return Ok((page, Some(cursor(*beyond))));
            }
        }
        Ok((page, candidates.next().map(cursor)))
    }

    /// Those of these positions, in rising order, whose stored bytes hold the text.
    fn with_text(&self, positions: &[u64], text: &Finder<'_>) -> Result<Vec<u64>, LedgerError> {
        let mut found = Vec::new();
        for run in positions.chunk_by(|one, next| next.saturating_sub(*one) <= NEAR) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let mut wanted = run.iter().copied().peekable();
            for record in self.log.read(*first) {
                let record = record?;
                for event in record.events() {
                    if wanted.next_if_eq(&event.position).is_some() && text.find(event.bytes).is_some() {
                        found.push(event.position);
                    }
                }
                if record.end_position() > *last {
                    break;
                }
            }
        }
        Ok(found)
    }
}
