//! Signing what the public book was: only of what is published, and of the history that was signed.

use transparency::{Checkpoint, Note, Signer, Snapshot, root};

use crate::{PublishError, Store};

/// Signs the list of a snapshot's files with the log's key, and keeps it under its name. Its checkpoint must be a beginning
/// of what the log has published. One of that name which says the same is left as it is; one that says something else is
/// never written over.
pub fn sign_snapshot(store: &Store, snapshot: &Snapshot, signer: &Signer) -> Result<Note, PublishError> {
    let (origin, of) = (signer.public().name(), &snapshot.of);
    let not_ours = |path| PublishError::NotOurs { path, origin: origin.to_owned() };
    let published = match store.checkpoint()? {
        Some(note) => {
            let note = Note::parse(&note)?;
            let signed = note.verify(signer.public())?.is_some();
            let checkpoint =
                Checkpoint::parse(note.text()).ok().filter(|read| signed && read.origin == origin);
            checkpoint.ok_or_else(|| not_ours(store.checkpoint_path()))?.size
        }
        None => 0,
    };
    if of.size > published {
        return Err(PublishError::Ahead { size: of.size, published });
    }
    let locked = root(&store.nodes(published), of.size)?;
    if locked != of.root {
        return Err(PublishError::Rewritten {
            origin: origin.to_owned(),
            size: of.size,
            locked,
            found: of.root,
        });
    }
    if let Some(there) = store.snapshot(&snapshot.id)? {
        let same = Snapshot::open(&there, signer.public()).is_ok_and(|there| there == *snapshot);
        let path = store.path(&format!("snapshot/{}", snapshot.id));
        return if same { Ok(Note::parse(&there)?) } else { Err(not_ours(path)) };
    }
    let note = snapshot.sign(signer)?;
    store.write_snapshot(&snapshot.id, note.to_string().as_bytes())?;
    Ok(note)
}
