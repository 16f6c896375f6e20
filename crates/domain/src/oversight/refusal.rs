//! Every refusal of this part by name.

use jiff::civil::Date;

use super::Subject;
use crate::ids::FindingNo;
use crate::rejection::{RefusalKind, vi_day};

/// Why a command is refused. The books are unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such finding.
    FindingUnknown(FindingNo),
    /// The auditor has taken the answer already.
    FindingSettled(FindingNo),
    /// No answer has been given yet.
    NotAnswered(FindingNo),
    /// What it is about is not in the books.
    SubjectUnknown(Subject),
    /// The answer would be due before the finding.
    DueInThePast {
        /// The day given.
        due_on: Date,
        /// The business day.
        on: Date,
    },
}

impl Refusal {
    /// A stable name for programs: the last part of the API's problem type.
    pub fn code(&self) -> &'static str {
        match self {
            Self::FindingUnknown(_) => "finding-unknown",
            Self::FindingSettled(_) => "finding-settled",
            Self::NotAnswered(_) => "finding-not-answered",
            Self::SubjectUnknown(_) => "finding-subject-unknown",
            Self::DueInThePast { .. } => "due-in-the-past",
        }
    }

    /// What sort of refusal it is.
    pub fn kind(&self) -> RefusalKind {
        match self {
            Self::FindingUnknown(_) | Self::SubjectUnknown(_) => RefusalKind::Unknown,
            Self::FindingSettled(_) | Self::NotAnswered(_) => RefusalKind::Conflict,
            Self::DueInThePast { .. } => RefusalKind::Invalid,
        }
    }

    /// The refusal in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::FindingUnknown(finding) => format!("Không có kiến nghị giám sát số {finding}."),
            Self::FindingSettled(finding) => {
                format!("Kiến nghị giám sát số {finding} đã kết thúc: lập kiến nghị mới nếu còn vướng mắc.")
            }
            Self::NotAnswered(finding) => {
                format!("Kiến nghị giám sát số {finding} chưa có trả lời: chờ trả lời rồi mới kết thúc.")
            }
            Self::SubjectUnknown(about) => match about {
                Subject::Report(digest) => format!("Chưa công khai báo cáo nào có mã băm {digest}."),
                Subject::Voucher(voucher) => format!("Không có chứng từ số {voucher}: kiểm tra lại số."),
                Subject::Event(_) | Subject::Fund | Subject::Message(_) | Subject::Request(_) => {
                    "Không có nội dung này trong sổ: kiểm tra lại số.".into()
                }
            },
            Self::DueInThePast { due_on, on } => format!(
                "Hạn trả lời {} trước ngày {}: ghi hạn từ ngày đó trở đi.",
                vi_day(*due_on),
                vi_day(*on)
            ),
        }
    }

    /// The refusal in English.
    pub fn en(&self) -> String {
        match self {
            Self::FindingUnknown(finding) => format!("There is no finding number {finding}."),
            Self::FindingSettled(finding) => {
                format!("Finding number {finding} is settled: raise a new one if something is left.")
            }
            Self::NotAnswered(finding) => {
                format!("Finding number {finding} has no answer yet: settle it when it has one.")
            }
            Self::SubjectUnknown(about) => match about {
                Subject::Report(digest) => format!("No report with digest {digest} was published."),
                Subject::Voucher(voucher) => format!("There is no voucher {voucher}: check the number."),
                Subject::Event(_) | Subject::Fund | Subject::Message(_) | Subject::Request(_) => {
                    "That is not in the books: check the number.".into()
                }
            },
            Self::DueInThePast { due_on, on } => {
                format!("The answer would be due on {due_on}, before {on}: give that day or a later one.")
            }
        }
    }
}
