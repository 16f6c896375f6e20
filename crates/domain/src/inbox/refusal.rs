//! Every refusal of this part by name.

use super::About;
use super::decide::MESSAGES_A_DAY;
use crate::ids::{FindingNo, MessageNo};
use crate::rejection::RefusalKind;

/// Why a command is refused. The books are unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such message.
    MessageUnknown(MessageNo),
    /// It is settled already.
    MessageSettled(MessageNo),
    /// It has no answer that could be shown.
    NotAnswered(MessageNo),
    /// A message or an answer without a text.
    NoText,
    /// What it is about is not in the books.
    AboutUnknown(About),
    /// A giver speaks of another's gift.
    NotOwnGift,
    /// No such finding.
    FindingUnknown(FindingNo),
    /// As many messages as are taken over the public page in a day came already.
    TooManyToday,
    /// An irregularity: those who keep the money do not answer it.
    ForSupervision(MessageNo),
    /// A giver's wish: those who keep the books answer it.
    ForTheBooks(MessageNo),
    /// A giver's wish is never shown outside.
    NotForPublic(MessageNo),
    /// Whoever sent it did not agree that its text is shown.
    SenderDisagrees(MessageNo),
    /// Just that is shown already.
    ShownAlready(MessageNo),
}

impl Refusal {
    /// A stable name for programs: the last part of the API's problem type.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MessageUnknown(_) => "message-unknown",
            Self::MessageSettled(_) => "message-settled",
            Self::NotAnswered(_) => "message-not-answered",
            Self::NoText => "message-without-text",
            Self::AboutUnknown(_) => "message-about-unknown",
            Self::NotOwnGift => "message-not-own-gift",
            Self::FindingUnknown(_) => "message-finding-unknown",
            Self::TooManyToday => "too-many-messages",
            Self::ForSupervision(_) => "message-for-supervision",
            Self::ForTheBooks(_) => "message-for-the-books",
            Self::NotForPublic(_) => "message-not-for-public",
            Self::SenderDisagrees(_) => "message-sender-disagrees",
            Self::ShownAlready(_) => "message-shown-already",
        }
    }

    /// What sort of refusal it is.
    pub fn kind(&self) -> RefusalKind {
        match self {
            Self::MessageUnknown(_) | Self::AboutUnknown(_) | Self::FindingUnknown(_) => RefusalKind::Unknown,
            Self::MessageSettled(_)
            | Self::NotAnswered(_)
            | Self::TooManyToday
            | Self::NotForPublic(_)
            | Self::SenderDisagrees(_)
            | Self::ShownAlready(_) => RefusalKind::Conflict,
            Self::NoText => RefusalKind::Invalid,
            Self::NotOwnGift | Self::ForSupervision(_) | Self::ForTheBooks(_) => RefusalKind::Forbidden,
        }
    }

    /// The refusal in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::MessageUnknown(message) => format!("Không có thư số {message}: kiểm tra lại số."),
            Self::MessageSettled(message) => {
                format!("Thư số {message} đã trả lời xong: nếu còn việc, mời người gửi gửi thư mới.")
            }
            Self::NotAnswered(message) => {
                format!("Thư số {message} chưa có trả lời để công khai: trả lời trước.")
            }
            Self::NoText => "Chưa có nội dung: viết nội dung rồi gửi lại.".into(),
            Self::AboutUnknown(about) => match about {
                About::Receipt(number) => {
                    format!("Không có khoản ủng hộ số {number}: xem lại số trên biên nhận, hoặc để trống.")
                }
                About::Voucher(voucher) => {
                    format!("Không có chứng từ số {voucher}: xem lại số trên chứng từ, hoặc để trống.")
                }
                About::Box(_) | About::Issue(_) | About::Payment(_) | About::Request(_) => {
                    "Trong sổ không có số này: kiểm tra lại, hoặc để trống.".into()
                }
            },
            Self::NotOwnGift => "Mã tra cứu này là của khoản ủng hộ khác: nhập mã của khoản đó.".into(),
            Self::FindingUnknown(finding) => format!("Không có kiến nghị giám sát số {finding}."),
            Self::TooManyToday => format!(
                "Hôm nay đã nhận {MESSAGES_A_DAY} thư qua trang này, là mức tối đa một ngày: mời gửi lại vào ngày mai, hoặc liên hệ trực tiếp với quỹ."
            ),
            Self::ForSupervision(message) => {
                format!("Thư số {message} là phản ánh bất thường: việc trả lời thuộc về người giám sát.")
            }
            Self::ForTheBooks(message) => format!(
                "Thư số {message} là yêu cầu của người ủng hộ: việc trả lời thuộc về kế toán quỹ, kế toán trưởng."
            ),
            Self::NotForPublic(message) => format!(
                "Thư số {message} nói về dữ liệu riêng của người gửi: không công khai, bỏ chọn công khai rồi gửi lại."
            ),
            Self::SenderDisagrees(message) => format!(
                "Người gửi thư số {message} không đồng ý công khai lời của mình: chỉ công khai được phần trả lời."
            ),
            Self::ShownAlready(message) => {
                format!("Thư số {message} đang công khai đúng như vậy: không có gì thay đổi.")
            }
        }
    }

    /// The refusal in English.
    pub fn en(&self) -> String {
        match self {
            Self::MessageUnknown(message) => {
                format!("There is no message number {message}: check the number.")
            }
            Self::MessageSettled(message) => {
                format!(
                    "Message number {message} is settled: ask its sender for a new one if something is left."
                )
            }
            Self::NotAnswered(message) => {
                format!("Message number {message} has no answer that could be shown: answer it first.")
            }
            Self::NoText => "There is no text: write one and send it again.".into(),
            Self::AboutUnknown(about) => {
                format!("There is no {about} in the books: check the number, or leave it empty.")
            }
            Self::NotOwnGift => "This code belongs to another gift: give that gift's code.".into(),
            Self::FindingUnknown(finding) => format!("There is no finding number {finding}."),
            Self::TooManyToday => format!(
                "{MESSAGES_A_DAY} messages came over this page today, as many as are taken in a day: send it tomorrow, or reach the fund directly."
            ),
            Self::ForSupervision(message) => {
                format!("Message number {message} tells of an irregularity: the supervision answers it.")
            }
            Self::ForTheBooks(message) => format!(
                "Message number {message} is a giver's wish: the treasurer or the chief accountant answers it."
            ),
            Self::NotForPublic(message) => format!(
                "Message number {message} is about its sender's own data: leave the answer unpublished and send it again."
            ),
            Self::SenderDisagrees(message) => format!(
                "The sender of message number {message} did not agree to show its text: show the answer alone."
            ),
            Self::ShownAlready(message) => {
                format!("Message number {message} is shown just like that: nothing changes.")
            }
        }
    }
}
