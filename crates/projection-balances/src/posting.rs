//! What events move: amounts, each from one semantic account to another.
//!
//! An event is any number of [`Posting`]s, and each of them is the same amount on both sides: books that do not
//! balance cannot be written. A correction is a negative amount in the same direction (ghi số âm), not a turned entry, so
//! that turnovers stay true.
//!
//! | event | debit | credit |
//! |---|---|---|
//! | receipt; its reversal (negative); supplement | money | contributions of its earmark; unidentified; held |
//! | receipt identified, not held | unidentified | contributions |
//! | held receipt taken | held | contributions; unidentified |
//! | interest / fee / payment of a bank line | money / fees / unexplained | interest / money / money |
//! | opening balance | money | opening fund |
//! | money sent (explains a bank line) | in transit | money (unexplained) |
//! | money arrived | money | in transit |
//! | cash counted: short / over | shortage / money | money / surplus |
//! | difference: recovered / written off | money / shortage loss | shortage |
//! | difference: taken as gift / returned | surplus | contributions, free / money |
//! | earmark released | contributions, old earmark | contributions, new earmark |
//! | paid (explains a bank line); its reversal (negative) | what it was for, see below | money (unexplained) |
//! | fee beside a payment | fees | money |
//! | advance settled: spent / returned | relief / money | advance |
//! | goods received: gift / bought / opening | stock | in kind / supplier / opening fund |
//! | goods issued; its reversal (negative) | relief in kind | stock |
//! | goods sent | goods in transit | stock |
//! | goods arrived, with all that was loaded | stock | goods in transit |
//! | unloaded or counted: short / over | differences / stock | stock / differences |
//! | goods written off | losses | stock |
//! | lot revalued | stock | what the lot came from; differences where it was packed here |
//! | kits made, unmade | stock of what comes out | stock of what goes in |
//! | the same with goods held for others | custody goods, owed to the owner | the other of the two |
//!
//! A payment is for relief, cost, a board (transferred), a supplier (prepaid), a team (advance), or a refund: that debits
//! the account on which the receipt stood. Reversing a payment that explained a bank line credits money: what comes
//! back comes back to the account.

use domain::{DonorKind, Earmark, Event};

use crate::account::BookAccount;
use crate::known::Known;

mod goods;
mod money;

/// One amount on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The account debited.
    pub debit: BookAccount,
    /// The account credited.
    pub credit: BookAccount,
    /// How much, in đồng; negative in a correction, never zero.
    pub amount: i128,
}

/// Turns events, taken one by one from the first on, into postings. It remembers what an event may refer to: lots,
/// requests, payments, shipments.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Postings {
    known: Known,
}

impl Postings {
    /// Gives every posting of `event`, the next one of the log, to `post`.
    pub fn next(&mut self, event: &Event, post: &mut impl FnMut(Posting)) {
        let mut post = |debit, credit, amount| {
            if amount != 0 {
                post(Posting { debit, credit, amount });
            }
        };
        match event {
            Event::ReceiptRecorded(receipt) => {
                let credit = given(receipt.donor, receipt.earmark.as_ref(), receipt.held);
                post(BookAccount::Money(receipt.account.clone()), credit, receipt.amount.dong().into());
            }
            Event::ReceiptReversed(_)
            | Event::ReceiptIdentified(_)
            | Event::BankMovementRecorded(_)
            | Event::Books(_)
            | Event::Giving(_)
            | Event::Relief(_) => {
                self.known.learn(event);
                money::postings(&self.known, event, &mut post);
            }
            Event::Goods(goods) => {
                self.known.learn(event);
                goods::postings(&self.known, goods, &mut post);
                self.known.forget(goods);
            }
            Event::FundOpened(_)
            | Event::FundClosed(_)
            | Event::AccountAdded(_)
            | Event::LineQuarantined(_)
            | Event::QuarantineDismissed(_)
            | Event::StatementImported(_)
            | Event::Inbox(_)
            | Event::Network(_)
            | Event::Oversight(_)
            | Event::Privacy(_) => {}
        }
    }

    /// What is known of lots, requests and payments.
    pub fn known(&self) -> &Known {
        &self.known
    }
}

/// As what a receipt stands in the books.
fn given(donor: DonorKind, earmark: Option<&Earmark>, held: bool) -> BookAccount {
    match donor {
        _ if held => BookAccount::HeldReceipts,
        DonorKind::Unidentified => BookAccount::UnidentifiedReceipts,
        _ => BookAccount::Contributions(earmark.cloned()),
    }
}
