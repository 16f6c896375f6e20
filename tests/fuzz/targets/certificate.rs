//! Certificates that somebody trusts: files of any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use monitor::timestamp::Pinned;

fuzz_target!(|bytes: &[u8]| {
    let _ = Pinned::read(bytes);
});
