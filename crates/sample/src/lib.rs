//! A believable relief campaign from a seed, for the demo, tests and benchmarks. The same seed gives the same bytes.
//!
//! The setting is Đồng Tháp in the autumn of 2021. Every name is put together from lists of common words and every
//! number is drawn, so no row is anyone's. The difficulties of real statements are built in: reused document numbers,
//! twins, wrapped and empty memos, amounts printed over the memo, fees, missing names, phone numbers in memos, and a
//! second statement of each account that overlaps the first and prints memos masked, cut and wrapped elsewhere.

mod amounts;
mod campaign;
mod memos;
mod names;
mod print;
mod random;
mod truth;
pub mod year;

pub use campaign::{Account, Campaign, CashReceipt, Expected, Identification, StatementFile};
pub use print::statement;
