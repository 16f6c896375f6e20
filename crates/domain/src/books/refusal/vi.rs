//! The refusals of this part in Vietnamese.

use super::super::{Missing, Span};
use super::{Refusal, named};
use crate::money::Vnd;
use crate::rejection::vi_day;

pub(super) fn text(refusal: &Refusal) -> String {
    match refusal {
        Refusal::PeriodClosed { given, open_from } => format!(
            "Kỳ đến {} đã khóa: ghi vào ngày {} hoặc sau, ngày chứng từ gốc ghi ở document_on (ngày {}).",
            open_from.yesterday().map_or_else(|_| vi_day(*open_from), vi_day),
            vi_day(*open_from),
            vi_day(*given)
        ),
        Refusal::DocumentAfterEntry { document_on, effective_on } => format!(
            "Ngày chứng từ {} sau ngày ghi sổ {}: kiểm tra lại hai ngày.",
            vi_day(*document_on),
            vi_day(*effective_on)
        ),
        Refusal::PeriodBackwards { first, last } => {
            format!("Kỳ từ {} đến {} không hợp lệ: kiểm tra lại ngày.", vi_day(*first), vi_day(*last))
        }
        Refusal::CorrectionUnknown(voucher) => {
            format!("Không có chứng từ đính chính số {voucher}: kiểm tra lại số.")
        }
        Refusal::SignedAlready(voucher) => {
            format!("Chứng từ đính chính số {voucher} đã ký hoặc đã hủy, không cần ký nữa.")
        }
        Refusal::OwnCorrection(voucher) => {
            format!("Người lập chứng từ {voucher} không được tự ký: kế toán trưởng khác phải ký.")
        }
        Refusal::PublishedAlready { on } => {
            format!("Chính báo cáo này đã công khai ngày {}.", vi_day(*on))
        }
        Refusal::NotYetWritten { known_at, head } => {
            format!("Sổ mới có {head} sự kiện, báo cáo ghi {known_at}: lập lại báo cáo rồi công khai bản đó.")
        }
        Refusal::NotOverYet { last, on } => format!(
            "Kỳ đến {} chưa kết thúc vào ngày {}: chờ hết kỳ rồi mới thực hiện.",
            vi_day(*last),
            vi_day(*on)
        ),
        Refusal::PeriodNotWhole { last, span } => {
            let span = if *span == Span::Year { "năm" } else { "tháng" };
            format!("Ngày {} không phải ngày cuối {span}: chọn đúng ngày cuối {span}.", vi_day(*last))
        }
        Refusal::PeriodNotNext { last, closed, months } => {
            let months = months.map_or_else(String::new, |day| format!(", các tháng đến {}", vi_day(day)));
            format!(
                "Không khóa được kỳ đến {}: sổ đã khóa đến {}{months}; hãy khóa lần lượt kỳ kế tiếp.",
                vi_day(*last),
                vi_day(*closed)
            )
        }
        Refusal::PeriodNotReady { last, missing: list } => {
            let more = |count| format!("và {count} việc khác");
            format!("Chưa khóa được kỳ đến {}: {}.", vi_day(*last), named(list, missing, more))
        }
        _ => of_account(refusal),
    }
}

fn of_copy(refusal: &Refusal) -> String {
    match refusal {
        Refusal::VoucherUnknown(voucher) => format!("Không có chứng từ số {voucher}: kiểm tra lại số."),
        Refusal::TitleUnfit { longest } => {
            format!("Tên bản công khai phải có chữ, không quá {longest} ký tự và không xuống dòng.")
        }
        Refusal::CopyIsOriginal => {
            "Bản công khai trùng với bản gốc, chưa che gì: che tên người rồi tải bản đã che.".to_owned()
        }
        Refusal::CopyPublishedAlready { of, on } => {
            format!("Bản này đã công khai ngày {} cùng chứng từ {of}.", vi_day(*on))
        }
        Refusal::CopyUnknown(copy) => format!("Không có bản công khai {copy}, hoặc đã gỡ."),
        Refusal::FileNotKept(file) => {
            format!("Sổ không giữ tệp {file} hoặc không đọc được: tải tệp đó lên trước.")
        }
        _ => String::new(),
    }
}

fn missing(missing: &Missing) -> String {
    match missing {
        Missing::Signature(voucher) => format!("chứng từ {voucher} chờ kế toán trưởng ký"),
        Missing::Decision(item) => format!("dòng sao kê chờ xử lý số {item} phải ghi sổ hoặc loại bỏ"),
        Missing::CashCount(account) => format!("quỹ {account} phải kiểm kê vào ngày cuối kỳ"),
        Missing::Reconciliation(account) => format!("tài khoản {account} phải đối chiếu đến ngày cuối kỳ"),
    }
}

fn of_account(refusal: &Refusal) -> String {
    match refusal {
        Refusal::AccountEnded { account, on } => {
            format!("Tài khoản {account} đã ngừng từ sau ngày {}: ghi vào tài khoản khác.", vi_day(*on))
        }
        Refusal::AccountNotEmpty { account, balance } => {
            format!("Tài khoản {account} còn {balance} đồng: chuyển hết trước khi ngừng.")
        }
        Refusal::MoneyOnItsWay { account, movement } => {
            format!("Tiền của lần chuyển số {movement} đang về {account}: ghi nhận tiền về trước khi ngừng.")
        }
        Refusal::OpeningSetAlready(account) => {
            format!("Số dư đầu kỳ của {account} với nguồn này đã ghi: đính chính bằng bút toán khác.")
        }
        Refusal::OpeningAfterMovement { account, first } => format!(
            "Tài khoản {account} đã có phát sinh từ {}: số dư đầu kỳ phải ghi từ ngày đó trở về trước.",
            vi_day(*first)
        ),
        Refusal::SameAccount(account) => format!("Nơi chuyển và nơi nhận đều là {account}: chọn lại."),
        Refusal::BalanceTooLow { account, balance } => {
            format!("{account} chỉ còn {balance} đồng chưa giữ cho đề nghị nào: ghi không quá số đó.")
        }
        Refusal::NoCashBox(account) => {
            format!("{account} không phải quỹ tiền mặt: chỉ kiểm kê quỹ tiền mặt.")
        }
        Refusal::NotReconciled { account, booked, printed, difference } => format!(
            "{account}: sao kê {printed} đồng, sổ {booked} đồng, chênh lệch {difference} đồng: tìm nguyên nhân, phần đang trên đường ghi ở outstanding."
        ),
        Refusal::OutstandingUnexplained { account, unprinted } => format!(
            "{account}: các khoản ngân hàng chưa in chỉ giải thích {unprinted} đồng chênh lệch: ghi rõ lý do phần còn lại."
        ),
        _ => of_money(refusal),
    }
}

fn of_money(refusal: &Refusal) -> String {
    match refusal {
        Refusal::MoveUnknown(movement) => format!("Không có lần chuyển tiền số {movement}."),
        Refusal::ArrivedAlready(movement) => format!("Tiền của lần chuyển số {movement} đã về."),
        Refusal::ArrivedOtherAmount { movement, sent, given } => {
            format!(
                "Lần chuyển số {movement} gửi {sent} đồng, không phải {given} đồng: kiểm tra lại số tiền."
            )
        }
        Refusal::ArrivedBeforeSent { movement, sent_on } => format!(
            "Lần chuyển số {movement} gửi ngày {}: tiền không thể về trước ngày đó.",
            vi_day(*sent_on)
        ),
        Refusal::OtherReceipt { receipt, account, amount } => format!(
            "Khoản thu số {receipt} không phải {amount} đồng vào {account}: kiểm tra lại số khoản thu."
        ),
        Refusal::CountedBelowZero(counted) => {
            format!("Số kiểm kê không thể nhỏ hơn 0 ({counted} đồng).")
        }
        Refusal::CountUnknown(count) => format!("Không có lần kiểm kê số {count}."),
        Refusal::SettledBeforeCount { count, on } => {
            format!("Lần kiểm kê số {count} vào ngày {}: xử lý từ ngày đó trở đi.", vi_day(*on))
        }
        Refusal::NotTheDifference { count, open } => difference(*count, *open),
        Refusal::FreeMoneyTooLow { free } => {
            format!("Tiền không kèm điều kiện chỉ còn {free} đồng, không đủ bù khoản thiếu.")
        }
        _ => of_copy(refusal),
    }
}

fn difference(count: crate::ids::CountNo, open: Vnd) -> String {
    let what = if open < Vnd::ZERO { "thiếu" } else { "thừa" };
    format!(
        "Lần kiểm kê số {count} còn chênh lệch {open} đồng chưa xử lý ({what} thì ghi {}): ghi cùng dấu và không quá số đó.",
        if open < Vnd::ZERO {
            "thu hồi hoặc xử lý thiếu"
        } else {
            "nhận ủng hộ hoặc trả lại"
        }
    )
}
