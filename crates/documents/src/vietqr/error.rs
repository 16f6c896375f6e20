//! Why a VietQR code cannot be made or read.

/// What is wrong with a payment or with a scanned text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} / {}", self.vi(), self.en())]
pub enum VietQrError {
    /// The bank number is not six digits.
    Bin,
    /// The account is not 1 to 19 letters and digits.
    Account,
    /// The amount is not above zero, or has more than 13 digits.
    Amount,
    /// The memo is empty, longer than 25, or not plain ASCII.
    Purpose,
    /// The fields cannot be told apart.
    Form,
    /// The checksum does not fit: the text was cut or changed.
    Checksum,
    /// A payment code of another system, currency or country.
    Foreign,
}

impl VietQrError {
    /// The message in Vietnamese.
    pub fn vi(self) -> String {
        match self {
            Self::Bin => "mã ngân hàng (BIN) phải gồm đúng 6 chữ số; hãy tra trong config/vietqr.toml",
            Self::Account => "số tài khoản phải gồm 1 đến 19 chữ hoặc số, không có dấu cách; hãy nhập lại",
            Self::Amount => "số tiền phải lớn hơn 0 và không quá 13 chữ số; hãy nhập lại",
            Self::Purpose => "nội dung chuyển khoản phải có 1 đến 25 ký tự không dấu; hãy rút ngắn và bỏ dấu",
            Self::Form => "mã QR bị hỏng hoặc không phải VietQR; hãy quét lại",
            Self::Checksum => "mã QR sai mã kiểm tra: bị cắt hoặc bị sửa; hãy quét lại bản gốc",
            Self::Foreign => "mã QR không thuộc VietQR (NAPAS, đồng Việt Nam); hãy dùng mã VietQR",
        }
        .to_owned()
    }

    /// The message in English.
    pub fn en(self) -> String {
        match self {
            Self::Bin => "the bank number (BIN) is exactly 6 digits; look it up in config/vietqr.toml",
            Self::Account => "an account is 1 to 19 letters or digits without spaces; enter it again",
            Self::Amount => "the amount is above 0 and has at most 13 digits; enter it again",
            Self::Purpose => {
                "the memo has 1 to 25 plain ASCII characters; shorten it and leave out the marks"
            }
            Self::Form => "the QR code is damaged or no VietQR; scan it again",
            Self::Checksum => {
                "the checksum of the QR code does not fit: it was cut or changed; scan the original"
            }
            Self::Foreign => "this is no VietQR code (NAPAS, in đồng); use a VietQR code",
        }
        .to_owned()
    }
}
