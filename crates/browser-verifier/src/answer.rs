//! A verification as JSON for the page: every sentence in both languages, so that the page has no wording of its own.

use serde_json::{Value, json};
use transparency::{Against, Line, Outcome, Policy, Verified, verify_receipt};

/// Verifies a receipt against the text of a policy and, where there is one, the digest of the printed slip as 32
/// hexadecimal digits. An empty policy is none.
pub fn verify(receipt: &[u8], policy: &[u8], digest: &[u8]) -> Value {
    let policy = match policy {
        [] => None,
        text => match Policy::parse(text) {
            Ok(policy) => Some(policy),
            Err(error) => return unusable(&error.to_string()),
        },
    };
    let digest = match digest {
        [] => None,
        text => match digest_of(text) {
            Some(digest) => Some(digest),
            None => {
                return unusable("mã sau dấu # trong đường dẫn sai dạng / the digest behind # is malformed");
            }
        },
    };
    let against = Against { policy: policy.as_ref(), digest, checkpoint: None };
    told(&verify_receipt(receipt, &against))
}

fn told(verified: &Verified) -> Value {
    let report = &verified.report;
    let outcome = match report.outcome {
        Outcome::Right => "right",
        Outcome::Incomplete => "incomplete",
        Outcome::Tampered => "tampered",
    };
    let facts = verified.record.iter().flat_map(transparency::Record::facts);
    let facts = facts.map(|fact| json!({ "label": line(&fact.label), "value": line(&fact.value) }));
    let opened = verified.receipt.iter().flat_map(|receipt| &receipt.openings);
    let opened = opened.filter_map(|field| Some(json!({ "name": field.name, "value": field.value()? })));
    json!({
        "outcome": outcome,
        "receipt": verified.record.as_ref().and_then(|record| record.receipt),
        "origin": verified.checkpoint.as_ref().map(|checkpoint| &checkpoint.origin),
        "checkpoint": verified.checkpoint.as_ref().map(ToString::to_string),
        "facts": facts.collect::<Vec<_>>(),
        "opened": opened.collect::<Vec<_>>(),
        "checked": lines(&report.checked),
        "notChecked": lines(&report.not_checked),
        "strength": lines(&report.strength.lines()),
    })
}

/// The answer where the question itself cannot be read: nothing is known of the receipt.
fn unusable(why: &str) -> Value {
    let (vi, en) = why.split_once(" / ").unwrap_or((why, why));
    let why = [Line::new(vi, en)];
    json!({ "outcome": "incomplete", "facts": [], "opened": [], "checked": lines(&why), "notChecked": [], "strength": [] })
}

fn lines(lines: &[Line]) -> Vec<Value> {
    lines.iter().map(line).collect()
}

fn line(line: &Line) -> Value {
    json!({ "vi": line.vi, "en": line.en })
}

fn digest_of(text: &[u8]) -> Option<[u8; 16]> {
    let (pairs, rest) = text.as_chunks::<2>();
    let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let whole = rest.is_empty() && text.iter().all(u8::is_ascii_hexdigit);
    let bytes: Vec<u8> = pairs.iter().filter_map(byte).collect();
    bytes.try_into().ok().filter(|_| whole)
}
