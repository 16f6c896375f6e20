//! Searching: what is found, how it is counted, and how its pages turn.

use domain::{DonorKind, ReceiptNo};

use crate::books::{Served, Told, UNLISTED, give, open, reverse, serve};

fn many() -> Served {
    serve(|books| {
        let ledger = open(books, "lu-2024", "Quỹ");
        for _ in 0..43 {
            give(&ledger, &Told { memo: "giúp bà con", ..Told::default() });
        }
        give(
            &ledger,
            &Told {
                donor: DonorKind::Enterprise,
                name: "Công ty Lúa Vàng",
                memo: "Ủng hộ đồng bào",
                reference: "FT24254.777",
                dong: 1_250_000,
                ..Told::default()
            },
        );
        give(&ledger, &Told { account: UNLISTED, ..Told::default() });
    })
}

#[track_caller]
fn check(served: &Served, query: &str, count: usize) {
    let page = served.page(&format!("/quy/lu-2024/ung-ho?q={query}"), 200);
    let fragment = served.get(&format!("/quy/lu-2024/tim?q={query}")).body;
    for html in [&page, &fragment] {
        assert!(html.contains(&format!("{count} khoản")), "{query}: {html}");
        assert_eq!(html.matches("class=\"who\"").count(), count.min(20), "{query}");
    }
}

#[test]
fn a_gift_is_found_by_name_memo_reference_amount_and_date_with_and_without_accents() {
    let served = many();
    for query in [
        "l%C3%BAa+v%C3%A0ng",
        "LUA+VANG",
        "ung+ho+dong+bao",
        "FT24254.777",
        "1.250.000",
        "1250000",
        "lua+10/09/2024",
    ] {
        check(&served, query, 1);
    }
    check(&served, "10/09/2024", 44);
    check(&served, "giup+ba+con", 43);
    check(&served, "zzqx", 0);
    check(&served, "", 44);
}

#[test]
fn what_was_searched_for_is_marked_in_name_memo_and_reference() {
    let served = many();
    for (query, marked) in [
        ("lua+vang", "Công ty <mark>Lúa</mark> <mark>Vàng</mark>"),
        ("dong", "Ủng hộ <mark>đồng</mark> bào"),
        ("Ty+d%E1%BB%93", "<mark>đồ</mark>ng"),
        ("FT24254.777", "<mark>FT24254</mark>.<mark>777</mark>"),
        ("777", "FT24254.<mark>777</mark>"),
    ] {
        let html = served.page(&format!("/quy/lu-2024/ung-ho?q={query}"), 200);
        assert!(html.contains(marked), "{query}: {html}");
        assert!(served.get(&format!("/quy/lu-2024/tim?q={query}")).body.contains(marked), "{query}");
    }
    assert!(!served.page("/quy/lu-2024/ung-ho", 200).contains("<mark>"));
    let script = served.page("/quy/lu-2024/ung-ho?q=%3Cscript%3Ealert%281%29%3C%2Fscript%3E+dong", 200);
    assert!(!script.contains("<script>alert"), "{script}");
}

#[test]
fn typing_errors_are_forgiven_and_said() {
    let served = many();
    for (lang, said, count) in [
        ("", "Không có khoản nào khớp đúng như đã gõ", "1 khoản gần giống với “lúaa vnag”"),
        ("/en", "Nothing matches exactly what was typed", "1 gift is close to “lúaa vnag”"),
    ] {
        for page in ["ung-ho", "tim"] {
            let html = served.get(&format!("{lang}/quy/lu-2024/{page}?q=l%C3%BAaa+vnag")).body;
            assert!(html.contains(said) && html.contains(count), "{html}");
            assert!(html.contains("<mark>Lúa</mark> <mark>Vàng</mark>"), "{html}");
        }
    }
    assert!(!served.page("/quy/lu-2024/ung-ho?q=lua+vang", 200).contains("gần giống"));
}

#[test]
fn the_page_says_how_many_gifts_stand_in_the_totals_only() {
    let html = many().page("/quy/lu-2024/ung-ho", 200);
    assert!(html.contains("còn 1 lượt không công khai từng khoản"));
}

#[test]
fn the_list_says_how_many_of_its_gifts_the_totals_leave_out() {
    let served = many();
    assert!(!served.page("/quy/lu-2024/ung-ho", 200).contains("trong đó"));
    let ledger = served.books.fund(&"lu-2024".parse().unwrap()).unwrap();
    for number in [1, 45] {
        reverse(&ledger, ReceiptNo::new(number));
    }
    let said = "44 khoản ủng hộ được công khai, trong đó 1 khoản không tính vào tổng";
    assert!(served.page("/quy/lu-2024/ung-ho", 200).contains(said));
    assert!(served.get("/quy/lu-2024/tim?q=").body.contains(said));
    assert!(
        served
            .page("/en/quy/lu-2024/ung-ho", 200)
            .contains("44 gifts are listed; 1 of them not in the totals")
    );
}

#[test]
fn what_holds_no_letter_and_no_digit_finds_nothing_and_says_why() {
    let served = many();
    for query in ["%25", "%27", "...", "%22+-"] {
        for (lang, said) in [("", "Chưa có gì để tìm"), ("/en", "Nothing to search for")] {
            for page in ["ung-ho", "tim"] {
                let html = served.get(&format!("{lang}/quy/lu-2024/{page}?q={query}")).body;
                assert!(html.contains(said) && !html.contains("class=\"who\""), "{query}: {html}");
            }
        }
    }
}

#[test]
fn pages_turn_and_keep_the_search() {
    let served = many();
    let first = served.page("/quy/lu-2024/ung-ho?q=giup+ba", 200);
    assert!(
        first.contains("href=\"/quy/lu-2024/ung-ho?q=giup+ba&#38;trang=2\"")
            && first.contains("1–20 trong 43")
    );
    let last = served.page("/en/quy/lu-2024/ung-ho?q=giup+ba&trang=3", 200);
    assert!(last.contains("41–43 of 43") && !last.contains("rel=\"next\""));
    assert!(
        last.contains("href=\"/quy/lu-2024/ung-ho?q=giup+ba&#38;trang=3\""),
        "the same page in Vietnamese"
    );
    for odd in ["trang=0", "trang=-1", "trang=x", "trang=", "%FF=%FF", "q"] {
        assert!(served.page(&format!("/quy/lu-2024/ung-ho?{odd}"), 200).contains("1–20 trong 44"), "{odd}");
    }
    let beyond = served.page("/quy/lu-2024/ung-ho?trang=18446744073709551615", 200);
    assert!(beyond.contains("44 khoản") && !beyond.contains("class=\"who\""));
}

#[test]
fn a_search_that_is_too_long_is_refused_with_a_reason_and_kept_in_the_form() {
    let served = many();
    let long = "a".repeat(201);
    for (lang, reason) in [("", "dài quá 200 ký tự"), ("/en", "longer than 200 characters")] {
        let html = served.page(&format!("{lang}/quy/lu-2024/ung-ho?q={long}"), 400);
        assert!(html.contains(reason) && html.contains(&format!("value=\"{long}\"")));
    }
    served.page(&format!("/quy/lu-2024/ung-ho?q={}", &long[1..]), 200);
}

#[test]
fn a_network_that_searches_without_end_is_asked_to_wait_and_nobody_else_is() {
    let served = many();
    let search = |path: &str, from: &str| {
        let forwarded = if from.is_empty() { String::new() } else { format!("x-forwarded-for: {from}\r\n") };
        served.get_with(path, &forwarded)
    };
    let (list, live) = ("/quy/lu-2024/ung-ho?q=lua", "/quy/lu-2024/tim?q=lua");
    let refused = (0..1_000).map(|_| search(live, "192.0.2.1")).find(|got| got.status != 200).unwrap();
    assert_eq!(refused.status, 429);
    assert_eq!((refused.header("retry-after"), refused.header("cache-control")), ("1", "no-store"));
    for _ in 0..200 {
        assert_eq!(search(live, "").status, 200, "a proxy that names nobody makes nobody wait");
    }
    assert_eq!(search(list, "192.0.2.2").status, 200);
    assert_eq!(search("/quy/lu-2024/ung-ho", "192.0.2.1").status, 200, "what is no search goes on");
}
