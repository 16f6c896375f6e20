//! What the rules of this part need to know of the past: one small book a subject, kept in step here.

mod approvers;
mod claims;
mod deliveries;
mod payments;
mod requests;
mod rules;
mod shares;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::content::dong;
use super::{
    AdvanceSettled, AllocationLine, Delivery, IssueContent, Paid, PaymentReversed, Recipient, Refusal,
};
use super::{Content, Event as Relief, WriteOffContent};
use crate::event::Event;
use crate::goods;
use crate::ids::{Code, HouseholdId, IssueNo, LotNo, NeedNo, PaymentNo, RequestNo};
use crate::money::Vnd;
use crate::quantity::Quantity;

pub use approvers::{Approver, Approvers, Delegation};
pub use claims::{Claims, Entitlement, Holder};
pub use deliveries::{Deliveries, DeliveryState, Missing, Overdue};
pub use payments::{PaymentState, Payments};
pub use requests::{Approval, OpenRequest, Outcome, Requests};
pub use rules::{Limits, Policy, Rules};
pub use shares::{Allocation, Share, Shares};

/// The state of this part after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    needs: u64,
    /// Who may approve.
    pub approvers: Approvers,
    /// Which household has had its share.
    pub claims: Claims,
    /// What was handed over, signed, confirmed.
    pub deliveries: Deliveries,
    /// What left the accounts.
    pub payments: Payments,
    /// What was asked.
    pub requests: Requests,
    /// Support levels and limits.
    pub rules: Rules,
    /// What was decided, and what is left of it.
    pub shares: Shares,
}

impl State {
    pub(crate) fn evolve(&mut self, on: Date, event: &Event, goods: &goods::State) {
        match event {
            Event::Relief(event) => self.relief(on, event),
            Event::Goods(event) => self.goods(on, event, goods),
            _ => {}
        }
    }

    fn goods(&mut self, on: Date, event: &goods::Event, goods: &goods::State) {
        match event {
            goods::Event::GoodsIssued(event) => self.issued(on, event, goods),
            goods::Event::GoodsIssueReversed(event) => self.issue_reversed(event.issue),
            goods::Event::GoodsWrittenOff(event) => self.close(event.request, Outcome::Done),
            goods::Event::GoodsReceived(event) => {
                if let goods::GoodsSource::Purchase(payment) = event.source {
                    self.payments.delivered(payment, event.lines.iter().map(|line| dong(line.value)).sum());
                }
            }
            goods::Event::GoodsReceiptReversed(event) => {
                for line in &event.lines {
                    self.revalued(line.lot, line.value, goods);
                }
            }
            goods::Event::LotRevalued(event) => self.revalued(event.lot, event.difference, goods),
            _ => {}
        }
    }

    /// What was bought is worth more or less than was thought.
    fn revalued(&mut self, lot: LotNo, difference: Vnd, goods: &goods::State) {
        if let Some(payment) = goods.lot(lot).and_then(|lot| lot.bought_with) {
            self.payments.delivered(payment, dong(difference));
        }
    }

    fn relief(&mut self, on: Date, event: &Relief) {
        match event {
            Relief::PolicyAdopted(event) => self.rules.policy_adopted(on, event),
            Relief::PolicyEnded(event) => self.rules.policy_ended(on, &event.policy),
            Relief::LimitsAdopted(event) => self.rules.limits_adopted(on, event),
            Relief::ApproverAppointed(event) => self.approvers.appointed(event),
            Relief::ApproverDismissed(event) => self.approvers.dismissed(&event.person),
            Relief::ApprovalDelegated(event) => self.approvers.delegated(event),
            Relief::DelegationRevoked(event) => self.approvers.revoked(&event.from, &event.to),
            Relief::InterestDeclared(event) => self.approvers.declared(event),
            Relief::NeedTold(_) => self.needs = self.needs.saturating_add(1),
            Relief::AllocationDecided(event) => self.shares.decided(on, event),
            Relief::AllocationReduced(event) => self.shares.reduced(event),
            Relief::RequestMade(event) => {
                self.claim(Holder::Request(event.request), &event.content);
                self.requests.made(on, event);
            }
            Relief::RequestAmended(event) => {
                self.let_go(event.request);
                self.claim(Holder::Request(event.request), &event.content);
                self.requests.amended(event);
            }
            Relief::RequestApproved(event) => {
                let value = self.requests.open(event.request).map(|request| request.value);
                let whose = event.for_whom.as_ref().unwrap_or(&event.approver);
                self.approvers.used(whose, on, value.unwrap_or_default());
                self.requests.approved(on, event);
            }
            Relief::RequestHeld(event) => self.requests.held(event.request),
            Relief::RequestRefused(event) => self.close(event.request, Outcome::Refused),
            Relief::RequestWithdrawn(event) => self.close(event.request, Outcome::Withdrawn),
            Relief::Paid(event) => self.paid(on, event),
            Relief::PaymentReversed(event) => self.payment_reversed(event),
            Relief::AdvanceSettled(event) => self.settled(event),
            Relief::HandedOver(event) => self.deliveries.handed_over(on, event.delivery),
            Relief::RecipientsSigned(event) => self.deliveries.signed(on, event.delivery, event.signed),
            Relief::LocallyConfirmed(event) => self.deliveries.confirmed(on, event.delivery),
        }
    }

    fn claim(&mut self, holder: Holder, content: &Content) {
        self.claims.take(holder, content.allocation(), content.recipients());
    }

    /// The request's approvals and entitlements are void.
    fn let_go(&mut self, number: RequestNo) {
        let Ok(request) = self.requests.open(number) else { return };
        for approval in &request.approvals {
            self.approvers.given_back(approval.right_of(), approval.on, request.value);
        }
        let holder = Holder::Request(number);
        self.claims.release(holder, request.content.allocation(), request.content.recipients());
    }

    /// Approvals of what was executed, or part of it, keep their place in the day's sum.
    fn close(&mut self, number: RequestNo, outcome: Outcome) {
        if let Ok(request) = self.requests.open(number) {
            let holder = Holder::Request(number);
            self.claims.release(holder, request.content.allocation(), request.content.recipients());
        }
        self.requests.closed(number, outcome);
    }

    fn paid(&mut self, on: Date, event: &Paid) {
        let content = self.requests.open(event.request).map(|request| &request.content);
        let (allocation, head) = match content {
            Ok(Content::Payment(payment)) => (payment.allocation.clone(), Some(payment.head.clone())),
            _ => (None, None),
        };
        if let Some(line) = &allocation {
            self.shares.spend(line, event.amount.dong().into());
        }
        self.claims.take(Holder::Payment(event.payment), allocation.as_ref(), &event.recipients);
        if event.kind.is_relief() {
            self.deliveries.begun(on, Delivery::Payment(event.payment), &event.recipients);
        }
        self.payments.paid(on, event, allocation, head);
        if self.requests.paid(event) {
            self.close(event.request, Outcome::Done);
        }
    }

    fn payment_reversed(&mut self, event: &PaymentReversed) {
        let allocation = self.payments.reversed(event);
        if let Some(line) = &allocation {
            self.shares.spend(line, event.amount.dong().into());
        }
        self.claims.release_all(Holder::Payment(event.payment));
        self.deliveries.ended(Delivery::Payment(event.payment));
    }

    fn settled(&mut self, event: &AdvanceSettled) {
        let allocation = self.payments.settled(event);
        self.claims.take(Holder::Payment(event.payment), allocation.as_ref(), &event.recipients);
        if let Some(line) = &allocation {
            let returned = i128::from(event.returned.dong()).saturating_neg();
            self.shares.spend(line, returned);
        }
    }

    fn issued(&mut self, on: Date, event: &goods::GoodsIssued, goods: &goods::State) {
        let items =
            event.lines.iter().filter_map(|line| Some((goods.lot(line.lot)?.item.clone(), line.quantity)));
        let from_request = event.request.and_then(|request| self.requests.open(request).ok());
        let items: Vec<(Code, Quantity)> = match from_request.map(|request| &request.content) {
            Some(Content::Issue(issue)) => {
                issue.lines.iter().map(|line| (line.item.clone(), line.quantity)).collect()
            }
            _ => items.collect(),
        };
        if let Some(line) = &event.allocation {
            self.shares.issue(event.issue, line, items);
        }
        if let Some(request) = event.request {
            self.close(request, Outcome::Done);
        }
        self.claims.take(Holder::Issue(event.issue), event.allocation.as_ref(), &event.recipients);
        self.deliveries.begun(on, Delivery::Issue(event.issue), &event.recipients);
    }

    fn issue_reversed(&mut self, issue: IssueNo) {
        self.shares.issue_reversed(issue);
        self.claims.release_all(Holder::Issue(issue));
        self.deliveries.ended(Delivery::Issue(issue));
    }

    /// Whether the need was told.
    pub fn knows_need(&self, need: NeedNo) -> bool {
        (1..=self.needs).contains(&need.get())
    }

    /// The number that the next need gets.
    pub fn next_need(&self) -> NeedNo {
        NeedNo::new(self.needs).next()
    }

    /// A payment.
    pub fn payment(&self, payment: PaymentNo) -> Option<&PaymentState> {
        self.payments.get(payment)
    }

    /// Who holds a household's entitlement on `today`, but this request; one that expired holds nothing.
    pub fn holder(
        &self,
        allocation: Option<&AllocationLine>,
        recipient: &Recipient,
        own: Option<RequestNo>,
        today: Date,
    ) -> Option<Holder> {
        self.claims.holders(allocation, recipient).find(|holder| self.holds(*holder, own, today))
    }

    /// A household of a group that holds on its own, on `today`, what the line gives the group.
    pub fn member_served(
        &self,
        allocation: Option<&AllocationLine>,
        recipient: &Recipient,
        own: Option<RequestNo>,
        today: Date,
    ) -> Option<(&HouseholdId, Holder)> {
        self.claims.members(allocation, recipient).find(|(_, holder)| self.holds(*holder, own, today))
    }

    fn holds(&self, holder: Holder, own: Option<RequestNo>, today: Date) -> bool {
        match holder {
            Holder::Request(request) => own != Some(request) && self.requests.is_live(request, today),
            Holder::Issue(_) | Holder::Payment(_) => true,
        }
    }

    /// What open requests reserve of a lot in a warehouse on `today`.
    pub fn reserved(&self, warehouse: &Code, lot: LotNo, today: Date) -> Quantity {
        self.requests.reserved(warehouse, lot, today, None)
    }

    /// An issue that is approved, not executed and not expired on `today`.
    pub(crate) fn issue_to_execute(&self, request: RequestNo, today: Date) -> Result<&IssueContent, Refusal> {
        match &self.requests.executable(request, today)?.content {
            Content::Issue(issue) => Ok(issue),
            _ => Err(Refusal::RequestOfOtherKind { request }),
        }
    }

    /// A write-off that is approved, not executed and not expired on `today`.
    pub(crate) fn write_off_to_execute(
        &self,
        request: RequestNo,
        today: Date,
    ) -> Result<&WriteOffContent, Refusal> {
        match &self.requests.executable(request, today)?.content {
            Content::WriteOff(write_off) => Ok(write_off),
            _ => Err(Refusal::RequestOfOtherKind { request }),
        }
    }
}
