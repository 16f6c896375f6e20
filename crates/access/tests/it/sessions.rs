//! Sessions: how they begin, last and end.

use access::{Access, Place};
use domain::Role;

use crate::house::{House, PASSWORD, at, hours, place};

#[test]
fn a_session_ends_when_nobody_uses_it_and_when_it_is_old() {
    let house = House::new();
    house.person("an", &[Role::Treasurer]);
    let idle = house.session("an", at(0));
    assert!(house.is_good(&idle, at(1800)) && house.is_good(&idle, at(3600)));
    assert!(!house.is_good(&idle, at(5401)), "idle for more than half an hour");
    let old = house.session("an", at(6000));
    let mut now = 6000;
    while now < 6000 + 12 * 3600 {
        assert!(house.is_good(&old, at(now)));
        now += 1700;
    }
    assert!(!house.is_good(&old, at(now)), "older than twelve hours");
}

#[test]
fn a_session_outlives_a_restart_and_its_secret_lies_nowhere() {
    let house = House::new();
    house.person("an", &[Role::Treasurer]);
    let session = house.session("an", at(0));
    let house = house.reopened();
    assert!(house.is_good(&session, at(10)));
    let file = std::fs::read_to_string(house.data.path().join("access/sessions.json")).unwrap();
    assert!(!file.contains(session.secret.reveal()) && file.contains("Thử"), "{file}");
    for wrong in ["", "x", &session.secret.reveal()[1..]] {
        assert!(house.access.session(wrong, at(10)).unwrap().is_none());
    }
    assert!(!format!("{session:?}").contains(session.secret.reveal()));
}

#[test]
fn signing_in_gives_a_new_session_and_ends_the_one_before() {
    let house = House::new();
    house.person("an", &[Role::Treasurer]);
    let first = house.session("an", at(0));
    let previous = Some(first.secret.reveal());
    let typed = access::Credentials { login: "an", password: PASSWORD, code: "" };
    let second = house.in_by(&typed, &Place { previous, ..place(1) }, at(1)).unwrap();
    assert_ne!(second.secret.reveal(), first.secret.reveal());
    assert!(!house.is_good(&first, at(2)) && house.is_good(&second, at(2)));
    // A session that somebody made up is not taken up.
    let fixed = Place { previous: Some("fixed-by-a-stranger"), ..place(1) };
    let third = house.in_by(&typed, &fixed, at(3)).unwrap();
    assert_ne!(third.secret.reveal(), "fixed-by-a-stranger");
    assert!(house.access.session("fixed-by-a-stranger", at(3)).unwrap().is_none());
}

#[test]
fn a_form_belongs_to_one_session() {
    let house = House::new();
    house.person("an", &[Role::Treasurer]);
    let [one, other] = [0, 1].map(|second| house.session("an", at(second)).secret);
    let token = access::form_token(one.reveal());
    assert!(access::form_token_fits(one.reveal(), &token));
    let cut = &token[1..];
    for (cookie, token) in [(other.reveal(), &*token), (one.reveal(), ""), (one.reveal(), cut), ("", "")] {
        assert!(!access::form_token_fits(cookie, token));
    }
    assert!(!token.contains(one.reveal()) && token != access::form_token(one.reveal()));
}

#[test]
fn signing_out_ends_the_session_and_no_other() {
    let house = House::new();
    house.person("an", &[Role::Treasurer]);
    let [one, other] = [0, 1].map(|second| house.session("an", at(second)));
    house.access.sign_out(one.secret.reveal(), at(2)).unwrap();
    house.access.sign_out("unknown", at(2)).unwrap();
    assert!(!house.is_good(&one, at(3)) && house.is_good(&other, at(3)));
}

#[test]
fn nobody_has_more_sessions_than_can_be_looked_through() {
    let house = House::new();
    house.person("an", &[Role::Treasurer]);
    let first = house.session("an", at(0));
    for second in 1..24 {
        house.session("an", at(second));
    }
    assert!(!house.is_good(&first, at(30)));
    let last = house.session("an", at(30)).signed;
    assert_eq!(house.access.devices(&last).len(), 20);
}

#[test]
fn a_damaged_file_of_sessions_lets_nobody_in_and_keeps_nobody_out() {
    let house = House::new();
    house.person("an", &[Role::Treasurer]);
    let session = house.session("an", at(0));
    std::fs::write(house.data.path().join("access/sessions.json"), "{").unwrap();
    let house = house.reopened();
    assert!(!house.is_good(&session, at(1)));
    house.session("an", at(1));
    std::fs::write(house.data.path().join("access/people.json"), "{").unwrap();
    assert!(house.access.session(session.secret.reveal(), at(2)).is_err());
    assert!(Access::open(house.data.path(), house.access.policy().clone()).is_err());
    assert!(house.sign_in("an", PASSWORD, "", hours(1)).is_err());
}
