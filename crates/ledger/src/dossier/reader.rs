//! What the reader of a request may do about it: asked of the rules by trying, so that no page has a rule of its own.

use domain::relief::{
    ApproveRequest, Approver, Command, Delegation, HoldRequest, RefuseRequest, WithdrawRequest,
};
use domain::{Actor, Digest, Rejection, RequestNo, Role, State};
use jiff::civil::Date;

use super::tried;

/// Why something would be refused; none where it may be done.
pub type Answer = Option<Rejection>;

/// The reader's right, and what he may do with it.
#[derive(Clone, Debug, Default)]
pub struct Right {
    /// Their own right to approve.
    pub own: Option<Approver>,
    /// What was approved today by that right, in đồng.
    pub used_today: i128,
    /// Those for whom they act.
    pub acts_for: Vec<Delegation>,
    /// Approving what was read.
    pub approve: Answer,
    /// Asking for more.
    pub hold: Answer,
    /// Saying no.
    pub refuse: Answer,
    /// Taking it back.
    pub withdraw: Answer,
}

impl Right {
    pub(super) fn of(
        state: &State,
        request: RequestNo,
        digest: &Digest,
        reader: &[Actor],
        today: Date,
    ) -> Self {
        let Some(person) = reader.first() else { return Self::default() };
        let approvers = &state.relief.approvers;
        let answer = |command: Command| {
            let roles = command.action().roles();
            let fits = |actor: &&Actor| Role::of(actor.role()).is_some_and(|role| roles.contains(&role));
            tried(state, reader.iter().find(fits).unwrap_or(person), today, command)
        };
        let digest = digest.clone();
        Self {
            own: approvers.right_of(person, today).cloned(),
            used_today: approvers.used_on(person, today),
            acts_for: approvers.delegations_to(person, today).cloned().collect(),
            approve: answer(Command::ApproveRequest(ApproveRequest { digest, request })),
            hold: answer(Command::HoldRequest(HoldRequest { request, row: None })),
            refuse: answer(Command::RefuseRequest(RefuseRequest { request, row: None })),
            withdraw: answer(Command::WithdrawRequest(WithdrawRequest { request })),
        }
    }
}
