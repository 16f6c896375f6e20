//! The postings of money: receipts, bank lines, the discipline of the books, gifts, payments.

use domain::books::Settlement;
use domain::relief::{PaymentKind, Standing};
use domain::{AccountId, Earmark, Event, MovementKind, Vnd, books, giving, relief};

use super::given;
use crate::account::{BookAccount, Spending};
use crate::known::Known;

type Post<'a> = &'a mut dyn FnMut(BookAccount, BookAccount, i128);

pub(super) fn postings(known: &Known, event: &Event, post: Post<'_>) {
    match event {
        Event::ReceiptReversed(event) => {
            let credit = given(event.donor, event.earmark.as_ref(), event.held);
            post(money(&event.account), credit, dong(event.amount));
        }
        // A held receipt stays held whoever gave it.
        Event::ReceiptIdentified(event) if !event.held => {
            let credit = BookAccount::Contributions(event.earmark.clone());
            post(BookAccount::UnidentifiedReceipts, credit, dong(event.amount));
        }
        Event::BankMovementRecorded(event) => {
            let (account, amount) = (money(&event.account), dong(event.amount));
            match event.kind {
                MovementKind::Interest => post(account, BookAccount::Interest, amount),
                MovementKind::Fee => post(BookAccount::BankFees, account, amount),
                MovementKind::Payment => post(BookAccount::UnexplainedPayments, account, amount),
            }
        }
        Event::Books(event) => of_books(event, post),
        Event::Giving(event) => of_giving(event, post),
        Event::Relief(event) => of_relief(known, event, post),
        _ => {}
    }
}

fn of_books(event: &books::Event, post: Post<'_>) {
    match event {
        books::Event::OpeningBalanceSet(event) => {
            let fund = BookAccount::OpeningFund(event.earmark.clone());
            post(money(&event.account), fund, dong(event.amount));
        }
        books::Event::MoneySent(event) => {
            post(BookAccount::InTransit, source(&event.from, event.explains), dong(event.amount));
        }
        books::Event::MoneyArrived(event) => {
            post(money(&event.account), BookAccount::InTransit, dong(event.amount));
        }
        books::Event::CashCounted(event) => {
            let over = dong(event.counted).saturating_sub(dong(event.booked));
            if over > 0 {
                post(money(&event.account), BookAccount::CashSurplus, over);
            } else {
                post(BookAccount::CashShortage, money(&event.account), over.saturating_neg());
            }
        }
        books::Event::DifferenceSettled(event) => {
            // The amount has the sign of the difference: that of a shortage is below zero.
            let (amount, short) = (dong(event.amount), dong(event.amount).saturating_neg());
            let free = BookAccount::Contributions(None);
            match event.how {
                Settlement::Recovered => post(money(&event.account), BookAccount::CashShortage, short),
                Settlement::WrittenOff => post(BookAccount::ShortageLoss, BookAccount::CashShortage, short),
                Settlement::TakenAsGift => post(BookAccount::CashSurplus, free, amount),
                Settlement::Returned => post(BookAccount::CashSurplus, money(&event.account), amount),
            }
        }
        _ => {}
    }
}

fn of_giving(event: &giving::Event, post: Post<'_>) {
    match event {
        giving::Event::EarmarkReleased(event) => {
            let (from, to) = (event.from.clone(), event.to.clone());
            post(BookAccount::Contributions(from), BookAccount::Contributions(to), dong(event.amount));
        }
        giving::Event::ReceiptSupplemented(event) => {
            let credit = given(event.donor, event.earmark.as_ref(), false);
            post(money(&event.account), credit, dong(event.amount));
        }
        giving::Event::HeldReceiptTaken(event) => {
            let credit = given(event.donor, event.earmark.as_ref(), false);
            post(BookAccount::HeldReceipts, credit, dong(event.amount));
        }
        _ => {}
    }
}

fn of_relief(known: &Known, event: &relief::Event, post: Post<'_>) {
    match event {
        relief::Event::Paid(event) => {
            let spending = Spending { earmark: event.earmark.clone(), head: known.head_of(event.payment) };
            let credit = source(&event.account, event.explains);
            post(spent_on(&event.kind, spending), credit, dong(event.amount));
            post(BookAccount::BankFees, money(&event.account), dong(event.fee));
        }
        relief::Event::PaymentReversed(event) => {
            let spending = Spending { earmark: event.earmark.clone(), head: known.head_of(event.payment) };
            post(spent_on(&event.kind, spending), money(&event.account), dong(event.amount));
        }
        relief::Event::AdvanceSettled(event) => {
            let team = BookAccount::AdvanceToTeam(event.team.clone());
            let spending = Spending { earmark: event.earmark.clone(), head: Some(event.head.clone()) };
            post(BookAccount::Relief(spending), team.clone(), dong(event.spent));
            if let Some(account) = &event.account {
                post(money(account), team, dong(event.returned));
            }
        }
        _ => {}
    }
}

/// What a payment of this kind debits.
fn spent_on(kind: &PaymentKind, spending: Spending) -> BookAccount {
    match kind {
        PaymentKind::Advance(team) => BookAccount::AdvanceToTeam(team.clone()),
        PaymentKind::Cost(_) => BookAccount::Cost(spending),
        PaymentKind::Purchase(supplier) => BookAccount::SupplierPrepaid(supplier.clone()),
        PaymentKind::Relief(_) => BookAccount::Relief(spending),
        PaymentKind::Transfer(party) => BookAccount::Transferred(party.clone(), spending.earmark),
        PaymentKind::Refund(refunded) => stood_on(refunded.stood_as, spending.earmark),
    }
}

fn stood_on(standing: Standing, earmark: Option<Earmark>) -> BookAccount {
    match standing {
        Standing::Contribution => BookAccount::Contributions(earmark),
        Standing::Held => BookAccount::HeldReceipts,
        Standing::Unidentified => BookAccount::UnidentifiedReceipts,
    }
}

/// Where money leaves: its account, or the unexplained payment that a bank line has been booked as already.
fn source(account: &AccountId, explains: Option<u32>) -> BookAccount {
    if explains.is_some() { BookAccount::UnexplainedPayments } else { money(account) }
}

fn money(account: &AccountId) -> BookAccount {
    BookAccount::Money(account.clone())
}

fn dong(amount: Vnd) -> i128 {
    amount.dong().into()
}
