//! What the rules of this part need to know of the past: one small book a subject, kept in step here.

mod approvers;
mod claims;
mod deliveries;
mod payments;
mod requests;
mod rules;
mod shares;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    AdvanceSettled, AllocationLine, Delivery, IssueContent, Paid, PaymentReversed, Recipient, Refusal,
};
use super::{Content, Event as Relief, WriteOffContent};
use crate::event::Event;
use crate::goods;
use crate::ids::{Code, IssueNo, LotNo, NeedNo, PaymentNo, RequestNo};
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
            _ => {}
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

    /// Who holds a household's entitlement on `today`; a request that expired holds nothing.
    pub fn holder(
        &self,
        allocation: Option<&AllocationLine>,
        recipient: &Recipient,
        today: Date,
    ) -> Option<Holder> {
        let holder = self.claims.holder(allocation, recipient)?;
        match holder {
            Holder::Request(request) => self.requests.is_live(request, today).then_some(holder),
            Holder::Issue(_) | Holder::Payment(_) => Some(holder),
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::goods::{GoodsIssueReversed, GoodsIssued};
    use crate::ids::AllocationNo;
    use crate::party::Party;
    use crate::quantity::ItemQuantity;
    use crate::relief::{AllocationDecided, AllocationEntry, PickedLine, RequestMade};
    use crate::voucher::{Series, VoucherNo};

    const DAY: Date = date(2021, 8, 2);
    const NOTE: IssueNo = IssueNo::new(1);

    fn code<T: std::str::FromStr>(text: &str) -> T {
        text.parse().ok().unwrap()
    }

    fn rice(units: i64) -> ItemQuantity {
        ItemQuantity { item: code("rice"), quantity: Quantity::new(units) }
    }

    fn share() -> AllocationLine {
        AllocationLine { allocation: AllocationNo::new(1), line: 1 }
    }

    fn household() -> Recipient {
        Recipient {
            amount: crate::Vnd::ZERO,
            goods: vec![rice(15)],
            households: 1,
            party: Party::Household(code("g-1/1")),
            persons: 3,
            policy: None,
        }
    }

    fn asked() -> IssueContent {
        let line = PickedLine { item: code("rice"), lot: Some(LotNo::new(4)), quantity: Quantity::new(15) };
        IssueContent {
            allocation: Some(share()),
            head: code("food"),
            lines: vec![line],
            recipients: vec![household()],
            to: Party::Group(code("g-1")),
            warehouse: code("main"),
        }
    }

    fn voucher(series: Series) -> VoucherNo {
        VoucherNo { series, year: 2021, number: 1 }
    }

    /// A share of 40 of rice, and a request for 15 of it.
    fn requested() -> State {
        let entry = AllocationEntry {
            amount: crate::Vnd::ZERO,
            earmark: None,
            goods: vec![rice(40)],
            need: None,
            policy: None,
            to: Party::Group(code("g-1")),
        };
        let decided = AllocationDecided {
            allocation: AllocationNo::new(1),
            decision: "QĐ 1".into(),
            evidence: None,
            head: code("food"),
            lines: vec![entry],
            round: 1,
        };
        let content = Content::Issue(asked());
        let made = RequestMade {
            digest: content.digest(),
            content,
            expires_on: DAY,
            maker: code("storekeeper:s"),
            request: RequestNo::new(1),
            row: None,
            value: crate::Vnd::ZERO,
        };
        after(
            State::default(),
            vec![Relief::AllocationDecided(decided).into(), Relief::RequestMade(made).into()],
        )
    }

    fn after(mut state: State, events: Vec<Event>) -> State {
        for event in events {
            state.evolve(DAY, &event, &goods::State::default());
        }
        state
    }

    fn issued() -> Event {
        let IssueContent { allocation, head, recipients, to, warehouse, .. } = asked();
        goods::Event::GoodsIssued(GoodsIssued {
            allocation,
            box_code: None,
            head,
            issue: NOTE,
            lines: vec![],
            recipients,
            request: Some(RequestNo::new(1)),
            row: None,
            to,
            voucher: voucher(Series::Pxk),
            warehouse,
        })
        .into()
    }

    fn reversed() -> Event {
        goods::Event::GoodsIssueReversed(GoodsIssueReversed {
            issue: NOTE,
            lines: vec![],
            reason: code("wrong"),
            row: None,
            voucher: voucher(Series::Dc),
            warehouse: code("main"),
        })
        .into()
    }

    fn rice_left(state: &State) -> i128 {
        state.shares.get(&share()).unwrap().1.goods_left(&code("rice"))
    }

    #[test]
    fn goods_are_reserved_issued_and_come_back() {
        let state = requested();
        let reserved = |state: &State, today| state.reserved(&code("main"), LotNo::new(4), today).units();
        assert_eq!([DAY, DAY.tomorrow().unwrap()].map(|today| reserved(&state, today)), [15, 0]);
        let holder = |state: &State| state.holder(Some(&share()), &household(), DAY);
        assert_eq!(holder(&state), Some(Holder::Request(RequestNo::new(1))));
        let request = RequestNo::new(1);
        assert_eq!(state.issue_to_execute(request, DAY), Err(Refusal::RequestNotApproved { request }));

        let state = after(state, vec![issued()]);
        assert_eq!((reserved(&state, DAY), rice_left(&state)), (0, 25));
        assert_eq!(holder(&state), Some(Holder::Issue(NOTE)));
        assert_eq!(state.requests.outcome(request), Some(Outcome::Done));
        assert_eq!(state.deliveries.get(Delivery::Issue(NOTE)).map(|state| state.expected), Some(1));
        let outcome = Outcome::Done;
        assert_eq!(state.issue_to_execute(request, DAY), Err(Refusal::RequestClosed { request, outcome }));

        let state = after(state, vec![reversed()]);
        assert_eq!((rice_left(&state), holder(&state)), (40, None));
        assert_eq!(state.deliveries.get(Delivery::Issue(NOTE)), None);
    }
}
