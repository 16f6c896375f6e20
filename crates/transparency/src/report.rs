//! What a verification says: what was checked, what was not, how strong it is, and whether it is right.

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Line {
    /// The sentence.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// A message "vi / en", as errors print it, taken apart; a text without the bar stands for both.
    pub fn both(message: &str) -> Self {
        let (vi, en) = message.split_once(" / ").unwrap_or((message, message));
        Self::new(vi, en)
    }
}

/// Whether what was verified is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// All that was checked holds.
    Right,
    /// Something needed for the answer is not there: it says neither yes nor no.
    Incomplete,
    /// Something does not fit: changed, forged, or of another history.
    Tampered,
}

impl Outcome {
    /// The program's exit code: 0 right, 1 tampered, 2 incomplete. (3 is wrong usage.)
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Right => 0,
            Self::Tampered => 1,
            Self::Incomplete => 2,
        }
    }
}

/// Who stands behind the checkpoint that everything was measured against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strength {
    /// The log's own key signed it.
    pub signed: bool,
    /// Witnesses of the policy that cosigned it, by name.
    pub witnesses: Vec<String>,
    /// Whether these are a quorum of the policy; none where the policy asks for none.
    pub quorum: Option<bool>,
    /// Auditors who state that they hashed every entry and replayed every balance up to here, by name.
    pub replayed_by: Vec<String>,
    /// When a time-stamping authority saw it, in its own words (RFC 3339, UTC).
    pub stamped_at: Option<String>,
}

impl Strength {
    /// The same in words, the strongest last.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        if self.signed {
            lines.push(Line::new("sổ tự ký", "signed by the log itself"));
        }
        let witnesses = self.witnesses.join(", ");
        match (self.quorum, self.witnesses.is_empty()) {
            (Some(false), none) => {
                let who = if none { String::new() } else { format!(": {witnesses}") };
                lines.push(Line::new(
                    format!("chưa đủ nhân chứng theo chính sách{who}"),
                    format!("too few witnesses for the policy{who}"),
                ));
            }
            (_, false) => {
                lines
                    .push(Line::new(format!("nhân chứng: {witnesses}"), format!("witnessed by {witnesses}")));
            }
            (_, true) => {}
        }
        if !self.replayed_by.is_empty() {
            let names = self.replayed_by.join(", ");
            let vi = format!("kiểm toán đã dựng lại toàn bộ: {names}");
            lines.push(Line::new(vi, format!("replayed by {names}")));
        }
        if let Some(at) = &self.stamped_at {
            lines.push(Line::new(format!("dấu thời gian: {at}"), format!("time-stamped {at}")));
        }
        lines
    }
}

/// The answer of a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Right, incomplete or tampered.
    pub outcome: Outcome,
    /// What was checked, and what came of it; the last line of a report that is not right says what is wrong.
    pub checked: Vec<Line>,
    /// What was not checked, and how it can be.
    pub not_checked: Vec<Line>,
    /// Who stands behind it.
    pub strength: Strength,
}
