//! Rows that an older program wrote in clear (format 1) become sealed ones, once, at the first open.
//!
//! The sealed rows are written aside and take the name in one step; the old file keeps a second name until then, and is
//! overwritten with zeros and removed after. A crash at any line leaves the old rows whole or the new ones, and the next
//! open goes on from there. Bytes that are no row are sealed as they are: nothing is lost and nothing stays in clear.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;

use crate::class::{Class, Part};
use crate::file::{self, Rows};
use crate::frame::{Frame, MAX_TEXT, State};
use crate::keys::Keys;
use crate::row;
use crate::seal::{self, Bound, DataKey, SealedRow};
use crate::walk::{Span, Step, walk};
use crate::{RowNumber, VaultError, durable};

/// The second name of the old file.
const OLD: &str = "rows.v1";

/// Overwrites and removes what a conversion left of the old file. Only when `rows` is sealed.
pub(crate) fn shred_old(dir: &Path) -> Result<(), VaultError> {
    let old = dir.join(OLD);
    durable::shred(&old).map_err(|error| VaultError::io(&old, error))
}

/// Seals all rows of the file of format 1 in `dir`, and puts the sealed ones in its place.
pub(crate) fn seal_all(dir: &Path, rows: &Rows, keys: &Keys) -> Result<(), VaultError> {
    let path = file::path(dir);
    let io = |error| VaultError::io(&path, error);
    let aside = path.with_added_extension("new");
    let file = durable::options().create(true).truncate(true).open(&aside).map_err(io)?;
    let mut sealing =
        Sealing { from: &rows.file, path: &path, keys, out: BufWriter::new(file), failed: None };
    sealing.out.write_all(&file::header(file::FORMAT)).map_err(io)?;
    walk(&rows.file, (file::FIRST, rows.end), 0, &mut |step| sealing.take(step)).map_err(io)?;
    if let Some(error) = sealing.failed {
        return Err(error);
    }
    keys.sync()?;
    let file = sealing.out.into_inner().map_err(|error| io(error.into_error()))?;
    put(dir, &path, &aside, &file).map_err(io)
}

/// The old file stays reachable, to be overwritten, while the new one takes its name.
fn put(dir: &Path, path: &Path, aside: &Path, sealed: &File) -> io::Result<()> {
    durable::sync(sealed)?;
    // What may have that name is the old file itself, from a conversion that a crash ended.
    durable::link(path, &dir.join(OLD))?;
    durable::rename(aside, path)
}

struct Sealing<'a> {
    from: &'a File,
    path: &'a Path,
    keys: &'a Keys,
    out: BufWriter<File>,
    failed: Option<VaultError>,
}

impl Sealing<'_> {
    fn take(&mut self, step: Step<'_>) {
        if self.failed.is_some() {
            return;
        }
        let taken = match step {
            Step::Frame(_, frame) if frame.state == State::Swept => self.write(&frame),
            Step::Frame(_, frame) => self.seal(&frame),
            Step::Bad(span) => self.keep(span),
        };
        self.failed = taken.err();
    }

    /// Texts of class Contact were receipts': what stands behind a voucher is one of class Voucher now, and the field
    /// `contact` is a part of its own.
    fn seal(&mut self, frame: &Frame<'_>) -> Result<(), VaultError> {
        let class = if frame.class == Class::Contact { Class::Voucher } else { frame.class };
        let row = row::decode(frame.payload).filter(|_| frame.state == State::Plain);
        self.sealed(frame.number, class, |at, keys| match &row {
            Some(row) => seal::seal(at, row, keys),
            None => seal::seal_raw(at, frame.payload, keys[0]),
        })
    }

    /// Bytes that are no row. Zeros are what an older sweep left.
    fn keep(&mut self, span: Span) -> Result<(), VaultError> {
        let len = usize::try_from(span.end - span.start).unwrap_or(usize::MAX);
        let mut bytes = vec![0; len];
        self.from.read_exact_at(&mut bytes, span.start).map_err(|error| VaultError::io(self.path, error))?;
        if bytes.iter().all(|byte| *byte == 0) {
            return Ok(());
        }
        // No number is free for them, or too few.
        let (pieces, rows) = (len.div_ceil(MAX_TEXT) as u64, (span.last + 1).saturating_sub(span.first));
        if pieces > rows {
            return Err(VaultError::Damaged(RowNumber::new(span.first)));
        }
        for (number, piece) in (span.first..).zip(bytes.chunks(MAX_TEXT)) {
            self.sealed(number, Class::Voucher, |at, keys| seal::seal_raw(at, piece, keys[0]))?;
        }
        Ok(())
    }

    fn sealed(
        &mut self,
        number: u64,
        class: Class,
        seal: impl FnOnce(Bound<'_>, [&DataKey; 2]) -> io::Result<SealedRow>,
    ) -> Result<(), VaultError> {
        let io = |error| VaultError::io(self.path, error);
        let mut pair = [DataKey::default(), DataKey::default()];
        for key in &mut pair {
            durable::random(key.as_mut_slice()).map_err(io)?;
        }
        let [own, contact] = &pair;
        let at = Bound { fund: self.keys.fund(), row: number, class };
        let sealed = seal(at, [own, contact]).map_err(io)?;
        let sealed = sealed.as_sealed();
        let mut slots = Vec::new();
        let used = |part: Part, key| (sealed.present() & part.bit() != 0).then_some(key);
        self.keys.wrap(number, [used(Part::Own, own), used(Part::Contact, contact)], &mut slots);
        self.keys.write(number, &slots)?;
        let mut payload = Vec::new();
        sealed.write_to(&mut payload);
        self.write(&Frame { number, class, state: State::Sealed, payload: &payload })
    }

    fn write(&mut self, frame: &Frame<'_>) -> Result<(), VaultError> {
        let mut bytes = Vec::with_capacity(frame.size());
        frame.write_to(&mut bytes);
        self.out.write_all(&bytes).map_err(|error| VaultError::io(self.path, error))
    }
}
