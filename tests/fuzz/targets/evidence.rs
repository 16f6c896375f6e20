//! Evidence of two histories: one text for each, and none without the log's own signatures.
#![no_main]

use libfuzzer_sys::fuzz_target;
use monitor::Evidence;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(evidence) = Evidence::parse(bytes) {
        let _ = evidence.verify();
    }
});
