//! Phiếu nhập kho and phiếu xuất kho: goods in, goods out.

use jiff::civil::Date;
use serde::Serialize;

use super::{Entry, Head, Need, Party, Role, Signer};
use crate::Quantity;
use crate::figures::{day_text, dong, dong_if};

/// A goods received or issued note, A4 portrait.
#[derive(Clone, Debug, Serialize)]
pub struct StockNote {
    /// The head.
    pub head: Head,
    /// Goods in or goods out.
    pub way: StockWay,
    /// Who delivers, or who receives (the address may be a department).
    pub party: Party,
    /// Why goods go out; what they came for.
    pub reason: String,
    /// The paper that this note follows.
    pub based_on: Option<BasedOn>,
    /// The warehouse.
    pub warehouse: String,
    /// Where the warehouse is.
    pub place: String,
    /// The goods, at least one line.
    pub lines: Vec<StockLine>,
    /// "Nợ" and "Có", only where mapped.
    pub entry: Option<Entry>,
    /// Attached source documents.
    pub attached: Option<String>,
    /// Who signs; empty takes [`StockNote::signing`].
    pub signers: Vec<Signer>,
}

/// Which way the goods go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StockWay {
    /// Phiếu nhập kho.
    In,
    /// Phiếu xuất kho.
    Out,
}

/// "Theo ... số ... ngày ... của ...".
#[derive(Clone, Debug, Serialize)]
pub struct BasedOn {
    /// "biên nhận ủng hộ hiện vật".
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Its day.
    #[serde(serialize_with = "day_text")]
    pub date: Date,
    /// Who issued it.
    pub of: String,
}

/// One line of goods.
#[derive(Clone, Debug, Serialize)]
pub struct StockLine {
    /// Name, kind, quality; lot and expiry where they matter.
    pub name: String,
    /// Code.
    pub code: String,
    /// Unit.
    pub unit: String,
    /// By the document (in) or as asked (out).
    pub asked: Option<Quantity>,
    /// Really received or issued.
    pub actual: Quantity,
    /// Đồng a unit.
    #[serde(serialize_with = "dong_if")]
    pub unit_price: Option<i64>,
    /// The value in đồng.
    #[serde(serialize_with = "dong")]
    pub amount: i64,
}

impl StockNote {
    /// Who customarily signs.
    pub fn signing(way: StockWay) -> Vec<Signer> {
        let party = match way {
            StockWay::In => Role::Deliverer,
            StockWay::Out => Role::GoodsRecipient,
        };
        [Role::Maker, party, Role::Storekeeper, Role::ChiefAccountant, Role::UnitHead]
            .map(Signer::unnamed)
            .into()
    }

    pub(super) const fn title(&self) -> &'static str {
        match self.way {
            StockWay::In => "Phiếu nhập kho",
            StockWay::Out => "Phiếu xuất kho",
        }
    }

    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        let mut needs: Vec<Need<'_>> = vec![
            (&self.party.name, ("họ tên người giao, người nhận", "name of who delivers or receives")),
            (&self.party.address, ("địa chỉ người giao, người nhận", "address of who delivers or receives")),
            (&self.reason, ("lý do", "reason")),
            (&self.warehouse, ("kho", "warehouse")),
            (self.lines.first().map_or("", |line| line.name.as_str()), ("dòng hàng hóa", "a line of goods")),
        ];
        for line in &self.lines {
            needs.push((&line.name, ("tên hàng", "name of the goods")));
            needs.push((&line.unit, ("đơn vị tính", "unit")));
        }
        needs
    }
}
