//! Answers of a time-stamping authority: none but the one that it gave is taken for this checkpoint.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use monitor::timestamp::{Pinned, check};

static AUTHORITY: LazyLock<Pinned> =
    LazyLock::new(|| Pinned::read(include_bytes!("../seeds/certificate/issuer")).expect("a certificate"));

fuzz_target!(|answer: &[u8]| {
    assert!(check(answer, b"another checkpoint", &AUTHORITY).is_err());
    let _ = check(answer, b"checkpoint", &AUTHORITY);
});
