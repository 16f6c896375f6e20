//! Who somebody is, as the identity provider of their organisation says: OpenID Connect, authorisation code with PKCE.
//!
//! A [`Provider`] says who: an issuer, a subject, and whether it asked for a second factor that the configuration counts.
//! It never says what they may do, and it is asked for nothing else: no name, no address, no group. What was begun and not
//! finished lies in [`Attempts`], one use each, bound to the browser that began it.
//!
//! The crate knows no page, no cookie and no person of the house. Its calls block: they ask over the network, for some
//! seconds at most.

mod attempts;
mod checked;
mod fetch;
mod provider;
mod refused;
mod settings;
#[cfg(feature = "testing")]
pub mod testing;

pub use attempts::{Attempts, Begun};
pub use provider::{Answer, Provider, Who};
pub use refused::Refused;
pub use settings::{Secret, Settings, SettingsError};
