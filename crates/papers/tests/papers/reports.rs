//! A table in every format.

use documents::register::{Cell, Column, Sheet};
use jiff::civil::date;
use papers::{Format, Known, PaperError, REPORTS, Read, Register, Scope, render, report};

use crate::fund::{FUND, issuer};

fn register() -> Register {
    Register {
        issuer: vec!["Ban Vận động".to_owned()],
        title: "Sổ quỹ".to_owned(),
        title_en: "Cash book".to_owned(),
        subtitle: vec!["Tháng 8 năm 2021".to_owned()],
        columns: vec![
            Column::centred("Ngày", "Day", 2),
            Column::text("Diễn giải", "Content", 6),
            Column::figures("Số tiền", "Amount", 3),
        ],
        sheet: Sheet::Portrait,
        totals: vec![vec![Cell::Empty, Cell::Text("Cộng".to_owned()), Cell::Vnd(1_500_000)]],
        footer: vec!["Hết".to_owned()],
        signers: vec![],
    }
}

#[test]
fn a_table_is_written_in_every_format_and_the_same_each_time() {
    let rows = [vec![Cell::Date(date(2021, 8, 5)), Cell::Text("Thu\ttiền".to_owned()), Cell::Vnd(1_500_000)]];
    for format in Format::ALL {
        let bytes = render(&register(), &rows, format).unwrap();
        assert_eq!(bytes, render(&register(), &rows, format).unwrap(), "{format}");
        assert_eq!(format.to_string().parse::<Format>(), Ok(format));
    }
    let text = |format| String::from_utf8(render(&register(), &rows, format).unwrap()).unwrap();
    assert_eq!(
        text(Format::Text),
        "SỔ QUỸ\nTháng 8 năm 2021\n\n   Ngày     Diễn giải    Số tiền\n----------  ---------  ---------\n\
         05/08/2021  Thu tiền   1.500.000\n----------  ---------  ---------\n            Cộng       1.500.000\nHết\n"
    );
    let json: serde_json::Value = serde_json::from_str(&text(Format::Json)).unwrap();
    assert_eq!(json["rows"][0], serde_json::json!(["2021-08-05", "Thu\ttiền", "1500000"]));
    assert_eq!(json["totals"][0][0], serde_json::Value::Null);
    assert!("docx".parse::<Format>().is_err());
}

fn scope(known: Known) -> Scope {
    Scope { first: date(2021, 8, 1), last: date(2021, 8, 31), known }
}

#[test]
fn every_report_of_the_books_is_written_and_the_same_each_time() {
    let now = FUND.ledger.head().position;
    let issuer = issuer();
    let read = Read::of(&FUND.ledger, &issuer, scope(Known::Position(now))).unwrap();
    for name in REPORTS {
        let subject = match name {
            "cash-book" => Some("cash:main"),
            "bank-book" => Some("vietcombank:0071001234567"),
            "stock-card" => Some("gao@tinh"),
            "account-ledger" => Some("money cash:main"),
            _ => None,
        };
        for format in Format::ALL {
            let once = read.report(name, subject, format).unwrap_or_else(|error| panic!("{name}: {error}"));
            let again = report(&FUND.ledger, &issuer, name, subject, scope(Known::Position(now)), format);
            assert_eq!(once, again.unwrap(), "{name} {format}");
            if let Some(folder) = std::env::var_os("PAPERS_OUT") {
                std::fs::write(std::path::Path::new(&folder).join(format!("{name}.{format}")), once).unwrap();
            }
        }
    }
}

#[test]
fn a_report_knows_no_more_than_was_known_and_no_name_of_a_private_person() {
    let issuer = issuer();
    let text = |known, name, subject| {
        let bytes = report(&FUND.ledger, &issuer, name, subject, scope(known), Format::Text).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    assert!(!text(Known::Position(1), "journal", None).contains("PT-2021-00001"));
    let now = Known::Position(FUND.ledger.head().position);
    assert!(text(now, "journal", None).contains("PT-2021-00001"));
    let donors = text(now, "donors", None);
    assert!(donors.contains("Công ty TNHH Mẫu") && !donors.contains("Trần Văn Mẫu"), "{donors}");
}

#[test]
fn a_report_says_what_it_needs() {
    let issuer = issuer();
    let refused = |name, subject| {
        report(&FUND.ledger, &issuer, name, subject, scope(Known::Position(9)), Format::Csv).unwrap_err()
    };
    assert!(matches!(refused("diary", None), PaperError::Unknown { .. }));
    assert!(matches!(refused("cash-book", None), PaperError::Subject { .. }));
    assert!(matches!(refused("cash-book", Some("cash")), PaperError::Subject { .. }));
    assert!(matches!(refused("cash-book", Some("cash:other")), PaperError::Unknown { .. }));
    assert!(matches!(refused("stock-card", Some("gao@huyen")), PaperError::Unknown { .. }));
    assert!(matches!(refused("lineage", Some("x")), PaperError::Unknown { .. }));
}
