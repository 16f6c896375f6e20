//! Problems that no rule of the fund knows: they come from the transport or from the server's own limits.

use axum::http::StatusCode;

use super::Problem;

/// The kind of problem in words, Vietnamese and English.
pub fn title(status: StatusCode) -> (&'static str, &'static str) {
    match status.as_u16() {
        400 => ("Yêu cầu không đọc được", "Unreadable request"),
        401 => ("Chưa xác thực", "Not authenticated"),
        403 => ("Không có quyền", "Not allowed"),
        404 => ("Không tìm thấy", "Not found"),
        405 => ("Phương thức không dùng được ở đây", "Method not allowed"),
        408 => ("Quá thời gian", "Timed out"),
        409 => ("Trái với sổ hiện tại", "In conflict with the books"),
        410 => ("Không còn", "Gone"),
        413 => ("Nội dung quá lớn", "Content too large"),
        415 => ("Kiểu nội dung không nhận", "Unsupported media type"),
        422 => ("Nội dung không hợp lệ", "Unacceptable content"),
        429 => ("Quá nhiều yêu cầu", "Too many requests"),
        503 => ("Tạm thời không phục vụ được", "Temporarily unavailable"),
        507 => ("Hết dung lượng đĩa", "Disk full"),
        _ => ("Lỗi máy chủ", "Server error"),
    }
}

impl Problem {
    /// The problem behind a bare status that the framework answered with.
    pub fn of_status(status: StatusCode) -> Self {
        let (code, vi, en) = match status {
            StatusCode::NOT_FOUND => (
                "not-found",
                "Không có địa chỉ này: xem danh sách ở /v1/openapi.json.",
                "There is nothing at this address: see /v1/openapi.json.",
            ),
            StatusCode::METHOD_NOT_ALLOWED => (
                "method-not-allowed",
                "Địa chỉ này không nhận phương thức đó: dùng một trong các phương thức ghi ở Allow.",
                "This address does not take that method: use one of those in the Allow header.",
            ),
            StatusCode::REQUEST_TIMEOUT => (
                "request-timeout",
                "Yêu cầu kéo dài quá lâu. Lệnh ghi có thể đã được ghi: hãy gửi lại với cùng Idempotency-Key.",
                "The request took too long. A write may have been recorded: send it again with the same \
                 Idempotency-Key.",
            ),
            _ => (
                "internal",
                "Máy chủ gặp lỗi, chi tiết nằm trong nhật ký. Hãy báo người quản trị kèm X-Request-Id.",
                "The server failed; the details are in its log. Tell the operator, with the X-Request-Id.",
            ),
        };
        Self::new(status, code, vi, en)
    }

    /// Nobody has signed in.
    pub fn unauthenticated() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "unauthenticated",
            "Cần mã truy cập còn hiệu lực: gửi tiêu đề Authorization: Bearer sv_...",
            "A valid token is needed: send the header Authorization: Bearer sv_...",
        )
        .at("Authorization")
    }

    /// Who signed in may not.
    pub fn forbidden(needed: &[domain::Role]) -> Self {
        let needed = needed.iter().map(|role| role.name()).collect::<Vec<_>>().join(", ");
        Self::new(
            StatusCode::FORBIDDEN,
            "forbidden",
            format!("Mã truy cập này không có quyền làm việc đó; cần vai trò: {needed}."),
            format!("This token may not do that; a role is needed: {needed}."),
        )
    }

    /// There is no such fund.
    pub fn fund_unknown(fund: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "fund-unknown",
            format!("Không có quỹ {fund}: xem danh sách ở /v1/funds."),
            format!("There is no fund {fund}: see /v1/funds."),
        )
        .at("fund")
    }

    /// More than `limit` bytes came.
    pub fn too_large(limit: usize) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "content-too-large",
            format!("Nội dung vượt giới hạn {limit} byte: hãy chia nhỏ."),
            format!("The content is over the limit of {limit} bytes: split it."),
        )
    }

    /// The content broke off.
    pub fn body_broken() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "body-broken",
            "Nội dung bị đứt giữa chừng: hãy gửi lại.",
            "The content broke off: send it again.",
        )
    }

    /// The caller, or all of them together, ask too much.
    pub fn too_many(en: &str, vi: &str) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", vi, en)
    }
}
