//! What stands in requests and answers. Amounts are decimal texts, days and moments are ISO texts, unknown fields
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
mod kinds;
mod lists;
mod network;
mod outcome;
mod parts;
mod quarantine;
mod receipts;
mod registers;
mod relief;
mod requests;
mod staff;
mod stock;
mod summary;

use domain::Vnd;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::parse_opt;
use crate::problem::Problem;

pub(crate) use balances::Balances;
pub(crate) use boxes::PublicBox;
pub(crate) use erasures::ErasureLine;
pub(crate) use events::{Event, EventPage};
pub(crate) use funds::{AddAccount, CloseFund, FundLine, Funds, OpenFund};
pub(crate) use gifts::{Gift, GiftPage};
pub(crate) use health::{Broken, Head, Health, PublishedLog};
pub(crate) use history::Line as HistoryLine;
pub(crate) use imports::ImportReport;
pub(crate) use kinds::{Direction, Dismissal, Donor, QuarantineReason, Reversal};
pub(crate) use lists::{
    Allocations, Areas, Erasures, Findings, Groups, Households, Moves, Needs, Organisations, Pledges, Pots,
    Requests, Stock, VoucherPage,
};
pub(crate) use network::{AreaLine, GroupLine, HouseholdLine, OrganisationLine};
pub use outcome::Asked;
pub(crate) use outcome::Entered;
pub(crate) use parts::{AskBooks, AskGiving, AskGoods, AskNetwork, AskOversight, AskPrivacy, AskRelief};
pub(crate) use quarantine::{ConfirmLine, DismissLine, Quarantine};
pub(crate) use receipts::{IdentifyReceipt, RecordReceipt, ReverseReceipt};
pub(crate) use registers::{FindingLine, MoveLine, PledgeLine, PotLine, Register, VoucherLine};
pub(crate) use relief::{Decision, LimitsLine, Need, Policies, PolicyLine};
pub(crate) use requests::{Request, RequestStatus};
pub(crate) use staff::ReceiptPage;
pub(crate) use stock::{LotCard, LotLine, StockLine};
pub(crate) use summary::Summary;

/// The longest name, contact or account number, in characters.
const SHORT: usize = 200;
/// The longest memo or note, in characters.
const LONG: usize = 1000;

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

/// What a gift is tied to: a beneficiary, a place, a purpose, or several of them.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Earmark {
    /// Code of the beneficiary: a group or an organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[a-z0-9][a-z0-9-]{0,47}$")]
    beneficiary: Option<String>,
    /// Code of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[a-z0-9][a-z0-9-]{0,47}$")]
    place: Option<String>,
    /// Code of the purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[a-z0-9][a-z0-9-]{0,47}$")]
    purpose: Option<String>,
}

impl Earmark {
    fn read(&self) -> Result<domain::Earmark, Problem> {
        Ok(domain::Earmark {
            beneficiary: parse_opt("earmark.beneficiary", self.beneficiary.as_deref())?,
            place: parse_opt("earmark.place", self.place.as_deref())?,
            purpose: parse_opt("earmark.purpose", self.purpose.as_deref())?,
        })
    }
}

impl From<&domain::Earmark> for Earmark {
    fn from(earmark: &domain::Earmark) -> Self {
        let text = |code: &Option<domain::Code>| code.as_ref().map(ToString::to_string);
        Self {
            beneficiary: text(&earmark.beneficiary),
            place: text(&earmark.place),
            purpose: text(&earmark.purpose),
        }
    }
}

/// A text, where there is one.
fn some(text: &str) -> Option<String> {
    Some(text).filter(|text| !text.is_empty()).map(str::to_owned)
}
