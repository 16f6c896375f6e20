//! What happened: gifts in kind: items, lots, warehouses; received, moved, counted, issued, written off. Stored for ever; fields stand in alphabetical order.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::{DonorKind, Earmark};
use crate::ids::{
    BoxCode, Code, CountNo, Digest, GoodsReceiptNo, IssueNo, LotNo, RequestNo, RowNo, ShipmentNo,
};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::{ItemQuantity, Quantity};
use crate::relief::{AllocationLine, Recipient};
use crate::voucher::VoucherNo;

use super::values::{
    ArrivedLine, CountedLine, GoodsSource, LotLine, ReceivedLine, Unit, UnpackedLine, ValueSource,
    WriteOffReason,
};

/// Gifts in kind: items, lots, warehouses; received, moved, counted, issued, written off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// An item of the catalogue.
    ItemDeclared(ItemDeclared),
    /// An item that is made of others.
    KitDefined(KitDefined),
    /// A place where goods lie.
    WarehouseOpened(WarehouseOpened),
    /// Goods came in.
    GoodsReceived(GoodsReceived),
    /// Goods went out to those they are meant for.
    GoodsIssued(GoodsIssued),
    /// Goods left for another warehouse.
    GoodsSent(GoodsSent),
    /// They arrived, less what is missing or broken, more what nobody had counted.
    GoodsArrived(GoodsArrived),
    /// A warehouse, or some lots of it, were counted.
    StockCounted(StockCounted),
    /// Goods are no longer there to be given: expired, spoiled, lost.
    GoodsWrittenOff(GoodsWrittenOff),
    /// A lot's value was wrong, or has a better source.
    LotRevalued(LotRevalued),
    /// Kits were packed.
    KitsMade(KitsMade),
    /// Kits were opened again.
    KitsUnmade(KitsUnmade),
    /// A goods-received note was wrong: its negative stands beside it.
    GoodsReceiptReversed(GoodsReceiptReversed),
    /// A goods-issue note was wrong, or goods came back: its negative stands beside it.
    GoodsIssueReversed(GoodsIssueReversed),
}

impl Event {
    /// The voucher that the event is.
    pub fn voucher(&self) -> Option<VoucherNo> {
        match self {
            Self::GoodsReceived(event) => Some(event.voucher),
            Self::GoodsIssued(event) => Some(event.voucher),
            Self::GoodsSent(event) => Some(event.voucher),
            Self::StockCounted(event) => Some(event.voucher),
            Self::GoodsWrittenOff(event) => Some(event.voucher),
            Self::LotRevalued(event) => Some(event.voucher),
            Self::GoodsReceiptReversed(event) => Some(event.voucher),
            Self::GoodsIssueReversed(event) => Some(event.voucher),
            Self::ItemDeclared(_)
            | Self::KitDefined(_)
            | Self::WarehouseOpened(_)
            | Self::GoodsArrived(_)
            | Self::KitsMade(_)
            | Self::KitsUnmade(_) => None,
        }
    }

    /// The vault row that the event refers to.
    pub fn row(&self) -> Option<RowNo> {
        match self {
            Self::GoodsReceived(event) => event.row,
            Self::GoodsIssued(event) => event.row,
            Self::GoodsArrived(event) => event.row,
            Self::StockCounted(event) => event.row,
            Self::GoodsReceiptReversed(event) => event.row,
            Self::GoodsIssueReversed(event) => event.row,
            Self::ItemDeclared(_)
            | Self::KitDefined(_)
            | Self::WarehouseOpened(_)
            | Self::GoodsSent(_)
            | Self::GoodsWrittenOff(_)
            | Self::LotRevalued(_)
            | Self::KitsMade(_)
            | Self::KitsUnmade(_) => None,
        }
    }
}

/// See [`Event::ItemDeclared`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemDeclared {
    /// Its smallest unit: g, piece, ml. Quantities count this.
    pub base: Code,
    /// Food, water, medicine, tools.
    pub category: Code,
    /// Its code.
    pub item: Code,
    /// Below this in all warehouses it is scarce.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Quantity>,
    /// Its name.
    pub name: String,
    /// Whether a lot needs an expiry day.
    pub perishable: bool,
    /// Bigger units, each a whole number of the base unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Unit>,
}

/// See [`Event::KitDefined`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KitDefined {
    /// What one piece holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<ItemQuantity>,
    /// The kit, an item counted in pieces.
    pub kit: Code,
}

/// See [`Event::WarehouseOpened`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WarehouseOpened {
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Code>,
    /// Its name.
    pub name: String,
    /// Its code.
    pub warehouse: Code,
}

/// See [`Event::GoodsReceived`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoodsReceived {
    /// Held for somebody else and passed through; not the fund's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custody: Option<Party>,
    /// Who gave; of no matter for purchases.
    pub donor: DonorKind,
    /// What they are tied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
    /// The paper that shows the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Digest>,
    /// What came, one lot each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<ReceivedLine>,
    /// Running number.
    pub receipt: GoodsReceiptNo,
    /// Name of the giver in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// Gift, purchase, opening.
    pub source: GoodsSource,
    /// The goods-received note.
    pub voucher: VoucherNo,
    /// Where they lie; `direct` where they never touch a warehouse.
    pub warehouse: Code,
}

/// See [`Event::GoodsIssued`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoodsIssued {
    /// The allocation that they are part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allocation: Option<AllocationLine>,
    /// The code on the box or truck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub box_code: Option<BoxCode>,
    /// Spending head.
    pub head: Code,
    /// Running number.
    pub issue: IssueNo,
    /// What went out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LotLine>,
    /// Who gets what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Recipient>,
    /// The approved request; none where they never touched a warehouse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestNo>,
    /// Who took them over, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// Who takes them over.
    pub to: Party,
    /// The goods-issue note.
    pub voucher: VoucherNo,
    /// Where they lay.
    pub warehouse: Code,
}

/// See [`Event::GoodsSent`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoodsSent {
    /// The code on the truck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub box_code: Option<BoxCode>,
    /// Where they lay.
    pub from: Code,
    /// What was loaded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LotLine>,
    /// Running number.
    pub shipment: ShipmentNo,
    /// Where they go.
    pub to: Code,
    /// The goods-issue note.
    pub voucher: VoucherNo,
}

/// See [`Event::GoodsArrived`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoodsArrived {
    /// What was unloaded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<ArrivedLine>,
    /// Remark in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// Which.
    pub shipment: ShipmentNo,
}

/// See [`Event::StockCounted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StockCounted {
    /// Running number.
    pub count: CountNo,
    /// The signed minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Digest>,
    /// Lots whose number was taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<CountedLine>,
    /// Cause of differences, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The minutes' number.
    pub voucher: VoucherNo,
    /// Which.
    pub warehouse: Code,
}

/// See [`Event::GoodsWrittenOff`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoodsWrittenOff {
    /// Which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LotLine>,
    /// Why.
    pub reason: WriteOffReason,
    /// The approved request.
    pub request: RequestNo,
    /// The goods-issue note.
    pub voucher: VoucherNo,
    /// Where they lay.
    pub warehouse: Code,
}

/// See [`Event::LotRevalued`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotRevalued {
    /// What the value grows or falls by.
    pub difference: Vnd,
    /// The paper that shows it.
    pub evidence: Digest,
    /// The lot.
    pub lot: LotNo,
    /// Where the new value is from.
    pub source: ValueSource,
    /// The correction voucher.
    pub voucher: VoucherNo,
}

/// See [`Event::KitsMade`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KitsMade {
    /// What they are tied to, like all that went in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
    /// The first expiry day of what is in them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry: Option<Date>,
    /// The kit.
    pub kit: Code,
    /// What went into them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LotLine>,
    /// The lot that they are.
    pub lot: LotNo,
    /// How many.
    pub quantity: Quantity,
    /// What they are worth: the sum of what went in.
    pub value: Vnd,
    /// Where.
    pub warehouse: Code,
}

/// See [`Event::KitsUnmade`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KitsUnmade {
    /// The lot of kits.
    pub kit: LotNo,
    /// The lots that came out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<UnpackedLine>,
    /// How many kits.
    pub quantity: Quantity,
    /// What they were worth.
    pub value: Vnd,
    /// Where.
    pub warehouse: Code,
}

/// See [`Event::GoodsReceiptReversed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoodsReceiptReversed {
    /// Lots, with negative quantities and values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LotLine>,
    /// Why.
    pub reason: Code,
    /// The note.
    pub receipt: GoodsReceiptNo,
    /// Explanation in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The correction voucher.
    pub voucher: VoucherNo,
    /// Where they lay.
    pub warehouse: Code,
}

/// See [`Event::GoodsIssueReversed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoodsIssueReversed {
    /// The note.
    pub issue: IssueNo,
    /// Lots, with negative quantities and values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LotLine>,
    /// Why.
    pub reason: Code,
    /// Explanation in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The correction voucher.
    pub voucher: VoucherNo,
    /// Where they lie again.
    pub warehouse: Code,
}
