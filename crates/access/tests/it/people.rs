//! People and roles: who gives them, and what they allow.

use access::{AccessError, AccessEvent, By, Grant, Policy, Refusal};
use domain::{Action, FundId, Role};

use crate::house::{House, at, everywhere, refused};

fn fund(name: &str) -> FundId {
    name.parse().unwrap()
}

#[test]
fn every_role_does_what_the_domains_table_says_in_its_fund_and_nowhere_else() {
    let house = House::new();
    let person = house.person("an", &[]);
    let session = house.session("an", at(1));
    let (here, there) = (fund("yagi-2024"), fund("mien-trung"));
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Operator) {
        for of in [Some(here.clone()), None] {
            let grant = Grant { role, fund: of.clone() };
            house.access.give_role(&By::Operator, &person, &grant, at(2)).unwrap();
            let signed = house.access.session(session.secret.reveal(), at(2)).unwrap().unwrap();
            for action in Action::all() {
                let may = action.roles().contains(&role).then(|| format!("{}:{person}", role.name()));
                let actor = |fund| signed.actor_for(fund, action).map(|actor| actor.to_string());
                assert_eq!(actor(&here), may, "{action:?}");
                assert_eq!(actor(&there), may.filter(|_| of.is_none()), "{action:?}");
            }
            assert_eq!(signed.works_in(&there), of.is_none());
            assert_eq!(signed.administers(), role == Role::Admin && of.is_none());
            house.access.take_role(&By::Operator, &person, &grant, at(2)).unwrap();
        }
    }
}

#[test]
fn one_person_in_two_roles_is_one_person() {
    let house = House::new();
    let person = house.person("an", &[Role::Treasurer, Role::Approver]);
    let signed = house.session("an", at(1)).signed;
    let actor = |action| signed.actor_for(&fund("a"), action).unwrap().to_string();
    assert_eq!(actor(Action::Pay), format!("treasurer:{person}"));
    assert_eq!(actor(Action::ApproveRequests), format!("approver:{person}"));
}

#[test]
fn who_lacks_the_second_factor_may_nothing() {
    let house = House::with(Policy::default());
    house.person("an", &[Role::Admin, Role::Storekeeper]);
    let signed = house.session("an", at(1)).signed;
    assert!(signed.needs_factor && !signed.works_in(&fund("a")) && !signed.administers());
    assert!(Action::all().all(|action| signed.actor_for(&fund("a"), action).is_none()));
    let by = By::Person(signed.person.clone());
    refused(house.access.end_sessions(&by, &signed.person, at(2)), &Refusal::AdminOnly);
}

#[test]
fn only_an_administrator_of_all_funds_manages_people() {
    let house = House::new();
    let admin = By::Person(house.person("admin", &[Role::Admin]));
    let of_one = house.person("of-one", &[Role::Treasurer]);
    let grant = Grant { role: Role::Admin, fund: Some(fund("a")) };
    house.access.give_role(&admin, &of_one, &grant, at(1)).unwrap();
    let approver = By::Person(house.person("an", &[Role::Approver]));
    for by in [By::Nobody, By::Person(of_one.clone()), approver] {
        let no = &Refusal::AdminOnly;
        refused(house.access.add_person(&by, "Ai Đó", "ai-do", &[], at(2)), no);
        refused(house.access.give_role(&by, &of_one, &everywhere(Role::Auditor), at(2)), no);
        refused(house.access.take_role(&by, &of_one, &grant, at(2)), no);
        refused(house.access.end_person(&by, &of_one, at(2)), no);
        refused(house.access.end_sessions(&by, &of_one, at(2)), no);
        refused(house.access.set_up_again(&by, &of_one, at(2)), no);
        refused(house.access.refuse_recovery(&by, &of_one, at(2)), no);
        refused(house.access.grant_recovery(&by, &of_one, at(2)), no);
    }
    house.access.add_person(&admin, "Ai Đó", "ai-do", &[], at(2)).unwrap();
}

#[test]
fn the_last_administrator_stays() {
    let house = House::new();
    let person = house.person("admin", &[Role::Admin]);
    let admin = By::Person(person.clone());
    let grant = everywhere(Role::Admin);
    refused(house.access.take_role(&admin, &person, &grant, at(1)), &Refusal::LastAdmin);
    refused(house.access.end_person(&admin, &person, at(1)), &Refusal::LastAdmin);
    house.person("second", &[Role::Admin]);
    house.access.take_role(&admin, &person, &grant, at(1)).unwrap();
}

#[test]
fn what_cannot_be_a_person_is_refused() {
    let house = House::new();
    let add = |name: &str, login: &str| house.access.add_person(&By::Operator, name, login, &[], at(0));
    add("Người Thử", "an.nguyen@xa").unwrap();
    refused(add("Người Thử", " AN.nguyen@xa "), &Refusal::LoginTaken);
    for login in ["", "a", "nguyễn", "a b c", "a\0bc", &"x".repeat(65)] {
        refused(add("Người Thử", login), &Refusal::LoginMalformed);
    }
    for name in ["", "  ", "a\u{7}b", &"x".repeat(121)] {
        refused(add(name, "binh"), &Refusal::NameMalformed);
    }
    let operator = [everywhere(Role::Operator)];
    refused(house.access.add_person(&By::Operator, "A", "binh", &operator, at(0)), &Refusal::NoSuchRole);
    let nobody = "t-00000000".parse().unwrap();
    refused(house.access.end_person(&By::Operator, &nobody, at(0)), &Refusal::UnknownPerson(nobody.clone()));
}

#[test]
fn roles_and_names_outlive_a_restart_and_an_end_is_for_good() {
    let house = House::new();
    let person = house.person("an", &[Role::Treasurer]);
    let session = house.session("an", at(1));
    let house = house.reopened();
    let state = house.access.state().unwrap();
    assert!(state.person(&person).unwrap().roles.contains(&everywhere(Role::Treasurer)));
    assert_eq!(house.access.people().unwrap()[0].name, "Người Thử");
    house.access.end_person(&By::Operator, &person, at(2)).unwrap();
    assert!(!house.is_good(&session, at(3)));
    let again = house.access.give_role(&By::Operator, &person, &everywhere(Role::Admin), at(3));
    refused(again, &Refusal::Ended(person.clone()));
    assert_eq!(house.count(|event| matches!(event, AccessEvent::PersonEnded { .. })), 1);
    assert!(house.access.verify().unwrap() > 4);
}

#[test]
fn somebody_whom_the_books_know_keeps_the_pseudonym() {
    let house = House::new();
    let (token, _) = house.access.tokens().create(Role::Treasurer, None, None, at(0)).unwrap();
    let known: access::PersonId = token.person().parse().unwrap();
    let add = |login: &str| house.access.add_person_known_as(known.clone(), "Người Thử", login, &[], at(0));
    add("an").unwrap();
    refused(add("binh"), &Refusal::PersonTaken(known.clone()));
    assert!(house.access.state().unwrap().person(&known).is_some());
}

#[test]
fn every_no_is_said_in_both_languages() {
    for refusal in [Refusal::AdminOnly, Refusal::PasswordShort(12), Refusal::LastAdmin] {
        assert!(refusal.vi() != refusal.en() && !refusal.vi().is_empty());
    }
    assert!(AccessError::Busy.to_string().contains(" / "));
}
