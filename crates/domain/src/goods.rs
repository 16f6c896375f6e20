//! Gifts in kind: items, lots and warehouses.
//!
//! The way of every part: `command.rs` says what is asked, `decide.rs` answers with facts of `event.rs` or a refusal of
//! `refusal.rs`, and `state.rs` folds what the rules need to know.

mod command;
mod decide;
mod event;
mod refusal;
mod state;
mod units;
mod values;

pub use command::{
    Command, CountStock, DeclareItem, DefineKit, DeliverDirectly, IssueGoods, MakeKits, OpenWarehouse,
    ReceiveGoods, RevalueLot, ReverseGoodsIssue, ReverseGoodsReceipt, SendGoods, UnloadGoods, UnmakeKits,
    WriteOffGoods,
};
pub(crate) use decide::{decide, held_for};
pub use event::{
    Event, GoodsArrived, GoodsIssueReversed, GoodsIssued, GoodsReceiptReversed, GoodsReceived, GoodsSent,
    GoodsWrittenOff, ItemDeclared, KitDefined, KitsMade, KitsUnmade, LotRevalued, StockCounted,
    WarehouseOpened,
};
pub use refusal::Refusal;
pub use state::{Issue, Item, Lot, Receipt, Shipment, State, Warehouse};
pub use units::unit_name;
pub use values::{
    ArrivedEntry, ArrivedLine, Condition, CountEntry, CountedLine, GoodsSource, LotLine, PickLine,
    ReceivedEntry, ReceivedLine, Unit, UnpackedLine, ValueSource, WriteOffReason,
};
