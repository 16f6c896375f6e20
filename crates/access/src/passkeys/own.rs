//! What people do with their own passkeys: take one up, call it something else, take it away.

use std::net::IpAddr;

use jiff::Timestamp;
use uuid::Uuid;
use webauthn_rs::Webauthn;

use super::ceremonies::{Ceremony, Kind, Owner};
use super::{Asked, EACH, Kept, Passkey, PasskeyRefusal, Passkeys, read};
use crate::access::{Access, lock};
use crate::digest::random;
use crate::error::AccessError;
use crate::event::{AccessEvent, By};
use crate::manage::{alive, private};
use crate::people::{People, Private};
use crate::sign_in::SignInError;
use crate::signed::Signed;

const LONGEST_NAME: usize = 40;

impl Access {
    /// The passkeys of whoever is signed in, the oldest first.
    pub fn passkeys(&self, signed: &Signed) -> Result<Vec<Passkey>, AccessError> {
        Ok(self.own(signed)?.passkeys.kept.iter().map(Kept::shown).collect())
    }

    /// Asks the browser for a new passkey, to be called so. The password proves who asks; nothing is kept before the browser
    /// has answered.
    pub fn ask_new_passkey(
        &self,
        signed: &Signed,
        current: &str,
        name: &str,
        address: IpAddr,
        now: Timestamp,
    ) -> Result<Asked, SignInError> {
        let (checker, name) = (self.checker()?, well_formed(name).map_err(AccessError::from)?);
        self.proved(signed, current, address, now)?;
        let own = self.change(&By::Person(signed.person.clone()), now, |_, people| {
            let own = private(people, &signed.person)?;
            if own.passkeys.kept.len() >= EACH {
                return Err(PasskeyRefusal::Many.into());
            }
            own.passkeys.handle.get_or_insert(Uuid::from_bytes(random()?));
            Ok((Vec::new(), own.clone()))
        })?;
        let (options, state) = challenge(checker, &own)?;
        let owner = Owner::Session(signed.person.clone(), signed.session.clone());
        let kind = Kind::Register(name, Box::new(state));
        let ceremony = lock(&self.ceremonies).begin(owner, kind, now)?;
        Ok(Asked { ceremony, options })
    }

    /// Takes up the passkey that the browser made.
    pub fn add_passkey(
        &self,
        signed: &Signed,
        ceremony: &str,
        answer: &str,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let checker = self.checker()?;
        let asked = lock(&self.ceremonies).take(ceremony, now).ok_or(PasskeyRefusal::Over)?;
        let Ceremony { owner, kind: Kind::Register(name, state), .. } = asked else {
            return Err(PasskeyRefusal::Over.into());
        };
        if owner != Owner::Session(signed.person.clone(), signed.session.clone()) {
            return Err(PasskeyRefusal::Over.into());
        }
        let answer = read(answer)?;
        let made = checker.finish_passkey_registration(&answer, &state).map_err(PasskeyRefusal::from)?;
        let kept = Kept::new(name, &made, now)?;
        self.change(&By::Person(signed.person.clone()), now, |_, people| {
            if people.rows.iter_mut().any(|other| other.passkeys.by_credential(made.cred_id()).is_some()) {
                return Err(PasskeyRefusal::Taken.into());
            }
            let own = private(people, &signed.person)?;
            if own.passkeys.kept.len() >= EACH {
                return Err(PasskeyRefusal::Many.into());
            }
            let (person, passkey) = (signed.person.clone(), kept.id.clone());
            own.passkeys.kept.push(kept);
            Ok((vec![AccessEvent::PasskeyAdded { person, passkey }], ()))
        })
    }

    /// Calls a passkey something else.
    pub fn rename_passkey(
        &self,
        signed: &Signed,
        passkey: &str,
        name: &str,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let name = well_formed(name)?;
        self.change(&By::Person(signed.person.clone()), now, |_, people| {
            own(people, signed)?.of_mut(passkey)?.name = name;
            let (person, passkey) = (signed.person.clone(), passkey.to_owned());
            Ok((vec![AccessEvent::PasskeyRenamed { person, passkey }], ()))
        })
    }

    /// Takes a passkey away; the password proves who asks. The last factor stays where a role asks for one.
    pub fn remove_passkey(
        &self,
        signed: &Signed,
        current: &str,
        passkey: &str,
        address: IpAddr,
        now: Timestamp,
    ) -> Result<(), SignInError> {
        self.proved(signed, current, address, now)?;
        self.change(&By::Person(signed.person.clone()), now, |state, people| {
            let mut without = alive(state, &signed.person)?.clone();
            without.passkeys.remove(passkey);
            let passkeys = own(people, signed)?;
            passkeys.of_mut(passkey)?;
            if self.needs_factor(&without) {
                return Err(PasskeyRefusal::LastFactor.into());
            }
            passkeys.kept.retain(|kept| kept.id != passkey);
            let (person, passkey) = (signed.person.clone(), passkey.to_owned());
            Ok((vec![AccessEvent::PasskeyRemoved { person, passkey }], ()))
        })?;
        Ok(())
    }

    pub(super) fn checker(&self) -> Result<&Webauthn, AccessError> {
        self.passkeys.as_ref().ok_or_else(|| PasskeyRefusal::Nowhere.into())
    }
}

fn own<'a>(people: &'a mut People, signed: &Signed) -> Result<&'a mut Passkeys, AccessError> {
    Ok(&mut private(people, &signed.person)?.passkeys)
}

/// What the browser is asked for. The device keeps the passkey with the person's name where it can, so that it opens the house
/// without the sign-in name too; a device that cannot serves beside the password.
fn challenge(
    checker: &Webauthn,
    own: &Private,
) -> Result<(String, webauthn_rs::prelude::PasskeyRegistration), AccessError> {
    let handle = own.passkeys.handle.unwrap_or_default();
    let known = own.passkeys.keys().iter().map(|key| key.cred_id().clone()).collect();
    let (options, state) = checker
        .start_passkey_registration(handle, &own.login, &own.name, Some(known))
        .map_err(PasskeyRefusal::from)?;
    let mut options = serde_json::to_value(options).map_err(|_| PasskeyRefusal::Unreadable)?;
    if let Some(wanted) = options.pointer_mut("/publicKey/authenticatorSelection") {
        wanted["residentKey"] = "preferred".into();
    }
    Ok((options.to_string(), state))
}

fn well_formed(name: &str) -> Result<String, PasskeyRefusal> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(PasskeyRefusal::NameMalformed) }
}
