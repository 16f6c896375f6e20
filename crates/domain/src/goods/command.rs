//! What is asked: gifts in kind: items, lots, warehouses; received, moved, counted, issued, written off. A command is also the body of its request over HTTP.

use serde::{Deserialize, Serialize};

use crate::event::{DonorKind, Earmark};
use crate::ids::{Code, Digest, GoodsReceiptNo, IssueNo, LotNo, RequestNo, RowNo, ShipmentNo};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::{ItemQuantity, Quantity};
use crate::relief::{AllocationLine, Recipient};
use crate::rights::Action;

use super::values::{ArrivedEntry, CountEntry, GoodsSource, PickLine, ReceivedEntry, Unit, ValueSource};

/// Gifts in kind: items, lots, warehouses; received, moved, counted, issued, written off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Take up an item of the catalogue, or its new units.
    DeclareItem(DeclareItem),
    /// Say what a kit is made of.
    DefineKit(DefineKit),
    /// Take up a warehouse.
    OpenWarehouse(OpenWarehouse),
    /// Record goods that came in.
    ReceiveGoods(ReceiveGoods),
    /// Record a gift that never touches a warehouse: received and issued in one step.
    DeliverDirectly(DeliverDirectly),
    /// Hand out what an approved request says.
    IssueGoods(IssueGoods),
    /// Send goods to another warehouse.
    SendGoods(SendGoods),
    /// Record what arrived.
    UnloadGoods(UnloadGoods),
    /// Record a count.
    CountStock(CountStock),
    /// Take out of stock what an approved request says.
    WriteOffGoods(WriteOffGoods),
    /// Give a lot another value.
    RevalueLot(RevalueLot),
    /// Pack kits.
    MakeKits(MakeKits),
    /// Open kits again.
    UnmakeKits(UnmakeKits),
    /// Set a wrong goods-received note's negative beside it.
    ReverseGoodsReceipt(ReverseGoodsReceipt),
    /// Set a wrong goods-issue note's negative beside it.
    ReverseGoodsIssue(ReverseGoodsIssue),
}

impl Command {
    /// What kind of command it is, as far as rights go.
    pub fn action(&self) -> Action {
        match self {
            Self::DeclareItem(_) | Self::DefineKit(_) | Self::OpenWarehouse(_) => Action::KeepCatalogue,
            Self::ReceiveGoods(_)
            | Self::DeliverDirectly(_)
            | Self::IssueGoods(_)
            | Self::SendGoods(_)
            | Self::UnloadGoods(_)
            | Self::WriteOffGoods(_)
            | Self::MakeKits(_)
            | Self::UnmakeKits(_) => Action::MoveGoods,
            Self::CountStock(_) => Action::CountGoods,
            Self::RevalueLot(_) | Self::ReverseGoodsReceipt(_) | Self::ReverseGoodsIssue(_) => {
                Action::CorrectGoods
            }
        }
    }

    /// Where the command names the vault row of its personal data.
    pub fn row_mut(&mut self) -> Option<&mut Option<RowNo>> {
        match self {
            Self::ReceiveGoods(command) => Some(&mut command.row),
            Self::DeliverDirectly(command) => Some(&mut command.row),
            Self::IssueGoods(command) => Some(&mut command.row),
            Self::UnloadGoods(command) => Some(&mut command.row),
            Self::CountStock(command) => Some(&mut command.row),
            Self::ReverseGoodsReceipt(command) => Some(&mut command.row),
            Self::ReverseGoodsIssue(command) => Some(&mut command.row),
            Self::DeclareItem(_)
            | Self::DefineKit(_)
            | Self::OpenWarehouse(_)
            | Self::SendGoods(_)
            | Self::WriteOffGoods(_)
            | Self::RevalueLot(_)
            | Self::MakeKits(_)
            | Self::UnmakeKits(_) => None,
        }
    }
}

/// See [`Command::DeclareItem`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclareItem {
    /// Its smallest unit.
    pub base: Code,
    /// Food, water, medicine, tools.
    pub category: Code,
    /// Its code.
    pub item: Code,
    /// Below this in all warehouses it is scarce.
    #[serde(default)]
    pub minimum: Option<Quantity>,
    /// Its name.
    pub name: String,
    /// Whether a lot needs an expiry day.
    pub perishable: bool,
    /// Bigger units.
    #[serde(default)]
    pub units: Vec<Unit>,
}

/// See [`Command::DefineKit`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DefineKit {
    /// What one piece holds.
    #[serde(default)]
    pub components: Vec<ItemQuantity>,
    /// The kit, an item counted in pieces.
    pub kit: Code,
}

/// See [`Command::OpenWarehouse`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenWarehouse {
    /// Where it stands.
    #[serde(default)]
    pub area: Option<Code>,
    /// Its name.
    pub name: String,
    /// Its code.
    pub warehouse: Code,
}

/// See [`Command::ReceiveGoods`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceiveGoods {
    /// Held for somebody else and passed through.
    #[serde(default)]
    pub custody: Option<Party>,
    /// Who gave; of no matter for purchases.
    pub donor: DonorKind,
    /// What they are tied to.
    #[serde(default)]
    pub earmark: Option<Earmark>,
    /// The paper that shows the value.
    #[serde(default)]
    pub evidence: Option<Digest>,
    /// What came.
    #[serde(default)]
    pub lines: Vec<ReceivedEntry>,
    /// Gift, purchase, opening.
    pub source: GoodsSource,
    /// Where they lie.
    pub warehouse: Code,
    /// Name of the giver in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::DeliverDirectly`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeliverDirectly {
    /// The allocation that it is part of.
    #[serde(default)]
    pub allocation: Option<AllocationLine>,
    /// Who gave.
    pub donor: DonorKind,
    /// What it is tied to.
    #[serde(default)]
    pub earmark: Option<Earmark>,
    /// The paper that shows value and delivery.
    #[serde(default)]
    pub evidence: Option<Digest>,
    /// Spending head.
    pub head: Code,
    /// What came and went.
    #[serde(default)]
    pub lines: Vec<ReceivedEntry>,
    /// Who got what.
    #[serde(default)]
    pub recipients: Vec<Recipient>,
    /// Who took it over.
    pub to: Party,
    /// Name of the giver in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::IssueGoods`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IssueGoods {
    /// The request.
    pub request: RequestNo,
    /// Who takes them over, in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::SendGoods`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendGoods {
    /// Where they lie.
    pub from: Code,
    /// What to load; without lots, what expires first goes first.
    #[serde(default)]
    pub lines: Vec<PickLine>,
    /// Where they go.
    pub to: Code,
}

/// See [`Command::UnloadGoods`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UnloadGoods {
    /// What was unloaded.
    #[serde(default)]
    pub lines: Vec<ArrivedEntry>,
    /// Remark in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
    /// Which.
    pub shipment: ShipmentNo,
}

/// See [`Command::CountStock`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CountStock {
    /// The signed minutes.
    #[serde(default)]
    pub evidence: Option<Digest>,
    /// Lots and what lay there.
    #[serde(default)]
    pub lines: Vec<CountEntry>,
    /// Cause of differences, in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
    /// Which.
    pub warehouse: Code,
}

/// See [`Command::WriteOffGoods`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteOffGoods {
    /// The request.
    pub request: RequestNo,
}

/// See [`Command::RevalueLot`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RevalueLot {
    /// The paper that shows it.
    pub evidence: Digest,
    /// The lot.
    pub lot: LotNo,
    /// Where the new value is from.
    pub source: ValueSource,
    /// What all of it that is left is worth.
    pub value: Vnd,
}

/// See [`Command::MakeKits`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MakeKits {
    /// What they are tied to: packed from lots of this very restriction only.
    #[serde(default)]
    pub earmark: Option<Earmark>,
    /// The kit.
    pub kit: Code,
    /// How many.
    pub quantity: Quantity,
    /// Where.
    pub warehouse: Code,
}

/// See [`Command::UnmakeKits`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UnmakeKits {
    /// The lot of kits.
    pub lot: LotNo,
    /// How many.
    pub quantity: Quantity,
    /// Where.
    pub warehouse: Code,
}

/// See [`Command::ReverseGoodsReceipt`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReverseGoodsReceipt {
    /// Why.
    pub reason: Code,
    /// The note.
    pub receipt: GoodsReceiptNo,
    /// Explanation in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::ReverseGoodsIssue`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReverseGoodsIssue {
    /// The note.
    pub issue: IssueNo,
    /// Why.
    pub reason: Code,
    /// Explanation in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}
