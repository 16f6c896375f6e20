//! What a restore would lose, who knows of it, and accepting it.

use std::fmt::{self, Display};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use transparency::{Checkpoint, Note};

use super::Cut;
use crate::backup::read_checkpoint;
use crate::books::next_era;
use crate::manifest::Manifest;
use crate::tree::root_over;
use crate::{Books, READ_ONLY, RecoveryError, files};

/// Somebody's checkpoint of the log: a witness's, a mirror's, one that was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The file that it was read from.
    pub file: PathBuf,
    /// The whole note.
    pub note: Vec<u8>,
}

/// Events that were acknowledged and are not in the restored books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// How many events the restored books have.
    pub restored: u64,
    /// How many there were, as far as anybody knows; none where nobody can tell.
    pub known: Option<u64>,
    /// When the last restored event was recorded: what is lost came later.
    pub since: Option<Timestamp>,
    /// Who knows.
    pub witness: Option<PathBuf>,
    /// The notes that say so.
    pub notes: Vec<String>,
    /// The root that is signed is not that of the restored events: they are another history.
    pub other_history: bool,
}

impl Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since = self.since.map_or_else(|| "-".to_owned(), |since| since.to_string());
        let restored = self.restored;
        match (self.known, self.other_history) {
            (Some(known), false) => {
                let lost = known.saturating_sub(restored);
                writeln!(
                    f,
                    "Sổ được khôi phục đến vị trí {restored}, thiếu {lost} sự kiện đã xác nhận sau {since}: chỉ đọc. Hãy lấy phần thiếu \
                     từ bản sao công khai (`sovang doctor --from`), hoặc xác nhận mất bằng `sovang restore --accept-loss`. / The books \
                     were restored to position {restored}; {lost} acknowledged events after {since} are missing: read-only. Get them from a \
                     mirror (`sovang doctor --from`), or accept the loss with `sovang restore --accept-loss`."
                )?;
            }
            (Some(known), true) => writeln!(
                f,
                "BÁO ĐỘNG: sổ được khôi phục không dẫn đến gốc đã ký ở {known} sự kiện: là lịch sử khác; chỉ đọc. / ALARM: the restored \
                 books do not lead to the root that was signed over {known} events: another history; read-only."
            )?,
            (None, _) => writeln!(
                f,
                "Sổ được khôi phục đến vị trí {restored} ({since}); tệp khóa chống ký lại không còn nên không biết có thiếu gì không: chỉ \
                 đọc. Hãy khôi phục lại kèm --known với điểm kiểm của nhân chứng hoặc bản sao công khai, hoặc xác nhận bằng `sovang restore \
                 --accept-loss`. / The books were restored to position {restored} ({since}); the lock is gone, so nobody here knows what is \
                 missing: read-only. Restore again with --known and a checkpoint of a witness or a mirror, or accept it with `sovang restore \
                 --accept-loss`."
            )?,
        }
        self.notes.iter().try_for_each(|note| write!(f, "\n{note}"))
    }
}

/// Compares the restored events with every checkpoint that anybody has.
pub(super) fn find(
    books: &Books,
    manifest: &Manifest,
    known: &[Known],
    cut: &Cut,
) -> Result<Option<Loss>, RecoveryError> {
    let mut all: Vec<Known> = known.to_vec();
    let lock = files::read(&books.lock)?;
    let told = lock.is_some() || !known.is_empty();
    let beside = books.home.join("tlog").join("checkpoint");
    all.extend(lock.map(|note| Known { file: books.lock.clone(), note }));
    all.extend(files::read(&beside)?.map(|note| Known { file: beside, note }));
    for note in [&manifest.lock, &manifest.checkpoint].into_iter().flatten() {
        all.push(Known { file: PathBuf::from("manifest"), note: note.clone().into_bytes() });
    }
    let mut read = Vec::new();
    for known in &all {
        let not_signed = || RecoveryError::NotSigned { path: known.file.clone() };
        let checkpoint = read_checkpoint(&known.note).ok_or_else(not_signed)?;
        if let Some(key) = &books.key {
            let note = Note::parse(&known.note).map_err(|_| not_signed())?;
            note.verify(key).ok().flatten().ok_or_else(not_signed)?;
        }
        read.push((known, checkpoint));
    }
    let loss = |known, witness: Option<&Known>, other_history| Loss {
        restored: cut.end.position,
        known,
        since: cut.last,
        witness: witness.map(|known| known.file.clone()),
        notes: witness.map(|known| String::from_utf8_lossy(&known.note).into_owned()).into_iter().collect(),
        other_history,
    };
    let other = read.iter().find(|(_, checkpoint)| !agrees(checkpoint, cut));
    if let Some((known, checkpoint)) = other {
        return Ok(Some(loss(Some(checkpoint.size), Some(known), true)));
    }
    let most = read.iter().max_by_key(|(_, checkpoint)| checkpoint.size);
    Ok(match most {
        Some((known, checkpoint)) if checkpoint.size > cut.end.position => {
            Some(loss(Some(checkpoint.size), Some(known), false))
        }
        _ if !told && manifest.lock.is_some() => Some(loss(None, None, false)),
        _ => None,
    })
}

/// Whether a checkpoint that the restored events reach has their root.
fn agrees(checkpoint: &Checkpoint, cut: &Cut) -> bool {
    let size = usize::try_from(checkpoint.size).unwrap_or(usize::MAX);
    cut.leaves.get(..size).is_none_or(|leaves| root_over(leaves) == checkpoint.root)
}

/// Takes the read-only mark away, and keeps what it said, the lock and the published files as evidence of what is lost.
/// The log goes on under another name ([`era`](crate::era)), with a tree of its own over the events that are left: what was
/// signed under the old name is never signed again. Answers with the evidence's directory.
pub fn accept_loss(books: &Books, actor: &str, now: Timestamp) -> Result<PathBuf, RecoveryError> {
    let mark = books.home.join(READ_ONLY);
    let said = files::read(&mark)?.ok_or_else(|| RecoveryError::NotReadOnly { path: books.home.clone() })?;
    let evidence = books.home.join("evidence").join(format!("loss-{}", now.as_second()));
    let accepted = format!("accepted_at {now}\naccepted_by {actor}\n\n{}", String::from_utf8_lossy(&said));
    files::put(&evidence.join("accepted"), accepted.as_bytes())?;
    if let Some(lock) = files::read(&books.lock)? {
        files::put(&evidence.join("lock.checkpoint"), &lock)?;
    }
    keep_published(&books.tlog(), &evidence)?;
    // The new name before the mark goes: nothing is published under the old one in between.
    next_era(&books.home)?;
    std::fs::remove_file(&mark).map_err(|error| RecoveryError::io(&mark, error))?;
    files::sync_folder(&books.home).map_err(|error| RecoveryError::io(&books.home, error))?;
    Ok(evidence)
}

/// Copies the last checkpoint and the key, then moves the published files themselves: the log of the new name begins
/// with none.
fn keep_published(tlog: &Path, evidence: &Path) -> Result<(), RecoveryError> {
    for name in ["checkpoint", "log.vkey"] {
        if let Some(bytes) = files::read(&tlog.join(name))? {
            files::put(&evidence.join(name), &bytes)?;
        }
    }
    if tlog.exists() {
        let kept = evidence.join("tlog");
        std::fs::rename(tlog, &kept).map_err(|error| RecoveryError::io(tlog, error))?;
    }
    Ok(())
}
