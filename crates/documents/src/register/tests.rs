//! Registers: pages and lines that fit, files read back by other libraries, nothing that a spreadsheet would run.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use krilla::pdf::Pdf;
use proptest::prelude::*;

use super::face::{Style, faces};
use super::layout::{pages, width, wrap};
use super::{Cell, Column, Register, RegisterError, Row, Sheet, csv, pdf, xlsx};
use crate::registers::{journal, row};

fn small() -> Register {
    Register {
        columns: vec![
            Column::text("Nội dung", "Content", 3),
            Column::centred("Ngày", "", 1),
            Column::figures("Số tiền", "Amount", 2),
        ],
        totals: vec![vec![Cell::Text("Cộng".to_owned()), Cell::Empty, Cell::Vnd(5)]],
        ..journal()
    }
}

fn text(text: &str, amount: i64) -> Row {
    vec![Cell::Text(text.to_owned()), Cell::Date(date(2021, 8, 5)), Cell::Vnd(amount)]
}

#[test]
fn a_csv_is_plain_and_harmless() {
    let rows = vec![
        text("Ủng hộ \"đợt 2\", xã Mẫu", 1_500_000),
        text("=1+2", -7),
        text("+84901234567", 0),
        text("-1.234,5", 0),
        text("-SUM(A1)", 0),
        text("@x", 0),
        text("\tx", 0),
        vec![Cell::Text("ngắn".to_owned())],
    ];
    let wanted = "\u{feff}Nội dung,Ngày,Số tiền\r\n\
        \"Ủng hộ \"\"đợt 2\"\", xã Mẫu\",2021-08-05,1500000\r\n\
        '=1+2,2021-08-05,-7\r\n\
        '+84901234567,2021-08-05,0\r\n\
        \"-1.234,5\",2021-08-05,0\r\n\
        '-SUM(A1),2021-08-05,0\r\n\
        '@x,2021-08-05,0\r\n\
        '\tx,2021-08-05,0\r\n\
        ngắn,,\r\n";
    assert_eq!(String::from_utf8(csv(&small(), rows).unwrap()).unwrap(), wanted);
}

#[test]
fn a_workbook_has_numbers_days_and_no_formula() {
    let rows = vec![text("=SUM(A1:A9)", 50_123_456_789), text("dài", i64::MAX)];
    let bytes = xlsx(&small(), rows.clone()).unwrap();
    assert_eq!(bytes, xlsx(&small(), rows).unwrap(), "the workbook differs from itself");
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let lines: Vec<_> = sheet.rows().collect();
    let head = lines.iter().position(|line| line[0] == Data::String("Nội dung\nContent".to_owned())).unwrap();
    assert_eq!(lines[head + 1][0], Data::String("=SUM(A1:A9)".to_owned()));
    assert!(
        matches!(lines[head + 1][1], Data::DateTime(day) if day.to_ymd_hms_milli() == (2021, 8, 5, 0, 0, 0, 0))
    );
    assert_eq!(lines[head + 1][2], Data::Float(50_123_456_789.0));
    assert_eq!(lines[head + 2][2], Data::String(i64::MAX.to_string()), "a double would round it");
    assert_eq!(lines[head + 3][0], Data::String("Cộng".to_owned()));
    assert!(book.worksheet_formula("Sheet1").unwrap().is_empty());
}

#[track_caller]
fn check(rows: i64, wanted: usize) {
    let rows: Vec<_> = (1..=rows).map(row).collect();
    let once = pdf(&journal(), rows.iter().cloned()).unwrap();
    assert_eq!(once, pdf(&journal(), rows).unwrap(), "the register differs from itself");
    assert_eq!(Pdf::new(once).unwrap().pages().len(), wanted);
}

#[test]
fn a_register_has_the_pages_that_it_needs() {
    check(0, 1);
    check(11, 1);
    check(15, 2);
    check(120, 6);
}

#[test]
fn a_register_without_columns_is_refused() {
    let none = Register { columns: Vec::new(), sheet: Sheet::Portrait, ..journal() };
    assert_eq!(pdf(&none, Vec::new()), Err(RegisterError::NoColumns));
    assert_eq!(csv(&none, Vec::new()), Err(RegisterError::NoColumns));
    assert_eq!(xlsx(&none, Vec::new()), Err(RegisterError::NoColumns));
}

#[test]
fn figures_stand_on_one_width() {
    let faces = faces().unwrap();
    for style in [Style::Figures, Style::BoldFigures] {
        let zero = width(faces, "0", style, 8_000);
        assert!(('1'..='9').all(|digit| width(faces, &digit.to_string(), style, 8_000) == zero));
    }
}

#[test]
fn the_text_font_has_every_vietnamese_letter() {
    let faces = faces().unwrap();
    let marks = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ₫";
    for letter in marks.chars().flat_map(|small| [small, small.to_uppercase().next().unwrap()]) {
        for style in [Style::Text, Style::Bold, Style::Italic] {
            let (face, _) = faces.find(letter, style).unwrap();
            let (of_a, _) = faces.find('a', style).unwrap();
            assert!(std::ptr::eq(face, of_a), "{letter}");
        }
    }
    let (arrow, _) = faces.find('→', Style::Text).unwrap();
    let (digit, _) = faces.find('1', Style::Figures).unwrap();
    assert!(std::ptr::eq(arrow, digit), "what the text font lacks comes from the figures' font");
}

proptest! {
    #[test]
    fn every_line_fits_and_no_letter_is_lost(text in "[a-zA-Zàảãáạđ0-9 .]{0,160}", room in 20_000_i64..200_000) {
        let faces = faces().unwrap();
        let lines = wrap(faces, &text, Style::Text, 8_000, room);
        for line in &lines {
            prop_assert!(width(faces, line, Style::Text, 8_000) <= room, "{line}");
        }
        let letters = |text: &str| text.chars().filter(|letter| *letter != ' ').collect::<String>();
        if !lines.last().unwrap().ends_with('…') {
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }

    #[test]
    fn every_row_stands_on_a_page(heights in proptest::collection::vec(10_i64..200, 0..200), tail in 0_i64..400) {
        let plan = pages(heights.iter().copied(), 150, 50, 500, tail);
        prop_assert_eq!(plan.iter().sum::<usize>(), heights.len());
        let mut rest = &heights[..];
        for (index, count) in plan.iter().enumerate() {
            let (page, after) = rest.split_at(*count);
            let top = if index == 0 { 150 } else { 50 };
            let end = top + page.iter().sum::<i64>();
            let last = index + 1 == plan.len();
            prop_assert!(end <= 500, "page {index}");
            prop_assert!(!last || *count == 0 || end + tail <= 500);
            rest = after;
        }
    }
}
