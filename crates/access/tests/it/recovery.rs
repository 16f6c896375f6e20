//! Getting back in, with two who agree.

use access::{By, Granted, Refusal, totp_at};
use domain::Role;

use crate::house::{House, PASSWORD, at, everywhere, hours, place, refused};

#[test]
fn two_administrators_let_somebody_back_in() {
    let house = House::new();
    let [one, two] = ["mot", "hai"].map(|login| By::Person(house.person(login, &[Role::Admin])));
    let lost = house.person("an", &[Role::Treasurer]);
    let session = house.session("an", at(1));
    let offer = house.access.offer_factor(&session.signed, "SoVang", at(1)).unwrap();
    let digits = totp_at(&offer.typed, at(1)).unwrap();
    house.access.confirm_factor(&session.signed, PASSWORD, &digits, place(1).address, at(1)).unwrap();
    refused(house.access.grant_recovery(&one, &lost, at(2)), &Refusal::NoRecovery);
    for login in ["an", "an", "nobody"] {
        house.access.ask_recovery(login, &place(3), at(3)).unwrap();
    }
    assert_eq!(house.access.grant_recovery(&one, &lost, at(4)).unwrap(), Granted::Waits);
    refused(house.access.grant_recovery(&one, &lost, at(5)), &Refusal::GrantedAlready);
    let Granted::Code(code) = house.access.grant_recovery(&two, &lost, at(6)).unwrap() else { panic!() };
    assert!(house.is_good(&session, at(6)), "nothing is over before the code is used");
    let next = "bông điên điển vàng ven sông";
    let back = house.access.set_up(&code, next, next, &place(3), at(7)).unwrap();
    assert!(!house.is_good(&session, at(8)) && house.is_good(&back, at(8)));
    assert!(!house.access.state().unwrap().person(&lost).unwrap().factor, "the phone may be what was lost");
    house.sign_in("an", next, "", at(9)).unwrap();
}

#[test]
fn nobody_grants_their_own_and_a_refused_or_old_one_is_over() {
    let house = House::new();
    let admin = house.person("mot", &[Role::Admin]);
    let [own, two] = [By::Person(admin.clone()), By::Person(house.person("hai", &[Role::Admin]))];
    house.access.ask_recovery("mot", &place(3), at(0)).unwrap();
    refused(house.access.grant_recovery(&own, &admin, at(1)), &Refusal::OwnRecovery);
    house.access.refuse_recovery(&two, &admin, at(1)).unwrap();
    refused(house.access.grant_recovery(&two, &admin, at(2)), &Refusal::NoRecovery);
    house.access.ask_recovery("mot", &place(3), at(3)).unwrap();
    refused(house.access.grant_recovery(&two, &admin, hours(80)), &Refusal::NoRecovery);
}

#[test]
fn where_there_is_one_administrator_the_machine_helps() {
    let house = House::new();
    let lost = house.person("mot", &[Role::Admin]);
    let Granted::Code(code) = house.access.grant_recovery(&By::Operator, &lost, at(1)).unwrap() else {
        panic!()
    };
    house.access.set_up(&code, PASSWORD, PASSWORD, &place(3), at(2)).unwrap();
}

#[test]
fn who_is_no_administrator_any_more_has_not_agreed() {
    let house = House::new();
    let first = house.person("mot", &[Role::Admin]);
    let [one, two] = [By::Person(first.clone()), By::Person(house.person("hai", &[Role::Admin]))];
    let lost = house.person("an", &[Role::Treasurer]);
    house.access.ask_recovery("an", &place(3), at(0)).unwrap();
    house.access.grant_recovery(&one, &lost, at(1)).unwrap();
    house.access.end_person(&two, &first, at(2)).unwrap();
    assert_eq!(house.access.grant_recovery(&two, &lost, at(3)).unwrap(), Granted::Waits);
}

#[test]
fn one_human_with_two_accounts_of_their_own_making_does_not_agree_twice() {
    let house = House::new();
    let one = house.person("mot", &[Role::Admin]);
    let first = By::Person(one);
    let lost = house.person("an", &[Role::Treasurer]);
    let made = |login: &str, by: &By, second: i64| {
        let grant = [everywhere(Role::Admin)];
        let (person, code) = house.access.add_person(by, "Người Thử", login, &grant, at(second)).unwrap();
        house.access.set_up(&code, PASSWORD, PASSWORD, &place(200), at(second)).unwrap();
        By::Person(person)
    };
    let [two, three] = ["hai", "ba"].map(|login| made(login, &first, 1));
    let four = made("bon", &two, 2);
    house.access.ask_recovery("an", &place(3), at(3)).unwrap();
    assert_eq!(house.access.grant_recovery(&two, &lost, at(4)).unwrap(), Granted::Waits);
    for own in [&first, &three, &four] {
        refused(house.access.grant_recovery(own, &lost, at(5)), &Refusal::OneHand(30));
    }
    let other = By::Person(house.person("nam", &[Role::Admin]));
    assert!(matches!(house.access.grant_recovery(&other, &lost, at(6)).unwrap(), Granted::Code(_)));
    // A month later they are people whom others have met.
    let later = hours(31 * 24);
    house.access.ask_recovery("an", &place(3), later).unwrap();
    assert_eq!(house.access.grant_recovery(&first, &lost, later).unwrap(), Granted::Waits);
    assert!(matches!(house.access.grant_recovery(&two, &lost, later).unwrap(), Granted::Code(_)));
}
