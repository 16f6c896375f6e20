//! Every refusal of this part by name.

use crate::ids::RequestNo;
use crate::rejection::RefusalKind;

/// Why a command is refused. The books are unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such request.
    RequestUnknown(RequestNo),
}

impl Refusal {
    /// A stable name for programs: the last part of the API's problem type.
    pub fn code(&self) -> &'static str {
        match self {
            Self::RequestUnknown(_) => "request-unknown",
        }
    }

    /// What sort of refusal it is.
    pub fn kind(&self) -> RefusalKind {
        match self {
            Self::RequestUnknown(_) => RefusalKind::Unknown,
        }
    }

    /// The refusal in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::RequestUnknown(request) => format!("Không có đề nghị số {request}."),
        }
    }

    /// The refusal in English.
    pub fn en(&self) -> String {
        match self {
            Self::RequestUnknown(request) => format!("There is no request number {request}."),
        }
    }
}
