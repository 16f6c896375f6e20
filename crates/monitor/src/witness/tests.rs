//! The witness, judged exhaustively, kept on the disk, and spoken to.

mod disk;
mod served;

use std::collections::BTreeMap;

use proptest::prelude::*;
use transparency::{Hash, Note, Signer, WitnessRequest, consistency};

use super::*;
use crate::testing::{Leaves, log_key, public, witness_key};

const LOG: &str = "sovang.local/fund/a";

/// The body of a request.
pub(super) fn request(log: &Leaves, signer: &Signer, old: u64, new: u64) -> WitnessRequest {
    WitnessRequest { old, proof: consistency(log, old, new).unwrap(), checkpoint: log.note(new, signer) }
}

/// A witness that has cosigned so much of that log, at second 1000.
fn known(witness: &Signer, log: &Leaves, size: Option<u64>) -> Option<Known> {
    let key = log_key(LOG);
    let first = request(log, &key, 0, size?);
    Some(judge(witness, &[public(&key)], None, &first, 1000).unwrap())
}

/// What tlog-witness answers, told from the histories instead of from proofs: `None` is a cosignature.
fn expected(known: Option<(u64, u64)>, old: u64, new: (u64, u64), proof: bool) -> Option<u16> {
    let ((size, branch), (new, new_branch)) = (known.unwrap_or((0, 0)), new);
    // Leaves differ from the third on.
    let one_history = |size: u64| branch == new_branch || size <= 2;
    match () {
        () if old > new => Some(400),
        () if known.is_some() && size == new && !one_history(size) => Some(409),
        () if old != size => Some(409),
        () if !proof || !one_history(size) => Some(422),
        () => None,
    }
}

#[test]
fn every_request_to_a_small_log_is_answered_as_the_standard_says() {
    let (witness, key) = (witness_key("w", 1), log_key(LOG));
    let branches = [Leaves::new(9, 2, "a"), Leaves::new(9, 2, "b")];
    let sizes = std::iter::once(None).chain((0..8).map(Some));
    for (size, branch) in sizes.flat_map(|size| [(size, 0), (size, 1)]) {
        let known = known(&witness, &branches[branch], size);
        let state = size.map(|size| (size, branch as u64));
        for (old, new, other, way) in (0..9)
            .flat_map(|old| (0..9).map(move |new| (old, new)))
            .flat_map(|(old, new)| [0, 1].map(|branch| (old, new, branch)))
            .flat_map(|(old, new, branch)| (0..3).map(move |way| (old, new, branch, way)))
        {
            let mut request = request(&branches[other], &key, old, new);
            let right = match way {
                0 => true,
                1 => request.proof.pop().is_none(),
                _ => {
                    request.proof.push(Hash::leaf(b"one too many"));
                    false
                }
            };
            let answer = judge(&witness, &[public(&key)], known.as_ref(), &request, 2000);
            let said = answer.as_ref().err().map(Refusal::status);
            let case = format!("{state:?} {old} {new} branch {other} way {way}");
            assert_eq!(said, expected(state, old, (new, other as u64), right), "{case}");
            if let Err(refusal) = &answer {
                let forked = refusal.evidence().is_some();
                let same_size = size == Some(new) && branch != other && new > 2 && old <= new;
                assert!(!same_size || forked, "{case}");
                assert!(!forked || branch != other, "{case}: an honest log is accused");
                assert_eq!(refusal.known_size(), (said == Some(409)).then(|| size.unwrap_or(0)), "{case}");
            }
        }
    }
}

#[test]
fn who_did_not_sign_is_refused() {
    let (witness, key, other) = (witness_key("w", 1), log_key(LOG), log_key("other"));
    let log = Leaves::new(9, 9, "");
    let status = |note: Note, keys: &[&Signer]| {
        let keys: Vec<_> = keys.iter().map(|key| public(key)).collect();
        let request = WitnessRequest { old: 0, proof: Vec::new(), checkpoint: note };
        judge(&witness, &keys, None, &request, 5).map_or_else(|refusal| refusal.status(), |_| 200)
    };
    let unsigned = Note::new(log.checkpoint(LOG, 4).to_string());
    let mut by_another = unsigned.clone();
    by_another.sign(&other).unwrap();
    let mut forged = log.note(5, &key);
    let line = forged.signatures()[0].clone();
    forged = unsigned.clone();
    forged.push(line);
    assert_eq!(status(log.note(4, &key), &[&key]), 200);
    assert_eq!(status(log.note(4, &key), &[&other]), 404);
    assert_eq!(status(log.note(4, &key), &[]), 404);
    assert_eq!(status(unsigned, &[&key]), 403);
    assert_eq!(status(by_another.clone(), &[&key, &other]), 403);
    assert_eq!(status(forged.clone(), &[&key]), 403);
    // A wrong signature spoils the note, whoever signed beside it.
    forged.sign(&key).unwrap();
    assert_eq!(status(forged, &[&key]), 403);
    // An unknown signature says nothing, and is not kept.
    by_another.sign(&key).unwrap();
    let request = WitnessRequest { old: 0, proof: Vec::new(), checkpoint: by_another };
    let kept = judge(&witness, &[public(&key)], None, &request, 5).unwrap();
    assert_eq!(kept.note().signatures().len(), 2);
}

#[test]
fn the_cosignature_holds_and_its_time_never_goes_back() {
    let (witness, key) = (witness_key("w", 1), log_key(LOG));
    let (log, keys) = (Leaves::new(9, 9, ""), [public(&key)]);
    let cosign = |known: Option<&Known>, old, new, now| {
        judge(&witness, &keys, known, &request(&log, &key, old, new), now).unwrap()
    };
    let first = cosign(None, 0, 3, 5000);
    assert_eq!(first.note().verify(witness.public()), Ok(Some(5000)));
    // The clock goes back by an hour, and then on.
    let second = cosign(Some(&first), 3, 5, 1400);
    assert_eq!((second.time(), second.note().verify(witness.public())), (5000, Ok(Some(5000))));
    // Asked again at once, the same is answered; after a minute it is signed anew.
    assert_eq!(cosign(Some(&second), 5, 5, 5001), second);
    assert_eq!(cosign(Some(&second), 5, 5, 5060).time(), 5060);
    assert_eq!(cosign(Some(&second), 5, 5, 0), second);
    let lines = transparency::signature_lines(second.answer().as_bytes()).unwrap();
    let mut shown = log.note(5, &key);
    shown.push(lines[0].clone());
    assert_eq!(shown.verify(witness.public()), Ok(Some(5000)));
}

#[test]
fn a_log_may_change_its_key() {
    let (witness, old_key) = (witness_key("w", 1), log_key(LOG));
    let new_key = Signer::new(LOG, transparency::KeyKind::Note, &[8; 32]).unwrap();
    let (log, keys) = (Leaves::new(9, 9, ""), [public(&old_key), public(&new_key)]);
    let first = judge(&witness, &keys, None, &request(&log, &old_key, 0, 3), 1).unwrap();
    let second = judge(&witness, &keys, Some(&first), &request(&log, &new_key, 3, 6), 2).unwrap();
    assert_eq!(second.checkpoint().size, 6);
    // Another history under the other key: refused, though it is no evidence against one key.
    let forked = Leaves::new(9, 0, "b");
    let refusal = judge(&witness, &keys, Some(&second), &request(&forked, &old_key, 0, 6), 3).unwrap_err();
    assert_eq!((refusal.status(), refusal.evidence()), (409, None));
}

#[test]
fn what_is_kept_is_read_as_strictly() {
    let (witness, log) = (witness_key("w", 1), Leaves::new(9, 9, ""));
    let kept = known(&witness, &log, Some(5)).unwrap();
    let bytes = kept.note().to_string().into_bytes();
    let read = |bytes: &[u8]| Known::read(bytes, LOG, witness.public());
    assert_eq!(read(&bytes).as_ref(), Ok(&kept));
    assert_eq!(Known::read(&bytes, "other", witness.public()), Err(KnownError::Origin));
    assert_eq!(read(log.note(5, &log_key(LOG)).to_string().as_bytes()), Err(KnownError::Unsigned));
    for length in 0..bytes.len() {
        // Cut between two signatures it is still a note, but not ours.
        assert!(read(&bytes[..length]).is_err(), "cut at {length}");
    }
    let ours = String::from_utf8(bytes.clone()).unwrap().find("\u{2014} w ").unwrap();
    let text = kept.note().text().len();
    for bit in (0..text * 8).chain(ours * 8..bytes.len() * 8) {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(read(&changed).is_err(), "bit {bit}");
    }
}

proptest! {
    /// Whatever is asked in whatever order, all that is cosigned is one history, and its times go on.
    #[test]
    fn all_that_is_cosigned_is_one_history(asked in prop::collection::vec((0..12_u64, 0..12_u64, 0..2_usize, 0..9_u64), 1..60)) {
        let (witness, key) = (witness_key("w", 1), log_key(LOG));
        let branches = [Leaves::new(12, 3, "a"), Leaves::new(12, 3, "b")];
        let (mut known, mut roots, mut time) = (None::<Known>, BTreeMap::new(), 0);
        for (old, new, branch, now) in asked {
            let request = request(&branches[branch], &key, old, new);
            let Ok(next) = judge(&witness, &[public(&key)], known.as_ref(), &request, now) else { continue };
            let last = known.map_or(0, |known: Known| known.checkpoint().size);
            prop_assert!(next.checkpoint().size >= last && next.time() >= time);
            time = next.time();
            let root = next.checkpoint().root;
            prop_assert_eq!(*roots.entry(next.checkpoint().size).or_insert(root), root);
            let of = |branch: usize| roots.iter().all(|(size, root)| branches[branch].checkpoint(LOG, *size).root == *root);
            prop_assert!(of(0) || of(1));
            known = Some(next);
        }
    }
}
