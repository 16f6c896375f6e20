//! What the rules need to know of the past, folded from the events.
//!
//! [`State::evolve`] cannot fail: what is in the log has happened. Sums are kept in 128 bits, which no number of
//! 64-bit amounts can overflow.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::event::{
    BankFacts, BankMovementRecorded, Direction, DismissalReason, DonorKind, Earmark, Event, LineQuarantined,
    MovementKind, QuarantineReason, ReceiptRecorded, StatementImported,
};
use crate::ids::{
    AccountId, AccountKind, Actor, FundId, MoveNo, PaymentNo, QuarantineNo, ReceiptNo, RowNo, StatementNo,
};
use crate::money::Vnd;
use crate::{books, compact, giving, goods, inbox, network, oversight, privacy, relief};

pub use days::Days;
pub use moves::Leg;
pub use pots::{Pot, Pots};
pub use vouchers::Vouchers;

mod days;
mod lines;
mod moves;
mod pots;
mod vouchers;

/// The state of a fund after some prefix of its log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    fund: Option<FundId>,
    closed: bool,
    accounts: Vec<AccountState>,
    receipts: Vec<ReceiptState>,
    quarantine: Vec<QuarantineState>,
    statements: u32,
    /// What may be spent, by what it is tied to.
    pub pots: Pots,
    /// The vouchers given out.
    pub vouchers: Vouchers,
    /// Openings, counts, closing.
    pub books: books::State,
    /// Pledges, windows, codes.
    pub giving: giving::State,
    /// Items, lots, warehouses.
    pub goods: goods::State,
    /// Messages from outside.
    pub inbox: inbox::State,
    /// Areas, groups, organisations, households.
    pub network: network::State,
    /// Findings.
    pub oversight: oversight::State,
    /// Erasures, consents.
    pub privacy: privacy::State,
    /// Policies, allocations, requests, payments.
    pub relief: relief::State,
}

/// One account of the fund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountState {
    /// Bank and number, or cash box.
    pub id: AccountId,
    /// Whether its gifts were listed one by one when it was added.
    pub published: bool,
    /// Money in less money out, in đồng.
    pub balance: i128,
    /// The same by business day.
    pub days: Days,
    /// The bank lines that the books hold, in book order; empty for a cash box.
    pub booked: Vec<Booked>,
    /// The periods of the imported statements.
    pub coverage: Vec<Period>,
    /// Digests of the imported files, lower-case hex SHA-256.
    pub files: Vec<String>,
}

/// A bank line in the books, with what cannot change from one print of it to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booked {
    /// Booking day.
    #[serde(with = "compact::day")]
    pub date: Date,
    /// Booking time.
    #[serde(with = "compact::second")]
    pub time: Option<Time>,
    /// Which way the money goes.
    pub direction: Direction,
    /// The amount; none where it could not be read.
    pub amount: Option<Vnd>,
    /// The bank's reference.
    pub reference: Option<Box<str>>,
    /// Balance after the line.
    pub balance: Option<Vnd>,
    /// The import that brought it; none for an entry by hand.
    pub statement: Option<StatementNo>,
    /// Where its memo lies.
    pub row: Option<RowNo>,
    /// What it was booked as.
    pub what: BookedAs,
}

/// What a bank line was booked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BookedAs {
    /// A receipt from a statement.
    Receipt(ReceiptNo),
    /// A receipt that somebody entered before the statement came.
    ManualReceipt(ReceiptNo),
    /// A bank charge.
    Charge,
    /// Interest, or a payment that is not explained yet.
    Movement,
    /// A line that waits, or waited, for a person.
    Quarantine(QuarantineNo),
    /// A payment, or its charge; or a movement that one explains.
    Payment(PaymentNo),
    /// A payment that came back.
    PaymentReversal(PaymentNo),
    /// Money on its way between accounts of the fund, on either side; or a movement that one explains.
    Moved(MoveNo),
    /// Money paid back: the rest of an advance, a shortage made good, a surplus returned.
    Settlement,
    /// An entry by hand whose print waited for a person and was found to be it: that line stands for both.
    Told,
}

impl BookedAs {
    /// An entry that the fund itself makes: its account's statement prints each of them once.
    pub fn is_own(self) -> bool {
        matches!(self, Self::Payment(_) | Self::PaymentReversal(_) | Self::Moved(_) | Self::Settlement)
    }
}

/// From the first to the last booking moment of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First booking day.
    #[serde(with = "compact::day")]
    pub first: Date,
    /// Its time, where printed.
    #[serde(with = "compact::second")]
    pub first_time: Option<Time>,
    /// Last booking day.
    #[serde(with = "compact::day")]
    pub last: Date,
    /// Its time, where printed.
    #[serde(with = "compact::second")]
    pub last_time: Option<Time>,
}

/// One receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptState {
    /// Index of its account.
    account: u16,
    /// How much.
    pub amount: Vnd,
    /// Who gave, as known now.
    pub donor: DonorKind,
    /// What it is tied to.
    pub earmark: Option<Box<Earmark>>,
    /// Whether its negative stands in the books.
    pub reversed: bool,
}

/// One quarantined line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarantineState {
    /// Index of its account.
    account: u16,
    /// Its place among the account's booked lines.
    booked: usize,
    /// Printed, else shown by the balance.
    pub amount: Option<Vnd>,
    /// Why it waits.
    pub reason: QuarantineReason,
    /// The receipts that it may double.
    pub candidates: Vec<ReceiptNo>,
    /// The campaign's code in its memo.
    pub code: Option<String>,
    /// Confirmed or dismissed.
    pub settled: bool,
    /// Dismissed as no transaction: if a statement shows it again, it is looked at again.
    pub no_transaction: bool,
}

impl State {
    /// The fund, once opened.
    pub fn fund(&self) -> Option<&FundId> {
        self.fund.as_ref()
    }

    /// Whether the fund is closed.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// The accounts, in the order in which they were added.
    pub fn accounts(&self) -> &[AccountState] {
        &self.accounts
    }

    /// An account of the fund.
    pub fn account(&self, id: &AccountId) -> Option<&AccountState> {
        self.accounts.iter().find(|account| account.id == *id)
    }

    /// A receipt, with its account.
    pub fn receipt(&self, number: ReceiptNo) -> Option<(&AccountState, &ReceiptState)> {
        let receipt = self.receipts.get(number.index()?)?;
        Some((self.accounts.get(usize::from(receipt.account))?, receipt))
    }

    /// A quarantined line: its account, what the bank printed, and whether it is settled.
    pub fn quarantined(&self, item: QuarantineNo) -> Option<(&AccountState, &Booked, &QuarantineState)> {
        let line = self.quarantine.get(item.index()?)?;
        let account = self.accounts.get(usize::from(line.account))?;
        Some((account, account.booked.get(line.booked)?, line))
    }

    /// The numbers of the quarantined lines that wait, oldest first.
    pub fn waiting(&self) -> impl Iterator<Item = QuarantineNo> {
        let numbered = (1..).map(QuarantineNo::new).zip(&self.quarantine);
        numbered.filter(|(_, line)| !line.settled).map(|(item, _)| item)
    }

    /// The number that the next receipt gets.
    pub fn next_receipt(&self) -> ReceiptNo {
        ReceiptNo::new(next(self.receipts.len()))
    }

    /// The number that the next quarantined line gets.
    pub fn next_quarantined(&self) -> QuarantineNo {
        QuarantineNo::new(next(self.quarantine.len()))
    }

    /// The number that the next import gets.
    pub fn next_statement(&self) -> StatementNo {
        StatementNo::new(u64::from(self.statements)).next()
    }

    /// Takes in what `by` caused on the business day `on`. Money that an event of a part moves in or out of an account is
    /// moved here; everything else of a part is the part's own. Who caused it matters where maker and checker must be two.
    pub fn evolve(&mut self, by: &Actor, on: Date, event: &Event) {
        self.pots.evolve(event);
        self.vouchers.evolve(event);
        self.books.corrected(by, on, event);
        match event {
            Event::Books(_)
            | Event::Giving(_)
            | Event::Goods(_)
            | Event::Network(_)
            | Event::Oversight(_)
            | Event::Relief(_) => self.part(on, event),
            Event::Inbox(event) => self.inbox.evolve(by, on, event),
            Event::Privacy(event) => self.privacy.evolve(by, on, event),
            Event::FundOpened(opened) => self.fund = Some(opened.fund.clone()),
            Event::FundClosed(_) => self.closed = true,
            Event::AccountAdded(added) => self.accounts.push(AccountState {
                id: added.account.clone(),
                published: added.published,
                balance: 0,
                days: Days::default(),
                booked: Vec::new(),
                coverage: Vec::new(),
                files: Vec::new(),
            }),
            Event::ReceiptRecorded(recorded) => self.receipt_recorded(on, recorded),
            Event::ReceiptReversed(reversed) => {
                self.move_money(on, &reversed.account, reversed.amount, Direction::Credit);
                self.giving.reversed(reversed.receipt);
                if let Some(receipt) = self.receipt_mut(reversed.receipt) {
                    receipt.reversed = true;
                }
            }
            Event::ReceiptIdentified(identified) => {
                if let Some(receipt) = self.receipt_mut(identified.receipt) {
                    receipt.donor = identified.donor;
                    receipt.earmark = identified.earmark.clone().map(Box::new);
                }
            }
            Event::BankMovementRecorded(movement) => self.movement_recorded(on, movement),
            Event::LineQuarantined(line) => self.line_quarantined(on, line),
            Event::QuarantineDismissed(dismissed) => {
                self.settle(dismissed.item);
                if dismissed.reason == DismissalReason::AlreadyRecorded && dismissed.same_as.is_none() {
                    self.told_by(dismissed.item);
                }
                if let Some(line) = dismissed.item.index().and_then(|index| self.quarantine.get_mut(index)) {
                    line.no_transaction = dismissed.reason == DismissalReason::NoTransaction;
                }
            }
            Event::StatementImported(imported) => self.statement_imported(imported),
        }
    }

    /// The parts see every event of every part: a payment is of interest to the money it uses and to the count of days.
    fn part(&mut self, on: Date, event: &Event) {
        for leg in event.legs() {
            self.leg(on, &leg);
        }
        if let Event::Giving(event) = event {
            self.receipt_changed(event);
        }
        self.books.evolve(on, event);
        self.giving.evolve(on, event);
        self.goods.evolve(on, event);
        self.network.evolve(on, event);
        self.oversight.evolve(on, event);
        self.relief.evolve(on, event, &self.goods);
    }

    fn receipt_changed(&mut self, event: &giving::Event) {
        match event {
            giving::Event::ReceiptSupplemented(supplemented) => {
                if let Some(receipt) = self.receipt_mut(supplemented.receipt) {
                    receipt.amount =
                        receipt.amount.checked_add(supplemented.amount).unwrap_or(receipt.amount);
                }
            }
            giving::Event::GiverCorrected(corrected) => {
                if let Some(receipt) = self.receipt_mut(corrected.receipt) {
                    receipt.donor = corrected.donor;
                }
            }
            _ => {}
        }
    }

    /// Money of a part's event moves. In a bank account a statement will print it, or has printed it already.
    fn leg(&mut self, on: Date, leg: &Leg<'_>) {
        if let Some(place) = leg.explains {
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            let line = self.account_mut(leg.account).and_then(|account| account.booked.get_mut(place));
            if let Some(line) = line {
                line.what = leg.what;
            }
            return;
        }
        self.move_money(on, leg.account, leg.amount, leg.direction);
        if leg.printed && leg.account.kind() == AccountKind::Bank {
            let bank = BankFacts { reference: leg.reference.map(str::to_owned), ..BankFacts::default() };
            self.book(leg.account, Booked::new(on, leg.direction, Some(leg.amount), &bank, leg.what));
        }
    }

    fn receipt_recorded(&mut self, on: Date, recorded: &ReceiptRecorded) {
        let Some(account) = self.account_index(&recorded.account) else { return };
        self.receipts.push(ReceiptState {
            account,
            amount: recorded.amount,
            donor: recorded.donor,
            earmark: recorded.earmark.clone().map(Box::new),
            reversed: false,
        });
        self.move_money(on, &recorded.account, recorded.amount, Direction::Credit);
        if recorded.held {
            let booked_on = recorded.bank.as_ref().and_then(|bank| bank.booked_on);
            self.giving.held(recorded.receipt, booked_on.or(recorded.document_on).unwrap_or(on));
        }
        match (&recorded.bank, recorded.quarantine) {
            // Its line was booked when it was quarantined.
            (_, Some(item)) => self.settle(item),
            (Some(bank), None) => {
                let what = match bank.statement {
                    Some(_) => BookedAs::Receipt(recorded.receipt),
                    None => BookedAs::ManualReceipt(recorded.receipt),
                };
                let booked = Booked::new(on, Direction::Credit, Some(recorded.amount), bank, what);
                self.book(&recorded.account, booked.at_row(recorded.row));
            }
            (None, None) => {}
        }
    }

    fn movement_recorded(&mut self, on: Date, movement: &BankMovementRecorded) {
        let direction = movement.kind.direction();
        self.move_money(on, &movement.account, movement.amount, direction);
        if let Some(item) = movement.quarantine {
            return self.settle(item);
        }
        // A charge is explained by itself: no payment can take it for its own.
        let what = match movement.kind {
            MovementKind::Fee => BookedAs::Charge,
            MovementKind::Interest | MovementKind::Payment => BookedAs::Movement,
        };
        let booked = Booked::new(on, direction, Some(movement.amount), &movement.bank, what);
        self.book(&movement.account, booked.at_row(movement.row));
    }

    fn line_quarantined(&mut self, on: Date, line: &LineQuarantined) {
        let Some(account) = self.account_index(&line.account) else { return };
        let booked = self.account(&line.account).map_or(0, |account| account.booked.len());
        let amount = line.amount.or(line.shown_by_balance);
        self.quarantine.push(QuarantineState {
            account,
            booked,
            amount,
            reason: line.reason,
            candidates: line.candidates.clone(),
            code: line.bank.code.clone(),
            settled: false,
            no_transaction: false,
        });
        let entry = Booked::new(on, line.direction, line.amount, &line.bank, BookedAs::Quarantine(line.item));
        self.book(&line.account, entry.at_row(line.row));
    }

    fn statement_imported(&mut self, imported: &StatementImported) {
        self.statements = self.statements.saturating_add(1);
        if let Some(account) = self.account_mut(&imported.account) {
            account.files.push(imported.digest.clone());
            account.print(imported);
            account.coverage.push(Period {
                first: imported.first,
                first_time: imported.first_time,
                last: imported.last,
                last_time: imported.last_time,
            });
        }
    }

    fn account_index(&self, id: &AccountId) -> Option<u16> {
        let index = self.accounts.iter().position(|account| account.id == *id)?;
        u16::try_from(index).ok()
    }

    fn account_mut(&mut self, id: &AccountId) -> Option<&mut AccountState> {
        self.accounts.iter_mut().find(|account| account.id == *id)
    }

    fn receipt_mut(&mut self, number: ReceiptNo) -> Option<&mut ReceiptState> {
        self.receipts.get_mut(number.index()?)
    }

    fn move_money(&mut self, on: Date, id: &AccountId, amount: Vnd, direction: Direction) {
        if let Some(account) = self.account_mut(id) {
            account.balance = account.balance.saturating_add(direction.signed(amount));
            account.days.add(on, direction.signed(amount));
        }
    }

    fn book(&mut self, id: &AccountId, line: Booked) {
        if let Some(account) = self.account_mut(id) {
            account.booked.push(line);
        }
    }

    fn settle(&mut self, item: QuarantineNo) {
        if let Some(line) = item.index().and_then(|index| self.quarantine.get_mut(index)) {
            line.settled = true;
        }
    }
}

/// The number that follows `count` given ones.
fn next(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX).saturating_add(1)
}

impl Booked {
    fn new(date: Date, direction: Direction, amount: Option<Vnd>, bank: &BankFacts, what: BookedAs) -> Self {
        let reference = bank.reference.as_deref().map(Box::from);
        let (time, balance, statement) = (bank.time, bank.balance, bank.statement);
        let date = bank.booked_on.unwrap_or(date);
        Self { date, time, direction, amount, reference, balance, statement, row: None, what }
    }

    fn at_row(self, row: Option<RowNo>) -> Self {
        Self { row, ..self }
    }
}
