//! The file: what it shows in two languages, the log's key, the proof where one is needed, and both notes, each behind
//! its length, as a note holds blank lines of its own. One evidence has one text.

use std::fmt::{self, Display};

use transparency::{Checkpoint, Hash, Note, VerifierKey};

use super::{Beginning, Evidence, EvidenceError};

/// The first line.
const HEAD: &str = "sovang-evidence/v1\n";
/// The longest file that is read: two notes at their longest, and a proof.
const MAX_BYTES: usize = 256 * 1024;
/// The most hashes a proof can have: one for each bit of a size.
const MAX_HASHES: usize = 63;

impl Evidence {
    /// Reads a file. Whether it proves anything is for [`Evidence::verify`].
    pub fn parse(bytes: &[u8]) -> Result<Self, EvidenceError> {
        let malformed = |place| EvidenceError::Malformed { place };
        if bytes.len() > MAX_BYTES {
            return Err(malformed("the length of the file"));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| malformed("UTF-8"))?;
        let rest = text.strip_prefix(HEAD).ok_or(malformed("sovang-evidence/v1"))?;
        let (_, rest) = after(rest, "vi ").ok_or(malformed("vi …"))?;
        let (_, rest) = after(rest, "en ").ok_or(malformed("en …"))?;
        let (key, rest) = after(rest, "log ").ok_or(malformed("log …"))?;
        let key = VerifierKey::parse(key).map_err(|_| malformed("log <vkey>"))?;
        let (beginning, rest) = read_beginning(rest).ok_or(malformed("beginning <hash>"))?;
        let (first, rest) = read_note(rest, "first ").ok_or(malformed("first <bytes>"))?;
        let (second, rest) = read_note(rest, "second ").ok_or(malformed("second <bytes>"))?;
        let (first, second) = (Note::parse(first.as_bytes())?, Note::parse(second.as_bytes())?);
        Checkpoint::parse(first.text())?;
        Checkpoint::parse(second.text())?;
        let evidence = Self { key, first, second, beginning };
        let same = rest.is_empty() && evidence.to_string() == text;
        same.then_some(evidence).ok_or(malformed("the wording"))
    }
}

/// The rest of a line that begins so, and what follows the line.
fn after<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    text.strip_prefix(word)?.split_once('\n')
}

fn read_beginning(text: &str) -> Option<(Option<Beginning>, &str)> {
    let Some((root, mut rest)) = after(text, "beginning ") else { return Some((None, text)) };
    let (root, mut proof) = (Hash::parse(root)?, Vec::new());
    while let Some((hash, behind)) = after(rest, "proof ") {
        (proof.len() < MAX_HASHES).then_some(())?;
        proof.push(Hash::parse(hash)?);
        rest = behind;
    }
    Some((Some(Beginning { root, proof }), rest))
}

fn read_note<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let (length, rest) = after(text, word)?;
    rest.split_at_checked(length.parse().ok()?)
}

impl Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = |note: &Note| Checkpoint::parse(note.text()).map_or(0, |checkpoint| checkpoint.size);
        let (from, to) = (size(&self.first), size(&self.second));
        f.write_str(HEAD)?;
        let (vi, en) = match &self.beginning {
            None if from == to => (
                format!("Khóa của sổ đã ký hai gốc cây khác nhau cho cùng {from} mục."),
                format!("The log's key signed two roots over the same {from} entries."),
            ),
            None => (
                format!("Sổ đưa ra {from} mục rồi {to} mục; hai lịch sử không nối được vào nhau."),
                format!("The log showed {from} entries and {to}; the two histories could not be joined."),
            ),
            Some(_) => (
                format!("Khóa của sổ đã ký cây {to} mục không bắt đầu bằng cây {from} mục nó đã ký."),
                format!(
                    "The log's key signed a tree of {to} entries that does not begin with the {from} it signed."
                ),
            ),
        };
        writeln!(f, "vi {vi}\nen {en}")?;
        writeln!(f, "log {}", self.key)?;
        if let Some(Beginning { root, proof }) = &self.beginning {
            writeln!(f, "beginning {root}")?;
            proof.iter().try_for_each(|hash| writeln!(f, "proof {hash}"))?;
        }
        for (word, note) in [("first", &self.first), ("second", &self.second)] {
            let note = note.to_string();
            write!(f, "{word} {}\n{note}", note.len())?;
        }
        Ok(())
    }
}
