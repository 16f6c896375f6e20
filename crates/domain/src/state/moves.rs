//! What the events of the parts do to the fund's accounts: one leg an account.

use crate::event::{Direction, Event};
use crate::ids::AccountId;
use crate::money::Vnd;
use crate::state::BookedAs;
use crate::{books, giving, relief};

/// Money into or out of one account.
#[derive(Clone, Copy, Debug)]
pub struct Leg<'a> {
    /// Which.
    pub account: &'a AccountId,
    /// Into it or out of it.
    pub direction: Direction,
    /// How much; below zero where something is taken back.
    pub amount: Vnd,
    /// The bank's reference.
    pub reference: Option<&'a str>,
    /// As what it is booked.
    pub what: BookedAs,
    /// A bank prints a line for it.
    pub printed: bool,
    /// It has moved already, with this bank line.
    pub explains: Option<u32>,
}

impl Leg<'_> {
    /// What it does to the account's balance, in đồng; nothing where a bank line did it before.
    pub fn moves(&self) -> i128 {
        if self.explains.is_some() { 0 } else { self.direction.signed(self.amount) }
    }
}

impl Event {
    /// What an event of the six parts does to the fund's accounts. A receipt and a bank's movement tell that themselves
    /// and have no leg here.
    pub fn legs(&self) -> Vec<Leg<'_>> {
        legs(self)
    }

    /// What an event does to the balance of each account that it touches, in đồng: the lines of cash books and bank books.
    pub fn moves(&self) -> Vec<(&AccountId, i128)> {
        match self {
            Self::ReceiptRecorded(event) => vec![(&event.account, event.amount.dong().into())],
            // The amount of a reversal is below zero already.
            Self::ReceiptReversed(event) => vec![(&event.account, event.amount.dong().into())],
            Self::BankMovementRecorded(event) => {
                vec![(&event.account, event.kind.direction().signed(event.amount))]
            }
            _ => {
                let moved = legs(self).into_iter().map(|leg| (leg.account, leg.moves()));
                moved.filter(|(_, dong)| *dong != 0).collect()
            }
        }
    }
}

fn leg(account: &AccountId, direction: Direction, amount: Vnd, what: BookedAs) -> Leg<'_> {
    Leg { account, direction, amount, reference: None, what, printed: true, explains: None }
}

fn legs(event: &Event) -> Vec<Leg<'_>> {
    let legs = match event {
        Event::Books(event) => books(event).into_iter().collect(),
        Event::Giving(event) => giving(event).into_iter().collect(),
        Event::Relief(event) => relief(event),
        _ => Vec::new(),
    };
    legs.into_iter().filter(|leg| leg.amount != Vnd::ZERO).collect()
}

fn books(event: &books::Event) -> Option<Leg<'_>> {
    match event {
        books::Event::OpeningBalanceSet(event) => {
            let opening = leg(&event.account, Direction::Credit, event.amount, BookedAs::Settlement);
            Some(Leg { printed: false, ..opening })
        }
        books::Event::MoneySent(event) => {
            let sent = leg(&event.from, Direction::Debit, event.amount, BookedAs::Moved(event.movement));
            Some(Leg { reference: event.reference.as_deref(), explains: event.explains, ..sent })
        }
        books::Event::MoneyArrived(event) => {
            let arrived =
                leg(&event.account, Direction::Credit, event.amount, BookedAs::Moved(event.movement));
            // A statement printed it already, as the receipt that is reversed along with it.
            Some(Leg { printed: event.receipt.is_none(), ..arrived })
        }
        books::Event::CashCounted(event) => {
            let difference = event.counted.checked_sub(event.booked)?;
            Some(leg(&event.account, Direction::Credit, difference, BookedAs::Settlement))
        }
        books::Event::DifferenceSettled(event) => match event.how {
            // A shortage is below zero and comes back; a surplus is above zero and goes.
            books::Settlement::Recovered => {
                let back = event.amount.checked_neg()?;
                Some(leg(&event.account, Direction::Credit, back, BookedAs::Settlement))
            }
            books::Settlement::Returned => {
                Some(leg(&event.account, Direction::Debit, event.amount, BookedAs::Settlement))
            }
            books::Settlement::WrittenOff | books::Settlement::TakenAsGift => None,
        },
        _ => None,
    }
}

fn giving(event: &giving::Event) -> Option<Leg<'_>> {
    match event {
        giving::Event::ReceiptSupplemented(event) => {
            let missing = leg(&event.account, Direction::Credit, event.amount, BookedAs::Settlement);
            Some(Leg { printed: false, ..missing })
        }
        _ => None,
    }
}

fn relief(event: &relief::Event) -> Vec<Leg<'_>> {
    match event {
        relief::Event::Paid(event) => {
            let paid = leg(&event.account, Direction::Debit, event.amount, BookedAs::Payment(event.payment));
            let paid = Leg { reference: event.reference.as_deref(), explains: event.explains, ..paid };
            let fee = leg(&event.account, Direction::Debit, event.fee, BookedAs::Payment(event.payment));
            vec![paid, fee]
        }
        relief::Event::PaymentReversed(event) => {
            let back = event.amount.checked_neg().unwrap_or_default();
            vec![leg(&event.account, Direction::Credit, back, BookedAs::PaymentReversal(event.payment))]
        }
        relief::Event::AdvanceSettled(event) => {
            let account = event.account.as_ref();
            let back = |account| leg(account, Direction::Credit, event.returned, BookedAs::Settlement);
            account.map(back).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
