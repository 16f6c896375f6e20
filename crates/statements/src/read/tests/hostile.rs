//! Workbooks made to exhaust memory: each is refused by what it says, and in no time.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{PROFILES, read};
use crate::{Fault, Limit};

fn workbook(change: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["Ngày", "Diễn giải", "Ghi có"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    sheet.write_string(1, 0, "12/09/2024").unwrap();
    sheet.write_string(1, 2, "500.000").unwrap();
    change(sheet);
    book.save_to_buffer().unwrap()
}

/// The same archive with one part more or another in its place.
fn with_part(book: &[u8], name: &str, write: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let entry = old.by_index_raw(index).unwrap();
        if entry.name() != name {
            new.raw_copy_file(entry).unwrap();
        }
    }
    new.start_file(name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
    write(&mut new);
    new.finish().unwrap().into_inner()
}

#[track_caller]
fn check(book: &[u8], limit: Limit, words: [&str; 2]) {
    let error = read("vietcombank", book).unwrap_err();
    assert_eq!(error.fault, Fault::Beyond(limit));
    for (message, word) in [error.vi(), error.en()].iter().zip(words) {
        assert!(message.starts_with("sao-ke.csv: ") && message.contains(word), "{message}");
    }
    assert!(PROFILES.recognise(book).is_none());
}

#[test]
fn a_cell_in_the_far_corner_is_refused_by_its_name() {
    for (row, column, name) in [
        (1_048_575, 16_383, "XFD1048576"),
        (1_048_575, 199, "GR1048576"),
        (1, 200, "GS2"),
        (1_000_000, 0, "A1000001"),
    ] {
        let book = workbook(|sheet| {
            sheet.write_string(row, column, "x").unwrap();
        });
        assert!(book.len() < 10_000);
        check(&book, Limit::Cell { name: name.into() }, ["dòng đầu; hãy xóa", name]);
    }
}

#[test]
fn formats_without_content_may_reach_anywhere_and_the_last_cell_within_is_read() {
    let book = workbook(|sheet| {
        sheet.write_blank(1_048_575, 16_383, &Format::new().set_bold()).unwrap();
        sheet.write_string(999_999, 0, "13/09/2024").unwrap();
        sheet.write_string(999_999, 2, "1.000").unwrap();
        sheet.write_string(999_999, 199, "x").unwrap();
    });
    let statement = read("vietcombank", &book).unwrap();
    assert_eq!(statement.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [2, 1_000_000]);
}

#[test]
fn a_bomb_is_refused_before_it_unfolds() {
    for (name, unit) in [
        ("xl/worksheets/sheet1.xml", " ".repeat(1 << 20)),
        ("xl/sharedStrings.xml", "<si/>".repeat(1 << 18)),
        ("XL\\SharedStrings.xml", " ".repeat(1 << 20)),
    ] {
        let book = with_part(&workbook(|_| {}), name, |part| {
            for _ in 0..(257 << 20) / unit.len() {
                part.write_all(unit.as_bytes()).unwrap();
            }
        });
        assert!(book.len() < 3 << 20);
        check(&book, Limit::Inflated, ["hơn 256 MiB", "over 256 MiB"]);
    }
}

#[test]
fn one_long_text_in_many_cells_counts_for_each() {
    let text = "x".repeat(32_000);
    let book = workbook(|sheet| {
        for row in 2..2_000 {
            sheet.write_string(row, 5, &text).unwrap();
        }
    });
    assert!(book.len() < 1 << 20);
    check(&book, Limit::Inflated, ["lặp lại", "again and again"]);
}

#[test]
fn an_archive_of_too_many_parts_or_that_says_so() {
    let mut many = workbook(|_| {});
    for number in 0..64 {
        many = with_part(&many, &format!("xl/worksheets/x{number}.xml"), |_| {});
    }
    check(&many, Limit::Parts, ["60 trang", "60 sheets"]);
    let mut says = workbook(|_| {});
    let mut end = [0_u8; 56];
    end[..4].copy_from_slice(b"PK\x06\x06");
    end[4] = 44;
    end[32..40].copy_from_slice(&70_000_u64.to_le_bytes());
    says.extend_from_slice(&end);
    check(&says, Limit::Parts, ["60 trang", "60 sheets"]);
}

#[test]
fn cells_out_of_order_are_refused() {
    let sheet = "<worksheet><sheetData><row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c>\
        </row></sheetData></worksheet>";
    let book = with_part(&workbook(|_| {}), "xl/worksheets/sheet1.xml", |part| {
        part.write_all(sheet.as_bytes()).unwrap();
    });
    let error = read("vietcombank", &book).unwrap_err();
    assert_eq!(error.fault, Fault::Workbook { detail: "order A1".into() });
}
