//! What the program calls things, in Vietnamese and in English.

use domain::relief::{Content, OpenRequest, Outcome};
use domain::{DonorKind, MovementKind, QuarantineReason};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Thing, VIETNAM};

use crate::format::money;

/// The same in Vietnamese and in English.
pub(crate) type Both = (&'static str, &'static str);

/// Both, as one text.
pub(crate) fn both((vi, en): Both) -> String {
    format!("{vi} / {en}")
}

/// Who gave.
pub(crate) fn donor(kind: DonorKind) -> Both {
    match kind {
        DonorKind::Person => ("cá nhân", "person"),
        DonorKind::Organisation => ("tổ chức", "organisation"),
        DonorKind::Enterprise => ("doanh nghiệp", "enterprise"),
        DonorKind::Anonymous => ("ẩn danh", "anonymous"),
        DonorKind::Unidentified => ("chưa xác định", "unidentified"),
    }
}

/// What a bank line is that is no gift.
pub(crate) fn movement(kind: MovementKind) -> Both {
    match kind {
        MovementKind::Fee => ("phí ngân hàng", "bank fee"),
        MovementKind::Interest => ("lãi tiền gửi", "interest"),
        MovementKind::Payment => ("khoản chi", "payment"),
    }
}

/// Why a line waits for a person.
pub(crate) fn reason(reason: QuarantineReason) -> Both {
    match reason {
        QuarantineReason::AmountMissing => ("không in số tiền", "no amount is printed"),
        QuarantineReason::AmountGarbled => {
            ("số tiền không đọc chắc được", "the amount cannot be read with certainty")
        }
        QuarantineReason::AmountOutOfRange => {
            ("số tiền âm, lẻ dưới một đồng hoặc quá lớn", "the amount is below zero, a fraction or too large")
        }
        QuarantineReason::AmountAmbiguous => {
            ("có cả tiền vào và tiền ra, hoặc có phí kèm theo", "money both in and out, or a fee beside it")
        }
        QuarantineReason::PossibleDouble => ("có thể đã ghi trong sổ", "it may be in the books already"),
    }
}

/// A thing of the books, by its number or code.
pub(crate) fn thing(thing: &Thing) -> String {
    let (kind, name): (Both, String) = match thing {
        Thing::Allocation(number) => (("quyết định phân bổ", "allocation"), number.to_string()),
        Thing::BoxCode(code) => (("mã thùng", "box"), code.to_string()),
        Thing::CashCount(number) => (("kiểm quỹ", "cash count"), number.to_string()),
        Thing::Erasure(number) => (("yêu cầu xoá dữ liệu", "erasure request"), number.to_string()),
        Thing::Finding(number) => (("kiến nghị", "finding"), number.to_string()),
        Thing::GoodsReceipt(number) => (("lần nhập", "goods receipt"), number.to_string()),
        Thing::Issue(number) => (("lần xuất", "issue"), number.to_string()),
        Thing::Lot(number) => (("lô", "lot"), number.to_string()),
        Thing::Message(number) => (("thư", "message"), number.to_string()),
        Thing::Movement(number) => (("lần chuyển tiền", "movement"), number.to_string()),
        Thing::Need(number) => (("nhu cầu", "need"), number.to_string()),
        Thing::Payment(number) => (("lần chi", "payment"), number.to_string()),
        Thing::Pledge(number) => (("cam kết", "pledge"), number.to_string()),
        Thing::Request(number) => (("đề nghị", "request"), number.to_string()),
        Thing::Shipment(number) => (("chuyến hàng", "shipment"), number.to_string()),
        Thing::StockCount(number) => (("kiểm kê kho", "stock count"), number.to_string()),
        Thing::Voucher(number) => (("chứng từ", "voucher"), number.to_string()),
    };
    format!("{} {name}", both(kind))
}

/// How far an open request is.
pub(crate) fn progress(open: &OpenRequest, today: Date) -> Both {
    match open {
        open if open.expires_on < today => ("hết hạn", "expired"),
        OpenRequest { approved: true, .. } => ("đã duyệt", "approved"),
        OpenRequest { held: true, .. } => ("chờ bổ sung", "held"),
        _ => ("chờ duyệt", "waiting"),
    }
}

/// How a request ended.
pub(crate) fn ended(outcome: Outcome) -> Both {
    match outcome {
        Outcome::Open => ("chờ duyệt", "waiting"),
        Outcome::Done => ("đã thực hiện", "done"),
        Outcome::Refused => ("bị từ chối", "refused"),
        Outcome::Withdrawn => ("đã rút", "withdrawn"),
    }
}

/// What is asked, in one line.
pub(crate) fn content(content: &Content) -> String {
    let to = content.payee().map_or_else(String::new, |party| format!(" -> {party}"));
    match content {
        Content::Payment(asked) => {
            format!("chi tiền / pay {} ({}), {}{to}", money(asked.amount), asked.account, asked.head)
        }
        Content::Refund(asked) => format!(
            "hoàn trả khoản thu số {receipt} / give back receipt {receipt}: {} ({})",
            money(asked.amount),
            asked.account,
            receipt = asked.receipt
        ),
        Content::Issue(asked) => {
            let goods = asked.lines.iter().map(|line| format!("{} {}", line.quantity, line.item));
            let goods = goods.collect::<Vec<_>>().join(", ");
            format!("xuất kho / issue {goods} ({}), {}{to}", asked.warehouse, asked.head)
        }
        Content::WriteOff(asked) => {
            let goods = asked.lines.iter().map(|line| format!("{} {}", line.quantity, line.item));
            let goods = goods.collect::<Vec<_>>().join(", ");
            format!("xuất hủy / write off {goods} ({})", asked.warehouse)
        }
    }
}

/// A moment on Vietnam's clock.
pub(crate) fn moment(at: Timestamp) -> String {
    let time = VIETNAM.to_datetime(at).strftime("%d/%m/%Y %H:%M:%S");
    format!("{time} (giờ Việt Nam / Vietnam time)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_vietnams() {
        let late: Timestamp = "2024-09-10T17:30:00Z".parse().unwrap();
        assert!(moment(late).starts_with("11/09/2024 00:30:00 "), "{}", moment(late));
    }
}
