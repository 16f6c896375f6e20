//! Whether a witness cosigns: the rules of tlog-witness, in the order that the standard gives their answers.

use transparency::{Checkpoint, Hash, Note, Signer, VerifierKey, WitnessRequest, verify_consistency};

use super::{Known, Refusal};
use crate::Evidence;

/// For how long the same checkpoint is answered with the cosignature that it has, in seconds: to ask for it again and
/// again writes nothing.
const FRESH: u64 = 60;

/// Decides on a request of the log whose keys these are (none: a log that is not followed). `known` is what was cosigned
/// last, `now` seconds since 1970. The answer is what is known from now on, to be kept before its cosignature is given
/// out. A clock that went back does not take a cosignature's time with it: no later one is older than one before.
pub fn judge(
    witness: &Signer,
    keys: &[VerifierKey],
    known: Option<&Known>,
    request: &WitnessRequest,
    now: u64,
) -> Result<Known, Refusal> {
    let note = &request.checkpoint;
    let checkpoint = Checkpoint::parse(note.text()).map_err(|error| Refusal::Malformed(error.into()))?;
    let keys: Vec<_> = keys.iter().filter(|key| key.name() == checkpoint.origin).cloned().collect();
    signed(note, &keys)?;
    if request.old > checkpoint.size {
        return Err(Refusal::OldAboveNew);
    }
    let (size, root) = known
        .map_or_else(|| (0, Hash::of_nothing()), |known| (known.checkpoint().size, known.checkpoint().root));
    if let Some(known) = known.filter(|_| checkpoint.size == size && checkpoint.root != root) {
        // The log's key may have been replaced since: then two keys signed, and there is no evidence against one of them.
        let evidence = keys.iter().find_map(|key| Evidence::new(key, known.note(), note, None).ok());
        let fork = |evidence| Refusal::Fork { size, evidence: Box::new(evidence) };
        return Err(evidence.map_or(Refusal::Conflict { size }, fork));
    }
    if request.old != size {
        return Err(Refusal::Conflict { size });
    }
    verify_consistency(size, &root, checkpoint.size, &checkpoint.root, &request.proof).map_err(|error| {
        let shown = |known: &Known| {
            keys.iter().find_map(|key| Evidence::of_failed_proof(key, known.note(), note, &request.proof))
        };
        Refusal::Proof { error, evidence: known.and_then(shown).map(Box::new) }
    })?;
    let last = known.map_or(0, Known::time);
    match known.filter(|known| *known.checkpoint() == checkpoint && now < last.saturating_add(FRESH)) {
        Some(known) => Ok(known.clone()),
        None => Known::cosign(note, checkpoint, &keys, witness, now.max(last)).map_err(Refusal::Signature),
    }
}

/// Whether one of the log's keys signed, and none of them wrongly.
fn signed(note: &Note, keys: &[VerifierKey]) -> Result<(), Refusal> {
    if keys.is_empty() {
        return Err(Refusal::UnknownLog);
    }
    let signed = keys.iter().map(|key| note.verify(key).map_err(Refusal::Signature));
    let signed = signed.collect::<Result<Vec<_>, _>>()?;
    if signed.iter().any(Option::is_some) { Ok(()) } else { Err(Refusal::Unsigned) }
}
