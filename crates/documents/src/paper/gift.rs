//! Receipts that a donor takes home: for money, for goods, and a letter of thanks.

use jiff::civil::Date;
use serde::Serialize;

use super::{Head, Need, Party, Role, Signer};
use crate::Quantity;
use crate::figures::{day_text_if, dong, dong_if};

/// A receipt for a gift of money, A5 landscape.
#[derive(Clone, Debug, Serialize)]
pub struct MoneyReceipt {
    /// The head.
    pub head: Head,
    /// Who gave, as the donor wants to be named.
    pub donor: Party,
    /// The amount in đồng.
    #[serde(serialize_with = "dong")]
    pub amount: i64,
    /// "Tiền mặt", or "Chuyển khoản, số tham chiếu ...".
    pub means: String,
    /// What the gift is for; "không chỉ định" where the donor leaves it to the fund.
    pub purpose: String,
    /// The day on which its giver was last set right: an older slip says another name. None where it never was.
    #[serde(serialize_with = "day_text_if")]
    pub corrected: Option<Date>,
    /// What opens the gift on the fund's pages, for the donor alone; none where there are no such pages.
    pub code: Option<String>,
    /// Who signs; empty takes [`MoneyReceipt::signing`].
    pub signers: Vec<Signer>,
}

/// A receipt for goods, A5 landscape (longer lists run on).
#[derive(Clone, Debug, Serialize)]
pub struct GoodsReceipt {
    /// The head.
    pub head: Head,
    /// Who gave.
    pub donor: Party,
    /// What the gift is for.
    pub purpose: String,
    /// The goods, at least one line.
    pub lines: Vec<GiftLine>,
    /// What the estimated values rest on: "Giá thị trường ngày 05/08/2021".
    pub valued_by: Option<String>,
    /// Where the goods were handed over.
    pub place: Option<String>,
    /// Who signs; empty takes [`GoodsReceipt::signing`].
    pub signers: Vec<Signer>,
}

/// One line of given goods.
#[derive(Clone, Debug, Serialize)]
pub struct GiftLine {
    /// Name and kind.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// How many.
    pub quantity: Quantity,
    /// Condition: "mới", "nguyên thùng".
    pub condition: String,
    /// Best before.
    #[serde(serialize_with = "day_text_if")]
    pub expires: Option<Date>,
    /// Estimated đồng a unit.
    #[serde(serialize_with = "dong_if")]
    pub unit_value: Option<i64>,
    /// Estimated value in đồng; none where it was not valued.
    #[serde(serialize_with = "dong_if")]
    pub value: Option<i64>,
}

/// A letter of thanks, A4 portrait.
#[derive(Clone, Debug, Serialize)]
pub struct ThankYouLetter {
    /// The head; the number is the letter's.
    pub head: Head,
    /// Where it is written: "Đồng Tháp".
    pub place: String,
    /// How the donor is addressed: "Ông Trần Văn Mẫu", "Công ty TNHH Mẫu".
    pub donor: String,
    /// The gift in a sentence's middle: "số tiền 500.000 đồng", "02 tấn gạo".
    pub gift: String,
    /// The receipt that the letter goes with.
    pub receipt: Option<String>,
    /// What the gift does, one paragraph; empty leaves it out.
    pub effect: String,
    /// Who signs, usually one.
    pub signers: Vec<Signer>,
}

impl MoneyReceipt {
    /// Who customarily signs.
    pub fn signing() -> Vec<Signer> {
        [Role::Donor, Role::GiftClerk, Role::Manager].map(Signer::unnamed).into()
    }

    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        vec![
            (&self.donor.name, ("tên người ủng hộ", "name of the donor")),
            (&self.donor.address, ("địa chỉ người ủng hộ", "address of the donor")),
            (&self.means, ("hình thức", "means")),
            (&self.purpose, ("mục đích", "purpose")),
        ]
    }
}

impl GoodsReceipt {
    /// Who customarily signs: those of form C-03Q.
    pub fn signing() -> Vec<Signer> {
        [Role::Donor, Role::GiftClerk, Role::Manager].map(Signer::unnamed).into()
    }

    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        let mut needs: Vec<Need<'_>> = vec![
            (&self.donor.name, ("tên người ủng hộ", "name of the donor")),
            (&self.donor.address, ("địa chỉ người ủng hộ", "address of the donor")),
            (&self.purpose, ("mục đích", "purpose")),
            (self.lines.first().map_or("", |line| line.name.as_str()), ("dòng hàng hóa", "a line of goods")),
        ];
        for line in &self.lines {
            needs.push((&line.name, ("tên hàng", "name of the goods")));
            needs.push((&line.unit, ("đơn vị tính", "unit")));
        }
        needs
    }
}

impl ThankYouLetter {
    /// Who customarily signs.
    pub fn signing() -> Vec<Signer> {
        vec![Signer::unnamed(Role::Manager)]
    }

    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        vec![
            (&self.donor, ("tên người ủng hộ", "name of the donor")),
            (&self.gift, ("nội dung ủng hộ", "what was given")),
        ]
    }
}
