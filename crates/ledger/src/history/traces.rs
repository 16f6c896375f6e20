//! Where else somebody's data may lie: the later events about a receipt, and those about a household that is not only one of
//! many in a list. Who erases follows them. The first event of a receipt and the present row of a household are told by
//! the public book and by the history, so only what few have stands here.

use std::collections::BTreeMap;

use domain::relief::{Content, PaymentKind};
use domain::{Event, HouseholdId, Party, ReceiptNo, Recorded, giving, goods, network, relief};
use serde::{Deserialize, Serialize};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Traces {
    receipts: BTreeMap<ReceiptNo, Vec<u64>>,
    households: BTreeMap<HouseholdId, Vec<u64>>,
}

impl Traces {
    pub(super) fn apply(&mut self, recorded: &Recorded) {
        if let Some(receipt) = receipt(&recorded.event) {
            self.receipts.entry(receipt).or_default().push(recorded.position);
        }
        if let Some(household) = household(&recorded.event) {
            self.households.entry(household.clone()).or_default().push(recorded.position);
        }
    }

    /// The household has another name now; the event with the one before stays of interest.
    pub(super) fn replaced(&mut self, household: &HouseholdId, position: u64) {
        self.households.entry(household.clone()).or_default().push(position);
    }

    /// Positions of the later events about a receipt.
    pub(crate) fn of_receipt(&self, receipt: ReceiptNo) -> &[u64] {
        self.receipts.get(&receipt).map_or(&[], Vec::as_slice)
    }

    /// Positions of the events about a household, but for the one with its present name.
    pub(crate) fn of_household(&self, household: &HouseholdId) -> &[u64] {
        self.households.get(household).map_or(&[], Vec::as_slice)
    }
}

fn receipt(event: &Event) -> Option<ReceiptNo> {
    let refunded = |kind: &PaymentKind| match kind {
        PaymentKind::Refund(refunded) => Some(refunded.receipt),
        _ => None,
    };
    match event {
        Event::ReceiptReversed(event) => Some(event.receipt),
        Event::ReceiptIdentified(event) => Some(event.receipt),
        Event::QuarantineDismissed(event) => event.same_as,
        Event::Giving(event) => match event.as_ref() {
            giving::Event::EarmarkReleased(event) => Some(event.receipt),
            giving::Event::ReceiptSupplemented(event) => Some(event.receipt),
            giving::Event::GiverCorrected(event) => Some(event.receipt),
            _ => None,
        },
        Event::Relief(event) => match event.as_ref() {
            relief::Event::RequestMade(event) => match &event.content {
                Content::Refund(refund) => Some(refund.receipt),
                _ => None,
            },
            relief::Event::Paid(event) => refunded(&event.kind),
            relief::Event::PaymentReversed(event) => refunded(&event.kind),
            _ => None,
        },
        _ => None,
    }
}

fn household(event: &Event) -> Option<&HouseholdId> {
    let party = match event {
        Event::Network(event) => match event.as_ref() {
            network::Event::HouseholdChanged(event) => return Some(&event.household),
            _ => return None,
        },
        Event::Goods(event) => match event.as_ref() {
            goods::Event::GoodsIssued(event) => &event.to,
            _ => return None,
        },
        Event::Relief(event) => match event.as_ref() {
            relief::Event::RequestMade(event) => payee(&event.content)?,
            relief::Event::RequestAmended(event) => payee(&event.content)?,
            relief::Event::Paid(event) => paid(&event.kind)?,
            relief::Event::PaymentReversed(event) => paid(&event.kind)?,
            _ => return None,
        },
        _ => return None,
    };
    match party {
        Party::Household(household) => Some(household),
        Party::Area(_) | Party::Group(_) | Party::Organisation(_) => None,
    }
}

fn payee(content: &Content) -> Option<&Party> {
    match content {
        Content::Issue(issue) => Some(&issue.to),
        Content::Payment(payment) => paid(&payment.kind),
        Content::Refund(_) | Content::WriteOff(_) => None,
    }
}

fn paid(kind: &PaymentKind) -> Option<&Party> {
    match kind {
        PaymentKind::Cost(party) | PaymentKind::Relief(party) | PaymentKind::Transfer(party) => Some(party),
        PaymentKind::Advance(_) | PaymentKind::Purchase(_) | PaymentKind::Refund(_) => None,
    }
}
