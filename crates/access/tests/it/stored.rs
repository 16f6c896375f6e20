//! Every shape that was ever written into the access log is read for ever. `SOVANG_BLESS=1` adds what is new.

use access::{AccessEvent, By, PersonId, Seen, Stored, Why};
use domain::Role;

use crate::house::at;

const GOLDEN: [&str; 2] = [include_str!("../../golden/v1.ndjson"), include_str!("../../golden/v2.ndjson")];

/// What each schema brought.
fn all() -> [Vec<AccessEvent>; 2] {
    [first(), second()]
}

fn second() -> Vec<AccessEvent> {
    let person: PersonId = "t-1a2b3c4d".parse().unwrap();
    let of = || person.clone();
    let (provider, link) = (|| "so".to_owned(), || "l-5e6f7a8b".to_owned());
    let session = || "s-0a1b2c3d".to_owned();
    let (step, vouched) = (Some(56_666_666), true);
    vec![
        AccessEvent::ProviderLinked { person: of(), provider: provider(), link: link() },
        AccessEvent::ProviderUnlinked { person: of(), provider: provider(), link: link() },
        AccessEvent::SignedInThrough {
            person: of(),
            provider: provider(),
            link: link(),
            session: session(),
            step,
            vouched: false,
        },
        AccessEvent::SignedInThrough {
            person: of(),
            provider: provider(),
            link: link(),
            session: session(),
            step: None,
            vouched,
        },
    ]
}

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

#[test]
fn every_event_reads_as_it_was_written() {
    if std::env::var_os("SOVANG_BLESS").is_some() {
        for (schema, events) in (1..).zip(all()) {
            let path = format!("{}/golden/v{schema}.ndjson", env!("CARGO_MANIFEST_DIR"));
            let lines = events.into_iter().map(|event| {
                let event = serde_json::to_value(event).unwrap();
                let id = "01920000-0000-7000-8000-000000000000";
                let stored = serde_json::json!({"at": at(0), "by": "t-1a2b3c4d", "event": event, "id": id, "schema": schema});
                serde_json::to_string(&serde_json::from_value::<Stored>(stored).unwrap()).unwrap() + "\n"
            });
            std::fs::write(path, lines.collect::<String>()).unwrap();
        }
        return;
    }
    for (golden, events) in GOLDEN.into_iter().zip(all()) {
        let read: Vec<Stored> = golden.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(read.iter().map(|stored| stored.event.clone()).collect::<Vec<_>>(), events);
        assert!(read.iter().all(|stored| stored.by == By::Person("t-1a2b3c4d".parse().unwrap())));
        for (stored, line) in read.iter().zip(golden.lines()) {
            assert_eq!(serde_json::to_string(stored).unwrap(), line);
        }
    }
}

#[test]
fn no_event_has_room_for_a_name() {
    let words = ["name", "login", "address", "device", "password", "secret", "issuer", "subject"];
    for line in GOLDEN.into_iter().flat_map(str::lines).filter(|line| !line.contains("names_seen")) {
        assert!(words.iter().all(|word| !line.contains(&format!("\"{word}\""))), "{line}");
    }
}
