//! What is shown of a fund, folded from its events: one field a projection, one `apply`.

use domain::Recorded;
use jiff::Timestamp;
use projection_balances::Balances;
use projection_coverage::Coverage;
use projection_lineage::Lineage;
use projection_public::PublicBook;
use serde::{Deserialize, Serialize};

use crate::evidence::NamedFiles;
use crate::history::History;
use crate::money_book::MoneyDays;

/// The views after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Views {
    /// How many events they have seen.
    pub position: u64,
    /// When the last of them was recorded.
    pub recorded_at: Option<Timestamp>,
    /// The highest vault row that an event refers to; 0 for none.
    pub highest_row: u64,
    /// How many vault rows events refer to.
    pub rows: u64,
    /// Double-entry balances.
    pub balances: Balances,
    /// The public book.
    pub public: PublicBook,
    /// Whom relief has reached.
    pub coverage: Coverage,
    /// Which gift paid for what.
    pub lineage: Lineage,
    /// Which events are about which thing.
    pub history: History,
    /// Which events moved which account on which day.
    pub money_days: MoneyDays,
    /// Which events name which files.
    pub files: NamedFiles,
}

impl Views {
    /// Takes in the next event.
    pub fn apply(&mut self, recorded: &Recorded) {
        self.balances.apply(recorded);
        self.public.apply(recorded);
        self.coverage.apply(recorded);
        self.lineage.apply(recorded);
        self.history.apply(recorded);
        self.money_days.apply(recorded);
        self.files.apply(recorded);
        // Rows are named in rising order; one named again belongs to a quarantined line that was settled.
        if let Some(row) = recorded.event.row().map(domain::RowNo::get).filter(|row| *row > self.highest_row)
        {
            self.highest_row = row;
            self.rows = self.rows.saturating_add(1);
        }
        self.recorded_at = Some(recorded.meta.recorded_at);
        self.position = recorded.position.saturating_add(1);
    }
}
