//! Why a file is not kept or not given. Messages name it by its digest, never by what is in it.

use thiserror::Error;

use crate::VaultError;

/// What went wrong, Vietnamese first, with what to do about it.
#[derive(Debug, Error)]
pub enum EvidenceError {
    /// More bytes than a file may have.
    #[error(
        "tệp lớn hơn {limit} MB nên không nhận; hãy quét ở độ phân giải thấp hơn hoặc chia thành nhiều tệp / \
         the file is over {limit} MB and is not taken; scan it at a lower resolution or split it"
    )]
    TooLarge {
        /// The most, in MB.
        limit: usize,
    },
    /// Nothing that is kept.
    #[error(
        "tệp không phải PDF hoặc ảnh JPEG, PNG, WebP (nội dung quyết định, không phải tên tệp); hãy quét hoặc chụp lại giấy tờ / \
         the file is neither a PDF nor a JPEG, PNG or WebP picture (its content decides, not its name); scan the paper again"
    )]
    Kind,
    /// No such file here.
    #[error(
        "sổ không giữ tệp {0}: giấy tờ được lưu ở nơi khác / the file {0} is not kept here: the paper lies elsewhere"
    )]
    Missing(String),
    /// Its bytes are not what its digest says.
    #[error(
        "tệp {0} đã hỏng hoặc bị sửa, không đưa ra; hãy phục hồi từ bản sao lưu / \
         the file {0} is damaged or was changed, and is not given; restore it from a backup"
    )]
    Damaged(String),
    /// Its key was destroyed.
    #[error("tệp {0} đã được xóa / the file {0} was erased")]
    Erased(String),
    /// The key store does not know its key: it is older than the file.
    #[error(
        "kho khóa không biết khóa của tệp {0}; hãy phục hồi thư mục khóa mới nhất / \
         the key store does not know the key of the file {0}; restore the newest key directory"
    )]
    KeyUnknown(String),
    /// The disk or the key store.
    #[error("{0}")]
    Vault(#[from] VaultError),
}
