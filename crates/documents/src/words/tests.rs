//! Golden vectors, both usages, and every i64 read back by a parser that knows nothing of the writer.

use proptest::prelude::*;

use super::{Billion, Four, Usage, amount, number};

/// The vectors are written with "lẻ", "nghìn" and "tư".
const MIXED: Usage = Usage { empty_ten: super::EmptyTen::Le, ..Usage::NORTHERN };

#[track_caller]
fn check(value: i64, usage: Usage, wanted: &str) {
    assert_eq!(number(value, usage), wanted, "{value}");
}

#[test]
fn golden_vectors() {
    for (value, wanted) in [
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (105, "một trăm lẻ năm"),
        (1_010, "một nghìn không trăm mười"),
        (1_015, "một nghìn không trăm mười lăm"),
        (10_005, "mười nghìn không trăm lẻ năm"),
        (1_005_000, "một triệu không trăm lẻ năm nghìn"),
        (2_004_015, "hai triệu không trăm lẻ bốn nghìn không trăm mười lăm"),
        (27_000_000_005, "hai mươi bảy tỷ không trăm lẻ năm"),
        (3_073_000_000, "ba tỷ không trăm bảy mươi ba triệu"),
        (50_000_000_000, "năm mươi tỷ"),
        (1_000_000_000_000, "một nghìn tỷ"),
        (1_000_000_000_000_000, "một triệu tỷ"),
        (1_000_000_000_000_000_000, "một tỷ tỷ"),
    ] {
        check(value, MIXED, wanted);
    }
}

#[test]
fn small_numbers_follow_the_ear() {
    for (value, wanted) in [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (20, "hai mươi"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (110, "một trăm mười"),
        (-7, "âm bảy"),
    ] {
        check(value, Usage::NORTHERN, wanted);
    }
}

#[test]
fn north_and_south() {
    check(1_104, Usage::NORTHERN, "một nghìn một trăm linh bốn");
    check(1_104, Usage::SOUTHERN, "một ngàn một trăm lẻ bốn");
    check(24, Usage::SOUTHERN, "hai mươi bốn");
    check(2_000_000_000, Usage { billion: Billion::Ti, ..Usage::NORTHERN }, "hai tỉ");
    check(44, Usage { four: Four::Bon, ..Usage::NORTHERN }, "bốn mươi bốn");
}

#[test]
fn an_amount_is_a_sentence() {
    let even = Usage { even: true, ..Usage::NORTHERN };
    assert_eq!(amount(500_000, Usage::NORTHERN), "Năm trăm nghìn đồng");
    assert_eq!(amount(500_000, even), "Năm trăm nghìn đồng chẵn");
    assert_eq!(amount(-500_000, Usage::SOUTHERN), "Âm năm trăm ngàn đồng");
    assert_eq!(amount(0, Usage::NORTHERN), "Không đồng");
}

/// Reads words back: what stands before the last "tỷ" counts billions, then millions, thousands and the rest.
fn value(words: &[&str]) -> i128 {
    if let Some(at) = words.iter().rposition(|word| ["tỷ", "tỉ"].contains(word)) {
        return value(&words[..at]) * 1_000_000_000 + value(&words[at + 1..]);
    }
    for (names, size) in [(&["triệu", "triệu"], 1_000_000), (&["nghìn", "ngàn"], 1_000)] {
        if let Some(at) = words.iter().position(|word| names.contains(word)) {
            return value(&words[..at]) * size + value(&words[at + 1..]);
        }
    }
    words.iter().fold(0, |sum, word| match *word {
        "trăm" => sum * 100,
        "mươi" => sum / 100 * 100 + sum % 100 * 10,
        "mười" => sum + 10,
        "linh" | "lẻ" => sum,
        "mốt" => sum + 1,
        "tư" => sum + 4,
        "lăm" => sum + 5,
        word => {
            let digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
            sum + digits.iter().position(|digit| *digit == word).unwrap() as i128
        }
    })
}

#[track_caller]
fn reads_back(number_given: i64, usage: Usage) {
    let text = number(number_given, usage);
    let words: Vec<_> = text.split(' ').collect();
    let (sign, words) = if words[0] == "âm" { (-1, &words[1..]) } else { (1, &words[..]) };
    assert_eq!(sign * value(words), i128::from(number_given), "{text}");
}

#[test]
fn the_ends_of_the_range_read_back() {
    for number in [i64::MIN, i64::MIN + 1, -1, i64::MAX, 1_000_000_001_000_000_000, 1_000_000_000_000_000_001]
    {
        reads_back(number, Usage::NORTHERN);
    }
}

proptest! {
    #[test]
    fn every_number_reads_back(number: i64, digits in 0_u32..19) {
        let shorter = number % 10_i64.pow(digits);
        reads_back(number, Usage::NORTHERN);
        reads_back(shorter, Usage::SOUTHERN);
    }

    #[test]
    fn round_numbers_read_back(leading in 1_i64..1_000_000, zeros in 0_u32..12, tail in 0_i64..1_000) {
        reads_back(leading * 10_i64.pow(zeros) + tail, Usage::NORTHERN);
    }
}
