//! Every refusal of this part by name.

use jiff::civil::Date;

use crate::ids::{Code, GoodsReceiptNo, PledgeNo, ReceiptNo};
use crate::money::Vnd;
use crate::rejection::{RefusalKind, vi_day};

/// Why a command is refused. The books are unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Neither money nor goods are promised.
    PledgeOfNothing,
    /// The promise would be due before it is made.
    DueBeforeToday {
        /// The day given.
        due_on: Date,
        /// The business day.
        on: Date,
    },
    /// An item that the catalogue does not have.
    ItemUnknown(Code),
    /// Zero or less of an item.
    QuantityNotPositive(Code),
    /// No such pledge.
    PledgeUnknown(PledgeNo),
    /// Nothing more will come of it.
    PledgeLapsed(PledgeNo),
    /// All of it came.
    PledgeFulfilled(PledgeNo),
    /// That receipt fulfils the pledge already.
    FulfilledByThatAlready(PledgeNo),
    /// No such goods-received note, or it is reversed.
    GoodsReceiptUnknown(GoodsReceiptNo),
    /// The goods fulfil another pledge.
    GoodsFulfilAnother(GoodsReceiptNo),
    /// An amount for a pledge that goods fulfil.
    GoodsAreNoMoney,
    /// Nobody can tell yet who gave it.
    ReceiptUnidentified(ReceiptNo),
    /// The receipt fulfils other pledges with all but so much.
    ReceiptUsedUp {
        /// The receipt.
        receipt: ReceiptNo,
        /// What is left of it.
        left: Vnd,
    },
    /// Held or unidentified: it stands in no pot.
    ReceiptInNoPot(ReceiptNo),
    /// It was given back.
    ReceiptRefunded(ReceiptNo),
    /// Nothing of it is tied, or to that very thing.
    NothingToRelease(ReceiptNo),
    /// Less of it is still tied.
    ReleaseTooMuch {
        /// The receipt.
        receipt: ReceiptNo,
        /// What is still tied.
        left: Vnd,
    },
    /// The money was used for what it is tied to.
    EarmarkSpent {
        /// What the pot still holds.
        unspent: Vnd,
    },
    /// The last day is not after the first.
    WindowBackwards {
        /// The first day.
        first: Date,
        /// The last day.
        last: Date,
    },
    /// A window runs until that day.
    WindowOpenAlready {
        /// Its last day.
        last: Date,
    },
    /// No window, or the last one was closed by decision.
    NoWindow,
    /// A decision without a name, or with a text that is too long.
    DecisionLength {
        /// The most characters.
        most: usize,
    },
    /// The receipt is not held.
    ReceiptNotHeld(ReceiptNo),
    /// The code has been declared.
    GiftCodeDeclared(Code),
    /// The code would be found where nobody meant it.
    GiftCodeTooShort(Code),
}

impl Refusal {
    /// A stable name for programs: the last part of the API's problem type.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PledgeOfNothing => "pledge-of-nothing",
            Self::DueBeforeToday { .. } => "pledge-due-in-the-past",
            Self::ItemUnknown(_) => "pledge-item-unknown",
            Self::QuantityNotPositive(_) => "pledge-quantity-not-positive",
            Self::PledgeUnknown(_) => "pledge-unknown",
            Self::PledgeLapsed(_) => "pledge-lapsed",
            Self::PledgeFulfilled(_) => "pledge-fulfilled",
            Self::FulfilledByThatAlready(_) => "pledge-fulfilled-by-that-already",
            Self::GoodsReceiptUnknown(_) => "pledge-goods-receipt-unknown",
            Self::GoodsFulfilAnother(_) => "goods-fulfil-another-pledge",
            Self::GoodsAreNoMoney => "goods-are-no-money",
            Self::ReceiptUnidentified(_) => "receipt-unidentified",
            Self::ReceiptUsedUp { .. } => "receipt-used-up",
            Self::ReceiptInNoPot(_) => "receipt-in-no-pot",
            Self::ReceiptRefunded(_) => "receipt-refunded",
            Self::NothingToRelease(_) => "nothing-to-release",
            Self::ReleaseTooMuch { .. } => "release-too-much",
            Self::EarmarkSpent { .. } => "earmark-spent",
            Self::WindowBackwards { .. } => "window-backwards",
            Self::WindowOpenAlready { .. } => "window-open-already",
            Self::NoWindow => "no-window",
            Self::DecisionLength { .. } => "decision-length",
            Self::ReceiptNotHeld(_) => "receipt-not-held",
            Self::GiftCodeDeclared(_) => "gift-code-declared",
            Self::GiftCodeTooShort(_) => "gift-code-too-short",
        }
    }

    /// What sort of refusal it is.
    pub fn kind(&self) -> RefusalKind {
        match self {
            Self::ItemUnknown(_) | Self::PledgeUnknown(_) | Self::GoodsReceiptUnknown(_) => {
                RefusalKind::Unknown
            }
            Self::PledgeOfNothing
            | Self::DueBeforeToday { .. }
            | Self::QuantityNotPositive(_)
            | Self::GoodsAreNoMoney
            | Self::WindowBackwards { .. }
            | Self::DecisionLength { .. }
            | Self::GiftCodeTooShort(_) => RefusalKind::Invalid,
            Self::PledgeLapsed(_)
            | Self::PledgeFulfilled(_)
            | Self::FulfilledByThatAlready(_)
            | Self::GoodsFulfilAnother(_)
            | Self::ReceiptUnidentified(_)
            | Self::ReceiptUsedUp { .. }
            | Self::ReceiptInNoPot(_)
            | Self::ReceiptRefunded(_)
            | Self::NothingToRelease(_)
            | Self::ReleaseTooMuch { .. }
            | Self::EarmarkSpent { .. }
            | Self::WindowOpenAlready { .. }
            | Self::NoWindow
            | Self::ReceiptNotHeld(_)
            | Self::GiftCodeDeclared(_) => RefusalKind::Conflict,
        }
    }

    /// The refusal in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::PledgeOfNothing => "Đăng ký ủng hộ phải nêu số tiền hoặc hàng hóa.".into(),
            Self::DueBeforeToday { due_on, on } => format!(
                "Hạn thực hiện {} trước ngày đăng ký {}: kiểm tra lại ngày.",
                vi_day(*due_on),
                vi_day(*on)
            ),
            Self::ItemUnknown(item) => {
                format!("Danh mục không có mặt hàng {item}: thêm vào danh mục trước, hoặc kiểm tra lại mã.")
            }
            Self::QuantityNotPositive(item) => format!("Số lượng {item} phải lớn hơn 0."),
            Self::PledgeUnknown(pledge) => format!("Không có đăng ký ủng hộ số {pledge}."),
            Self::PledgeLapsed(pledge) => {
                format!(
                    "Đăng ký ủng hộ số {pledge} đã hết hiệu lực: ghi đăng ký mới nếu người ủng hộ hứa lại."
                )
            }
            Self::PledgeFulfilled(pledge) => format!(
                "Đăng ký ủng hộ số {pledge} đã thực hiện đủ: nêu rõ số tiền nếu khoản này vượt mức đăng ký."
            ),
            Self::FulfilledByThatAlready(pledge) => {
                format!("Khoản này đã được tính cho đăng ký ủng hộ số {pledge}.")
            }
            Self::GoodsReceiptUnknown(receipt) => {
                format!("Không có phiếu nhập kho thứ {receipt} còn hiệu lực: nhập kho trước.")
            }
            Self::GoodsFulfilAnother(receipt) => {
                format!("Phiếu nhập kho thứ {receipt} đã tính cho một đăng ký ủng hộ khác.")
            }
            Self::GoodsAreNoMoney => "Ủng hộ bằng hiện vật thì không ghi số tiền: bỏ trống số tiền.".into(),
            Self::ReceiptUnidentified(receipt) => {
                format!("Khoản thu số {receipt} chưa rõ người ủng hộ: xác định người ủng hộ trước.")
            }
            Self::ReceiptUsedUp { receipt, left } => {
                format!("Khoản thu số {receipt} chỉ còn {left} đồng chưa tính cho đăng ký nào.")
            }
            Self::ReceiptInNoPot(receipt) => format!(
                "Khoản thu số {receipt} chưa được tính là khoản ủng hộ (chưa rõ người gửi hoặc đến ngoài thời gian tiếp nhận): xử lý việc đó trước."
            ),
            Self::ReceiptRefunded(receipt) => {
                format!("Khoản thu số {receipt} đã hoàn trả: đảo khoản chi hoàn trả trước nếu hoàn nhầm.")
            }
            Self::NothingToRelease(receipt) => {
                format!("Khoản thu số {receipt} không còn phần nào có địa chỉ khác để chuyển mục đích.")
            }
            Self::ReleaseTooMuch { receipt, left } => {
                format!("Khoản thu số {receipt} chỉ còn {left} đồng có địa chỉ: ghi không quá số đó.")
            }
            Self::EarmarkSpent { unspent } => {
                format!("Nguồn có địa chỉ này chỉ còn {unspent} đồng chưa chi: ghi không quá số đó.")
            }
            Self::WindowBackwards { first, last } => {
                format!("Ngày cuối {} phải sau ngày {}: kiểm tra lại ngày.", vi_day(*last), vi_day(*first))
            }
            Self::WindowOpenAlready { last } => format!(
                "Thời gian tiếp nhận trước kéo dài đến {}: hãy gia hạn, hoặc mở đợt mới sau ngày đó.",
                vi_day(*last)
            ),
            Self::NoWindow => {
                "Không có đợt tiếp nhận nào đang mở: mở đợt tiếp nhận theo quyết định mới.".into()
            }
            Self::DecisionLength { most } => {
                format!("Phải nêu số quyết định, từ 1 đến {most} ký tự.")
            }
            Self::ReceiptNotHeld(receipt) => {
                format!("Khoản thu số {receipt} không thuộc diện tạm giữ ngoài thời gian tiếp nhận.")
            }
            Self::GiftCodeDeclared(code) => format!("Mã ủng hộ {code} đã được khai báo: chọn mã khác."),
            Self::GiftCodeTooShort(code) => {
                format!("Mã ủng hộ {code} quá ngắn, dễ trùng với nội dung khác: dùng ít nhất 4 chữ và số.")
            }
        }
    }

    /// The refusal in English.
    pub fn en(&self) -> String {
        match self {
            Self::PledgeOfNothing => "A pledge names money or goods.".into(),
            Self::DueBeforeToday { due_on, on } => {
                format!("The pledge would be due on {due_on}, before {on}: check the day.")
            }
            Self::ItemUnknown(item) => {
                format!("The catalogue has no item {item}: declare it first, or check the code.")
            }
            Self::QuantityNotPositive(item) => format!("The quantity of {item} must be above zero."),
            Self::PledgeUnknown(pledge) => format!("There is no pledge number {pledge}."),
            Self::PledgeLapsed(pledge) => {
                format!("Pledge number {pledge} has lapsed: register a new one if the donor promises again.")
            }
            Self::PledgeFulfilled(pledge) => {
                format!(
                    "Pledge number {pledge} is fulfilled: name the amount if this goes beyond the promise."
                )
            }
            Self::FulfilledByThatAlready(pledge) => {
                format!("That receipt counts for pledge number {pledge} already.")
            }
            Self::GoodsReceiptUnknown(receipt) => {
                format!("There is no standing goods receipt number {receipt}: take the goods in first.")
            }
            Self::GoodsFulfilAnother(receipt) => {
                format!("Goods receipt number {receipt} counts for another pledge.")
            }
            Self::GoodsAreNoMoney => "Goods fulfil no amount of money: leave the amount out.".into(),
            Self::ReceiptUnidentified(receipt) => {
                format!("The donor of receipt number {receipt} is not known: identify the receipt first.")
            }
            Self::ReceiptUsedUp { receipt, left } => {
                format!("Only {left} đồng of receipt number {receipt} count for no pledge yet.")
            }
            Self::ReceiptInNoPot(receipt) => format!(
                "Receipt number {receipt} is no gift yet (unidentified, or held after the receiving window): settle that first."
            ),
            Self::ReceiptRefunded(receipt) => {
                format!(
                    "Receipt number {receipt} was given back: reverse that payment first if it was wrong."
                )
            }
            Self::NothingToRelease(receipt) => {
                format!("Nothing of receipt number {receipt} is tied to anything else.")
            }
            Self::ReleaseTooMuch { receipt, left } => {
                format!("Only {left} đồng of receipt number {receipt} are still tied: release at most that.")
            }
            Self::EarmarkSpent { unspent } => {
                format!("Only {unspent} đồng of that restriction are unspent: release at most that.")
            }
            Self::WindowBackwards { first, last } => {
                format!("The last day {last} must come after {first}: check the days.")
            }
            Self::WindowOpenAlready { last } => {
                format!("A receiving window runs until {last}: extend it, or open one after that day.")
            }
            Self::NoWindow => "No receiving window is open: open one by a new decision.".into(),
            Self::DecisionLength { most } => format!("Name the decision, in 1 to {most} characters."),
            Self::ReceiptNotHeld(receipt) => format!("Receipt number {receipt} is not held."),
            Self::GiftCodeDeclared(code) => {
                format!("The gift code {code} has been declared: choose another one.")
            }
            Self::GiftCodeTooShort(code) => format!(
                "The gift code {code} is too short and would be found by accident: use at least 4 letters and digits."
            ),
        }
    }
}
