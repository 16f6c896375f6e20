//! The public pages: server-rendered, Vietnamese first with English beside it, over the ledger's views.
//!
//! Every page works without JavaScript and loads nothing from elsewhere. No rule lives here: a page asks the
//! ledger, turns what it got into texts ([`pages`]) and lays them out (`templates/`). Style lives in one CSS
//! file; a page carries no inline style or script, so the content security policy needs no `unsafe-inline`.

mod assets;
pub mod chart;
mod export;
pub mod feed;
pub mod format;
mod lang;
pub mod link;
mod live;
pub mod outline;
pub mod pages;
mod serve;
pub mod text;
pub mod words;

pub use assets::Asset;
pub use export::Reporter;
pub use lang::Lang;
pub use live::Live;
pub use serve::{Given, Papers, around, file, router, router_with};
