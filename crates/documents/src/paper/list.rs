//! Bảng kê and danh sách ký nhận: one paper with many lines.

use jiff::civil::Date;
use serde::Serialize;

use super::{Head, Need, Role, Signer};
use crate::Quantity;
use crate::figures::{day_text, dong, dong_if};

/// Bảng tổng hợp thu tiền ủng hộ: gifts of money of a day or a period, A4 landscape.
#[derive(Clone, Debug, Serialize)]
pub struct MoneyList {
    /// The head.
    pub head: Head,
    /// First day.
    #[serde(serialize_with = "day_text")]
    pub from: Date,
    /// Last day.
    #[serde(serialize_with = "day_text")]
    pub until: Date,
    /// The gifts, at least one.
    pub lines: Vec<MoneyLine>,
    /// Who signs; empty takes [`list_signing`].
    pub signers: Vec<Signer>,
}

/// One gift of money.
#[derive(Clone, Debug, Serialize)]
pub struct MoneyLine {
    /// Its receipt.
    pub receipt: String,
    /// Its day.
    #[serde(serialize_with = "day_text")]
    pub date: Date,
    /// Who gave.
    pub donor: String,
    /// Address or unit.
    pub address: String,
    /// Cash in đồng.
    #[serde(serialize_with = "dong_if")]
    pub cash: Option<i64>,
    /// Transfer in đồng.
    #[serde(serialize_with = "dong_if")]
    pub transfer: Option<i64>,
    /// Note.
    pub note: String,
}

/// Bảng kê đóng góp bằng hiện vật: one sheet for a kind of goods, A4 landscape.
#[derive(Clone, Debug, Serialize)]
pub struct GoodsList {
    /// The head.
    pub head: Head,
    /// The kind of goods.
    pub goods: String,
    /// Its unit.
    pub unit: String,
    /// First day.
    #[serde(serialize_with = "day_text")]
    pub from: Date,
    /// Last day.
    #[serde(serialize_with = "day_text")]
    pub until: Date,
    /// The gifts, at least one.
    pub lines: Vec<GoodsLine>,
    /// Who signs; empty takes [`list_signing`].
    pub signers: Vec<Signer>,
}

/// One gift of goods.
#[derive(Clone, Debug, Serialize)]
pub struct GoodsLine {
    /// Its receipt.
    pub receipt: String,
    /// Its day.
    #[serde(serialize_with = "day_text")]
    pub date: Date,
    /// Who gave.
    pub donor: String,
    /// Address or unit.
    pub address: String,
    /// How many.
    pub quantity: Quantity,
    /// Estimated value in đồng.
    #[serde(serialize_with = "dong_if")]
    pub value: Option<i64>,
    /// Note.
    pub note: String,
}

/// Danh sách ký nhận: who receives what, to be signed one by one and confirmed by the locality, A4 landscape.
#[derive(Clone, Debug, Serialize)]
pub struct RecipientList {
    /// The head.
    pub head: Head,
    /// What is handed out: "Hỗ trợ hộ bị thiệt hại nhà ở đợt 2".
    pub purpose: String,
    /// The decision that it follows.
    pub decision: String,
    /// Where: "Ấp 3, xã Tháp Mười".
    pub area: String,
    /// The recipients, at least one.
    pub lines: Vec<RecipientLine>,
    /// Who confirms for the locality: "UBND xã Tháp Mười", "Ban Công tác Mặt trận ấp 3".
    pub confirmed_by: Vec<String>,
    /// Who signs for the fund; empty takes [`list_signing`].
    pub signers: Vec<Signer>,
}

/// One recipient.
#[derive(Clone, Debug, Serialize)]
pub struct RecipientLine {
    /// Head of the household.
    pub name: String,
    /// Hamlet and group.
    pub address: String,
    /// Category: "Hộ nghèo".
    pub category: String,
    /// People in the household.
    pub members: Option<u16>,
    /// Money in đồng.
    #[serde(serialize_with = "dong")]
    pub amount: i64,
    /// Goods: "15 kg gạo".
    pub goods: String,
    /// Note.
    pub note: String,
    /// What a QR code in the line says, for taking up signatures by scanning; it names nobody.
    pub code: Option<String>,
}

/// Who customarily signs a list: forms C-01Q and C-02Q.
pub fn list_signing() -> Vec<Signer> {
    [Role::Maker, Role::InChargeOfAccounting, Role::Manager].map(Signer::unnamed).into()
}

impl MoneyList {
    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        vec![first(self.lines.first().map(|line| &line.donor))]
    }
}

impl GoodsList {
    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        vec![
            (&self.goods, ("loại hiện vật", "kind of goods")),
            (&self.unit, ("đơn vị tính", "unit")),
            first(self.lines.first().map(|line| &line.donor)),
        ]
    }
}

impl RecipientList {
    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        vec![
            (&self.purpose, ("nội dung chi", "purpose")),
            (&self.area, ("địa bàn", "area")),
            (
                self.confirmed_by.first().map_or("", String::as_str),
                ("đơn vị xác nhận của địa phương", "local unit that confirms"),
            ),
            first(self.lines.first().map(|line| &line.name)),
        ]
    }
}

fn first(name: Option<&String>) -> Need<'_> {
    (name.map_or("", String::as_str), ("dòng đầu tiên của danh sách", "first line of the list"))
}
