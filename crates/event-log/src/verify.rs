//! Reading everything once: the journal's frames, order and chain, and sled against it, byte for byte.

use crate::index::{Fault, Stream};
use crate::journal::{Scan, Walk};
use crate::shared::{Found, Shared};
use crate::{Damage, Head, Record};

/// A log that is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many records it has.
    pub records: u64,
    /// How many bytes its journal has.
    pub bytes: u64,
    /// How far it is.
    pub head: Head,
}

pub(crate) fn verify(shared: &Shared, mut progress: impl FnMut(u64, u64)) -> Result<Verified, Damage> {
    let head = shared.settled();
    let start = shared.journal.start();
    let all = shared.journal.durable_end();
    let mut scan = Scan::new(&shared.journal, start.offset, all);
    let mut walk = Walk::from(start);
    let mut stream = shared.index.from(0);
    let mut records = 0;
    while walk.tip.position < head.position {
        let Some((offset, record)) = scan.next().map_err(crate::ReadError::from)? else { break };
        walk.accept(offset, &record).map_err(|why| crate::ReadError::Damaged { offset, why })?;
        if let Some(stream) = &mut stream {
            indexed(shared, stream, &record)?;
        }
        records += 1;
        progress(walk.tip.offset, all);
    }
    if walk.tip.position != head.position || walk.tip.chain != head.chain {
        let offset = walk.tip.offset;
        return Err(
            crate::ReadError::Damaged { offset, why: "the journal is not the one that was opened" }.into()
        );
    }
    Ok(Verified { records, bytes: walk.tip.offset, head })
}

/// Whether the index has the same record under its position, its command and its streams.
fn indexed(shared: &Shared, stream: &mut Stream, record: &Record) -> Result<(), Damage> {
    let why = match stream.next() {
        Ok(Some(found)) if found.stored() == record.stored() => {
            match shared.index.command(record.command_id)? {
                Some(found) if !record.last_part || found == Found::of(record) => return Ok(()),
                _ => "a command is not found, or another",
            }
        }
        Ok(_) => "a record is not found, or another",
        Err(_) => "a record cannot be read",
    };
    shared.index.fail(&Fault(why.to_owned()));
    Err(Damage::Index { position: record.first_position, why })
}
