//! What the fund's people are called on the desk's pages: their names lie in the house of access, never in the books, which know
//! a role and a pseudonym. Who has no name there, such as a token's machine, stands with the pseudonym.

use std::collections::BTreeMap;

use domain::{Actor, Role};
use web::Lang;

use crate::answer::Fault;
use crate::hall::of_access;
use crate::seat::Seat;

/// Names by pseudonym, in the reader's language.
pub(crate) struct People {
    lang: Lang,
    names: BTreeMap<String, String>,
}

impl People {
    /// Everybody as of now.
    pub(crate) fn of(seat: &Seat) -> Result<Self, Fault> {
        let listed = seat.desk.door.access.people().map_err(|error| Fault::Problem(of_access(&error)))?;
        let names = listed.into_iter().map(|one| (one.person.to_string(), one.name)).collect();
        Ok(Self { lang: seat.lang(), names })
    }

    /// The reader's language.
    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// Somebody, by name and role.
    pub(crate) fn actor(&self, actor: &Actor) -> String {
        let lang = self.lang;
        let role = Role::of(actor.role()).map_or(actor.role(), |role| lang.say(role.vi(), role.name()));
        format!("{} ({role})", self.name(actor))
    }

    /// The name alone.
    pub(crate) fn name<'a>(&'a self, actor: &'a Actor) -> &'a str {
        let named = self.names.get(actor.person()).map(String::as_str).filter(|name| !name.is_empty());
        named.unwrap_or(actor.person())
    }
}
