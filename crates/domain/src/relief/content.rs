//! What is asked, looked at from the rules' side: its digest, its money, those whom it reaches.

use super::{AllocationLine, Content, PaymentKind, Recipient};
use crate::ids::{AccountId, Code, Digest};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::Quantity;

impl Content {
    /// SHA-256 of the stored form: approvals are bound to it.
    pub fn digest(&self) -> Digest {
        self.digest_with(&[])
    }

    /// The same with the papers that go with it, where there are any: whoever approved has seen them too.
    pub fn digest_with(&self, papers: &[Digest]) -> Digest {
        // No map with odd keys is in it, so it has a JSON form; an empty one would only make approvals fail.
        let content = serde_json::to_vec(self).unwrap_or_default();
        match papers {
            [] => Digest::of(&content),
            papers => {
                let papers = papers.iter().flat_map(|paper| [b"\n", paper.as_str().as_bytes()].concat());
                Digest::of(&content.into_iter().chain(papers).collect::<Vec<_>>())
            }
        }
    }

    /// The share of an allocation that it uses.
    pub fn allocation(&self) -> Option<&AllocationLine> {
        match self {
            Self::Issue(issue) => issue.allocation.as_ref(),
            Self::Payment(payment) => payment.allocation.as_ref(),
            Self::Refund(_) | Self::WriteOff(_) => None,
        }
    }

    /// Who gets what, where that is said.
    pub fn recipients(&self) -> &[Recipient] {
        match self {
            Self::Issue(issue) => &issue.recipients,
            Self::Payment(payment) => &payment.recipients,
            Self::Refund(_) | Self::WriteOff(_) => &[],
        }
    }

    /// From which account how much; none for goods.
    pub fn money(&self) -> Option<(&AccountId, Vnd)> {
        match self {
            Self::Payment(payment) => Some((&payment.account, payment.amount)),
            Self::Refund(refund) => Some((&refund.account, refund.amount)),
            Self::Issue(_) | Self::WriteOff(_) => None,
        }
    }

    /// Who takes the money or goods over; none for a refund and a write-off.
    pub fn payee(&self) -> Option<Party> {
        match self {
            Self::Issue(issue) => Some(issue.to.clone()),
            Self::Payment(payment) => payment.kind.payee(),
            Self::Refund(_) | Self::WriteOff(_) => None,
        }
    }

    /// Everybody whom it reaches: payee, recipients, the groups of households among them.
    pub(super) fn reaches(&self, party: &Party) -> bool {
        let touches = |reached: &Party| match (reached, party) {
            (Party::Household(household), Party::Group(group)) => household.group() == group.as_str(),
            _ => reached == party,
        };
        self.payee().as_ref().is_some_and(touches)
            || self.recipients().iter().any(|recipient| touches(&recipient.party))
    }

    /// How much of an item goes out with it.
    pub(super) fn goods_of(&self, item: &Code) -> i128 {
        match self {
            Self::Issue(issue) => {
                issue.lines.iter().filter(|line| line.item == *item).map(|line| units(line.quantity)).sum()
            }
            Self::Payment(_) | Self::Refund(_) | Self::WriteOff(_) => 0,
        }
    }
}

impl PaymentKind {
    /// Who is paid; none for a refund.
    pub fn payee(&self) -> Option<Party> {
        match self {
            Self::Advance(code) | Self::Purchase(code) => Some(Party::Organisation(code.clone())),
            Self::Cost(party) | Self::Relief(party) | Self::Transfer(party) => Some(party.clone()),
            Self::Refund(_) => None,
        }
    }

    /// Whether it goes to beneficiaries, and so is handed over, signed and confirmed.
    pub fn is_relief(&self) -> bool {
        matches!(self, Self::Relief(_) | Self::Transfer(_))
    }
}

/// For sums, which no number of 64-bit quantities can overflow.
pub(super) fn units(quantity: Quantity) -> i128 {
    quantity.units().into()
}

/// For sums, which no number of 64-bit amounts can overflow.
pub(super) fn dong(amount: Vnd) -> i128 {
    amount.dong().into()
}

/// A figure of the books that an amount can hold; a sum of amounts that were checked does.
pub(super) fn vnd(dong: i128) -> Vnd {
    Vnd::new(i64::try_from(dong).unwrap_or(if dong < 0 { i64::MIN } else { i64::MAX }))
}

/// See [`vnd`].
pub(super) fn quantity(units: i128) -> Quantity {
    Quantity::new(vnd(units).dong())
}

/// What all recipients get together.
pub(super) fn sum_of(recipients: &[Recipient]) -> i128 {
    recipients.iter().map(|recipient| dong(recipient.amount)).sum()
}
