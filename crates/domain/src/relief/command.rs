//! What is asked: from decision to hand-over: support policies, allocations, requests, approvals, payments, deliveries, advances. A command is also the body of its request over HTTP.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, Actor, Code, Digest, PaymentNo, RequestNo, RowNo};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::ItemQuantity;
use crate::rights::Action;

use super::values::{AllocationEntry, AllocationLine, Content, Delivery, GoodsBound, PerUnit, Recipient};

/// From decision to hand-over: support policies, allocations, requests, approvals, payments, deliveries, advances.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Put a support level in force.
    AdoptPolicy(AdoptPolicy),
    /// Take a support level out of force.
    EndPolicy(EndPolicy),
    /// Put the rules of spending in force.
    AdoptLimits(AdoptLimits),
    /// Let somebody approve.
    AppointApprover(AppointApprover),
    /// Let somebody approve no longer.
    DismissApprover(DismissApprover),
    /// Let somebody act for oneself.
    DelegateApproval(DelegateApproval),
    /// End a delegation of one's own.
    RevokeDelegation(RevokeDelegation),
    /// Say that somebody has a personal interest in a party.
    DeclareInterest(DeclareInterest),
    /// Take up what a commune or team needs.
    TellNeed(TellNeed),
    /// Decide who gets how much.
    DecideAllocation(DecideAllocation),
    /// Make a share smaller.
    ReduceAllocation(ReduceAllocation),
    /// Ask to spend, issue, refund or write off.
    MakeRequest(MakeRequest),
    /// Ask for something else under the same number; approvals so far are void.
    AmendRequest(AmendRequest),
    /// Approve somebody else's request.
    ApproveRequest(ApproveRequest),
    /// Ask for more.
    HoldRequest(HoldRequest),
    /// Say no.
    RefuseRequest(RefuseRequest),
    /// Take one's own request back, or what is left of it.
    WithdrawRequest(WithdrawRequest),
    /// Pay an approved request, or a part of it.
    Pay(Pay),
    /// Set a wrong payment's negative beside it.
    ReversePayment(ReversePayment),
    /// Account for an advance.
    SettleAdvance(SettleAdvance),
    /// Say that money or goods were handed over.
    HandOver(HandOver),
    /// Take up the recipients' signatures.
    SignReceipt(SignReceipt),
    /// Take up the local unit's confirmation.
    ConfirmLocally(ConfirmLocally),
}

impl Command {
    /// What kind of command it is, as far as rights go.
    pub fn action(&self) -> Action {
        match self {
            Self::AdoptPolicy(_)
            | Self::EndPolicy(_)
            | Self::AdoptLimits(_)
            | Self::AppointApprover(_)
            | Self::DismissApprover(_) => Action::SetRules,
            Self::DelegateApproval(_) | Self::RevokeDelegation(_) => Action::DelegateApproval,
            Self::DeclareInterest(_) => Action::DeclareInterest,
            Self::TellNeed(_) => Action::TellNeeds,
            Self::DecideAllocation(_) | Self::ReduceAllocation(_) => Action::DecideAllocations,
            Self::MakeRequest(_) | Self::AmendRequest(_) | Self::WithdrawRequest(_) => Action::MakeRequests,
            Self::ApproveRequest(_) | Self::HoldRequest(_) | Self::RefuseRequest(_) => {
                Action::ApproveRequests
            }
            Self::Pay(_) | Self::ReversePayment(_) | Self::SettleAdvance(_) => Action::Pay,
            Self::HandOver(_) | Self::SignReceipt(_) | Self::ConfirmLocally(_) => Action::ConfirmDeliveries,
        }
    }

    /// Where the command names the vault row of its personal data.
    pub fn row_mut(&mut self) -> Option<&mut Option<RowNo>> {
        match self {
            Self::MakeRequest(command) => Some(&mut command.row),
            Self::HoldRequest(command) => Some(&mut command.row),
            Self::RefuseRequest(command) => Some(&mut command.row),
            Self::Pay(command) => Some(&mut command.row),
            Self::ReversePayment(command) => Some(&mut command.row),
            Self::AdoptPolicy(_)
            | Self::EndPolicy(_)
            | Self::AdoptLimits(_)
            | Self::AppointApprover(_)
            | Self::DismissApprover(_)
            | Self::DelegateApproval(_)
            | Self::RevokeDelegation(_)
            | Self::DeclareInterest(_)
            | Self::TellNeed(_)
            | Self::DecideAllocation(_)
            | Self::ReduceAllocation(_)
            | Self::AmendRequest(_)
            | Self::ApproveRequest(_)
            | Self::WithdrawRequest(_)
            | Self::SettleAdvance(_)
            | Self::HandOver(_)
            | Self::SignReceipt(_)
            | Self::ConfirmLocally(_) => None,
        }
    }
}

/// See [`Command::AdoptPolicy`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AdoptPolicy {
    /// At most this for one unit.
    #[serde(default)]
    pub ceiling: Option<Vnd>,
    /// The decision.
    pub decision: String,
    /// At least this for one unit.
    #[serde(default)]
    pub floor: Option<Vnd>,
    /// Bounds in kind.
    #[serde(default)]
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

/// See [`Command::EndPolicy`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EndPolicy {
    /// The policy.
    pub policy: Code,
}

/// See [`Command::AdoptLimits`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AdoptLimits {
    /// At most this leaves one account in a day.
    #[serde(default)]
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

/// See [`Command::AppointApprover`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AppointApprover {
    /// At most this in a day.
    #[serde(default)]
    pub per_day: Option<Vnd>,
    /// At most this in one request.
    pub per_request: Vnd,
    /// Who.
    pub person: Actor,
    /// Up to this day.
    #[serde(default)]
    pub until: Option<Date>,
}

/// See [`Command::DismissApprover`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DismissApprover {
    /// Who.
    pub person: Actor,
}

/// See [`Command::DelegateApproval`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DelegateApproval {
    /// At most this in one request.
    pub per_request: Vnd,
    /// Who acts.
    pub to: Actor,
    /// Up to this day.
    pub until: Date,
}

/// See [`Command::RevokeDelegation`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RevokeDelegation {
    /// Who acted.
    pub to: Actor,
}

/// See [`Command::DeclareInterest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclareInterest {
    /// The party.
    pub party: Party,
    /// Who.
    pub person: Actor,
}

/// See [`Command::TellNeed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TellNeed {
    /// Money.
    #[serde(default)]
    pub amount: Option<Vnd>,
    /// Where.
    pub area: Code,
    /// The letter.
    #[serde(default)]
    pub evidence: Option<Digest>,
    /// Goods.
    #[serde(default)]
    pub goods: Vec<ItemQuantity>,
    /// For how many.
    pub households: u32,
    /// Who says so.
    pub told_by: Party,
}

/// See [`Command::DecideAllocation`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideAllocation {
    /// The decision.
    pub decision: String,
    /// The signed decision.
    #[serde(default)]
    pub evidence: Option<Digest>,
    /// Spending head.
    pub head: Code,
    /// The shares.
    #[serde(default)]
    pub lines: Vec<AllocationEntry>,
    /// The round.
    pub round: u16,
}

/// See [`Command::ReduceAllocation`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReduceAllocation {
    /// By how much.
    pub amount: Vnd,
    /// The decision.
    pub decision: String,
    /// By how much of goods.
    #[serde(default)]
    pub goods: Vec<ItemQuantity>,
    /// Which share.
    pub line: AllocationLine,
}

/// See [`Command::MakeRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MakeRequest {
    /// What is asked.
    pub content: Content,
    /// Papers that whoever approves is to see: SHA-256 of their files.
    #[serde(default)]
    pub evidence: Vec<Digest>,
    /// Reason, in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::AmendRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AmendRequest {
    /// What is asked now.
    pub content: Content,
    /// All its papers from now on.
    #[serde(default)]
    pub evidence: Vec<Digest>,
    /// Which.
    pub request: RequestNo,
}

/// See [`Command::ApproveRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApproveRequest {
    /// Of the content that was read.
    pub digest: Digest,
    /// Which.
    pub request: RequestNo,
}

/// See [`Command::HoldRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HoldRequest {
    /// Which.
    pub request: RequestNo,
    /// What is missing, in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::RefuseRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefuseRequest {
    /// Which.
    pub request: RequestNo,
    /// Why, in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::WithdrawRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithdrawRequest {
    /// Which.
    pub request: RequestNo,
}

/// See [`Command::Pay`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Pay {
    /// How much.
    pub amount: Vnd,
    /// The bank line, already booked, that this explains.
    #[serde(default)]
    pub explains: Option<u32>,
    /// The bank's charge beside it; 0 for none.
    pub fee: Vnd,
    /// Of the request's recipients those that are paid; none means all, and then the amount is all that is left.
    #[serde(default)]
    pub recipients: Vec<Recipient>,
    /// The bank's reference.
    #[serde(default)]
    pub reference: Option<String>,
    /// The request.
    pub request: RequestNo,
    /// Who takes it, in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::ReversePayment`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReversePayment {
    /// The payment.
    pub payment: PaymentNo,
    /// Why.
    pub reason: Code,
    /// Explanation in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::SettleAdvance`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SettleAdvance {
    /// Where the rest is paid back.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// The signed lists.
    pub evidence: Digest,
    /// Spending head.
    pub head: Code,
    /// The advance.
    pub payment: PaymentNo,
    /// Who got what.
    #[serde(default)]
    pub recipients: Vec<Recipient>,
    /// What is paid back.
    pub returned: Vnd,
}

/// See [`Command::HandOver`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// Which.
    pub delivery: Delivery,
    /// Photo, minutes.
    #[serde(default)]
    pub evidence: Option<Digest>,
    /// Where.
    #[serde(default)]
    pub place: Option<Code>,
}

/// See [`Command::SignReceipt`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignReceipt {
    /// Which.
    pub delivery: Delivery,
    /// The signed list.
    pub evidence: Digest,
    /// How many signatures or thumbprints.
    pub signed: u32,
}

/// See [`Command::ConfirmLocally`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmLocally {
    /// Who.
    pub by: Party,
    /// Which.
    pub delivery: Delivery,
    /// The confirmation.
    pub evidence: Digest,
}
