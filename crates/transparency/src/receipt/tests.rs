//! Receipts of a small log with two witnesses: what is right, and that nothing else is.

use std::collections::HashMap;
use std::convert::Infallible;

use sha2::{Digest, Sha256};

use super::*;
use crate::commitment::{Place, of_row};
use crate::{
    Checkpoint, Frontier, Hash, KeyKind, Nodes, Note, Outcome, Policy, Signer, VerifierKey, inclusion, root,
};

const ORIGIN: &str = "sovang.example/fund/yagi-2024";
const SIZE: u64 = 70;
const INDEX: u64 = 41;
const ROW: u64 = 7;
const NOW: u64 = 1_725_000_000;

/// All nodes of a small tree.
struct Memory(HashMap<(u32, u64), Hash>);

impl Nodes for Memory {
    type Error = Infallible;
    fn node(&self, level: u32, index: u64) -> Result<Hash, Infallible> {
        Ok(self.0[&(level, index)])
    }
}

fn signer(name: &str, kind: KeyKind) -> Signer {
    Signer::new(name, kind, Sha256::digest(name).first_chunk().unwrap()).unwrap()
}

fn log_key() -> VerifierKey {
    signer(ORIGIN, KeyKind::Note).public().clone()
}

/// Asks for both witnesses.
fn policy() -> Policy {
    let witness = |name| signer(name, KeyKind::Cosignature).public().to_string();
    let (a, b) = (witness("witness-a.example"), witness("witness-b.example"));
    let text = format!("log {}\nwitness a {a}\nwitness b {b}\ngroup both 2 a b\nquorum both\n", log_key());
    Policy::parse(text.as_bytes()).unwrap()
}

fn fields() -> Vec<Field> {
    let opened = |name: &str, value: &str| {
        let salt = Sha256::digest(name).into();
        Field { name: name.to_owned(), content: FieldContent::Opened { salt, value: value.to_owned() } }
    };
    let contact = opened("contact", "0900000000").commitment(Place { fund: "yagi-2024", row: ROW });
    vec![
        opened("name", "Trần Văn Mẫu"),
        opened("memo", "ung ho bao yagi"),
        opened("note", ""),
        Field { name: "contact".to_owned(), content: FieldContent::Closed(contact) },
    ]
}

fn record(row: u64) -> Vec<u8> {
    let place = Place { fund: "yagi-2024", row: ROW };
    let fields = fields();
    let commitment = of_row(fields.iter().map(|field| (field.name.as_str(), field.commitment(place))));
    let commitment = commitment.map(|byte| format!("{byte:02x}")).concat();
    format!(
        r#"{{"actor":"treasurer:t-7f3a","causation":"c","commitment":"{commitment}","correlation":"c","effective_on":"2024-09-10","event":{{"receipt_recorded":{{"account":"cash:main","amount":"500000","donor":"person","receipt":41,"row":{row},"voucher":"PT-2024-00001"}}}},"id":"i","recorded_at":"2024-09-10T05:01:29Z","schema":3}}"#
    )
    .into_bytes()
}

/// The receipt of `record` in a log of others, with the signatures of these.
fn receipt(record: Vec<u8>, openings: Vec<Field>, witnesses: &[&str]) -> Receipt {
    let (mut frontier, mut nodes) = (Frontier::default(), HashMap::new());
    for index in 0..SIZE {
        let leaf = if index == INDEX { Hash::leaf(&record) } else { Hash::leaf(&index.to_be_bytes()) };
        frontier.push(leaf, |level, index, hash| {
            nodes.insert((level, index), hash);
        });
    }
    let nodes = Memory(nodes);
    let Ok(hashes) = inclusion(&nodes, INDEX, SIZE);
    let Ok(root) = root(&nodes, SIZE);
    let mut checkpoint = Note::new(Checkpoint { origin: ORIGIN.to_owned(), size: SIZE, root }.to_string());
    checkpoint.sign(&signer(ORIGIN, KeyKind::Note)).unwrap();
    for name in witnesses {
        checkpoint.cosign(&signer(name, KeyKind::Cosignature), NOW).unwrap();
    }
    Receipt::new(record, TlogProof { extra: None, index: INDEX, hashes, checkpoint }, openings)
}

const BOTH: [&str; 2] = ["witness-a.example", "witness-b.example"];

fn private() -> Receipt {
    receipt(record(ROW), fields(), &BOTH)
}

fn outcome(bytes: &[u8]) -> Outcome {
    let policy = policy();
    verify_receipt(bytes, &Against { policy: Some(&policy), ..Against::default() }).report.outcome
}

#[track_caller]
fn check(receipt: &Receipt, against: &Against<'_>, want: Outcome, says: &str) {
    let report = verify_receipt(receipt.to_string().as_bytes(), against).report;
    let said = report.checked.iter().map(|line| line.en.as_str()).collect::<Vec<_>>().join("\n");
    assert_eq!(report.outcome, want, "{said}");
    assert!(said.contains(says), "{said}");
}

#[test]
fn a_receipt_proves_its_record_and_the_private_copy_its_donor() {
    let policy = policy();
    let against = Against { policy: Some(&policy), ..Against::default() };
    let public = Receipt { openings: Vec::new(), ..private() };
    check(&public, &against, Outcome::Right, "at position 41 of the log sovang.example/fund/yagi-2024");
    check(
        &private(),
        &against,
        Outcome::Right,
        "that are opened fit the commitment in the record: name, memo, note",
    );
    let verified = verify_receipt(private().to_string().as_bytes(), &against);
    assert_eq!(verified.record.unwrap().amount, Some(500_000));
    assert_eq!(verified.report.strength.witnesses, ["a", "b"]);
    let closed = verified.report.not_checked.iter().any(|line| line.en.ends_with("stay closed: contact"));
    assert!(closed);
    assert_eq!(verified.receipt.unwrap(), private());
}

#[test]
fn nothing_is_concluded_without_keys_or_with_too_few_witnesses() {
    let policy = policy();
    let (none, with) = (Against::default(), Against { policy: Some(&policy), ..Against::default() });
    check(&private(), &none, Outcome::Incomplete, "The signature was not checked");
    check(&receipt(record(ROW), fields(), &BOTH[..1]), &with, Outcome::Incomplete, "Too few witnesses");
    let alone = Policy::of_log(log_key());
    let alone = Against { policy: Some(&alone), ..Against::default() };
    check(&receipt(record(ROW), fields(), &[]), &alone, Outcome::Right, "The log itself signed");
    let other = Policy::of_log(signer("sovang.example/fund/khac", KeyKind::Note).public().clone());
    let other = Against { policy: Some(&other), ..Against::default() };
    check(&private(), &other, Outcome::Incomplete, "The policy does not know the log");
}

#[test]
fn a_key_of_the_same_name_is_not_the_logs_key() {
    let forged = Signer::new(ORIGIN, KeyKind::Note, &[9; 32]).unwrap();
    let policy = Policy::of_log(forged.public().clone());
    let against = Against { policy: Some(&policy), ..Against::default() };
    check(&private(), &against, Outcome::Tampered, "did not sign the checkpoint with the key that is known");
}

#[test]
fn the_printed_digest_must_be_that_of_the_record() {
    let (policy, receipt) = (policy(), private());
    let at = |digest| Against { policy: Some(&policy), digest: Some(digest), checkpoint: None };
    check(&receipt, &at(receipt.digest()), Outcome::Right, "the printed receipt speaks of");
    check(
        &receipt,
        &at(RecordDigest::of(b"another record")),
        Outcome::Tampered,
        "the digest on the paper does not fit",
    );
}

#[test]
fn a_checkpoint_from_elsewhere_shows_a_second_history() {
    let (policy, receipt) = (policy(), private());
    let noted =
        |size: u64, root: Hash| Note::new(Checkpoint { origin: ORIGIN.to_owned(), size, root }.to_string());
    let signed = |mut note: Note| {
        note.sign(&signer(ORIGIN, KeyKind::Note)).unwrap();
        note
    };
    let check = |note: &Note, want, says: &str| {
        check(&receipt, &Against { policy: Some(&policy), checkpoint: Some(note), digest: None }, want, says);
    };
    let twin = noted(SIZE, Hash::leaf(b"another"));
    check(&twin, Outcome::Incomplete, "the log did not sign it");
    check(&signed(twin), Outcome::Tampered, "two different histories");
    check(&receipt.proof.checkpoint, Outcome::Right, "had from elsewhere");
    check(&signed(noted(SIZE + 1, Hash::leaf(b"later"))), Outcome::Right, "The log itself signed");
}

#[test]
fn openings_that_are_not_the_committed_ones_are_refused() {
    let policy = policy();
    let against = Against { policy: Some(&policy), ..Against::default() };
    let wrong = "not those that the record commits to";
    let with = |change: &dyn Fn(&mut Vec<Field>)| {
        let mut fields = fields();
        change(&mut fields);
        receipt(record(ROW), fields, &BOTH)
    };
    let set = |fields: &mut Vec<Field>, new_salt: u8, new_value: &str| {
        fields[0].content = FieldContent::Opened { salt: [new_salt; 32], value: new_value.to_owned() };
    };
    check(&with(&|fields| set(fields, 1, "Trần Văn Mẫu")), &against, Outcome::Tampered, wrong);
    check(
        &with(&|fields| {
            if let FieldContent::Opened { value, .. } = &mut fields[0].content {
                value.push('.');
            }
        }),
        &against,
        Outcome::Tampered,
        wrong,
    );
    check(&with(&|fields| fields.swap(0, 1)), &against, Outcome::Tampered, wrong);
    check(&with(&|fields| fields[0].name = "memo".to_owned()), &against, Outcome::Tampered, wrong);
    check(&with(&|fields| drop(fields.pop())), &against, Outcome::Tampered, wrong);
    check(&with(&|fields| fields.push(fields[0].clone())), &against, Outcome::Tampered, wrong);
    check(&receipt(record(ROW + 1), fields(), &BOTH), &against, Outcome::Tampered, wrong);
    let plain = String::from_utf8(record(ROW)).unwrap();
    let (before, after) = plain.split_once(r#""commitment""#).unwrap();
    let bare = format!("{before}{}", after.split_once(',').unwrap().1).into_bytes();
    check(&receipt(bare, fields(), &BOTH), &against, Outcome::Tampered, "does not commit to");
}

/// What donors hold must stay readable for ever; other tests, and the browser's, read these files too.
#[test]
fn receipts_that_were_given_out_are_still_right() {
    let public = Receipt { openings: Vec::new(), ..private() };
    for (file, made) in [
        (include_str!("../../golden/public.tlog-proof"), public.to_string()),
        (include_str!("../../golden/private.tlog-proof"), private().to_string()),
        (include_str!("../../golden/policy"), policy().to_string()),
    ] {
        assert_eq!(file, made);
    }
}

/// Every single-bit flip, truncation and deletion of a byte: none is right.
#[test]
fn every_change_of_one_place_is_refused() {
    // What is left of a private copy without its openings is the public copy: whole, and it says that nothing is opened.
    let public = Receipt { openings: Vec::new(), ..private() };
    let end = public.to_string().len();
    for (receipt, from) in [(public, 0), (private(), end)] {
        let whole = receipt.to_string().into_bytes();
        assert_eq!(outcome(&whole), Outcome::Right);
        let mut accepted = Vec::new();
        for at in from..whole.len() {
            for bit in 0..8 {
                let mut flipped = whole.clone();
                flipped[at] ^= 1 << bit;
                if outcome(&flipped) == Outcome::Right {
                    accepted.push(("flip", at));
                }
            }
            let mut deleted = whole.clone();
            deleted.remove(at);
            if outcome(&deleted) == Outcome::Right {
                accepted.push(("deletion", at));
            }
            if at != end && outcome(&whole[..at]) == Outcome::Right {
                accepted.push(("truncation", at));
            }
        }
        assert_eq!(accepted, [], "of a receipt of {} bytes", whole.len());
    }
}

#[test]
fn there_is_one_spelling() {
    let whole = private().to_string();
    for other in [
        whole.replace('\n', "\r\n"),
        format!("{whole}\n"),
        whole.replacen("index 41", "index 041", 1),
        whole.replace("sovang-opening v1", "sovang-opening v2"),
        whole.replacen("extra ", "extra  ", 1),
        whole.replacen(" -\n", " \n", 1),
        whole.replace("sovang-opening v1\n", "sovang-opening v1\n\n"),
    ] {
        assert_ne!(other, whole);
        assert_eq!(outcome(other.as_bytes()), Outcome::Tampered, "{other}");
    }
}
