//! Files of evidence: each that an event names is hashed again. What is named by its digest alone is no fault, as papers may
//! lie elsewhere; what a backup has, or the public was given, is.

use std::collections::HashSet;
use std::path::PathBuf;

use ::vault::{Evidence, EvidenceError};
use domain::{Digest, Event, books};
use event_log::JournalFile;

use super::{Aid, Doctor, Mended, Said, What};
use crate::backup::evidence::{file_of, place};
use crate::manifest::Manifest;
use crate::{RecoveryError, files};

impl Doctor<'_> {
    pub(super) fn check_evidence(&mut self) {
        let Some((keys, source)) = self.books.keys.clone() else { return };
        let (store, keys) = (self.books.evidence(), keys.join("evidence"));
        // To open a store makes one where there is none, and nothing is changed here.
        let there = store.exists() && keys.join("keys").exists();
        let opened = there.then(|| Evidence::open(&store, &keys, &self.books.name, &source)).transpose();
        let evidence = match opened {
            Ok(evidence) => evidence,
            Err(error) => return self.found(keys, None, None, What::Key(Said::of(&error))),
        };
        let known = self.backed_up_files();
        for (position, digest, published) in self.named_files() {
            let read = evidence.as_ref().map(|evidence| evidence.read(&digest.bytes()).map(drop));
            let what = match read {
                Some(Ok(()) | Err(EvidenceError::Erased(_))) => continue,
                None | Some(Err(EvidenceError::Missing(_))) => {
                    if !published && !known.contains(digest.as_str()) {
                        self.only_digests = self.only_digests.saturating_add(1);
                        continue;
                    }
                    What::Evidence(Said::of(&EvidenceError::Missing(digest.to_string())))
                }
                Some(Err(error @ EvidenceError::KeyUnknown(_))) => What::Key(Said::of(&error)),
                Some(Err(error)) => What::Evidence(Said::of(&error)),
            };
            let path = place(&store, digest.as_str());
            self.found(path, None, Some((position, position)), what);
        }
    }

    /// Every file that events name, once, with whether the public has it.
    fn named_files(&self) -> Vec<(u64, Digest, bool)> {
        let Ok(journal) = JournalFile::open(&self.books.log()) else { return Vec::new() };
        let (mut named, mut seen) = (Vec::new(), HashSet::new());
        for walked in journal.walk(journal.start()).map_while(Result::ok) {
            for event in walked.record.events() {
                let Ok(recorded) = domain::decode(event.position, event.bytes) else { continue };
                for digest in recorded.event.evidence() {
                    if seen.insert(digest.clone()) {
                        named.push((event.position, digest.clone(), is_copy(&recorded.event, digest)));
                    }
                }
            }
        }
        named
    }

    /// The files that the backups at hand have.
    fn backed_up_files(&self) -> HashSet<String> {
        let backups = self.aids.iter().filter_map(|aid| match aid {
            Aid::Backup(from) => Manifest::read(&from.join(&self.books.name)).ok().flatten(),
            Aid::Mirror(_) => None,
        });
        backups.flat_map(|manifest| manifest.evidence.into_keys()).collect()
    }

    /// Files that are missing or damaged here and whole in a backup are put back.
    pub(super) fn mend_evidence(&self, mended: &mut Vec<Mended>) -> Result<(), RecoveryError> {
        let wrong: Vec<&PathBuf> = self
            .faults
            .iter()
            .filter(|fault| matches!(fault.what, What::Evidence(_)))
            .map(|fault| &fault.file)
            .collect();
        for file in wrong {
            let Some(digest) = file.file_name().and_then(|name| name.to_str()) else { continue };
            for aid in self.aids {
                let Aid::Backup(from) = aid else { continue };
                let backup = from.join(&self.books.name);
                let Some(manifest) = Manifest::read(&backup)? else { continue };
                let Ok(bytes) = file_of(&backup, &manifest, digest) else { continue };
                let kept = files::set_aside(file)?;
                files::put(file, &bytes)?;
                let from = "bản sao lưu / the backup".to_owned();
                mended.push(Mended { file: file.clone(), kept, from });
                break;
            }
        }
        Ok(())
    }
}

fn is_copy(event: &Event, digest: &Digest) -> bool {
    let Event::Books(event) = event else { return false };
    matches!(event.as_ref(), books::Event::CopyPublished(published) if published.copy == *digest)
}
