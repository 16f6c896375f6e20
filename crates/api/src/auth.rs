//! Who may call what. A handler says it in its signature (`Allowed<Treasurer>`), and this is the only place that
//! looks at a token; a test tries every role on every route.

use std::marker::PhantomData;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::Actor;

use crate::problem::Problem;
use crate::state::AppState;
use crate::tokens::Role;

/// A set of roles, as a type.
pub(crate) trait Permission {
    /// The roles.
    const ROLES: &'static [Role];
}

macro_rules! permission {
    ($(#[$doc:meta])* $name:ident, $($role:ident),+) => {
        $(#[$doc])*
        pub(crate) struct $name;

        impl Permission for $name {
            const ROLES: &'static [Role] = &[$(Role::$role),+];
        }
    };
}

permission!(
    /// Opens and closes funds. Does not book money: who appoints the treasurer is not the treasurer.
    Admin, Admin
);
permission!(
    /// Sets up accounts.
    Keeper, Admin, Treasurer
);
permission!(
    /// Books money.
    Treasurer, Treasurer
);
permission!(
    /// Reads the log itself.
    Auditor, Auditor
);
permission!(
    /// Everybody with a token: sees names.
    Staff, Admin, Auditor, Treasurer
);

/// The caller holds a valid token of one of `P`'s roles.
pub(crate) struct Allowed<P> {
    /// Who it is, as events name them.
    pub(crate) actor: Actor,
    roles: PhantomData<P>,
}

impl<P: Permission> FromRequestParts<AppState> for Allowed<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let bearer = bearer(parts).ok_or_else(Problem::unauthenticated)?;
        let identity = state.tokens().identify(bearer)?.ok_or_else(Problem::unauthenticated)?;
        if P::ROLES.contains(&identity.role) {
            Ok(Self { actor: identity.actor, roles: PhantomData })
        } else {
            Err(Problem::forbidden(P::ROLES))
        }
    }
}

/// No token is fine, a wrong one is not.
impl<P: Permission> OptionalFromRequestParts<AppState> for Allowed<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, Problem> {
        if !parts.headers.contains_key(AUTHORIZATION) {
            return Ok(None);
        }
        <Self as FromRequestParts<AppState>>::from_request_parts(parts, state).await.map(Some)
    }
}

fn bearer(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts.headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
