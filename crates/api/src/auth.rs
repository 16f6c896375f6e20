//! Who may call what. A handler says it in its signature (`Allowed<Treasurer>`), and this is the only place that
//! looks at a token; a test tries every role on every route.

use std::marker::PhantomData;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::{Action, Actor, Rejection, Role};

use crate::state::AppState;
use crate::tokens::TOKEN_ROLES;
use wire::Problem;

/// A right, as a type.
pub(crate) trait Permission {
    /// What it is a right to.
    const RIGHT: Right;
}

/// What somebody asks to do.
pub(crate) enum Right {
    /// To change the books: the domain's table says who may.
    Do(Action),
    /// To read what the public does not.
    Read(&'static [Role]),
}

impl Right {
    fn check(&self, role: Role) -> Result<(), Problem> {
        match *self {
            Self::Do(action) if !action.roles().contains(&role) => {
                Err(Rejection::NotAllowed { role: role.name().to_owned(), action }.into())
            }
            Self::Read(roles) if !roles.contains(&role) => Err(Problem::forbidden(roles)),
            Self::Do(_) | Self::Read(_) => Ok(()),
        }
    }
}

/// The rights that handlers name.
pub(crate) mod may {
    use super::{Action, Permission, Right, Role, TOKEN_ROLES};

    macro_rules! rights {
        ($($(#[$doc:meta])* $name:ident = $right:expr;)+) => {$(
            $(#[$doc])*
            pub(crate) struct $name;

            impl Permission for $name {
                const RIGHT: Right = $right;
            }
        )+};
    }

    rights!(
        /// See [`Action::OpenFund`].
        OpenFund = Right::Do(Action::OpenFund);
        /// See [`Action::ManageAccounts`].
        ManageAccounts = Right::Do(Action::ManageAccounts);
        /// See [`Action::RecordGifts`].
        RecordGifts = Right::Do(Action::RecordGifts);
        /// See [`Action::CorrectGifts`].
        CorrectGifts = Right::Do(Action::CorrectGifts);
        /// See [`Action::ImportStatements`].
        ImportStatements = Right::Do(Action::ImportStatements);
        /// Give donors the copy of a receipt that opens their own data.
        OpenReceipts = Right::Read(&[Role::ChiefAccountant, Role::Treasurer]);
        /// Read the log itself.
        ReadLog = Right::Read(&[Role::Auditor]);
        /// Everybody with a token: sees names.
        Staff = Right::Read(&TOKEN_ROLES);
    );
}

/// The caller holds a valid token of a role that has the right `P`.
pub(crate) struct Allowed<P> {
    /// Who it is, as events name them.
    pub(crate) actor: Actor,
    right: PhantomData<P>,
}

impl<P: Permission> FromRequestParts<AppState> for Allowed<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let bearer = bearer(parts).ok_or_else(Problem::unauthenticated)?;
        let identity = state.tokens().identify(bearer)?.ok_or_else(Problem::unauthenticated)?;
        P::RIGHT.check(identity.role)?;
        Ok(Self { actor: identity.actor, right: PhantomData })
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
