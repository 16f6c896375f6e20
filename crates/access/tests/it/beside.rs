//! The command line beside a running server: it reads the log, leaves its events in the file, and the server takes them over.

use access::{Access, AccessEvent, By};
use domain::Role;

use crate::house::{House, PASSWORD, at, everywhere, place};

#[test]
fn what_the_command_line_does_counts_at_the_servers_next_look() {
    let house = House::new();
    let beside = Access::open(house.data.path(), house.access.policy().clone()).unwrap();
    let (person, code) = beside.add_person(&By::Operator, "Người Thử", "an", &[], at(0)).unwrap();
    beside.give_role(&By::Operator, &person, &everywhere(Role::Auditor), at(1)).unwrap();
    assert_eq!(beside.people().unwrap()[0].standing.roles.len(), 1, "it sees what waits");
    let session = house.access.set_up(&code, PASSWORD, PASSWORD, &place(1), at(2)).unwrap();
    assert!(session.signed.grants().contains(&everywhere(Role::Auditor)));
    let given = |event: &AccessEvent| matches!(event, AccessEvent::RoleGiven { .. });
    assert_eq!(house.count(given), 1);
    assert_eq!(beside.state().unwrap(), house.access.state().unwrap(), "it sees what the server did");
    beside.end_person(&By::Operator, &person, at(3)).unwrap();
    assert!(!house.is_good(&session, at(4)));
    let state = house.access.state().unwrap();
    let house = house.reopened();
    assert_eq!(house.access.state().unwrap(), state);
    assert_eq!(house.count(given), 1, "once");
}

#[test]
fn what_was_left_while_no_server_ran_is_taken_over_at_the_start() {
    let house = House::new();
    let beside = Access::open(house.data.path(), house.access.policy().clone()).unwrap();
    let (person, _) = beside.add_person(&By::Operator, "Người Thử", "an", &[], at(0)).unwrap();
    let house = house.reopened();
    assert!(house.access.state().unwrap().person(&person).is_some());
    let file = std::fs::read_to_string(house.data.path().join("access/people.json")).unwrap();
    assert!(!file.contains("pending"), "{file}");
}

#[test]
fn an_entry_that_the_log_has_already_is_not_taken_twice() {
    let house = House::new();
    let beside = Access::open(house.data.path(), house.access.policy().clone()).unwrap();
    beside.add_person(&By::Operator, "Người Thử", "an", &[], at(0)).unwrap();
    let path = house.data.path().join("access/people.json");
    let waiting = std::fs::read(&path).unwrap();
    let before = house.access.state().unwrap();
    let entries = house.log().len();
    // As after a crash between the log and the file.
    std::fs::write(&path, waiting).unwrap();
    let house = house.reopened();
    assert_eq!((house.access.state().unwrap(), house.log().len()), (before, entries));
}

#[test]
fn two_who_edit_at_once_lose_nothing() {
    let house = House::new();
    let policy = house.access.policy().clone();
    std::thread::scope(|scope| {
        for name in ["mot", "hai", "ba"] {
            let (data, policy) = (house.data.path(), policy.clone());
            scope.spawn(move || {
                let beside = Access::open(data, policy).unwrap();
                for n in 0..4 {
                    beside
                        .add_person(&By::Operator, "Người Thử", &format!("{name}-{n}"), &[], at(0))
                        .unwrap();
                }
            });
        }
        for n in 0..4 {
            house.access.add_person(&By::Operator, "Người Thử", &format!("bon-{n}"), &[], at(0)).unwrap();
        }
    });
    assert_eq!(house.access.people().unwrap().len(), 16);
    assert_eq!(house.count(|event| matches!(event, AccessEvent::PersonAdded { .. })), 16);
}
