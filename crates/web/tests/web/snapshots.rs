//! A day's public book on its page, and its files as they may be shown now.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::{Command, On};
use ledger::{Entry, Ledger};
use public_files::{Book, File, Snap};
use publication::Store;
use sha2::{Digest, Sha256};
use transparency::{Checkpoint, Hash, KeyKind, Signer, Snapshot, SnapshotId};

use crate::books::{Served, Told, UNLISTED, give, open, serve};

const FUND: &str = "/quy/lu-2024";
const DAY: &str = "/quy/lu-2024/du-lieu/ngay/2024-09-10";

fn signer(fund: &str) -> Signer {
    Signer::new(&format!("a.example/fund/{fund}"), KeyKind::Note, &[7; 32]).unwrap()
}

/// Signs the book as it stands, and keeps it where the pages read it, under this name.
fn sign(ledger: &Ledger, name: &str) -> Snapshot {
    let (mut book, nobody) = (Book::default(), BTreeSet::new());
    ledger
        .read(&mut |recorded| {
            book.apply(recorded);
            true
        })
        .unwrap();
    let (id, signer) = (SnapshotId::parse("2024-09-10").unwrap(), signer(ledger.fund().as_str()));
    let of = Checkpoint { origin: signer.public().name().into(), size: book.size, root: Hash::leaf(b"x") };
    let snapshot = Snap { book: &book, id: &id, of: &of, withdrawn: &nobody }.list();
    let store = Store::at(&ledger.published());
    store.write_key(&signer.public().to_string()).unwrap();
    let note = snapshot.sign(&signer).unwrap().to_string();
    store.write_snapshot(&SnapshotId::parse(name).unwrap(), note.as_bytes()).unwrap();
    snapshot
}

/// A fund of three gifts, one of them on an account that lists none, signed; and what was recorded after.
fn served(after: impl FnOnce(&Arc<Ledger>)) -> (Served, Snapshot) {
    let mut signed = None;
    let served = serve(|books| {
        let ledger = open(books, "lu-2024", "Quỹ <b>");
        give(&ledger, &Told { reference: "FT01", ..Told::default() });
        give(&ledger, &Told { reference: "FT02", ..Told::default() });
        give(&ledger, &Told { account: UNLISTED, ..Told::default() });
        signed = Some(sign(&ledger, "2024-09-10"));
        after(&ledger);
    });
    (served, signed.unwrap())
}

fn withdraw(ledger: &Ledger, receipt: u64) {
    let command = format!(r#"{{"withdraw_consent":{{"receipt":{receipt},"how":"electronic"}}}}"#);
    let command: domain::privacy::Command = serde_json::from_str(&command).unwrap();
    let command = Command::Privacy(On { effective_on: crate::books::DAY, command });
    let entry = Entry::new("operator:t-test".parse().unwrap(), command, None);
    ledger.execute(entry).unwrap();
}

#[track_caller]
fn same(served: &Served, snapshot: &Snapshot, file: File) -> bool {
    let got = served.get(&format!("{DAY}/{}", file.name()));
    assert_eq!((got.status, got.header("content-type")), (200, file.content_type()));
    let listed = snapshot.files.iter().find(|listed| listed.name == file.name()).unwrap();
    listed.digest == <[u8; 32]>::from(Sha256::digest(&got.body))
}

#[test]
fn every_file_is_the_one_that_was_signed_whatever_came_after() {
    let (served, snapshot) = served(|ledger| {
        give(ledger, &Told::default());
    });
    for file in File::ALL {
        assert!(same(&served, &snapshot, file), "{}", file.name());
    }
    let gifts = served.get(&format!("{DAY}/ung-ho.csv")).body;
    assert!(gifts.contains("FT01") && !gifts.contains(UNLISTED) && !gifts.contains("AN"), "{gifts}");
    let page = served.page(DAY, 200);
    for file in &snapshot.files {
        assert!(page.contains(&format!("SHA-256 {}", file.hex())) && page.contains(&file.name), "{page}");
    }
    assert!(page.contains("Bản chốt ngày 10/09/2024") && !page.contains("Đã bỏ"), "{page}");
    assert!(served.page(&format!("/en{DAY}"), 200).contains("sovang verify snapshot"));
    assert!(
        served
            .page(&format!("{FUND}/du-lieu"), 200)
            .contains("href=\"/quy/lu-2024/du-lieu/ngay/2024-09-10\"")
    );
    let list = served.get(&format!("{DAY}/ban-chot.txt")).body;
    assert_eq!(Snapshot::open(list.as_bytes(), signer("lu-2024").public()).unwrap(), snapshot);
    assert!(served.get(&format!("{DAY}/log.vkey")).body.starts_with("a.example/fund/lu-2024+"));
}

#[test]
fn a_gift_that_may_not_be_listed_any_more_is_in_no_file_of_the_past() {
    let (served, snapshot) = served(|ledger| withdraw(ledger, 2));
    for file in File::ALL {
        let of_gifts = matches!(file, File::GiftsCsv | File::GiftsJson);
        assert_eq!(same(&served, &snapshot, file), !of_gifts, "{}", file.name());
        assert!(!served.get(&format!("{DAY}/{}", file.name())).body.contains("FT02"));
    }
    assert!(served.get(&format!("{DAY}/ung-ho.csv")).body.contains(" withdrawn=1\r\n"));
    let page = served.page(DAY, 200);
    assert_eq!(page.matches("Đã bỏ").count(), 2, "{page}");
    // Somebody else's book in between.
    withdraw(&served.books.fund(&"lu-2024".parse().unwrap()).unwrap(), 1);
    let page = served.page(&format!("/en{DAY}"), 200);
    assert!(page.contains("Left out <span class=\"num\">2</span>"), "{page}");
}

#[test]
fn only_what_was_signed_is_served_and_no_path() {
    let (served, _) = served(|_| {});
    for missing in [
        "2024-09-11",
        "2024-09-10-7",
        "2024-09-10/khac.csv",
        "2024-09-10/..%2Fung-ho.csv",
        "..%2F..%2Fcheckpoint",
        "..%2Flog.vkey",
        "2024-13-10",
        "2024-09-10%00",
    ] {
        assert_eq!(served.get(&format!("{FUND}/du-lieu/ngay/{missing}")).status, 404, "{missing}");
    }
    // A list under another day's name, and one of another fund's log, are nobody's word.
    let ledger = served.books.fund(&"lu-2024".parse().unwrap()).unwrap();
    sign(&ledger, "2024-09-12");
    assert_eq!(served.get(&format!("{FUND}/du-lieu/ngay/2024-09-12")).status, 500);
    let store = Store::at(&ledger.published());
    let note = store.snapshot(&SnapshotId::parse("2024-09-10").unwrap()).unwrap().unwrap();
    let forged = String::from_utf8(note).unwrap().replacen("chi.csv", "chj.csv", 1);
    store.write_snapshot(&SnapshotId::parse("2024-09-10").unwrap(), forged.as_bytes()).unwrap();
    assert_eq!(served.get(&format!("{DAY}/chi.csv")).status, 500);
    assert_eq!(served.get(DAY).status, 500);
}
