//! Invented names and numbers only.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{Disclosure, Known, publish_name, redact};

#[track_caller]
fn check_name(name: &str, published: &str) {
    assert_eq!(publish_name(name, Disclosure::Masked), published);
}

#[test]
fn a_person_is_shown_by_family_name_and_first_letters() {
    check_name("NGUYỄN VĂN AN", "NGUYỄN V** A*");
    check_name("Trần Thị Bích Ngọc", "Trần T** B*** N***");
    check_name("  lê  a ", "  lê  a* ");
    check_name("Ông Nguyễn Văn An", "Ông Nguyễn V** A*");
    check_name("Ánh", "Á**");
    check_name("MAI", "M**");
    check_name("Anh Mai", "Anh M**");
    check_name("Anh Chi", "Anh C**");
    check_name("JOHN SMITH", "J*** S****");
    check_name("nguyenvanan 0912345678", "n********** **********");
    check_name("LÒ VĂN Ý", "L* V** Ý*");
    check_name("", "");
    let decomposed: String = "NGUYỄN VĂN ÁNH".nfd().collect();
    assert_eq!(publish_name(&decomposed, Disclosure::Masked).nfc().collect::<String>(), "NGUYỄN V** A**");
}

#[test]
fn an_organisation_is_shown_in_full_but_not_its_telephone() {
    let name = "Công ty TNHH Ví Dụ, ĐT 0912.345.678";
    assert_eq!(publish_name(name, Disclosure::Full), "Công ty TNHH Ví Dụ, ĐT ***678");
    let shop = "Cửa hàng Nguyễn Văn Ví";
    assert_eq!(publish_name(shop, Disclosure::Full), shop);
}

#[track_caller]
fn check_memo(memo: &str, published: &str) {
    let known =
        Known { persons: &["NGUYỄN VĂN AN"], references: &["MBVCB.0000000001.046123", "1234.56051"] };
    assert_eq!(redact(memo, known), published);
}

#[test]
fn numbers_keep_their_last_three_digits() {
    check_memo("ck tu 0011001932418 toi", "ck tu ***418 toi");
    check_memo("sdt 0912 345 678", "sdt ***678");
    check_memo("+84 (0) 912-345-678.", "+***678.");
    check_memo("DT 0277/3851234", "DT ***234");
    check_memo("ĐT:0912345678ung ho", "ĐT:***678ung ho");
    check_memo("0912\u{200b}345\u{a0}678", "***678");
    check_memo("０９１２３４５６７８", "***６７８");
    check_memo("CMND 123456789", "CMND ***789");
    check_memo("02009704273247856307758341083319986.32916.568338 ck", "***338 ck");
}

#[test]
fn amounts_dates_and_short_numbers_stay() {
    for memo in [
        "ung ho 500.000",
        "10/09/2024 12:34:56",
        "ngay 01/09/2024 12h",
        "bao so 3 nam 2024",
        "12345678",
        "a @ b",
    ] {
        check_memo(memo, memo);
    }
}

#[test]
fn the_banks_reference_stays_where_it_stands_alone() {
    check_memo("MBVCB.0000000001.046123.ck", "MBVCB.0000000001.046123.ck");
    check_memo("1234.56051", "1234.56051");
    check_memo("11234.56051", "***051");
    check_memo("MBVCB.0000000001.046123 0912345678", "MBVCB.0000000001.046123 ***678");
    check_memo("1234.56051 500.000 0912345678", "1234.56051 ***678");
    check_memo("1234.56051 500.000", "1234.56051 500.000");
}

#[test]
fn the_persons_name_is_masked_like_the_name() {
    check_memo("NGUYEN VAN AN chuyen tien", "NGUYEN V** A* chuyen tien");
    check_memo("cua Nguyễn Văn An.", "cua Nguyễn V** A*.");
    check_memo("em Van An ck", "em V** A* ck");
    check_memo("NGUYEN VA N AN ck", "NGUYEN V* N* A* ck");
    check_memo("NGUYENVANAN ck", "N********** ck");
    check_memo("tuNGUYENVANANck 3", "t************** 3");
    check_memo("binh an, xuan an khang", "binh an, xuan an khang");
    check_memo("NGUYEN VAN AN va vo TRAN THI VI gui", "NGUYEN V** A* va vo TRAN T** V* gui");
}

#[test]
fn addresses_are_masked() {
    check_memo("lh vi.du+1@example.org nhe", "lh ***@*** nhe");
    check_memo("@ @a@b", "@ ***@******@***");
}

/// The longest row of digits with only what people put into numbers between them.
fn longest_run(text: &str) -> usize {
    let kept: String = text.chars().filter(|char| !" .-\u{a0}()+".contains(*char)).collect();
    kept.split(|char: char| !char.is_numeric()).map(|run| run.chars().count()).max().unwrap_or(0)
}

proptest! {
    #[test]
    fn no_long_number_survives(memo in "([0-9]{1,6}|[ .()+-]|[a-z/:@]|0912|\\+84| toi ){0,25}") {
        let published = redact(&memo, Known { persons: &["Trần Bê"], references: &[] });
        prop_assert!(longest_run(&published) < 9, "{memo} -> {published}");
    }

    #[test]
    fn no_telephone_survives_in_any_spelling(
        head in prop::sample::select(vec!["0", "+84", "84 ", "(+84) ", "0084", ""]),
        digits in "[35789][0-9]{8}",
        parts in prop::collection::vec((1..4_usize, prop::sample::select(vec!["", " ", ".", "-", "  ", " - ", "_"])), 9),
        around in "[a-z ]{0,6}",
    ) {
        let mut number = head.to_string();
        let mut rest = digits.as_str();
        for (len, separator) in parts {
            let (part, after) = rest.split_at(len.min(rest.len()));
            (number, rest) = (number + part + if after.is_empty() { "" } else { separator }, after);
        }
        let published = redact(&format!("{around}{number}{around}"), Known::default());
        prop_assert!(published.chars().filter(char::is_ascii_digit).count() <= 3, "{published}");
    }

    #[test]
    fn nothing_but_first_letters_of_a_name_survives(
        family in prop::sample::select(vec!["Nguyễn", "TRẦN", "Lê"]),
        words in prop::collection::vec("[BCDFGHKLMNPQRSTVX][ăâêơưý]{2,5}", 1..4),
        glue in prop::sample::select(vec![" ", "  ", "\n"]),
        any in "[a-z ]{0,12}",
    ) {
        let name = format!("{family} {}", words.join(" "));
        let memo = format!("{any} {} {any}", name.replace(' ', glue));
        for text in [publish_name(&name, Disclosure::Masked), redact(&memo, Known { persons: &[&name], references: &[] })] {
            prop_assert!(words.iter().all(|word| !text.contains(word.as_str())), "{text}");
            prop_assert!(text.contains(family));
        }
    }

    #[test]
    fn what_is_published_can_be_published_again(memo in "\\PC{0,40}") {
        let once = redact(&memo, Known::default());
        prop_assert_eq!(redact(&once, Known::default()), once);
    }
}
