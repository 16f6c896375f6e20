//! Receipts that are given out: which event a receipt's number means, and the donor's own copy, which opens the commitment to
//! the donor's data. Such a copy is for that person; what it opens never enters the log.

use domain::{Event, ReceiptNo, RowNo};
use transparency::{Field, FieldContent, Receipt, Record, TlogProof};

use crate::error::LedgerError;
use crate::ledger::Ledger;

impl Ledger {
    /// The place in the log of the event that recorded a receipt, public or not; none where there is no such receipt.
    pub fn receipt_position(&self, number: ReceiptNo) -> Option<u64> {
        self.views().public.gift(number).map(|gift| gift.position)
    }

    /// The receipt of a proof that carries its record, with everything opened that is not erased. An event without personal
    /// data, or of before there were commitments, has nothing to open; what people outside said is read in the inbox alone.
    pub fn private_receipt(&self, mut proof: TlogProof) -> Result<Receipt, LedgerError> {
        let record = proof.extra.take().unwrap_or_default();
        let row = Record::read(&record).ok().filter(|record| record.commitment.is_some());
        let row = row.filter(|_| !is_message(proof.index, &record));
        let fields = match row.and_then(|record| record.row) {
            Some(row) => self.opening(RowNo::new(row))?.fields.into_iter().map(field).collect(),
            None => Vec::new(),
        };
        Ok(Receipt::new(record, proof, fields))
    }
}

fn is_message(position: u64, record: &[u8]) -> bool {
    domain::decode(position, record).is_ok_and(|recorded| matches!(recorded.event, Event::Inbox(_)))
}

fn field(field: vault::Field) -> Field {
    let content = match field.opened {
        Some(opened) => FieldContent::Opened { salt: opened.salt, value: opened.value },
        None => FieldContent::Closed(field.commitment),
    };
    Field { name: field.name.to_owned(), content }
}
