//! The fold that the files are made of.

use std::collections::BTreeSet;

use domain::{ReceiptNo, Recorded};
use jiff::Timestamp;
use projection_balances::Balances;
use projection_coverage::Coverage;
use projection_public::PublicBook;

/// The public book after so many events.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// How many events it has seen.
    pub size: u64,
    /// When the last of them was recorded.
    pub recorded_at: Option<Timestamp>,
    /// Summary and gifts.
    pub public: PublicBook,
    /// What left, and whom it reached.
    pub coverage: Coverage,
    /// Double entry.
    pub balances: Balances,
}

impl Book {
    /// Takes in the next event.
    pub fn apply(&mut self, recorded: &Recorded) {
        self.public.apply(recorded);
        self.coverage.apply(recorded);
        self.balances.apply(recorded);
        self.recorded_at = Some(recorded.meta.recorded_at);
        self.size = recorded.position.saturating_add(1);
    }

    /// The gifts that are listed here and may not be listed any more, as a later state of the same book says.
    pub fn withdrawn(&self, now: &PublicBook) -> BTreeSet<ReceiptNo> {
        let numbers = (1..).map(ReceiptNo::new);
        let gifts = numbers.zip(self.public.gifts());
        let gone = |number: ReceiptNo| now.gift(number).is_none_or(|gift| !now.is_listed(gift));
        let withdrawn = gifts.filter(|(number, gift)| self.public.is_listed(gift) && gone(*number));
        withdrawn.map(|(number, _)| number).collect()
    }
}
