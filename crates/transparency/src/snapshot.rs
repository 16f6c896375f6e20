//! Snapshots of the public book: which files, how long, with which SHA-256, as they follow from a log up to a size. The
//! text of a note that the log's own key signs under a name of its own, so that it is never taken for a checkpoint: a
//! checkpoint has three lines, this has more, and their signatures have other key ids.

use std::fmt::{self, Display};

use crate::checkpoint::number;
use crate::key::hex;
use crate::{Checkpoint, Hash, KeyError, Note, NoteError, Signer, VerifierKey};

/// The first line: what the note is, and in which form the files are made.
const HEAD: &str = "sovang-snapshot/v1";
/// What stands behind the log's name where its key signs snapshots.
const NAMED: &str = "/snapshot";
/// The most files of one snapshot.
const MOST: usize = 64;

/// Why bytes are no snapshot of a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// No note, or a signature that does not hold.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The log's name cannot be one of a key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The log's key did not sign it as a snapshot.
    #[error("bản chốt không có chữ ký của {name} / the snapshot is not signed by {name}")]
    Unsigned {
        /// Whose signature is missing.
        name: String,
    },
    /// It names another log than the key that signed it.
    #[error(
        "bản chốt nói về sổ {origin:?}, không phải {key:?} / the snapshot is of {origin:?}, not of {key:?}"
    )]
    Origin {
        /// The log that it names.
        origin: String,
        /// The log whose key signed it.
        key: String,
    },
    /// A line is not as it must be.
    #[error("dòng {line} của bản chốt sai dạng / line {line} of the snapshot is malformed")]
    Line {
        /// Which, from 1.
        line: usize,
    },
}

/// What a snapshot is called: `2026-11-24` is the book as it stood at the end of that day in Vietnam, and
/// `2026-11-24-1234` as it stood on that day with 1,234 events.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotId {
    day: String,
    size: Option<u64>,
}

impl SnapshotId {
    /// Reads a name; none where it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.split_at_checked(10)?;
        let part = |from, to| day.get(from..to).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        let (_, month, on) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
        let dashes = day.get(4..5) == Some("-") && day.get(7..8) == Some("-");
        let can_be = dashes && ("01"..="12").contains(&month) && ("01"..="31").contains(&on);
        let size = match rest {
            "" => None,
            rest => Some(number(rest.strip_prefix('-')?)?),
        };
        can_be.then(|| Self { day: day.to_owned(), size })
    }

    /// The day, as `2026-11-24`.
    pub fn day(&self) -> &str {
        &self.day
    }

    /// Whether it is of a whole day.
    pub fn is_whole_day(&self) -> bool {
        self.size.is_none()
    }
}

impl Display for SnapshotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.day)?;
        self.size.map_or(Ok(()), |size| write!(f, "-{size}"))
    }
}

/// A file of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotFile {
    /// Its name: lower-case letters, digits, dashes and one dot; never a path.
    pub name: String,
    /// How many bytes.
    pub bytes: u64,
    /// Their SHA-256.
    pub digest: [u8; 32],
}

impl SnapshotFile {
    /// The digest as `sha256sum` prints it.
    pub fn hex(&self) -> String {
        hex(&self.digest)
    }
}

/// See the module. Printed as the text that is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Which.
    pub id: SnapshotId,
    /// The checkpoint that its files follow from.
    pub of: Checkpoint,
    /// By name.
    pub files: Vec<SnapshotFile>,
}

impl Snapshot {
    /// Reads a signed snapshot, and verifies that the key of its log signed it as one.
    pub fn open(note: &[u8], log: &VerifierKey) -> Result<Self, SnapshotError> {
        let (note, key) = (Note::parse(note)?, log.for_snapshots()?);
        if note.verify(&key)?.is_none() {
            return Err(SnapshotError::Unsigned { name: key.name().to_owned() });
        }
        let snapshot = Self::parse(note.text())?;
        if snapshot.of.origin == log.name() {
            Ok(snapshot)
        } else {
            Err(SnapshotError::Origin { origin: snapshot.of.origin, key: log.name().to_owned() })
        }
    }

    /// Signs it with the key of its log.
    pub fn sign(&self, log: &Signer) -> Result<Note, SnapshotError> {
        let signer = log.for_snapshots()?;
        let mut note = Note::new(self.to_string());
        note.sign(&signer)?;
        // What is signed can be read again, and says the same.
        let again = Self::open(note.to_string().as_bytes(), log.public())?;
        if again == *self { Ok(note) } else { Err(SnapshotError::Line { line: 1 }) }
    }

    /// Reads the text of a snapshot: one text for one meaning.
    pub fn parse(text: &str) -> Result<Self, SnapshotError> {
        let wrong = |line| SnapshotError::Line { line };
        let body = text.strip_suffix('\n').ok_or(wrong(1))?;
        let mut lines = body.split('\n');
        lines.next().filter(|line| *line == HEAD).ok_or(wrong(1))?;
        let origin = lines.next().ok_or(wrong(2))?;
        let id = lines.next().and_then(SnapshotId::parse).ok_or(wrong(3))?;
        let size = lines.next().and_then(number).ok_or(wrong(4))?;
        let root = lines.next().and_then(Hash::parse).ok_or(wrong(5))?;
        if origin.is_empty() || origin.contains(char::is_control) {
            return Err(wrong(2));
        }
        if id.size.is_some_and(|named| named != size) {
            return Err(wrong(3));
        }
        let mut files: Vec<SnapshotFile> = Vec::new();
        for (place, line) in lines.enumerate() {
            let wrong = || wrong(place.saturating_add(6));
            let file = file(line).filter(|_| place < MOST).ok_or_else(wrong)?;
            if files.last().is_some_and(|last| last.name >= file.name) {
                return Err(wrong());
            }
            files.push(file);
        }
        let of = Checkpoint { origin: origin.to_owned(), size, root };
        if files.is_empty() { Err(wrong(6)) } else { Ok(Self { id, of, files }) }
    }
}

impl Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Checkpoint { origin, size, root } = &self.of;
        write!(f, "{HEAD}\n{origin}\n{}\n{size}\n{root}\n", self.id)?;
        self.files.iter().try_for_each(|file| writeln!(f, "{} {} {}", file.hex(), file.bytes, file.name))
    }
}

impl VerifierKey {
    /// The same key under the name by which it signs snapshots of its log.
    pub fn for_snapshots(&self) -> Result<Self, KeyError> {
        self.named(&format!("{}{NAMED}", self.name()))
    }
}

impl Signer {
    /// The same key under the name by which it signs snapshots of its log.
    pub fn for_snapshots(&self) -> Result<Self, KeyError> {
        self.named(&format!("{}{NAMED}", self.public().name()))
    }
}

/// `<sha-256 in hex> <bytes> <name>`.
fn file(line: &str) -> Option<SnapshotFile> {
    let mut parts = line.split(' ');
    let (digest, bytes, name) = (parts.next()?, parts.next()?, parts.next()?);
    let (digest, bytes) = (unhex(digest)?, number(bytes)?);
    let known = parts.next().is_none() && is_file_name(name);
    known.then(|| SnapshotFile { name: name.to_owned(), bytes, digest })
}

fn is_file_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    name.len() <= 64
        && name.split_once('.').is_some_and(|(stem, ending)| {
            [stem, ending].iter().all(|part| !part.is_empty() && part.bytes().all(plain))
        })
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte.wrapping_sub(b'0')),
        b'a'..=b'f' => Some(byte.wrapping_sub(b'a').wrapping_add(10)),
        _ => None,
    };
    let pairs = text.as_bytes().as_chunks::<2>();
    let bytes =
        pairs.0.iter().map(|[high, low]| Some(digit(*high)?.wrapping_mul(16).wrapping_add(digit(*low)?)));
    let bytes: Vec<u8> = bytes.collect::<Option<_>>()?;
    <[u8; 32]>::try_from(bytes).ok().filter(|_| pairs.1.is_empty())
}

#[cfg(test)]
mod tests;
