//! What a witness answers: lines of signatures.
#![no_main]

use libfuzzer_sys::fuzz_target;
use transparency::signature_lines;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(lines) = signature_lines(bytes) {
        let printed: String = lines.iter().map(|line| format!("{line}\n")).collect();
        assert_eq!(printed.as_bytes(), bytes);
    }
});
