//! Receipts: one text for each, and nothing unsigned is ever right.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use transparency::{Against, KeyKind, Outcome, Policy, Receipt, Signer, verify_receipt};

/// Its private half signs nothing here.
static POLICY: LazyLock<Policy> = LazyLock::new(|| {
    let log = Signer::new("a.example/fund/so", KeyKind::Note, &[7; 32]).expect("a name");
    Policy::of_log(log.public().clone())
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(receipt) = Receipt::parse(bytes) {
        assert_eq!(receipt.to_string().as_bytes(), bytes);
    }
    let verified = verify_receipt(bytes, &Against { policy: Some(&POLICY), ..Against::default() });
    assert_ne!(verified.report.outcome, Outcome::Right);
});
