//! Every refusal of this part by name.

mod en;
mod vi;

use jiff::civil::Date;

use super::{Missing, Span};
use crate::ids::{AccountId, CountNo, Digest, MoveNo, ReceiptNo};
use crate::money::Vnd;
use crate::rejection::RefusalKind;
use crate::voucher::VoucherNo;

/// How many missing things a message names.
const NAMED: usize = 10;

/// Why a command is refused. The books are unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The day lies in a closed period.
    PeriodClosed {
        /// The day given.
        given: Date,
        /// The first day that takes entries.
        open_from: Date,
    },
    /// The document would be younger than its entry.
    DocumentAfterEntry {
        /// Day of the document.
        document_on: Date,
        /// The business day.
        effective_on: Date,
    },
    /// The account takes no entries any more.
    AccountEnded {
        /// The account.
        account: AccountId,
        /// Its last day.
        on: Date,
    },
    /// The account still holds money, or owes it.
    AccountNotEmpty {
        /// The account.
        account: AccountId,
        /// What it holds.
        balance: Vnd,
    },
    /// Money is on its way to the account.
    MoneyOnItsWay {
        /// The account.
        account: AccountId,
        /// Which move.
        movement: MoveNo,
    },
    /// The opening balance stands in the books.
    OpeningSetAlready(AccountId),
    /// The account has moved before that day.
    OpeningAfterMovement {
        /// The account.
        account: AccountId,
        /// Day of its first movement.
        first: Date,
    },
    /// From an account to itself.
    SameAccount(AccountId),
    /// The account holds less that no request reserves.
    BalanceTooLow {
        /// The account.
        account: AccountId,
        /// What is free of it.
        balance: Vnd,
    },
    /// No such move.
    MoveUnknown(MoveNo),
    /// It has arrived.
    ArrivedAlready(MoveNo),
    /// Another amount left.
    ArrivedOtherAmount {
        /// Which.
        movement: MoveNo,
        /// What left.
        sent: Vnd,
        /// What is said to have arrived.
        given: Vnd,
    },
    /// It left later.
    ArrivedBeforeSent {
        /// Which.
        movement: MoveNo,
        /// When it left.
        sent_on: Date,
    },
    /// The receipt lies in another account, or is of another amount.
    OtherReceipt {
        /// The receipt.
        receipt: ReceiptNo,
        /// Where the money goes.
        account: AccountId,
        /// How much.
        amount: Vnd,
    },
    /// Only cash is counted.
    NoCashBox(AccountId),
    /// Counted below zero.
    CountedBelowZero(Vnd),
    /// No such count.
    CountUnknown(CountNo),
    /// The count came later.
    SettledBeforeCount {
        /// The count.
        count: CountNo,
        /// Its day.
        on: Date,
    },
    /// More than is open of the difference, or the other way round.
    NotTheDifference {
        /// The count.
        count: CountNo,
        /// What is open; below zero for a shortage.
        open: Vnd,
    },
    /// The free money does not bear the shortage.
    FreeMoneyTooLow {
        /// What is free.
        free: Vnd,
    },
    /// Printed and booked balance differ by something else than what is named.
    NotReconciled {
        /// The account.
        account: AccountId,
        /// Of the books.
        booked: Vnd,
        /// Of the statement.
        printed: Vnd,
        /// Printed less booked.
        difference: Vnd,
    },
    /// The difference is neither what the bank has yet to print, nor told in words.
    OutstandingUnexplained {
        /// The account.
        account: AccountId,
        /// What the bank has yet to print.
        unprinted: Vnd,
    },
    /// The report would know more than there is.
    NotYetWritten {
        /// The position given.
        known_at: u64,
        /// How many events there are.
        head: u64,
    },
    /// The period ends after the business day, or today.
    NotOverYet {
        /// Its last day.
        last: Date,
        /// The business day.
        on: Date,
    },
    /// The day ends no month, or no year.
    PeriodNotWhole {
        /// The day.
        last: Date,
        /// What it should end.
        span: Span,
    },
    /// Another period is to be closed first, or this one is closed.
    PeriodNotNext {
        /// The day.
        last: Date,
        /// Closed up to here.
        closed: Date,
        /// Closed months.
        months: Option<Date>,
    },
    /// Something of the period is left to do.
    PeriodNotReady {
        /// Its last day.
        last: Date,
        /// What.
        missing: Vec<Missing>,
    },
    /// The period ends before it begins.
    PeriodBackwards {
        /// First day.
        first: Date,
        /// Last day.
        last: Date,
    },
    /// No correction bears that voucher.
    CorrectionUnknown(VoucherNo),
    /// It is signed, or spoiled.
    SignedAlready(VoucherNo),
    /// The signer made it.
    OwnCorrection(VoucherNo),
    /// These very bytes were published.
    PublishedAlready {
        /// When.
        on: Date,
    },
    /// No voucher has that number.
    VoucherUnknown(VoucherNo),
    /// The title is empty, too long, or has signs that are no text.
    TitleUnfit {
        /// The most characters.
        longest: usize,
    },
    /// The copy is the paper itself, so nothing is blacked out in it.
    CopyIsOriginal,
    /// The public has this copy.
    CopyPublishedAlready {
        /// Of which voucher.
        of: VoucherNo,
        /// Since when.
        on: Date,
    },
    /// The public has no such copy.
    CopyUnknown(Digest),
    /// The file is not kept here, or cannot be read.
    FileNotKept(Digest),
}

impl Refusal {
    /// A stable name for programs: the last part of the API's problem type.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PeriodClosed { .. } => "period-closed",
            Self::DocumentAfterEntry { .. } => "document-after-entry",
            Self::AccountEnded { .. } => "account-ended",
            Self::AccountNotEmpty { .. } => "account-not-empty",
            Self::MoneyOnItsWay { .. } => "money-on-its-way",
            Self::OpeningSetAlready(_) => "opening-set-already",
            Self::OpeningAfterMovement { .. } => "opening-after-movement",
            Self::SameAccount(_) => "same-account",
            Self::BalanceTooLow { .. } => "balance-too-low",
            Self::MoveUnknown(_) => "move-unknown",
            Self::ArrivedAlready(_) => "arrived-already",
            Self::ArrivedOtherAmount { .. } => "arrived-other-amount",
            Self::ArrivedBeforeSent { .. } => "arrived-before-sent",
            Self::OtherReceipt { .. } => "receipt-is-not-the-arrival",
            Self::NoCashBox(_) => "no-cash-box",
            Self::CountedBelowZero(_) => "counted-below-zero",
            Self::CountUnknown(_) => "count-unknown",
            Self::SettledBeforeCount { .. } => "settled-before-count",
            Self::NotTheDifference { .. } => "not-the-difference",
            Self::FreeMoneyTooLow { .. } => "free-money-too-low",
            Self::NotReconciled { .. } => "not-reconciled",
            Self::OutstandingUnexplained { .. } => "outstanding-unexplained",
            Self::NotYetWritten { .. } => "report-beyond-the-log",
            Self::NotOverYet { .. } => "period-not-over",
            Self::PeriodNotWhole { .. } => "period-not-whole",
            Self::PeriodNotNext { .. } => "period-not-next",
            Self::PeriodNotReady { .. } => "period-not-ready",
            Self::PeriodBackwards { .. } => "period-backwards",
            Self::CorrectionUnknown(_) => "correction-unknown",
            Self::SignedAlready(_) => "correction-signed",
            Self::OwnCorrection(_) => "own-correction",
            Self::PublishedAlready { .. } => "report-published",
            Self::VoucherUnknown(_) => "voucher-unknown",
            Self::TitleUnfit { .. } => "title-unfit",
            Self::CopyIsOriginal => "copy-is-original",
            Self::CopyPublishedAlready { .. } => "copy-published",
            Self::CopyUnknown(_) => "copy-unknown",
            Self::FileNotKept(_) => "file-not-kept",
        }
    }

    /// What sort of refusal it is.
    pub fn kind(&self) -> RefusalKind {
        match self {
            Self::MoveUnknown(_)
            | Self::CountUnknown(_)
            | Self::CorrectionUnknown(_)
            | Self::VoucherUnknown(_)
            | Self::CopyUnknown(_) => RefusalKind::Unknown,
            Self::DocumentAfterEntry { .. }
            | Self::SameAccount(_)
            | Self::NoCashBox(_)
            | Self::CountedBelowZero(_)
            | Self::NotYetWritten { .. }
            | Self::NotOverYet { .. }
            | Self::PeriodNotWhole { .. }
            | Self::PeriodBackwards { .. }
            | Self::TitleUnfit { .. }
            | Self::CopyIsOriginal
            | Self::FileNotKept(_) => RefusalKind::Invalid,
            Self::OwnCorrection(_) => RefusalKind::Forbidden,
            _ => RefusalKind::Conflict,
        }
    }

    /// The refusal in Vietnamese.
    pub fn vi(&self) -> String {
        vi::text(self)
    }

    /// The refusal in English.
    pub fn en(&self) -> String {
        en::text(self)
    }
}

/// The first so many things, and how many more there are.
fn named(missing: &[Missing], name: fn(&Missing) -> String, more: fn(usize) -> String) -> String {
    let mut texts: Vec<_> = missing.iter().take(NAMED).map(name).collect();
    if missing.len() > NAMED {
        texts.push(more(missing.len().saturating_sub(NAMED)));
    }
    texts.join("; ")
}
