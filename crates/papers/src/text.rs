//! The words of papers for what the books keep as codes.

use domain::giving::WhyCorrected;
use domain::goods::{Condition, ValueSource, WriteOffReason};
use domain::{Code, DonorKind, ReversalReason};
use vault::Row;

/// How a donor stands on a paper: by name where one is known.
pub(crate) fn donor(kind: DonorKind, name: &str) -> String {
    match kind {
        DonorKind::Unidentified => "Chưa xác định người ủng hộ".to_owned(),
        _ if !name.trim().is_empty() => name.trim().to_owned(),
        DonorKind::Person | DonorKind::Anonymous => "Người ủng hộ không nêu tên".to_owned(),
        DonorKind::Organisation => "Tổ chức không nêu tên".to_owned(),
        DonorKind::Enterprise => "Doanh nghiệp không nêu tên".to_owned(),
    }
}

/// What a person added to an entry: the treasurer's note, else the memo.
pub(crate) fn remark(row: &Row<'_>) -> String {
    let text = if row.note.trim().is_empty() { &row.memo } else { &row.note };
    text.trim().to_owned()
}

/// Two texts in one: "lý do: giải trình".
pub(crate) fn with(text: &str, more: &str) -> String {
    if more.is_empty() { text.to_owned() } else { format!("{text}: {more}") }
}

pub(crate) fn condition(condition: Condition) -> &'static str {
    match condition {
        Condition::New => "mới",
        Condition::Used => "đã qua sử dụng, còn tốt",
        Condition::Damaged => "hư hỏng",
    }
}

pub(crate) fn value_source(source: ValueSource) -> &'static str {
    match source {
        ValueSource::Invoice => "hóa đơn",
        ValueSource::Declaration => "người ủng hộ kê khai",
        ValueSource::PriceList => "bảng giá trong ngày",
        ValueSource::Estimate => "biên bản định giá",
        ValueSource::Unknown => "chưa định giá",
    }
}

pub(crate) fn write_off(reason: WriteOffReason) -> &'static str {
    match reason {
        WriteOffReason::Expired => "hết hạn sử dụng",
        WriteOffReason::Spoiled => "hư hỏng",
        WriteOffReason::Lost => "hao hụt, mất mát",
    }
}

pub(crate) fn reversal(reason: ReversalReason) -> &'static str {
    match reason {
        ReversalReason::RecordedTwice => "Ghi trùng một khoản thu",
        ReversalReason::WrongAmount => "Ghi sai số tiền; khoản đúng được ghi tiếp theo",
        ReversalReason::WrongAccount => "Ghi sai tài khoản; khoản đúng được ghi tiếp theo",
        ReversalReason::BankReturned => "Ngân hàng hoàn trả người chuyển",
        ReversalReason::Other => "Lý do khác",
    }
}

pub(crate) fn why_corrected(why: WhyCorrected) -> &'static str {
    match why {
        WhyCorrected::GiverAsked => "Người ủng hộ yêu cầu",
        WhyCorrected::Mistyped => "Ghi nhầm khi nhập",
        WhyCorrected::OnBehalf => "Người nộp, chuyển tiền làm thay người ủng hộ",
        WhyCorrected::Other => "Lý do khác",
    }
}

/// A reason that the books keep as a code, as a sentence has it.
pub(crate) fn reason(code: &Code) -> String {
    match code.as_str() {
        "wrong-amount" => "Ghi sai số tiền".to_owned(),
        "wrong-account" => "Ghi sai tài khoản".to_owned(),
        "wrong-payee" => "Chi sai người nhận".to_owned(),
        "wrong-quantity" => "Ghi sai số lượng".to_owned(),
        "wrong-item" => "Ghi sai mặt hàng".to_owned(),
        "recorded-twice" | "double" => "Ghi trùng".to_owned(),
        "returned" | "bank-returned" => "Bị hoàn trả".to_owned(),
        other => format!("Mã lý do {other}"),
    }
}
