//! What a request carries, read once into values: bodies, parameters, the fund, the command's id. Every refusal
//! is a [`wire::Problem`] that names the field; axum's own extractors and their plain texts are not used.

mod body;
mod fund;
mod idempotency;
mod json;
mod query;

pub(crate) use body::read;
pub(crate) use fund::{BoxName, Fund, Number, Position, ReportName, Voucher};
pub(crate) use idempotency::CommandId;
pub(crate) use json::{ApiJson, LongJson};
pub(crate) use query::ApiQuery;
