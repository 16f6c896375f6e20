//! Who may approve how much, for whom others act, and who has an interest in what. People are told apart by the second
//! part of an actor: whoever holds two roles is one person.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::Actor;
use crate::money::Vnd;
use crate::party::Party;
use crate::relief::{ApprovalDelegated, ApproverAppointed, Content, InterestDeclared};

/// Somebody who may approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approver {
    /// At most this in a day.
    pub per_day: Option<Vnd>,
    /// At most this in one request.
    pub per_request: Vnd,
    /// Who.
    pub person: Actor,
    /// Up to this day.
    pub until: Option<Date>,
}

/// Somebody who acts for an approver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Whose right it is.
    pub from: Actor,
    /// At most this in one request.
    pub per_request: Vnd,
    /// Who acts.
    pub to: Actor,
    /// Up to this day.
    pub until: Date,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approvers {
    appointed: BTreeMap<String, Approver>,
    /// By who acts, then by whose right it is.
    delegations: BTreeMap<String, BTreeMap<String, Delegation>>,
    interests: BTreeMap<String, BTreeSet<Party>>,
    /// What was approved by right of a person on a day.
    used: BTreeMap<(String, Date), i128>,
}

impl Approvers {
    /// The right of a person that is in force on a day.
    pub fn right_of(&self, person: &Actor, on: Date) -> Option<&Approver> {
        let approver = self.appointed.get(person.person())?;
        approver.until.is_none_or(|until| on <= until).then_some(approver)
    }

    /// For whom a person may act on a day.
    pub fn delegations_to(&self, person: &Actor, on: Date) -> impl Iterator<Item = &Delegation> {
        let to = self.delegations.get(person.person());
        to.into_iter().flat_map(BTreeMap::values).filter(move |delegation| on <= delegation.until)
    }

    /// Who acts for a person on a day.
    pub fn delegations_from(&self, person: &Actor, on: Date) -> impl Iterator<Item = &Delegation> {
        let from = self.delegations.values().filter_map(|of| of.get(person.person()));
        from.filter(move |delegation| on <= delegation.until)
    }

    /// All who may approve on a day.
    pub fn all(&self, on: Date) -> impl Iterator<Item = &Approver> {
        self.appointed.values().filter(move |approver| approver.until.is_none_or(|until| on <= until))
    }

    /// Who has an interest in a party that the content reaches: the person, without a role, and the party.
    pub fn interested<'a>(&'a self, content: &'a Content) -> impl Iterator<Item = (&'a str, &'a Party)> {
        let all = self.interests.iter().flat_map(|(person, of)| of.iter().map(move |party| (person, party)));
        all.filter(|(_, party)| content.reaches(party)).map(|(person, party)| (person.as_str(), party))
    }

    /// A delegation, in force or past its day.
    pub fn delegation(&self, from: &Actor, to: &Actor) -> Option<&Delegation> {
        self.delegations.get(to.person())?.get(from.person())
    }

    /// What was approved by right of a person on a day, in đồng.
    pub fn used_on(&self, person: &Actor, on: Date) -> i128 {
        self.used.get(&(person.person().to_owned(), on)).copied().unwrap_or(0)
    }

    /// The parties in which a person has an interest.
    pub fn interests(&self, person: &Actor) -> impl Iterator<Item = &Party> {
        self.interests.get(person.person()).into_iter().flatten()
    }

    pub(super) fn appointed(&mut self, event: &ApproverAppointed) {
        let approver = Approver {
            per_day: event.per_day,
            per_request: event.per_request,
            person: event.person.clone(),
            until: event.until,
        };
        self.appointed.insert(event.person.person().to_owned(), approver);
    }

    pub(super) fn dismissed(&mut self, person: &Actor) {
        self.appointed.remove(person.person());
        // Whoever acted for him has nothing to act on; a new appointment does not bring it back.
        self.delegations.values_mut().for_each(|from| drop(from.remove(person.person())));
    }

    pub(super) fn delegated(&mut self, event: &ApprovalDelegated) {
        let delegation = Delegation {
            from: event.from.clone(),
            per_request: event.per_request,
            to: event.to.clone(),
            until: event.until,
        };
        let to = self.delegations.entry(event.to.person().to_owned()).or_default();
        to.insert(event.from.person().to_owned(), delegation);
    }

    pub(super) fn revoked(&mut self, from: &Actor, to: &Actor) {
        if let Some(of) = self.delegations.get_mut(to.person()) {
            of.remove(from.person());
        }
    }

    pub(super) fn declared(&mut self, event: &InterestDeclared) {
        let of = self.interests.entry(event.person.person().to_owned()).or_default();
        of.insert(event.party.clone());
    }

    pub(super) fn used(&mut self, whose: &Actor, on: Date, value: Vnd) {
        let sum = self.used.entry((whose.person().to_owned(), on)).or_default();
        *sum = sum.saturating_add(value.dong().into());
    }

    pub(super) fn given_back(&mut self, whose: &Actor, on: Date, value: Vnd) {
        let sum = self.used.entry((whose.person().to_owned(), on)).or_default();
        *sum = sum.saturating_sub(value.dong().into());
    }
}
