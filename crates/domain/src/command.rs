//! What people ask of the books. A command holds no personal data: the caller has put names and memos into
//! the vault and names the row. Commands are serialised only to tell a repeated one from another under its id.

use jiff::civil::{Date, Time};
use serde::Serialize;

use crate::event::{
    BankFacts, Direction, DismissalReason, DonorKind, Earmark, PrintedEntry, QuarantineReason, ReversalReason,
};
use crate::ids::{AccountId, Code, FundId, QuarantineNo, ReceiptNo, RowNo};
use crate::money::Vnd;
use crate::privacy::Said;
use crate::rights::Action;
use crate::{books, giving, goods, inbox, network, oversight, privacy, relief};

/// One request to change the books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Command {
    /// Begin the books of a fund.
    OpenFund(OpenFund),
    /// End them: nothing more is taken.
    CloseFund(CloseFund),
    /// Take up a bank account or cash box.
    AddAccount(AddAccount),
    /// Record money received, by hand.
    RecordReceipt(RecordReceipt),
    /// Set a wrong receipt's negative beside it.
    ReverseReceipt(ReverseReceipt),
    /// Say who gave an unidentified receipt.
    IdentifyReceipt(IdentifyReceipt),
    /// Book a statement's lines.
    ImportStatement(ImportStatement),
    /// Book a quarantined line.
    ConfirmQuarantined(ConfirmQuarantined),
    /// Lay a quarantined line aside.
    DismissQuarantined(DismissQuarantined),
    /// The discipline of the books.
    Books(On<books::Command>),
    /// What is given beside the plain receipt.
    Giving(On<giving::Command>),
    /// Gifts in kind.
    Goods(On<goods::Command>),
    /// What people outside say.
    Inbox(On<inbox::Command>),
    /// Where relief goes.
    Network(On<network::Command>),
    /// Supervision.
    Oversight(On<oversight::Command>),
    /// Personal data and who may read them.
    Privacy(On<privacy::Command>),
    /// What was granted to be erased is gone. Given by the books themselves.
    CompleteErasure(privacy::CompleteErasure),
    /// From decision to hand-over.
    Relief(On<relief::Command>),
}

/// A command of one of the parts, with its business day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct On<C> {
    /// The business day.
    pub effective_on: Date,
    /// What is asked.
    pub command: C,
}

impl Command {
    /// What kind of command it is, as far as rights go.
    pub fn action(&self) -> Action {
        match self {
            Self::OpenFund(_) | Self::CloseFund(_) => Action::OpenFund,
            Self::AddAccount(_) => Action::ManageAccounts,
            Self::RecordReceipt(_) | Self::IdentifyReceipt(_) => Action::RecordGifts,
            Self::ReverseReceipt(_) => Action::CorrectGifts,
            Self::ImportStatement(_) | Self::ConfirmQuarantined(_) | Self::DismissQuarantined(_) => {
                Action::ImportStatements
            }
            Self::Books(on) => on.command.action(),
            Self::Giving(on) => on.command.action(),
            Self::Goods(on) => on.command.action(),
            Self::Inbox(on) => on.command.action(),
            Self::Network(on) => on.command.action(),
            Self::Oversight(on) => on.command.action(),
            Self::Privacy(on) => on.command.action(),
            Self::CompleteErasure(_) => Action::DecideErasure,
            Self::Relief(on) => on.command.action(),
        }
    }

    /// Where the command names the vault rows of its personal data: one place a row, in order.
    pub fn rows_mut(&mut self) -> Vec<&mut Option<RowNo>> {
        let one = match self {
            Self::RecordReceipt(command) => Some(&mut command.row),
            Self::ReverseReceipt(command) => Some(&mut command.row),
            Self::IdentifyReceipt(command) => Some(&mut command.row),
            Self::OpenFund(_)
            | Self::CloseFund(_)
            | Self::AddAccount(_)
            | Self::ImportStatement(_)
            | Self::ConfirmQuarantined(_)
            | Self::DismissQuarantined(_)
            | Self::Privacy(_)
            | Self::CompleteErasure(_) => None,
            Self::Books(on) => on.command.row_mut(),
            Self::Giving(on) => on.command.row_mut(),
            Self::Goods(on) => on.command.row_mut(),
            Self::Inbox(on) => on.command.row_mut(),
            Self::Network(On { command: network::Command::RegisterHouseholds(list), .. }) => {
                return list.households.iter_mut().map(|entry| &mut entry.row).collect();
            }
            Self::Network(on) => on.command.row_mut(),
            Self::Oversight(on) => on.command.row_mut(),
            Self::Relief(on) => on.command.row_mut(),
        };
        one.into_iter().collect()
    }
}

/// See [`Command::OpenFund`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenFund {
    /// The fund's short name.
    pub fund: FundId,
    /// The name that the public reads, 1 to 200 characters.
    pub name: String,
    /// From this day on.
    pub effective_on: Date,
}

/// See [`Command::CloseFund`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CloseFund {
    /// The last day.
    pub effective_on: Date,
}

/// See [`Command::AddAccount`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AddAccount {
    /// Bank and number, or cash box.
    pub account: AccountId,
    /// Whether its gifts are listed to the public one by one.
    pub published: bool,
    /// From this day on.
    pub effective_on: Date,
}

/// See [`Command::RecordReceipt`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordReceipt {
    /// Where the money lies.
    pub account: AccountId,
    /// How much.
    pub amount: Vnd,
    /// Who gave.
    pub donor: DonorKind,
    /// What it is tied to.
    pub earmark: Option<Earmark>,
    /// The day of the document, where it is entered on another: its own day was closed already.
    pub document_on: Option<Date>,
    /// The business day.
    pub effective_on: Date,
    /// The bank's reference, for a transfer.
    pub reference: Option<String>,
    /// Personal data in the vault.
    pub row: Option<RowNo>,
    /// What its giver says of being listed; nothing where he says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
}

/// See [`Command::ReverseReceipt`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReverseReceipt {
    /// The wrong receipt.
    pub receipt: ReceiptNo,
    /// Why.
    pub reason: ReversalReason,
    /// The business day of the correction.
    pub effective_on: Date,
    /// Explanation in the vault.
    pub row: Option<RowNo>,
}

/// See [`Command::IdentifyReceipt`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdentifyReceipt {
    /// The unidentified receipt.
    pub receipt: ReceiptNo,
    /// Who gave it; not `Unidentified`.
    pub donor: DonorKind,
    /// What it is tied to.
    pub earmark: Option<Earmark>,
    /// The business day.
    pub effective_on: Date,
    /// Name and evidence in the vault.
    pub row: Option<RowNo>,
}

/// See [`Command::ImportStatement`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportStatement {
    /// The account.
    pub account: AccountId,
    /// SHA-256 of the file, lower-case hex.
    pub digest: String,
    /// The profile that read it.
    pub profile: Code,
    /// First and last booking moment of the file.
    pub first: (Date, Option<Time>),
    /// See `first`.
    pub last: (Date, Option<Time>),
    /// Opening balance as printed.
    pub opening: Option<Vnd>,
    /// Closing balance as printed.
    pub closing: Option<Vnd>,
    /// Lines whose printed balance does not follow.
    pub breaks: u32,
    /// Lines that the books hold already.
    pub known: u32,
    /// The lines to book, in the file's order.
    pub lines: Vec<StatementLine>,
    /// Payments and moves entered by hand that the file prints.
    pub printed: Vec<PrintedEntry>,
}

/// A line of a statement that is new to the books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementLine {
    /// Booking day.
    pub date: Date,
    /// What the bank printed; the import's number is filled in by `decide`.
    pub bank: BankFacts,
    /// What it is.
    pub content: LineContent,
    /// Personal data in the vault.
    pub row: Option<RowNo>,
}

/// What a statement's line is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum LineContent {
    /// Money in.
    Credit {
        /// How much.
        amount: Vnd,
        /// A gift and its donor, or interest.
        nature: CreditNature,
    },
    /// Money out.
    Debit {
        /// How much, above zero.
        amount: Vnd,
        /// True for a bank charge.
        fee: bool,
    },
    /// To be looked at by a person.
    Quarantine {
        /// The amount that is printed and certain, if any.
        amount: Option<Vnd>,
        /// The receipts that it may double, the likeliest first.
        candidates: Vec<ReceiptNo>,
        /// Which way the money goes.
        direction: Direction,
        /// Why.
        reason: QuarantineReason,
        /// What the running balance proves.
        shown_by_balance: Option<Vnd>,
    },
}

/// What a credit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum CreditNature {
    /// A gift, with its donor.
    Gift(DonorKind),
    /// Interest that the bank pays.
    Interest,
}

/// See [`Command::ConfirmQuarantined`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfirmQuarantined {
    /// The quarantined line.
    pub item: QuarantineNo,
    /// The amount; none takes the printed one, else the one that the balance shows.
    pub amount: Option<Vnd>,
    /// Who gave; of no matter for money out.
    pub donor: DonorKind,
}

/// See [`Command::DismissQuarantined`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DismissQuarantined {
    /// The quarantined line.
    pub item: QuarantineNo,
    /// Why.
    pub reason: DismissalReason,
    /// The receipt that it doubles; required where that is the reason.
    pub same_as: Option<ReceiptNo>,
    /// The business day of the decision.
    pub effective_on: Date,
}
