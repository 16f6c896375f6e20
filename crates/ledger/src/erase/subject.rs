//! What the vault holds of somebody: from a receipt, a household, a request to the rows that events name, with the day from
//! which each is kept. Only whoever erases needs this, so it is looked up in the log, and in no view of its own.

use std::collections::{BTreeMap, BTreeSet};

use domain::privacy::Subject;
use domain::{AccountId, Event, HouseholdId, QuarantineNo, ReceiptNo, RowNo, State, giving, goods, relief};
use jiff::civil::Date;

use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::things::Thing;

/// Rows, each with the latest day of the events that name it.
pub(super) type Rows = BTreeMap<RowNo, Date>;

/// The rows of a subject. All that is decided must be in the views: nothing may be on its way.
pub(super) fn rows(ledger: &Ledger, state: &State, subject: &Subject) -> Result<Rows, LedgerError> {
    let mut search = Search { ledger, state, seen: BTreeSet::new(), rows: Rows::new() };
    match subject {
        Subject::Event(position) => search.event(*position)?,
        Subject::Finding(number) => search.thing(&Thing::Finding(*number))?,
        Subject::Household(household) => search.household(household)?,
        Subject::Message(number) => search.thing(&Thing::Message(*number))?,
        Subject::Pledge(number) => search.thing(&Thing::Pledge(*number))?,
        Subject::QuarantinedLine(item) => search.line(*item),
        Subject::Receipt(receipt) => search.receipt(*receipt)?,
        Subject::Request(request) => search.thing(&Thing::Request(*request))?,
        Subject::Voucher(voucher) => search.made(&Thing::Voucher(*voucher))?,
    }
    Ok(search.rows)
}

struct Search<'a> {
    ledger: &'a Ledger,
    state: &'a State,
    seen: BTreeSet<u64>,
    rows: Rows,
}

impl Search<'_> {
    fn receipt(&mut self, receipt: ReceiptNo) -> Result<(), LedgerError> {
        let positions: Vec<_> = {
            let views = self.ledger.views();
            let first = views.public.gift(receipt).map(|gift| gift.position);
            first.into_iter().chain(views.history.traces().of_receipt(receipt).iter().copied()).collect()
        };
        self.events(positions)
    }

    fn household(&mut self, household: &HouseholdId) -> Result<(), LedgerError> {
        let positions: Vec<_> = {
            let history = &self.ledger.views().history;
            let named = history.named_at(household).map(|(_, position)| position);
            history.traces().of_household(household).iter().copied().chain(named).collect()
        };
        self.events(positions)
    }

    /// A thing, and whatever became of it.
    fn thing(&mut self, thing: &Thing) -> Result<(), LedgerError> {
        let positions = self.ledger.views().history.of(thing).to_vec();
        self.events(positions)
    }

    /// What made a thing, and nothing else.
    fn made(&mut self, thing: &Thing) -> Result<(), LedgerError> {
        let first = self.ledger.views().history.of(thing).first().copied();
        let Some(recorded) = first.map(|position| self.ledger.recorded(position)).transpose()? else {
            return Ok(());
        };
        self.row(recorded.event.row(), recorded.meta.effective_on);
        Ok(())
    }

    fn events(&mut self, positions: Vec<u64>) -> Result<(), LedgerError> {
        positions.into_iter().try_for_each(|position| self.event(position))
    }

    /// The row of an event, and of what stands behind it: the payments of a request, the bank line of a payment.
    fn event(&mut self, position: u64) -> Result<(), LedgerError> {
        if !self.seen.insert(position) {
            return Ok(());
        }
        let recorded = self.ledger.recorded(position)?;
        self.row(recorded.event.row(), recorded.meta.effective_on);
        match &recorded.event {
            Event::QuarantineDismissed(dismissed) => self.line(dismissed.item),
            // Who asks for another name writes it down.
            Event::Giving(event) => {
                if let giving::Event::GiverCorrected(corrected) = event.as_ref()
                    && let Some(message) = corrected.message
                {
                    self.thing(&Thing::Message(message))?;
                }
            }
            Event::Goods(event) => {
                if let goods::Event::GoodsIssued(issued) = event.as_ref() {
                    self.thing(&Thing::Issue(issued.issue))?;
                }
            }
            Event::Relief(event) => match event.as_ref() {
                relief::Event::RequestMade(made) => self.thing(&Thing::Request(made.request))?,
                relief::Event::Paid(paid) => {
                    self.explained(&paid.account, paid.explains);
                    self.thing(&Thing::Payment(paid.payment))?;
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    /// The bank line that a payment explains.
    fn explained(&mut self, account: &AccountId, place: Option<u32>) {
        let place = place.and_then(|place| usize::try_from(place).ok());
        let lines = self.state.account(account).map(|account| account.booked.as_slice());
        let line = lines.zip(place).and_then(|(lines, place)| lines.get(place));
        if let Some(line) = line {
            self.row(line.row, line.date);
        }
    }

    fn line(&mut self, item: QuarantineNo) {
        if let Some((_, line, _)) = self.state.quarantined(item) {
            self.row(line.row, line.date);
        }
    }

    fn row(&mut self, row: Option<RowNo>, on: Date) {
        if let Some(row) = row {
            let day = self.rows.entry(row).or_insert(on);
            *day = on.max(*day);
        }
    }
}
