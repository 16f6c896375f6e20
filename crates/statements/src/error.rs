//! Why a file was refused, said in Vietnamese and English: what is wrong, where, and what to do.
//!
//! A message never shows what a cell says (names and account numbers stand there), only the shape of it.

mod limit;

use std::fmt::{self, Display};

pub use limit::Limit;
pub(crate) use limit::{MOST_COLUMNS, MOST_COUNTER, MOST_LINE, MOST_MEMO, MOST_ROWS};

/// A statement that was refused whole. The books are as they were.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} / {}", self.vi(), self.en())]
pub struct StatementError {
    /// The file's name as given.
    pub file: String,
    /// The physical line (or sheet row) at fault, where one is.
    pub line: Option<u32>,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing in it.
    Empty,
    /// A header and no line.
    NoLines,
    /// Larger than the reader takes (bytes).
    TooBig,
    /// Characters that cannot be told with certainty.
    Encoding {
        /// What it looks like.
        guess: Guess,
    },
    /// Not a workbook that can be read.
    Workbook {
        /// The reader's own words (no cell content).
        detail: String,
    },
    /// No row names the columns that the profile needs.
    Columns {
        /// Columns recognised in the best row.
        found: Vec<String>,
        /// Columns that are missing, with the names the profile knows them by.
        wanted: Vec<String>,
        /// The accents look like an old font encoding.
        old_font: bool,
    },
    /// A column that stands twice, so that nobody can say which one counts.
    ColumnTwice {
        /// The second one as the file names it.
        column: String,
    },
    /// More of something than is read.
    Beyond(Limit),
    /// A date that does not exist, or none where a line needs one.
    Date {
        /// The column as the file names it.
        column: String,
        /// The cell, when it is nothing but digits and marks; its shape otherwise.
        shape: String,
    },
    /// A quoted text that does not end.
    OpenQuote,
    /// Bookings below the row that ends the statement.
    AfterEnd,
    /// The account is not kept in đồng.
    Currency {
        /// The code found.
        code: String,
    },
}

/// What an undecodable file looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// UTF-16 without a byte order mark.
    Utf16NoMark,
    /// Cut or broken UTF-16.
    Utf16Broken,
    /// Some 8-bit encoding: TCVN3, VNI, Windows-1258 or 1252.
    EightBit,
}

impl StatementError {
    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        self.placed("dòng", &self.fault.vi())
    }

    /// The message in English.
    pub fn en(&self) -> String {
        self.placed("line", &self.fault.en())
    }

    fn placed(&self, word: &str, message: &str) -> String {
        match self.line {
            Some(line) => format!("{}, {word} {line}: {message}", self.file),
            None => format!("{}: {message}", self.file),
        }
    }
}

impl Fault {
    fn vi(&self) -> String {
        match self {
            Self::Empty => "tệp rỗng; hãy tải lại sao kê từ ngân hàng".into(),
            Self::NoLines => "có tiêu đề cột nhưng không có giao dịch nào; hãy kiểm tra kỳ sao kê".into(),
            Self::TooBig => "tệp lớn hơn 1 GiB; hãy xuất sao kê theo kỳ ngắn hơn".into(),
            Self::Encoding { guess } => format!(
                "không đọc chắc chắn được bảng mã ({}); hãy mở tệp bằng Excel hoặc LibreOffice, chọn \"Lưu dưới dạng\" \
                 và lưu lại ở dạng CSV UTF-8 (phông TCVN3/VNI cần chuyển sang Unicode trước)",
                guess.vi()
            ),
            Self::Workbook { detail } => {
                format!("không mở được bảng tính ({detail}); hãy lưu lại ở dạng .xlsx hoặc CSV UTF-8")
            }
            Self::Columns { found, wanted, old_font } => format!(
                "không thấy đủ cột: đã nhận ra [{}], còn thiếu [{}]; hãy chọn đúng hồ sơ ngân hàng (--profile) hoặc thêm \
                 tên cột vào tệp hồ sơ{}",
                found.join(", "),
                wanted.join("; "),
                if *old_font {
                    "; chữ có dấu trông như phông TCVN3/VNI, hãy chuyển sang Unicode"
                } else {
                    ""
                }
            ),
            Self::ColumnTwice { column } => {
                format!("cột \"{column}\" xuất hiện hai lần; hãy xóa hoặc đổi tên cột thừa rồi nhập lại")
            }
            Self::Beyond(limit) => limit.vi(),
            Self::Date { column, shape } => {
                format!(
                    "cột \"{column}\": \"{shape}\" không phải một ngày có thật; hãy sửa ở tệp gốc hoặc tải lại sao kê"
                )
            }
            Self::OpenQuote => {
                "dấu ngoặc kép mở ra mà không đóng lại; tệp bị cắt hoặc hỏng, hãy tải lại".into()
            }
            Self::AfterEnd => {
                "có giao dịch nằm sau dòng kết thúc sao kê; hãy tách thành từng tệp, mỗi tệp một sao kê"
                    .into()
            }
            Self::Currency { code } => {
                format!("tài khoản dùng tiền \"{code}\"; chỉ nhập được sao kê đồng Việt Nam (VND)")
            }
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Empty => "the file is empty; download the statement again".into(),
            Self::NoLines => "column names but no booking; check the period of the statement".into(),
            Self::TooBig => "the file is over 1 GiB; export shorter periods".into(),
            Self::Encoding { guess } => format!(
                "the characters cannot be told with certainty ({}); open it in Excel or LibreOffice and save it again as \
                 CSV UTF-8 (convert TCVN3/VNI fonts to Unicode first)",
                guess.en()
            ),
            Self::Workbook { detail } => {
                format!("the workbook cannot be opened ({detail}); save it again as .xlsx or CSV UTF-8")
            }
            Self::Columns { found, wanted, old_font } => format!(
                "columns are missing: recognised [{}], wanted [{}]; choose the right bank profile (--profile) or add the \
                 column's name to the profile file{}",
                found.join(", "),
                wanted.join("; "),
                if *old_font {
                    "; the accents look like a TCVN3/VNI font, convert them to Unicode"
                } else {
                    ""
                }
            ),
            Self::ColumnTwice { column } => {
                format!(
                    "column \"{column}\" stands twice; delete or rename the one too many and import again"
                )
            }
            Self::Beyond(limit) => limit.en(),
            Self::Date { column, shape } => {
                format!(
                    "column \"{column}\": \"{shape}\" is no date that exists; correct the source or download it again"
                )
            }
            Self::OpenQuote => {
                "a quotation mark opens and never closes; the file is cut or damaged, download it again"
                    .into()
            }
            Self::AfterEnd => {
                "bookings stand below the row that ends the statement; split it, one file a statement".into()
            }
            Self::Currency { code } => {
                format!("the account is kept in \"{code}\"; only đồng (VND) can be imported")
            }
        }
    }
}

impl Guess {
    fn vi(self) -> &'static str {
        match self {
            Self::Utf16NoMark => "UTF-16 không có dấu BOM",
            Self::Utf16Broken => "UTF-16 bị cắt hoặc hỏng",
            Self::EightBit => "bảng mã 8 bit như TCVN3, VNI hoặc Windows-1258",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::Utf16NoMark => "UTF-16 without a byte order mark",
            Self::Utf16Broken => "cut or broken UTF-16",
            Self::EightBit => "an 8-bit encoding such as TCVN3, VNI or Windows-1258",
        }
    }
}

/// A rule or profile file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub file: String,
    /// The key at fault, dotted, where one is.
    pub key: String,
    /// What is wrong, in English; the parser's own words where it speaks.
    pub detail: String,
}

impl ConfigError {
    pub(crate) fn new(file: &str, key: &str, detail: impl Display) -> Self {
        Self { file: file.to_owned(), key: key.to_owned(), detail: detail.to_string() }
    }

    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        format!(
            "tệp cấu hình {}, khóa \"{}\": {}; hãy sửa theo các tệp mẫu đi kèm",
            self.file, self.key, self.detail
        )
    }

    /// The message in English.
    pub fn en(&self) -> String {
        format!(
            "configuration file {}, key \"{}\": {}; see the bundled files for the form",
            self.file, self.key, self.detail
        )
    }
}

impl Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.vi(), self.en())
    }
}

impl std::error::Error for ConfigError {}
