//! From the names of the inner crates' errors to problems: one match each, and the only place where they meet HTTP.

use axum::http::StatusCode;
use domain::{RefusalKind, Rejection};
use ledger::{LedgerError, OpenError};

use super::Problem;

impl From<Rejection> for Problem {
    fn from(rejection: Rejection) -> Self {
        let (status, field) = place(&rejection);
        // One name for a role that may not, whoever looked it up.
        let code = match &rejection {
            Rejection::NotAllowed { .. } => "forbidden",
            other => other.code(),
        };
        let problem = Self::new(status, code, rejection.vi(), rejection.en());
        Self { field: field.map(str::to_owned), ..problem }
    }
}

/// Which status a refusal is, and which field it lies in.
fn place(rejection: &Rejection) -> (StatusCode, Option<&'static str>) {
    const NOT_FOUND: StatusCode = StatusCode::NOT_FOUND;
    const CONFLICT: StatusCode = StatusCode::CONFLICT;
    const CONTENT: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    match rejection {
        Rejection::TransferAlreadyBooked(_) => (CONFLICT, Some("reference")),
        Rejection::ReceiptUnknown(_) | Rejection::QuarantineUnknown(_) => (NOT_FOUND, None),
        Rejection::FundNotOpen
        | Rejection::FundAlreadyOpen(_)
        | Rejection::FundClosed(_)
        | Rejection::ReceiptAlreadyReversed(_)
        | Rejection::ReceiptAlreadyIdentified(_)
        | Rejection::QuarantineAlreadySettled(_) => (CONFLICT, None),
        Rejection::FundNameLength => (CONTENT, Some("name")),
        Rejection::AccountAlreadyAdded(_) | Rejection::StatementOfOtherAccount(_) => {
            (CONFLICT, Some("account"))
        }
        Rejection::AccountUnknown(_) | Rejection::AccountIsCash(_) => (CONTENT, Some("account")),
        Rejection::ProfileOfOtherBank { .. } => (CONTENT, Some("profile")),
        Rejection::AmountNotPositive(_)
        | Rejection::AmountTooLarge(_)
        | Rejection::QuarantineNeedsAmount(_) => (CONTENT, Some("amount")),
        Rejection::DateInFuture { .. } | Rejection::DateTooEarly(_) => (CONTENT, Some("effective_on")),
        Rejection::EarmarkEmpty => (CONTENT, Some("earmark")),
        Rejection::DonorStillUnidentified => (CONTENT, Some("donor")),
        Rejection::ReferenceTooLong => (CONTENT, Some("reference")),
        Rejection::QuarantineNeedsReceipt(_) => (CONTENT, Some("same_as")),
        Rejection::StatementEmpty | Rejection::StatementTooLong => (CONTENT, None),
        Rejection::NotAllowed { .. } => (StatusCode::FORBIDDEN, None),
        Rejection::Books(refusal) => of_kind(refusal.kind()),
        Rejection::Giving(refusal) => of_kind(refusal.kind()),
        Rejection::Goods(refusal) => of_kind(refusal.kind()),
        Rejection::Inbox(refusal) => of_kind(refusal.kind()),
        Rejection::Network(refusal) => of_kind(refusal.kind()),
        Rejection::Oversight(refusal) => of_kind(refusal.kind()),
        Rejection::Privacy(refusal) => of_kind(refusal.kind()),
        Rejection::Relief(refusal) => of_kind(refusal.kind()),
    }
}

fn of_kind(kind: RefusalKind) -> (StatusCode, Option<&'static str>) {
    match kind {
        RefusalKind::Unknown => (StatusCode::NOT_FOUND, None),
        RefusalKind::Conflict => (StatusCode::CONFLICT, None),
        RefusalKind::Invalid => (StatusCode::UNPROCESSABLE_ENTITY, None),
        RefusalKind::Forbidden => (StatusCode::FORBIDDEN, None),
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        let (status, field) = match (&error, error.code()) {
            (LedgerError::Rejected(rejection), _) => return rejection.clone().into(),
            (_, "command-reused") => (StatusCode::UNPROCESSABLE_ENTITY, Some("Idempotency-Key")),
            (LedgerError::Statement(_), _) => (StatusCode::UNPROCESSABLE_ENTITY, None),
            (
                LedgerError::OtherAccount { .. }
                | LedgerError::WhichAccount { .. }
                | LedgerError::NoAccount { .. },
                _,
            ) => (StatusCode::UNPROCESSABLE_ENTITY, Some("account")),
            (LedgerError::BeyondHead { .. }, _) => (StatusCode::UNPROCESSABLE_ENTITY, Some("position")),
            (LedgerError::ReadOnly { .. }, _) => (StatusCode::SERVICE_UNAVAILABLE, None),
            (_, "content-too-large") => (StatusCode::PAYLOAD_TOO_LARGE, None),
            (_, "file-kind-unknown") => (StatusCode::UNSUPPORTED_MEDIA_TYPE, None),
            (_, "file-not-kept") => (StatusCode::NOT_FOUND, None),
            (_, "file-erased") => (StatusCode::GONE, None),
            // Which file it is, is told: it holds no name, and somebody has to restore it.
            (_, "file-unreadable") => (StatusCode::INTERNAL_SERVER_ERROR, None),
            (_, "disk-full") => (StatusCode::INSUFFICIENT_STORAGE, None),
            (LedgerError::Append(_), _) => (StatusCode::SERVICE_UNAVAILABLE, None),
            _ => return Self::internal(&error),
        };
        if status.is_server_error() {
            tracing::error!(%error, "the books could not do what was asked");
        }
        Self { field: field.map(str::to_owned), ..Self::new(status, error.code(), error.vi(), error.en()) }
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Exists(fund) => Rejection::FundAlreadyOpen(fund).into(),
            error => Self::internal(&error),
        }
    }
}
