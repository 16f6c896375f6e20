//! Verifier keys: one text for one key.
#![no_main]

use libfuzzer_sys::fuzz_target;
use transparency::VerifierKey;

fuzz_target!(|text: &str| {
    if let Ok(key) = VerifierKey::parse(text) {
        assert_eq!(key.to_string(), text);
    }
});
