//! Opening a published log: what the lock says against what the files and the journal say. The lock is believed; what
//! is missing is derived from the journal; what contradicts it stops publishing and is left as it is.

use event_log::EventLog;
use transparency::{Checkpoint, Note, Signer};

use super::{Published, Publisher};
use crate::edge::{Edge, Piece};
use crate::{Lock, PublishError, Store};

impl Publisher {
    /// Takes up the publication of `log`, whose name is `origin`, where the lock left it.
    pub fn open(
        store: Store,
        lock: Lock,
        signer: Signer,
        origin: &str,
        log: &EventLog,
    ) -> Result<Self, PublishError> {
        let locked = locked(&lock, origin, &signer)?;
        let shown = shown(&store, origin, &signer)?;
        not_behind(&lock, locked.as_ref(), shown.as_ref())?;
        let (edge, mended) = match &locked {
            Some(locked) => take_up(&store, &locked.checkpoint, log)?,
            None => (Edge::default(), 0),
        };
        store.write_key(&signer.public().to_string())?;
        let newest = match (locked, shown) {
            // Cosigned, maybe.
            (Some(locked), Some(shown)) if locked.checkpoint == shown.checkpoint => Some(shown),
            (Some(locked), _) => {
                store.write_checkpoint(locked.note.to_string().as_bytes())?;
                Some(locked)
            }
            (None, _) => None,
        };
        Ok(Self { store, lock, signer, origin: origin.to_owned(), cosign: None, edge, newest, mended })
    }
}

/// What the lock holds, which this log's key must have signed.
pub(super) fn locked(lock: &Lock, origin: &str, signer: &Signer) -> Result<Option<Published>, PublishError> {
    let not_ours = || PublishError::NotOurs { path: lock.path().to_owned(), origin: origin.to_owned() };
    lock.held().map(|note| read(note, origin, signer).ok_or_else(not_ours)).transpose()
}

/// What the file `checkpoint` holds. It is ours or it is not there: another's is an alarm, for it would be replaced.
fn shown(store: &Store, origin: &str, signer: &Signer) -> Result<Option<Published>, PublishError> {
    let path = store.dir().join("checkpoint");
    let not_ours = || PublishError::NotOurs { path: path.clone(), origin: origin.to_owned() };
    store.checkpoint()?.map(|note| read(&note, origin, signer).ok_or_else(not_ours)).transpose()
}

fn read(note: &[u8], origin: &str, signer: &Signer) -> Option<Published> {
    let note = Note::parse(note).ok()?;
    let signed = note.verify(signer.public()).ok()?.is_some();
    let checkpoint = Checkpoint::parse(note.text()).ok()?;
    (signed && checkpoint.origin == origin).then_some(Published { note, checkpoint })
}

/// Nothing was published that the lock does not know. A lock on a disk that is not mounted, or from a backup, would let
/// another history be signed.
fn not_behind(
    lock: &Lock,
    locked: Option<&Published>,
    shown: Option<&Published>,
) -> Result<(), PublishError> {
    let Some(shown) = shown.map(|shown| &shown.checkpoint) else { return Ok(()) };
    let size = locked.map_or(0, |locked| locked.checkpoint.size);
    if locked.is_none() || shown.size > size {
        let path = lock.path().to_owned();
        return Err(PublishError::LockBehind { path, locked: size, published: shown.size });
    }
    match locked.map(|locked| &locked.checkpoint) {
        Some(locked) if locked.size == shown.size && locked.root != shown.root => {
            Err(PublishError::Rewritten {
                origin: locked.origin.clone(),
                size,
                locked: locked.root,
                found: shown.root,
            })
        }
        _ => Ok(()),
    }
}

/// The edge at the locked size: from the files where they are whole and lead to the locked root, otherwise from the
/// journal. Answers with how many files had to be written.
fn take_up(store: &Store, locked: &Checkpoint, log: &EventLog) -> Result<(Edge, u64), PublishError> {
    let (size, head) = (locked.size, log.head().position);
    if head < size {
        let (origin, root) = (locked.origin.clone(), locked.root);
        return Err(PublishError::RolledBack { origin, size: head, locked: size, root });
    }
    let whole = store.first_missing(size).is_none();
    match Edge::resume(store, size) {
        Ok(edge) if whole && edge.root() == locked.root => return Ok((edge, 0)),
        _ => {}
    }
    let mut edge = Edge::default();
    edge.read_on(log, size, |_| Ok(()))?;
    if edge.root() != locked.root || edge.size() != size {
        let (origin, found) = (locked.origin.clone(), edge.root());
        return Err(PublishError::Rewritten { origin, size, locked: locked.root, found });
    }
    let (mut edge, mut batch, mut mended) = (Edge::default(), store.batch(), 0);
    let mut mend = |piece: Piece<'_>| {
        if !store.holds(piece).unwrap_or(false) {
            batch.piece(piece)?;
            mended += 1;
        }
        Ok(())
    };
    edge.read_on(log, size, &mut mend)?;
    edge.rest(&mut mend)?;
    if mended > 0 {
        batch.sync()?;
    }
    Ok((edge, mended))
}
