//! What a gift is tied to.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Problem, parse_opt};

/// What a gift is tied to: a beneficiary, a place, a purpose, or several of them.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Earmark {
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
    /// The codes, read.
    pub fn read(&self) -> Result<domain::Earmark, Problem> {
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
