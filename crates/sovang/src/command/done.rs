//! Says what a command did, from the event that it left in the log.

use domain::{
    AccountId, DismissalReason, Event, QuarantineDismissed, QuarantineNo, ReceiptRecorded, Vnd, giving,
};
use ledger::{Ledger, Outcome, QuarantinedLine};

use super::Failure;
use crate::format::money;
use crate::local::event_at;
use crate::out::say;
use crate::words::{donor, movement, thing};

/// Vietnamese and English.
type Said = (String, String);

/// Says what was recorded, and where. `line` is the waiting line that it settled, as it was.
pub(super) fn tell(
    ledger: &Ledger,
    outcome: &Outcome,
    line: Option<&QuarantinedLine>,
) -> Result<(), Failure> {
    let (vi, en) = said(&event_at(ledger, outcome.first)?.event, line);
    let made: Vec<_> = outcome.made.iter().map(thing).collect();
    let made = if made.is_empty() { String::new() } else { made.join(", ") + "\n" };
    let (at, after) = (outcome.first, outcome.first.saturating_add(outcome.count));
    Ok(say(&format!(
        "{vi}. / {en}.\n\
         Sự kiện ở vị trí {at}, sổ ngay sau đó: `replay --to {after}`. / \
         The event stands at position {at}, the books after it: `replay --to {after}`.\n{made}"
    ))?)
}

fn said(event: &Event, line: Option<&QuarantinedLine>) -> Said {
    match event {
        Event::ReceiptRecorded(receipt) => recorded(receipt),
        Event::ReceiptReversed(receipt) => {
            let (number, what) = (receipt.receipt, what(receipt.amount, &receipt.account));
            (
                format!("Đã ghi số âm khoản thu số {number}: {what}"),
                format!("Receipt {number} reversed by its negative: {what}"),
            )
        }
        Event::ReceiptIdentified(receipt) => {
            let (number, what) = (receipt.receipt, what(receipt.amount, &receipt.account));
            let (vi, en) = donor(receipt.donor);
            (
                format!("Đã xác định khoản thu số {number}: {what}, {vi}"),
                format!("Receipt {number} identified: {what}, {en}"),
            )
        }
        Event::Giving(event) => match event.as_ref() {
            giving::Event::GiverCorrected(corrected) => {
                let (number, what) = (corrected.receipt, what(corrected.amount, &corrected.account));
                let (vi, en) = donor(corrected.donor);
                (
                    format!("Đã đính chính người ủng hộ khoản thu số {number}: {what}, {vi}"),
                    format!("Giver of receipt {number} corrected: {what}, {en}"),
                )
            }
            _ => ("Đã ghi".to_owned(), "Recorded".to_owned()),
        },
        Event::BankMovementRecorded(line) => {
            let (item, what) =
                (line.quarantine.map_or(0, QuarantineNo::get), what(line.amount, &line.account));
            let (vi, en) = movement(line.kind);
            (
                format!("Đã ghi dòng chờ {item} là {vi}: {what}"),
                format!("Waiting line {item} recorded as {en}: {what}"),
            )
        }
        Event::QuarantineDismissed(dismissed) => laid_aside(dismissed, line),
        // Commands on funds, accounts and statements say what they did by themselves.
        _ => ("Đã ghi".to_owned(), "Recorded".to_owned()),
    }
}

fn recorded(receipt: &ReceiptRecorded) -> Said {
    let (number, what) = (receipt.receipt, what(receipt.amount, &receipt.account));
    let (vi, en) = donor(receipt.donor);
    match receipt.quarantine {
        Some(item) => (
            format!("Đã ghi dòng chờ {item} thành khoản thu số {number}: {what}, {vi}"),
            format!("Waiting line {item} recorded as receipt {number}: {what}, {en}"),
        ),
        None => (
            format!("Đã ghi khoản thu số {number}: {what}, {vi}"),
            format!("Receipt {number} recorded: {what}, {en}"),
        ),
    }
}

fn laid_aside(dismissed: &QuarantineDismissed, line: Option<&QuarantinedLine>) -> Said {
    let item = dismissed.item;
    let line = line.map(|line| match line.proposed {
        Some(amount) => format!(": {}", what(amount, &line.account)),
        None => format!(": {}", line.account),
    });
    let line = line.unwrap_or_default();
    let (vi, en) = match dismissed.reason {
        DismissalReason::AlreadyRecorded => ("đã có trong sổ", "it is in the books already"),
        DismissalReason::NoTransaction => ("không phải giao dịch", "it is no transaction"),
    };
    let (same_vi, same_en) = dismissed.same_as.map_or_else(Default::default, |receipt| {
        (format!(", là khoản thu số {receipt}"), format!(", as receipt {receipt}"))
    });
    (
        format!("Đã gác dòng chờ {item}, không ghi{line}; {vi}{same_vi}"),
        format!("Waiting line {item} laid aside, nothing recorded{line}; {en}{same_en}"),
    )
}

fn what(amount: Vnd, account: &AccountId) -> String {
    format!("{}, {account}", money(amount))
}
