//! XLSX written here and read back: title rows, typed cells, a second sheet.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{read, shown};
use crate::{Figure, Reason};

const HEADER: [&str; 12] = [
    "Ngày KH thực hiện/Requesting date",
    "Ngày giao dịch/Transaction date",
    "Số bút toán/Reference number",
    "Ngân hàng đối tác/Remitter's bank",
    "Tài khoản đích/Remitter's account number",
    "Tên tài khoản đối ứng/Remitter's account name",
    "Diễn giải/Description",
    "Nợ/Debit",
    "Có/Credit",
    "Phí/Lãi Fee/Interest",
    "Thuế/Transaction VAT",
    "Số dư/Running balance",
];

fn techcombank(total_credit: f64) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "Lời ngỏ").unwrap();
    let sheet = book.add_worksheet();
    sheet.write_string(1, 0, "SAO KÊ TÀI KHOẢN").unwrap();
    sheet.write_string(2, 0, "Số tài khoản/Account number").unwrap();
    sheet.write_string(2, 2, "1903 0000 0001").unwrap();
    sheet.write_string(3, 0, "Số dư đầu kỳ/Opening balance").unwrap();
    sheet.write_number(3, 2, 1_000_000.0).unwrap();
    sheet.write_string(4, 0, "Tổng tiền ghi có/Total credits").unwrap();
    sheet.write_number(4, 2, total_credit).unwrap();
    for (column, name) in (0..).zip(HEADER) {
        sheet.write_string(6, column, name).unwrap();
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let moment = ExcelDateTime::from_ymd(2024, 9, 12).unwrap();
    sheet.write_datetime_with_format(7, 1, moment.and_hms(8, 5, 1).unwrap(), &day).unwrap();
    sheet.write_string(7, 2, "FT24256000000001").unwrap();
    sheet.write_string(7, 4, "0091000639xxx").unwrap();
    sheet.write_string(7, 5, "LY THI MAU").unwrap();
    sheet.write_string(7, 6, "ung ho").unwrap();
    sheet.write_number(7, 8, 500_000.0).unwrap();
    sheet.write_number(7, 11, 1_500_000.0).unwrap();
    sheet.write_string(8, 1, "12/09/2024").unwrap();
    sheet.write_string(8, 6, "phi").unwrap();
    sheet.write_string(8, 9, "11,000").unwrap();
    sheet.write_string(8, 10, "1,100").unwrap();
    sheet.write_string(8, 11, "1,487,900").unwrap();
    sheet.write_string(9, 1, "13/09/2024").unwrap();
    sheet.write_string(9, 6, "a").unwrap();
    sheet.write_number(9, 8, 1.234).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn techcombank_s_workbook_with_its_summary() {
    let statement = read("techcombank", &techcombank(500_000.0)).unwrap();
    assert_eq!(
        shown(&statement),
        [
            "8|2024-09-12|08:05:01|+500.000|1.500.000|FT24256000000001|ung ho|0091000639xxx|LY THI MAU",
            "9|2024-09-12||-12.100|1.487.900||phi||",
            "10|2024-09-13||+?|||a||",
        ]
    );
    assert_eq!(statement.account.as_deref(), Some("190300000001"));
    assert_eq!(statement.quarantine[0].reason, Reason::Fractional);
    assert_eq!((statement.control.compared, statement.control.breaks.len()), (2, 0));
}

#[test]
fn a_total_that_the_lines_do_not_give_is_a_break() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Tổng tiền ghi có: 600.000 VND").unwrap();
    for (column, name) in (0..).zip(["Ngày", "Diễn giải", "Ghi có"]) {
        sheet.write_string(1, column, name).unwrap();
    }
    sheet.write_string(2, 0, "12/09/2024").unwrap();
    sheet.write_string(2, 2, "500.000").unwrap();
    let statement = read("vietcombank", &book.save_to_buffer().unwrap()).unwrap();
    let found = statement.control.breaks[0];
    assert_eq!((found.figure, found.difference.dong()), (Figure::TotalCredits, 100_000));
}
