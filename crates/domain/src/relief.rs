//! From decision to hand-over: policies, allocations, requests, approvals, payments, deliveries, advances.
//!
//! The way of every part: `command.rs` says what is asked, `decide.rs` answers with facts of `event.rs` or a refusal of
//! `refusal.rs`, and `state.rs` folds what the rules need to know. What live requests leave to be spent is computed in
//! `free.rs`, whether money goes where it is meant to in `fit.rs`.

mod command;
mod content;
mod decide;
mod event;
mod fit;
mod free;
mod refusal;
mod state;
mod values;

pub use command::{
    AdoptLimits, AdoptPolicy, AmendRequest, AppointApprover, ApproveRequest, Command, ConfirmLocally,
    DecideAllocation, DeclareInterest, DelegateApproval, DismissApprover, EndPolicy, HandOver, HoldRequest,
    MakeRequest, Pay, ReduceAllocation, RefuseRequest, ReversePayment, RevokeDelegation, SettleAdvance,
    SignReceipt, TellNeed, WithdrawRequest,
};
pub(crate) use decide::{decide, issue_allowed, issue_fits};
pub use event::{
    AdvanceSettled, AllocationDecided, AllocationReduced, ApprovalDelegated, ApproverAppointed,
    ApproverDismissed, DelegationRevoked, Event, HandedOver, InterestDeclared, LimitsAdopted,
    LocallyConfirmed, NeedTold, Paid, PaymentReversed, PolicyAdopted, PolicyEnded, RecipientsSigned,
    RequestAmended, RequestApproved, RequestHeld, RequestMade, RequestRefused, RequestWithdrawn,
};
pub use free::Free;
pub use refusal::Refusal;
pub use state::{
    Allocation, Approval, Approver, Approvers, Claims, Delegation, Deliveries, DeliveryState, Entitlement,
    Holder, Limits, Missing, OpenRequest, Outcome, Overdue, PaymentState, Payments, Policy, Requests, Rules,
    Share, Shares, State,
};
pub use values::{
    AllocationEntry, AllocationLine, Content, Delivery, GoodsBound, IssueContent, PaymentContent,
    PaymentKind, PerUnit, PickedLine, Recipient, RefundContent, RefundReason, Refunded, Standing,
    WriteOffContent,
};
