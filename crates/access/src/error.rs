//! What can go wrong: with the files, and with what was asked.

use std::io;
use std::path::PathBuf;

use crate::passkeys::PasskeyRefusal;
use crate::person::PersonId;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// A file cannot be opened, written or moved into place.
    #[error(
        "{path}: không dùng được tệp, kiểm tra quyền và dung lượng đĩa / cannot use the file, check permissions and disk space: {source}"
    )]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file is not what this program writes. It lets nobody in.
    #[error(
        "{path}: tệp hỏng, hãy khôi phục từ bản sao / the file is damaged, restore it from a copy: {source}"
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Where it stops making sense.
        source: serde_json::Error,
    },
    /// The access log cannot be opened.
    #[error("nhật ký truy cập: {} / access log: {}", .0.vi(), .0)]
    Open(#[from] event_log::OpenError),
    /// The access log cannot be read.
    #[error("nhật ký truy cập: {} / access log: {}", .0.vi(), .0)]
    Read(#[from] event_log::ReadError),
    /// The access log takes nothing more.
    #[error("nhật ký truy cập: {} / access log: {}", .0.vi(), .0)]
    Append(#[from] event_log::AppendError),
    /// An entry of the access log was written by a newer program, or by nobody we know.
    #[error(
        "nhật ký truy cập, mục {position}: phần mềm này không đọc được, hãy cập nhật / access log, entry {position}: this program cannot read it, update it: {source}"
    )]
    Entry {
        /// Its position.
        position: u64,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// The tokens cannot be read.
    #[error(transparent)]
    Tokens(#[from] crate::tokens::TokenError),
    /// There is no key for the secrets of phones, or no directory to lay it in.
    #[error(
        "{path}: không có khóa của mã 6 số: nêu đúng thư mục khóa (--keys) hoặc khôi phục nó từ bản sao; không còn thì khôi phục quyền của từng người / the key of the phones' secrets is not there: name the key directory (--keys) or restore it from its copy; where it is lost, people recover their access"
    )]
    KeyMissing {
        /// Where it should lie.
        path: PathBuf,
    },
    /// The key does not open what was sealed, or is no key.
    #[error(
        "{path}: khóa không mở được mã 6 số đã cất: đây có phải thư mục khóa của sổ này không? / the key does not open the phones' secrets: is it the key directory of these books?"
    )]
    KeyWrong {
        /// Where it lies.
        path: PathBuf,
    },
    /// The system gives no random bytes.
    #[error("máy không cho số ngẫu nhiên / the system gives no random numbers: {0}")]
    NoRandomness(String),
    /// So many passwords are being checked that one more would have to wait too long.
    #[error("máy chủ đang bận, hãy thử lại sau giây lát / the server is busy, try again in a moment")]
    Busy,
    /// What was asked is not allowed or makes no sense.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// A no, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody has this pseudonym.
    UnknownPerson(PersonId),
    /// Somebody has this pseudonym already.
    PersonTaken(PersonId),
    /// The person's access has been ended.
    Ended(PersonId),
    /// A sign-in name that cannot be.
    LoginMalformed,
    /// A sign-in name that somebody has already.
    LoginTaken,
    /// A name of no characters, or too many.
    NameMalformed,
    /// A role of those who sit at the machine.
    NoSuchRole,
    /// The person has the role already.
    RoleHeld,
    /// The person has not got the role.
    RoleNotHeld,
    /// Nobody would be left who can give roles.
    LastAdmin,
    /// The password is too short; the shortest that is taken.
    PasswordShort(usize),
    /// The password is too long.
    PasswordLong,
    /// The password can be guessed.
    PasswordGuessable,
    /// The two entries differ.
    PasswordsDiffer,
    /// The password that was given to prove who asks is wrong.
    PasswordWrong,
    /// The six digits do not fit.
    CodeWrong,
    /// The one-time code is unknown, used, or too old.
    OneTimeCodeWrong,
    /// Only an administrator does this.
    AdminOnly,
    /// Nobody grants his own recovery.
    OwnRecovery,
    /// The same person granted it already.
    GrantedAlready,
    /// Who granted it may be the same human: one made the other an administrator in so many days.
    OneHand(u64),
    /// Nobody has asked for it.
    NoRecovery,
    /// No session of that name.
    UnknownDevice,
    /// Nobody has linked themselves to what the identity provider says.
    NotLinked,
    /// Somebody is linked to it already.
    LinkTaken,
    /// No link of that name.
    UnknownLink,
    /// Something about a passkey.
    Passkey(PasskeyRefusal),
}

impl std::error::Error for Refusal {}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} / {}", self.vi(), self.en())
    }
}

impl Refusal {
    /// The field of a form that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::LoginMalformed | Self::LoginTaken => Some("login"),
            Self::NameMalformed => Some("name"),
            Self::NoSuchRole | Self::RoleHeld | Self::RoleNotHeld | Self::LastAdmin => Some("role"),
            Self::PasswordShort(_) | Self::PasswordLong | Self::PasswordGuessable => Some("password"),
            Self::PasswordsDiffer => Some("again"),
            Self::PasswordWrong => Some("current"),
            Self::CodeWrong => Some("code"),
            Self::OneTimeCodeWrong => Some("one_time"),
            Self::UnknownPerson(_) | Self::PersonTaken(_) | Self::Ended(_) => Some("person"),
            Self::Passkey(refusal) => refusal.field(),
            Self::AdminOnly
            | Self::OwnRecovery
            | Self::GrantedAlready
            | Self::OneHand(_)
            | Self::NoRecovery
            | Self::UnknownDevice
            | Self::NotLinked
            | Self::LinkTaken
            | Self::UnknownLink => None,
        }
    }

    /// In Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::UnknownPerson(person) => format!("không có ai mang bí danh {person}: xem danh sách người dùng"),
            Self::PersonTaken(person) => format!("bí danh {person} đã có người dùng: xem danh sách người dùng"),
            Self::Ended(person) => format!("quyền truy cập của {person} đã chấm dứt: hãy thêm người mới"),
            Self::LoginMalformed => {
                "tên đăng nhập gồm 2 đến 64 chữ thường không dấu, chữ số, dấu chấm, gạch, @".to_owned()
            }
            Self::LoginTaken => "tên đăng nhập này đã có người dùng: hãy chọn tên khác".to_owned(),
            Self::NameMalformed => "họ tên gồm 1 đến 120 ký tự".to_owned(),
            Self::NoSuchRole => {
                "không giao vai trò này cho ai: hãy chọn một vai trò trong danh sách".to_owned()
            }
            Self::RoleHeld => "người này đã có vai trò ấy".to_owned(),
            Self::RoleNotHeld => "người này không có vai trò ấy".to_owned(),
            Self::LastAdmin => {
                "đây là người quản trị cuối cùng: hãy giao vai trò quản trị cho người khác trước".to_owned()
            }
            Self::PasswordShort(least) => {
                format!("mật khẩu cần ít nhất {least} ký tự; một câu dễ nhớ là tốt nhất")
            }
            Self::PasswordLong => "mật khẩu dài quá 128 ký tự".to_owned(),
            Self::PasswordGuessable => {
                "mật khẩu này dễ đoán (lặp lại, theo dãy, hoặc chứa tên đăng nhập): hãy dùng một câu riêng của mình"
                    .to_owned()
            }
            Self::PasswordsDiffer => "hai lần nhập mật khẩu không giống nhau: hãy nhập lại".to_owned(),
            Self::PasswordWrong => "mật khẩu hiện tại không đúng".to_owned(),
            Self::CodeWrong => {
                "mã 6 số không đúng hoặc đã dùng: chờ mã kế tiếp, và xem đồng hồ điện thoại có chạy đúng không"
                    .to_owned()
            }
            Self::OneTimeCodeWrong => {
                "mã dùng một lần không đúng, đã dùng hoặc quá hạn: hãy xin người quản trị mã mới".to_owned()
            }
            Self::AdminOnly => "việc này của người quản trị".to_owned(),
            Self::OwnRecovery => {
                "không ai tự duyệt khôi phục cho mình: cần hai người quản trị khác".to_owned()
            }
            Self::GrantedAlready => {
                "bạn đã đồng ý khôi phục này: cần thêm một người quản trị khác".to_owned()
            }
            Self::OneHand(days) => format!(
                "trong {days} ngày qua, một trong hai người đồng ý đã lập tài khoản hoặc giao quyền quản trị cho người kia (hoặc cùng một người đã làm cho cả hai): cần một người quản trị khác, hoặc người vận hành máy dùng lệnh sovang person reset"
            ),
            Self::NoRecovery => "không có yêu cầu khôi phục nào đang chờ cho người này".to_owned(),
            Self::UnknownDevice => "phiên này không còn: có thể đã kết thúc".to_owned(),
            Self::NotLinked => {
                "tài khoản này chưa được liên kết với ai ở đây: hãy đăng nhập bằng mật khẩu, rồi liên kết ở trang Tài khoản của tôi"
                    .to_owned()
            }
            Self::LinkTaken => {
                "tài khoản bên ngoài này đã được liên kết rồi: hãy bỏ liên kết cũ trước, hoặc chọn tài khoản khác"
                    .to_owned()
            }
            Self::UnknownLink => "liên kết này không còn: có thể đã bỏ".to_owned(),
            Self::Passkey(refusal) => refusal.vi().to_owned(),
        }
    }

    /// In English.
    pub fn en(&self) -> String {
        match self {
            Self::UnknownPerson(person) => format!("nobody is known as {person}: see the list of people"),
            Self::PersonTaken(person) => format!("{person} is somebody already: see the list of people"),
            Self::Ended(person) => format!("the access of {person} has ended: add a new person"),
            Self::LoginMalformed => {
                "a sign-in name has 2 to 64 lower-case letters, digits, dots, hyphens, @".to_owned()
            }
            Self::LoginTaken => "somebody has this sign-in name already: choose another".to_owned(),
            Self::NameMalformed => "a name has 1 to 120 characters".to_owned(),
            Self::NoSuchRole => {
                "nobody is given this role: choose one of the list".to_owned()
            }
            Self::RoleHeld => "this person has that role already".to_owned(),
            Self::RoleNotHeld => "this person has not got that role".to_owned(),
            Self::LastAdmin => {
                "this is the last administrator: make somebody else administrator first".to_owned()
            }
            Self::PasswordShort(least) => {
                format!("a password needs at least {least} characters; a sentence of your own is best")
            }
            Self::PasswordLong => "the password is longer than 128 characters".to_owned(),
            Self::PasswordGuessable => {
                "this password is easy to guess (repeated, a sequence, or with the sign-in name): use a sentence of your own"
                    .to_owned()
            }
            Self::PasswordsDiffer => "the two entries differ: type them again".to_owned(),
            Self::PasswordWrong => "the current password is wrong".to_owned(),
            Self::CodeWrong => {
                "the 6 digits are wrong or used already: wait for the next ones, and see whether the phone's clock is right"
                    .to_owned()
            }
            Self::OneTimeCodeWrong => {
                "the one-time code is wrong, used or too old: ask an administrator for a new one".to_owned()
            }
            Self::AdminOnly => "only an administrator does this".to_owned(),
            Self::OwnRecovery => {
                "nobody grants his own recovery: two other administrators must".to_owned()
            }
            Self::GrantedAlready => {
                "you have granted this recovery already: another administrator must too".to_owned()
            }
            Self::OneHand(days) => format!(
                "in the last {days} days one of the two who agree took up the other or made them administrator (or somebody did both): another administrator must agree, or whoever runs the machine uses sovang person reset"
            ),
            Self::NoRecovery => "no recovery of this person is asked for".to_owned(),
            Self::UnknownDevice => "this session is gone: it may have ended".to_owned(),
            Self::NotLinked => {
                "nobody here is linked to this account: sign in with your password, then link it under My account".to_owned()
            }
            Self::LinkTaken => {
                "this outside account is linked already: take the old link away first, or choose another account"
                    .to_owned()
            }
            Self::UnknownLink => "this link is gone: it may have been taken away".to_owned(),
            Self::Passkey(refusal) => refusal.en().to_owned(),
        }
    }
}
