//! What was said of receipts after they were recorded, of statement lines that waited, and of the statements themselves.
//! There are many receipts and few such events, so a receipt's own event is not kept here: the public book names it.

use std::collections::BTreeMap;

use domain::giving::Fulfilment;
use domain::relief::PaymentKind;
use domain::{Event, QuarantineNo, ReceiptNo, Recorded, giving, privacy, relief};
use serde::{Deserialize, Serialize};

/// See the module: positions of events, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bank {
    pub(super) receipts: BTreeMap<ReceiptNo, Vec<u64>>,
    pub(super) lines: BTreeMap<QuarantineNo, Vec<u64>>,
    pub(super) statements: Vec<u64>,
}

impl Bank {
    pub(super) fn apply(&mut self, recorded: &Recorded) {
        let position = recorded.position;
        match &recorded.event {
            Event::ReceiptRecorded(event) => self.line(event.quarantine, position),
            Event::BankMovementRecorded(event) => self.line(event.quarantine, position),
            Event::LineQuarantined(event) => self.line(Some(event.item), position),
            Event::QuarantineDismissed(event) => {
                self.line(Some(event.item), position);
                self.receipt(event.same_as, position);
            }
            Event::ReceiptReversed(event) => self.receipt(Some(event.receipt), position),
            Event::ReceiptIdentified(event) => self.receipt(Some(event.receipt), position),
            Event::StatementImported(_) => self.statements.push(position),
            Event::Giving(event) => self.receipt(of_giving(event), position),
            Event::Privacy(event) => match &**event {
                privacy::Event::ConsentGiven(event) => self.receipt(Some(event.receipt), position),
                privacy::Event::ConsentWithdrawn(event) => self.receipt(Some(event.receipt), position),
                privacy::Event::ErasureGranted(event) => {
                    event.receipts.iter().for_each(|receipt| self.receipt(Some(*receipt), position));
                }
                _ => {}
            },
            Event::Relief(event) => {
                if let relief::Event::Paid(event) = &**event
                    && let PaymentKind::Refund(refunded) = event.kind
                {
                    self.receipt(Some(refunded.receipt), position);
                }
            }
            _ => {}
        }
    }

    fn receipt(&mut self, receipt: Option<ReceiptNo>, position: u64) {
        if let Some(receipt) = receipt {
            self.receipts.entry(receipt).or_default().push(position);
        }
    }

    fn line(&mut self, item: Option<QuarantineNo>, position: u64) {
        if let Some(item) = item {
            self.lines.entry(item).or_default().push(position);
        }
    }
}

fn of_giving(event: &giving::Event) -> Option<ReceiptNo> {
    match event {
        giving::Event::EarmarkReleased(event) => Some(event.receipt),
        giving::Event::ReceiptSupplemented(event) => Some(event.receipt),
        giving::Event::GiverCorrected(event) => Some(event.receipt),
        giving::Event::HeldReceiptTaken(event) => Some(event.receipt),
        giving::Event::PledgeFulfilled(event) => match event.by {
            Fulfilment::Receipt(receipt) => Some(receipt),
            Fulfilment::Goods(_) => None,
        },
        _ => None,
    }
}
