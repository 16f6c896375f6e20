//! What a file of evidence says to whoever verifies it again.

use transparency::{Checkpoint, Line, Note, Outcome, Report, Strength, VerifierKey};

use super::{Evidence, EvidenceError};

impl Evidence {
    /// Verifies it and says what it shows. The outcome is "tampered" where the log told two histories, and "incomplete"
    /// where the file proves nothing. `trusted` is the log's key as the reader knows it.
    pub fn report(&self, trusted: Option<&VerifierKey>) -> Report {
        let mut checked = vec![self.line(&self.first), self.line(&self.second)];
        let not_checked = match trusted {
            Some(_) => Vec::new(),
            None => vec![Line::new(
                format!(
                    "khóa {} có đúng là của sổ không: so với khóa mà quỹ công bố, hoặc nêu --vkey",
                    self.key
                ),
                format!(
                    "whether {} is the log's key: compare it with the one published, or give --vkey",
                    self.key
                ),
            )],
        };
        let named = trusted.is_none_or(|trusted| *trusted == self.key);
        let verified = if named { self.verify() } else { Err(self.unsigned()) };
        let (outcome, line) = match &verified {
            Ok(()) => (Outcome::Tampered, two_histories(self.key.name())),
            Err(EvidenceError::NoContradiction) => (Outcome::Incomplete, one_history()),
            Err(error) => (Outcome::Incomplete, no_proof(error)),
        };
        checked.push(line);
        let strength = Strength { signed: verified.is_ok(), ..Strength::default() };
        Report { outcome, checked, not_checked, strength }
    }

    /// The file names another key than the reader trusts.
    fn unsigned(&self) -> EvidenceError {
        let size = Checkpoint::parse(self.first.text()).map_or(0, |checkpoint| checkpoint.size);
        EvidenceError::Unsigned { size, key: self.key.name().to_owned() }
    }

    fn line(&self, note: &Note) -> Line {
        let (size, root) = Checkpoint::parse(note.text())
            .map_or_else(|_| (0, String::new()), |checkpoint| (checkpoint.size, checkpoint.root.to_string()));
        let signed = matches!(note.verify(&self.key), Ok(Some(_)));
        let (vi, en) = if signed { ("đã ký", "signed") } else { ("KHÔNG có chữ ký", "NOT signed") };
        Line::new(
            format!("điểm kiểm {size} mục, gốc {root}: {vi}"),
            format!("checkpoint of {size} entries, root {root}: {en}"),
        )
    }
}

fn two_histories(name: &str) -> Line {
    Line::new(
        format!("khóa của {name} đã ký hai lịch sử mâu thuẫn nhau: hãy giữ tệp này và báo cho kiểm toán"),
        format!(
            "the key of {name} signed two histories that contradict each other: keep this file, tell the auditor"
        ),
    )
}

fn one_history() -> Line {
    Line::new(
        "hai điểm kiểm không mâu thuẫn: tệp này không chứng minh điều gì",
        "the checkpoints do not contradict each other: this file proves nothing",
    )
}

fn no_proof(error: &EvidenceError) -> Line {
    let Line { vi, en } = Line::both(&error.to_string());
    Line::new(format!("tệp này không chứng minh điều gì: {vi}"), format!("this file proves nothing: {en}"))
}
