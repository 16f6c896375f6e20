//! The JSON API of the ledger, over axum.
//!
//! A request goes one way: the route table ([`router()`]), the extractors (who, which fund, which command, what),
//! the books, and back as a wire type or a [`wire::Problem`]. Nothing here decides anything about money: the rules are
//! the domain's, the order of things is the ledger's. Nothing here reads the environment or a clock for the books.
//!
//! The binary opens the books, makes an [`AppState`], merges other routers with [`router()`] and calls [`serve()`].

mod answers;
mod auth;
mod config;
mod cursor;
mod edge;
mod extract;
mod front;
mod guard;
mod language;
mod metrics;
mod openapi;
mod page;
mod problem;
mod rights;
mod router;
mod routes;
mod serve;
mod state;
mod summaries;
mod tag;
pub mod tlog;

pub use config::Config;
pub use language::Language;
pub use openapi::document;
pub use rights::rights;
pub use router::router;
pub use serve::{serve, serve_alone};
pub use state::{AppState, Statements};
pub use tlog::Logs;
