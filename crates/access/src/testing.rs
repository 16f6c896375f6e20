//! A way in without a password: for the tests of those who stand above, whose subject is not signing in.

use domain::Role;
use jiff::Timestamp;

use crate::access::Access;
use crate::error::AccessError;
use crate::event::{AccessEvent, By};
use crate::passkeys::Site;
use crate::people::Private;
use crate::person::PersonId;
use crate::policy::Policy;
use crate::sign_in::Place;
use crate::signed::Grant;

/// Rules under which a test loses no time.
pub fn policy() -> Policy {
    Policy { factor: Vec::new(), hash_kib: 64, site: Site::this_machine(), ..Policy::default() }
}

/// Lets somebody in who need not have been taken up before, with these roles in all funds. Answers the cookie's value.
pub fn let_in(access: &Access, person: &PersonId, name: &str, roles: &[Role]) -> Result<String, AccessError> {
    let now = Timestamp::now();
    let grants: Vec<Grant> = roles.iter().map(|role| Grant { role: *role, fund: None }).collect();
    let private = access.change(&By::Operator, now, |state, people| {
        let mut events = Vec::new();
        if people.of(person).is_none() {
            let (name, login) = (name.to_owned(), person.to_string());
            people.rows.push(Private::new(person.clone(), name, login));
            events.push(AccessEvent::PersonAdded { person: person.clone() });
        }
        let held = state.person(person).map(|standing| standing.roles.clone()).unwrap_or_default();
        for Grant { role, fund } in held.iter().filter(|grant| !grants.contains(grant)).cloned() {
            events.push(AccessEvent::RoleTaken { person: person.clone(), role, fund });
        }
        for Grant { role, fund } in grants.iter().filter(|grant| !held.contains(grant)).cloned() {
            events.push(AccessEvent::RoleGiven { person: person.clone(), role, fund });
        }
        let private = people.of(person).cloned();
        let private = private.ok_or_else(|| crate::error::Refusal::UnknownPerson(person.clone()))?;
        Ok((events, private))
    })?;
    let place = Place { address: [127, 0, 0, 1].into(), device: "", previous: None };
    let session = access.begin(&private, None, &place, now)?;
    Ok(session.map(|session| session.secret.reveal().to_owned()).unwrap_or_default())
}
