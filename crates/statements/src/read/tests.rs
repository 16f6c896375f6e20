//! Layouts of the five banks as they print them, and as the public converter left them; names are invented.

mod hostile;
mod refusals;
mod workbooks;

use std::sync::LazyLock;

use jiff::civil::date;

use crate::{Balances, Direction, Figure, Profiles, Reason, Statement, StatementError, read_statement};

static PROFILES: LazyLock<Profiles> = LazyLock::new(|| Profiles::bundled().unwrap());

fn read(profile: &str, bytes: &[u8]) -> Result<Statement, StatementError> {
    read_statement(bytes, "sao-ke.csv", PROFILES.get(profile).unwrap())
}

/// Each line in one text: number, date, time, direction, amount, balance, reference, memo, account, name.
fn shown(statement: &Statement) -> Vec<String> {
    let show = |line: &crate::Line| {
        let direction = match line.direction {
            Direction::Credit => '+',
            Direction::Debit => '-',
            Direction::Unknown => '?',
        };
        let amount = line.amount.map_or("?".to_owned(), |amount| amount.to_string());
        let fields = [
            line.date.to_string(),
            line.time.map(|time| time.to_string()).unwrap_or_default(),
            format!("{direction}{amount}"),
            line.balance.map(|balance| balance.to_string()).unwrap_or_default(),
            statement.text(line.reference).to_owned(),
            statement.text(line.memo).to_owned(),
            statement.text(line.counter_account).to_owned(),
            statement.text(line.counter_name).to_owned(),
        ];
        format!("{}|{}", line.number, fields.join("|"))
    };
    statement.lines.iter().map(show).collect()
}

#[track_caller]
fn check(profile: &str, text: &str, expected: &[&str]) -> Statement {
    let statement = read(profile, text.as_bytes()).unwrap();
    assert_eq!(shown(&statement), expected);
    statement
}

#[test]
fn vietcombank_s_own_print() {
    let text = "SAO KÊ TÀI KHOẢN / ACCOUNT STATEMENT,,,,,\n\
        Số tài khoản/Account number: 0011 0000 00001,,,Loại tiền/Currency: VND,,\n\
        Ngày GD/ TNX Date,Số CT/ Doc No,Số tiền ghi nợ/ Debit,Số tiền ghi có/ Credit,Số dư/ Balance,Nội dung chi tiết/ Transactions in detail\n\
        01/09/2024,5213.1,,50.000,,111111.010924.101010.xin cam on\n\
        01/09/2024,5213.1,,20.000,1.070.000,\"LY THI MAU\n chuyen tien\"\n\
        Page 1 of 2,,,,,\n\
        Ngày GD/ TNX Date,Số CT/ Doc No,Số tiền ghi nợ/ Debit,Số tiền ghi có/ Credit,Số dư/ Balance,Nội dung chi tiết/ Transactions in detail\n\
        02/09/2024,5078.2,55.000,,1.015.000,THU PHI\n\
        ,,,,,thang 08/2024\n\
        Cộng phát sinh,,55.000,70.000,,\n\
        Số dư cuối kỳ,,,,1.015.000,\n";
    let statement = check(
        "vietcombank",
        text,
        &[
            "4|2024-09-01||+50.000||5213.1|111111.010924.101010.xin cam on||",
            "5|2024-09-01||+20.000|1.070.000|5213.1|LY THI MAU\n chuyen tien||",
            "9|2024-09-02||-55.000|1.015.000|5078.2|THU PHI\nthang 08/2024||",
        ],
    );
    assert_eq!(statement.account.as_deref(), Some("0011000000001"));
    let control = &statement.control;
    assert_eq!((control.compared, control.breaks.len(), control.balances), (4, 0, Balances::LastOfDay));
    assert_eq!(control.opening.map(domain::Vnd::dong), Some(1_000_000));
    assert_eq!(statement.period, Some(((date(2024, 9, 1), None), (date(2024, 9, 2), None))));
}

#[test]
fn vietcombank_with_date_and_document_in_one_cell_and_retyped_without() {
    check(
        "vietcombank",
        "STT No.;Ngày/TNX Date/ Số CT/ Doc No;Ngày hiệu lực/Effective date;Số tiền ghi nợ/Debit;Số tiền ghi có/Credit;Số dư/Balance;Nội dung chi tiết/Transactions in detail\n\
         1;09/09/2024 5200.10001;09/09/2024;;1.000.000;;ung ho\n",
        &["2|2024-09-09||+1.000.000||5200.10001|ung ho||"],
    );
    check(
        "vietcombank",
        "THỐNG KÊ GIAO DỊCH NGÀY 11/9/2024\t\t\t\nSTT\tNGÀY GIAO DỊCH\tSỐ TIỀN\tDIỄN GIẢI\n1\t11/9/2024\t20.000\tung ho\n",
        &["3|2024-09-11||+20.000|||ung ho||"],
    );
    check(
        "vietcombank",
        "Số tham chiếu,Ngày giao dịch,Số tiền ghi nợ,Số tiền ghi có,Số dư,Mô tả\nD1,2024-09-11,0,20000,20000,ung ho\n",
        &["2|2024-09-11||+20.000|20.000|D1|ung ho||"],
    );
}

#[test]
fn the_converter_s_columns() {
    check(
        "vietcombank",
        "PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails\r\n1,01/09/2024,5213.4,,50.000,,ung ho\r\n",
        &["2|2024-09-01||+50.000||5213.4|ung ho||"],
    );
    let header = "PageId,Date,Time,DocumentNumber,ReferenceNumber,TransactionDetails,DebitAmount,CreditAmount,Balance,OffsetAccount\n";
    check(
        "vietinbank",
        &format!(
            "{header}1,10/09/2024,08:01:02,,,\"CT nhanh\n247\",,\"300,000\",,LY THI MAU – A/C\n2,10/09/2024,08:01:04,,,x,,\"1,000\",,\n"
        ),
        &[
            "2|2024-09-10|08:01:02|+300.000|||CT nhanh\n247||LY THI MAU – A/C",
            "4|2024-09-10|08:01:04|+1.000|||x||",
        ],
    );
    let agribank = format!(
        "{header}1,09/09/2024,,,7000001,ung ho,,\"500,000\",\"624,100\",\n1,10/09/2024,,,2,ung ho 50000,,,\"674,100\",\n"
    );
    let statement = check(
        "agribank",
        &agribank,
        &["2|2024-09-09||+500.000|624.100|7000001|ung ho||", "3|2024-09-10||+?|674.100|2|ung ho 50000||"],
    );
    let entry = &statement.quarantine[0];
    assert_eq!((entry.index, entry.reason, entry.column.as_str()), (1, Reason::Missing, "CreditAmount"));
    assert_eq!(entry.shown_by_balance.map(domain::Vnd::dong), Some(50_000));
}

#[test]
fn agribank_s_own_print_glues_balance_and_document() {
    let text = "Ngày giao dịch,Diễn giải,Ghi có,Số dư Số bút toán\n\
        09/09/2024,ung ho,\"500,000\",\"624,100 7000001\"\n\
        1237/1706,,,\n\"Người in: A\",,,Thời gian in: 1\n\
        10/09/2024,ung ho,\"50,000\",\"674,101 7000002\"\n";
    let statement = check(
        "agribank",
        text,
        &[
            "2|2024-09-09||+500.000|624.100|7000001|ung ho||",
            "5|2024-09-10||+50.000|674.101|7000002|ung ho||",
        ],
    );
    let found = statement.control.breaks[0];
    assert_eq!((found.figure, found.number, found.difference.dong()), (Figure::Balance, Some(5), 1));
}

#[test]
fn vietinbank_s_own_print_glues_number_and_date() {
    check(
        "vietinbank",
        "STT Ngày giao dịch,Nội dung,Số tiền,Tên người chuyển\n110/09/2024 08:01:02,ung ho,300.000,LY THI MAU – A/C\n210/09/2024 08:01:03,ung ho,1.000,\n",
        &[
            "2|2024-09-10|08:01:02|+300.000|||ung ho||LY THI MAU – A/C",
            "3|2024-09-10|08:01:03|+1.000|||ung ho||",
        ],
    );
    check(
        "vietinbank",
        "STT,Thời gian giao dịch,Nội dung,Số tiền,Tên người chuyển,Tài khoản đối ứng\n1,10/09/2024 08:01:02,ung ho,300.000,LY THI MAU,109882673***\n",
        &["2|2024-09-10|08:01:02|+300.000|||ung ho|109882673***|LY THI MAU"],
    );
}

#[test]
fn bidv_s_own_export_and_the_front_s_print_of_it() {
    let text = "Số tài khoản,12310000000001,,,,,\nSTT,Ngày HL,Số tham chiếu/Mã GD,Ghi nợ,Ghi có,Số dư,Mô tả/Diễn giải\n\
        Số dư đầu kỳ,,,,,\"1.000,00\",\n\
        1,19/9/2024,D1,,\"400.000,00\",\"401.000,00\",ung ho\n\
        2,19/9/2024,D2,\"1.100,00\",,\"399.900,00\",PHI\n\
        Cộng phát sinh,,,\"1.100,00\",\"400.000,00\",,\nSố dư cuối kỳ,,,,,\"399.900,00\",\n";
    let statement = check(
        "bidv",
        text,
        &["4|2024-09-19||+400.000|401.000|D1|ung ho||", "5|2024-09-19||-1.100|399.900|D2|PHI||"],
    );
    assert_eq!((statement.control.compared, statement.control.breaks.len()), (5, 0));
    assert_eq!(statement.account.as_deref(), Some("12310000000001"));
    check(
        "bidv",
        "STT Ngày giao dịch,Tài khoản chuyển,Số tiền,Nội dung\n119/9/2024 0:55:10,0091000639xxx,\"400.000,00\",ung ho\n219/9/2024 0:55:11,,\"1.000,00\",a\n",
        &["2|2024-09-19|00:55:10|+400.000|||ung ho|0091000639xxx|", "3|2024-09-19|00:55:11|+1.000|||a||"],
    );
}

#[test]
fn newest_first_is_turned_and_keeps_its_line_numbers() {
    let text = "Ngày,Số CT,Ghi nợ,Ghi có,Số dư,Diễn giải\n\
        02/09/2024,3,,30,160,c\n01/09/2024,2,,,130,b\n01/09/2024,1,,10,110,a\n";
    let statement = check(
        "vietcombank",
        text,
        &["4|2024-09-01||+10|110|1|a||", "3|2024-09-01||+?|130|2|b||", "2|2024-09-02||+30|160|3|c||"],
    );
    assert_eq!(statement.quarantine[0].index, 1);
    assert_eq!(statement.quarantine[0].shown_by_balance.map(domain::Vnd::dong), Some(20));
    let one_day =
        "Ngày,Ghi có,Số dư,Diễn giải\n01/09/2024,30,160,c\n01/09/2024,20,130,b\n01/09/2024,10,110,a\n";
    assert_eq!(read("vietcombank", one_day.as_bytes()).unwrap().lines[0].number, 4);
}

#[test]
fn a_doubtful_amount_is_quarantined_and_the_rest_is_read() {
    for (debit, credit, reason) in [
        ("", "", Reason::Missing),
        ("", "50.000 LY THI MAU", Reason::Garbled),
        ("", "-50.000", Reason::Negative),
        ("", "\"50.000,50\"", Reason::Fractional),
        ("", "\"50,000\"", Reason::MixedSeparators),
        ("", "1.000.00", Reason::MixedSeparators),
        ("", "9223372036854775808", Reason::TooLarge),
        ("1.000", "1.000", Reason::BothSides),
        ("", "1.000,spilled", Reason::CellCount),
    ] {
        let text = format!(
            "Ngày,Diễn giải,Ghi nợ,Ghi có\n01/09/2024,a,,10.000\n01/09/2024,b,{debit},{credit}\n01/09/2024,c,,7\n"
        );
        let statement = read("vietcombank", text.as_bytes()).unwrap();
        assert_eq!(statement.lines.len(), 3, "{reason:?}");
        let entry = &statement.quarantine[0];
        assert_eq!((entry.index, entry.reason), (1, reason));
        assert!(!entry.shape.contains("THI"), "{}", entry.shape);
        assert_eq!(statement.control.credits.dong(), 10_007);
    }
}

#[test]
fn a_reference_that_the_books_cannot_keep_is_quarantined_with_its_line() {
    let text = |reference: &str| {
        format!("Ngày,Số CT,Diễn giải,Ghi có\n01/09/2024,1,a,10.000\n01/09/2024,{reference},b,20.000\n")
    };
    let fits = read("vietcombank", text(&"ê".repeat(80)).as_bytes()).unwrap();
    assert!(fits.quarantine.is_empty());
    let statement = check(
        "vietcombank",
        &text(&"ê".repeat(81)),
        &["2|2024-09-01||+10.000||1|a||", "3|2024-09-01||+?|||b||"],
    );
    let entry = &statement.quarantine[0];
    assert_eq!((entry.index, entry.reason, entry.column.as_str()), (1, Reason::Garbled, "Số CT"));
    let glued = format!(
        "Ngày giao dịch,Diễn giải,Ghi có,Số dư Số bút toán\n09/09/2024,a,\"500,000\",\"624,100 {}\"\n",
        "7".repeat(81)
    );
    let entry = &read("agribank", glued.as_bytes()).unwrap().quarantine[0];
    assert_eq!((entry.reason, entry.column.as_str()), (Reason::Garbled, "Số dư Số bút toán"));
}

#[test]
fn every_encoding_that_is_certain_reads_alike() {
    let text = "Ngày,Diễn giải,Số tiền ghi có\n01/09/2024,Ủng hộ đồng bào,50.000\n";
    let expected = ["2|2024-09-01||+50.000|||Ủng hộ đồng bào||"];
    let utf16 = |mark: [u8; 2], swap: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(swap)).collect()
    };
    // Windows-1258 writes tones as marks behind the letter.
    let marked = text
        .replace('à', "a\u{300}")
        .replace('ễ', "ê\u{303}")
        .replace('ố', "ô\u{301}")
        .replace('ề', "ê\u{300}")
        .replace('ả', "a\u{309}");
    let marked = marked
        .replace('ó', "o\u{301}")
        .replace('Ủ', "U\u{309}")
        .replace('ộ', "ô\u{323}")
        .replace('ồ', "ô\u{300}");
    let (windows, _, lost) = encoding_rs::WINDOWS_1258.encode(&marked);
    assert!(!lost);
    for bytes in [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        utf16([0xFF, 0xFE], u16::to_le_bytes),
        utf16([0xFE, 0xFF], u16::to_be_bytes),
        windows.into_owned(),
    ] {
        assert_eq!(shown(&read("vietcombank", &bytes).unwrap()), expected);
    }
}
