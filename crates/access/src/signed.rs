//! Somebody who is signed in: who, in which roles, and what that allows. The domain's table decides; here it is only asked
//! in which of a person's roles something may be done.

use std::collections::BTreeSet;

use domain::{Action, Actor, FundId, Role};
use jiff::Timestamp;

use crate::person::PersonId;

/// A role for a fund, or for all of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// What the person may do.
    pub role: Role,
    /// Where; none is everywhere.
    pub fund: Option<FundId>,
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Who, as events name them.
    pub person: PersonId,
    /// The name to greet the person with. Personal data: for the person's own pages, never for a log.
    pub name: String,
    /// Names the session; it opens nothing.
    pub session: String,
    /// When the session began.
    pub since: Timestamp,
    /// A role asks for a second factor that is not set up: until then this person may do nothing but set it up.
    pub needs_factor: bool,
    pub(crate) roles: BTreeSet<Grant>,
}

impl Signed {
    /// All roles, each for a fund or for all.
    pub fn grants(&self) -> &BTreeSet<Grant> {
        &self.roles
    }

    /// The roles in a fund that count now: none while a second factor is missing.
    pub fn roles_in(&self, fund: &FundId) -> BTreeSet<Role> {
        let here = |grant: &&Grant| grant.fund.as_ref().is_none_or(|of| of == fund);
        self.counting().filter(here).map(|grant| grant.role).collect()
    }

    /// Who does it, as the event will name them: this person in the first role that the domain's table allows. None may not.
    pub fn actor_for(&self, fund: &FundId, action: Action) -> Option<Actor> {
        self.actor_among(fund, action.roles())
    }

    /// This person in the first of these roles that they have in the fund. For reading, which the domain does not decide.
    pub fn actor_among(&self, fund: &FundId, roles: &[Role]) -> Option<Actor> {
        let held = self.roles_in(fund);
        let role = roles.iter().find(|role| held.contains(role))?;
        self.person.actor(*role).ok()
    }

    /// Who opens new books: this person as administrator of all funds.
    pub fn opens_funds(&self) -> Option<Actor> {
        let everywhere = |role: &Role| self.counting().any(|held| held.role == *role && held.fund.is_none());
        let role = Action::OpenFund.roles().iter().find(|role| everywhere(role))?;
        self.person.actor(*role).ok()
    }

    /// Whether the person has a role in the fund at all, and so sees its desk.
    pub fn works_in(&self, fund: &FundId) -> bool {
        !self.roles_in(fund).is_empty()
    }

    /// Whether the person administers people, tokens and the access log: an administrator of all funds.
    pub fn administers(&self) -> bool {
        self.counting().any(|grant| grant.role == Role::Admin && grant.fund.is_none())
    }

    fn counting(&self) -> impl Iterator<Item = &Grant> {
        self.roles.iter().filter(|_| !self.needs_factor)
    }
}
