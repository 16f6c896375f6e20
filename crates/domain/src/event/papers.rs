//! What papers an event is or refers to: its voucher, its row of the vault.

use super::Event;
use crate::ids::RowNo;
use crate::voucher::VoucherNo;

impl Event {
    /// The vault row that the event refers to.
    pub fn row(&self) -> Option<RowNo> {
        match self {
            Self::ReceiptRecorded(event) => event.row,
            Self::ReceiptReversed(event) => event.row,
            Self::ReceiptIdentified(event) => event.row,
            Self::BankMovementRecorded(event) => event.row,
            Self::LineQuarantined(event) => event.row,
            Self::Books(event) => event.row(),
            Self::Giving(event) => event.row(),
            Self::Goods(event) => event.row(),
            Self::Inbox(event) => event.row(),
            Self::Network(event) => event.row(),
            Self::Oversight(event) => event.row(),
            Self::Relief(event) => event.row(),
            Self::FundOpened(_)
            | Self::FundClosed(_)
            | Self::AccountAdded(_)
            | Self::QuarantineDismissed(_)
            | Self::StatementImported(_)
            | Self::Privacy(_) => None,
        }
    }

    /// The voucher that the event is.
    pub fn voucher(&self) -> Option<VoucherNo> {
        match self {
            Self::ReceiptRecorded(event) => event.voucher,
            Self::ReceiptReversed(event) => event.voucher,
            Self::Books(event) => event.voucher(),
            Self::Giving(event) => event.voucher(),
            Self::Goods(event) => event.voucher(),
            Self::Relief(event) => event.voucher(),
            Self::FundOpened(_)
            | Self::FundClosed(_)
            | Self::AccountAdded(_)
            | Self::ReceiptIdentified(_)
            | Self::BankMovementRecorded(_)
            | Self::LineQuarantined(_)
            | Self::QuarantineDismissed(_)
            | Self::StatementImported(_)
            | Self::Inbox(_)
            | Self::Network(_)
            | Self::Oversight(_)
            | Self::Privacy(_) => None,
        }
    }
}
