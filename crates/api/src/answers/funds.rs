//! Funds.

use ledger::Ledger;
use serde::Serialize;
use utoipa::ToSchema;

/// The funds of this server.
#[derive(Serialize, ToSchema)]
pub(crate) struct Funds {
    /// By short name.
    pub(crate) funds: Vec<FundLine>,
}

/// One fund.
#[derive(Serialize, ToSchema)]
pub(crate) struct FundLine {
    /// Short name.
    fund: String,
    /// The name that the public reads.
    name: String,
    /// Whether it takes nothing more.
    closed: bool,
    /// How many events its log holds.
    position: u64,
}

impl FundLine {
    pub(crate) fn of(ledger: &Ledger) -> Self {
        let views = ledger.views();
        let summary = views.public.summary();
        Self {
            fund: ledger.fund().to_string(),
            name: summary.name.clone(),
            closed: summary.closed,
            position: views.position,
        }
    }
}
