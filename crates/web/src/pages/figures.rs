//! What a page needs of the ledger's views.

use domain::FundId;
use jiff::Timestamp;
use ledger::Ledger;
use projection_public::{Shown, Summary};

/// The figures of a fund after some record of its log.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The fund.
    pub fund: FundId,
    /// The public summary.
    pub summary: Summary,
    /// How many gifts are listed one by one, and how many are in the sums only.
    pub shown: Shown,
    /// How many records it is summed from.
    pub position: u64,
    /// When the last of them was written.
    pub recorded_at: Option<Timestamp>,
}

impl Figures {
    /// Copies the present figures, all of one position.
    pub fn of(ledger: &Ledger) -> Self {
        let views = ledger.views();
        Self {
            fund: ledger.fund().clone(),
            summary: views.public.summary().clone(),
            shown: views.public.shown(),
            position: views.position,
            recorded_at: views.recorded_at,
        }
    }

    /// The fund's name; its short name until it has been opened.
    pub fn name(&self) -> &str {
        if self.summary.name.is_empty() { self.fund.as_str() } else { &self.summary.name }
    }
}
