//! Proof files: one text for one meaning.
#![no_main]

use libfuzzer_sys::fuzz_target;
use transparency::{Hash, TlogProof};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(proof) = TlogProof::parse(bytes) {
        assert_eq!(proof.to_string().as_bytes(), bytes);
        let _ = proof.verify(&Hash::leaf(proof.extra.as_deref().unwrap_or_default()));
    }
});
