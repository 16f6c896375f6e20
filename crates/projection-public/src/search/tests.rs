//! Invented gifts, found by whatever one may type.

mod naive;

use super::*;

#[derive(Clone)]
struct Invented {
    id: u64,
    dong: i64,
    date: Date,
    texts: Vec<String>,
    reference: Option<String>,
}

impl Invented {
    fn new(id: u64, dong: i64, date: &str, texts: &[&str], reference: &str) -> Self {
        let texts = texts.iter().map(|text| (*text).to_owned()).collect();
        let reference = Some(reference.to_owned()).filter(|reference| !reference.is_empty());
        Self { id, dong, date: date.parse().unwrap(), texts, reference }
    }

    fn published<T>(&self, use_it: impl FnOnce(&Published<'_>) -> T) -> T {
        let texts: Vec<&str> = self.texts.iter().map(String::as_str).collect();
        let reference = self.reference.as_deref();
        use_it(&Published {
            id: self.id,
            amount: Vnd::new(self.dong),
            date: self.date,
            texts: &texts,
            reference,
        })
    }
}

/// One gift read by one, or all in a block.
fn index(gifts: &[Invented], in_block: bool) -> SearchIndex {
    let mut index = SearchIndex::default();
    if in_block {
        let mut builder = BlockBuilder::of(0);
        for gift in gifts {
            gift.published(|gift| builder.add(gift));
        }
        index.add(builder.finish());
    } else {
        for gift in gifts {
            gift.published(|gift| index.update(&[], &[*gift]));
        }
    }
    index
}

fn sample() -> Vec<Invented> {
    vec![
        Invented::new(
            10,
            500_000,
            "2024-09-10",
            &["TRẦN V** B*", "ung ho dong bao"],
            "MBVCB.0000000001.046123",
        ),
        Invented::new(11, 1_500_000, "2024-09-10", &["Công ty Ví Dụ", "Ủng hộ bão số 3, 500.000 x 3"], ""),
        Invented::new(12, 500_000, "2024-09-11", &["Lê T** C*", ""], "FT24254777888"),
        Invented::new(15, 2_000_000_000, "2023-09-12", &["Quỹ Đồng Tâm", "ung ho ba con"], "500000"),
    ]
}

#[track_caller]
fn check(query: &str, expected: &[u64]) {
    found(query, expected, false);
}

#[track_caller]
fn near(query: &str, expected: &[u64]) {
    found(query, expected, true);
}

#[track_caller]
fn found(query: &str, expected: &[u64], forgiven: bool) {
    for in_block in [false, true] {
        let hits = index(&sample(), in_block).search(&Query::new(query), 10, 0);
        assert_eq!(hits, Hits { total: expected.len(), ids: expected.to_vec(), forgiven }, "{query}");
    }
}

#[test]
fn every_word_must_occur_the_newest_first() {
    check("ủng hộ", &[15, 11, 10]);
    check("UNG HO dong", &[15, 10]);
    check("vi du", &[11]);
    check("cong bao ho", &[11]);
    check("khong co ai", &[]);
    check("", &[15, 12, 11, 10]);
    check(" .,! 😀 \u{301}", &[15, 12, 11, 10]);
    check("b* ung", &[10, 15, 11]);
    check("ung ung UNG", &[15, 11, 10]);
}

#[test]
fn whole_words_come_before_beginnings_and_those_before_parts() {
    let named = |id, name: &str| Invented::new(id, 1, "2024-09-10", &[name], "");
    let gifts =
        [named(1, "hoa"), named(2, "hoang"), named(3, "xhoay"), named(4, "hoat"), named(5, "hoa sen")];
    for in_block in [false, true] {
        let ids = index(&gifts, in_block).search(&Query::new("hòa"), 9, 0).ids;
        assert_eq!(ids, [5, 1, 4, 2, 3]);
    }
}

#[test]
fn a_reference_is_found_as_printed_in_part_and_without_its_marks() {
    for query in ["MBVCB.0000000001.046123", "mbvcb-0000000001-046123", "MBVCB0000000001046123", "0000000001"]
    {
        check(query, &[10]);
    }
    for query in ["046123", "6123", "0461"] {
        check(query, &[10]);
    }
    for query in ["ft24254777888", "FT24254", "777888"] {
        check(query, &[12]);
    }
    check("461", &[]);
}

#[test]
fn an_amount_or_a_number_comes_before_its_text() {
    for query in ["500.000", "500000", "500,000"] {
        check(query, &[15, 12, 10, 11]);
    }
    for query in ["500k", "500 000 đ", "500 nghìn", "500.000đ", "0,5tr"] {
        check(query, &[12, 10]);
    }
    for query in ["1tr5", "1,5 triệu", "1.5tr", "1,500,000", "1500k", "1 500 000", "1tr500"] {
        check(query, &[11]);
    }
    check("2 tỷ", &[15]);
    check("2ty", &[15]);
    check("500k trần", &[10]);
    near("so 3 dong", &[11]);
    check("12", &[12]);
    check("#12", &[12]);
    check("9999999999999999999999", &[]);
}

#[test]
fn a_date_finds_its_day_and_without_a_year_that_of_all_years() {
    for query in ["10/09/2024", "10-9-2024", "10.09.24", "2024-09-10"] {
        check(query, &[11, 10]);
    }
    check("12/9", &[15]);
    check("12/09/2023,", &[15]);
    check("12/9/2024", &[]);
    check("10/9/2024 bão", &[11, 10]);
    check("31/02/2024", &[]);
    check("31/02", &[]);
}

#[test]
fn typing_errors_are_forgiven_only_where_nothing_fits_otherwise() {
    near("trna", &[10]);
    near("donng tam", &[15]);
    near("cogn ty", &[11]);
    near("traan 500k", &[10]);
    check("ong", &[15, 11, 10]);
    check("046124", &[]);
}

#[test]
fn the_total_is_that_of_all_pages() {
    for in_block in [false, true] {
        let index = index(&sample(), in_block);
        let query = Query::new("ung ho");
        let hits = |ids: &[u64]| Hits { total: 3, ids: ids.to_vec(), forgiven: false };
        assert_eq!(index.search(&query, 1, 1), hits(&[11]));
        assert_eq!(index.search(&query, 0, 0), hits(&[]));
        assert_eq!(index.search(&query, 9, 7), hits(&[]));
        assert_eq!(index.search(&query, usize::MAX, usize::MAX), hits(&[]));
    }
}

#[test]
fn a_gift_that_is_taken_out_leaves_no_word_and_can_come_again() {
    for in_block in [false, true] {
        let mut index = index(&sample(), in_block);
        index.update(&[11, 99], &[]);
        for query in ["vi du", "1tr5", "cong"] {
            let hits = index.search(&Query::new(query), 9, 0);
            assert!(hits.forgiven || hits.total == 0, "{query}");
        }
        assert_eq!((index.len(), index.search(&Query::default(), 9, 0).total), (3, 3));
        for block in index.blocks.values() {
            for word in ["cong", "ty", "vi", "du", "$1500000"] {
                assert!(
                    !format!("{block:?}").contains(format!("{:?}", word.as_bytes()).trim_matches(['[', ']'])),
                    "{word}"
                );
            }
        }
        Invented::new(11, 7, "2024-09-10", &["ung ho"], "").published(|gift| index.update(&[], &[*gift]));
        assert_eq!(index.search(&Query::new("ung ho"), 9, 0).ids, [15, 11, 10]);
        Invented::new(11, 7, "2024-09-10", &["khac"], "").published(|gift| index.update(&[], &[*gift]));
        assert_eq!(index.search(&Query::new("ung ho"), 9, 0).ids, [15, 10]);
        assert_eq!((index.search(&Query::new("khac"), 9, 0).ids, index.len()), (vec![11], 4));
    }
}

#[test]
fn whatever_is_typed_is_answered() {
    let index = index(&sample(), true);
    let spaced = "a ".repeat(5_000);
    let groups = "000 ".repeat(2_500);
    let long = "â".repeat(10_000);
    for query in [
        &spaced,
        &groups,
        &long,
        "' OR 1=1; DROP TABLE gifts; --",
        "(a+)+$",
        "%00\0\n\r\u{202e}",
        "١٢٣",
        "🧧🧧",
    ] {
        let hits = index.search(&Query::new(query), 20, 0);
        assert!(hits.total <= 4 && hits.ids.len() == hits.total, "{hits:?}");
    }
}

#[test]
fn what_fits_is_marked_as_it_is_written() {
    #[track_caller]
    fn check(query: &str, text: &str, forgiven: bool, expected: &[&str]) {
        let found: Vec<_> =
            Query::new(query).marks(text, forgiven).into_iter().map(|mark| &text[mark]).collect();
        assert_eq!(found, expected, "{query}");
    }
    check("nguyen hoa", "NGUYỄN Thị Hòa", false, &["NGUYỄN", "Hòa"]);
    check("ngu", "Nguye\u{302}\u{303}n, xengu", false, &["Ngu", "ngu"]);
    check("nguye", "Nguye\u{302}\u{303}n", false, &["Nguye\u{302}\u{303}"]);
    check("500.000", "gửi 500.000đ", false, &["500.000"]);
    check("trna", "Trần", true, &["Trần"]);
    check("trna", "Trần", false, &[]);
    check("2 ty", "cong ty 22", false, &["ty"]);
    check("", "cong ty", false, &[]);
}
