//! What an event is called in a journal.

use domain::{Event, books, giving, goods, relief};

type Words = (&'static str, &'static str);

pub(super) fn of(event: &Event) -> Words {
    match event {
        Event::ReceiptRecorded(_) => ("Thu tiền ủng hộ", "gift received"),
        Event::ReceiptReversed(_) => ("Ghi số âm khoản thu", "receipt reversed"),
        Event::ReceiptIdentified(_) => ("Xác định khoản thu", "receipt identified"),
        Event::BankMovementRecorded(_) => ("Dòng sao kê", "bank line"),
        Event::Books(event) => of_books(event),
        Event::Giving(event) => match event.as_ref() {
            giving::Event::EarmarkReleased(_) => ("Giải phóng địa chỉ ủng hộ", "earmark released"),
            giving::Event::ReceiptSupplemented(_) => ("Ghi bổ sung khoản thu", "receipt supplemented"),
            giving::Event::GiverCorrected(_) => ("Đính chính người ủng hộ", "giver corrected"),
            giving::Event::HeldReceiptTaken(_) => ("Tiếp nhận khoản thu sau thời hạn", "late receipt taken"),
            _ => ("Ủng hộ", "giving"),
        },
        Event::Goods(event) => of_goods(event),
        Event::Relief(event) => match event.as_ref() {
            relief::Event::Paid(_) => ("Chi tiền", "paid"),
            relief::Event::PaymentReversed(_) => ("Ghi số âm khoản chi", "payment reversed"),
            relief::Event::AdvanceSettled(_) => ("Thanh toán tạm ứng", "advance settled"),
            _ => ("Cứu trợ", "relief"),
        },
        Event::FundOpened(_) | Event::FundClosed(_) | Event::AccountAdded(_) => ("Quỹ", "fund"),
        Event::LineQuarantined(_) | Event::QuarantineDismissed(_) | Event::StatementImported(_) => {
            ("Sao kê", "statement")
        }
        Event::Inbox(_) => ("Thư, phản ánh", "messages from outside"),
        Event::Network(_) => ("Mạng lưới", "network"),
        Event::Oversight(_) => ("Giám sát", "supervision"),
        Event::Privacy(_) => ("Dữ liệu cá nhân", "personal data"),
    }
}

fn of_books(event: &books::Event) -> Words {
    match event {
        books::Event::OpeningBalanceSet(_) => ("Số dư đầu kỳ", "opening balance"),
        books::Event::MoneySent(_) => ("Chuyển tiền giữa các tài khoản", "money sent"),
        books::Event::MoneyArrived(_) => ("Nhận tiền đang chuyển", "money arrived"),
        books::Event::CashCounted(_) => ("Kiểm kê quỹ", "cash counted"),
        books::Event::DifferenceSettled(_) => ("Xử lý chênh lệch kiểm kê", "difference settled"),
        books::Event::VoucherSpoiled(_) => ("Hủy số chứng từ", "voucher spoiled"),
        _ => ("Sổ sách", "books"),
    }
}

fn of_goods(event: &goods::Event) -> Words {
    match event {
        goods::Event::GoodsReceived(_) => ("Nhập kho", "goods received"),
        goods::Event::GoodsIssued(_) => ("Xuất kho cứu trợ", "goods issued"),
        goods::Event::GoodsSent(_) => ("Xuất chuyển kho", "goods sent"),
        goods::Event::GoodsArrived(_) => ("Nhập chuyển kho", "goods arrived"),
        goods::Event::StockCounted(_) => ("Kiểm kê kho", "stock counted"),
        goods::Event::GoodsWrittenOff(_) => ("Xuất hủy", "goods written off"),
        goods::Event::LotRevalued(_) => ("Đánh giá lại lô hàng", "lot revalued"),
        goods::Event::KitsMade(_) => ("Đóng túi quà", "kits made"),
        goods::Event::KitsUnmade(_) => ("Mở túi quà", "kits unmade"),
        goods::Event::GoodsReceiptReversed(_) => ("Ghi số âm phiếu nhập", "goods receipt reversed"),
        goods::Event::GoodsIssueReversed(_) => ("Ghi số âm phiếu xuất", "goods issue reversed"),
        _ => ("Kho hàng", "goods"),
    }
}
