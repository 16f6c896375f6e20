//! The supervision's pages: the log itself, any moment of the books, samples, findings, verification. They read; what is
//! written are findings and their answers, by the one way of every form.

mod balances;
mod compare;
mod event;
mod export;
mod findings;
mod log;
mod log_query;
mod names;
mod overview;
mod rebuild;
mod reports;
mod sample;

use axum::Router;
use axum::routing::get;
use domain::Role;

use crate::answer::Fault;
use crate::seat::Seat;
use crate::state::Desk;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/kiem-toan", get(overview::page))
        .route("/kiem-toan/nhat-ky", get(log::page))
        .route("/kiem-toan/so-du", get(balances::page))
        .route("/kiem-toan/so-du/tai-khoan", get(balances::account))
        .route("/kiem-toan/so-sanh", get(compare::page))
        .route("/kiem-toan/bao-cao", get(reports::page))
        .route("/kiem-toan/chay-lai", get(rebuild::page).post(rebuild::begin))
        .route("/kiem-toan/hledger.journal", get(export::hledger))
        .route("/kiem-toan/so.beancount", get(export::beancount))
        .route("/kiem-toan/mau", get(sample::page))
        .route("/su-kien/{position}", get(event::page))
        .route("/kien-nghi", get(findings::list))
        .route("/kien-nghi/moi", get(findings::raise))
        .route("/kien-nghi/{finding}", get(findings::one))
}

/// The log as it is stored is the auditor's, as in the API.
fn auditor(seat: &Seat) -> Result<(), Fault> {
    if seat.is(&[Role::Auditor]) { Ok(()) } else { Err(Fault::NotFound) }
}

/// Whether the reader's role has the books at any moment: balances, accounts, comparisons.
fn reads(seat: &Seat) -> bool {
    seat.is(&[Role::Auditor, Role::ChiefAccountant, Role::Treasurer, Role::Approver])
}
