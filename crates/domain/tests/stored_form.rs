//! Every event version that was ever written stays readable, and what is written is canonical.
//!
//! `golden/v1.ndjson` holds one stored event of every kind, byte for byte as schema 1 wrote it; `golden/v2.ndjson` one of
//! every kind and of every value of every choice in it, as schema 2 wrote it; `golden/v3.ndjson` the same, with the
//! commitments and the part of schema 3; `golden/v4.ndjson` the same, with the part of schema 4; `golden/v5.ndjson` the
//! same, with what schema 5 added. They are never edited; a new schema adds a file.

#![expect(clippy::unwrap_used, clippy::too_many_lines, reason = "test code")]

use domain::{
    AccountAdded, BankFacts, BankMovementRecorded, DecodeError, Direction, DismissalReason, DonorKind,
    Earmark, Event, FundClosed, FundOpened, LineQuarantined, Meta, MovementKind, QuarantineDismissed,
    QuarantineNo, QuarantineReason, ReceiptIdentified, ReceiptNo, ReceiptRecorded, ReceiptReversed,
    ReversalReason, RowNo, StatementImported, StatementNo, Vnd, decode, encode,
};
use jiff::civil::{date, time};
use uuid::Uuid;

const GOLDEN: &str = include_str!("../golden/v1.ndjson");
const GOLDEN_2: &str = include_str!("../golden/v2.ndjson");
const GOLDEN_3: &str = include_str!("../golden/v3.ndjson");
const GOLDEN_4: &str = include_str!("../golden/v4.ndjson");
const GOLDEN_5: &str = include_str!("../golden/v5.ndjson");

/// Where the kinds of events are listed: the top level and the parts.
const KINDS: [(&str, &str); 9] = [
    ("", include_str!("../src/event.rs")),
    ("books", include_str!("../src/books/event.rs")),
    ("giving", include_str!("../src/giving/event.rs")),
    ("goods", include_str!("../src/goods/event.rs")),
    ("inbox", include_str!("../src/inbox/event.rs")),
    ("network", include_str!("../src/network/event.rs")),
    ("oversight", include_str!("../src/oversight/event.rs")),
    ("privacy", include_str!("../src/privacy/event.rs")),
    ("relief", include_str!("../src/relief/event.rs")),
];

fn meta() -> Meta {
    Meta {
        actor: "treasurer:t-7f3a".parse().unwrap(),
        causation: Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0001),
        commitment: None,
        correlation: Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0002),
        effective_on: date(2024, 9, 10),
        id: Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0003),
        recorded_at: "2024-09-10T05:01:29.123456Z".parse().unwrap(),
    }
}

fn bank() -> BankFacts {
    BankFacts {
        balance: Some(Vnd::new(9_876_500)),
        booked_on: None,
        code: Some("CT1111".into()),
        line: Some(12),
        reference: Some("1111.22222".into()),
        statement: Some(StatementNo::new(3)),
        time: Some(time(12, 34, 56, 0)),
        via: Some("napas".parse().unwrap()),
    }
}

fn one_of_each() -> Vec<Event> {
    let account: domain::AccountId = "vietcombank:0011001932418".parse().unwrap();
    let amount = Vnd::new(9_007_199_254_740_993);
    let earmark = Some(Earmark {
        beneficiary: None,
        place: Some("82-30037".parse().unwrap()),
        purpose: Some("houses".parse().unwrap()),
    });
    let row = Some(RowNo::new(7));
    let receipt = ReceiptNo::new(41);
    let item = QuarantineNo::new(2);
    vec![
        Event::FundOpened(FundOpened {
            fund: "yagi-2024".parse().unwrap(),
            name: "Quỹ \"Cứu trợ\"\n\u{1}".into(),
        }),
        Event::FundClosed(FundClosed {}),
        Event::AccountAdded(AccountAdded { account: account.clone(), published: true }),
        Event::ReceiptRecorded(ReceiptRecorded {
            account: account.clone(),
            amount,
            bank: Some(bank()),
            document_on: None,
            donor: DonorKind::Person,
            earmark: earmark.clone(),
            held: false,
            quarantine: Some(item),
            receipt,
            row,
            voucher: None,
        }),
        Event::ReceiptRecorded(ReceiptRecorded {
            account: "cash:main".parse().unwrap(),
            amount: Vnd::new(1),
            bank: None,
            document_on: None,
            donor: DonorKind::Anonymous,
            earmark: None,
            held: false,
            quarantine: None,
            receipt,
            row: None,
            voucher: None,
        }),
        Event::ReceiptReversed(ReceiptReversed {
            account: account.clone(),
            amount: Vnd::new(-500_000),
            donor: DonorKind::Organisation,
            earmark: earmark.clone(),
            held: false,
            reason: ReversalReason::RecordedTwice,
            receipt,
            row,
            voucher: None,
        }),
        Event::ReceiptIdentified(ReceiptIdentified {
            account: account.clone(),
            amount,
            donor: DonorKind::Enterprise,
            earmark,
            held: false,
            receipt,
            row,
        }),
        Event::BankMovementRecorded(BankMovementRecorded {
            account: account.clone(),
            amount,
            bank: bank(),
            kind: MovementKind::Fee,
            quarantine: Some(item),
            row,
        }),
        Event::LineQuarantined(LineQuarantined {
            account: account.clone(),
            amount: Some(amount),
            bank: bank(),
            candidates: vec![receipt],
            direction: Direction::Credit,
            item,
            reason: QuarantineReason::PossibleDouble,
            row,
            shown_by_balance: Some(amount),
        }),
        Event::QuarantineDismissed(QuarantineDismissed {
            item,
            reason: DismissalReason::AlreadyRecorded,
            same_as: Some(receipt),
        }),
        Event::StatementImported(StatementImported {
            account,
            breaks: 1,
            closing: Some(amount),
            digest: "ab".repeat(32),
            first: date(2024, 9, 1),
            first_time: Some(time(0, 0, 0, 0)),
            known: 5,
            last: date(2024, 9, 10),
            last_time: Some(time(23, 59, 59, 0)),
            lines: 12,
            recorded: 6,
            opening: Some(Vnd::new(-1)),
            printed: Vec::new(),
            profile: "vietcombank".parse().unwrap(),
            quarantined: 1,
            statement: StatementNo::new(3),
        }),
    ]
}

fn stored(event: &Event) -> String {
    let mut bytes = Vec::new();
    encode(&meta(), event, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn schema_1_is_read_as_in_its_golden_file() {
    let events = one_of_each();
    assert_eq!(GOLDEN.lines().count(), events.len());
    for (position, (line, event)) in (0..).zip(GOLDEN.lines().zip(&events)) {
        let recorded = decode(position, line.as_bytes()).unwrap();
        assert_eq!((recorded.position, &recorded.meta, &recorded.event), (position, &meta(), event));
    }
}

fn written(position: u64, line: &str) -> (domain::Recorded, String) {
    let recorded = decode(position, line.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    encode(&recorded.meta, &recorded.event, &mut bytes).unwrap();
    (recorded, String::from_utf8(bytes).unwrap())
}

#[test]
fn schema_2_is_read_as_in_its_golden_file() {
    for (position, line) in (0..).zip(GOLDEN_2.lines()) {
        let (recorded, again) = written(position, line);
        assert_eq!(recorded.meta.commitment, None, "{line}");
        // Nothing of it is read otherwise than it was written, but for the number of the schema.
        assert_eq!(again.replace("\"schema\":5}", "\"schema\":2}"), line);
    }
}

#[test]
fn schema_3_is_read_as_in_its_golden_file() {
    for (position, line) in (0..).zip(GOLDEN_3.lines()) {
        let (_, again) = written(position, line);
        assert_eq!(again.replace("\"schema\":5}", "\"schema\":3}"), line);
    }
}

#[test]
fn schema_4_is_read_as_in_its_golden_file() {
    for (position, line) in (0..).zip(GOLDEN_4.lines()) {
        let (_, again) = written(position, line);
        assert_eq!(again.replace("\"schema\":5}", "\"schema\":4}"), line);
    }
}

#[test]
fn schema_5_is_written_and_read_as_in_its_golden_file() {
    for (position, line) in (0..).zip(GOLDEN_5.lines()) {
        let (recorded, again) = written(position, line);
        assert_eq!(again, line, "the stored form of schema 5 has changed");
        let (committed, named) = (recorded.meta.commitment.is_some(), recorded.event.row().is_some());
        assert_eq!(committed, named, "a commitment stands beside every row, and nowhere else: {line}");
    }
}

#[test]
fn the_golden_file_of_schema_5_has_every_kind_of_event() {
    for (part, source) in KINDS {
        let listed = source.split("pub enum Event {").nth(1).unwrap().split("\n}").next().unwrap();
        let kinds = listed.lines().filter_map(|line| line.trim().split_once('(')).map(|(kind, _)| kind);
        let kinds = kinds.filter(|kind| kind.starts_with(|first: char| first.is_ascii_uppercase()));
        for kind in kinds.filter(|kind| !KINDS.iter().any(|(part, _)| *part == snake(kind))) {
            let shown = match part {
                "" => format!("\"event\":{{\"{}\":", snake(kind)),
                part => format!("\"event\":{{\"{part}\":{{\"{}\":", snake(kind)),
            };
            assert!(GOLDEN_5.contains(&shown), "{part} {kind}");
        }
    }
}

fn snake(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

#[test]
fn what_is_written_is_canonical_json() {
    for event in one_of_each() {
        let line = stored(&event);
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(serde_json_canonicalizer::to_string(&value).unwrap(), line);
    }
}

#[test]
fn a_newer_schema_is_refused_by_number_whatever_its_shape() {
    for newer in [
        r#"{"schema":6,"what":[]}"#.to_owned(),
        stored(&one_of_each()[1]).replace("\"schema\":5", "\"schema\":9"),
    ] {
        let error = decode(0, newer.as_bytes()).unwrap_err();
        assert!(matches!(error, DecodeError::NewerSchema { found: 6 | 9 }), "{error}");
    }
    for broken in ["", "{}", "{\"schema\":1}", "\u{0}"] {
        assert!(matches!(decode(0, broken.as_bytes()), Err(DecodeError::Json(_))), "{broken}");
    }
}

#[test]
fn no_stored_field_is_made_for_personal_data() {
    for forbidden in ["donor_name", "memo", "phone", "address", "counter_account", "note", "text"] {
        assert!(!GOLDEN_2.contains(&format!("\"{forbidden}\"")), "{forbidden}");
        assert!(!GOLDEN.contains(&format!("\"{forbidden}\"")), "{forbidden}");
        assert!(!GOLDEN_3.contains(&format!("\"{forbidden}\"")), "{forbidden}");
        assert!(!GOLDEN_4.contains(&format!("\"{forbidden}\"")), "{forbidden}");
        assert!(!GOLDEN_5.contains(&format!("\"{forbidden}\"")), "{forbidden}");
    }
}
