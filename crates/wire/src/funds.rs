//! Beginning and ending the books of a fund, and its accounts.

use domain::{AccountId, Command, FundId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Asked, Problem, parse};

/// Begin the books of a fund.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenFund {
    /// Short name, also in addresses.
    #[schema(pattern = "^[a-z0-9][a-z0-9-]{0,47}$", example = "yagi-2024")]
    fund: String,
    /// The name that the public reads.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// From this day on; not after today.
    #[schema(format = Date, example = "2024-09-10")]
    effective_on: String,
}

impl OpenFund {
    /// The command.
    pub fn read(self) -> Result<domain::OpenFund, Problem> {
        let fund: FundId = parse("fund", &self.fund)?;
        let effective_on = parse("effective_on", &self.effective_on)?;
        Ok(domain::OpenFund { fund, name: self.name, effective_on })
    }
}

/// End the books of a fund.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseFund {
    /// The last day; not after today.
    #[schema(format = Date, example = "2024-12-31")]
    effective_on: String,
}

impl CloseFund {
    /// The command.
    pub fn read(&self) -> Result<Asked, Problem> {
        let effective_on = parse("effective_on", &self.effective_on)?;
        Ok(Command::CloseFund(domain::CloseFund { effective_on }).into())
    }
}

/// Take up a bank account or cash box.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddAccount {
    /// `bank:number` or `cash:name`.
    #[schema(max_length = 73, example = "vietcombank:0011001932418")]
    account: String,
    /// Whether its gifts are listed to the public one by one.
    published: bool,
    /// From this day on; not after today.
    #[schema(format = Date, example = "2024-09-10")]
    effective_on: String,
}

impl AddAccount {
    /// The command.
    pub fn read(&self) -> Result<Asked, Problem> {
        let account: AccountId = parse("account", &self.account)?;
        let effective_on = parse("effective_on", &self.effective_on)?;
        Ok(Command::AddAccount(domain::AddAccount { account, published: self.published, effective_on })
            .into())
    }
}
