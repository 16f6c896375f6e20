//! Every refusal of this part by name.

use crate::rejection::RefusalKind;

/// Why a command is refused. The books are unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {}

impl Refusal {
    /// A stable name for programs: the last part of the API's problem type.
    pub fn code(&self) -> &'static str {
        match *self {}
    }

    /// What sort of refusal it is.
    pub fn kind(&self) -> RefusalKind {
        match *self {}
    }

    /// The refusal in Vietnamese.
    pub fn vi(&self) -> String {
        match *self {}
    }

    /// The refusal in English.
    pub fn en(&self) -> String {
        match *self {}
    }
}
