//! Requests to a witness: one text for one meaning.
#![no_main]

use libfuzzer_sys::fuzz_target;
use transparency::WitnessRequest;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(request) = WitnessRequest::parse(bytes) {
        assert_eq!(request.to_string().as_bytes(), bytes);
    }
});
