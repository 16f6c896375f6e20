//! Keys, notes and checkpoints: an example that others publish, and what is refused.

use transparency::{
    Checkpoint, CheckpointError, Hash, KeyError, KeyKind, Note, NoteError, Signer, VerifierKey,
};

use crate::support::{LOG, checkpoint, leaf, log_key, witness_key};

/// The example of Go's package golang.org/x/mod/sumdb/note: the key's seed, the key, and the note's signature.
const SEED: [u8; 32] = [
    0x81, 0x0a, 0x14, 0x02, 0xd5, 0x14, 0x6c, 0x8d, 0x84, 0xf2, 0x44, 0x33, 0x30, 0xf5, 0x40, 0x80, 0xeb,
    0xf9, 0x8e, 0xe1, 0x7d, 0x9c, 0x74, 0xf6, 0x25, 0x2f, 0xc5, 0xd5, 0xc7, 0x28, 0x31, 0x73,
];
const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\n\
    \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n\
    \u{2014} EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
const OTHER_KEY: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

#[test]
fn the_example_of_go_is_read_and_made() {
    let note = Note::parse(NOTE.as_bytes()).unwrap();
    assert_eq!(note.to_string(), NOTE);
    for key in [KEY, OTHER_KEY] {
        assert_eq!(note.verify(&VerifierKey::parse(key).unwrap()), Ok(Some(0)));
    }
    let signer = Signer::new("PeterNeumann", KeyKind::Note, &SEED).unwrap();
    assert_eq!(signer.public().to_string(), KEY);
    let mut made = Note::new(note.text().to_owned());
    made.sign(&signer).unwrap();
    assert_eq!(made.signatures(), &note.signatures()[..1]);
}

#[test]
fn names_and_kinds_tell_keys_apart() {
    let note = checkpoint(1, leaf(0), &[1]);
    let key = |name: &str, kind, seed| Signer::new(name, kind, &[seed; 32]).unwrap();
    let known = |signer: &Signer| note.verify(signer.public());
    assert_eq!(known(&log_key()), Ok(Some(0)));
    assert_eq!(known(&witness_key(1)), Ok(Some(1000)));
    assert_eq!(known(&witness_key(2)), Ok(None));
    assert_eq!(known(&key("khac", KeyKind::Note, 1)), Ok(None));
    assert_eq!(known(&key(LOG, KeyKind::Cosignature, 1)), Ok(None));
    assert_eq!(known(&key(LOG, KeyKind::Note, 2)), Ok(None));
}

#[test]
fn a_signature_of_a_known_key_must_hold() {
    let note = checkpoint(1, leaf(0), &[1]).to_string();
    let wrong = |from: &str, to: &str, key: &Signer| {
        assert!(note.contains(from));
        let note = Note::parse(note.replacen(from, to, 1).as_bytes()).unwrap();
        assert_eq!(note.verify(key.public()), Err(NoteError::Wrong { name: key.public().name().to_owned() }));
    };
    wrong("\n1\n", "\n2\n", &log_key());
    wrong("\n1\n", "\n2\n", &witness_key(1));
    // A second line of the same key does not hide the first that is wrong, nor the other way round.
    let line = note.lines().find(|line| line.starts_with("\u{2014} sovang")).unwrap();
    let (name, blob) = line.rsplit_once(' ').unwrap();
    for bad in
        [format!("{}AAAA{}", &blob[..20], &blob[24..]), format!("{}AA==", &blob[..8]), blob[..88].to_owned()]
    {
        wrong(line, &format!("{line}\n{name} {bad}"), &log_key());
        wrong(line, &format!("{name} {bad}\n{line}"), &log_key());
    }
}

#[test]
fn a_time_beyond_the_format_is_wrong() {
    let key = witness_key(1);
    let timed = |time| {
        let mut note = checkpoint(1, leaf(0), &[]);
        note.cosign(&key, time).unwrap();
        note.verify(key.public())
    };
    assert_eq!(timed((1 << 63) - 1), Ok(Some((1 << 63) - 1)));
    assert!(timed(1 << 63).is_err());
    let mut twice = checkpoint(1, leaf(0), &[1]);
    twice.cosign(&key, 5).unwrap();
    assert_eq!(twice.verify(key.public()), Ok(Some(1000)));
}

#[test]
fn what_could_not_be_read_again_is_not_signed() {
    for text in ["", "không xuống dòng", "a\r\n", "a\tb\n", "a\0\n"] {
        assert_eq!(Note::new(text.to_owned()).sign(&log_key()), Err(NoteError::Text), "{text:?}");
        assert_eq!(Note::new(text.to_owned()).cosign(&witness_key(1), 1), Err(NoteError::Text), "{text:?}");
    }
    let mut note = Note::new("a\n".to_owned());
    let kind = |key: &Signer| NoteError::Kind { name: key.public().name().to_owned() };
    assert_eq!(note.sign(&witness_key(1)), Err(kind(&witness_key(1))));
    assert_eq!(note.cosign(&log_key(), 1), Err(kind(&log_key())));
}

#[track_caller]
fn check_note(from: &str, to: &str, expected: NoteError) {
    let text = NOTE.replacen(from, to, 1);
    assert_ne!(text, NOTE);
    assert_eq!(Note::parse(text.as_bytes()), Err(expected), "{to:?}");
}

#[test]
fn notes_that_are_refused() {
    let first = NoteError::Signature { line: 1 };
    for (from, to) in [
        ("\u{2014} ", "\u{2014}  "),
        ("\u{2014} ", "\u{2014}\u{a0}"),
        ("\u{2014} ", "- "),
        ("\u{2014} ", " \u{2014} "),
        ("PeterNeumann ", "Peter+Neumann "),
        ("PeterNeumann ", "Peter\u{3000}Neumann "),
        ("PeterNeumann ", ""),
        ("PeterNeumann x", "PeterNeumann  x"),
        ("JnAM=\n", "JnAM= \n"),
        ("JnAM=\n", "JnAM\n"),
        ("JnAM=\n", "JnAN=\n"),
        ("JnAM=\n", "JnAM==\n"),
    ] {
        check_note(from, to, first.clone());
    }
    check_note("JnAM=\n", "JnAM=\n\u{2014} a AAAAAA==\n", NoteError::Signature { line: 2 });
    check_note("is.\n\n", "is.\n", NoteError::Unsigned);
    check_note("+QQ=\n", "+QQ=", NoteError::Unsigned);
    check_note("+QQ=\n", "+QQ=\n\n", NoteError::Unsigned);
    check_note("you", "y\r", NoteError::Text);
    check_note("you", "y\t", NoteError::Text);
    assert_eq!(Note::parse(b""), Err(NoteError::Unsigned));
    assert_eq!(Note::parse(b"a\n\n"), Err(NoteError::Unsigned));
    assert_eq!(Note::parse(b"\xff\n\n"), Err(NoteError::Text));
    assert_eq!(Note::parse("a".repeat(300_000).as_bytes()), Err(NoteError::TooLarge));
    let many = |count| format!("a\n\n{}", "\u{2014} a AAAAAAA=\n".repeat(count));
    assert_eq!(Note::parse(many(64).as_bytes()).unwrap().signatures().len(), 64);
    assert_eq!(Note::parse(many(65).as_bytes()), Err(NoteError::TooLarge));
}

#[test]
fn a_text_may_have_empty_lines_and_other_control_characters() {
    let text = "a\n\n\n\u{7f}\u{85}\n";
    let mut note = Note::new(text.to_owned());
    note.sign(&log_key()).unwrap();
    let read = Note::parse(note.to_string().as_bytes()).unwrap();
    assert_eq!((read.text(), read.verify(log_key().public())), (text, Ok(Some(0))));
    let large = format!("a\n\n{}", format!("\u{2014} a {}\n", "A".repeat(6_700)).repeat(16));
    assert!(Note::parse(large.as_bytes()).is_ok(), "sixteen signatures of five kilobytes");
}

#[track_caller]
fn check_key(text: &str, expected: KeyError) {
    assert_eq!(VerifierKey::parse(text), Err(expected), "{text}");
}

#[test]
fn keys_that_are_refused() {
    assert_eq!(VerifierKey::parse(KEY).unwrap().to_string(), KEY);
    check_key("", KeyError::Form);
    check_key("a+b", KeyError::Form);
    check_key(&KEY[..KEY.len() - 1], KeyError::Form);
    check_key(&KEY.replace("+AR", "+AB"), KeyError::Kind(0));
    check_key(&KEY.replace("c74f20a3", "C74F20A3"), KeyError::Id);
    check_key(&KEY.replace("c74f20a3", "c74f20a4"), KeyError::Id);
    check_key(&KEY.replace("Peter", "Petra"), KeyError::Id);
    check_key(&KEY.replace("Peter", "Peter "), KeyError::Name);
    check_key(&KEY.replace("Peter", "Peter\u{9b}"), KeyError::Name);
    check_key(&KEY[12..], KeyError::Name);
    // The neutral point: every message has the same signature under it.
    check_key("a+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", KeyError::Point);
    check_key("a+00000000+AQIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", KeyError::Point);
    assert_eq!(Signer::new("", KeyKind::Note, &SEED).unwrap_err(), KeyError::Name);
    assert!(!format!("{:?}", Signer::new("a", KeyKind::Note, &SEED)).contains("81"));
}

#[test]
fn checkpoints_that_are_refused() {
    let root = Hash::of_nothing();
    let good = format!("a b+c\n9223372036854775807\n{root}\n");
    let read = Checkpoint::parse(&good).unwrap();
    assert_eq!((read.origin.as_str(), read.size, read.root), ("a b+c", i64::MAX as u64, root));
    assert_eq!(read.to_string(), good);
    for (from, to, expected) in [
        ("a b+c\n", "\n", CheckpointError::Origin),
        ("a b+c\n", "a\u{9b}\n", CheckpointError::Origin),
        ("a b+c\n", "", CheckpointError::Lines),
        ("=\n", "=", CheckpointError::Lines),
        ("=\n", "=\n\n", CheckpointError::Lines),
        ("=\n", "=\nmore\n", CheckpointError::Lines),
        ("\n9", "\n09", CheckpointError::Size),
        ("\n9", "\n+9", CheckpointError::Size),
        ("\n9", "\n 9", CheckpointError::Size),
        ("5807", "5808", CheckpointError::Size),
        ("9223372036854775807", "", CheckpointError::Size),
        ("9223372036854775807", "-1", CheckpointError::Size),
        ("9223372036854775807", "18446744073709551616", CheckpointError::Size),
        ("=\n", "\n", CheckpointError::Root),
        ("=\n", "==\n", CheckpointError::Root),
        ("FU=\n", "FV=\n", CheckpointError::Root),
        ("47DE", "", CheckpointError::Root),
        ("47DE", "47DE47DE", CheckpointError::Root),
    ] {
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "{from}");
        assert_eq!(Checkpoint::parse(&text), Err(expected), "{to:?}");
    }
}
