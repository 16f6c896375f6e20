//! Facts that change and are data: official account numbers, and what is due when. Each says where it is from and who
//! checked it; what nobody checked is shown as such.

mod accounts;
mod deadlines;

use serde::Deserialize;

pub use accounts::AccountMap;
pub use deadlines::{Deadline, Deadlines, Start};

/// How sure a fact of configuration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Read in a text that the source names.
    Verified,
    /// Somebody remembers it so.
    FromMemory,
    /// Looked for and not found.
    NotFound,
    /// No rule of others: the fund says so itself, and there is nothing to compare it with.
    OwnChoice,
}

impl Status {
    /// In Vietnamese.
    pub fn vi(self) -> &'static str {
        match self {
            Self::Verified => "đã đối chiếu văn bản",
            Self::FromMemory => "chưa đối chiếu văn bản",
            Self::NotFound => "chưa tìm được quy định",
            Self::OwnChoice => "quỹ tự đặt",
        }
    }

    /// In English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Verified => "verified in a text",
            Self::FromMemory => "not verified",
            Self::NotFound => "not found",
            Self::OwnChoice => "set by the fund itself",
        }
    }
}

/// A rules file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} / {}", self.vi(), self.en())]
pub enum RulesError {
    /// Not TOML of this shape.
    Unreadable(String),
    /// A kind of account that the books do not have.
    UnknownKind(String),
}

impl RulesError {
    /// In Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::Unreadable(why) => format!("không đọc được tệp quy tắc: {why}"),
            Self::UnknownKind(kind) => format!("sổ không có loại tài khoản {kind}: hãy sửa hoặc bỏ dòng này"),
        }
    }

    /// In English.
    pub fn en(&self) -> String {
        match self {
            Self::Unreadable(why) => format!("the rules file cannot be read: {why}"),
            Self::UnknownKind(kind) => {
                format!("the books have no account of the kind {kind}: correct or remove the line")
            }
        }
    }
}
