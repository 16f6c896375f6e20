//! What people do with their own access.

use access::{By, Policy, Refusal};
use domain::Role;

use crate::house::{House, PASSWORD, at, hours, place, refused, turned_away};

#[test]
fn a_one_time_code_is_good_once_and_for_three_days() {
    let house = House::new();
    let (person, code) = house.access.add_person(&By::Operator, "Người Thử", "an", &[], at(0)).unwrap();
    let set = |code: &str, now| house.access.set_up(code, PASSWORD, PASSWORD, &place(1), now);
    turned_away(set("ABCD-EFGH-JKMN-PQRS-TVWX", at(1)), &Refusal::OneTimeCodeWrong);
    turned_away(set("", at(1)), &Refusal::OneTimeCodeWrong);
    turned_away(set(&code, hours(73)), &Refusal::OneTimeCodeWrong);
    let typed = code.to_lowercase().replace('-', "  ");
    let session = set(&typed, at(1)).unwrap();
    assert_eq!(session.signed.person, person);
    turned_away(set(&code, at(2)), &Refusal::OneTimeCodeWrong);
    let file = std::fs::read_to_string(house.data.path().join("access/people.json")).unwrap();
    assert!(!file.contains(&code) && !file.contains(PASSWORD), "{file}");
    refused(house.access.set_up_again(&By::Operator, &person, at(3)), &Refusal::NoRecovery);
}

#[test]
fn passwords_that_everybody_tries_are_refused() {
    let house = House::new();
    let (_, code) = house.access.add_person(&By::Operator, "Người Thử", "nguyen.an", &[], at(0)).unwrap();
    let set = |password: &str, again: &str| house.access.set_up(&code, password, again, &place(1), at(1));
    for (password, no) in [
        ("ngắn", Refusal::PasswordShort(12)),
        ("aaaaaaaaaaaaaaaa", Refusal::PasswordGuessable),
        ("123456789012345", Refusal::PasswordGuessable),
        ("matkhau123456", Refusal::PasswordGuessable),
        ("Password2024!!", Refusal::PasswordGuessable),
        ("nguyen.an-2024", Refusal::PasswordGuessable),
    ] {
        turned_away(set(password, password), &no);
    }
    turned_away(set(&"dài".repeat(50), ""), &Refusal::PasswordLong);
    turned_away(set(PASSWORD, "con đường làng"), &Refusal::PasswordsDiffer);
    set(PASSWORD, PASSWORD).unwrap();
}

#[test]
fn a_password_is_the_same_from_every_keyboard() {
    let house = House::new();
    let (_, code) = house.access.add_person(&By::Operator, "Người Thử", "an", &[], at(0)).unwrap();
    let apart = "ca\u{323}nh \u{111}o\u{302}\u{300}ng lu\u{301}a chi\u{301}n";
    let together = "c\u{1ea1}nh \u{111}\u{1ed3}ng l\u{fa}a ch\u{ed}n";
    assert_ne!(apart, together);
    house.access.set_up(&code, apart, apart, &place(1), at(0)).unwrap();
    house.sign_in("an", together, "", at(1)).unwrap();
}

#[test]
fn a_new_password_ends_every_other_session() {
    let house = House::new();
    house.person("an", &[Role::Treasurer]);
    let [here, elsewhere] = [1, 2].map(|second| house.session("an", at(second)));
    let change = |current: &str, password: &str| {
        house.access.change_password(&here.signed, current, password, password, &place(1), at(3))
    };
    let next = "bông điên điển vàng ven sông";
    turned_away(change("wrong", next), &Refusal::PasswordWrong);
    turned_away(change(PASSWORD, "ngắn"), &Refusal::PasswordShort(12));
    let renewed = change(PASSWORD, next).unwrap();
    assert!(
        !house.is_good(&here, at(3)) && !house.is_good(&elsewhere, at(3)) && house.is_good(&renewed, at(3))
    );
    assert!(house.sign_in("an", PASSWORD, "", at(4)).is_err());
    house.sign_in("an", next, "", at(4)).unwrap();
}

#[test]
fn devices_are_ones_own() {
    let house = House::new();
    house.person("an", &[Role::Treasurer]);
    house.person("binh", &[Role::Treasurer]);
    let [own, lost] = [1, 2].map(|second| house.session("an", at(second)));
    let other = house.session("binh", at(1));
    assert_eq!(house.access.devices(&other.signed).len(), 2, "the one that set-up began, and this one");
    let end = |session: &str| house.access.end_device(&own.signed, session, at(3));
    refused(end(&other.signed.session), &Refusal::UnknownDevice);
    end(&lost.signed.session).unwrap();
    refused(end(&lost.signed.session), &Refusal::UnknownDevice);
    assert!(!house.is_good(&lost, at(3)) && house.is_good(&own, at(3)) && house.is_good(&other, at(3)));
}

#[test]
fn an_offered_factor_stays_the_same_for_a_while_and_changes_nothing() {
    let house = House::with(Policy::default());
    house.person("an", &[Role::Treasurer]);
    let session = house.session("an", at(0)).signed;
    let offer = |second| house.access.offer_factor(&session, "SoVang", at(second)).unwrap();
    assert_eq!(offer(0), offer(800));
    assert_ne!(offer(0).typed, offer(1000).typed);
    assert!(offer(1000).uri.starts_with("otpauth://totp/SoVang:an?secret="));
    assert!(!house.access.state().unwrap().person(&session.person).unwrap().factor);
}
