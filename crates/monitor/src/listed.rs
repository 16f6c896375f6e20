//! What a ledger's directory log lists: its funds, the key of each, and every checkpoint that each has published. A fund
//! that shows somebody another history than it has told the directory contradicts itself there.

use std::collections::BTreeMap;

use domain::FundId;
use publication::Store;
use serde::Deserialize;
use transparency::{BundleId, Note, VerifierKey, consistency, entries, root};

use crate::copy::Copy;
use crate::trust::{Signed, era};
use crate::{Beginning, Evidence, MonitorError};

/// A fund, as the directory lists it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its short name.
    pub fund: FundId,
    /// The key of the log under which it goes on now; its name is the log's.
    pub key: VerifierKey,
    /// The checkpoints that it has published, in the directory's order.
    pub notes: Vec<Note>,
}

/// An entry of a directory log.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Entry {
    Birth { fund: FundId, origin: String, schema: u8, vkey: String },
    Checkpoint { fund: FundId, note: String, schema: u8 },
}

/// Reads the copy of a directory log. It has been hashed to its signed root when it was mirrored.
pub fn listed(copy: &Copy) -> Result<Vec<Listed>, MonitorError> {
    let mut funds = BTreeMap::new();
    let mut position = 0_u64;
    for id in BundleId::all(copy.checkpoint().size) {
        let bytes = copy.bundle(id)?.map(|bundle| bundle.bytes).unwrap_or_default();
        for entry in entries(&bytes).take(usize::from(id.width)) {
            let taken = entry.ok().and_then(|entry| take(&mut funds, entry));
            taken.ok_or_else(|| MonitorError::Unusable {
                path: copy.dir().join(id.to_string()),
                vi: format!("mục {position} của sổ danh mục không đọc được, hoặc nêu một quỹ với hai khóa"),
                en: format!(
                    "entry {position} of the directory cannot be read, or lists a fund under two keys"
                ),
            })?;
            position = position.saturating_add(1);
        }
    }
    Ok(funds.into_values().collect())
}

fn take(funds: &mut BTreeMap<FundId, Listed>, entry: &[u8]) -> Option<()> {
    match serde_json::from_slice(entry).ok()? {
        Entry::Birth { fund, origin, schema: 1, vkey } => {
            let key = VerifierKey::parse(&vkey).ok().filter(|key| key.name() == origin)?;
            let number = era(&origin, fund.as_str())?;
            let new = Listed { fund: fund.clone(), key: key.clone(), notes: Vec::new() };
            let listed = funds.entry(fund.clone()).or_insert_with(|| new.clone());
            // After a loss that was accepted a fund goes on as another log; what the one before told is its own.
            match era(listed.key.name(), fund.as_str())? {
                before if before < number => *listed = new,
                before if before == number && listed.key != key => return None,
                _ => {}
            }
            Some(())
        }
        Entry::Checkpoint { fund, note, schema: 1 } => {
            let note = Note::parse(note.as_bytes()).ok()?;
            let listed = funds.get_mut(&fund)?;
            if note.text().lines().next() == Some(listed.key.name()) {
                listed.notes.push(note);
            }
            Some(())
        }
        Entry::Birth { .. } | Entry::Checkpoint { .. } => None,
    }
}

impl Listed {
    /// The proof that the fund told the directory another history than the copy holds; none where all that it told is the
    /// copy's beginning. Checkpoints beyond the copy say nothing of it yet.
    pub fn contradiction(&self, copy: &Copy) -> Result<Option<Evidence>, MonitorError> {
        let store = Store::at(copy.dir());
        let of = copy.checkpoint();
        let nodes = store.nodes(of.size);
        for note in &self.notes {
            let Ok(Signed { checkpoint, .. }) = Signed::of(note.clone(), copy.policy()) else { continue };
            let size = checkpoint.size;
            if size > of.size || root(&nodes, size)? == checkpoint.root {
                continue;
            }
            let beginning = match size {
                size if size == of.size => None,
                size => {
                    Some(Beginning { root: root(&nodes, size)?, proof: consistency(&nodes, size, of.size)? })
                }
            };
            let evidence = Evidence::new(&self.key, note, &copy.signed().note, beginning);
            if let Ok(evidence) = evidence {
                return Ok(Some(evidence));
            }
        }
        Ok(None)
    }
}
