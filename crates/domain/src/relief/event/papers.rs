//! What papers an event is or refers to: its voucher, its row of the vault.

use super::Event;
use crate::ids::RowNo;
use crate::voucher::VoucherNo;

impl Event {
    /// The voucher that the event is.
    pub fn voucher(&self) -> Option<VoucherNo> {
        match self {
            Self::Paid(event) => Some(event.voucher),
            Self::PaymentReversed(event) => Some(event.voucher),
            Self::AdvanceSettled(event) => Some(event.voucher),
            Self::PolicyAdopted(_)
            | Self::PolicyEnded(_)
            | Self::LimitsAdopted(_)
            | Self::ApproverAppointed(_)
            | Self::ApproverDismissed(_)
            | Self::ApprovalDelegated(_)
            | Self::DelegationRevoked(_)
            | Self::InterestDeclared(_)
            | Self::NeedTold(_)
            | Self::AllocationDecided(_)
            | Self::AllocationReduced(_)
            | Self::RequestMade(_)
            | Self::RequestAmended(_)
            | Self::RequestApproved(_)
            | Self::RequestHeld(_)
            | Self::RequestRefused(_)
            | Self::RequestWithdrawn(_)
            | Self::HandedOver(_)
            | Self::RecipientsSigned(_)
            | Self::LocallyConfirmed(_) => None,
        }
    }

    /// The vault row that the event refers to.
    pub fn row(&self) -> Option<RowNo> {
        match self {
            Self::RequestMade(event) => event.row,
            Self::RequestHeld(event) => event.row,
            Self::RequestRefused(event) => event.row,
            Self::Paid(event) => event.row,
            Self::PaymentReversed(event) => event.row,
            Self::PolicyAdopted(_)
            | Self::PolicyEnded(_)
            | Self::LimitsAdopted(_)
            | Self::ApproverAppointed(_)
            | Self::ApproverDismissed(_)
            | Self::ApprovalDelegated(_)
            | Self::DelegationRevoked(_)
            | Self::InterestDeclared(_)
            | Self::NeedTold(_)
            | Self::AllocationDecided(_)
            | Self::AllocationReduced(_)
            | Self::RequestAmended(_)
            | Self::RequestApproved(_)
            | Self::RequestWithdrawn(_)
            | Self::AdvanceSettled(_)
            | Self::HandedOver(_)
            | Self::RecipientsSigned(_)
            | Self::LocallyConfirmed(_) => None,
        }
    }
}
