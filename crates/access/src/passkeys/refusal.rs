//! Why a passkey was not taken, in words for the person who holds the device.

use webauthn_rs::prelude::WebauthnError;

/// A no about a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyRefusal {
    /// The house has no address that passkeys could be bound to.
    Nowhere,
    /// A name of no characters, or too many.
    NameMalformed,
    /// As many as a person may have.
    Many,
    /// The challenge is too old, was answered already, or is somebody else's.
    Over,
    /// The answer was made for another site.
    Origin,
    /// The answer is no answer, or too long.
    Unreadable,
    /// The device did not check who holds it.
    Unverified,
    /// This passkey is taken up already.
    Taken,
    /// The passkey opens nothing here, or the answer is not its own.
    Wrong,
    /// It counted backwards: there may be a copy of it.
    Copied,
    /// No passkey of that number.
    Unknown,
    /// A role asks for a second factor, and this is the last.
    LastFactor,
}

impl PasskeyRefusal {
    pub(crate) fn field(self) -> Option<&'static str> {
        matches!(self, Self::NameMalformed).then_some("name")
    }

    /// In Vietnamese.
    pub fn vi(self) -> &'static str {
        match self {
            Self::Nowhere => {
                "khóa truy cập chưa dùng được ở đây: người vận hành cần đặt địa chỉ https của trang (issuer.base_url)"
            }
            Self::NameMalformed => "tên khóa gồm 1 đến 40 ký tự, ví dụ: Điện thoại của tôi",
            Self::Many => "mỗi người có nhiều nhất 10 khóa: hãy gỡ một khóa không dùng nữa",
            Self::Over => "yêu cầu này đã quá 5 phút hoặc đã dùng rồi: hãy bấm làm lại từ đầu",
            Self::Origin => {
                "khóa này trả lời cho một trang khác: hãy kiểm tra địa chỉ trên trình duyệt, mở đúng trang của quỹ rồi làm lại"
            }
            Self::Unreadable => {
                "trình duyệt gửi câu trả lời không đọc được: hãy làm lại, hoặc dùng trình duyệt khác"
            }
            Self::Unverified => {
                "thiết bị chưa kiểm tra người cầm (vân tay, khuôn mặt hoặc mã PIN): hãy cài khóa màn hình cho thiết bị rồi làm lại"
            }
            Self::Taken => "khóa này đã được thêm trước đó: hãy dùng thiết bị khác",
            Self::Wrong => {
                "khóa này không mở được tài khoản nào ở đây, hoặc đã bị gỡ: hãy dùng khóa khác, hoặc mật khẩu và mã 6 số"
            }
            Self::Copied => {
                "khóa này có dấu hiệu bị sao chép nên không được nhận: hãy gỡ nó, thêm khóa mới và báo người quản trị"
            }
            Self::Unknown => "khóa này không còn: có thể đã gỡ ở thiết bị khác",
            Self::LastFactor => {
                "vai trò của anh chị cần xác thực thêm và đây là cách cuối cùng: hãy thêm khóa khác hoặc cài mã 6 số trước"
            }
        }
    }

    /// In English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Nowhere => {
                "passkeys cannot be used here yet: whoever runs the machine must set the site's https address (issuer.base_url)"
            }
            Self::NameMalformed => "a passkey's name has 1 to 40 characters, for example: my phone",
            Self::Many => "a person has at most 10 passkeys: take away one that is no longer used",
            Self::Over => "this request is older than 5 minutes or was used already: begin again",
            Self::Origin => {
                "the passkey answered for another site: look at the address in the browser, open the fund's own page and try again"
            }
            Self::Unreadable => "the browser's answer cannot be read: try again, or use another browser",
            Self::Unverified => {
                "the device did not check who holds it (finger, face or PIN): set up its screen lock and try again"
            }
            Self::Taken => "this passkey is there already: use another device",
            Self::Wrong => {
                "this passkey opens nothing here, or was taken away: use another, or password and the 6 digits"
            }
            Self::Copied => {
                "this passkey shows signs of a copy and is not taken: take it away, add a new one, and tell an administrator"
            }
            Self::Unknown => "this passkey is gone: it may have been taken away on another device",
            Self::LastFactor => {
                "your role asks for a second factor and this is the last: add another passkey or set up the 6 digits first"
            }
        }
    }
}

impl From<WebauthnError> for PasskeyRefusal {
    fn from(error: WebauthnError) -> Self {
        use WebauthnError as Error;
        match error {
            Error::InvalidRPOrigin | Error::InvalidRPIDHash | Error::CredentialCrossOrigin => Self::Origin,
            Error::MismatchedChallenge => Self::Over,
            Error::UserNotVerified | Error::UserNotPresent => Self::Unverified,
            Error::CredentialExcludedFromRequest | Error::CredentialAlreadyExists => Self::Taken,
            Error::CredentialPossibleCompromise => Self::Copied,
            Error::ParseCBORFailure(_)
            | Error::ParseJSONFailure(_)
            | Error::ParseNOMFailure
            | Error::ParseInsufficientBytesAvailable => Self::Unreadable,
            _ => Self::Wrong,
        }
    }
}
