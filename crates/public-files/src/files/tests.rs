//! The bytes of the files: they are signed, so they may never become others under this form.

use domain::{Event, Meta, Recorded};
use jiff::Timestamp;
use jiff::civil::date;
use projection_public::PublicBook;
use transparency::Hash;
use uuid::Uuid;

use super::*;
use crate::{Difference, differ};

fn apply(book: &mut Book, json: &str) {
    let event: Event = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    let (causation, correlation, id) = (Uuid::nil(), Uuid::nil(), Uuid::nil());
    let (effective_on, recorded_at) = (date(2021, 9, 1), Timestamp::UNIX_EPOCH);
    let actor = "treasurer:t-test".parse().unwrap();
    let meta = Meta { actor, causation, commitment: None, correlation, effective_on, id, recorded_at };
    book.apply(&Recorded { position: book.size, meta, event });
}

fn receipt(number: u64, more: &str) -> String {
    format!(
        r#"{{"receipt_recorded":{{"account":"cash:main","amount":"{number}000","donor":"person","receipt":{number}{more}}}}}"#
    )
}

/// A book of three gifts; the second's bank wrote a name where its reference should be.
fn book() -> Book {
    let mut book = Book::default();
    apply(&mut book, r#"{"fund_opened":{"fund":"quy-a","name":"Quỹ A"}}"#);
    apply(&mut book, r#"{"account_added":{"account":"cash:main","published":true}}"#);
    apply(&mut book, &receipt(1, r#","bank":{"reference":"FT0001","line":1}"#));
    apply(&mut book, &receipt(2, r#","bank":{"reference":"Nguyen Van A 09","line":2}"#));
    apply(&mut book, &receipt(3, ""));
    book
}

fn withdraw(book: &Book, receipt: u64) -> PublicBook {
    let mut later = book.clone();
    let event =
        format!(r#"{{"privacy":{{"consent_withdrawn":{{"how":"electronic","receipt":{receipt}}}}}}}"#);
    apply(&mut later, &event);
    later.public
}

/// A file of that book, without these gifts.
fn written(book: &Book, file: File, withdrawn: &BTreeSet<ReceiptNo>) -> String {
    let (id, of) = names(book);
    let mut text = Vec::new();
    Snap { book, id: &id, of: &of, withdrawn }.pieces(file, |piece| text.extend_from_slice(piece));
    String::from_utf8(text).unwrap()
}

fn names(book: &Book) -> (SnapshotId, Checkpoint) {
    let of = Checkpoint { origin: "a.example/fund/quy-a".into(), size: book.size, root: Hash::leaf(b"x") };
    (SnapshotId::parse("2021-09-01").unwrap(), of)
}

#[test]
fn the_first_form_of_the_gifts() {
    let none = BTreeSet::new();
    let head = format!("snapshot=2021-09-01 log=a.example/fund/quy-a size=5 root={}", Hash::leaf(b"x"));
    assert_eq!(
        written(&book(), File::GiftsCsv, &none),
        format!(
            "\u{feff}# {head}\r\n\
             number,date,time,amount,account,donor,reference,status,position\r\n\
             1,2021-09-01,,1000,cash:main,person,FT0001,standing,2\r\n\
             2,2021-09-01,,2000,cash:main,person,,standing,3\r\n\
             3,2021-09-01,,3000,cash:main,person,,standing,4\r\n"
        )
    );
    let json = written(&book(), File::GiftsJson, &none);
    assert_eq!(
        json.lines().nth(1).unwrap(),
        r#"{"number":1,"date":"2021-09-01","time":null,"amount":"1000","account":"cash:main","donor":"person","reference":"FT0001","status":"standing","position":2}"#
    );
}

#[test]
fn every_file_is_listed_with_its_digest() {
    let (book, none) = (book(), BTreeSet::new());
    let (id, of) = names(&book);
    let list = Snap { book: &book, id: &id, of: &of, withdrawn: &none }.list();
    assert_eq!(Snapshot::parse(&list.to_string()).unwrap(), list);
    for (file, listed) in File::ALL.into_iter().zip(&list.files) {
        let text = written(&book, file, &none);
        assert_eq!((listed.name.as_str(), listed.bytes), (file.name(), text.len() as u64));
        assert_eq!(listed.digest, <[u8; 32]>::from(Sha256::digest(text)));
        assert_eq!(File::named(file.name()), Some(file));
    }
}

#[test]
fn who_is_not_listed_any_more_is_left_out_and_counted() {
    let book = book();
    let withdrawn = book.withdrawn(&withdraw(&book, 2));
    assert_eq!(withdrawn, BTreeSet::from([ReceiptNo::new(2)]));
    let text = written(&book, File::GiftsCsv, &withdrawn);
    assert!(
        text.contains(" withdrawn=1\r\n") && !text.contains("\r\n2,") && text.contains("\r\n3,"),
        "{text}"
    );
    assert!(book.withdrawn(&book.public).is_empty());
}

#[track_caller]
fn check(change: impl Fn(String) -> String, file: File, expect: &Difference) {
    let (book, none) = (book(), BTreeSet::new());
    let (id, of) = names(&book);
    let signed = Snap { book: &book, id: &id, of: &of, withdrawn: &none };
    let bytes = change(written(&book, file, &none));
    assert_eq!(differ(signed, file, bytes.as_bytes()), *expect);
}

#[test]
fn a_line_left_out_is_no_tampering_and_anything_else_is() {
    use Difference::{LeftOut, Other};
    let without = |numbers: &[u64]| {
        let numbers: BTreeSet<_> = numbers.iter().copied().map(ReceiptNo::new).collect();
        move |file| written(&book(), file, &numbers)
    };
    let second = without(&[2]);
    let left_out = || LeftOut(BTreeSet::from([ReceiptNo::new(2)]));
    check(|text| text, File::GiftsCsv, &Difference::None);
    check(|_| second(File::GiftsCsv), File::GiftsCsv, &left_out());
    check(|_| second(File::GiftsJson), File::GiftsJson, &left_out());
    check(|text| text.replace("1000", "1001"), File::GiftsCsv, &Other(3));
    check(|_| second(File::GiftsCsv).replace("1000", "1001"), File::GiftsCsv, &Other(3));
    check(|_| second(File::GiftsCsv).replace("withdrawn=1", "withdrawn=0"), File::GiftsCsv, &Other(1));
    // Left out in silence.
    check(
        |text| text.replace("2,2021-09-01,,2000,cash:main,person,,standing,3\r\n", ""),
        File::GiftsCsv,
        &Other(4),
    );
    check(|text| text + "4,", File::GiftsCsv, &Other(6));
    check(|text| text + "x", File::Summary, &Other(3));
    check(|text| text[..text.len() - 3].to_owned(), File::Summary, &Other(2));
    check(|_| String::new(), File::TrialBalance, &Other(1));
}
