//! Whom identity providers know somebody as: said by the person alone, while signed in, and taken away by them at any time.

use std::net::IpAddr;

use jiff::Timestamp;

use super::{alive, private};
use crate::access::Access;
use crate::digest::{hex, random};
use crate::error::{AccessError, Refusal};
use crate::event::{AccessEvent, By};
use crate::people::Linked;
use crate::person::PersonId;
use crate::sign_in::{SignInError, Vouched};
use crate::signed::Signed;

/// A link, for the person whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Names it.
    pub link: String,
    /// The provider, as the configuration names it.
    pub provider: String,
    /// Since when.
    pub since: Timestamp,
}

impl Linked {
    pub(super) fn removed(self, person: &PersonId) -> AccessEvent {
        AccessEvent::ProviderUnlinked { person: person.clone(), provider: self.provider, link: self.name }
    }
}

impl Access {
    /// Whether whoever is signed in knows the password: asked before they are sent to a provider to be linked.
    pub fn prove(
        &self,
        signed: &Signed,
        current: &str,
        address: IpAddr,
        now: Timestamp,
    ) -> Result<(), SignInError> {
        self.proved(signed, current, address, now).map(drop)
    }

    /// The links of whoever is signed in, the oldest first.
    pub fn links(&self, signed: &Signed) -> Result<Vec<Link>, AccessError> {
        let own = self.own(signed)?.links.into_iter();
        Ok(own.map(|Linked { name: link, provider, since, .. }| Link { link, provider, since }).collect())
    }

    /// From now on the provider may say that it is this person. Only what nobody is linked to yet can be.
    pub fn link(&self, signed: &Signed, vouched: &Vouched<'_>, now: Timestamp) -> Result<(), AccessError> {
        let name = format!("l-{}", hex(&random::<4>()?));
        let (person, provider) = (signed.person.clone(), vouched.provider.to_owned());
        self.change(&By::Person(person.clone()), now, |state, people| {
            alive(state, &person)?;
            if people.linked(vouched.issuer, vouched.subject).is_some() {
                return Err(Refusal::LinkTaken.into());
            }
            private(people, &person)?.links.push(Linked {
                name: name.clone(),
                provider: provider.clone(),
                issuer: vouched.issuer.to_owned(),
                subject: vouched.subject.to_owned(),
                since: now,
            });
            let person = person.clone();
            Ok((vec![AccessEvent::ProviderLinked { person, provider, link: name }], ()))
        })
    }

    /// Takes a link away. The sessions that began through it end, this one too if it did.
    pub fn unlink(&self, signed: &Signed, link: &str, now: Timestamp) -> Result<(), AccessError> {
        let person = signed.person.clone();
        self.change(&By::Person(person.clone()), now, |_, people| {
            let links = &mut private(people, &person)?.links;
            let place = links.iter().position(|it| it.name == link).ok_or(Refusal::UnknownLink)?;
            Ok((vec![links.remove(place).removed(&person)], ()))
        })?;
        self.sessions().end(|session| session.link.as_deref() == Some(link)).map(drop)
    }
}
