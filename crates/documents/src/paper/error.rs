//! Why a paper cannot be printed.

use crate::qr::TooLong;

/// What is wrong with a paper; nothing was printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} / {}", self.vi(), self.en())]
pub enum PrintError {
    /// A content that the law asks for is empty.
    Missing {
        /// The paper's number, or its title where the number is what is missing.
        paper: String,
        /// The empty field in Vietnamese and English.
        field: (&'static str, &'static str),
    },
    /// The lines add up to more than 9 quintillion đồng.
    Sum {
        /// The paper's number.
        paper: String,
    },
    /// The QR code cannot hold its text.
    Qr(#[from] TooLong),
    /// There is no paper to print.
    Nothing,
    /// The typesetter refused: a fault of the template or of the program, with its own words.
    Typeset(String),
}

impl PrintError {
    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::Missing { paper, field } => {
                format!(
                    "{paper}: thiếu \"{}\", là nội dung bắt buộc của chứng từ; hãy điền rồi in lại",
                    field.0
                )
            }
            Self::Sum { paper } => {
                format!("{paper}: tổng số tiền vượt quá giới hạn; hãy kiểm tra lại từng dòng")
            }
            Self::Qr(error) => error.vi(),
            Self::Nothing => "không có chứng từ nào để in; hãy chọn ít nhất một chứng từ".to_owned(),
            Self::Typeset(detail) => {
                format!("không dàn trang được ({detail}); hãy gửi thông báo này cho người phụ trách phần mềm")
            }
        }
    }

    /// The message in English.
    pub fn en(&self) -> String {
        match self {
            Self::Missing { paper, field } => {
                format!(
                    "{paper}: \"{}\" is empty, which every voucher must have; fill it in and print again",
                    field.1
                )
            }
            Self::Sum { paper } => format!("{paper}: the total is beyond all bounds; check each line"),
            Self::Qr(error) => error.en(),
            Self::Nothing => "there is no paper to print; choose at least one".to_owned(),
            Self::Typeset(detail) => {
                format!(
                    "the pages could not be set ({detail}); send this message to whoever looks after the program"
                )
            }
        }
    }
}
