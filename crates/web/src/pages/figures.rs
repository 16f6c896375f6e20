//! What a page needs of the ledger's views.

use domain::FundId;
use jiff::Timestamp;
use ledger::Ledger;
use projection_public::Summary;

/// The figures of a fund after some record of its log.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The fund.
    pub fund: FundId,
    /// The public summary.
    pub summary: Summary,
    /// How many gifts are listed one by one, reversed ones too.
    pub listed: u64,
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
            listed: views.public.listed(),
            position: views.position,
            recorded_at: views.recorded_at,
        }
    }

    /// How many of the listed gifts are reversed: the sums of their accounts count the others only.
    pub fn reversed(&self) -> u64 {
        let standing = self.summary.banks.iter().filter(|bank| bank.is_published());
        standing.fold(self.listed, |left, bank| left.saturating_sub(bank.received.gifts))
    }

    /// The fund's name; its short name until it has been opened.
    pub fn name(&self) -> &str {
        if self.summary.name.is_empty() { self.fund.as_str() } else { &self.summary.name }
    }
}
