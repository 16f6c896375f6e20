//! What a receipt's record says, read and put into words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use transparency::Record;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(record) = Record::read(bytes) {
        assert!(!record.facts().is_empty());
        let _ = record.sentence();
    }
});
