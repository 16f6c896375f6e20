//! Why somebody does not come in through a provider, in words for them. What a provider or the network said beside it goes
//! to the server's log; a token or a code goes nowhere.

use std::time::Duration;

/// A no, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The provider cannot be asked now, or what it answers makes no sense.
    #[error("the provider cannot be asked: {0}")]
    Unreachable(String),
    /// The person gave up there, or the provider did not let them in.
    #[error("the provider did not let them in: {0}")]
    Denied(String),
    /// Nothing like this was begun in this browser, or it was finished or left lying too long.
    #[error("nothing was begun that this would finish")]
    Stale,
    /// The answer comes from another provider than was asked.
    #[error("the answer names another provider")]
    Mixed,
    /// The provider does not take the code.
    #[error("the provider does not take the code: {0}")]
    Code(String),
    /// What the provider says of the person is not proved.
    #[error("the ID token does not hold: {0}")]
    Token(String),
    /// Too much was begun from this address and not finished.
    #[error("too many attempts from one address")]
    TooMany {
        /// Until the next.
        wait: Duration,
    },
}

impl Refused {
    /// In Vietnamese; `{name}` stands for the provider.
    pub fn vi(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => {
                "Hiện không liên lạc được với {name}. Hãy thử lại sau ít phút, hoặc đăng nhập bằng mật khẩu."
            }
            Self::Denied(_) => {
                "{name} không xác nhận lần đăng nhập này. Hãy thử lại, hoặc đăng nhập bằng mật khẩu."
            }
            Self::Stale => {
                "Lần đăng nhập này không còn dùng được: đã dùng rồi, để quá 10 phút, hoặc bắt đầu từ trình duyệt khác. Hãy bắt đầu lại từ trang đăng nhập."
            }
            Self::Mixed | Self::Token(_) | Self::Code(_) => {
                "Câu trả lời của {name} không kiểm chứng được nên chưa cho vào. Hãy bắt đầu lại từ trang đăng nhập; nếu vẫn vậy, hãy báo người quản trị."
            }
            Self::TooMany { .. } => {
                "Từ mạng này đã bắt đầu đăng nhập quá nhiều lần mà chưa xong. Hãy chờ ít phút rồi thử lại."
            }
        }
    }

    /// In English; `{name}` stands for the provider.
    pub fn en(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => {
                "{name} cannot be reached now. Try again in a few minutes, or sign in with your password."
            }
            Self::Denied(_) => {
                "{name} did not confirm this sign-in. Try again, or sign in with your password."
            }
            Self::Stale => {
                "This sign-in is no longer good: it was used, left for more than 10 minutes, or begun in another browser. Begin again on the sign-in page."
            }
            Self::Mixed | Self::Token(_) | Self::Code(_) => {
                "What {name} answered cannot be verified, so nobody was let in. Begin again on the sign-in page; if it stays so, tell an administrator."
            }
            Self::TooMany { .. } => {
                "Too many sign-ins were begun from this network and not finished. Wait a few minutes, then try again."
            }
        }
    }
}
