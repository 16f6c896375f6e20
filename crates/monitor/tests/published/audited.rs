//! An auditor states what was hashed and replayed, and nothing else.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use monitor::{FULL_REPLAY, MonitorError, Trust, audit, create_key, public_path, read_signer, verify_mirror};
use serde_json::json;
use transparency::{KeyKind, Note, Outcome, Policy, Signer};

use crate::books::{books, stored};
use crate::sample::{policy, publish, signer};

fn auditor() -> Signer {
    Signer::new(&format!("kiemtoan.example{FULL_REPLAY}"), KeyKind::Cosignature, &[5; 32]).unwrap()
}

/// The log, a witness and the auditor.
fn trust() -> Trust {
    let witness = Signer::new("witness.example/w1", KeyKind::Cosignature, &[9; 32]).unwrap();
    let text = format!(
        "log {}\nwitness w1 {}\nwitness kiem-toan {}\nquorum none\n",
        signer().public(),
        witness.public(),
        auditor().public()
    );
    Trust::Policy(Policy::parse(text.as_bytes()).unwrap())
}

fn stated(dir: &Path, since: Option<&Note>) -> Option<Note> {
    audit(dir, &Trust::Policy(policy()), since, &auditor(), 1_725_900_000).unwrap().statement
}

#[test]
fn a_statement_shows_in_the_strength_of_what_it_covers() {
    let dir = tempfile::tempdir().unwrap();
    let entries = books(700);
    publish(dir.path(), &entries[..300], &[300]);
    let first = stated(dir.path(), None).unwrap();
    let strength =
        |statements: &[Note]| verify_mirror(dir.path(), &trust(), statements).unwrap().report.strength;
    assert_eq!(strength(&[]).replayed_by, Vec::<String>::new());
    assert_eq!(strength(std::slice::from_ref(&first)).replayed_by, ["kiem-toan"]);

    publish(dir.path(), &entries, &[700]);
    assert_eq!(strength(std::slice::from_ref(&first)).replayed_by, ["kiem-toan (1..300/700)"]);
    let second = stated(dir.path(), Some(&first)).unwrap();
    fs::write(dir.path().join("checkpoint"), second.to_string()).unwrap();
    let strength = strength(&[]);
    assert_eq!((strength.replayed_by, strength.witnesses), (vec!["kiem-toan".to_owned()], Vec::new()));
}

#[test]
fn nothing_is_stated_of_what_does_not_fit() {
    let dir = tempfile::tempdir().unwrap();
    publish(dir.path(), &books(300), &[300]);
    let since = stated(dir.path(), None).unwrap();
    // A voucher number is left out: the log is whole, and the books are not.
    let mut entries = books(300);
    entries.push(stored(300, &json!({"receipt_recorded": {
        "account": "cash:hop-1", "amount": "1", "donor": "anonymous", "receipt": 298, "voucher": "PT-2024-09999",
    }})));
    publish(dir.path(), &entries, &[301]);
    assert!(stated(dir.path(), Some(&since)).is_none());
    // The log is rewritten since the last audit.
    let mut entries = books(400);
    entries.swap(200, 202);
    publish(dir.path(), &entries, &[400]);
    let audited = audit(dir.path(), &Trust::Policy(policy()), Some(&since), &auditor(), 0).unwrap();
    assert!(audited.statement.is_none() && audited.report.outcome == Outcome::Tampered);
    let witness = Signer::new("witness.example/w1", KeyKind::Cosignature, &[9; 32]).unwrap();
    let refused = audit(dir.path(), &Trust::FirstUse, None, &witness, 0);
    assert!(matches!(refused, Err(MonitorError::Unusable { .. })));
}

#[test]
fn keys_lie_in_files_that_only_their_owner_reads() {
    let dir = tempfile::tempdir().unwrap();
    // A seed whose base64 holds a plus, which also parts the fields.
    let seed = (0..=255_u8).map(|byte| [byte; 32]);
    for (at, seed) in seed.enumerate().step_by(17) {
        let path = dir.path().join(format!("key-{at}"));
        let made = create_key(&path, "kiemtoan.example/full-replay-v1", &seed).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(*read_signer(&path).unwrap().public(), made);
        assert_eq!(fs::read_to_string(public_path(&path)).unwrap(), format!("{made}\n"));
        assert!(create_key(&path, "other.example/full-replay-v1", &seed).is_err());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(read_signer(&path).unwrap_err().to_string().contains("chmod 600"));
    }
    let path = dir.path().join("key-0");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let good = fs::read(&path).unwrap();
    for at in 0..good.len() - 1 {
        for bad in [[&good[..at], &good[at + 1..]].concat(), good[..at].to_vec()] {
            fs::write(&path, bad).unwrap();
            assert!(read_signer(&path).is_err(), "{at}");
        }
    }
    let error = create_key(&dir.path().join("new"), "has space", &[1; 32]).unwrap_err();
    assert!(matches!(error, MonitorError::Unusable { .. }));
}
