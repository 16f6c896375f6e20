//! Cash and bank books as guided steps: the books day by day, counting, moving, reconciling, the registers of vouchers, and
//! the close with its reports.

mod book;
mod closing;
mod copies;
mod count;
mod moves;
mod overview;
mod publish;
mod reconcile;
mod registers;

use axum::Router;
use axum::routing::get;
use domain::{AccountId, Role};
use jiff::civil::Date;

use crate::answer::Fault;
use crate::form::read_day;
use crate::seat::Seat;
use crate::state::Desk;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/so-quy", get(overview::page))
        .route("/so-quy/so/{account}", get(book::page))
        .route("/so-quy/so/{account}/{day}", get(book::day))
        .route("/so-quy/kiem-quy", get(count::list))
        .route("/so-quy/kiem-quy/{account}", get(count::form))
        .route("/so-quy/chuyen-tien", get(moves::page))
        .route("/so-quy/doi-chieu/{account}", get(reconcile::page))
        .route("/so-quy/chung-tu", get(registers::page))
        .route("/so-quy/ban-chup", get(copies::page))
        .route("/khoa-so", get(closing::page))
        .route("/khoa-so/cong-bo", get(publish::page))
}

/// Those whose books these are, and those who audit them.
fn keepers(seat: &Seat) -> Result<(), Fault> {
    let may = seat.is(&[Role::Treasurer, Role::ChiefAccountant, Role::Auditor, Role::Approver, Role::Admin]);
    if may { Ok(()) } else { Err(Fault::NotFound) }
}

/// An account as it stands in an address.
fn account(text: &str) -> Result<AccountId, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}

/// The day that the address names, or another.
fn day(seat: &Seat, name: &str, other: Date) -> Date {
    read_day(seat.asked(name)).unwrap_or(other)
}
