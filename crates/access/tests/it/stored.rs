//! Every shape that was ever written into the access log is read for ever. `SOVANG_BLESS=1` adds what is new.

use access::{AccessEvent, By, PersonId, Seen, Stored, Why};
use domain::Role;

use crate::house::at;

const V1: &str = include_str!("../../golden/v1.ndjson");
const V2: &str = include_str!("../../golden/v2.ndjson");

/// What schema 1 had.
fn first() -> Vec<AccessEvent> {
    let person: PersonId = "t-1a2b3c4d".parse().unwrap();
    let of = || person.clone();
    let fund = || Some("yagi-2024".parse().unwrap());
    let session = || "s-0a1b2c3d".to_owned();
    vec![
        AccessEvent::PersonAdded { person: of() },
        AccessEvent::PersonEnded { person: of() },
        AccessEvent::SetUpGiven { person: of() },
        AccessEvent::PasswordSet { person: of() },
        AccessEvent::FactorAdded { person: of() },
        AccessEvent::FactorRemoved { person: of() },
        AccessEvent::RoleGiven { person: of(), role: Role::ChiefAccountant, fund: fund() },
        AccessEvent::RoleTaken { person: of(), role: Role::Admin, fund: None },
        AccessEvent::SignedIn { person: of(), session: session(), step: Some(56_666_666) },
        AccessEvent::SignInFailed { person: Some(of()), count: 3, since: at(0) },
        AccessEvent::SignInFailed { person: None, count: 1, since: at(0) },
        AccessEvent::LockedOut { person: of(), seconds: 30 },
        AccessEvent::SessionEnded { person: of(), session: session(), why: Why::EndedByPerson },
        AccessEvent::SessionsEnded { person: of(), why: Why::EndedForPerson },
        AccessEvent::RecoveryAsked { person: of() },
        AccessEvent::RecoveryGranted { person: of() },
        AccessEvent::RecoveryRefused { person: of() },
        AccessEvent::TokenMade { person: of(), token: "t-1a2b3c4d".into(), role: Role::Treasurer },
        AccessEvent::TokenRevoked { token: "t-1a2b3c4d".into() },
        AccessEvent::NamesSeen {
            fund: fund(),
            what: Seen::PrivateCopy,
            subject: Some("gifts/1/proof".into()),
        },
    ]
}

/// What schema 2 added.
fn second() -> Vec<AccessEvent> {
    let person: PersonId = "t-1a2b3c4d".parse().unwrap();
    let of = || (person.clone(), "k-5e6f7a8b".to_owned());
    let (linked, unlinked) = (of(), of());
    let (so, link) = (|| "so".to_owned(), || "l-5e6f7a8b".to_owned());
    let through = |step, vouched| {
        let session = "s-0a1b2c3d".to_owned();
        AccessEvent::SignedInThrough { person: of().0, provider: so(), link: link(), session, step, vouched }
    };
    let (added, renamed, removed, used, copied) = (of(), of(), of(), of(), of());
    vec![
        AccessEvent::PasskeyAdded { person: added.0, passkey: added.1 },
        AccessEvent::PasskeyRenamed { person: renamed.0, passkey: renamed.1 },
        AccessEvent::PasskeyRemoved { person: removed.0, passkey: removed.1 },
        AccessEvent::PasskeyUsed { person: used.0, passkey: used.1 },
        AccessEvent::PasskeyCopied { person: copied.0, passkey: copied.1 },
        AccessEvent::ProviderLinked { person: linked.0, provider: so(), link: link() },
        AccessEvent::ProviderUnlinked { person: unlinked.0, provider: so(), link: link() },
        through(Some(56_666_666), false),
        through(None, true),
    ]
}

#[test]
fn every_event_reads_as_it_was_written() {
    check(1, V1, &first());
    check(2, V2, &second());
}

#[track_caller]
fn check(schema: u16, golden: &str, all: &[AccessEvent]) {
    if std::env::var_os("SOVANG_BLESS").is_some() {
        let path = format!("{}/golden/v{schema}.ndjson", env!("CARGO_MANIFEST_DIR"));
        let lines = all.iter().map(|event| {
            let event = serde_json::to_value(event).unwrap();
            let id = "01920000-0000-7000-8000-000000000000";
            let stored = serde_json::json!({"at": at(0), "by": "t-1a2b3c4d", "event": event, "id": id, "schema": schema});
            serde_json::to_string(&serde_json::from_value::<Stored>(stored).unwrap()).unwrap() + "\n"
        });
        return std::fs::write(path, lines.collect::<String>()).unwrap();
    }
    let read: Vec<Stored> = golden.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read.iter().map(|stored| stored.event.clone()).collect::<Vec<_>>(), all);
    assert!(read.iter().all(|stored| stored.by == By::Person("t-1a2b3c4d".parse().unwrap())));
    for (stored, line) in read.iter().zip(golden.lines()) {
        assert_eq!(serde_json::to_string(stored).unwrap(), line);
    }
}

#[test]
fn no_event_has_room_for_a_name() {
    let words = ["name", "login", "address", "device", "password", "secret"];
    for line in V1.lines().chain(V2.lines()) {
        assert!(words.iter().all(|word| !line.contains(&format!("\"{word}\""))), "{line}");
    }
}
