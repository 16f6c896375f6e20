//! The refusals of this part in Vietnamese.

use super::Refusal;
use crate::rejection::vi_day;

pub(super) fn text(refusal: &Refusal) -> String {
    match refusal {
        Refusal::PledgeOfNothing => "Đăng ký ủng hộ phải nêu số tiền hoặc hàng hóa.".into(),
        Refusal::DueBeforeToday { due_on, on } => format!(
            "Hạn thực hiện {} trước ngày đăng ký {}: kiểm tra lại ngày.",
            vi_day(*due_on),
            vi_day(*on)
        ),
        Refusal::ItemUnknown(item) => {
            format!("Danh mục không có mặt hàng {item}: thêm vào danh mục trước, hoặc kiểm tra lại mã.")
        }
        Refusal::QuantityNotPositive(item) => format!("Số lượng {item} phải lớn hơn 0."),
        Refusal::PledgeUnknown(pledge) => format!("Không có đăng ký ủng hộ số {pledge}."),
        Refusal::PledgeLapsed(pledge) => {
            format!("Đăng ký ủng hộ số {pledge} đã hết hiệu lực: ghi đăng ký mới nếu người ủng hộ hứa lại.")
        }
        Refusal::PledgeFulfilled(pledge) => format!(
            "Đăng ký ủng hộ số {pledge} đã thực hiện đủ: nêu rõ số tiền nếu khoản này vượt mức đăng ký."
        ),
        Refusal::FulfilledByThatAlready(pledge) => {
            format!("Khoản này đã được tính cho đăng ký ủng hộ số {pledge}.")
        }
        Refusal::GoodsReceiptUnknown(receipt) => {
            format!("Không có phiếu nhập kho thứ {receipt} còn hiệu lực: nhập kho trước.")
        }
        Refusal::GoodsFulfilAnother(receipt) => {
            format!("Phiếu nhập kho thứ {receipt} đã tính cho một đăng ký ủng hộ khác.")
        }
        Refusal::GoodsAreNoMoney => "Ủng hộ bằng hiện vật thì không ghi số tiền: bỏ trống số tiền.".into(),
        Refusal::ReceiptUnidentified(receipt) => {
            format!("Khoản thu số {receipt} chưa rõ người ủng hộ: xác định người ủng hộ trước.")
        }
        Refusal::ReceiptUsedUp { receipt, left } => {
            format!("Khoản thu số {receipt} chỉ còn {left} đồng chưa tính cho đăng ký nào.")
        }
        Refusal::ReceiptInNoPot(receipt) => format!(
            "Khoản thu số {receipt} chưa được tính là khoản ủng hộ (chưa rõ người gửi hoặc đến ngoài thời gian tiếp nhận): xử lý việc đó trước."
        ),
        Refusal::ReceiptRefunded(receipt) => {
            format!("Khoản thu số {receipt} đã hoàn trả: đảo khoản chi hoàn trả trước nếu hoàn nhầm.")
        }
        Refusal::GiverUnnamed(receipt) => format!(
            "Chưa ghi họ tên đúng của người ủng hộ khoản thu số {receipt}: ghi họ tên, hoặc chọn người ủng hộ không nêu tên."
        ),
        Refusal::NotAskedThere { message, receipt } => format!(
            "Tin nhắn số {message} không phải yêu cầu sửa tên của khoản thu số {receipt}: kiểm tra lại số tin nhắn."
        ),
        Refusal::NothingToRelease(receipt) => {
            format!("Khoản thu số {receipt} không còn phần nào có địa chỉ khác để chuyển mục đích.")
        }
        Refusal::ReleaseTooMuch { receipt, left } => {
            format!("Khoản thu số {receipt} chỉ còn {left} đồng có địa chỉ: ghi không quá số đó.")
        }
        Refusal::EarmarkSpent { unspent } => {
            format!(
                "Nguồn có địa chỉ này chỉ còn {unspent} đồng chưa chi và chưa giữ cho đề nghị nào: ghi không quá số đó."
            )
        }
        _ => of_window(refusal),
    }
}

fn of_window(refusal: &Refusal) -> String {
    match refusal {
        Refusal::WindowBackwards { first, last } => {
            format!("Ngày cuối {} phải sau ngày {}: kiểm tra lại ngày.", vi_day(*last), vi_day(*first))
        }
        Refusal::WindowOpenAlready { last } => format!(
            "Thời gian tiếp nhận trước kéo dài đến {}: hãy gia hạn, hoặc mở đợt mới sau ngày đó.",
            vi_day(*last)
        ),
        Refusal::NoWindow => {
            "Không có đợt tiếp nhận nào đang mở: mở đợt tiếp nhận theo quyết định mới.".into()
        }
        Refusal::DecisionLength { most } => {
            format!("Phải nêu số quyết định, từ 1 đến {most} ký tự.")
        }
        Refusal::ReceiptNotHeld(receipt) => {
            format!("Khoản thu số {receipt} không thuộc diện tạm giữ ngoài thời gian tiếp nhận.")
        }
        Refusal::GiftCodeDeclared(code) => format!("Mã ủng hộ {code} đã được khai báo: chọn mã khác."),
        Refusal::GiftCodeTooShort(code) => {
            format!("Mã ủng hộ {code} quá ngắn, dễ trùng với nội dung khác: dùng ít nhất 4 chữ và số.")
        }
        _ => String::new(),
    }
}
