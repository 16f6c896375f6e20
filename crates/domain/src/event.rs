//! What happened: the facts that are stored for ever.
//!
//! Fields stand in alphabetical order, so that serde's output is already canonical JSON (RFC 8785); a test
//! holds this. No field ever carries a name, a memo or a donor's account: a `row` points into the vault.
//! A stored shape is never changed; a new one gets a new schema number and a golden file.

mod evidence;
mod papers;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, Code, FundId, QuarantineNo, ReceiptNo, RowNo, StatementNo};
use crate::money::Vnd;
use crate::voucher::VoucherNo;
use crate::{books, compact, giving, goods, inbox, network, oversight, privacy, relief};

/// One fact of a fund's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// The fund exists from now on.
    FundOpened(FundOpened),
    /// The fund takes nothing more.
    FundClosed(FundClosed),
    /// A bank account or cash box belongs to the fund.
    AccountAdded(AccountAdded),
    /// Money came in as a gift, or as a credit of which nobody can tell yet what it is.
    ReceiptRecorded(ReceiptRecorded),
    /// A receipt was wrong: its negative stands beside it (ghi số âm).
    ReceiptReversed(ReceiptReversed),
    /// It is now known who gave an unidentified receipt.
    ReceiptIdentified(ReceiptIdentified),
    /// A statement line that is no gift: a fee, interest, a payment.
    BankMovementRecorded(BankMovementRecorded),
    /// A statement line that a person must look at before it counts.
    LineQuarantined(LineQuarantined),
    /// A quarantined line is not to be booked.
    QuarantineDismissed(QuarantineDismissed),
    /// The end of an import: what the statement held.
    StatementImported(StatementImported),
    /// The discipline of the books.
    Books(Box<books::Event>),
    /// What is given beside the plain receipt.
    Giving(Box<giving::Event>),
    /// Gifts in kind.
    Goods(Box<goods::Event>),
    /// What people outside say.
    Inbox(Box<inbox::Event>),
    /// Where relief goes.
    Network(Box<network::Event>),
    /// Supervision.
    Oversight(Box<oversight::Event>),
    /// Personal data and who may read them.
    Privacy(Box<privacy::Event>),
    /// From decision to hand-over.
    Relief(Box<relief::Event>),
}

macro_rules! part {
    ($($part:ident in $module:ident),+ $(,)?) => {$(
        impl From<$module::Event> for Event {
            fn from(event: $module::Event) -> Self {
                Self::$part(Box::new(event))
            }
        }
    )+};
}

part!(
    Books in books,
    Giving in giving,
    Goods in goods,
    Inbox in inbox,
    Network in network,
    Oversight in oversight,
    Privacy in privacy,
    Relief in relief,
);

/// See [`Event::FundOpened`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundOpened {
    /// The fund's own name in its events.
    pub fund: FundId,
    /// The name that the public reads.
    pub name: String,
}

/// See [`Event::FundClosed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundClosed {}

/// See [`Event::AccountAdded`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountAdded {
    /// Bank and number, or cash box.
    pub account: AccountId,
    /// Whether gifts to this account may be listed one by one to the public. Consent is a property of the
    /// receiving account: the Fatherland Front keeps published and unpublished accounts side by side.
    pub published: bool,
}

/// Who gave, as far as the books say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DonorKind {
    /// A private person.
    Person,
    /// An association, school, agency, parish.
    Organisation,
    /// A company.
    Enterprise,
    /// Given without a name; still a gift.
    Anonymous,
    /// Nobody can tell yet what this credit is; held apart from the gifts.
    Unidentified,
}

/// What the donor tied the gift to. At least one of the three is set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Earmark {
    /// The beneficiary, a party's code.
    // Stands in snapshots too, so nothing is left out.
    #[serde(default)]
    pub beneficiary: Option<Code>,
    /// The place, a code of the areas in force.
    pub place: Option<Code>,
    /// The purpose, a code of configuration.
    pub purpose: Option<Code>,
}

/// What the bank printed about a line, apart from names and memo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankFacts {
    /// Balance after the line, where the bank prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<Vnd>,
    /// The bank's booking day, where the line is entered on another: its own day was closed already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked_on: Option<Date>,
    /// The campaign's code in the memo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Line of the imported file, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Document or reference number. Not a key: banks reuse it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The import that brought the line; none for an entry by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<StatementNo>,
    /// Booking time, where the bank prints it.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "compact::second")]
    pub time: Option<Time>,
    /// Transfer channel (NAPAS, MoMo, ...), a code of configuration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Code>,
}

/// See [`Event::ReceiptRecorded`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptRecorded {
    /// Where the money lies.
    pub account: AccountId,
    /// How much; above zero.
    pub amount: Vnd,
    /// What the bank printed; none for cash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<BankFacts>,
    /// The day of the document, where it is entered on another: its own day was closed already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_on: Option<Date>,
    /// Who gave.
    pub donor: DonorKind,
    /// What it is tied to; none is unrestricted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
    /// It came after the receiving window: shown and kept apart, no income.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// The quarantined line that this receipt settles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quarantine: Option<QuarantineNo>,
    /// Running number.
    pub receipt: ReceiptNo,
    /// Name, memo and counter-account in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The cash receipt voucher (phiếu thu); none for a bank's line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voucher: Option<VoucherNo>,
}

/// Why a receipt is reversed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReversalReason {
    /// The same money stands in the books twice.
    RecordedTwice,
    /// The amount was mistyped; the right entry follows.
    WrongAmount,
    /// It lies in another account; the right entry follows.
    WrongAccount,
    /// The bank took the money back.
    BankReturned,
    /// Told in the vault row.
    Other,
}

/// See [`Event::ReceiptReversed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptReversed {
    /// Account of the reversed receipt.
    pub account: AccountId,
    /// The negative of the receipt's amount.
    pub amount: Vnd,
    /// Donor of the reversed receipt, as it stood.
    pub donor: DonorKind,
    /// Earmark of the reversed receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
    /// The reversed receipt was held: it had come after the receiving window.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// Why.
    pub reason: ReversalReason,
    /// The receipt that stays, with its negative beside it.
    pub receipt: ReceiptNo,
    /// Explanation in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The correction voucher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voucher: Option<VoucherNo>,
}

/// See [`Event::ReceiptIdentified`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptIdentified {
    /// Account of the receipt.
    pub account: AccountId,
    /// Amount of the receipt.
    pub amount: Vnd,
    /// Who gave it.
    pub donor: DonorKind,
    /// What it is tied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
    /// The receipt is held: it came after the receiving window.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// The receipt.
    pub receipt: ReceiptNo,
    /// Name and evidence in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// Which way the money of a bank line goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Into the account.
    Credit,
    /// Out of the account.
    Debit,
}

impl Direction {
    /// What an amount of this direction does to the balance, in đồng.
    pub fn signed(self, amount: Vnd) -> i128 {
        let dong = i128::from(amount.dong());
        match self {
            Self::Credit => dong,
            Self::Debit => dong.saturating_neg(),
        }
    }
}

/// What a bank line is that is no gift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MovementKind {
    /// The bank's charge.
    Fee,
    /// Interest that the bank pays.
    Interest,
    /// Money out that the books cannot name yet.
    Payment,
}

impl MovementKind {
    /// Interest comes in, everything else goes out.
    pub fn direction(self) -> Direction {
        match self {
            Self::Interest => Direction::Credit,
            Self::Fee | Self::Payment => Direction::Debit,
        }
    }
}

/// See [`Event::BankMovementRecorded`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankMovementRecorded {
    /// The account.
    pub account: AccountId,
    /// How much; above zero, the kind says which way.
    pub amount: Vnd,
    /// What the bank printed.
    pub bank: BankFacts,
    /// Fee, interest or payment.
    pub kind: MovementKind,
    /// The quarantined line that this movement settles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quarantine: Option<QuarantineNo>,
    /// Memo in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// Why a line waits for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuarantineReason {
    /// No amount is printed.
    AmountMissing,
    /// What is printed as the amount cannot be read with certainty.
    AmountGarbled,
    /// Below zero, with a part below one đồng, or more than the books hold.
    AmountOutOfRange,
    /// On both sides, or with a fee beside it of which the statement does not say whether it is part of it.
    AmountAmbiguous,
    /// It may be a line that is already in the books.
    PossibleDouble,
}

/// See [`Event::LineQuarantined`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineQuarantined {
    /// The account.
    pub account: AccountId,
    /// The amount that is printed and certain, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Vnd>,
    /// What the bank printed.
    pub bank: BankFacts,
    /// The receipts that it may double, the likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<ReceiptNo>,
    /// Which way the money goes, as far as the line shows it.
    pub direction: Direction,
    /// Running number of quarantined lines.
    pub item: QuarantineNo,
    /// Why.
    pub reason: QuarantineReason,
    /// The raw line in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The amount that the running balance proves; still a person confirms it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_by_balance: Option<Vnd>,
}

/// Why a quarantined line is not booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DismissalReason {
    /// The transfer is already in the books.
    AlreadyRecorded,
    /// The line is no transfer (a page mark, a heading).
    NoTransaction,
}

/// See [`Event::QuarantineDismissed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuarantineDismissed {
    /// The quarantined line.
    pub item: QuarantineNo,
    /// Why.
    pub reason: DismissalReason,
    /// The receipt that it doubles, where that is the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<ReceiptNo>,
}

/// See [`Event::StatementImported`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementImported {
    /// The account.
    pub account: AccountId,
    /// Lines whose printed balance does not follow from the lines before.
    pub breaks: u32,
    /// Closing balance as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Vnd>,
    /// SHA-256 of the file, lower-case hex.
    pub digest: String,
    /// First booking day.
    #[serde(with = "compact::day")]
    pub first: Date,
    /// First booking time, where the bank prints it.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "compact::second")]
    pub first_time: Option<Time>,
    /// Lines that were in the books already.
    pub known: u32,
    /// Last booking day.
    #[serde(with = "compact::day")]
    pub last: Date,
    /// Last booking time, where the bank prints it.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "compact::second")]
    pub last_time: Option<Time>,
    /// Lines read.
    pub lines: u32,
    /// Opening balance as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Vnd>,
    /// Payments and moves entered by hand that it prints.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub printed: Vec<PrintedEntry>,
    /// The profile that read it.
    pub profile: Code,
    /// Lines held for a person.
    pub quarantined: u32,
    /// Lines recorded as gifts or movements.
    pub recorded: u32,
    /// Running number.
    pub statement: StatementNo,
}

/// An entry by hand of a payment or a move, and how a statement prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintedEntry {
    /// What the bank printed, its day included.
    pub bank: BankFacts,
    /// Its place among the account's lines, from 0.
    pub place: u32,
}
