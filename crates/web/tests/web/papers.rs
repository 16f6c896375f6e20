//! Papers for everybody: the voucher set anew, scans as long as they are published, and nothing else that is kept.

use domain::books::{Command as Keep, PublishCopy, WithdrawCopy};
use domain::{Command, Digest, On};
use ledger::{Entry, Ledger};

use crate::books::{DAY, Served};
use crate::followed::followed;

const VOUCHER: &str = "/quy/lu-2024/phieu/UNC-2024-00001";

fn keep(served: &Served, seed: u8) -> (std::sync::Arc<Ledger>, Digest) {
    let ledger = served.books.fund(&"lu-2024".parse().unwrap()).unwrap();
    let scan = [b"%PDF-1.7\n".as_slice(), &[seed; 99]].concat();
    let digest = ledger.keep_file(&scan).unwrap().digest.into();
    (ledger, digest)
}

fn say(ledger: &Ledger, command: Keep) {
    let command = Command::Books(On { effective_on: DAY, command });
    ledger.execute(Entry::new("chief-accountant:k-1".parse().unwrap(), command, None)).unwrap();
}

#[test]
fn a_scan_is_there_as_long_as_it_is_published_with_both_digests() {
    let served = followed();
    let ((ledger, original), (_, copy)) = (keep(&served, b'o'), keep(&served, b'c'));
    let (title, voucher) = ("Danh sách <ký> nhận".to_owned(), "UNC-2024-00001".parse().unwrap());
    let publish = PublishCopy { copy: copy.clone(), original: original.clone(), title, voucher };
    assert_eq!(served.get(&format!("{VOUCHER}/ban-chup/{copy}")).status, 404);
    say(&ledger, Keep::PublishCopy(publish));
    let page = served.page(VOUCHER, 200);
    for said in ["Danh sách &#60;ký&#62; nhận", copy.as_str(), original.as_str(), "ban-cong-khai.pdf"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let got = served.get(&format!("{VOUCHER}/ban-chup/{copy}"));
    assert_eq!((got.status, got.header("content-type")), (200, "application/pdf"));
    assert!(got.header("content-disposition").starts_with("attachment"));
    assert!(got.header("content-security-policy").contains("sandbox"));
    assert_eq!(got.header("x-content-type-options"), "nosniff");
    let tag = format!("if-none-match: {}\r\n", got.header("etag"));
    assert_eq!(served.get_with(&format!("{VOUCHER}/ban-chup/{copy}"), &tag).status, 304);
    // The original is the fund's, and a copy belongs to its voucher.
    for path in [
        format!("{VOUCHER}/ban-chup/{original}"),
        format!("/quy/lu-2024/phieu/PT-2024-00001/ban-chup/{copy}"),
        format!("{VOUCHER}/ban-chup/..%2f..%2fsnapshot"),
    ] {
        assert_eq!(served.get(&path).status, 404, "{path}");
    }
    say(&ledger, Keep::WithdrawCopy(WithdrawCopy { copy: copy.clone(), reason: "asked".parse().unwrap() }));
    assert_eq!(served.get(&format!("{VOUCHER}/ban-chup/{copy}")).status, 404);
    assert!(!served.page(VOUCHER, 200).contains(copy.as_str()));
}

#[test]
fn the_paper_of_what_went_out_is_set_and_of_nothing_else() {
    let served = followed();
    let got = served.get(&format!("{VOUCHER}/ban-cong-khai.pdf"));
    assert_eq!((got.status, got.header("content-type")), (200, "application/pdf"), "{}", got.body);
    assert!(got.body.contains("UNC-2024-00001"));
    let tag = format!("if-none-match: {}\r\n", got.header("etag"));
    assert_eq!(served.get_with(&format!("{VOUCHER}/ban-cong-khai.pdf"), &tag).status, 304);
    for other in ["PT-2024-00001", "UNC-2024-00009", "x"] {
        assert_eq!(
            served.get(&format!("/quy/lu-2024/phieu/{other}/ban-cong-khai.pdf")).status,
            404,
            "{other}"
        );
    }
}
