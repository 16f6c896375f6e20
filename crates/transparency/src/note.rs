//! Signed notes (C2SP signed-note): a text, a blank line, and a line for each signature.

use std::fmt::{self, Display};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::key::is_name;
use crate::{KeyKind, Signer, VerifierKey};

/// The longest note that is read: room for sixteen signatures of any kind in use, and more.
const MAX_BYTES: usize = 256 * 1024;
/// The most signatures that are read.
const MAX_SIGNATURES: usize = 64;

/// Why bytes are no note, or a signature does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Longer than 256 KiB or with more than 64 signatures.
    #[error("ghi chú quá lớn / the note is too large")]
    TooLarge,
    /// Not UTF-8, or a control character other than a line's end.
    #[error("ghi chú có ký tự không được phép / the note holds a character that cannot be")]
    Text,
    /// The blank line between text and signatures is not there, or the last line has no end.
    #[error("ghi chú không có phần chữ ký / the note has no signatures")]
    Unsigned,
    /// A line below the blank one is no signature.
    #[error("dòng chữ ký thứ {line} sai dạng / signature line {line} is malformed")]
    Signature {
        /// Which, from 1.
        line: usize,
    },
    /// A signature of a known key does not fit the text.
    #[error("chữ ký của {name} không đúng / the signature of {name} is wrong")]
    Wrong {
        /// Whose.
        name: String,
    },
    /// A cosignature key signs with a time, a note's own key without.
    #[error("khóa của {name} không ký được dạng này / the key of {name} does not sign in this form")]
    Kind {
        /// Whose.
        name: String,
    },
}

/// A note as it was read: nothing is verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// With the end of its last line.
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    /// Who is said to have signed.
    pub name: String,
    /// The key's id.
    pub id: [u8; 4],
    /// What follows it.
    pub bytes: Vec<u8>,
}

impl Note {
    /// A note without signatures yet. `text` ends with a line's end.
    pub fn new(text: String) -> Self {
        Self { text, signatures: Vec::new() }
    }

    /// Reads a note.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > MAX_BYTES {
            return Err(NoteError::TooLarge);
        }
        let whole = std::str::from_utf8(bytes).map_err(|_| NoteError::Text)?;
        if !clean(whole) {
            return Err(NoteError::Text);
        }
        let split = whole.rfind("\n\n").ok_or(NoteError::Unsigned)?;
        let (text, rest) = whole.split_at_checked(split + 1).ok_or(NoteError::Unsigned)?;
        let signatures = read_lines(rest.strip_prefix('\n').ok_or(NoteError::Unsigned)?)?;
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// What is signed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its signature lines, verified or not.
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Whether `key` signed it: none if it did not, the (latest) time for a cosignature (seconds since 1970) and 0 for the
    /// note's own. A signature under this key that does not hold is an error, for the whole note.
    pub fn verify(&self, key: &VerifierKey) -> Result<Option<u64>, NoteError> {
        let mut signed = None;
        for line in self.signatures.iter().filter(|line| line.name == key.name() && line.id == key.id()) {
            let wrong = || NoteError::Wrong { name: key.name().to_owned() };
            let (time, signature) = match key.kind() {
                KeyKind::Note => (None, line.bytes.as_slice()),
                KeyKind::Cosignature => {
                    let (time, signature) = line.bytes.split_first_chunk::<8>().ok_or_else(wrong)?;
                    (Some(u64::from_be_bytes(*time)), signature)
                }
            };
            let signature = <&[u8; 64]>::try_from(signature).map_err(|_| wrong())?;
            let time_can_be = time.is_none_or(|time| time < 1 << 63);
            if !time_can_be || !key.verifies(&message(&self.text, time), signature) {
                return Err(wrong());
            }
            signed = signed.max(Some(time.unwrap_or(0)));
        }
        Ok(signed)
    }

    /// Adds the signature of the note's author.
    pub fn sign(&mut self, signer: &Signer) -> Result<(), NoteError> {
        self.add(signer, KeyKind::Note, None)
    }

    /// Adds a cosignature: the signer saw this checkpoint at `time`, seconds since 1970.
    pub fn cosign(&mut self, signer: &Signer, time: u64) -> Result<(), NoteError> {
        self.add(signer, KeyKind::Cosignature, Some(time))
    }

    /// Adds a signature line that somebody else made. One that is there already is not added again.
    pub fn push(&mut self, signature: NoteSignature) {
        if !self.signatures.contains(&signature) {
            self.signatures.push(signature);
        }
    }

    /// Adds a signature line that somebody else made, in place of those by the same key: a cosignature with another time.
    pub fn renew(&mut self, signature: NoteSignature) {
        self.signatures.retain(|line| line.name != signature.name || line.id != signature.id);
        self.signatures.push(signature);
    }

    fn add(&mut self, signer: &Signer, kind: KeyKind, time: Option<u64>) -> Result<(), NoteError> {
        let key = signer.public();
        if key.kind() != kind {
            return Err(NoteError::Kind { name: key.name().to_owned() });
        }
        // What cannot be read again is not signed.
        if !clean(&self.text) || !self.text.ends_with('\n') {
            return Err(NoteError::Text);
        }
        let mut bytes = time.map(|time| time.to_be_bytes().to_vec()).unwrap_or_default();
        bytes.extend_from_slice(&signer.sign(&message(&self.text, time)));
        self.push(NoteSignature { name: key.name().to_owned(), id: key.id(), bytes });
        Ok(())
    }
}

impl Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.text, SignatureLines(&self.signatures))
    }
}

/// The lines of signatures, as they stand below a note and in a witness's answer.
struct SignatureLines<'a>(&'a [NoteSignature]);

impl Display for SignatureLines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.id.to_vec();
        bytes.extend_from_slice(&self.bytes);
        write!(f, "\u{2014} {} {}", self.name, STANDARD.encode(bytes))
    }
}

/// What is signed: the text, or the text behind the header of a cosignature.
fn message(text: &str, time: Option<u64>) -> Vec<u8> {
    match time {
        None => text.as_bytes().to_vec(),
        Some(time) => format!("cosignature/v1\ntime {time}\n{text}").into_bytes(),
    }
}

/// Reads signature lines alone, as a witness answers with them: at least one, at most 64. Nothing is verified yet.
pub fn signature_lines(bytes: &[u8]) -> Result<Vec<NoteSignature>, NoteError> {
    if bytes.len() > MAX_BYTES {
        return Err(NoteError::TooLarge);
    }
    let lines = std::str::from_utf8(bytes).ok().filter(|lines| clean(lines)).ok_or(NoteError::Text)?;
    read_lines(lines)
}

fn read_lines(lines: &str) -> Result<Vec<NoteSignature>, NoteError> {
    let lines = lines.strip_suffix('\n').ok_or(NoteError::Unsigned)?;
    let mut signatures = Vec::new();
    for (place, line) in lines.split('\n').enumerate() {
        if place >= MAX_SIGNATURES {
            return Err(NoteError::TooLarge);
        }
        signatures.push(signature(line).ok_or(NoteError::Signature { line: place + 1 })?);
    }
    Ok(signatures)
}

/// Whether a note may hold it: no control character of ASCII but the line's end.
fn clean(text: &str) -> bool {
    text.chars().all(|c| c >= ' ' || c == '\n')
}

fn signature(line: &str) -> Option<NoteSignature> {
    let (name, blob) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
    let blob = STANDARD.decode(blob).ok()?;
    let (id, bytes) = blob.split_first_chunk::<4>()?;
    (is_name(name) && !bytes.is_empty()).then(|| NoteSignature {
        name: name.to_owned(),
        id: *id,
        bytes: bytes.to_vec(),
    })
}
