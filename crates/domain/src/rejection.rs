//! Every refusal by name. A person reads it: what was wrong, where, what to do; in Vietnamese and English.

use jiff::civil::Date;

use crate::ids::{AccountId, Code, FundId, QuarantineNo, ReceiptNo};
use crate::money::Vnd;
use crate::rights::Action;
use crate::{books, giving, goods, inbox, network, oversight, privacy, relief};

/// Why a command is refused. The books are unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// No fund is open in these books.
    FundNotOpen,
    /// The books hold a fund already.
    FundAlreadyOpen(FundId),
    /// The fund takes nothing more.
    FundClosed(FundId),
    /// The fund's name is empty or too long.
    FundNameLength,
    /// The account is not the fund's.
    AccountUnknown(AccountId),
    /// The account is the fund's already.
    AccountAlreadyAdded(AccountId),
    /// A statement or reference for a cash box.
    AccountIsCash(AccountId),
    /// Zero or less.
    AmountNotPositive(Vnd),
    /// The account's balance would leave the range of the books.
    AmountTooLarge(Vnd),
    /// A business day after today.
    DateInFuture {
        /// The day given.
        given: Date,
        /// Today in Vietnam.
        today: Date,
    },
    /// A business day before there could be any: a mistyped year.
    DateTooEarly(Date),
    /// An earmark with neither purpose nor place.
    EarmarkEmpty,
    /// A statement has brought that very transfer: same account, day, amount and reference.
    TransferAlreadyBooked(ReceiptNo),
    /// No such receipt.
    ReceiptUnknown(ReceiptNo),
    /// The receipt's negative stands in the books already.
    ReceiptAlreadyReversed(ReceiptNo),
    /// Its donor is known already.
    ReceiptAlreadyIdentified(ReceiptNo),
    /// Identified as nobody.
    DonorStillUnidentified,
    /// A bank reference that is too long.
    ReferenceTooLong,
    /// A statement without a single line.
    StatementEmpty,
    /// The same file is in the books of another account.
    StatementOfOtherAccount(AccountId),
    /// The profile reads another bank's statements.
    ProfileOfOtherBank {
        /// The profile.
        profile: Code,
        /// The account.
        account: AccountId,
    },
    /// More lines than one import takes.
    StatementTooLong,
    /// No such quarantined line.
    QuarantineUnknown(QuarantineNo),
    /// The quarantined line is settled already.
    QuarantineAlreadySettled(QuarantineNo),
    /// Neither the line nor the balance shows an amount, and none was given.
    QuarantineNeedsAmount(QuarantineNo),
    /// A double of which receipt?
    QuarantineNeedsReceipt(QuarantineNo),
    /// The actor's role does not do this.
    NotAllowed {
        /// The role, as the actor names it.
        role: String,
        /// What was asked.
        action: Action,
    },
    /// See [`books::Refusal`].
    Books(books::Refusal),
    /// See [`giving::Refusal`].
    Giving(giving::Refusal),
    /// See [`goods::Refusal`].
    Goods(goods::Refusal),
    /// See [`inbox::Refusal`].
    Inbox(inbox::Refusal),
    /// See [`network::Refusal`].
    Network(network::Refusal),
    /// See [`oversight::Refusal`].
    Oversight(oversight::Refusal),
    /// See [`privacy::Refusal`].
    Privacy(privacy::Refusal),
    /// See [`relief::Refusal`].
    Relief(relief::Refusal),
}

/// What sort of refusal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// It names something that is not in the books.
    Unknown,
    /// What it asks does not fit what is in the books now: too little money, settled already.
    Conflict,
    /// What it says cannot be, whatever the books hold.
    Invalid,
    /// This person may not do it.
    Forbidden,
}

macro_rules! part {
    ($($part:ident in $module:ident),+ $(,)?) => {$(
        impl From<$module::Refusal> for Rejection {
            fn from(refusal: $module::Refusal) -> Self {
                Self::$part(refusal)
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

/// The longest bank reference that the books keep, in characters.
pub(crate) const REFERENCE_LIMIT: usize = 80;
/// The longest fund name, in characters.
pub(crate) const NAME_LIMIT: usize = 200;
/// The most lines of one import.
pub(crate) const LINES_LIMIT: usize = 1_000_000;

/// A day as it is written in Vietnam.
pub(crate) fn vi_day(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

impl Rejection {
    /// A stable name for programs: the last part of the API's problem type.
    pub fn code(&self) -> &'static str {
        match self {
            Self::FundNotOpen => "fund-not-open",
            Self::FundAlreadyOpen(_) => "fund-already-open",
            Self::FundClosed(_) => "fund-closed",
            Self::FundNameLength => "fund-name-length",
            Self::AccountUnknown(_) => "account-unknown",
            Self::AccountAlreadyAdded(_) => "account-already-added",
            Self::AccountIsCash(_) => "account-is-cash",
            Self::AmountNotPositive(_) => "amount-not-positive",
            Self::AmountTooLarge(_) => "amount-too-large",
            Self::DateInFuture { .. } => "date-in-future",
            Self::DateTooEarly(_) => "date-too-early",
            Self::EarmarkEmpty => "earmark-empty",
            Self::TransferAlreadyBooked(_) => "transfer-already-booked",
            Self::ReceiptUnknown(_) => "receipt-unknown",
            Self::ReceiptAlreadyReversed(_) => "receipt-already-reversed",
            Self::ReceiptAlreadyIdentified(_) => "receipt-already-identified",
            Self::DonorStillUnidentified => "donor-still-unidentified",
            Self::ReferenceTooLong => "reference-too-long",
            Self::StatementEmpty => "statement-empty",
            Self::StatementOfOtherAccount(_) => "statement-of-other-account",
            Self::ProfileOfOtherBank { .. } => "profile-of-other-bank",
            Self::StatementTooLong => "statement-too-long",
            Self::QuarantineUnknown(_) => "quarantine-unknown",
            Self::QuarantineAlreadySettled(_) => "quarantine-already-settled",
            Self::QuarantineNeedsAmount(_) => "quarantine-needs-amount",
            Self::QuarantineNeedsReceipt(_) => "quarantine-needs-receipt",
            Self::NotAllowed { .. } => "not-allowed",
            Self::Books(refusal) => refusal.code(),
            Self::Giving(refusal) => refusal.code(),
            Self::Goods(refusal) => refusal.code(),
            Self::Inbox(refusal) => refusal.code(),
            Self::Network(refusal) => refusal.code(),
            Self::Oversight(refusal) => refusal.code(),
            Self::Privacy(refusal) => refusal.code(),
            Self::Relief(refusal) => refusal.code(),
        }
    }

    /// The refusal in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::FundNotOpen => "Sổ này chưa mở quỹ nào: hãy mở quỹ trước.".into(),
            Self::FundAlreadyOpen(fund) => format!("Sổ này đã mở cho quỹ {fund}: mỗi quỹ một sổ."),
            Self::FundClosed(fund) => format!("Quỹ {fund} đã khóa, không ghi thêm được."),
            Self::FundNameLength => format!("Tên quỹ phải có từ 1 đến {NAME_LIMIT} ký tự."),
            Self::AccountUnknown(account) => {
                format!(
                    "Tài khoản {account} không thuộc quỹ: kiểm tra số tài khoản hoặc thêm tài khoản trước."
                )
            }
            Self::AccountAlreadyAdded(account) => format!("Tài khoản {account} đã có trong quỹ."),
            Self::AccountIsCash(account) => {
                format!("{account} là quỹ tiền mặt, không có sao kê và số tham chiếu ngân hàng.")
            }
            Self::AmountNotPositive(amount) => format!("Số tiền phải lớn hơn 0, không phải {amount} đồng."),
            Self::AmountTooLarge(amount) => format!("Số tiền {amount} đồng vượt quá khả năng ghi sổ."),
            Self::DateInFuture { given, today } => {
                let (given, today) = (vi_day(*given), vi_day(*today));
                format!("Ngày {given} sau hôm nay ({today}): ghi đúng ngày phát sinh.")
            }
            Self::DateTooEarly(given) => format!("Ngày {} quá sớm: kiểm tra lại năm.", vi_day(*given)),
            Self::EarmarkEmpty => "Khoản có địa chỉ phải nêu mục đích hoặc nơi nhận.".into(),
            Self::TransferAlreadyBooked(receipt) => {
                format!(
                    "Giao dịch này đã có trong sổ là khoản thu số {receipt} (cùng tài khoản, ngày, số tiền, số tham chiếu)."
                )
            }
            Self::ReceiptUnknown(receipt) => format!("Không có khoản thu số {receipt}."),
            Self::ReceiptAlreadyReversed(receipt) => format!("Khoản thu số {receipt} đã được ghi số âm."),
            Self::ReceiptAlreadyIdentified(receipt) => {
                format!("Khoản thu số {receipt} đã xác định người ủng hộ.")
            }
            Self::DonorStillUnidentified => {
                "Hãy nêu người ủng hộ là cá nhân, tổ chức, doanh nghiệp hay ẩn danh.".into()
            }
            Self::ReferenceTooLong => format!("Số tham chiếu dài quá {REFERENCE_LIMIT} ký tự."),
            Self::StatementEmpty => "Sao kê không có dòng nào.".into(),
            Self::StatementOfOtherAccount(account) => {
                format!("Chính tệp này đã nhập vào tài khoản {account}: kiểm tra lại tài khoản.")
            }
            Self::ProfileOfOtherBank { profile, account } => {
                format!(
                    "Mẫu sao kê {profile} không phải của ngân hàng của tài khoản {account}: chọn lại một trong hai."
                )
            }
            Self::StatementTooLong => format!("Sao kê quá {} dòng: hãy chia nhỏ tệp.", Vnd::new(1_000_000)),
            Self::QuarantineUnknown(item) => format!("Không có dòng chờ xử lý số {item}."),
            Self::QuarantineAlreadySettled(item) => format!("Dòng chờ xử lý số {item} đã xử lý xong."),
            Self::QuarantineNeedsAmount(item) => {
                format!(
                    "Dòng chờ xử lý số {item} không in số tiền: hãy nhập số tiền theo chứng từ của ngân hàng."
                )
            }
            Self::QuarantineNeedsReceipt(item) => {
                format!("Dòng chờ xử lý số {item} trùng với khoản thu nào? Hãy nêu số khoản thu.")
            }
            Self::NotAllowed { role, action } => {
                format!("Vai trò {role} không được {}: việc này dành cho {}.", action.vi(), action.who_vi())
            }
            Self::Books(refusal) => refusal.vi(),
            Self::Giving(refusal) => refusal.vi(),
            Self::Goods(refusal) => refusal.vi(),
            Self::Inbox(refusal) => refusal.vi(),
            Self::Network(refusal) => refusal.vi(),
            Self::Oversight(refusal) => refusal.vi(),
            Self::Privacy(refusal) => refusal.vi(),
            Self::Relief(refusal) => refusal.vi(),
        }
    }

    /// The refusal in English.
    pub fn en(&self) -> String {
        match self {
            Self::FundNotOpen => "No fund is open in these books: open the fund first.".into(),
            Self::FundAlreadyOpen(fund) => format!("These books belong to fund {fund}: one fund, one book."),
            Self::FundClosed(fund) => format!("Fund {fund} is closed and takes no further entry."),
            Self::FundNameLength => format!("A fund's name has 1 to {NAME_LIMIT} characters."),
            Self::AccountUnknown(account) => {
                format!("Account {account} is not the fund's: check the number, or add the account first.")
            }
            Self::AccountAlreadyAdded(account) => format!("Account {account} is the fund's already."),
            Self::AccountIsCash(account) => {
                format!("{account} is a cash box: it has no bank statement and no bank reference.")
            }
            Self::AmountNotPositive(amount) => format!("An amount must be above zero, not {amount} đồng."),
            Self::AmountTooLarge(amount) => format!("{amount} đồng is beyond what the books can hold."),
            Self::DateInFuture { given, today } => {
                format!("{given} is after today ({today}): give the day on which it happened.")
            }
            Self::DateTooEarly(given) => format!("{given} is too early: check the year."),
            Self::EarmarkEmpty => "An earmarked gift names a purpose or a place.".into(),
            Self::TransferAlreadyBooked(receipt) => {
                format!(
                    "That transfer is in the books as receipt {receipt}: same account, day, amount and reference."
                )
            }
            Self::ReceiptUnknown(receipt) => format!("There is no receipt number {receipt}."),
            Self::ReceiptAlreadyReversed(receipt) => format!("Receipt number {receipt} is reversed already."),
            Self::ReceiptAlreadyIdentified(receipt) => {
                format!("The donor of receipt number {receipt} is identified already.")
            }
            Self::DonorStillUnidentified => {
                "Say whether the donor is a person, an organisation, an enterprise or anonymous.".into()
            }
            Self::ReferenceTooLong => format!("A bank reference has at most {REFERENCE_LIMIT} characters."),
            Self::StatementEmpty => "The statement has no line.".into(),
            Self::StatementOfOtherAccount(account) => {
                format!("This very file was imported into account {account}: check the account.")
            }
            Self::ProfileOfOtherBank { profile, account } => {
                format!(
                    "Profile {profile} does not read statements of the bank of {account}: change one of the two."
                )
            }
            Self::StatementTooLong => {
                format!("The statement has more than {LINES_LIMIT} lines: split the file.")
            }
            Self::QuarantineUnknown(item) => format!("There is no quarantined line number {item}."),
            Self::QuarantineAlreadySettled(item) => {
                format!("Quarantined line number {item} is settled already.")
            }
            Self::QuarantineNeedsAmount(item) => {
                format!(
                    "Quarantined line number {item} shows no amount: give the amount from the bank's paper."
                )
            }
            Self::QuarantineNeedsReceipt(item) => {
                format!("Which receipt does quarantined line number {item} double? Name its number.")
            }
            Self::NotAllowed { role, action } => {
                format!("The role {role} may not {}: that is for {}.", action.en(), action.who_en())
            }
            Self::Books(refusal) => refusal.en(),
            Self::Giving(refusal) => refusal.en(),
            Self::Goods(refusal) => refusal.en(),
            Self::Inbox(refusal) => refusal.en(),
            Self::Network(refusal) => refusal.en(),
            Self::Oversight(refusal) => refusal.en(),
            Self::Privacy(refusal) => refusal.en(),
            Self::Relief(refusal) => refusal.en(),
        }
    }
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} / {}", self.vi(), self.en())
    }
}

impl std::error::Error for Rejection {}
