//! The values of this part that events and commands share. Stored: a shape never changes. Some of them stand in snapshots
//! too, so none of them leaves fields out.

use serde::{Deserialize, Serialize};

/// What became of a count's difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// A shortage was paid back, in cash or to an account.
    Recovered,
    /// A shortage is borne by the fund, by decision.
    WrittenOff,
    /// A surplus is a gift without a name.
    TakenAsGift,
    /// A surplus was given back to whom it belongs.
    Returned,
}

/// How long a closed period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// One day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
}
