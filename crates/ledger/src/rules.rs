//! Reading what the rules know: requests, stock, allocations, everything that a decision would see.
//!
//! The state runs ahead of the disk by the commits on their way. What is answered here is never ahead: a reader waits until
//! everything that he saw is durable, and reads again where some of it failed.

use std::sync::PoisonError;

use domain::{RowNo, State};
use vault::Row;

use crate::error::LedgerError;
use crate::ledger::{Ledger, Writer};

impl Ledger {
    /// Reads the state. The lock that deciding needs is held while `read` runs: copy what is needed and let go. Where a
    /// commit that it saw failed, it is asked again.
    pub fn rules<T>(&self, read: impl Fn(&State) -> T) -> Result<T, LedgerError> {
        loop {
            let writer = self.fresh_writer()?;
            let (answer, position, failures) = (read(&writer.state), writer.position, writer.failures);
            let unsure = |writer: &mut Writer| {
                let ahead = writer.on_their_way.first().is_some_and(|first| *first < position);
                ahead && writer.failures == failures
            };
            let writer = self.answered.wait_while(writer, unsure).unwrap_or_else(PoisonError::into_inner);
            if writer.failures == failures {
                return Ok(answer);
            }
        }
    }

    /// The personal data of a vault row that the rules name; nothing where it was wiped or lost. For the fund's people.
    pub fn personal(&self, row: Option<RowNo>) -> Result<Row<'static>, LedgerError> {
        self.row(row)
    }
}
