//! Whether money and goods go where they are meant to: within the share, and as the donor said.

use std::slice;

use super::Recipient;
use crate::event::Earmark;
use crate::ids::Code;
use crate::network;
use crate::party::Party;

/// Who gets something, as far as an earmark goes: the recipients, or where they are not named the share's party, or where
/// there is no share the payee.
#[derive(Clone, Copy, Debug)]
pub(super) struct Receivers<'a> {
    pub(super) payee: &'a Party,
    pub(super) recipients: &'a [Recipient],
    pub(super) share: Option<&'a Party>,
}

impl Receivers<'_> {
    fn all(&self, of: impl Fn(&Party) -> bool) -> bool {
        if self.recipients.is_empty() {
            slice::from_ref(self.share.unwrap_or(self.payee)).iter().all(of)
        } else {
            self.recipients.iter().all(|recipient| of(&recipient.party))
        }
    }
}

/// Free money goes anywhere; tied money where the donor said, in every respect that the donor named.
pub(super) fn fits(
    network: &network::State,
    earmark: &Earmark,
    head: &Code,
    receivers: Receivers<'_>,
) -> bool {
    let purpose = earmark.purpose.as_ref().is_none_or(|purpose| purpose == head);
    let place =
        earmark.place.as_ref().is_none_or(|place| receivers.all(|party| lies_in(network, party, place)));
    let beneficiary = earmark
        .beneficiary
        .as_ref()
        .is_none_or(|code| receivers.payee.code() == Some(code) || receivers.all(|party| is_of(party, code)));
    purpose && place && beneficiary
}

/// Whether the party is `around`, or in its area, or a household of its group.
pub(super) fn within(network: &network::State, party: &Party, around: &Party) -> bool {
    let inside = match around {
        Party::Area(area) => lies_in(network, party, area),
        Party::Group(group) => is_of(party, group),
        Party::Household(_) | Party::Organisation(_) => false,
    };
    inside || party == around
}

fn lies_in(network: &network::State, party: &Party, area: &Code) -> bool {
    let own = match party {
        Party::Area(code) => Some(code),
        _ => network.area_of(party),
    };
    own.is_some_and(|own| network.lies_in(own, area))
}

fn is_of(party: &Party, code: &Code) -> bool {
    match party {
        Party::Household(household) => household.group() == code.as_str(),
        _ => party.code() == Some(code),
    }
}
