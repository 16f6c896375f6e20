//! Signing in, and what a stranger learns by trying.

use std::sync::Barrier;

use access::{AccessEvent, By, Credentials, Policy, Refusal, SignInError, totp_at};
use domain::Role;

use crate::house::{House, PASSWORD, at, place, turned_away};

/// The answer, and how many passwords were computed for it.
fn tried(house: &House, login: &str, password: &str, code: &str, second: i64) -> (String, u64) {
    let before = house.access.passwords_computed();
    let answer = house.sign_in(login, password, code, at(second));
    let answer = answer.map_or_else(|error| error.to_string(), |session| session.signed.person.to_string());
    (answer, house.access.passwords_computed() - before)
}

#[test]
fn every_wrong_try_gets_one_answer_after_the_same_work() {
    let house = House::new();
    house.person("an", &[Role::Treasurer]);
    let ended = house.person("binh", &[Role::Treasurer]);
    house.access.end_person(&By::Operator, &ended, at(1)).unwrap();
    house.access.add_person(&By::Operator, "Chưa Đặt", "chua-dat", &[], at(1)).unwrap();
    let factor = house.person("cuc", &[Role::Approver]);
    let session = house.session("cuc", at(2)).signed;
    assert_eq!(session.person, factor);
    let offer = house.access.offer_factor(&session, "SoVang", at(2)).unwrap();
    let digits = totp_at(&offer.typed, at(2)).unwrap();
    house.access.confirm_factor(&session, PASSWORD, &digits, place(9).address, at(2)).unwrap();
    let (answer, work) = tried(&house, "nobody", PASSWORD, "", 100);
    assert_eq!(work, 1);
    let long = "x".repeat(1_000_000);
    for (login, password, code) in [
        ("an", "not the password", ""),
        ("an", "", ""),
        ("an", long.as_str(), ""),
        ("binh", PASSWORD, ""),
        ("chua-dat", "", ""),
        ("cuc", PASSWORD, ""),
        ("cuc", PASSWORD, "000000"),
        ("cuc", "wrong", "000000"),
        (long.as_str(), PASSWORD, ""),
        ("", "", ""),
    ] {
        assert_eq!(
            tried(&house, login, password, code, 100),
            (answer.clone(), 1),
            "{login:.9} {password:.9}"
        );
    }
    assert_eq!(tried(&house, " AN ", PASSWORD, "", 100).1, 1, "a right one does the same work");
}

#[test]
fn who_is_locked_out_learns_nothing_of_the_name() {
    let house = House::new();
    house.person("an", &[Role::Treasurer]);
    for login in ["an", "nobody"] {
        for _ in 0..5 {
            assert!(matches!(house.sign_in(login, "wrong", "", at(0)), Err(SignInError::Wrong)));
        }
        let (answer, work) = tried(&house, login, PASSWORD, "", 0);
        assert!(answer.contains("30 seconds") && work == 0, "{answer}");
    }
    house.session("an", at(31));
}

#[test]
fn digits_are_good_once_also_after_a_restart() {
    let house = House::with(Policy::default());
    house.person("an", &[Role::Treasurer]);
    let session = house.session("an", at(0));
    assert!(session.signed.needs_factor && !session.signed.administers());
    let offer = house.access.offer_factor(&session.signed, "SoVang", at(0)).unwrap();
    let confirm = |password: &str, digits: &str| {
        house.access.confirm_factor(&session.signed, password, digits, place(2).address, at(0))
    };
    let digits = totp_at(&offer.typed, at(0)).unwrap();
    turned_away(confirm("wrong", &digits), &Refusal::PasswordWrong);
    turned_away(confirm(PASSWORD, "12"), &Refusal::CodeWrong);
    confirm(PASSWORD, &digits).unwrap();
    let digits = totp_at(&offer.typed, at(90)).unwrap();
    let entered = house.sign_in("an", PASSWORD, &digits, at(90)).unwrap();
    assert!(!entered.signed.needs_factor);
    assert!(house.sign_in("an", PASSWORD, &digits, at(91)).is_err());
    let house = house.reopened();
    assert!(house.sign_in("an", PASSWORD, &digits, at(92)).is_err());
    let next = totp_at(&offer.typed, at(150)).unwrap();
    house.sign_in("an", PASSWORD, &next, at(150)).unwrap();
}

#[test]
fn a_stranger_cannot_fill_the_log() {
    let house = House::new();
    house.person("an", &[Role::Treasurer]);
    let before = house.log().len();
    for address in 0..60 {
        for login in ["an", "nobody"] {
            let _ = house.access.sign_in(
                &Credentials { login, password: "wrong", code: "" },
                &place(address),
                at(i64::from(address)),
            );
        }
    }
    // A session waits until what nobody waited for is in the log too.
    house.person("binh", &[]);
    let failed = house.count(|event| matches!(event, AccessEvent::SignInFailed { .. }));
    let locked = house.count(|event| matches!(event, AccessEvent::LockedOut { .. }));
    assert!(failed == 2 && (1..=4).contains(&locked), "{failed} {locked}");
    assert!(house.log().len() < before + 12);
    let journal = std::fs::read(house.data.path().join("access/log/journal")).unwrap();
    let journal = String::from_utf8_lossy(&journal);
    assert!(!journal.contains("10.0.0.") && !journal.contains("\"an\"") && !journal.contains("Người"));
}

#[test]
fn what_failed_before_a_right_one_is_counted_in_the_log() {
    let house = House::new();
    let person = house.person("an", &[Role::Treasurer]);
    for _ in 0..4 {
        house.sign_in("an", "wrong", "", at(5)).unwrap_err();
    }
    house.session("an", at(6));
    let counts: Vec<u64> = house
        .log()
        .iter()
        .filter_map(|stored| match &stored.event {
            AccessEvent::SignInFailed { person: Some(failed), count, .. } if *failed == person => {
                Some(*count)
            }
            _ => None,
        })
        .collect();
    assert_eq!(counts, [1, 3]);
}

#[test]
fn an_honest_sign_in_is_let_in_among_two_hundred_wrong_ones_at_once() {
    let house = House::with(Policy { factor: Vec::new(), hashes_at_once: 1, ..Policy::default() });
    house.person("an", &[Role::Treasurer]);
    let go = Barrier::new(201);
    let (house, go) = (&house, &go);
    std::thread::scope(|scope| {
        let wrong: Vec<_> = (0..200)
            .map(|number| {
                scope.spawn(move || {
                    // Two networks send them, to many names, so that no name is locked.
                    let login = format!("nobody{number}");
                    go.wait();
                    let typed = Credentials { login: &login, password: "wrong", code: "" };
                    house.access.sign_in(&typed, &place(100 + number % 2), at(0)).unwrap_err()
                })
            })
            .collect();
        go.wait();
        // Never sent away: there is always somebody in the line who tried more.
        house.session("an", at(0));
        let answers: Vec<SignInError> = wrong.into_iter().map(|one| one.join().unwrap()).collect();
        let looked_at = answers.iter().filter(|error| matches!(error, SignInError::Wrong)).count();
        assert!(looked_at <= 100, "{looked_at}");
    });
}
