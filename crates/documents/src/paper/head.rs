//! What stands on every paper: who issues it, its number and day, who signs, and a QR code.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::figures::parts;
use crate::words::Usage;

/// The head of a paper. Number, day, issuer and its address are contents that Article 16 of the Accounting Law asks for.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// Who issues it.
    pub issuer: Issuer,
    /// The number in its series, without gaps in a period: `PT-000123`.
    pub number: String,
    /// The number of the book that the paper belongs to ("Quyển số").
    pub book: Option<String>,
    /// The day of the paper.
    #[serde(serialize_with = "parts")]
    pub date: Date,
    /// The official form, printed only where the office mapped one.
    pub form: Option<FormCode>,
    /// The campaign, as its appeal names it.
    pub campaign: Option<String>,
    /// Which copy this is: "Liên 1", "Bản công khai".
    pub copy: Option<String>,
    /// A code at the foot.
    #[serde(skip)]
    pub qr: Option<Qr>,
    /// How amounts are read.
    #[serde(skip)]
    pub usage: Usage,
}

/// Who issues a paper.
#[derive(Clone, Debug, Serialize)]
pub struct Issuer {
    /// The body above it, printed first: "Ủy ban MTTQ Việt Nam tỉnh Đồng Tháp".
    pub parent: Option<String>,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Mã quan hệ ngân sách.
    pub budget_unit_code: Option<String>,
}

/// The official form that a paper follows.
#[derive(Clone, Debug, Serialize)]
pub struct FormCode {
    /// `C40-BB`.
    pub code: String,
    /// "Ban hành kèm theo Thông tư ...".
    pub issued_by: String,
}

/// A QR code on a paper.
#[derive(Clone, Debug)]
pub struct Qr {
    /// What it holds.
    pub content: QrContent,
    /// One or two short lines below it.
    pub caption: String,
}

/// What a QR code holds.
#[derive(Clone, Debug)]
pub enum QrContent {
    /// A text that is made into a code: a link, a VietQR text.
    Text(String),
    /// A code that is already drawn as SVG.
    Svg(String),
}

/// Somebody who signs.
#[derive(Clone, Debug, Serialize)]
pub struct Signer {
    /// What the person is.
    pub role: Role,
    /// The full name, printed below the space for the signature; none leaves it to be written.
    pub name: Option<String>,
}

impl Signer {
    /// A signer whose name is written by hand.
    pub const fn unnamed(role: Role) -> Self {
        Self { role, name: None }
    }

    /// A signer whose name is printed.
    pub fn named(role: Role, name: &str) -> Self {
        Self { role, name: Some(name.to_owned()) }
    }
}

/// What a signer is, and how a paper calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Thủ trưởng đơn vị, who also stamps.
    UnitHead,
    /// Kế toán trưởng.
    ChiefAccountant,
    /// Phụ trách kế toán, where there is no chief accountant.
    InChargeOfAccounting,
    /// Người lập phiếu / biểu.
    Maker,
    /// Thủ quỹ.
    Cashier,
    /// Thủ kho.
    Storekeeper,
    /// Người nộp tiền.
    Payer,
    /// Người nhận tiền.
    Payee,
    /// Người giao hàng.
    Deliverer,
    /// Người nhận hàng.
    GoodsRecipient,
    /// Người ủng hộ.
    Donor,
    /// Người nhận (a gift, on the fund's side).
    GiftClerk,
    /// Người có trách nhiệm quản lý, who also stamps.
    Manager,
    /// Trưởng ban kiểm kê.
    CountLeader,
    /// Ủy viên.
    CountMember,
    /// Anything else, in Vietnamese and English.
    Other(String, String),
}

impl Role {
    /// In Vietnamese.
    pub fn vi(&self) -> &str {
        match self {
            Self::UnitHead => "Thủ trưởng đơn vị",
            Self::ChiefAccountant => "Kế toán trưởng",
            Self::InChargeOfAccounting => "Phụ trách kế toán",
            Self::Maker => "Người lập",
            Self::Cashier => "Thủ quỹ",
            Self::Storekeeper => "Thủ kho",
            Self::Payer => "Người nộp tiền",
            Self::Payee => "Người nhận tiền",
            Self::Deliverer => "Người giao hàng",
            Self::GoodsRecipient => "Người nhận hàng",
            Self::Donor => "Người ủng hộ",
            Self::GiftClerk => "Người nhận",
            Self::Manager => "Người có trách nhiệm quản lý",
            Self::CountLeader => "Trưởng ban kiểm kê",
            Self::CountMember => "Ủy viên",
            Self::Other(vi, _) => vi,
        }
    }

    /// In English.
    pub fn en(&self) -> &str {
        match self {
            Self::UnitHead => "Head of unit",
            Self::ChiefAccountant => "Chief accountant",
            Self::InChargeOfAccounting => "In charge of accounting",
            Self::Maker => "Prepared by",
            Self::Cashier => "Cashier",
            Self::Storekeeper => "Storekeeper",
            Self::Payer => "Payer",
            Self::Payee => "Payee",
            Self::Deliverer => "Delivered by",
            Self::Donor => "Donor",
            Self::GoodsRecipient | Self::GiftClerk => "Received by",
            Self::Manager => "Manager",
            Self::CountLeader => "Head of the count",
            Self::CountMember => "Member",
            Self::Other(_, en) => en,
        }
    }

    /// What the form asks of the signer.
    pub(crate) const fn hint(&self) -> &'static str {
        match self {
            Self::UnitHead | Self::Manager => "(Ký, họ tên, đóng dấu)",
            _ => "(Ký, họ tên)",
        }
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Words<'a> {
            vi: &'a str,
            en: &'a str,
            hint: &'static str,
        }
        Words { vi: self.vi(), en: self.en(), hint: self.hint() }.serialize(serializer)
    }
}
