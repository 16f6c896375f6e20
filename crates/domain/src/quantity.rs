//! Quantities of goods: whole numbers of an item's smallest unit (gram, piece), so that no kilogram is ever rounded.
//!
//! In JSON a quantity is a decimal string, like an amount of money; binary snapshots keep the integer.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::Code;
use crate::money::Vnd;

/// A number of an item's base units. Negative only in corrections and differences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(value_type = String))]
#[serde(transparent)]
pub struct Quantity(Vnd);

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self(Vnd::ZERO);

    /// So many base units.
    pub const fn new(units: i64) -> Self {
        Self(Vnd::new(units))
    }

    /// How many base units.
    pub const fn units(self) -> i64 {
        self.0.dong()
    }

    /// True above zero.
    pub const fn is_positive(self) -> bool {
        self.0.is_positive()
    }

    /// `self + other`, or `None` where it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// `self - other`, or `None` where it does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// `-self`, or `None` for the one value that has no opposite.
    pub fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }

    /// `self` times a unit's factor, or `None` where it does not fit.
    pub fn checked_times(self, factor: i64) -> Option<Self> {
        self.units().checked_mul(factor).map(Self::new)
    }
}

/// Dots between thousands, no unit.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// So much of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemQuantity {
    /// The item.
    pub item: Code,
    /// In its base unit.
    pub quantity: Quantity,
}
