//! Lists that come in pages.

use serde::Serialize;
use utoipa::ToSchema;

use super::erasures::ErasureLine;
use super::network::{AreaLine, GroupLine, HouseholdLine, OrganisationLine};
use super::registers::{FindingLine, MoveLine, PledgeLine, PotLine, Register, VoucherLine};
use super::relief::{Decision, Need};
use super::requests::Request;
use super::stock::StockLine;

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident { $field:ident: $item:ident })+) => {$(
        $(#[$doc])*
        #[derive(Serialize, ToSchema)]
        pub(crate) struct $name {
            /// This page.
            $field: Vec<$item>,
            /// `cursor` of the next page; absent at the end.
            #[serde(skip_serializing_if = "Option::is_none")]
            next: Option<String>,
        }

        impl From<(Vec<$item>, Option<String>)> for $name {
            fn from(($field, next): (Vec<$item>, Option<String>)) -> Self {
                Self { $field, next }
            }
        }
    )+};
}

lists!(
    /// Requests, oldest first.
    Requests { requests: Request }
    /// Decisions, oldest first.
    Allocations { allocations: Decision }
    /// Needs, oldest first.
    Needs { needs: Need }
    /// What lies where, by warehouse and lot.
    Stock { stock: StockLine }
    /// Pledges, oldest first.
    Pledges { pledges: PledgeLine }
    /// Requests to erase personal data, oldest first.
    Erasures { erasures: ErasureLine }
    /// Findings, oldest first.
    Findings { findings: FindingLine }
    /// Moves between accounts, oldest first.
    Moves { moves: MoveLine }
    /// Areas, by code and first day.
    Areas { areas: AreaLine }
    /// Groups, by code.
    Groups { groups: GroupLine }
    /// Organisations, by code.
    Organisations { organisations: OrganisationLine }
    /// Households of a group, by number.
    Households { households: HouseholdLine }
);

/// Money by what it is tied to.
#[derive(Serialize, ToSchema)]
pub(crate) struct Pots {
    /// Free money first.
    pub(crate) pots: Vec<PotLine>,
}

/// The registers of vouchers, and a page of one of them.
#[derive(Serialize, ToSchema)]
pub(crate) struct VoucherPage {
    /// Every series and year in which there are vouchers.
    pub(crate) registers: Vec<Register>,
    /// The vouchers of the series and year that are asked for, by number.
    pub(crate) vouchers: Vec<VoucherLine>,
    /// `cursor` of the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
}
