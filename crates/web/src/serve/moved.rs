//! Addresses of pages that became part of another one. Papers and feeds that were given out still name them.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::relief::Delivery;
use domain::{FundId, IssueNo, PaymentNo};
use ledger::Views;

use super::Site;
use super::answer::Problem;
use crate::link::{self, Filter};

/// Where relief went: the page of the map.
pub(super) async fn relief(site: State<Site>, Path(fund): Path<String>) -> Response {
    to(site, &fund, |fund, _| Some(link::map(fund)))
}

/// The hand-overs: the list of what left.
pub(super) async fn deliveries(site: State<Site>, Path(fund): Path<String>) -> Response {
    to(site, &fund, |fund, _| Some(link::outgoings(fund, &Filter::default())))
}

/// A payment: its voucher.
pub(super) async fn outlay(site: State<Site>, Path((fund, number)): Path<(String, String)>) -> Response {
    let payment = number.parse().ok().map(|number| Delivery::Payment(PaymentNo::new(number)));
    to(site, &fund, |fund, views| voucher(fund, views, payment?))
}

/// A hand-over, `chi-12` or `xuat-5`: its voucher.
pub(super) async fn delivery(site: State<Site>, Path((fund, which)): Path<(String, String)>) -> Response {
    let delivery = which.split_once('-').and_then(|(what, number)| match (what, number.parse().ok()?) {
        ("chi", number) => Some(Delivery::Payment(PaymentNo::new(number))),
        ("xuat", number) => Some(Delivery::Issue(IssueNo::new(number))),
        _ => None,
    });
    to(site, &fund, |fund, views| voucher(fund, views, delivery?))
}

fn voucher(fund: &FundId, views: &Views, delivery: Delivery) -> Option<String> {
    let deeds = views.lineage.deeds();
    let voucher = match delivery {
        Delivery::Payment(number) => deeds.outlay(number)?.voucher,
        Delivery::Issue(number) => deeds.issue(number)?.voucher,
    };
    Some(link::voucher(fund, voucher))
}

fn to(
    State(site): State<Site>,
    fund: &str,
    path: impl FnOnce(&FundId, &Views) -> Option<String>,
) -> Response {
    let found = site.ledger(fund).and_then(|ledger| {
        let path = path(ledger.fund(), &ledger.views());
        path.ok_or(Problem::NotFound)
    });
    match found {
        Ok(path) => Redirect::permanent(&format!("{}{path}", site.lang.prefix())).into_response(),
        Err(problem) => problem.into_response_in(site.lang),
    }
}
