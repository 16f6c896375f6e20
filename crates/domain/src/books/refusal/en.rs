//! The refusals of this part in English.

use super::super::{Missing, Span};
use super::{Refusal, named};

pub(super) fn text(refusal: &Refusal) -> String {
    match refusal {
        Refusal::PeriodClosed { given, open_from } => format!(
            "{given} lies in a closed period: enter it on {open_from} or later, with the document's own day in document_on."
        ),
        Refusal::DocumentAfterEntry { document_on, effective_on } => {
            format!("The document's day {document_on} is after the entry's day {effective_on}: check both.")
        }
        Refusal::PeriodBackwards { first, last } => {
            format!("The period from {first} to {last} ends before it begins: check the days.")
        }
        Refusal::CorrectionUnknown(voucher) => {
            format!("No correction bears the voucher {voucher}: check the number.")
        }
        Refusal::SignedAlready(voucher) => format!("The correction {voucher} is signed or spoiled already."),
        Refusal::OwnCorrection(voucher) => {
            format!("Whoever made {voucher} may not sign it: another chief accountant has to.")
        }
        Refusal::PublishedAlready { on } => format!("This very report was published on {on}."),
        Refusal::NotYetWritten { known_at, head } => {
            format!(
                "The books hold {head} events, the report says {known_at}: make it again and publish that one."
            )
        }
        Refusal::NotOverYet { last, on } => {
            format!("The period until {last} is not over on {on}: wait until it is.")
        }
        Refusal::PeriodNotWhole { last, span } => {
            let span = if *span == Span::Year { "year" } else { "month" };
            format!("{last} is not the last day of a {span}: give the last day of one.")
        }
        Refusal::PeriodNotNext { last, closed, months } => {
            let months = months.map_or_else(String::new, |day| format!(", months until {day}"));
            format!(
                "The period until {last} is not the next: the books are closed until {closed}{months}; close the one after that."
            )
        }
        Refusal::PeriodNotReady { last, missing: list } => {
            let more = |count| format!("and {count} more");
            format!("The period until {last} cannot be closed yet: {}.", named(list, missing, more))
        }
        _ => of_account(refusal),
    }
}

fn of_copy(refusal: &Refusal) -> String {
    match refusal {
        Refusal::VoucherUnknown(voucher) => format!("There is no voucher {voucher}: check the number."),
        Refusal::TitleUnfit { longest } => {
            format!("The title needs words, at most {longest} characters, on one line.")
        }
        Refusal::CopyIsOriginal => {
            "The copy is the paper itself, with nothing blacked out: black out the names and upload that."
                .to_owned()
        }
        Refusal::CopyPublishedAlready { of, on } => format!("This copy was published on {on} with {of}."),
        Refusal::CopyUnknown(copy) => format!("There is no published copy {copy}, or it was taken back."),
        Refusal::FileNotKept(file) => {
            format!("The file {file} is not kept here or cannot be read: upload it first.")
        }
        _ => String::new(),
    }
}

fn missing(missing: &Missing) -> String {
    match missing {
        Missing::Signature(voucher) => format!("the chief accountant has to sign {voucher}"),
        Missing::Decision(item) => format!("quarantined line {item} has to be booked or dismissed"),
        Missing::CashCount(account) => format!("{account} has to be counted on the last day"),
        Missing::Reconciliation(account) => format!("{account} has to be reconciled through the last day"),
    }
}

fn of_account(refusal: &Refusal) -> String {
    match refusal {
        Refusal::AccountEnded { account, on } => {
            format!("Account {account} takes no entries after {on}: use another account.")
        }
        Refusal::AccountNotEmpty { account, balance } => {
            format!("Account {account} still holds {balance} đồng: move it before ending the account.")
        }
        Refusal::MoneyOnItsWay { account, movement } => {
            format!(
                "Move number {movement} is on its way to {account}: take it in before ending the account."
            )
        }
        Refusal::OpeningSetAlready(account) => {
            format!(
                "The opening balance of {account} for this restriction is set: correct it by another entry."
            )
        }
        Refusal::OpeningAfterMovement { account, first } => {
            format!("{account} has moved since {first}: an opening balance stands on that day or before.")
        }
        Refusal::SameAccount(account) => format!("The money would go from {account} to itself: change one."),
        Refusal::BalanceTooLow { account, balance } => {
            format!("Only {balance} đồng of {account} are free of requests: give at most that.")
        }
        Refusal::NoCashBox(account) => format!("{account} is no cash box: only cash is counted."),
        Refusal::NotReconciled { account, booked, printed, difference } => format!(
            "{account}: the statement says {printed} đồng, the books {booked}, a difference of {difference}: find its cause, and name what is on its way as outstanding."
        ),
        Refusal::OutstandingUnexplained { account, unprinted } => format!(
            "{account}: what the bank has yet to print explains {unprinted} đồng of the difference: explain the rest in words."
        ),
        _ => of_money(refusal),
    }
}

fn of_money(refusal: &Refusal) -> String {
    match refusal {
        Refusal::MoveUnknown(movement) => format!("There is no move number {movement}."),
        Refusal::ArrivedAlready(movement) => format!("Move number {movement} has arrived already."),
        Refusal::ArrivedOtherAmount { movement, sent, given } => {
            format!("Move number {movement} took {sent} đồng along, not {given}: check the amount.")
        }
        Refusal::ArrivedBeforeSent { movement, sent_on } => {
            format!("Move number {movement} left on {sent_on}: it cannot arrive before.")
        }
        Refusal::OtherReceipt { receipt, account, amount } => {
            format!("Receipt number {receipt} is not {amount} đồng in {account}: check its number.")
        }
        Refusal::CountedBelowZero(counted) => format!("A count cannot be below zero ({counted} đồng)."),
        Refusal::CountUnknown(count) => format!("There is no count number {count}."),
        Refusal::SettledBeforeCount { count, on } => {
            format!("Count number {count} was on {on}: settle it on that day or later.")
        }
        Refusal::NotTheDifference { count, open } => format!(
            "Of count number {count}, {open} đồng are open (below zero: recovered or written off; above: taken as a gift or returned): give the same sign and at most that."
        ),
        Refusal::FreeMoneyTooLow { free } => {
            format!("Only {free} đồng are free of restrictions: they do not bear the shortage.")
        }
        _ => of_copy(refusal),
    }
}
