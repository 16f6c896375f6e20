//! Trust policies: what is read, what is refused in which line, and what they say of a note.

use transparency::{KeyError, Policy, PolicyFault, VerifierKey};

use crate::support::{LOG, checkpoint, leaf, log_key, witness_key};

/// Keys stand as L (the log's), A, B, C, D (witnesses 1 to 4) behind a dollar.
fn filled(text: &str) -> String {
    let mut text = text.replace("$L", &log_key().public().to_string());
    for (number, letter) in (1..).zip(["$A", "$B", "$C", "$D"]) {
        text = text.replace(letter, &witness_key(number).public().to_string());
    }
    text
}

fn policy(text: &str) -> Policy {
    Policy::parse(filled(text).as_bytes()).unwrap()
}

const TWO_LEVELS: &str = "log $L https://so.example/f/mau\n\
    witness A $A\nwitness B $B https://b.example/\nwitness C $C\nwitness D $D\n\
    group X 2 A B C\ngroup Y 2 X D\nquorum Y\n";

#[track_caller]
fn check_quorum(text: &str, witnesses: &[u8], expected: Option<bool>) {
    let standing = policy(text).evaluate(&checkpoint(1, leaf(0), witnesses)).unwrap();
    assert_eq!(standing.quorum, expected, "{witnesses:?}");
    assert_eq!(standing.log.as_deref(), Some(LOG));
    assert_eq!(standing.accepted(), expected != Some(false));
}

#[test]
fn a_quorum_is_what_the_groups_say() {
    for (witnesses, expected) in [
        (&[][..], false),
        (&[1, 2], false),
        (&[1, 4], false),
        (&[1, 2, 3], false),
        (&[1, 3, 4], true),
        (&[1, 2, 3, 4], true),
    ] {
        check_quorum(TWO_LEVELS, witnesses, Some(expected));
    }
    let of = |rule: &str| format!("log $L\nwitness A $A\nwitness B $B\n{rule}\n");
    check_quorum(&of("quorum none"), &[], None);
    check_quorum(&of("quorum A"), &[2], Some(false));
    check_quorum(&of("quorum A"), &[1], Some(true));
    check_quorum(&of("group G any A B\nquorum G"), &[2], Some(true));
    check_quorum(&of("group G all A B\nquorum G"), &[2], Some(false));
    check_quorum(&of("group G all A B\nquorum G"), &[2, 1], Some(true));
}

#[test]
fn a_standing_names_who_signed_and_when() {
    let standing = policy(TWO_LEVELS).evaluate(&checkpoint(1, leaf(0), &[3, 1, 9])).unwrap();
    let told: Vec<_> = standing.witnesses.iter().map(|one| (one.name.as_str(), one.time)).collect();
    assert_eq!(told, [("A", 1001), ("C", 1000)]);
    let strength = standing.strength();
    assert!(strength.signed && strength.witnesses == ["A", "C"] && strength.quorum == Some(false));
}

#[test]
fn a_log_vouches_for_its_own_origin_only() {
    let policy = policy("log $L\nquorum none\n");
    let note = checkpoint(1, leaf(0), &[]);
    let mut other = transparency::Note::new(note.text().replace("/mau", "/khac"));
    other.sign(&log_key()).unwrap();
    let standing = policy.evaluate(&other).unwrap();
    assert!(standing.log.is_none() && !standing.accepted());
}

#[test]
fn a_wrong_signature_by_a_known_key_fails_the_note() {
    let note = checkpoint(1, leaf(0), &[1]);
    let forged = note.to_string().replacen("\n1\n", "\n2\n", 1);
    let forged = transparency::Note::parse(forged.as_bytes()).unwrap();
    assert!(policy("quorum none\n").evaluate(&forged).is_ok());
    assert!(policy("log $L\nquorum none\n").evaluate(&forged).is_err());
    assert!(policy("witness A $A\nquorum none\n").evaluate(&forged).is_err());
}

#[test]
fn what_is_printed_is_read_again() {
    let read = policy(&format!("# ghi chú\n\n \t# {TWO_LEVELS}"));
    assert_eq!(
        read.to_string(),
        filled(TWO_LEVELS).replace("log $L", "").split_once('\n').unwrap().1.to_owned()
    );
    let whole = policy(TWO_LEVELS);
    assert_eq!(whole.to_string(), filled(TWO_LEVELS));
    assert_eq!(Policy::parse(whole.to_string().as_bytes()).unwrap(), whole);
    let alone = Policy::of_log(log_key().public().clone());
    assert_eq!(alone.to_string(), filled("log $L\nquorum none\n"));
}

#[test]
fn spaces_tabs_and_comments_in_any_octets_say_nothing() {
    let mut bytes = b"# \xff\xfe\n\t \n".to_vec();
    bytes.extend(filled("  log\t $L \n\twitness  A $A\nquorum\tA \n").bytes());
    assert_eq!(Policy::parse(&bytes).unwrap(), policy("log $L\nwitness A $A\nquorum A\n"));
}

#[track_caller]
fn check_refused(text: &str, line: usize, fault: PolicyFault) {
    let error = Policy::parse(filled(text).as_bytes()).unwrap_err();
    assert_eq!((error.line, error.fault), (line, fault), "{error}");
    assert!(error.to_string().contains(&format!("line {line}")));
}

#[test]
fn faults_are_named_with_their_line() {
    check_refused("", 1, PolicyFault::Quorum);
    check_refused("log $L\n", 2, PolicyFault::Quorum);
    check_refused("quorum none\nquorum none\n", 2, PolicyFault::Quorum);
    check_refused("log $L\nquorum none", 2, PolicyFault::Cut);
    check_refused("log $L\r\nquorum none\n", 1, PolicyFault::Character);
    check_refused("quorum none\n#\u{7f}\n", 2, PolicyFault::Character);
    check_refused("logs $L\n", 1, PolicyFault::Form);
    check_refused("log\n", 1, PolicyFault::Form);
    check_refused("log $L url more\n", 1, PolicyFault::Form);
    check_refused("witness $A\n", 1, PolicyFault::Form);
    check_refused("group G 1\n", 1, PolicyFault::Form);
    check_refused("quorum a b\n", 1, PolicyFault::Form);
    check_refused("log $A\n", 1, PolicyFault::Kind);
    check_refused("witness A $L\n", 1, PolicyFault::Kind);
    check_refused("log x+00000000+AA==\n", 1, PolicyFault::Key(KeyError::Kind(0)));
    check_refused("log $L\nlog $L\n", 2, PolicyFault::SameKey);
    check_refused("witness A $A\nwitness B $A\n", 2, PolicyFault::SameKey);
    check_refused("witness A $A\nwitness A $B\n", 2, PolicyFault::Taken);
    check_refused("witness none $A\n", 1, PolicyFault::Taken);
    check_refused("witness A $A\ngroup A 1 A\n", 2, PolicyFault::Taken);
    check_refused("quorum A\nwitness A $A\n", 1, PolicyFault::Unknown);
    check_refused("group G 1 G\n", 1, PolicyFault::Unknown);
    check_refused("group G 1 none\n", 1, PolicyFault::Unknown);
    check_refused("witness A $A\ngroup G 1 A A\n", 2, PolicyFault::Member);
    check_refused("witness A $A\ngroup G 1 A\ngroup H 1 A\n", 3, PolicyFault::Member);
    for threshold in ["0", "2", "01", "+1", "x", "-1", "99999999999999999999"] {
        check_refused(&format!("witness A $A\ngroup G {threshold} A\n"), 2, PolicyFault::Threshold);
    }
    check_refused(&"#\n".repeat(200_000), 1, PolicyFault::TooLarge);
}

#[test]
fn keys_with_one_public_half_under_two_names_are_one() {
    let other =
        transparency::Signer::new("khac.example", transparency::KeyKind::Cosignature, &[101; 32]).unwrap();
    let other: &VerifierKey = other.public();
    check_refused(&format!("witness A $A\nwitness B {other}\n"), 2, PolicyFault::SameKey);
}
