//! What is asked: erasure of personal data, consent to be listed, what an account publishes. A command is also the body of
//! its request over HTTP.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, ErasureNo, ReceiptNo};
use crate::rights::Action;

use super::values::{Denial, Ground, Held, How, Publication, Showing, Subject};

/// Personal data: erasure, consent, publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Take up a request to erase somebody's data.
    RequestErasure(RequestErasure),
    /// Grant it: what may go goes at once, and for good.
    GrantErasure(GrantErasure),
    /// Refuse it.
    RefuseErasure(RefuseErasure),
    /// Say that a giver consents to be listed, and how much is shown.
    GiveConsent(GiveConsent),
    /// Say that a giver does not want to be listed, or no longer, or wants less to be shown.
    WithdrawConsent(WithdrawConsent),
    /// Say which gifts of an account are listed from now on.
    ChangePublication(ChangePublication),
}

impl Command {
    /// What kind of command it is, as far as rights go.
    pub fn action(&self) -> Action {
        match self {
            Self::RequestErasure(_) => Action::AskErasure,
            Self::GrantErasure(_) | Self::RefuseErasure(_) => Action::DecideErasure,
            Self::GiveConsent(_) => Action::KeepConsents,
            Self::WithdrawConsent(_) => Action::WithdrawConsents,
            Self::ChangePublication(_) => Action::ManageAccounts,
        }
    }
}

/// See [`Command::RequestErasure`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RequestErasure {
    /// The day on which it was asked for; the business day where nothing is said. The days to answer count from it.
    #[serde(default)]
    pub asked_on: Option<Date>,
    /// Why they are to be erased.
    pub ground: Ground,
    /// Whose data.
    pub subject: Subject,
}

/// See [`Command::GrantErasure`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GrantErasure {
    /// The request.
    pub erasure: ErasureNo,
    /// What the vault holds of its subject; filled in from the books, never by whoever asks.
    #[serde(skip)]
    pub held: Vec<Held>,
}

/// See [`Command::RefuseErasure`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefuseErasure {
    /// The request.
    pub erasure: ErasureNo,
    /// Why.
    pub reason: Denial,
}

/// That what was granted is done. No request of a person: the books give it when keys and rows are gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CompleteErasure {
    /// The business day.
    pub effective_on: Date,
    /// The request.
    pub erasure: ErasureNo,
}

/// See [`Command::GiveConsent`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GiveConsent {
    /// The day on which it was given; the business day where nothing is said.
    #[serde(default)]
    pub given_on: Option<Date>,
    /// How.
    pub how: How,
    /// The receipt.
    pub receipt: ReceiptNo,
    /// How much may be shown: name and memo where nothing is said.
    #[serde(default, skip_serializing_if = "Showing::is_all")]
    pub show: Showing,
}

/// See [`Command::WithdrawConsent`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithdrawConsent {
    /// How it was said.
    pub how: How,
    /// The receipt.
    pub receipt: ReceiptNo,
    /// What may still be shown; nothing where nothing is said: the gift is in the sums only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show: Option<Showing>,
}

/// See [`Command::ChangePublication`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePublication {
    /// The account.
    pub account: AccountId,
    /// What is listed from now on.
    pub publication: Publication,
}
