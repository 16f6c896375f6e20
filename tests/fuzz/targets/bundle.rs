//! Entry bundles: any bytes are entries up to where they are cut.
#![no_main]

use libfuzzer_sys::fuzz_target;
use transparency::{entries, push_entry};

fuzz_target!(|bytes: &[u8]| {
    let mut again = Vec::new();
    let mut cut = false;
    for entry in entries(bytes) {
        assert!(!cut, "nothing follows an error");
        match entry {
            Ok(entry) => push_entry(&mut again, entry).expect("was read"),
            Err(_) => cut = true,
        }
    }
    assert!(bytes.starts_with(&again) && cut == (again.len() < bytes.len()));
});
