//! Signing in through an identity provider: it says who, the house everything else.

use access::{
    AccessEvent, By, Entered, NewSession, PersonId, Policy, Refusal, SignInError, Vouched, totp_at,
};
use domain::Role;

use crate::house::{House, PASSWORD, at, everywhere, place, refused, turned_away};

const ISSUER: &str = "https://id.example";

fn vouched(subject: &str) -> Vouched<'_> {
    Vouched { provider: "so", issuer: ISSUER, subject, second_factor: false }
}

/// A person who is linked to `subject`.
fn linked(house: &House, login: &str, roles: &[Role], subject: &str) -> PersonId {
    let person = house.person(login, roles);
    let signed = house.session(login, at(1)).signed;
    house.access.link(&signed, &vouched(subject), at(2)).unwrap();
    person
}

#[track_caller]
fn enter(house: &House, vouched: &Vouched<'_>, second: i64) -> NewSession {
    match house.access.sign_in_through(vouched, &place(1), at(second)) {
        Ok(Entered::In(session)) => session,
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_is_linked_comes_in_with_the_roles_that_they_have() {
    let house = House::new();
    let person = linked(&house, "an", &[Role::Treasurer], "subject-7");
    let before = house.access.state().unwrap().person(&person).unwrap().roles.clone();
    let session = enter(&house, &vouched("subject-7"), 3);
    assert_eq!((&session.signed.person, session.signed.grants()), (&person, &before));
    let other = enter(&house, &vouched("subject-7"), 4);
    assert_ne!(session.secret.reveal(), other.secret.reveal());
    let journal = std::fs::read(house.data.path().join("access/log/journal")).unwrap();
    let journal = String::from_utf8_lossy(&journal);
    assert!(journal.contains("signed_in_through") && !journal.contains("subject-7"));
    assert!(!journal.contains(ISSUER));
    let house = house.reopened();
    assert!(house.is_good(&session, at(5)));
    enter(&house, &vouched("subject-7"), 6);
}

#[test]
fn nobody_is_made_by_signing_in() {
    let house = House::new();
    linked(&house, "an", &[], "a");
    let people = house.access.people().unwrap().len();
    let elsewhere = Vouched { issuer: "https://other.example", ..vouched("a") };
    for stranger in [vouched("b"), vouched(""), elsewhere] {
        turned_away(house.access.sign_in_through(&stranger, &place(1), at(3)), &Refusal::NotLinked);
    }
    assert_eq!(house.access.people().unwrap().len(), people);
    for second in 4..6 {
        turned_away(house.access.sign_in_through(&vouched("b"), &place(1), at(second)), &Refusal::NotLinked);
    }
    let wait = house.access.sign_in_through(&vouched("b"), &place(1), at(6));
    assert!(matches!(wait, Err(SignInError::TooMany { .. })), "{wait:?}");
    let Ok(Entered::In(_)) = house.access.sign_in_through(&vouched("a"), &place(2), at(6)) else {
        panic!("another address waits for nobody")
    };
}

#[test]
fn one_account_outside_is_one_person_here() {
    let house = House::new();
    linked(&house, "an", &[], "a");
    house.person("binh", &[]);
    let binh = house.session("binh", at(3)).signed;
    refused(house.access.link(&binh, &vouched("a"), at(4)), &Refusal::LinkTaken);
    house.access.link(&binh, &vouched("b"), at(4)).unwrap();
    refused(
        house.access.unlink(
            &binh,
            &house.access.links(&house.session("an", at(5)).signed).unwrap()[0].link,
            at(6),
        ),
        &Refusal::UnknownLink,
    );
}

#[test]
fn lock_out_and_dismissal_are_honoured() {
    let house = House::new();
    let person = linked(&house, "an", &[Role::Treasurer], "a");
    for _ in 0..5 {
        house.sign_in("an", "wrong", "", at(10)).unwrap_err();
    }
    let wait = house.access.sign_in_through(&vouched("a"), &place(1), at(10));
    assert!(matches!(wait, Err(SignInError::TooMany { .. })), "{wait:?}");
    let session = enter(&house, &vouched("a"), 41);
    house.access.end_person(&By::Operator, &person, at(42)).unwrap();
    assert!(!house.is_good(&session, at(43)));
    turned_away(house.access.sign_in_through(&vouched("a"), &place(1), at(43)), &Refusal::NotLinked);
    let file = std::fs::read_to_string(house.data.path().join("access/people.json")).unwrap();
    assert!(!file.contains(ISSUER), "{file}");
}

#[test]
fn a_link_that_is_taken_away_ends_what_began_through_it() {
    let house = House::new();
    let person = linked(&house, "an", &[], "a");
    let (through, own) = (enter(&house, &vouched("a"), 3), house.session("an", at(3)));
    let link = house.access.links(&own.signed).unwrap()[0].link.clone();
    house.access.unlink(&own.signed, &link, at(4)).unwrap();
    assert!(!house.is_good(&through, at(5)) && house.is_good(&own, at(5)));
    assert!(house.access.state().unwrap().person(&person).unwrap().links.is_empty());
    turned_away(house.access.sign_in_through(&vouched("a"), &place(1), at(5)), &Refusal::NotLinked);
}

#[test]
fn a_recovery_takes_every_link_away() {
    let house = House::new();
    let person = linked(&house, "an", &[], "a");
    let Ok(access::Granted::Code(code)) = house.access.grant_recovery(&By::Operator, &person, at(3)) else {
        panic!("no code")
    };
    house.access.set_up(&code, PASSWORD, PASSWORD, &place(2), at(4)).unwrap();
    turned_away(house.access.sign_in_through(&vouched("a"), &place(1), at(5)), &Refusal::NotLinked);
    assert_eq!(house.count(|event| matches!(event, AccessEvent::ProviderUnlinked { .. })), 1);
}

#[test]
fn the_houses_own_second_factor_is_asked_for_unless_the_providers_counts() {
    let house = House::with(Policy::default());
    let person = linked(&house, "an", &[Role::Treasurer], "a");
    assert!(enter(&house, &vouched("a"), 3).signed.needs_factor, "to be set up before anything else");
    let signed = house.session("an", at(4)).signed;
    let offer = house.access.offer_factor(&signed, "SoVang", at(4)).unwrap();
    let digits = |second| totp_at(&offer.typed, at(second)).unwrap();
    house.access.confirm_factor(&signed, PASSWORD, &digits(4), place(1).address, at(4)).unwrap();
    let half = |second| match house.access.sign_in_through(&vouched("a"), &place(1), at(second)) {
        Ok(Entered::Half(step)) => step.ceremony,
        other => panic!("{other:?}"),
    };
    let finish = |ceremony: &str, code: &str, second| {
        house.access.finish_sign_in(ceremony, "", code, &place(1), at(second))
    };
    finish(&half(90), "000000", 90).unwrap_err();
    finish("made up", &digits(90), 90).unwrap_err();
    let waiting = half(119);
    let session = finish(&half(120), &digits(120), 120).unwrap();
    assert!(session.signed.person == person && !session.signed.needs_factor);
    finish(&waiting, &digits(120), 121).unwrap_err();
    let link = house.access.links(&session.signed).unwrap()[0].link.clone();
    assert!(
        house.sign_in("an", PASSWORD, &digits(120), at(121)).is_err(),
        "digits are used up by either way"
    );
    let counts = Vouched { second_factor: true, ..vouched("a") };
    assert!(!enter(&house, &counts, 200).signed.needs_factor);
    let waiting = half(210);
    house.access.unlink(&session.signed, &link, at(211)).unwrap();
    assert!(!house.is_good(&session, at(212)), "it began through the link, with the digits after it");
    finish(&waiting, &digits(240), 240).unwrap_err();
}

#[test]
fn an_administrator_may_have_the_second_factor_at_the_provider() {
    let house = House::with(Policy::default());
    let person = linked(&house, "an", &[Role::Admin], "a");
    let by = By::Person(person.clone());
    let add =
        |login: &str| house.access.add_person(&by, "Người Thử", login, &[everywhere(Role::Auditor)], at(9));
    refused(add("binh"), &Refusal::AdminOnly);
    let counts = Vouched { second_factor: true, ..vouched("a") };
    let session = enter(&house, &counts, 5);
    assert!(session.signed.administers());
    add("binh").unwrap();
    assert!(!house.session("an", at(6)).signed.administers(), "the password alone is not enough");
    house
        .access
        .unlink(&session.signed, &house.access.links(&session.signed).unwrap()[0].link, at(7))
        .unwrap();
    refused(add("cuc"), &Refusal::AdminOnly);
}
