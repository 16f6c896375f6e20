//! What was asked of the books, and what became of it.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::{
    AllocationNo, BoxCode, CountNo, ErasureNo, FindingNo, GoodsReceiptNo, IssueNo, LotNo, MessageNo, MoveNo,
    NeedNo, PaymentNo, PledgeNo, QuarantineNo, ReceiptNo, RequestNo, ShipmentNo, VoucherNo,
};
use jiff::Timestamp;
use ledger::Outcome;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

macro_rules! things {
    ($($(#[$doc:meta])* $kind:ident($id:ident)),+ $(,)?) => {
        /// A thing of the books, by its number or code.
        #[derive(Serialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum Thing {
            $($(#[$doc])* $kind($id)),+
        }

        impl From<ledger::Thing> for Thing {
            fn from(made: ledger::Thing) -> Self {
                match made {
                    $(ledger::Thing::$kind(id) => Self::$kind(id)),+
                }
            }
        }
    };
}

things!(
    /// A decision to allocate.
    Allocation(AllocationNo),
    /// A code on a box or truck.
    BoxCode(BoxCode),
    /// A count of cash.
    CashCount(CountNo),
    /// A request to erase personal data.
    Erasure(ErasureNo),
    /// A finding of the supervision.
    Finding(FindingNo),
    /// Goods received.
    GoodsReceipt(GoodsReceiptNo),
    /// Goods issued.
    Issue(IssueNo),
    /// A lot of goods.
    Lot(LotNo),
    /// A message from outside.
    Message(MessageNo),
    /// Money on its way between accounts.
    Movement(MoveNo),
    /// A need.
    Need(NeedNo),
    /// A payment.
    Payment(PaymentNo),
    /// A pledge.
    Pledge(PledgeNo),
    /// A request.
    Request(RequestNo),
    /// Goods on their way between warehouses.
    Shipment(ShipmentNo),
    /// A count of goods.
    StockCount(CountNo),
    /// A voucher.
    Voucher(VoucherNo),
);

/// The entry that a command made. Everything it says is on disk.
#[derive(Serialize, ToSchema)]
#[schema(as = Entry)]
pub(crate) struct Entered {
    /// The command: the `Idempotency-Key`, or the one made for it.
    #[schema(value_type = String, format = "uuid")]
    command: Uuid,
    /// Position of its first event in the fund's log.
    first: u64,
    /// How many events it caused.
    count: u64,
    /// When the books took it.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Timestamp,
    /// The receipt that it made, reversed or identified.
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<u64>,
    /// The quarantined line that it settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    quarantine: Option<u64>,
    /// What it made, by number or code; the first twenty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    made: Vec<Thing>,
    /// How many things it made, where those are more than are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    made_in_all: Option<u64>,
    #[serde(skip)]
    replayed: bool,
}

impl From<Outcome> for Entered {
    fn from(outcome: Outcome) -> Self {
        Self {
            command: outcome.command,
            first: outcome.first,
            count: outcome.count,
            recorded_at: outcome.recorded_at,
            receipt: outcome.receipt.map(ReceiptNo::get),
            quarantine: outcome.quarantine.map(QuarantineNo::get),
            made_in_all: Some(outcome.made_in_all).filter(|all| *all > outcome.made.len() as u64),
            made: outcome.made.into_iter().map(Thing::from).collect(),
            replayed: outcome.replayed,
        }
    }
}

/// The same answer to the same command; the header alone tells that it was given before.
impl IntoResponse for Entered {
    fn into_response(self) -> Response {
        let replayed = self.replayed;
        let mut response = (StatusCode::CREATED, Json(self)).into_response();
        if replayed {
            response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}
