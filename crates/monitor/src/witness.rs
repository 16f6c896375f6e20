//! The witness (C2SP tlog-witness): it remembers the last checkpoint of every log it knows and cosigns a newer one only
//! if that extends it. Who has its cosignature knows that the log showed everybody the same history.
//!
//! [`judge`] decides, from values alone; [`Witness`] keeps what was cosigned on the disk before anybody is answered;
//! [`router`] speaks HTTP. Nothing here looks at what the entries say.

mod http;
mod judge;
mod keep;
mod known;
mod refusal;

pub use http::router;
pub use judge::judge;
pub use keep::{Outlook, Witness};
pub use known::{Known, KnownError};
pub use refusal::Refusal;

#[cfg(test)]
mod tests;
