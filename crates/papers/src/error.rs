//! Why there is no paper.

use documents::paper::PrintError;
use documents::register::RegisterError;
use documents::vietqr::{BanksError, VietQrError};
use domain::{AccountId, Code, GoodsReceiptNo, ReceiptNo, VoucherNo};
use ledger::LedgerError;
use projection_audit::rules::RulesError;

/// Why there is no paper. Nothing was printed.
#[derive(Debug, thiserror::Error)]
#[error("{} / {}", self.vi(), self.en())]
pub enum PaperError {
    /// The books do not hold it.
    Unknown {
        /// What was asked for, in Vietnamese.
        vi: String,
        /// In English.
        en: String,
    },
    /// The number is used up without an entry.
    Spoiled(VoucherNo),
    /// The receipt's negative stands in the books.
    Reversed(ReceiptNo),
    /// The negative of the goods-received note stands in the books.
    GoodsReversed(GoodsReceiptNo),
    /// Nobody knows yet who gave it.
    Unidentified(ReceiptNo),
    /// The range holds nothing that can be printed.
    Nothing,
    /// More slips or lines than one file may hold.
    TooMany {
        /// How many were asked for.
        asked: u64,
        /// How many one file may hold.
        most: u64,
    },
    /// The account's bank is not in the table of VietQR, or it is a cash box.
    NoBank(AccountId),
    /// The code was not declared.
    UnknownCode(Code),
    /// What the report is of is not named, or not as it must be.
    Subject {
        /// The report's name.
        report: String,
        /// What is needed, in Vietnamese.
        vi: &'static str,
        /// In English.
        en: &'static str,
    },
    /// A file of rules cannot be used.
    Rules(#[from] RulesError),
    /// The books cannot be read.
    Ledger(#[from] LedgerError),
    /// It cannot be set.
    Print(#[from] PrintError),
    /// No bank would take the code.
    VietQr(#[from] VietQrError),
    /// The table of banks cannot be used.
    Banks(#[from] BanksError),
    /// A report cannot be written.
    Register(#[from] RegisterError),
}

impl PaperError {
    /// The thing that is not in the books, by name and number.
    pub fn unknown(vi: &str, en: &str, number: impl std::fmt::Display) -> Self {
        Self::Unknown { vi: format!("{vi} {number}"), en: format!("{en} {number}") }
    }

    /// A stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "paper-unknown",
            Self::Spoiled(_) => "voucher-spoiled",
            Self::Reversed(_) | Self::GoodsReversed(_) => "receipt-reversed",
            Self::Unidentified(_) => "receipt-unidentified",
            Self::Nothing => "nothing-to-print",
            Self::TooMany { .. } => "too-many-to-print",
            Self::NoBank(_) => "bank-unknown",
            Self::UnknownCode(_) => "gift-code-unknown",
            Self::Subject { .. } => "report-subject",
            Self::Rules(_) => "report-rules",
            Self::Ledger(error) => error.code(),
            Self::Print(_) => "paper-incomplete",
            Self::VietQr(_) => "vietqr-invalid",
            Self::Banks(_) => "vietqr-banks",
            Self::Register(_) => "report-not-written",
        }
    }

    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::Unknown { vi, .. } => format!("sổ không có {vi}; hãy kiểm tra lại số"),
            Self::Spoiled(voucher) => format!(
                "số {voucher} đã hủy, không có chứng từ để in; số này vẫn nằm trong sổ đăng ký chứng từ"
            ),
            Self::Reversed(receipt) => format!(
                "khoản thu {receipt} đã ghi số âm; hãy in chứng từ đính chính, hoặc biên nhận của khoản ghi đúng"
            ),
            Self::GoodsReversed(receipt) => format!(
                "phiếu nhập hàng {receipt} đã ghi số âm; hãy in chứng từ đính chính, hoặc biên nhận của phiếu ghi đúng"
            ),
            Self::Unidentified(receipt) => {
                format!("khoản thu {receipt} chưa xác định người ủng hộ; hãy xác định trước rồi in biên nhận")
            }
            Self::Nothing => "không có gì để in trong phạm vi đã chọn; hãy chọn phạm vi khác".to_owned(),
            Self::TooMany { asked, most } => {
                format!("{asked} dòng hoặc biên nhận là quá nhiều cho một tệp; mỗi lần in tối đa {most}")
            }
            Self::NoBank(account) => format!(
                "tài khoản {account} không có mã ngân hàng VietQR; hãy chọn tài khoản ngân hàng có trong \
                 config/vietqr.toml"
            ),
            Self::UnknownCode(code) => {
                format!("mã ủng hộ {code} chưa được khai báo; hãy khai báo mã trước khi in mã QR")
            }
            Self::Subject { report, vi, .. } => format!("báo cáo {report}: {vi}"),
            Self::Rules(error) => error.vi(),
            Self::Ledger(error) => error.vi(),
            Self::Print(error) => error.vi(),
            Self::VietQr(error) => error.vi(),
            Self::Banks(error) => error.vi(),
            Self::Register(error) => error.vi(),
        }
    }

    /// The message in English.
    pub fn en(&self) -> String {
        match self {
            Self::Unknown { en, .. } => format!("the books do not hold {en}; check the number"),
            Self::Spoiled(voucher) => format!(
                "number {voucher} was cancelled and has no voucher to print; it stays in the register of vouchers"
            ),
            Self::Reversed(receipt) => format!(
                "receipt {receipt} was reversed; print the correction voucher, or the slip of the right entry"
            ),
            Self::GoodsReversed(receipt) => format!(
                "goods receipt {receipt} was reversed; print the correction voucher, or the slip of the right note"
            ),
            Self::Unidentified(receipt) => {
                format!("nobody knows yet who gave receipt {receipt}; identify it first, then print its slip")
            }
            Self::Nothing => "there is nothing to print in this range; choose another".to_owned(),
            Self::TooMany { asked, most } => {
                format!("{asked} lines or slips are too many for one file; print at most {most} at a time")
            }
            Self::NoBank(account) => format!(
                "account {account} has no VietQR bank number; choose a bank account whose bank is in \
                 config/vietqr.toml"
            ),
            Self::UnknownCode(code) => {
                format!("gift code {code} was not declared; declare it before printing its QR code")
            }
            Self::Subject { report, en, .. } => format!("report {report}: {en}"),
            Self::Rules(error) => error.en(),
            Self::Ledger(error) => error.en(),
            Self::Print(error) => error.en(),
            Self::VietQr(error) => error.en(),
            Self::Banks(error) => error.en(),
            Self::Register(error) => error.en(),
        }
    }
}
