//! Who stands on the other side of relief: a household, a group, an organisation, an area. Codes only, never names.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{Code, HouseholdId};

/// A receiver of relief, a payee, a body that asks or confirms.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// A commune, ward, hamlet, or a province with its board.
    Area(Code),
    /// A self-managed people's group (Tổ nhân dân tự quản).
    Group(Code),
    /// A household of a group's list.
    Household(HouseholdId),
    /// A mass organisation, board, volunteer team, self-help club or supplier.
    Organisation(Code),
}

impl Party {
    /// The code that an earmark names; none for a household.
    pub fn code(&self) -> Option<&Code> {
        match self {
            Self::Area(code) | Self::Group(code) | Self::Organisation(code) => Some(code),
            Self::Household(_) => None,
        }
    }
}

/// `area:82-30037`, `household:g-29869-012/7`.
impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Area(code) => write!(f, "area:{code}"),
            Self::Group(code) => write!(f, "group:{code}"),
            Self::Household(id) => write!(f, "household:{id}"),
            Self::Organisation(code) => write!(f, "organisation:{code}"),
        }
    }
}
