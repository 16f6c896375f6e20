//! Which receipt a line of an imported file became, read from the log.

use std::collections::HashMap;

use domain::{DonorKind, Event, ReceiptNo, StatementNo};
use ledger::{Ledger, LedgerError, hex};
use sha2::{Digest, Sha256};

/// The receipts that nobody was known for when they were imported.
#[derive(Default)]
pub(super) struct Unidentified {
    files: HashMap<String, StatementNo>,
    receipts: HashMap<(StatementNo, u32), ReceiptNo>,
}

impl Unidentified {
    /// The receipt of a line of that file.
    pub(super) fn get(&self, file: &[u8], line: u32) -> Option<ReceiptNo> {
        let statement = self.files.get(&hex(&Sha256::digest(file)))?;
        self.receipts.get(&(*statement, line)).copied()
    }
}

/// Reads the whole log.
pub(super) fn unidentified(ledger: &Ledger) -> Result<Unidentified, LedgerError> {
    let mut found = Unidentified::default();
    for stored in ledger.events(0) {
        let stored = stored?;
        let recorded = domain::decode(stored.position, &stored.bytes);
        let recorded =
            recorded.map_err(|source| LedgerError::Decode { position: stored.position, source })?;
        match recorded.event {
            Event::StatementImported(imported) => {
                found.files.insert(imported.digest, imported.statement);
            }
            Event::ReceiptRecorded(receipt) if receipt.donor == DonorKind::Unidentified => {
                let place = receipt.bank.and_then(|bank| Some((bank.statement?, bank.line?)));
                found.receipts.extend(place.map(|place| (place, receipt.receipt)));
            }
            _ => {}
        }
    }
    Ok(found)
}
