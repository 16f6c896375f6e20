//! Which events are about which thing: the life of a request, a lot, a voucher, told from the log itself. What the rules
//! need is in their state; this is for people who ask how it came to be.

mod bank;
mod traces;

use std::collections::BTreeMap;

use domain::{Event, HouseholdId, QuarantineNo, ReceiptNo, Recorded, RowNo, Series, VoucherNo, network};
use serde::{Deserialize, Serialize};
use vault::Row;

use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::things::{self, Thing};
use bank::Bank;
use traces::Traces;

/// See the module. A view like every other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Positions of the events about a thing, in their order.
    things: BTreeMap<Thing, Vec<u64>>,
    /// By group: the numbers of its households, where their names lie, and the positions of the events that say so.
    households: BTreeMap<String, BTreeMap<u32, (RowNo, u64)>>,
    traces: Traces,
    bank: Bank,
}

/// An event about a thing, with its personal data. For the fund's people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The event.
    pub recorded: Recorded,
    /// Its vault row.
    pub row: Row<'static>,
}

impl History {
    /// Takes in the next event.
    pub(crate) fn apply(&mut self, recorded: &Recorded) {
        things::each(&recorded.event, &mut |thing, _| {
            let events = self.things.entry(thing).or_default();
            // A lot may stand in two lines of one event.
            if events.last() != Some(&recorded.position) {
                events.push(recorded.position);
            }
        });
        self.traces.apply(recorded);
        self.bank.apply(recorded);
        if let Event::Network(event) = &recorded.event {
            match &**event {
                network::Event::HouseholdRegistered(event) => {
                    self.named(&event.household, event.row, recorded.position);
                }
                network::Event::HouseholdChanged(event) => {
                    self.named(&event.household, event.row, recorded.position);
                }
                _ => {}
            }
        }
    }

    fn named(&mut self, household: &HouseholdId, row: Option<RowNo>, position: u64) {
        let Some(row) = row else { return };
        let group = self.households.entry(household.group().to_owned()).or_default();
        if let Some((_, earlier)) = group.insert(household.number(), (row, position)) {
            self.traces.replaced(household, earlier);
        }
    }

    /// Positions of the events about a thing, oldest first; none for what is not in the books.
    pub fn of(&self, thing: &Thing) -> &[u64] {
        self.things.get(thing).map_or(&[], Vec::as_slice)
    }

    /// Positions of the events about a receipt that came after its own, oldest first.
    pub fn of_receipt(&self, receipt: ReceiptNo) -> &[u64] {
        self.bank.receipts.get(&receipt).map_or(&[], Vec::as_slice)
    }

    /// Positions of the events about a statement line that waits or waited for a person: why, and what became of it.
    pub fn of_line(&self, item: QuarantineNo) -> &[u64] {
        self.bank.lines.get(&item).map_or(&[], Vec::as_slice)
    }

    /// Positions of the events that end an import, oldest first: the n-th is of statement n.
    pub fn statements(&self) -> &[u64] {
        &self.bank.statements
    }

    /// The things from `first` to `last`, both included, with their events: those of one kind, in their order.
    pub fn between(&self, first: Thing, last: Thing) -> impl Iterator<Item = (&Thing, &[u64])> {
        self.things.range(first..=last).map(|(thing, events)| (thing, events.as_slice()))
    }

    /// The vouchers of a series and year with numbers above `after`, by number.
    pub fn vouchers(
        &self,
        series: Series,
        year: i16,
        after: u32,
    ) -> impl Iterator<Item = (VoucherNo, &[u64])> {
        let voucher = |number| Thing::Voucher(VoucherNo { series, year, number });
        let all = self.between(voucher(after.saturating_add(1)), voucher(u32::MAX));
        all.filter_map(|(thing, events)| match thing {
            Thing::Voucher(voucher) => Some((*voucher, events)),
            _ => None,
        })
    }

    /// Where else somebody's data may lie.
    pub(crate) fn traces(&self) -> &Traces {
        &self.traces
    }

    /// Where the name of a household's head lies.
    pub fn household(&self, id: &HouseholdId) -> Option<RowNo> {
        self.named_at(id).map(|(row, _)| row)
    }

    /// The same, with the position of the event that says so.
    pub(crate) fn named_at(&self, id: &HouseholdId) -> Option<(RowNo, u64)> {
        self.households.get(id.group())?.get(&id.number()).copied()
    }
}

impl Ledger {
    /// The events about a thing, oldest first; none for what is not in the books.
    pub fn history(&self, thing: &Thing) -> Result<Vec<Told>, LedgerError> {
        let positions = self.views().history.of(thing).to_vec();
        positions.into_iter().map(|position| self.told(position)).collect()
    }

    /// The event at a position, with its personal data.
    pub fn told(&self, position: u64) -> Result<Told, LedgerError> {
        let recorded = self.recorded(position)?;
        let row = self.row(recorded.event.row())?;
        Ok(Told { recorded, row })
    }

    /// The event at a position.
    pub(crate) fn recorded(&self, position: u64) -> Result<Recorded, LedgerError> {
        let beyond = || LedgerError::BeyondHead { head: self.head().position };
        let record = self.log.read(position).next().ok_or_else(beyond)??;
        let stored = record.events().find(|event| event.position == position).ok_or_else(beyond)?;
        domain::decode(position, stored.bytes).map_err(|source| LedgerError::Decode { position, source })
    }
}
