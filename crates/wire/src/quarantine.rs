//! The two decisions on a line that waits for a person.

use domain::{Command, QuarantineNo, ReceiptNo};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Asked, Dismissal, Donor, Problem, parse, parse_opt};

/// Book a quarantined line.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmLine {
    /// The amount from the bank's paper; without it the printed one counts, else the one that the balance shows.
    #[serde(default)]
    #[schema(pattern = "^[1-9][0-9]{0,18}$", example = "500000")]
    amount: Option<String>,
    /// Who gave; of no matter for money out.
    donor: Donor,
}

impl ConfirmLine {
    /// The command.
    pub fn read(&self, item: u64) -> Result<Asked, Problem> {
        Ok(Command::ConfirmQuarantined(domain::ConfirmQuarantined {
            item: QuarantineNo::new(item),
            amount: parse_opt("amount", self.amount.as_deref())?,
            donor: self.donor.into(),
        })
        .into())
    }
}

/// Lay a quarantined line aside.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DismissLine {
    /// Why.
    reason: Dismissal,
    /// The receipt that it doubles; required for `already_recorded`.
    #[serde(default)]
    #[schema(minimum = 1)]
    same_as: Option<u64>,
    /// The business day of the decision; not after today.
    #[schema(format = Date, example = "2024-09-10")]
    effective_on: String,
}

impl DismissLine {
    /// The command.
    pub fn read(&self, item: u64) -> Result<Asked, Problem> {
        Ok(Command::DismissQuarantined(domain::DismissQuarantined {
            item: QuarantineNo::new(item),
            reason: self.reason.into(),
            same_as: self.same_as.map(ReceiptNo::new),
            effective_on: parse("effective_on", &self.effective_on)?,
        })
        .into())
    }
}
