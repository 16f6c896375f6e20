//! What happened: personal data erased, consent given and withdrawn, what an account publishes. Stored for ever; fields
//! stand in alphabetical order. No event of this part names a row of its own.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, ErasureNo, ReceiptNo};

use super::values::{Denial, Ground, How, Kept, KeyOf, Publication, Showing, Subject};

/// Personal data: erasure, consent, publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Somebody's data are to be erased: an answer is due.
    ErasureRequested(ErasureRequested),
    /// It is granted: what is named here is erased, now or as soon as the program runs again.
    ErasureGranted(ErasureGranted),
    /// It is refused.
    ErasureRefused(ErasureRefused),
    /// Keys and rows of what was granted are gone.
    ErasureDone(ErasureDone),
    /// A giver consents to be listed.
    ConsentGiven(ConsentGiven),
    /// A giver does not want to be listed, or wants less to be shown.
    ConsentWithdrawn(ConsentWithdrawn),
    /// Other gifts of an account are listed from now on.
    PublicationChanged(PublicationChanged),
}

/// See [`Event::ErasureRequested`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErasureRequested {
    /// The day on which it was asked for.
    pub asked_on: Date,
    /// Running number.
    pub erasure: ErasureNo,
    /// Why they are to be erased.
    pub ground: Ground,
    /// Whose data.
    pub subject: Subject,
}

/// See [`Event::ErasureGranted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErasureGranted {
    /// The request.
    pub erasure: ErasureNo,
    /// What stays for now, until when and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Kept>,
    /// The receipts whose name and memo are no longer shown to anybody outside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub receipts: Vec<ReceiptNo>,
    /// What goes: which classes of which rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<KeyOf>,
}

/// See [`Event::ErasureRefused`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErasureRefused {
    /// The request.
    pub erasure: ErasureNo,
    /// Why.
    pub reason: Denial,
}

/// See [`Event::ErasureDone`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErasureDone {
    /// The request.
    pub erasure: ErasureNo,
    /// The keys that were destroyed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<KeyOf>,
}

/// See [`Event::ConsentGiven`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentGiven {
    /// The day on which it was given.
    pub given_on: Date,
    /// How.
    pub how: How,
    /// The receipt.
    pub receipt: ReceiptNo,
    /// How much may be shown; name and memo in events of schemas before 5.
    #[serde(default, skip_serializing_if = "Showing::is_all")]
    pub show: Showing,
}

/// See [`Event::ConsentWithdrawn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentWithdrawn {
    /// How it was said.
    pub how: How,
    /// The receipt.
    pub receipt: ReceiptNo,
    /// What may still be shown; none is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show: Option<Showing>,
}

/// See [`Event::PublicationChanged`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicationChanged {
    /// The account.
    pub account: AccountId,
    /// What is listed from now on.
    pub publication: Publication,
}
