//! What stands in answers. Amounts are decimal texts, days and moments are ISO texts, unknown fields
//! are refused. These types are the API's own: stored events can change without them.

mod balances;
mod boxes;
mod erasures;
mod events;
mod funds;
mod gifts;
mod health;
mod history;
mod imports;
mod letters;
mod lists;
mod network;
mod outcome;
mod quarantine;
mod registers;
mod relief;
mod requests;
mod staff;
mod stock;
mod summary;

use domain::Vnd;
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) use balances::Balances;
pub(crate) use boxes::PublicBox;
pub(crate) use erasures::ErasureLine;
pub(crate) use events::{Event, EventPage};
pub(crate) use funds::{FundLine, Funds};
pub(crate) use gifts::{Gift, GiftPage};
pub(crate) use health::{Broken, Head, Health, PublishedLog};
pub(crate) use history::Line as HistoryLine;
pub(crate) use imports::ImportReport;
pub(crate) use letters::Letters;
pub(crate) use lists::{
    Allocations, Areas, Erasures, Findings, Groups, Households, Moves, Needs, Organisations, Pledges, Pots,
    Requests, Stock, VoucherPage,
};
pub(crate) use network::{AreaLine, GroupLine, HouseholdLine, OrganisationLine};
pub(crate) use outcome::Entered;
pub(crate) use quarantine::Quarantine;
pub(crate) use registers::{FindingLine, MoveLine, PledgeLine, PotLine, Register, VoucherLine};
pub(crate) use relief::{Decision, LimitsLine, Need, Policies, PolicyLine};
pub(crate) use requests::{Request, RequestStatus};
pub(crate) use staff::ReceiptPage;
pub(crate) use stock::{LotCard, LotLine, StockLine};
pub(crate) use summary::Summary;

/// An amount in whole đồng, in decimal digits.
#[derive(Serialize, ToSchema)]
#[serde(transparent)]
#[schema(pattern = r"^-?(0|[1-9][0-9]*)$", example = "500000")]
pub(crate) struct Dong(String);

impl From<Vnd> for Dong {
    fn from(amount: Vnd) -> Self {
        Self(amount.dong().to_string())
    }
}

impl From<i128> for Dong {
    fn from(dong: i128) -> Self {
        Self(dong.to_string())
    }
}

/// A text, where there is one.
fn some(text: &str) -> Option<String> {
    Some(text).filter(|text| !text.is_empty()).map(str::to_owned)
}
