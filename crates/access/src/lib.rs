//! Who works with the books: people, their passwords and second factors, sessions, roles by fund, lock-out, recovery, and
//! the access log, which is a log of the same kind as the books' own.
//!
//! Two things lie in `<data>/access`. `log/` is an [`event_log`] of what happened to access: who was given which role, who
//! signed in, who opened names. It names people by pseudonyms (`t-1a2b3c4d`) and holds no personal data. `people.json`,
//! which only its owner reads, holds what the log must not: names, sign-in names, password hashes, secrets of factors. What
//! somebody may do is the fold of the log ([`State`]), never a line of the file.
//!
//! The command line works beside a running server, which holds the log. It leaves its events in the file, and the server
//! takes them over at its next look; so file and log change together, whoever writes.
//!
//! Who signs in through an identity provider is who linked themselves to it: the provider says who, and never what they may do.
//!
//! The crate knows no HTTP, no cookie and no page. Its calls block: computing a password's hash takes some 30 ms.

mod access;
mod codes;
mod digest;
mod durable;
mod error;
mod event;
mod factor;
mod gate;
mod log;
mod manage;
mod passkeys;
mod password;
mod people;
mod person;
mod policy;
mod recovery;
mod seal;
mod seen;
mod sessions;
mod sign_in;
mod signed;
mod state;
#[cfg(feature = "testing")]
pub mod testing;
mod throttle;
mod tokens;

pub use access::Access;
pub use error::{AccessError, Refusal};
pub use event::{AccessEvent, By, Seen, Stored, Why};
pub use factor::{FactorOffer, totp_at};
pub use manage::{Device, Link, Listed};
pub use passkeys::{Asked, Passkey, PasskeyRefusal, Site};
pub use person::PersonId;
pub use policy::Policy;
pub use recovery::Granted;
pub use sessions::{NewSession, SessionSecret, form_token, form_token_fits};
pub use sign_in::{Credentials, Entered, Place, SecondStep, SignInError, Vouched};
pub use signed::{Grant, Signed};
pub use state::{Recovery, Standing, State};
pub use tokens::{Identity, Secret, TOKEN_ROLES, Token, TokenError, TokenStore};
