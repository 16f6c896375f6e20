//! Trust policies: what is read is printed in a form that is read the same, and is evaluated.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use transparency::{KeyKind, Note, Policy, Signer};

static NOTE: LazyLock<Note> = LazyLock::new(|| {
    let mut note = Note::new("a.example/so\n".to_owned());
    let key = |kind| Signer::new("a.example/so", kind, &[7; 32]).expect("a name");
    note.sign(&key(KeyKind::Note)).expect("a text");
    note.cosign(&key(KeyKind::Cosignature), 1).expect("a text");
    note
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(policy) = Policy::parse(bytes) {
        let printed = policy.to_string();
        assert_eq!(Policy::parse(printed.as_bytes()).as_ref(), Ok(&policy));
        let _ = policy.evaluate(&NOTE);
    }
});
