//! The values of this part that events and commands share. Stored: a shape never changes. Some of them stand in snapshots
//! too, so none of them leaves fields out.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{BoxCode, Code, LotNo, PaymentNo};
use crate::money::Vnd;
use crate::quantity::Quantity;

/// Where goods come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum GoodsSource {
    /// Given.
    Gift,
    /// There before the books began.
    Opening,
    /// Bought with this payment.
    Purchase(PaymentNo),
}

/// How goods are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// New.
    New,
    /// Used and fit.
    Used,
    /// Broken or spoiled: not to be handed out.
    Damaged,
}

/// Where the value of goods is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ValueSource {
    /// An invoice.
    Invoice,
    /// The donor says so.
    Declaration,
    /// A list of prices of the day.
    PriceList,
    /// A committee's estimate.
    Estimate,
    /// Nobody can tell.
    Unknown,
}

/// Why goods are written off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WriteOffReason {
    /// Past their day.
    Expired,
    /// Wet, eaten, broken.
    Spoiled,
    /// A shortage that nobody makes good.
    Lost,
}

/// A bigger unit of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// How many base units it is; above one.
    pub factor: i64,
    /// Its code: kg, box, case, tonne.
    pub unit: Code,
}

/// One lot that came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceivedLine {
    /// The code on the box.
    #[serde(default)]
    pub box_code: Option<BoxCode>,
    /// How it is.
    pub condition: Condition,
    /// How many of the unit, as the paper says.
    pub counted: Quantity,
    /// Last day of use.
    #[serde(default)]
    pub expiry: Option<Date>,
    /// The item.
    pub item: Code,
    /// The lot.
    pub lot: LotNo,
    /// The maker's lot number.
    #[serde(default)]
    pub maker_lot: Option<String>,
    /// In base units.
    pub quantity: Quantity,
    /// The unit of the paper.
    pub unit: Code,
    /// What all of it is worth; 0 where nobody can tell.
    pub value: Vnd,
    /// Where the value is from.
    pub value_source: ValueSource,
}

/// What came in, as the paper says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceivedEntry {
    /// How it is.
    pub condition: Condition,
    /// How many of the unit.
    pub counted: Quantity,
    /// Last day of use.
    #[serde(default)]
    pub expiry: Option<Date>,
    /// The item.
    pub item: Code,
    /// The maker's lot number.
    #[serde(default)]
    pub maker_lot: Option<String>,
    /// The unit: the item's base unit or one of its bigger ones.
    pub unit: Code,
    /// What all of it is worth; 0 where nobody can tell.
    pub value: Vnd,
    /// Where the value is from.
    pub value_source: ValueSource,
}

/// So much of a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LotLine {
    /// The lot.
    pub lot: LotNo,
    /// In base units.
    pub quantity: Quantity,
    /// What it is worth, of what the lot is worth.
    pub value: Vnd,
}

/// So much of an item, of one lot or of those that expire first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PickLine {
    /// The item.
    pub item: Code,
    /// The lot.
    #[serde(default)]
    pub lot: Option<LotNo>,
    /// In base units.
    pub quantity: Quantity,
}

/// What was unloaded of a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ArrivedEntry {
    /// Sound, in base units.
    pub arrived: Quantity,
    /// Broken or spoiled.
    pub damaged: Quantity,
    /// The lot.
    pub lot: LotNo,
}

/// What was unloaded of a lot, beside what had been loaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArrivedLine {
    /// Sound, in base units.
    pub arrived: Quantity,
    /// Broken or spoiled.
    pub damaged: Quantity,
    /// The lot that the damaged ones are from now on.
    #[serde(default)]
    pub damaged_lot: Option<LotNo>,
    /// What the damaged ones take along of the lot's value.
    pub damaged_value: Vnd,
    /// The lot.
    pub lot: LotNo,
    /// What had been loaded.
    pub sent: Quantity,
    /// What the difference between unloaded and loaded is worth, with its sign.
    pub value: Vnd,
}

/// What was counted of a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CountedLine {
    /// What the books say.
    pub booked: Quantity,
    /// What lay there.
    pub counted: Quantity,
    /// The lot.
    pub lot: LotNo,
    /// What the difference is worth, with its sign.
    pub value: Vnd,
}

/// What was counted of a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CountEntry {
    /// What lay there.
    pub counted: Quantity,
    /// The lot.
    pub lot: LotNo,
}

/// A lot that came out of opened kits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UnpackedLine {
    /// Last day of use.
    #[serde(default)]
    pub expiry: Option<Date>,
    /// The item.
    pub item: Code,
    /// The lot.
    pub lot: LotNo,
    /// In base units.
    pub quantity: Quantity,
    /// What it is worth.
    pub value: Vnd,
}
