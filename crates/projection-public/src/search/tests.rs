//! Invented gifts; the index against a reading of every line.

use proptest::prelude::*;

use super::*;
use crate::fold::fold;

fn index(gifts: &[(u64, i64, &str, &[&str])]) -> SearchIndex {
    let mut index = SearchIndex::default();
    for &(id, dong, date, texts) in gifts {
        index.insert(&Published { id, amount: Vnd::new(dong), date: date.parse().unwrap(), texts });
    }
    index
}

fn sample() -> SearchIndex {
    index(&[
        (10, 500_000, "2024-09-10", &["TRẦN V** B*", "ung ho dong bao", "MBVCB.0000000001.046123"]),
        (11, 1_500_000, "2024-09-10", &["Công ty Ví Dụ", "Ủng hộ bão số 3, 500.000 x 3"]),
        (12, 500_000, "2024-09-11", &["Lê T** C*", ""]),
        (15, 2_000_000_000, "2024-09-12", &["Quỹ Đồng Tâm", "ung ho"]),
    ])
}

#[track_caller]
fn check(query: &str, expected: &[u64]) {
    let hits = sample().search(query, 10, 0);
    assert_eq!(hits, Hits { total: expected.len(), ids: expected.to_vec() }, "{query}");
}

#[test]
fn every_word_must_occur_newest_first() {
    check("ủng hộ", &[15, 11, 10]);
    check("UNG HO dong", &[15, 10]);
    check("vi du", &[11]);
    check("cong bao ho", &[11]);
    check("khong co ai", &[]);
    check("", &[15, 12, 11, 10]);
    check(" .,! ", &[15, 12, 11, 10]);
    check("b* ung", &[11, 10]);
}

#[test]
fn a_reference_is_found_as_printed_or_in_part() {
    check("MBVCB.0000000001.046123", &[10]);
    check("0000000001", &[10]);
    check("046123", &[10]);
}

#[test]
fn an_amount_finds_equal_amounts_and_its_text() {
    check("500.000", &[12, 11, 10]);
    for query in ["500000", "500k", "500 000 đ", "500 nghìn", "500.000đ", "0,5tr"] {
        let hits = sample().search(query, 10, 0);
        assert!(hits.ids.ends_with(&[10]) && hits.ids.contains(&12) && !hits.ids.contains(&15), "{query}");
    }
    for query in ["1tr5", "1,5 triệu", "1.5tr", "1,500,000", "1500k", "1 500 000", "1tr500"] {
        check(query, &[11]);
    }
    check("2 tỷ", &[15]);
    check("2ty", &[15]);
    check("500k trần", &[10]);
    check("9999999999999999999999", &[]);
}

#[test]
fn a_date_finds_its_day() {
    for query in ["10/09/2024", "10-9-2024", "10.09.24", "2024-09-10"] {
        check(query, &[11, 10]);
    }
    check("10/9/2024 bão", &[11, 10]);
    check("31/02/2024", &[]);
}

#[test]
fn the_total_is_that_of_all_pages() {
    let index = sample();
    assert_eq!(index.search("ung ho", 1, 1), Hits { total: 3, ids: vec![11] });
    assert_eq!(index.search("ung ho", 0, 0), Hits { total: 3, ids: vec![] });
    assert_eq!(index.search("ung ho", 9, 7), Hits { total: 3, ids: vec![] });
}

#[test]
fn a_removed_gift_leaves_no_text_and_can_come_again() {
    let mut index = sample();
    index.remove(11);
    index.remove(99);
    assert!(index.search("vi du", 9, 0).ids.is_empty() && index.search("1tr5", 9, 0).ids.is_empty());
    assert_eq!((index.len(), index.search("", 9, 0).total), (3, 3));
    assert!(memchr::memmem::find(&index.lines, b"cong ty").is_none());
    index.insert(&Published {
        id: 11,
        amount: Vnd::new(7),
        date: "2024-09-10".parse().unwrap(),
        texts: &["ung ho"],
    });
    assert_eq!(index.search("ung ho", 9, 0).ids, [15, 11, 10]);
    assert!(index.search("500k", 9, 0).ids == [12, 10] && SearchIndex::default().is_empty());
}

proptest! {
    #[test]
    fn finds_what_a_reading_of_every_line_finds(
        gifts in prop::collection::vec((0..4_i64, 1..4_i8, "[ab1 ]{0,6}"), 0..30),
        words in prop::collection::vec(prop::sample::select(vec!["a", "b", "ab", "1", "2", "3", "1/9/2024", "03-9-2024"]), 0..4),
    ) {
        let mut index = SearchIndex::default();
        for (id, (dong, day, text)) in (0..).zip(&gifts) {
            let date = Date::new(2024, 9, *day).unwrap();
            index.insert(&Published { id, amount: Vnd::new(*dong), date, texts: &[text] });
        }
        let holds = |(dong, day, text): &(i64, i8, String), word: &str| {
            fold(text).contains(&fold(word))
                || word.parse() == Ok(*dong)
                || word.len() > 3 && fold(word).trim_start_matches('0') == format!("{day} 9 2024")
        };
        let matching = (0..).zip(&gifts).filter(|(_, gift)| words.iter().all(|word| holds(gift, word)));
        let mut expected: Vec<u64> = matching.map(|(id, _)| id).collect();
        expected.reverse();
        prop_assert_eq!(index.search(&words.join(" "), 99, 0).ids, expected);
    }
}
