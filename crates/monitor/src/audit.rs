//! The auditor's statement: "I hashed every entry of this log up to here, and replayed every balance". It is a cosignature
//! by a key that signs nothing else, and it is only made after both were done.

use std::path::Path;

use transparency::{KeyKind, Note, Outcome, Report, Signer};

use crate::trust::{FULL_REPLAY, Trust};
use crate::{MonitorError, verify_balances, verify_mirror};
use publication::replace;

/// What came of an audit.
#[derive(Clone, Debug)]
pub struct Audited {
    /// The checkpoint with the auditor's cosignature; none where something did not fit.
    pub statement: Option<Note>,
    /// For people: of the verification that failed, or of both.
    pub report: Report,
}

impl Audited {
    /// Writes the statement into a file, durably, if there is one.
    pub fn save(&self, path: &Path) -> Result<(), MonitorError> {
        let Some(statement) = &self.statement else { return Ok(()) };
        replace(path, statement.to_string().as_bytes()).map_err(MonitorError::io(path))
    }
}

/// Audits the copy in `dir`, and states it with `signer` at `time`, seconds since 1970. `since` is the checkpoint of an
/// earlier audit: what was stated then must be the beginning of this.
pub fn audit(
    dir: &Path,
    trust: &Trust,
    since: Option<&Note>,
    signer: &Signer,
    time: u64,
) -> Result<Audited, MonitorError> {
    let key = signer.public();
    if key.kind() != KeyKind::Cosignature || !key.name().ends_with(FULL_REPLAY) {
        return Err(MonitorError::Unusable {
            path: key.name().into(),
            vi: format!("khóa kiểm toán phải có tên tận cùng là {FULL_REPLAY}: tạo bằng `sovang key new`"),
            en: format!(
                "an auditor's key has a name that ends with {FULL_REPLAY}: make one with `sovang key new`"
            ),
        });
    }
    let verified = verify_mirror(dir, trust, since.map(std::slice::from_ref).unwrap_or_default())?;
    // A quorum may be waiting for this very auditor: what was found counts, not what the policy still lacks.
    let Some(copy) = verified.copy.filter(|_| verified.faults.is_empty()) else {
        return Ok(Audited { statement: None, report: verified.report });
    };
    let replayed = verify_balances(dir, trust, None)?;
    let mut report = verified.report;
    report.outcome = replayed.report.outcome;
    report.checked.extend(replayed.report.checked);
    report.not_checked = replayed.report.not_checked;
    if report.outcome != Outcome::Right {
        return Ok(Audited { statement: None, report });
    }
    let mut statement = copy.signed().note.clone();
    let signed = statement.cosign(signer, time);
    signed.map_err(|error| {
        let line = transparency::Line::both(&error.to_string());
        MonitorError::Unusable { path: key.name().into(), vi: line.vi, en: line.en }
    })?;
    Ok(Audited { statement: Some(statement), report })
}
