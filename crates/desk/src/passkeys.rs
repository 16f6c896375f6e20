//! Where a browser gives out passkeys: at the one address that they are bound to. Elsewhere the pages say which it is.

use axum::http::header::HOST;

use crate::hall::Caller;

/// Whether passkeys can be used at the address that the browser has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Here {
    /// They can.
    Usable,
    /// There.
    At(String),
    /// The house has no address for them.
    Nowhere,
}

impl Here {
    pub(crate) fn of(caller: &Caller) -> Self {
        let host = caller.headers.get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match &caller.desk.door.access.policy().site {
            None => Self::Nowhere,
            Some(site) if site.is_at(host) => Self::Usable,
            Some(site) => Self::At(site.address(host)),
        }
    }

    pub(crate) fn usable(&self) -> bool {
        *self == Self::Usable
    }
}
