//! What an event moves: one amount, from one semantic account to another.
//!
//! A correction is a negative amount in the same direction (ghi số âm), not a turned entry: turnovers stay true.

use domain::{AccountId, DonorKind, Earmark, Event, MovementKind, Vnd};
use serde::{Deserialize, Serialize};

/// An account of the books by its meaning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookAccount {
    /// Money in a bank account or cash box of the fund.
    Money(AccountId),
    /// Gifts that are to be used, by what they are tied to; none is unrestricted.
    Contributions(Option<Earmark>),
    /// Credits of which nobody can tell yet what they are.
    UnidentifiedReceipts,
    /// Interest earned.
    Interest,
    /// Bank charges.
    BankFees,
    /// Money that left a bank account and is not explained yet.
    UnexplainedPayments,
}

/// On which side an account grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Money, expenses.
    Debit,
    /// Funds, debts, income.
    Credit,
}

impl BookAccount {
    /// On which side the account grows.
    pub fn grows_on(&self) -> Side {
        match self {
            Self::Money(_) | Self::BankFees | Self::UnexplainedPayments => Side::Debit,
            Self::Contributions(_) | Self::UnidentifiedReceipts | Self::Interest => Side::Credit,
        }
    }
}

/// One amount on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The account debited.
    pub debit: BookAccount,
    /// The account credited.
    pub credit: BookAccount,
    /// How much; negative in a correction.
    pub amount: Vnd,
}

/// What `event` moves; `None` where no money does.
pub fn posting(event: &Event) -> Option<Posting> {
    let (debit, credit, amount) = match event {
        Event::ReceiptRecorded(receipt) => {
            (money(&receipt.account), given(receipt.donor, receipt.earmark.as_ref()), receipt.amount)
        }
        Event::ReceiptReversed(reversed) => {
            (money(&reversed.account), given(reversed.donor, reversed.earmark.as_ref()), reversed.amount)
        }
        Event::ReceiptIdentified(identified) => {
            let contributions = BookAccount::Contributions(identified.earmark.clone());
            (BookAccount::UnidentifiedReceipts, contributions, identified.amount)
        }
        Event::BankMovementRecorded(movement) => match movement.kind {
            MovementKind::Interest => (money(&movement.account), BookAccount::Interest, movement.amount),
            MovementKind::Fee => (BookAccount::BankFees, money(&movement.account), movement.amount),
            MovementKind::Payment => {
                (BookAccount::UnexplainedPayments, money(&movement.account), movement.amount)
            }
        },
        Event::FundOpened(_)
        | Event::FundClosed(_)
        | Event::AccountAdded(_)
        | Event::LineQuarantined(_)
        | Event::QuarantineDismissed(_)
        | Event::StatementImported(_)
        | Event::Books(_)
        | Event::Giving(_)
        | Event::Goods(_)
        | Event::Network(_)
        | Event::Oversight(_)
        | Event::Relief(_) => return None,
    };
    Some(Posting { debit, credit, amount })
}

fn money(account: &AccountId) -> BookAccount {
    BookAccount::Money(account.clone())
}

fn given(donor: DonorKind, earmark: Option<&Earmark>) -> BookAccount {
    match donor {
        DonorKind::Unidentified => BookAccount::UnidentifiedReceipts,
        _ => BookAccount::Contributions(earmark.cloned()),
    }
}
