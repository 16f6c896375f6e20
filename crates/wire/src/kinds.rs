//! The closed lists of the API and what they are in the domain.

use domain::privacy::{Said, Showing};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident = $domain:ident { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "each is the domain's of that name")]
        pub enum $name {
            $($variant),+
        }

        impl From<$name> for domain::$domain {
            fn from(kind: $name) -> Self {
                match kind {
                    $($name::$variant => Self::$variant),+
                }
            }
        }

        impl From<domain::$domain> for $name {
            fn from(kind: domain::$domain) -> Self {
                match kind {
                    $(domain::$domain::$variant => Self::$variant),+
                }
            }
        }
    };
}

kinds!(
    /// Who gave, as far as the books say it. `unidentified`: nobody can tell yet what this credit is.
    Donor = DonorKind { Person, Organisation, Enterprise, Anonymous, Unidentified }
);
kinds!(
    /// Why a receipt is reversed. `other` needs an explanation.
    Reversal = ReversalReason { RecordedTwice, WrongAmount, WrongAccount, BankReturned, Other }
);
kinds!(
    /// Why a quarantined line is not booked. `already_recorded` needs the receipt that it doubles.
    Dismissal = DismissalReason { AlreadyRecorded, NoTransaction }
);
kinds!(
    /// Which way the money of a bank line goes.
    Direction = Direction { Credit, Debit }
);
kinds!(
    /// Why a line waits for a person.
    QuarantineReason = QuarantineReason {
        AmountMissing, AmountGarbled, AmountOutOfRange, AmountAmbiguous, PossibleDouble,
    }
);

/// How much of a gift its giver lets be shown to everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Listing {
    /// Name and memo, behind their masks.
    All,
    /// The name behind its mask, no memo.
    Name,
    /// Neither: by somebody who wants no name there.
    Anonymous,
    /// Nothing: it is in the sums only.
    Hidden,
}

impl From<Listing> for Said {
    fn from(listing: Listing) -> Self {
        match listing {
            Listing::All => Self::Given(Showing::All),
            Listing::Name => Self::Given(Showing::Name),
            Listing::Anonymous => Self::Given(Showing::Anonymous),
            Listing::Hidden => Self::Hidden,
        }
    }
}

impl From<Option<Showing>> for Listing {
    fn from(show: Option<Showing>) -> Self {
        match show {
            Some(Showing::All) => Self::All,
            Some(Showing::Name) => Self::Name,
            Some(Showing::Anonymous) => Self::Anonymous,
            None => Self::Hidden,
        }
    }
}
