//! Properties: what is written is read, what is read is written the same, and the ways to a root agree.

use proptest::collection::vec;
use proptest::prelude::*;
use transparency::{
    Checkpoint, Frontier, Hash, Note, NoteSignature, Policy, TileId, TlogProof, WitnessRequest, consistency,
    entries, inclusion, push_entry, root, signature_lines, verify_consistency, verify_inclusion,
};

use crate::support::{Tree, checkpoint, leaf, witness_key};

fn hashes() -> impl Strategy<Value = Vec<Hash>> {
    vec(any::<[u8; 32]>().prop_map(Hash::new), 0..=63)
}

fn note() -> impl Strategy<Value = Note> {
    (1..u64::MAX >> 1, any::<[u8; 32]>(), vec(1_u8..9, 0..5))
        .prop_map(|(size, root, witnesses)| checkpoint(size, Hash::new(root), &witnesses))
}

fn signature() -> impl Strategy<Value = NoteSignature> {
    ("[a-z\u{1ea1}\u{2014}/.@=-]{1,20}", any::<[u8; 4]>(), vec(any::<u8>(), 1..200))
        .prop_map(|(name, id, bytes)| NoteSignature { name, id, bytes })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_edge_that_was_read_grows_like_one_that_grew(size in 0_u64..600, more in 0_u64..300) {
        let (small, large) = (Tree::of(size), Tree::of(size + more));
        let mut edge = Frontier::read(&small, size).unwrap();
        prop_assert_eq!(edge.root(), root(&small, size).unwrap());
        for number in size..size + more {
            edge.push(leaf(number), |_, _, _| ());
        }
        prop_assert_eq!(&edge, &Frontier::read(&large, size + more).unwrap());
        prop_assert_eq!(edge.size(), size + more);
        prop_assert_eq!(edge.root(), root(&large, size + more).unwrap());
    }

    #[test]
    fn proofs_hold(size in 1_u64..3000, index: prop::sample::Index, old: prop::sample::Index) {
        let tree = Tree::of(size);
        let whole = root(&tree, size).unwrap();
        let index = index.index(size as usize) as u64;
        let proof = inclusion(&tree, index, size).unwrap();
        prop_assert!(verify_inclusion(&leaf(index), index, size, &proof, &whole).is_ok());
        let old = old.index(size as usize + 1) as u64;
        let proof = consistency(&tree, old, size).unwrap();
        prop_assert!(verify_consistency(old, &root(&tree, old).unwrap(), size, &whole, &proof).is_ok());
    }

    #[test]
    fn random_proofs_never_hold(size: u64, other: u64, proof in hashes(), leaf: [u8; 32], root: [u8; 32]) {
        let (leaf, root) = (Hash::new(leaf), Hash::new(root));
        prop_assert!(verify_inclusion(&leaf, other, size, &proof, &root).is_err());
        prop_assert!(verify_consistency(size.max(1), &leaf, other, &root, &proof).is_err());
    }

    #[test]
    fn tile_names_are_read_again(level in 0_u8..64, index: u64, width in 1_u16..=256) {
        let tile = TileId { level, index, width };
        prop_assert_eq!(TileId::parse(&tile.to_string()), Some(tile));
    }

    #[test]
    fn every_node_is_in_its_tile(size in 1_u64..u64::MAX, level in 0_u32..64, index: u64) {
        if let Some((tile, from, count)) = TileId::holding(level, index % (size >> level).max(1), size) {
            prop_assert!(from + count <= usize::from(tile.width) && tile.width <= 256 && tile.level < 8);
        } else {
            prop_assert_eq!(size >> level, 0);
        }
    }

    #[test]
    fn bundles_are_read_again(all in vec(vec(any::<u8>(), 0..400), 0..40)) {
        let mut bundle = Vec::new();
        for entry in &all {
            push_entry(&mut bundle, entry).unwrap();
        }
        let read: Result<Vec<_>, _> = entries(&bundle).collect();
        prop_assert_eq!(read.unwrap(), all);
    }

    #[test]
    fn any_bytes_are_a_bundle_or_cut(bytes in vec(any::<u8>(), 0..600)) {
        let mut again = Vec::new();
        for entry in entries(&bytes).map_while(Result::ok) {
            push_entry(&mut again, entry).unwrap();
        }
        prop_assert!(bytes.starts_with(&again));
    }

    #[test]
    fn notes_are_read_again(text in "([^\u{0}-\u{1f}]{0,30}\n){1,6}", signatures in vec(signature(), 1..=16)) {
        let mut note = Note::new(text);
        for signature in signatures {
            note.push(signature);
        }
        prop_assert_eq!(&Note::parse(note.to_string().as_bytes()).unwrap(), &note);
        let text = note.to_string();
        let below = text.rsplit_once("\n\n").unwrap().1;
        prop_assert_eq!(signature_lines(below.as_bytes()).unwrap(), note.signatures());
    }

    #[test]
    fn checkpoints_are_read_again(origin in "[^\\pC\n]{1,40}", size in 0..u64::MAX >> 1, root: [u8; 32]) {
        let checkpoint = Checkpoint { origin, size, root: Hash::new(root) };
        prop_assert_eq!(Checkpoint::parse(&checkpoint.to_string()), Ok(checkpoint));
    }

    #[test]
    fn proof_files_and_requests_are_read_again(
        extra in prop::option::of(vec(any::<u8>(), 1..300)),
        index in 0..u64::MAX >> 1,
        hashes in hashes(),
        checkpoint in note(),
    ) {
        let request = WitnessRequest { old: index, proof: hashes.clone(), checkpoint: checkpoint.clone() };
        prop_assert_eq!(WitnessRequest::parse(request.to_string().as_bytes()), Ok(request));
        let proof = TlogProof { extra, index, hashes, checkpoint };
        prop_assert_eq!(TlogProof::parse(proof.to_string().as_bytes()), Ok(proof));
    }

    /// One meaning has one text: whatever change of a proof file is still read, it is printed as it stands.
    #[test]
    fn what_is_read_is_written_the_same(at: prop::sample::Index, byte: u8, insert: bool, checkpoint in note()) {
        let proof = TlogProof { extra: Some(b"abc".to_vec()), index: 5, hashes: vec![leaf(1); 3], checkpoint };
        let mut bytes = proof.to_string().into_bytes();
        let at = at.index(bytes.len());
        if insert { bytes.insert(at, byte) } else { bytes[at] = byte }
        if let Ok(read) = TlogProof::parse(&bytes) {
            prop_assert_eq!(read.to_string().into_bytes(), bytes);
        }
    }

    #[test]
    fn policies_are_read_again_and_count(needs in 1_usize..6, cosigned in vec(1_u8..6, 0..6)) {
        let witness = |number| format!("witness W{number} {}\n", witness_key(number).public());
        let witnesses = (1..6).map(witness).collect::<Vec<_>>().concat();
        let text = format!("{witnesses}group G {needs} W1 W2 W3 W4 W5\nquorum G\n");
        let policy = Policy::parse(text.as_bytes()).unwrap();
        prop_assert_eq!(policy.to_string(), text);
        let standing = policy.evaluate(&checkpoint(1, leaf(0), &cosigned)).unwrap();
        let distinct: std::collections::BTreeSet<_> = cosigned.iter().collect();
        prop_assert_eq!(standing.witnesses.len(), distinct.len());
        prop_assert_eq!(standing.quorum, Some(distinct.len() >= needs));
    }
}
