//! The public figures say what double entry says, whatever happens; and what becomes of a gift.

mod gifts;
mod inbox;
mod privacy;

#[path = "../../projection-balances/src/tests/year.rs"]
mod year;

use domain::{Actor, Event, Meta, Recorded};
use jiff::Timestamp;
use jiff::civil::date;
use projection_balances::{Balances, BookAccount};
use uuid::Uuid;

use crate::PublicBook;
use year::{ACCOUNTS, Dice, Year};

fn recorded(position: u64, event: Event) -> Recorded {
    let actor: Actor = "treasurer:t-test".parse().unwrap();
    let (causation, correlation, id) = (Uuid::nil(), Uuid::nil(), Uuid::nil());
    let (effective_on, recorded_at) = (date(2021, 9, 1), Timestamp::UNIX_EPOCH);
    Recorded {
        position,
        meta: Meta { actor, causation, commitment: None, correlation, effective_on, id, recorded_at },
        event,
    }
}

#[track_caller]
fn event(json: &str) -> Event {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

fn account_added(id: &str) -> Event {
    event(&format!(r#"{{"account_added":{{"account":"{id}","published":true}}}}"#))
}

#[test]
fn every_line_is_what_the_books_say() {
    for seed in [1, 20_210_901, 0xdead_beef, 77_777, 5] {
        let (mut dice, mut year) = (Dice(seed), Year::default());
        let (mut book, mut balances) = (PublicBook::default(), Balances::default());
        let random = (0..20_000).map(|_| event(&year.next(&mut dice)));
        for (position, event) in (0..).zip(ACCOUNTS.iter().map(|id| account_added(id)).chain(random)) {
            let recorded = recorded(position, event);
            book.apply(&recorded);
            balances.apply(&recorded);
            if position % 997 == 0 {
                agree(&book, &balances, &format!("seed {seed}, event {position}: {:?}", recorded.event));
            }
        }
        agree(&book, &balances, &format!("seed {seed}"));
    }
}

fn agree(book: &PublicBook, balances: &Balances, at: &str) {
    let (summary, money, goods) = (book.summary(), &book.summary().money, &book.summary().goods);
    let sum = |wanted: &dyn Fn(&BookAccount) -> bool| -> i128 {
        balances.lines().filter(|line| wanted(line.account)).map(|line| line.balance).sum()
    };
    let kind = |name: &'static str| sum(&move |account| account.kind() == name);
    for bank in &summary.banks {
        assert_eq!(bank.balance, balances.of(&BookAccount::Money(bank.account.clone())), "{at}");
    }
    let counts = kind("cash_surplus") - kind("cash_shortage") - kind("shortage_loss");
    let gifts = summary.received.dong + money.differences - money.refunds.gifts;
    for (name, line, booked) in [
        ("gifts", gifts, kind("contributions") + counts),
        (
            "unidentified",
            summary.unidentified.dong - money.refunds.unidentified,
            kind("unidentified_receipts"),
        ),
        ("held", summary.held.dong - money.refunds.held, kind("held_receipts")),
        ("opening", money.opening + goods.opening, kind("opening_fund")),
        ("interest", money.interest, kind("interest")),
        ("relief", money.to_households + money.to_communities, kind("relief")),
        ("transfers", money.transfers, kind("transferred")),
        ("advances", money.advances, kind("advance_to_team")),
        ("costs", money.costs, kind("cost")),
        ("fees", money.fees, kind("bank_fees")),
        ("unexplained", money.unexplained, kind("unexplained_payments")),
        ("in transit", money.in_transit, kind("in_transit")),
        ("goods given", goods.received, kind("contributions_in_kind")),
        ("goods issued", goods.issued, kind("relief_in_kind")),
        ("goods lost", goods.written_off, kind("goods_losses")),
        ("stock", goods.stock(), kind("goods_stock") + kind("goods_in_transit")),
        (
            "bought",
            money.purchases - goods.bought - goods.differences,
            kind("supplier_prepaid") + kind("goods_differences"),
        ),
    ] {
        assert_eq!(line, booked, "{name}, {at}");
    }
    let came = [summary.received.dong, summary.unidentified.dong, summary.held.dong, money.opening];
    let came: i128 = came.iter().sum::<i128>() + money.interest + money.differences;
    assert_eq!(came, money.refunds.total() + summary.spent() + summary.left(), "{at}");
}
