//! The reports, one file each. All are pure functions of a [`Trail`](crate::Trail).

mod account_ledger;
mod advances;
mod allocations;
mod calendar;
mod disclosure;
mod donors;
mod expiring;
mod findings;
mod journal;
mod lineage;
mod money_book;
mod pledges;
mod receipts_and_use;
mod stock;
mod stock_card;
mod trial_balance;
mod unidentified;
mod unsigned;
mod vouchers;

pub use account_ledger::account_ledger;
pub use advances::advances;
pub use allocations::allocations;
pub use calendar::calendar;
pub use disclosure::disclosure;
pub use donors::{Donor, donors};
pub use expiring::expiring;
pub use findings::findings;
pub use journal::journal;
pub use lineage::lineage;
pub use money_book::{bank_book, cash_book};
pub use pledges::pledges;
pub use receipts_and_use::receipts_and_use;
pub use stock::stock;
pub use stock_card::stock_card;
pub use trial_balance::trial_balance;
pub use unidentified::unidentified;
pub use unsigned::unsigned;
pub use vouchers::vouchers;

use domain::DonorKind;
use projection_balances::BookAccount;

use crate::report::{Cell, text};

/// `Tiền / money cash:main`.
fn account_name(account: Option<&BookAccount>) -> String {
    let Some(account) = account else { return String::new() };
    format!("{} / {} {}", account.vi(), account.en(), account.detail()).trim_end().to_owned()
}

fn donor_kind(donor: DonorKind) -> Cell {
    text(match donor {
        DonorKind::Person => "Cá nhân / person",
        DonorKind::Organisation => "Tổ chức / organisation",
        DonorKind::Enterprise => "Doanh nghiệp / enterprise",
        DonorKind::Anonymous => "Ẩn danh / anonymous",
        DonorKind::Unidentified => "Chưa xác định / unidentified",
    })
}

/// What a restriction is called; a word for what is free.
fn restriction(earmark: Option<&domain::Earmark>) -> Cell {
    match earmark {
        None => text("Không điều kiện / unrestricted"),
        some => text(projection_balances::tied(some)),
    }
}
