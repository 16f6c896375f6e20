//! What a token shows, for whoever verifies it.

use transparency::{Checkpoint, Line, Note, Outcome, Report, Strength};

use super::{Pinned, Stamped, TimestampError, check};
use crate::trust::{Signed, Trust};

/// Checks a token against the checkpoint that was stamped, and the checkpoint's own signature where the log's key is
/// known.
pub fn report(token: &[u8], checkpoint: &[u8], pinned: &Pinned, trust: &Trust) -> Report {
    let (mut checked, mut not_checked) = (Vec::new(), beyond());
    let mut strength = Strength::default();
    let mut outcome = match signature(checkpoint, trust) {
        Ok(Some(line)) => {
            checked.push(line);
            strength.signed = true;
            Outcome::Right
        }
        Ok(None) => {
            not_checked.insert(0, unsigned());
            Outcome::Right
        }
        Err(line) => {
            checked.push(line);
            Outcome::Tampered
        }
    };
    match check(token, checkpoint, pinned) {
        Ok(stamped) => {
            checked.extend(shown(&stamped));
            strength.stamped_at = Some(stamped.at);
        }
        Err(error) => {
            outcome = outcome.max(weight(&error));
            checked.push(Line::both(&error.to_string()));
        }
    }
    Report { outcome, checked, not_checked, strength }
}

/// A token that was changed or is another's is worse than one that is believed from nobody here.
fn weight(error: &TimestampError) -> Outcome {
    use TimestampError as E;
    match error {
        E::Malformed { .. } | E::Imprint | E::Nonce | E::Digest | E::Signature | E::OtherCertificate => {
            Outcome::Tampered
        }
        _ => Outcome::Incomplete,
    }
}

/// That the log signed it; none where its key is not known; what is wrong otherwise.
fn signature(checkpoint: &[u8], trust: &Trust) -> Result<Option<Line>, Line> {
    let wrong = |error: &dyn std::error::Error| Line::both(&error.to_string());
    let Trust::Policy(policy) = trust else {
        let note = Note::parse(checkpoint).map_err(|error| wrong(&error))?;
        return Checkpoint::parse(note.text()).map(|_| None).map_err(|error| wrong(&error));
    };
    let signed = Signed::read(checkpoint, policy).map_err(|error| wrong(&error))?;
    let Checkpoint { origin, size, .. } = signed.checkpoint;
    Ok(Some(Line::new(
        format!("điểm kiểm của {origin}, {size} mục, có chữ ký của sổ"),
        format!("the checkpoint of {origin}, {size} entries, is signed by its log"),
    )))
}

fn shown(stamped: &Stamped) -> [Line; 2] {
    let Stamped { at, policy, serial, certificate, .. } = stamped;
    [
        Line::new(
            format!("thẻ là của đúng điểm kiểm này, và nó đã có trước {at}"),
            format!("the token is of this very checkpoint, which was there before {at}"),
        ),
        Line::new(
            format!("chữ ký của thẻ đúng (chứng thư {certificate}, chính sách {policy}, số {serial})"),
            format!(
                "the token's signature holds (certificate {certificate}, policy {policy}, number {serial})"
            ),
        ),
    ]
}

/// What is never looked at.
fn beyond() -> Vec<Line> {
    vec![
        Line::new(
            "chứng thư có bị thu hồi không: hỏi nơi cấp, hoặc xem danh sách thu hồi (CRL) của họ",
            "whether the certificate was revoked: ask its issuer, or read their list (CRL)",
        ),
        Line::new(
            "ai đứng sau chứng thư được tin: so dấu SHA-256 của tệp --tsa-cert với nơi công bố",
            "who is behind the trusted certificate: compare the SHA-256 of --tsa-cert with where it is published",
        ),
    ]
}

fn unsigned() -> Line {
    Line::new(
        "chữ ký của sổ trên điểm kiểm: nêu --vkey hoặc --policy",
        "the log's signature on the checkpoint: give --vkey or --policy",
    )
}
