//! Proof files and requests to witnesses.

use transparency::{
    Hash, NoteError, ProofError, ProofTextError, TlogProof, WitnessRequest, consistency, inclusion, root,
    signature_lines,
};

use crate::support::{Tree, checkpoint, leaf};

fn proof(index: u64, size: u64, extra: Option<&[u8]>) -> TlogProof {
    let tree = Tree::of(size);
    let hashes = inclusion(&tree, index, size).unwrap();
    let checkpoint = checkpoint(size, root(&tree, size).unwrap(), &[1]);
    TlogProof { extra: extra.map(<[u8]>::to_vec), index, hashes, checkpoint }
}

#[test]
fn a_proof_file_is_read_as_it_was_written() {
    for extra in [None, Some(&b"m\xe1\xbb\xa5c 5"[..]), Some(&vec![0xff; 70_000])] {
        let made = proof(5, 13, extra);
        let read = TlogProof::parse(made.to_string().as_bytes()).unwrap();
        assert_eq!(read, made);
        assert_eq!(read.verify(&leaf(5)).unwrap().size, 13);
        assert_eq!(read.verify(&leaf(6)), Err(ProofTextError::Proof(ProofError::Root)));
    }
}

#[test]
fn no_extra_data_is_not_written() {
    let made = proof(0, 1, Some(b""));
    assert_eq!(TlogProof::parse(made.to_string().as_bytes()).unwrap().extra, None);
    assert!(made.to_string().starts_with("c2sp.org/tlog-proof@v1\nindex 0\n\nsovang"));
}

#[track_caller]
fn check_refused(from: &str, to: &str, expected: ProofTextError) {
    let text = proof(5, 13, Some(b"data")).to_string();
    assert!(text.contains(from));
    assert_eq!(TlogProof::parse(text.replacen(from, to, 1).as_bytes()), Err(expected));
}

fn line(line: usize, expected: &'static str) -> ProofTextError {
    ProofTextError::Line { line, expected }
}

#[test]
fn faults_of_a_proof_file_are_named_with_their_line() {
    let first = proof(5, 13, None).hashes[0].to_string();
    check_refused("@v1", "@v2", line(1, "c2sp.org/tlog-proof@v1"));
    check_refused("@v1\n", "@v1 \n", line(1, "c2sp.org/tlog-proof@v1"));
    check_refused("extra ZGF0YQ==", "extra ", line(2, "extra <base64>"));
    check_refused("extra ZGF0YQ==", "extra ZGF0YR==", line(2, "extra <base64>"));
    check_refused("extra ", "Extra ", line(2, "index <n>"));
    check_refused("index 5", "index 05", line(3, "index <n>"));
    check_refused("index 5", "index +5", line(3, "index <n>"));
    check_refused("index 5", "index 9223372036854775808", line(3, "index <n>"));
    check_refused(&first, &first[1..], line(4, "<base64 SHA-256>"));
    check_refused(&first, &format!(" {first}"), line(4, "<base64 SHA-256>"));
    check_refused("\n\nsovang", "\nsovang", line(8, "<base64 SHA-256>"));
    check_refused(&first, &format!("{first}\n").repeat(64), ProofTextError::TooLarge);
    check_refused("\n13\n", "\n013\n", ProofTextError::Checkpoint(transparency::CheckpointError::Size));
    check_refused("\u{2014}", "-", ProofTextError::Note(NoteError::Signature { line: 1 }));
    check_refused("ZGF0YQ==", &"AAAA".repeat(200_000), ProofTextError::TooLarge);
    assert_eq!(TlogProof::parse(b"\xff"), Err(ProofTextError::Text));
}

#[test]
fn a_request_to_a_witness_is_read_as_it_was_written() {
    for (old, new) in [(0, 13), (7, 13), (13, 13)] {
        let tree = Tree::of(new);
        let proof = consistency(&tree, old, new).unwrap();
        let made = WitnessRequest { old, proof, checkpoint: checkpoint(new, root(&tree, new).unwrap(), &[]) };
        assert_eq!(WitnessRequest::parse(made.to_string().as_bytes()).unwrap(), made);
    }
}

#[test]
fn faults_of_a_request_are_named_with_their_line() {
    let text = format!("old 7\n{}\n\n{}", Hash::of_nothing(), checkpoint(13, leaf(0), &[]));
    assert!(WitnessRequest::parse(text.as_bytes()).is_ok());
    for (from, to, expected) in [
        ("old 7", "old 07", line(1, "old <n>")),
        ("old 7", "old  7", line(1, "old <n>")),
        ("old 7", "new 7", line(1, "old <n>")),
        ("old 7\n", "old 7\n\n", ProofTextError::Checkpoint(transparency::CheckpointError::Lines)),
        ("old 7\n", "old 7\nAA==\n", line(2, "<base64 SHA-256>")),
    ] {
        assert_eq!(WitnessRequest::parse(text.replacen(from, to, 1).as_bytes()), Err(expected), "{to}");
    }
    assert_eq!(WitnessRequest::parse(b"old 7"), Err(line(1, "old <n>")));
    assert_eq!(WitnessRequest::parse(b"old 7\n"), Err(line(2, "\"\"")));
}

#[test]
fn the_answer_of_a_witness_is_lines_of_signatures() {
    let note = checkpoint(13, leaf(0), &[1, 2]);
    let lines = note.to_string().split_once("\n\n").unwrap().1.to_owned();
    assert_eq!(signature_lines(lines.as_bytes()).unwrap(), note.signatures());
    assert_eq!(signature_lines(b""), Err(NoteError::Unsigned));
    assert_eq!(signature_lines(b"\n"), Err(NoteError::Signature { line: 1 }));
    assert_eq!(signature_lines(lines.trim_end().as_bytes()), Err(NoteError::Unsigned));
    assert_eq!(signature_lines(format!("{lines}\n").as_bytes()), Err(NoteError::Signature { line: 4 }));
    assert_eq!(signature_lines(lines.repeat(22).as_bytes()), Err(NoteError::TooLarge));
}
