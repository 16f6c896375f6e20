//! Files that are refused whole, and arbitrary bytes.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{PROFILES, read};

/// The refusal names the file, the line where there is one, and says these words in both languages.
#[track_caller]
fn check(profile: &str, bytes: &[u8], line: Option<u32>, vi: &[&str], en: &[&str]) {
    let error = read(profile, bytes).unwrap_err();
    assert_eq!(error.line, line, "{error}");
    for (message, words) in [(error.vi(), vi), (error.en(), en)] {
        assert!(message.starts_with("sao-ke.csv"), "{message}");
        assert!(words.iter().all(|word| message.contains(word)), "{message} lacks {words:?}");
        assert!(!message.contains("MAU"), "a message shows a cell: {message}");
    }
}

const HEAD: &str = "Ngày,Diễn giải,Ghi nợ,Ghi có\n01/09/2024,a,,10.000\n";

#[test]
fn nothing_and_no_lines() {
    check("vietcombank", b"", None, &["tệp rỗng"], &["empty"]);
    check("vietcombank", b"\n \r\n", None, &["tệp rỗng"], &["empty"]);
    check(
        "vietcombank",
        "Ngày,Diễn giải,Ghi có\n".as_bytes(),
        None,
        &["không có giao dịch"],
        &["no booking"],
    );
}

#[test]
fn missing_columns_say_what_was_found_and_wanted() {
    check(
        "vietcombank",
        "Ngày,Ghi có,Chuyện khác\n01/09/2024,1,LY THI MAU\n".as_bytes(),
        None,
        &["[Ngày, Ghi có]", "Nội dung chi tiết", "--profile"],
        &["[Ngày, Ghi có]", "wanted [Nội dung chi tiết", "--profile"],
    );
    check("bidv", b"a,b\n1,2\n", None, &["[]"], &["recognised []"]);
    check("vietcombank", "Ngµy,DiÔn gi¶i\n".as_bytes(), None, &["TCVN3"], &["TCVN3"]);
}

#[test]
fn dates_that_do_not_exist_or_are_missing() {
    let bad = |row: &str| format!("{HEAD}{row}\n").into_bytes();
    check(
        "vietcombank",
        &bad("31/02/2024,LY THI MAU,,1"),
        Some(3),
        &["\"Ngày\"", "31/02/2024"],
        &["\"Ngày\"", "31/02/2024"],
    );
    check("vietcombank", &bad("01/09/2024 25:00:00,x,,1"), Some(3), &["25:00:00"], &["no date that exists"]);
    check("vietcombank", &bad(",LY THI MAU,,5.000"), Some(3), &["\"Ngày\""], &["no date"]);
    check("vietcombank", &bad("\n\nLY THI MAU,x,,5.000"), Some(5), &["aa aaa aaa"], &["aa aaa aaa"]);
    let time = "Ngày,Giờ,Nội dung,Ghi có\n01/09/2024,12:61:00,x,1\n";
    check("vietinbank", time.as_bytes(), Some(2), &["\"Giờ\"", "12:61:00"], &["\"Giờ\""]);
}

#[test]
fn encodings_that_nobody_can_be_sure_of() {
    let utf16: Vec<u8> = HEAD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check("vietcombank", &utf16, None, &["UTF-16", "CSV UTF-8"], &["byte order mark", "CSV UTF-8"]);
    check(
        "vietcombank",
        &[&[0xFF, 0xFE], &utf16[..7]].concat(),
        None,
        &["UTF-16 bị cắt"],
        &["cut or broken UTF-16"],
    );
    let tcvn3 = b"Ng\xb5y,Di\xd4n gi\xb6i,Ghi c\xe3\n01/09/2024,\xf1ng h\xe9,1\n";
    check("vietcombank", tcvn3, None, &["TCVN3", "Unicode"], &["8-bit", "CSV UTF-8"]);
    let plain_header = b"TNXDate,TransactionDetails,Credit\n01/09/2024,Nga\xecy,1\n";
    check("vietcombank", plain_header, None, &["Windows-1258"], &["Windows-1258"]);
}

#[test]
fn broken_structure() {
    let open = format!("{HEAD}01/09/2024,\"LY THI MAU,,1\n01/09/2024,b,,2\n");
    check("vietcombank", open.as_bytes(), Some(3), &["ngoặc kép"], &["quotation mark"]);
    let after = format!("{HEAD}Cộng phát sinh,,,10.000\n02/09/2024,LY THI MAU,,1\n");
    check("vietcombank", after.as_bytes(), Some(4), &["sau dòng kết thúc"], &["below the row that ends"]);
    let dollars = format!("Loại tiền/Currency: USD,,,\n{HEAD}");
    check("vietcombank", dollars.as_bytes(), None, &["USD"], &["USD", "VND"]);
    check("vietcombank", b"PK\x03\x04 not a zip", None, &["bảng tính"], &["workbook"]);
}

#[test]
fn a_column_that_stands_twice() {
    let twice = "Ngày,Diễn giải,Số tiền ghi có,Số tiền  ghi có\n01/09/2024,a,10.000,20.000\n";
    check(
        "vietcombank",
        twice.as_bytes(),
        None,
        &["\"Số tiền ghi có\"", "hai lần"],
        &["\"Số tiền ghi có\"", "twice"],
    );
    let two_names = twice.replacen("Số tiền  ghi có", "Credit", 1);
    check("vietcombank", two_names.as_bytes(), None, &["\"Credit\""], &["\"Credit\""]);
    let memo = twice.replacen("Số tiền  ghi có", "Diễn giải", 1);
    check("vietcombank", memo.as_bytes(), None, &["\"Diễn giải\""], &["\"Diễn giải\""]);
    let titled = format!("Vietcombank,,,\n{twice}");
    assert_eq!(PROFILES.recognise(titled.as_bytes()).map(crate::Profile::name), Some("vietcombank"));
}

#[test]
fn texts_that_no_record_can_keep() {
    let long = |most: usize| "ê".repeat(most);
    let fits = format!("{HEAD}02/09/2024,{},,1\n", long(16_000));
    assert!(read("vietcombank", fits.as_bytes()).is_ok());
    let memo = format!("{HEAD}02/09/2024,{},,1\n", long(16_001));
    check("vietcombank", memo.as_bytes(), Some(3), &["\"Diễn giải\"", "16000"], &["\"Diễn giải\"", "16000"]);
    let wrapped = format!("{HEAD}02/09/2024,{0},,1\n,{0},,\n", long(8_000));
    check("vietcombank", wrapped.as_bytes(), Some(3), &["\"Diễn giải\""], &["16000 characters"]);
    let name = format!(
        "STT,Thời gian giao dịch,Nội dung,Số tiền,Tên người chuyển\n1,10/09/2024 08:01:02,a,1,{}\n",
        long(1_001)
    );
    check("vietinbank", name.as_bytes(), Some(2), &["\"Tên người chuyển\""], &["1000 characters"]);
}

#[test]
fn an_unknown_profile_lists_the_known() {
    let error = PROFILES.get("acb").unwrap_err();
    assert!(
        error.vi().contains("\"acb\"")
            && error.vi().contains("agribank, bidv, techcombank, vietcombank, vietinbank")
    );
    assert!(error.en().contains("no bank profile \"acb\""));
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), zip in any::<bool>()) {
        let bytes = if zip { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        let _refused_or_read = read("vietinbank", &bytes);
        prop_assert!(PROFILES.recognise(&bytes).is_none());
    }

    #[test]
    fn arbitrary_rows_lose_no_line_in_silence(rows in prop::collection::vec("[0-9/]{0,11}|0[1-9]/09/2024", 0..20), cell in "[-0-9., \"\nA]{0,12}") {
        let mut text = String::from("STT Ngày,Nội dung,Ghi nợ,Ghi có,Số dư\n");
        for row in &rows {
            let memo = cell.replace('"', "\"\"");
            writeln!(text, "{row},\"{memo}\",,\"{}\",", cell.replace('"', "")).unwrap();
        }
        for profile in ["vietinbank", "vietcombank"] {
            if let Ok(statement) = read(profile, text.as_bytes()) {
                let held: Vec<_> = statement.quarantine.iter().map(|entry| entry.index).collect();
                for (index, line) in statement.lines.iter().enumerate() {
                    prop_assert_eq!(line.amount.is_none(), held.contains(&index));
                    prop_assert!(line.amount.is_none_or(domain::Vnd::is_positive));
                }
            }
        }
    }
}
