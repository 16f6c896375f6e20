//! Every refusal of this part by name.

use super::Subject;
use super::decide::{ORDER_LIMIT, ROWS_LIMIT};
use crate::ids::{AccountId, ErasureNo, ReceiptNo};
use crate::rejection::RefusalKind;

/// Why a command is refused. The books are unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such request.
    ErasureUnknown(ErasureNo),
    /// It was granted or refused already.
    ErasureAnswered(ErasureNo),
    /// It was not granted, so nothing can be done.
    NotGranted(ErasureNo),
    /// A request for the same data is open.
    AlreadyAsked(ErasureNo),
    /// Whoever took it up cannot grant it.
    OwnRequest(ErasureNo),
    /// The vault holds nothing of the subject, or no longer.
    NothingHeld(ErasureNo),
    /// More rows than are erased at once.
    TooManyRows {
        /// The request.
        erasure: ErasureNo,
        /// How many.
        rows: usize,
    },
    /// What it is about is not in the books.
    SubjectUnknown(Subject),
    /// The order's reference is empty or too long.
    OrderLength,
    /// The giver has consented already.
    ConsentStands(ReceiptNo),
    /// The giver has withdrawn already.
    ConsentWithdrawn(ReceiptNo),
    /// No more than that is shown already.
    NotLess(ReceiptNo),
    /// A giver speaks for another's gift.
    NotOwnGift(ReceiptNo),
    /// The giver's data are erased.
    ReceiptErased(ReceiptNo),
    /// The account publishes that already.
    SamePublication(AccountId),
}

impl Refusal {
    /// A stable name for programs: the last part of the API's problem type.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ErasureUnknown(_) => "erasure-unknown",
            Self::ErasureAnswered(_) => "erasure-answered",
            Self::NotGranted(_) => "erasure-not-granted",
            Self::AlreadyAsked(_) => "erasure-already-asked",
            Self::OwnRequest(_) => "erasure-own-request",
            Self::NothingHeld(_) => "erasure-nothing-held",
            Self::TooManyRows { .. } => "erasure-too-many-rows",
            Self::SubjectUnknown(_) => "erasure-subject-unknown",
            Self::OrderLength => "erasure-order-length",
            Self::ConsentStands(_) => "consent-stands",
            Self::ConsentWithdrawn(_) => "consent-withdrawn",
            Self::NotLess(_) => "consent-not-less",
            Self::NotOwnGift(_) => "not-own-gift",
            Self::ReceiptErased(_) => "receipt-erased",
            Self::SamePublication(_) => "same-publication",
        }
    }

    /// What sort of refusal it is.
    pub fn kind(&self) -> RefusalKind {
        match self {
            Self::ErasureUnknown(_) | Self::SubjectUnknown(_) => RefusalKind::Unknown,
            Self::ErasureAnswered(_)
            | Self::NotGranted(_)
            | Self::AlreadyAsked(_)
            | Self::NothingHeld(_)
            | Self::TooManyRows { .. }
            | Self::ConsentStands(_)
            | Self::ConsentWithdrawn(_)
            | Self::NotLess(_)
            | Self::ReceiptErased(_)
            | Self::SamePublication(_) => RefusalKind::Conflict,
            Self::OrderLength => RefusalKind::Invalid,
            Self::NotOwnGift(_) | Self::OwnRequest(_) => RefusalKind::Forbidden,
        }
    }

    /// The refusal in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::ErasureUnknown(number) => format!("Không có yêu cầu xoá dữ liệu số {number}."),
            Self::ErasureAnswered(number) => format!("Yêu cầu xoá dữ liệu số {number} đã được trả lời."),
            Self::NotGranted(number) => {
                format!("Yêu cầu xoá dữ liệu số {number} chưa được chấp thuận: chưa xoá gì.")
            }
            Self::AlreadyAsked(number) => {
                format!(
                    "Yêu cầu xoá dữ liệu số {number} cho cùng nội dung này còn đang mở: trả lời yêu cầu đó."
                )
            }
            Self::OwnRequest(number) => {
                format!("Người lập yêu cầu xoá dữ liệu số {number} không tự chấp thuận: cần người khác.")
            }
            Self::NothingHeld(number) => {
                format!("Kho dữ liệu riêng không còn giữ gì của yêu cầu số {number}: hãy từ chối yêu cầu.")
            }
            Self::TooManyRows { erasure, rows } => format!(
                "Yêu cầu xoá dữ liệu số {erasure} chạm đến {rows} mục, quá {ROWS_LIMIT}: yêu cầu theo từng chứng từ."
            ),
            Self::SubjectUnknown(subject) => {
                format!("Không có nội dung này trong sổ ({subject}): kiểm tra lại số.")
            }
            Self::OrderLength => {
                format!("Số, ngày của quyết định phải có từ 1 đến {ORDER_LIMIT} ký tự.")
            }
            Self::ConsentStands(receipt) => {
                format!("Người ủng hộ của khoản thu số {receipt} đã đồng ý công khai ở mức này.")
            }
            Self::ConsentWithdrawn(receipt) => {
                format!("Người ủng hộ của khoản thu số {receipt} đã rút lại đồng ý công khai.")
            }
            Self::NotLess(receipt) => format!(
                "Khoản thu số {receipt} không hiển thị nhiều hơn mức này: muốn hiện thêm, người của quỹ ghi đồng ý mới."
            ),
            Self::NotOwnGift(receipt) => {
                format!("Mã tra cứu này không phải của khoản thu số {receipt}: nhập mã của khoản đó.")
            }
            Self::ReceiptErased(receipt) => {
                format!("Tên người ủng hộ của khoản thu số {receipt} đã xoá theo yêu cầu.")
            }
            Self::SamePublication(account) => format!("Tài khoản {account} đã công khai như vậy."),
        }
    }

    /// The refusal in English.
    pub fn en(&self) -> String {
        match self {
            Self::ErasureUnknown(number) => format!("There is no request number {number} to erase data."),
            Self::ErasureAnswered(number) => format!("Request number {number} to erase data is answered."),
            Self::NotGranted(number) => {
                format!("Request number {number} to erase data is not granted: nothing was erased.")
            }
            Self::AlreadyAsked(number) => {
                format!("Request number {number} to erase the same data is open: answer that one.")
            }
            Self::OwnRequest(number) => {
                format!("Whoever took up request number {number} does not grant it: another person must.")
            }
            Self::NothingHeld(number) => {
                format!("The vault holds nothing of request number {number} any more: refuse the request.")
            }
            Self::TooManyRows { erasure, rows } => format!(
                "Request number {erasure} touches {rows} rows, more than {ROWS_LIMIT}: ask voucher by voucher."
            ),
            Self::SubjectUnknown(subject) => {
                format!("That is not in the books ({subject}): check the number.")
            }
            Self::OrderLength => format!("Number and day of the order have 1 to {ORDER_LIMIT} characters."),
            Self::ConsentStands(receipt) => {
                format!("The giver of receipt number {receipt} has consented to be listed like that.")
            }
            Self::ConsentWithdrawn(receipt) => {
                format!("The giver of receipt number {receipt} has withdrawn consent to be listed.")
            }
            Self::NotLess(receipt) => format!(
                "No more than that is shown of receipt number {receipt}: to show more, the fund's people enter a new consent."
            ),
            Self::NotOwnGift(receipt) => {
                format!("This code does not belong to receipt number {receipt}: give that receipt's code.")
            }
            Self::ReceiptErased(receipt) => {
                format!("The name of the giver of receipt number {receipt} was erased on request.")
            }
            Self::SamePublication(account) => format!("Account {account} is published like that already."),
        }
    }
}
