//! What the index keeps of an event: whatever a filter may ask, in a few bytes.

use domain::{AccountId, Event, ReceiptNo, Vnd, books, giving, relief};

use domain::relief::PaymentKind;

/// An event in the index. Names are places in the trace's tables.
#[derive(Clone, Copy, Debug)]
pub(super) struct Card {
    /// When it was recorded, in microseconds since 1970.
    pub(super) at: i64,
    /// Business day as `year << 9 | month << 5 | day`: in the order of days.
    pub(super) on: i32,
    /// The largest amount that it posts, or the one that it names where it posts nothing; 0 where it names none.
    pub(super) amount: i64,
    /// The receipt that it is about; 0 for none.
    pub(super) receipt: u32,
    /// The account that it names first, plus 1; 0 for none.
    pub(super) account: u16,
    pub(super) actor: u16,
    pub(super) kind: u8,
}

/// The money account that an event names, also where it moves nothing there.
pub(super) fn account(event: &Event) -> Option<&AccountId> {
    match event {
        Event::AccountAdded(event) => Some(&event.account),
        Event::ReceiptRecorded(event) => Some(&event.account),
        Event::ReceiptReversed(event) => Some(&event.account),
        Event::ReceiptIdentified(event) => Some(&event.account),
        Event::BankMovementRecorded(event) => Some(&event.account),
        Event::LineQuarantined(event) => Some(&event.account),
        Event::StatementImported(event) => Some(&event.account),
        Event::Books(event) => match event.as_ref() {
            books::Event::OpeningBalanceSet(event) => Some(&event.account),
            books::Event::MoneySent(event) => Some(&event.from),
            books::Event::MoneyArrived(event) => Some(&event.account),
            books::Event::CashCounted(event) => Some(&event.account),
            books::Event::DifferenceSettled(event) => Some(&event.account),
            books::Event::AccountReconciled(event) => Some(&event.account),
            books::Event::AccountEnded(event) => Some(&event.account),
            _ => None,
        },
        Event::Giving(event) => match event.as_ref() {
            giving::Event::ReceiptSupplemented(event) => Some(&event.account),
            giving::Event::GiverCorrected(event) => Some(&event.account),
            giving::Event::HeldReceiptTaken(event) => Some(&event.account),
            _ => None,
        },
        Event::Relief(event) => match event.as_ref() {
            relief::Event::RequestMade(event) => event.content.money().map(|(account, _)| account),
            relief::Event::RequestAmended(event) => event.content.money().map(|(account, _)| account),
            relief::Event::Paid(event) => Some(&event.account),
            relief::Event::PaymentReversed(event) => Some(&event.account),
            relief::Event::AdvanceSettled(event) => event.account.as_ref(),
            _ => None,
        },
        _ => None,
    }
}

/// The amount that an event names and does not post.
pub(super) fn named_amount(event: &Event) -> Option<Vnd> {
    match event {
        // One that names nobody new posts nothing where it is held.
        Event::ReceiptIdentified(event) => Some(event.amount),
        Event::LineQuarantined(event) => event.amount.or(event.shown_by_balance),
        Event::Giving(event) => match event.as_ref() {
            giving::Event::PledgeRegistered(event) => event.amount,
            giving::Event::PledgeFulfilled(event) => event.amount,
            giving::Event::GiverCorrected(event) => Some(event.amount),
            _ => None,
        },
        Event::Relief(event) => match event.as_ref() {
            relief::Event::NeedTold(event) => event.amount,
            relief::Event::RequestMade(event) => Some(event.value),
            relief::Event::RequestAmended(event) => Some(event.value),
            _ => None,
        },
        _ => None,
    }
}

/// The receipt that an event is about.
pub(super) fn receipt(event: &Event) -> Option<ReceiptNo> {
    match event {
        Event::ReceiptRecorded(event) => Some(event.receipt),
        Event::ReceiptReversed(event) => Some(event.receipt),
        Event::ReceiptIdentified(event) => Some(event.receipt),
        Event::QuarantineDismissed(event) => event.same_as,
        Event::Giving(event) => match event.as_ref() {
            giving::Event::EarmarkReleased(event) => Some(event.receipt),
            giving::Event::ReceiptSupplemented(event) => Some(event.receipt),
            giving::Event::GiverCorrected(event) => Some(event.receipt),
            giving::Event::HeldReceiptTaken(event) => Some(event.receipt),
            _ => None,
        },
        Event::Relief(event) => match event.as_ref() {
            relief::Event::Paid(event) => match &event.kind {
                PaymentKind::Refund(refunded) => Some(refunded.receipt),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
