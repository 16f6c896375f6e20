//! The bounds of a statement that is read, and what is said beyond them.

/// The most columns of a sheet.
pub(crate) const MOST_COLUMNS: u32 = 200;
/// The most rows of a sheet; the books take no more lines in one import.
pub(crate) const MOST_ROWS: u32 = 1_000_000;
/// The most characters of a memo; what is kept of a line has to fit into one record of the books.
pub(crate) const MOST_MEMO: usize = 16_000;
/// The most characters of the other side's name or account number.
pub(crate) const MOST_COUNTER: usize = 1_000;
/// The most bytes of a line: the longest memo and all that stands beside it, and far below what takes memory to cut.
pub(crate) const MOST_LINE: usize = 128 << 10;

/// A bound that a file goes beyond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A workbook that unpacks to more than 256 MiB, or whose cells repeat texts beyond measure.
    Inflated,
    /// A workbook of more than 60 sheets, or an archive that says so.
    Parts,
    /// A filled cell right of column 200 or below row 1,000,000.
    Cell {
        /// The cell as a spreadsheet names it.
        name: String,
    },
    /// A line of a text file over 128 KiB: no table has one.
    Line,
    /// A text longer than can be kept.
    Text {
        /// The column as the file names it.
        column: String,
        /// The most characters.
        most: usize,
    },
}

impl Limit {
    pub(super) fn vi(&self) -> String {
        match self {
            Self::Inflated => {
                "bảng tính quá lớn khi giải nén (hơn 256 MiB, hoặc một nội dung lặp lại quá nhiều lần); hãy \
                 xuất sao kê theo kỳ ngắn hơn hoặc lưu lại ở dạng CSV UTF-8"
                    .into()
            }
            Self::Parts => "bảng tính có hơn 60 trang tính; hãy lưu riêng trang sao kê ra một tệp".into(),
            Self::Cell { name } => format!(
                "ô {name} có dữ liệu nằm ngoài {MOST_COLUMNS} cột và 1.000.000 dòng đầu; hãy xóa dữ liệu ngoài bảng sao \
                 kê hoặc lưu bảng đó ở dạng CSV UTF-8"
            ),
            Self::Line => {
                "dòng này dài hơn 128 KiB nên không phải một dòng của bảng; tệp bị hỏng hoặc không phải \
                           CSV, hãy tải lại hoặc lưu lại ở dạng CSV UTF-8"
                    .into()
            }
            Self::Text { column, most } => format!(
                "cột \"{column}\": nội dung dài quá {most} ký tự; hãy sửa ở tệp gốc hoặc tải lại sao kê"
            ),
        }
    }

    pub(super) fn en(&self) -> String {
        match self {
            Self::Inflated => {
                "the workbook unpacks to too much (over 256 MiB, or one text again and again); export \
                 shorter periods or save it as CSV UTF-8"
                    .into()
            }
            Self::Parts => {
                "the workbook has more than 60 sheets; save the statement's sheet as a file of its own".into()
            }
            Self::Cell { name } => format!(
                "cell {name} is filled beyond the first {MOST_COLUMNS} columns and 1,000,000 rows; clear what stands \
                 outside the statement's table, or save the table as CSV UTF-8"
            ),
            Self::Line => "the line is over 128 KiB, which no line of a table is; the file is damaged or no CSV, download \
                           it again or save it as CSV UTF-8"
                .into(),
            Self::Text { column, most } => format!(
                "column \"{column}\": the text is over {most} characters; correct the source or download it again"
            ),
        }
    }
}
