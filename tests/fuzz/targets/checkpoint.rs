//! Checkpoints: one text for one meaning.
#![no_main]

use libfuzzer_sys::fuzz_target;
use transparency::Checkpoint;

fuzz_target!(|text: &str| {
    if let Ok(checkpoint) = Checkpoint::parse(text) {
        assert!(checkpoint.size < 1 << 63);
        assert_eq!(checkpoint.to_string(), text);
    }
});
