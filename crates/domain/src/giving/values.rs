//! The values of this part that events and commands share. Stored: a shape never changes. Some of them stand in snapshots
//! too, so none of them leaves fields out.

use serde::{Deserialize, Serialize};

use crate::ids::{GoodsReceiptNo, ReceiptNo};

/// Why the giver of a receipt is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WhyCorrected {
    /// The giver asked for it.
    GiverAsked,
    /// It was mistyped or misread when it was entered.
    Mistyped,
    /// Whoever brought or sent the money did so for somebody else.
    OnBehalf,
    /// Told in the vault row.
    Other,
}

impl WhyCorrected {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::GiverAsked, Self::Mistyped, Self::OnBehalf, Self::Other];
}

/// What fulfils a pledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fulfilment {
    /// Goods received.
    Goods(GoodsReceiptNo),
    /// Money received.
    Receipt(ReceiptNo),
}
