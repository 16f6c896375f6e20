//! Comparing sled with the journal at opening: its last record, and everything since the mark byte for byte.

use std::sync::Arc;

use crate::index::{Fault, Store};
use crate::journal::{Journal, Scan, Tip};

/// What the comparison says.
pub(super) enum Verdict {
    /// sled is the same up to a position.
    Fits { position: u64 },
    /// sled knows of events that the journal does not have.
    Ahead { known: u64 },
    /// sled cannot be used.
    Differs(String),
}

/// `from`: the mark, or the log's start. `tip`: the journal's end. Nothing is changed.
pub(super) fn compare(store: &Store, journal: &Arc<Journal>, from: Tip, tip: &Tip) -> Verdict {
    let position = match store.last() {
        Ok(last) => last.map_or(0, |last| last.end_position()),
        Err(Fault(why)) => return Verdict::Differs(why),
    };
    if position > tip.position {
        return Verdict::Ahead { known: position };
    }
    if position < from.position {
        return Verdict::Differs("it has lost records that it had".to_owned());
    }
    match same(store, journal, from, tip, position) {
        Ok(true) => Verdict::Fits { position },
        Ok(false) => Verdict::Differs("its records differ from the journal's".to_owned()),
        Err(Fault(why)) => Verdict::Differs(why),
    }
}

/// Whether sled's records are the journal's, from the one before the mark to sled's last one.
fn same(store: &Store, journal: &Arc<Journal>, from: Tip, tip: &Tip, position: u64) -> Result<bool, Fault> {
    let start = if from.last_offset == 0 { from.offset } else { from.last_offset };
    let mut scan = Scan::new(journal, start, tip.offset);
    let mut stream = store.from(from.position.saturating_sub(1))?;
    let mut at = from.position.saturating_sub(1);
    while at < position {
        let Ok(Some((_, record))) = scan.next() else { return Ok(false) };
        let Some(found) = stream.next()? else { return Ok(false) };
        if found.stored() != record.stored() {
            return Ok(false);
        }
        at = record.end_position();
    }
    Ok(at == position || position == 0)
}
