//! A commit that is written while it grows. Its parts go to the journal without a sync, nobody else is written in
//! between, and only the sync behind its last part makes it count; until then it can be taken back. Its records are
//! read back from the journal for the sink and the index, so memory does not grow with it.

use std::sync::mpsc::Receiver;

use super::group::{Checked, Group, Verdict};
use super::{Parts, Piece, Request, Writer, send};
use crate::journal::{Scan, Tip, Walk};
use crate::{Acknowledge, AppendError, Appended, Head, ReadError, durable};

/// Parts are written when they make so many bytes together.
const WRITE_BYTES: usize = 1 << 20;

impl Writer {
    /// From the first part to the answer.
    pub(super) fn bulk(&mut self, request: Request) {
        let Request { command, at, expected, parts: Parts::Streamed(pieces), answer } = request else {
            return;
        };
        let mut group = Group::new(self.tip, std::mem::take(&mut self.buffer));
        let result = match self.prepare().and_then(|()| self.check(&group, command, at, &expected)) {
            Ok(Verdict::Write(checked)) => self.stream(&mut group, checked, &pieces),
            Ok(Verdict::Known(found)) => Ok(Some(group.known(found))),
            Err(error) => Err(error),
        };
        self.buffer = group.into_buffer();
        // The sender must not fill a channel that nobody empties any more.
        drop(pieces);
        match result {
            Ok(Some(appended)) => send(&answer, Ok(appended)),
            Ok(None) => {}
            Err(error) => send(&answer, Err(error)),
        }
    }

    /// Writes the parts as they come. None: the sender gave up, and nothing of it is left.
    fn stream(
        &mut self,
        group: &mut Group,
        mut checked: Checked<'_>,
        pieces: &Receiver<Piece>,
    ) -> Result<Option<Appended>, AppendError> {
        let before = self.tip;
        let mut written = before.offset;
        loop {
            let Ok(Piece { part, last }) = pieces.recv() else {
                self.take_back(written, "taking back a commit that was given up")?;
                return Ok(None);
            };
            if let Err(error) = group.seal(&mut checked, &part, last) {
                self.take_back(written, "taking back a commit")?;
                return Err(error);
            }
            group.records.clear();
            if last || group.buffer.len() >= WRITE_BYTES {
                if last {
                    self.prepare()?;
                }
                self.write(&group.buffer, written)?;
                group.buffer.clear();
                written = group.tip.offset;
            }
            if last {
                self.sync()?;
                let appended = self.staged(group, &checked);
                self.publish_from_journal(before, group)?;
                return Ok(Some(appended));
            }
        }
    }

    fn take_back(&mut self, written: u64, doing: &str) -> Result<(), AppendError> {
        if written == self.tip.offset {
            return Ok(());
        }
        durable::cut(&self.shared.journal.file, self.tip.offset)
            .map_err(|error| self.poison(&format!("{doing}: {error}")))
    }

    /// Like [`Writer::publish`], some records at a time.
    fn publish_from_journal(&mut self, before: Tip, group: &mut Group) -> Result<(), AppendError> {
        self.tip = group.tip;
        self.commands.extend(group.commands.drain());
        self.shared.journal.advance(&self.tip);
        let mut scan = Scan::new(&self.shared.journal, before.offset, self.tip.offset);
        let mut walk = Walk::from(before);
        while let Some((offset, record)) = scan.next().map_err(|error| self.unreadable(&error.into()))? {
            let follows = walk.accept(offset, &record);
            follows.map_err(|why| self.unreadable(&ReadError::Damaged { offset, why }))?;
            (self.sink)(&record);
            self.index(vec![record], walk.tip);
        }
        if self.acknowledge == Acknowledge::Both {
            self.shared.wait_indexed(self.tip.position);
            self.shared.index.sync();
        }
        self.shared.set_head(Head { position: self.tip.position, chain: self.tip.chain });
        Ok(())
    }
}
