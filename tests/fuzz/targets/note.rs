//! Signed notes: one text for one meaning, and no signature of a key that did not sign.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use transparency::{KeyKind, Note, Signer};

/// Their private halves sign nothing here, so a signature that holds would be a forgery.
static KEYS: LazyLock<[Signer; 2]> = LazyLock::new(|| {
    [KeyKind::Note, KeyKind::Cosignature]
        .map(|kind| Signer::new("a.example/so", kind, &[7; 32]).expect("a name"))
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(note) = Note::parse(bytes) {
        assert_eq!(note.to_string().as_bytes(), bytes);
        for key in KEYS.iter() {
            assert!(!matches!(note.verify(key.public()), Ok(Some(_))));
        }
    }
});
