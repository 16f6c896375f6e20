//! An invented journal of any length, with the difficulties of real memos.

use documents::paper::{Role, Signer};
use documents::register::{Align, Cell, Column, Register, Row, Sheet};
use jiff::civil::date;

/// A journal without its rows.
pub(crate) fn journal() -> Register {
    Register {
        issuer: vec![
            "ỦY BAN MTTQ VIỆT NAM TỈNH ĐỒNG THÁP".to_owned(),
            "Ban Vận động cứu trợ tỉnh Đồng Tháp".to_owned(),
            "Số 1 đường Mẫu, phường Cao Lãnh, tỉnh Đồng Tháp".to_owned(),
        ],
        title: "Sổ nhật ký chung".to_owned(),
        title_en: "General journal".to_owned(),
        subtitle: vec!["Từ ngày 01/07/2021 đến ngày 31/12/2021".to_owned(), "Đơn vị tính: đồng".to_owned()],
        columns: vec![
            Column::figures("STT", "No.", 6),
            Column::centred("Ngày ghi sổ", "Date", 10),
            Column { align: Align::Left, ..Column::centred("Số chứng từ", "Voucher", 11) },
            Column::text("Diễn giải", "Description", 40),
            Column::centred("Nợ", "Debit", 7),
            Column::centred("Có", "Credit", 7),
            Column::figures("Số tiền", "Amount", 15),
        ],
        sheet: Sheet::Landscape,
        totals: vec![vec![
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Text("Cộng phát sinh".to_owned()),
            Cell::Empty,
            Cell::Empty,
            Cell::Vnd(50_123_456_789),
        ]],
        footer: vec![
            "Sổ này có các trang đánh số liên tục. Ngày mở sổ: 01/07/2021.".to_owned(),
            "Mã băm của nhật ký: 3f2a…9c1e".to_owned(),
        ],
        signers: vec![
            Signer::unnamed(Role::Other("Người ghi sổ".to_owned(), "Bookkeeper".to_owned())),
            Signer::named(Role::ChiefAccountant, "Phạm Văn Sổ"),
            Signer::named(Role::UnitHead, "Lê Thị Ví Dụ"),
        ],
    }
}

/// The row of that number.
pub(crate) fn row(number: i64) -> Row {
    let memo = match number % 6 {
        0 => "UNG HO QUY PHONG CHONG COVID 19 TINH DONG THAP-110821-09:12:44 512211",
        1 => "Thu ủng hộ của nhà hảo tâm thử nghiệm, không chỉ định mục đích",
        2 => {
            "Chi hỗ trợ hộ bị phong tỏa đợt 3 tại ấp 3, xã Tháp Mười theo danh sách đã ký nhận đủ và được Ủy ban nhân dân \
              xã xác nhận ngày 05/08/2021 → đợt tiếp theo"
        }
        3 => "=SUM(A1:A9)",
        4 => "MBVCB.1234567890.0123456789012345678901234567890123456789012345678901234567890123456789012345",
        _ => "Hoàn trả tạm ứng 😀",
    };
    let amount = number * 123_457 * if number % 17 == 0 { -1 } else { 1 };
    vec![
        Cell::Int(number),
        Cell::Date(date(2021, 8, 5)),
        Cell::Text(format!("PT-{number:06}")),
        Cell::Text(memo.to_owned()),
        Cell::Text("1121".to_owned()),
        Cell::Text("3378".to_owned()),
        Cell::Vnd(amount),
    ]
}
