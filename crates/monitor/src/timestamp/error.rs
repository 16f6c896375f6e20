//! Why a token proves no time.

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimestampError {
    /// The answer is cut, longer than 64 KiB, or not as RFC 3161 and RFC 5652 write it.
    #[error("thẻ thời gian sai dạng ở {place} / the time-stamp is malformed at: {place}")]
    Malformed {
        /// At what.
        place: &'static str,
    },
    /// The authority did not stamp.
    #[error("nơi đóng dấu thời gian từ chối (mã {status}) / the authority refused (status {status})")]
    Refused {
        /// Its status: 2 rejection, 3 waiting, 4 and 5 about revocation.
        status: u8,
    },
    /// It is about something else than these bytes.
    #[error(
        "thẻ thời gian không phải của điểm kiểm này / the time-stamp is not of this checkpoint: use the very bytes stamped"
    )]
    Imprint,
    /// It answers another request.
    #[error("thẻ trả lời một yêu cầu khác / the time-stamp answers another request")]
    Nonce,
    /// The authority's clock and this machine's are more than ten minutes apart.
    #[error(
        "đồng hồ lệch: thẻ ghi {token}, máy này {here} / the clocks differ: the token says {token}, this machine {here}"
    )]
    Clock {
        /// What the token says.
        token: String,
        /// What this machine says.
        here: String,
    },
    /// What is signed is not what the token says.
    #[error("nội dung thẻ đã bị thay đổi / the content of the time-stamp was changed")]
    Digest,
    /// The signature does not hold.
    #[error("chữ ký của thẻ thời gian không đúng / the signature of the time-stamp is wrong")]
    Signature,
    /// It is signed in a way that is not read here.
    #[error(
        "kiểu chữ ký {algorithm} không được hỗ trợ (dùng RSA từ 2048 bit hoặc ECDSA P-256, P-384 với SHA-2) / \
         signatures of type {algorithm} are not read (RSA from 2048 bits, ECDSA P-256 and P-384, with SHA-2 are)"
    )]
    Algorithm {
        /// The object identifier.
        algorithm: String,
    },
    /// The certificate that signed is not in the token and not the one that was given.
    #[error("không có chứng thư đã ký thẻ / the certificate that signed the time-stamp is missing")]
    NoCertificate,
    /// The certificate that signed does not lead to the one that was given.
    #[error(
        "chứng thư đã ký không do chứng thư được tin cấp ({why}) / the certificate that signed is not issued by the \
         trusted one ({why})"
    )]
    Untrusted {
        /// What is wrong with it.
        why: String,
    },
    /// It was not valid when the token was made.
    #[error(
        "chứng thư đã ký không còn hiệu lực lúc {at} / the certificate that signed was not valid at {at}"
    )]
    Expired {
        /// When.
        at: String,
    },
    /// It is not for time-stamping.
    #[error(
        "chứng thư đã ký không dùng cho dấu thời gian / the certificate that signed is not for time-stamping"
    )]
    Usage,
    /// The token names another certificate than the one that signed.
    #[error("thẻ ghi một chứng thư khác / the time-stamp names another certificate")]
    OtherCertificate,
    /// The file of trusted certificates holds none.
    #[error(
        "tệp chứng thư không có chứng thư X.509 nào đọc được (PEM hoặc DER) / the file holds no X.509 certificate that can be read (PEM or DER)"
    )]
    NoPinned,
    /// The authority cannot be reached, or answers otherwise than RFC 3161 says.
    #[error("không nhận được thẻ từ {url}: {why} / no time-stamp from {url}: {why}")]
    Unreachable {
        /// Where it was asked.
        url: String,
        /// What happened.
        why: String,
    },
}

impl TimestampError {
    pub(super) fn at(place: &'static str) -> Self {
        Self::Malformed { place }
    }
}
