//! The fold: which events give something to somebody, and which take it back.

use std::collections::BTreeMap;

use domain::goods::{self, GoodsIssued, LotLine};
use domain::relief::{self, Content, Paid, PaymentKind, Recipient};
use domain::{AllocationNo, Code, Event, HouseholdId, LotNo, PaymentNo, Recorded, RequestNo, Vnd, network};
use serde::{Deserialize, Serialize};

use crate::kept::{Had, Kept, Share, Source};
use crate::outgoing::{Outgoings, Part};
use crate::years::Years;

/// Whom relief has reached after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    pub(crate) network: network::State,
    pub(crate) kept: Kept,
    pub(crate) years: Years,
    /// The item of each lot: an issue names lots, its recipients items.
    lots: BTreeMap<LotNo, Code>,
    rounds: BTreeMap<AllocationNo, u16>,
    requests: BTreeMap<RequestNo, AllocationNo>,
    payments: BTreeMap<PaymentNo, u16>,
    outgoings: Outgoings,
    changes: u64,
}

impl Coverage {
    /// Takes in the next event. A receipt costs one comparison.
    pub fn apply(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::Network(event) => {
                self.years.evolve(event);
                if let network::Event::HouseholdLeft(left) = &**event
                    && let Some(stays) = &left.same_as
                {
                    self.kept.are_one(&left.household, stays);
                }
                self.network.evolve(recorded.meta.effective_on, &recorded.event);
            }
            Event::Goods(event) => self.goods(recorded, event),
            Event::Relief(event) => self.relief(recorded, event),
            _ => return,
        }
        self.changes = self.changes.saturating_add(1);
    }

    /// Grows with every event that may change a figure here, so that what was counted can be kept until then.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// What left the fund, and what was said to be needed.
    pub fn outgoings(&self) -> &Outgoings {
        &self.outgoings
    }

    /// Areas, groups, households and organisations as the events have told them so far.
    pub fn network(&self) -> &network::State {
        &self.network
    }

    /// What a household has had; nothing where it was never named.
    pub fn household(&self, id: &HouseholdId) -> Had {
        self.kept.household(id).copied().unwrap_or_default()
    }

    fn relief(&mut self, recorded: &Recorded, event: &relief::Event) {
        match event {
            relief::Event::AllocationDecided(decided) => {
                let _new = self.rounds.insert(decided.allocation, decided.round);
            }
            relief::Event::RequestMade(made) => self.request(made.request, &made.content),
            relief::Event::RequestAmended(amended) => self.request(amended.request, &amended.content),
            relief::Event::Paid(paid) => self.paid(recorded, paid),
            relief::Event::PaymentReversed(reversed) => {
                self.kept.take_back(Source::Payment(reversed.payment));
            }
            relief::Event::AdvanceSettled(settled) => {
                let round = self.payments.get(&settled.payment).copied().unwrap_or_default();
                let shares = self.shares(&settled.recipients, round, &mut Worth::default());
                let parts = self.parts(&settled.recipients, &shares);
                self.kept.give(Source::Advance(settled.payment), shares);
                return self.outgoings.relief(recorded, event, parts);
            }
            _ => {}
        }
        self.outgoings.relief(recorded, event, Vec::new());
    }

    fn request(&mut self, request: RequestNo, content: &Content) {
        let _old = self.requests.remove(&request);
        if let Content::Payment(content) = content
            && let Some(line) = &content.allocation
        {
            let _new = self.requests.insert(request, line.allocation);
        }
    }

    fn paid(&mut self, recorded: &Recorded, paid: &Paid) {
        let allocation = self.requests.get(&paid.request).copied();
        let round = self.round(allocation);
        let whole;
        let recipients = match &paid.kind {
            PaymentKind::Relief(party) if paid.recipients.is_empty() => {
                whole = [Recipient {
                    amount: paid.amount,
                    goods: Vec::new(),
                    households: 0,
                    party: party.clone(),
                    persons: 0,
                    policy: None,
                }];
                &whole[..]
            }
            _ => &paid.recipients[..],
        };
        let shares = self.shares(recipients, round, &mut Worth::default());
        let parts = self.parts(recipients, &shares);
        self.outgoings.paid(recorded, paid, parts, allocation.map(|allocation| (allocation, round)));
        if let PaymentKind::Advance(_) = &paid.kind {
            let _new = self.payments.insert(paid.payment, round);
        } else {
            self.kept.give(Source::Payment(paid.payment), shares);
        }
    }

    /// The same shares by the area of each receiver.
    fn parts(&self, recipients: &[Recipient], shares: &[Share]) -> Vec<Part> {
        let part = |(recipient, share): (&Recipient, &Share)| Part {
            area: self.network.area_of(&recipient.party).cloned(),
            amount: share.amount,
            goods: share.goods,
            households: match share.who {
                crate::kept::Who::Household(..) => 1,
                _ => share.households.into(),
            },
        };
        recipients.iter().zip(shares).map(part).collect()
    }

    fn goods(&mut self, recorded: &Recorded, event: &goods::Event) {
        match event {
            goods::Event::GoodsReceived(received) => {
                self.lots.extend(received.lines.iter().map(|line| (line.lot, line.item.clone())));
            }
            goods::Event::KitsMade(made) => {
                let _new = self.lots.insert(made.lot, made.kit.clone());
            }
            goods::Event::KitsUnmade(unmade) => {
                self.lots.extend(unmade.lots.iter().map(|line| (line.lot, line.item.clone())));
            }
            goods::Event::GoodsIssued(issued) => self.issued(recorded, issued),
            goods::Event::GoodsIssueReversed(reversed) => {
                self.kept.take_back(Source::Issue(reversed.issue));
            }
            _ => {}
        }
        self.outgoings.goods(recorded, event);
    }

    fn issued(&mut self, recorded: &Recorded, issued: &GoodsIssued) {
        let allocation = issued.allocation.as_ref().map(|line| line.allocation);
        let round = self.round(allocation);
        let mut worth = self.worth(&issued.lines, &issued.recipients);
        let shares = self.shares(&issued.recipients, round, &mut worth);
        let parts = self.parts(&issued.recipients, &shares);
        let allocation = allocation.map(|allocation| (allocation, round));
        self.outgoings.issued(recorded, issued, parts, allocation, &self.lots);
        self.kept.give(Source::Issue(issued.issue), shares);
    }

    fn round(&self, allocation: Option<AllocationNo>) -> u16 {
        allocation.and_then(|allocation| self.rounds.get(&allocation)).copied().unwrap_or_default()
    }

    fn shares(&mut self, recipients: &[Recipient], round: u16, worth: &mut Worth) -> Vec<Share> {
        let share = |recipient: &Recipient| {
            let who = self.kept.who(&recipient.party);
            let one = matches!(who, crate::kept::Who::Household(..));
            Share {
                who,
                amount: recipient.amount.dong(),
                goods: recipient
                    .goods
                    .iter()
                    .map(|line| worth.of(&line.item, line.quantity.units()))
                    .fold(0, i64::saturating_add),
                households: if one { 0 } else { recipient.households },
                policy: self.kept.policy(recipient.policy.as_ref()),
                round,
            }
        };
        recipients.iter().map(share).collect()
    }

    /// What the issued goods are worth, by item.
    fn worth(&self, lines: &[LotLine], recipients: &[Recipient]) -> Worth {
        let mut worth = Worth::default();
        for line in lines {
            if let Some(item) = self.lots.get(&line.lot) {
                worth.add(item, line.quantity.units(), line.value);
            }
        }
        for line in recipients.iter().flat_map(|recipient| &recipient.goods) {
            worth.ask(&line.item, line.quantity.units());
        }
        worth
    }
}

/// What the items of an issue are worth, shared out so that the shares add up to the whole.
#[derive(Debug, Default)]
struct Worth(BTreeMap<Code, ItemWorth>);

#[derive(Debug, Default)]
struct ItemWorth {
    quantity: i128,
    value: i128,
    asked: i128,
    given: i128,
}

impl Worth {
    fn add(&mut self, item: &Code, quantity: i64, value: Vnd) {
        let worth = self.0.entry(item.clone()).or_default();
        worth.quantity = worth.quantity.saturating_add(quantity.into());
        worth.value = worth.value.saturating_add(value.dong().into());
    }

    fn ask(&mut self, item: &Code, quantity: i64) {
        if let Some(worth) = self.0.get_mut(item) {
            worth.asked = worth.asked.saturating_add(quantity.into());
        }
    }

    fn of(&mut self, item: &Code, quantity: i64) -> i64 {
        let Some(worth) = self.0.get_mut(item) else { return 0 };
        let all = worth.quantity.max(worth.asked);
        let up_to = |given: i128| worth.value.saturating_mul(given).checked_div(all).unwrap_or_default();
        let before = worth.given;
        let after = before.saturating_add(quantity.into());
        let share = up_to(after).saturating_sub(up_to(before));
        worth.given = after;
        i64::try_from(share).unwrap_or(i64::MAX)
    }
}
