//! Codes that banking apps made, built and read; and what is refused.

use proptest::prelude::*;

use super::{Banks, Payment, Repeat, Service, VietQrError, build, parse};

const BY_APPS: [&str; 3] = [
    "00020101021138540010A00000072701240006970407011003865776720208QRIBFTTA5303704540710000005802VN62160812henry an \
     cut6304A322",
    "00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA5303704540410005802VN62150811Chuyen \
     tien6304BBB8",
    "00020101021238570010A00000072701270006970436011300110019324180208QRIBFTTA53037045405500005802VN62240820DT26 \
     ABCD1234 ung ho630430E8",
];

#[track_caller]
fn check(text: &str, wanted: &Payment) {
    assert_eq!(parse(text).as_ref(), Ok(wanted));
    assert_eq!(build(wanted).as_deref(), Ok(text));
}

#[test]
fn codes_of_apps_are_built_and_read() {
    let payment = |bin, account, repeat, amount, purpose: &str| Payment {
        repeat,
        amount: Some(amount),
        purpose: Some(purpose.to_owned()),
        ..Payment::to_account(bin, account)
    };
    check(BY_APPS[0], &payment("970407", "0386577672", Repeat::Many, 1_000_000, "henry an cut"));
    check(BY_APPS[1], &payment("970416", "257678859", Repeat::Once, 1_000, "Chuyen tien"));
    check(BY_APPS[2], &payment("970436", "0011001932418", Repeat::Once, 50_000, "DT26 ABCD1234 ung ho"));
}

#[track_caller]
fn refused(change: impl FnOnce(&mut Payment), wanted: VietQrError) {
    let mut payment = Payment::to_account("970436", "0011001932418");
    change(&mut payment);
    assert_eq!(build(&payment), Err(wanted));
}

#[test]
fn what_no_bank_would_take_is_refused() {
    refused(|payment| payment.bin = "97043".to_owned(), VietQrError::Bin);
    refused(|payment| payment.account = "0011 0019".to_owned(), VietQrError::Account);
    refused(|payment| payment.account = String::new(), VietQrError::Account);
    refused(|payment| payment.amount = Some(0), VietQrError::Amount);
    refused(|payment| payment.amount = Some(-5), VietQrError::Amount);
    refused(|payment| payment.purpose = Some("ủng hộ".to_owned()), VietQrError::Purpose);
    refused(|payment| payment.purpose = Some("A".repeat(26)), VietQrError::Purpose);
    refused(|payment| payment.purpose = Some(String::new()), VietQrError::Purpose);
}

#[test]
fn what_was_scanned_wrongly_is_refused() {
    assert_eq!(parse(""), Err(VietQrError::Form));
    assert_eq!(parse("https://example.vn/"), Err(VietQrError::Form));
    assert_eq!(parse(&BY_APPS[0].replace("1000000", "9000000")), Err(VietQrError::Checksum));
    assert_eq!(parse(&BY_APPS[0].to_lowercase()), Err(VietQrError::Checksum));
}

#[test]
fn the_bundled_table_is_whole() {
    let banks = Banks::bundled().unwrap();
    assert_eq!(banks.by_bin("970436").unwrap().short, "Vietcombank");
    assert_eq!(banks.by_name("agribank").unwrap().bin, "970405");
    assert!(!banks.source.is_empty());
    assert!(
        Banks::from_toml("source = \"\"\nchecked_by = \"\"\n[[bank]]\nbin = \"1\"\nshort = \"x\"").is_err()
    );
}

proptest! {
    #[test]
    fn what_is_built_is_read(
        bin in "[0-9]{6}", account in "[0-9A-Za-z]{1,19}", amount in proptest::option::of(1_i64..10_000_000_000_000),
        purpose in proptest::option::of("[ -~]{1,25}"), card: bool, once: bool,
    ) {
        let payment = Payment {
            bin, account, amount, purpose,
            service: if card { Service::Card } else { Service::Account },
            repeat: if once { Repeat::Once } else { Repeat::Many },
        };
        let text = build(&payment).unwrap();
        // A memo may end with a space; only the text around the code is trimmed.
        prop_assert_eq!(parse(&text), Ok(payment));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        let _ = parse(&text);
    }
}
