//! A verification as JSON for the page: every sentence in both languages, so that the page has no wording of its own.

use serde_json::{Value, json};
use transparency::{
    Against, KnownLog, Line, Outcome, Policy, PolicyError, Record, RecordDigest, Verified, VerifierKey,
    verify_receipt,
};

/// Verifies a receipt against the text of a policy, or of one log's key, and, where there is one, the digest of the printed slip as
/// the slip's link has it. An empty policy is none.
pub fn verify(receipt: &[u8], policy: &[u8], digest: &[u8]) -> Value {
    let policy = match trusted(policy) {
        Ok(policy) => policy,
        Err(error) => return unusable(&error.to_string()),
    };
    let digest = match digest {
        [] => None,
        text => match std::str::from_utf8(text).ok().and_then(RecordDigest::parse) {
            Some(digest) => Some(digest),
            None => {
                return unusable("mã sau dấu # trong đường dẫn sai dạng / the digest behind # is malformed");
            }
        },
    };
    let against = Against { policy: policy.as_ref(), digest, checkpoint: None };
    let mut told = told(&verify_receipt(receipt, &against));
    if let (Some(told), Some(policy)) = (told.as_object_mut(), &policy) {
        told.insert("keys".to_owned(), keys(policy));
    }
    told
}

/// Whom the reader trusts; none for an empty text.
fn trusted(text: &[u8]) -> Result<Option<Policy>, PolicyError> {
    let one = std::str::from_utf8(text).ok().and_then(|text| VerifierKey::parse(text.trim_end()).ok());
    match one {
        Some(key) => Ok(Some(Policy::of_log(key))),
        None if text.is_empty() => Ok(None),
        None => Policy::parse(text).map(Some),
    }
}

/// The logs' keys of a policy, with what people compare by eye.
fn keys(policy: &Policy) -> Value {
    let key = |log: &KnownLog| json!({ "vkey": log.key.to_string(), "fingerprint": log.key.fingerprint() });
    policy.logs().iter().map(key).collect()
}

fn told(verified: &Verified) -> Value {
    let report = &verified.report;
    let outcome = match report.outcome {
        Outcome::Right => "right",
        Outcome::Incomplete => "incomplete",
        Outcome::Tampered => "tampered",
    };
    // What was changed is not shown as if it were something.
    let shown = report.outcome != Outcome::Tampered;
    let facts = verified.record.iter().filter(|_| shown).flat_map(Record::facts);
    let facts = facts.map(|fact| json!({ "label": line(&fact.label), "value": line(&fact.value) }));
    let opened = verified.receipt.iter().filter(|_| shown).flat_map(|receipt| &receipt.openings);
    let opened =
        opened.filter_map(|field| Some(json!({ "label": line(&field.label()), "value": field.value()? })));
    // What the record says stands in the facts already.
    let sentence = verified.record.as_ref().map(Record::sentence);
    let checked: Vec<Value> =
        report.checked.iter().filter(|line| Some(*line) != sentence.as_ref()).map(line).collect();
    json!({
        "outcome": outcome,
        "receipt": verified.record.as_ref().and_then(|record| record.receipt),
        "origin": verified.checkpoint.as_ref().map(|checkpoint| &checkpoint.origin),
        "checkpoint": verified.checkpoint.as_ref().map(ToString::to_string),
        "facts": facts.collect::<Vec<_>>(),
        "opened": opened.collect::<Vec<_>>(),
        "checked": checked,
        "notChecked": lines(&report.not_checked),
        "strength": lines(&report.strength.lines()),
    })
}

/// The answer where the question itself cannot be read: nothing is known of the receipt.
fn unusable(why: &str) -> Value {
    let why = [Line::both(why)];
    json!({ "outcome": "incomplete", "facts": [], "opened": [], "checked": lines(&why), "notChecked": [], "strength": [] })
}

fn lines(lines: &[Line]) -> Vec<Value> {
    lines.iter().map(line).collect()
}

fn line(line: &Line) -> Value {
    json!({ "vi": line.vi, "en": line.en })
}
