//! The books as plain text for other bookkeeping programs: hledger and beancount.
//!
//! Amounts are whole đồng, goods by value. Every event that moves something is one transaction with its position in the
//! log as its code and its business day. At the end stands what every account must come to: the reading program checks
//! it. No name and no memo of a person is in it.

mod beancount;
mod hledger;

use projection_balances::{BookAccount, Side};

pub use beancount::beancount;
pub use hledger::hledger;

use crate::trail::{Entry, Trail};

/// Segments of an account's name, from the class down. `CustodyGoods` and `CustodyOwed` stand below equity: both
/// programs know five classes, and the two cancel out.
fn path(account: &BookAccount) -> Vec<String> {
    let class = match account {
        BookAccount::Money(_)
        | BookAccount::InTransit
        | BookAccount::CashShortage
        | BookAccount::SupplierPrepaid(_)
        | BookAccount::AdvanceToTeam(_)
        | BookAccount::GoodsStock(_)
        | BookAccount::GoodsInTransit
        | BookAccount::UnexplainedPayments => "Assets",
        BookAccount::UnidentifiedReceipts | BookAccount::HeldReceipts | BookAccount::CashSurplus => {
            "Liabilities"
        }
        BookAccount::OpeningFund(_) | BookAccount::CustodyGoods(_) | BookAccount::CustodyOwed(_) => "Equity",
        _ if account.grows_on() == Side::Credit => "Income",
        _ => "Expenses",
    };
    let mut path = vec![class.to_owned()];
    path.extend(account.kind().split('_').map(capital).reduce(|kind, word| kind + &word));
    path.extend(account.subject().map(|subject| plain(&subject)));
    // No account is above another: the programs count what is below into the sum, or not, each in its way.
    let (headless, tied) = match account {
        BookAccount::Contributions(_)
        | BookAccount::OpeningFund(_)
        | BookAccount::ContributionsInKind(_)
        | BookAccount::Transferred(..) => (false, true),
        BookAccount::Relief(spending) | BookAccount::Cost(spending) | BookAccount::ReliefInKind(spending) => {
            (spending.head.is_none(), true)
        }
        _ => (false, false),
    };
    path.extend(headless.then(|| "Unnamed".to_owned()));
    if tied {
        let earmark =
            account.earmark().map(|earmark| format!("for-{}", projection_balances::tied(Some(earmark))));
        path.push(earmark.map_or_else(|| "Free".to_owned(), |earmark| plain(&earmark)));
    }
    path
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Letters, digits and hyphens, the first letter a capital, as both programs allow it. Different codes stay different:
/// any other sign is written as `Z` and its number.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars() {
        match letter {
            'a'..='z' if plain.is_empty() => plain.push(letter.to_ascii_uppercase()),
            'a'..='z' | '0'..='9' | '-' => plain.push(letter),
            other => plain.extend(['Z'].into_iter().chain(format!("{:02x}", u32::from(other)).chars())),
        }
    }
    plain
}

/// The entries of each event together, in the order of the journal.
fn transactions(trail: &Trail) -> impl Iterator<Item = &[Entry]> {
    trail.entries().chunk_by(|before, after| before.position == after.position)
}

/// What stands on each account at the end, in đồng, debits above zero, by the name that both exports give it.
pub fn balances(trail: &Trail) -> Vec<(String, i128)> {
    let mut sums = vec![0_i128; trail.accounts().len()];
    for entry in trail.entries() {
        if let Some(sum) = sums.get_mut(entry.debit) {
            *sum = sum.saturating_add(entry.amount);
        }
        if let Some(sum) = sums.get_mut(entry.credit) {
            *sum = sum.saturating_sub(entry.amount);
        }
    }
    let names = trail.accounts().iter().map(|account| path(account).join(":"));
    names.zip(sums).collect()
}
