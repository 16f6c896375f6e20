//! The values of this part that events and commands share. Stored: a shape never changes. Some of them stand in snapshots
//! too, so none of them leaves fields out.

use serde::{Deserialize, Serialize};

use crate::ids::{GoodsReceiptNo, ReceiptNo};

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
