//! What happened: from decision to hand-over: support policies, allocations, requests, approvals, payments, deliveries, advances. Stored for ever; fields stand in alphabetical order.

mod papers;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::Earmark;
use crate::ids::{AccountId, Actor, AllocationNo, Code, Digest, NeedNo, PaymentNo, RequestNo, RowNo};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::{ItemQuantity, Quantity};
use crate::voucher::VoucherNo;

use super::values::{
    AllocationEntry, AllocationLine, Content, Delivery, GoodsBound, PaymentKind, PerUnit, Recipient,
};

/// From decision to hand-over: support policies, allocations, requests, approvals, payments, deliveries, advances.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// A support level is in force from the business day on; an earlier version of the same code ends.
    PolicyAdopted(PolicyAdopted),
    /// A support level is no longer in force after the business day.
    PolicyEnded(PolicyEnded),
    /// The rules of spending from the business day on.
    LimitsAdopted(LimitsAdopted),
    /// Somebody may approve.
    ApproverAppointed(ApproverAppointed),
    /// Somebody may no longer approve.
    ApproverDismissed(ApproverDismissed),
    /// An approver lets somebody act for him, never wider than his own right.
    ApprovalDelegated(ApprovalDelegated),
    /// A delegation is over.
    DelegationRevoked(DelegationRevoked),
    /// Somebody has a personal interest in a party, and so approves nothing for it.
    InterestDeclared(InterestDeclared),
    /// A commune or a team says what is needed.
    NeedTold(NeedTold),
    /// The board decides who gets how much, in a round.
    AllocationDecided(AllocationDecided),
    /// A share is smaller than was decided; what is spent or reserved stays.
    AllocationReduced(AllocationReduced),
    /// Somebody asks to spend, issue, refund or write off. Until it is executed, refused, withdrawn or expired, it reserves.
    RequestMade(RequestMade),
    /// Another content; earlier approvals are void.
    RequestAmended(RequestAmended),
    /// Somebody else approves.
    RequestApproved(RequestApproved),
    /// An approver asks for more.
    RequestHeld(RequestHeld),
    /// An approver says no.
    RequestRefused(RequestRefused),
    /// The maker takes it back, or what is left of it.
    RequestWithdrawn(RequestWithdrawn),
    /// Money left an account on an approved request.
    Paid(Paid),
    /// A payment was wrong, or came back: its negative stands beside it.
    PaymentReversed(PaymentReversed),
    /// A team accounts for an advance, or a part of it.
    AdvanceSettled(AdvanceSettled),
    /// Money or goods were handed over.
    HandedOver(HandedOver),
    /// The recipients signed.
    RecipientsSigned(RecipientsSigned),
    /// The responsible local unit confirmed.
    LocallyConfirmed(LocallyConfirmed),
}

/// See [`Event::PolicyAdopted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyAdopted {
    /// At most this for one unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Vnd>,
    /// The decision.
    pub decision: String,
    /// At least this for one unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Vnd>,
    /// Bounds in kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<GoodsBound>,
    /// Spending head.
    pub head: Code,
    /// What it is called.
    pub name: String,
    /// Person or household.
    pub per: PerUnit,
    /// Its code.
    pub policy: Code,
}

/// See [`Event::PolicyEnded`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyEnded {
    /// The policy.
    pub policy: Code,
}

/// See [`Event::LimitsAdopted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitsAdopted {
    /// At most this leaves one account in a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_per_day: Option<Vnd>,
    /// A hand-over is to be confirmed locally within so many days.
    pub confirm_days: u16,
    /// A request that is not executed within so many days lets its reservation go.
    pub expire_days: u16,
    /// A recipient is to sign within so many days.
    pub sign_days: u16,
    /// Above this two people approve.
    pub two_above: Vnd,
}

/// See [`Event::ApproverAppointed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApproverAppointed {
    /// At most this in a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_day: Option<Vnd>,
    /// At most this in one request.
    pub per_request: Vnd,
    /// Who.
    pub person: Actor,
    /// Up to this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// See [`Event::ApproverDismissed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApproverDismissed {
    /// Who.
    pub person: Actor,
}

/// See [`Event::ApprovalDelegated`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalDelegated {
    /// Whose right it is.
    pub from: Actor,
    /// At most this in one request.
    pub per_request: Vnd,
    /// Who acts.
    pub to: Actor,
    /// Up to this day.
    pub until: Date,
}

/// See [`Event::DelegationRevoked`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelegationRevoked {
    /// Whose right it is.
    pub from: Actor,
    /// Who acted.
    pub to: Actor,
}

/// See [`Event::InterestDeclared`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterestDeclared {
    /// The party.
    pub party: Party,
    /// Who.
    pub person: Actor,
}

/// See [`Event::NeedTold`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedTold {
    /// Money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Vnd>,
    /// Where.
    pub area: Code,
    /// The letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Digest>,
    /// Goods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<ItemQuantity>,
    /// For how many.
    pub households: u32,
    /// Running number.
    pub need: NeedNo,
    /// Who says so.
    pub told_by: Party,
}

/// See [`Event::AllocationDecided`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllocationDecided {
    /// Running number.
    pub allocation: AllocationNo,
    /// The decision.
    pub decision: String,
    /// The signed decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Digest>,
    /// Spending head.
    pub head: Code,
    /// The shares.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<AllocationEntry>,
    /// The round.
    pub round: u16,
}

impl AllocationDecided {
    /// The goods of all shares, each item once.
    pub fn goods(&self) -> Vec<ItemQuantity> {
        let mut sums: BTreeMap<&Code, Quantity> = BTreeMap::new();
        for goods in self.lines.iter().flat_map(|line| &line.goods) {
            let sum = sums.entry(&goods.item).or_insert(Quantity::ZERO);
            *sum = sum.checked_add(goods.quantity).unwrap_or(*sum);
        }
        sums.into_iter().map(|(item, quantity)| ItemQuantity { item: item.clone(), quantity }).collect()
    }
}

/// See [`Event::AllocationReduced`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllocationReduced {
    /// By how much.
    pub amount: Vnd,
    /// The decision.
    pub decision: String,
    /// By how much of goods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<ItemQuantity>,
    /// Which share.
    pub line: AllocationLine,
}

/// See [`Event::RequestMade`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestMade {
    /// What is asked.
    pub content: Content,
    /// SHA-256 of the content and its papers: approvals are bound to it.
    pub digest: Digest,
    /// Papers: SHA-256 of their files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Digest>,
    /// Last day of the reservation.
    pub expires_on: Date,
    /// Who asks, and so does not approve.
    pub maker: Actor,
    /// Running number.
    pub request: RequestNo,
    /// Reason, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// What it is worth.
    pub value: Vnd,
}

/// See [`Event::RequestAmended`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestAmended {
    /// What is asked now.
    pub content: Content,
    /// SHA-256 of the content and its papers.
    pub digest: Digest,
    /// All its papers from now on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Digest>,
    /// Last day of the reservation.
    pub expires_on: Date,
    /// Which.
    pub request: RequestNo,
    /// What it is worth.
    pub value: Vnd,
}

/// See [`Event::RequestApproved`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestApproved {
    /// Who approves.
    pub approver: Actor,
    /// Whether this was the last approval needed.
    pub complete: bool,
    /// Of the content that was approved.
    pub digest: Digest,
    /// Whose right was used, where it was delegated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<Actor>,
    /// Which.
    pub request: RequestNo,
}

/// See [`Event::RequestHeld`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestHeld {
    /// Which.
    pub request: RequestNo,
    /// What is missing, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// See [`Event::RequestRefused`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestRefused {
    /// Which.
    pub request: RequestNo,
    /// Why, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// See [`Event::RequestWithdrawn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestWithdrawn {
    /// Which.
    pub request: RequestNo,
}

/// See [`Event::Paid`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paid {
    /// Where from.
    pub account: AccountId,
    /// How much.
    pub amount: Vnd,
    /// From which restriction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
    /// The bank line, already booked, that this explains: its place among the account's lines, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explains: Option<u32>,
    /// The bank's charge beside it; 0 for none.
    pub fee: Vnd,
    /// What for.
    pub kind: PaymentKind,
    /// Running number.
    pub payment: PaymentNo,
    /// Who gets what, where it goes to beneficiaries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Recipient>,
    /// The bank's reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The request.
    pub request: RequestNo,
    /// Who took it, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The payment voucher.
    pub voucher: VoucherNo,
}

/// See [`Event::PaymentReversed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentReversed {
    /// Where it came from.
    pub account: AccountId,
    /// The negative of what was paid.
    pub amount: Vnd,
    /// Its restriction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
    /// What it was for.
    pub kind: PaymentKind,
    /// The payment.
    pub payment: PaymentNo,
    /// Why.
    pub reason: Code,
    /// Explanation in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The correction voucher.
    pub voucher: VoucherNo,
}

/// See [`Event::AdvanceSettled`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdvanceSettled {
    /// Where the rest was paid back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// Restriction of the advance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
    /// The signed lists.
    pub evidence: Digest,
    /// Spending head.
    pub head: Code,
    /// The advance.
    pub payment: PaymentNo,
    /// Who got what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Recipient>,
    /// What was paid back.
    pub returned: Vnd,
    /// What was given to beneficiaries.
    pub spent: Vnd,
    /// The team.
    pub team: Code,
    /// The settlement's number.
    pub voucher: VoucherNo,
}

/// See [`Event::HandedOver`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    /// Which.
    pub delivery: Delivery,
    /// Photo, minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Digest>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Code>,
}

/// See [`Event::RecipientsSigned`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientsSigned {
    /// Which.
    pub delivery: Delivery,
    /// The signed list.
    pub evidence: Digest,
    /// How many signatures or thumbprints.
    pub signed: u32,
}

/// See [`Event::LocallyConfirmed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocallyConfirmed {
    /// Who.
    pub by: Party,
    /// Which.
    pub delivery: Delivery,
    /// The confirmation.
    pub evidence: Digest,
}
