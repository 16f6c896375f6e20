//! Who may call what. A handler says it in its signature (`Allowed<Treasurer>`), and this is the only place that
//! looks at a token or, for reading, at the session of somebody who has signed in on the pages; a test tries every role on
//! every route.

mod session;

use std::marker::PhantomData;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::{Action, Actor, Rejection, Role, Sight};

use crate::problem::of_tokens;
use crate::state::AppState;
use access::Seen;
use wire::Problem;

/// A right, as a type.
pub(crate) trait Permission {
    /// What it is a right to.
    const RIGHT: Right;
    /// What of personal data whoever uses it gets to see: the access log tells of it.
    const SEEN: Option<Seen> = None;
}

/// What somebody asks to do.
pub(crate) enum Right {
    /// To change the books: the domain's table says who may.
    Do(Action),
    /// To read what the public does not: the domain's other table.
    Read(Sight),
}

impl Right {
    fn check(&self, role: Role) -> Result<(), Problem> {
        match *self {
            Self::Do(action) if !action.roles().contains(&role) => {
                Err(Rejection::NotAllowed { role: role.name().to_owned(), action }.into())
            }
            Self::Read(sight) if !sight.roles().contains(&role) => Err(Problem::forbidden(sight.roles())),
            Self::Do(_) | Self::Read(_) => Ok(()),
        }
    }
}

/// The rights that handlers name.
pub(crate) mod may {
    use super::{Action, Permission, Right, Seen, Sight};

    macro_rules! rights {
        ($($(#[$doc:meta])* $name:ident = $right:expr $(, $seen:expr)?;)+) => {$(
            $(#[$doc])*
            pub(crate) struct $name;

            impl Permission for $name {
                const RIGHT: Right = $right;
                $(const SEEN: Option<Seen> = Some($seen);)?
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
        OpenReceipts = Right::Read(Sight::OwnCopies), Seen::PrivateCopy;
        /// Papers with names on them.
        ReadPapers = Right::Read(Sight::Papers), Seen::Paper;
        /// Papers with names of givers on them.
        ReadGiversPapers = Right::Read(Sight::Givers), Seen::Paper;
        /// Who gave.
        ReadGivers = Right::Read(Sight::Givers);
        /// What people outside say.
        ReadInbox = Right::Read(Sight::Inbox);
        /// Read the log itself.
        ReadLog = Right::Read(Sight::Log);
        /// Everybody with a token; names of givers are masked for those who may not read them.
        Staff = Right::Read(Sight::Books);
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
        let actor = if parts.headers.contains_key(AUTHORIZATION) {
            let bearer = bearer(parts).ok_or_else(Problem::unauthenticated)?;
            let identity = state.tokens().identify(bearer).map_err(|error| of_tokens(&error))?;
            let identity = identity.ok_or_else(Problem::unauthenticated)?;
            P::RIGHT.check(identity.role)?;
            identity.actor
        } else {
            session::actor(parts, state, &P::RIGHT).await?
        };
        if let Some(what) = P::SEEN {
            session::note(parts, state, &actor, what).await?;
        }
        Ok(Self { actor, right: PhantomData })
    }
}

/// No token is fine, a wrong one is not.
impl<P: Permission> OptionalFromRequestParts<AppState> for Allowed<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, Problem> {
        if parts.headers.contains_key(AUTHORIZATION) {
            return <Self as FromRequestParts<AppState>>::from_request_parts(parts, state).await.map(Some);
        }
        // A session that is over is as good as none here.
        Ok(<Self as FromRequestParts<AppState>>::from_request_parts(parts, state).await.ok())
    }
}

fn bearer(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts.headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
