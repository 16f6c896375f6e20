//! Publishes a log: from its journal to its files, batch by batch.
//!
//! A batch goes through four steps, and a crash between any two of them is mended by the next opening:
//! 1. *staged*: bundles and tiles are written and synced, read back and hashed again against the tree in memory and
//!    against the lock; the checkpoint is signed and its signature verified. Nobody knows of it.
//! 2. *locked*: the lock holds the new checkpoint. From here on this log has said it, and says nothing else of this size.
//! 3. *shown*: the file `checkpoint` is replaced. A crash before it: the opening shows what the lock holds.
//! 4. Partial files that are full now are removed, and cosigners are asked.

mod open;
#[cfg(test)]
mod tests;

use event_log::EventLog;
use transparency::{BundleId, Checkpoint, Hash, Note, NoteSignature, Signer, VerifierKey, entries};

use crate::edge::{Edge, Piece};
use crate::store::name;
use crate::{Lock, PublishError, Store};

/// Asks witnesses for their signatures: of what note, which says what, and which size was published before it. It is
/// called with the checkpoint shown already, and gives at once what there is: what comes later is for [`Publisher::attach`].
pub type Cosign = Box<dyn Fn(&Note, &Checkpoint, u64) -> Vec<NoteSignature> + Send>;

/// What is published now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// As it stands in the file `checkpoint`.
    pub note: Note,
    /// What it says.
    pub checkpoint: Checkpoint,
}

/// One log that is being published. Whoever has it holds the log open; two of one log stop at each other's lock.
pub struct Publisher {
    store: Store,
    lock: Lock,
    signer: Signer,
    origin: String,
    cosign: Option<Cosign>,
    /// The tree up to what is published.
    edge: Edge,
    newest: Option<Published>,
    /// How many files the opening wrote anew from the journal.
    mended: u64,
}

impl Publisher {
    /// Asks these witnesses for every checkpoint from now on.
    pub fn cosigned_by(&mut self, cosign: Cosign) {
        self.cosign = Some(cosign);
    }

    /// What is published; none before the first time.
    pub fn newest(&self) -> Option<&Published> {
        self.newest.as_ref()
    }

    /// How many events are published.
    pub fn size(&self) -> u64 {
        self.edge.size()
    }

    /// The public half of the log's key.
    pub fn key(&self) -> &VerifierKey {
        self.signer.public()
    }

    /// The published files.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// How many published files were missing or wrong at the opening and were derived from the journal again.
    pub fn mended(&self) -> u64 {
        self.mended
    }

    /// Publishes everything that is durable in the log by now, as one batch. Where nothing is new it answers at once.
    pub fn publish(&mut self, log: &EventLog) -> Result<&Published, PublishError> {
        let head = log.head().position;
        if head < self.size() {
            return Err(self.rolled_back(head));
        }
        if head > self.size() || self.newest.is_none() {
            let staged = self.stage(log, head)?;
            self.lock(&staged)?;
            self.show(staged)?;
        }
        // Shown a moment ago, or before.
        self.newest.as_ref().ok_or_else(|| self.rolled_back(head))
    }

    /// Step 1.
    fn stage(&self, log: &EventLog, head: u64) -> Result<Staged, PublishError> {
        let mut edge = self.edge.clone();
        let mut batch = self.store.batch();
        let mut write = |piece: Piece<'_>| Ok(batch.piece(piece)?);
        edge.read_on(log, head, &mut write)?;
        edge.rest(&mut write)?;
        if edge.size() > self.size() {
            batch.sync()?;
        }
        self.read_back(&edge)?;
        self.follows_the_lock(&edge)?;
        let checkpoint = Checkpoint { origin: self.origin.clone(), size: edge.size(), root: edge.root() };
        let mut note = Note::new(checkpoint.to_string());
        note.sign(&self.signer)?;
        let signed = Note::parse(note.to_string().as_bytes())?;
        if signed != note || signed.verify(self.signer.public())?.is_none() {
            return Err(transparency::NoteError::Wrong { name: self.origin.clone() }.into());
        }
        Ok(Staged { edge, published: Published { note, checkpoint } })
    }

    /// What the files of the batch say, hashed again from the entries on: each is what was written, and the root is the
    /// same. A flipped bit in memory or on the disk would otherwise be signed, and nothing could ever take it back.
    fn read_back(&self, edge: &Edge) -> Result<(), PublishError> {
        let not = |path| PublishError::NotAsWritten { path };
        let mut again = self.edge.clone();
        let mut compare = |piece: Piece<'_>| {
            let same = self.store.holds(piece)?;
            if same { Ok(()) } else { Err(not(self.store.path(&name(piece)))) }
        };
        while again.size() < edge.size() {
            let id = BundleId::holding(again.size(), edge.size()).ok_or_else(|| self.not_this_far(edge))?;
            let (bundle, before) = (self.store.bundle(id)?, again.size());
            let skip = usize::try_from(before % 256).unwrap_or(0);
            for entry in entries(&bundle).skip(skip) {
                again.push(entry?, &mut compare)?;
            }
            if again.size() == before {
                return Err(not(self.store.path(&id)));
            }
        }
        again.rest(&mut compare)?;
        if again.root() == edge.root() { Ok(()) } else { Err(self.not_this_far(edge)) }
    }

    fn not_this_far(&self, edge: &Edge) -> PublishError {
        PublishError::NotAsWritten { path: self.store.path(&format!("tile/…{}", edge.size())) }
    }

    /// The tree on the disk still begins with what was signed last: recomputed from the tiles.
    fn follows_the_lock(&self, edge: &Edge) -> Result<(), PublishError> {
        let Some(locked) = open::locked(&self.lock, &self.origin, &self.signer)? else { return Ok(()) };
        let (size, root) = (locked.checkpoint.size, locked.checkpoint.root);
        if size > edge.size() {
            return Err(self.rolled_back(edge.size()));
        }
        let found = transparency::root(&self.store.nodes(edge.size()), size)?;
        if found == root {
            Ok(())
        } else {
            Err(PublishError::Rewritten { origin: self.origin.clone(), size, locked: root, found })
        }
    }

    /// Step 2.
    fn lock(&mut self, staged: &Staged) -> Result<(), PublishError> {
        self.lock.swap(staged.published.note.to_string().as_bytes())
    }

    /// Steps 3 and 4.
    fn show(&mut self, staged: Staged) -> Result<(), PublishError> {
        let Staged { edge, mut published } = staged;
        self.store.write_checkpoint(published.note.to_string().as_bytes())?;
        let old = std::mem::replace(&mut self.edge, edge).size();
        self.store.remove_filled(old, self.size());
        let cosign = self.cosign.as_ref();
        let signatures =
            cosign.map(|cosign| cosign(&published.note, &published.checkpoint, old)).unwrap_or_default();
        let cosigned = !signatures.is_empty();
        for signature in signatures {
            published.note.push(signature);
        }
        let newest = self.newest.insert(published);
        if cosigned {
            self.store.write_checkpoint(newest.note.to_string().as_bytes())?;
        }
        Ok(())
    }

    /// Shows the published checkpoint again with the cosignatures of `note`, which whoever calls has verified. Answers
    /// whether it does: a note of another checkpoint came too late, and changes nothing.
    pub fn attach(&mut self, note: &Note) -> Result<bool, PublishError> {
        let Some(newest) = self.newest.as_mut().filter(|newest| newest.note.text() == note.text()) else {
            return Ok(false);
        };
        let mut cosigned = newest.note.clone();
        let key = self.signer.public();
        for line in note.signatures().iter().filter(|line| line.name != key.name() || line.id != key.id()) {
            cosigned.renew(line.clone());
        }
        if cosigned != newest.note {
            self.store.write_checkpoint(cosigned.to_string().as_bytes())?;
            newest.note = cosigned;
        }
        Ok(true)
    }

    fn rolled_back(&self, size: u64) -> PublishError {
        let root = self.newest.as_ref().map_or_else(Hash::of_nothing, |newest| newest.checkpoint.root);
        PublishError::RolledBack { origin: self.origin.clone(), size, locked: self.size(), root }
    }
}

/// A checkpoint whose files are on the disk, and that nobody knows of.
struct Staged {
    edge: Edge,
    published: Published,
}
