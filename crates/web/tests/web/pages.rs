//! Every page: what it says, in both languages, and how caches may keep it.

use domain::DonorKind;

use crate::books::{CASH, Served, Told, UNLISTED, give, open, reverse, serve};

const EVIL: &str = "<script>alert(1)</script>\" onload='x' &amp;";

fn campaign() -> Served {
    serve(|books| {
        let ledger = open(books, "lu-2024", "Quỹ Cứu trợ <b>bão lũ</b>");
        give(&ledger, &Told { reference: "1234.56051", ..Told::default() });
        let twice = give(&ledger, &Told { dong: 7_000_000, ..Told::default() });
        reverse(&ledger, twice);
        give(&ledger, &Told { account: UNLISTED, dong: 20_000_000, ..Told::default() });
        give(&ledger, &Told { donor: DonorKind::Unidentified, dong: 1_234, ..Told::default() });
        give(&ledger, &Told { donor: DonorKind::Organisation, name: EVIL, memo: EVIL, ..Told::default() });
    })
}

#[test]
fn a_fund_shows_what_it_received_spent_and_holds() {
    let served = campaign();
    for (path, said) in [
        ("/", ["Đã nhận", "Chưa xác định", "21.000.000</data>", "10/09/2024"]),
        (
            "/en",
            ["Received", "21,000,000</data><span class=\"unit\">&nbsp;₫", "1,234", "10\u{a0}Sep\u{a0}2024"],
        ),
        ("/quy/lu-2024", ["Đã nhận", "1.234", "không trừ vào ngày ủng hộ", "10/09/2024"]),
    ] {
        let html = served.page(path, 200);
        assert!(said.iter().all(|said| html.contains(said)), "{path}: {html}");
        assert!(html.contains("<data class=\"num\" value=\"21000000\" title="), "{path}");
        assert!(html.contains("<data class=\"num\" value=\"21001234\" title="), "{path}");
        assert!(html.contains("Quỹ Cứu trợ &#60;b&#62;bão lũ&#60;/b&#62;"), "{path}");
        assert!(html.contains("<svg class=\"chart narrow\"") && html.contains("<svg class=\"chart wide\""));
    }
}

#[test]
fn a_gift_has_its_page_with_words_a_masked_name_and_its_place_in_the_log() {
    let served = campaign();
    let html = served.page("/quy/lu-2024/ung-ho/1", 200);
    for said in ["500.000", "Năm trăm nghìn đồng", "NGUYỄN V** A*", "1234.56051", "Vietcombank 0011001932418"]
    {
        assert!(html.contains(said), "{said}");
    }
    assert!(!html.contains("VĂN AN") && !html.contains("Đã ghi số âm"));
    assert!(served.page("/en/quy/lu-2024/ung-ho/1", 200).contains("Five hundred thousand đồng"));
}

#[test]
fn cash_has_no_reference_of_a_bank_and_no_transfer() {
    let served = serve(|books| {
        let ledger = open(books, "lu-2024", "Quỹ");
        give(&ledger, &Told { account: CASH, ..Told::default() });
        give(&ledger, &Told::default());
    });
    for (lang, reference, transfer, note) in [
        ("", "Số tham chiếu", "Nội dung chuyển khoản", "<dt>Nội dung</dt>"),
        ("/en", "Reference", "Transfer memo", "<dt>Note</dt>"),
    ] {
        let cash = served.page(&format!("{lang}/quy/lu-2024/ung-ho/1"), 200);
        assert!(cash.contains(note) && !cash.contains(reference) && !cash.contains(transfer), "{cash}");
        let bank = served.page(&format!("{lang}/quy/lu-2024/ung-ho/2"), 200);
        assert!(!bank.contains(note) && bank.contains(reference) && bank.contains(transfer), "{bank}");
    }
}

#[test]
fn a_missing_gift_leads_to_its_fund_and_the_search() {
    let served = campaign();
    for lang in ["", "/en"] {
        let html = served.page(&format!("{lang}/quy/lu-2024/ung-ho/99"), 404);
        for href in [format!("\"{lang}/quy/lu-2024\""), format!("\"{lang}/quy/lu-2024/ung-ho\"")] {
            assert!(html.contains(&href), "{href}: {html}");
        }
    }
}

#[test]
fn a_page_on_paper_names_its_fund_and_address() {
    let html = campaign().page("/en/quy/lu-2024/ung-ho/1", 200);
    assert!(html.contains("<span data-address>/en/quy/lu-2024/ung-ho/1</span>"));
    assert!(html.contains("Quỹ Cứu trợ &#60;b&#62;"));
}

#[test]
fn a_reversed_gift_says_so() {
    let served = campaign();
    assert!(served.page("/quy/lu-2024/ung-ho/2", 200).contains("Đã ghi số âm, không còn tính vào tổng"));
    assert!(served.page("/en/quy/lu-2024/ung-ho/2", 200).contains("Reversed, no longer counts"));
}

#[test]
fn what_people_wrote_is_text_and_nothing_else() {
    let served = campaign();
    for path in
        ["/", "/quy/lu-2024/ung-ho", "/quy/lu-2024/ung-ho/5", "/quy/lu-2024/ung-ho?q=%3Cscript%3E%22%27"]
    {
        served.page(path, 200);
    }
    let fragment = served.get("/quy/lu-2024/tim?q=%3Cscript%3E").body;
    assert!(fragment.contains("&#60;script&#62;") && !fragment.contains("<script"), "{fragment}");
}

#[test]
fn what_is_not_there_or_not_listed_is_not_found_in_the_readers_language() {
    let served = campaign();
    for path in [
        "/khong-co",
        "/quy/khac",
        "/quy/..%2f",
        "/quy/lu-2024/ung-ho/0",
        "/quy/lu-2024/ung-ho/3",
        "/quy/lu-2024/ung-ho/4",
        "/quy/lu-2024/ung-ho/99",
        "/quy/lu-2024/ung-ho/x",
        "/quy/khac/ung-ho?q=a",
    ] {
        assert!(served.page(path, 404).contains("Không có trang này"), "{path}");
        assert!(served.page(&format!("/en{path}"), 404).contains("No such page"), "{path}");
    }
}

#[test]
fn the_fingerprint_on_the_check_page_is_the_logs() {
    let served = campaign();
    let head = served.books.fund(&"lu-2024".parse().unwrap()).unwrap().head();
    let chain = ledger::hex(&head.chain);
    for path in ["/quy/lu-2024/kiem-chung", "/en/quy/lu-2024/kiem-chung"] {
        let html = served.page(path, 200);
        assert!(html.contains(&chain) && html.contains(&format!("--to {}", head.position)), "{path}");
        assert!(html.contains("/v1/funds/lu-2024/events.ndjson"), "{path}");
    }
}

#[test]
fn a_gift_leads_to_its_proof_and_to_the_verifier() {
    let served = campaign();
    assert!(
        served.page("/quy/lu-2024/ung-ho/1", 200).contains("href=\"/quy/lu-2024/kiem-chung?so=1#receipt\"")
    );
    let html = served.page("/en/quy/lu-2024/kiem-chung?so=1", 200);
    for part in [
        "href=\"/v1/funds/lu-2024/gifts/1/proof\" download=\"lu-2024-1.tlog-proof\"",
        "sovang verify receipt lu-2024-1.tlog-proof --policy policy",
        "href=\"/f/lu-2024/log.vkey\"",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let verifier = html.split("data-verifier=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!(served.get(verifier).header("content-type"), "application/wasm");
    for query in ["", "?so=0", "?so=x", "?so=-1", "?so=99999999999999999999999", "?so=%3Cscript%3E"] {
        let html = served.page(&format!("/quy/lu-2024/kiem-chung{query}"), 200);
        assert!(!html.contains("download="), "{query}");
    }
}

#[test]
fn several_funds_are_listed_and_none_is_said_so() {
    let served = serve(|books| {
        open(books, "a-2024", "Quỹ A");
        open(books, "b-2024", "Quỹ B");
    });
    let html = served.page("/", 200);
    assert!(html.contains("href=\"/quy/a-2024\"") && html.contains("href=\"/quy/b-2024\""));
    assert!(served.page("/en", 200).contains("href=\"/en/quy/b-2024\""));
    assert!(served.page("/quy/a-2024", 200).contains("Chưa có khoản ủng hộ nào."));

    let nothing = serve(|_| ());
    assert!(nothing.page("/", 200).contains("Chưa có quỹ nào"));
    assert!(nothing.page("/en", 200).contains("No fund has been opened"));
}

#[test]
fn books_without_an_event_have_a_page_too() {
    let served = serve(|books| {
        books.create(&"moi".parse().unwrap()).unwrap();
    });
    assert!(served.page("/", 200).contains("<h1>moi</h1>"));
    assert!(served.page("/en/quy/moi", 200).contains("The book has no entry yet."));
}

#[test]
fn a_page_is_not_sent_again_until_the_log_grows() {
    let served = campaign();
    for path in ["/", "/quy/lu-2024/ung-ho?q=an", "/quy/lu-2024/ung-ho/1", "/quy/lu-2024/kiem-chung"] {
        let tag = served.get(path).header("etag").to_owned();
        let again = served.get_with(path, &format!("if-none-match: {tag}\r\n"));
        assert_eq!(
            (again.status, again.body.as_str(), again.header("etag")),
            (304, "", tag.as_str()),
            "{path}"
        );
    }
    let tag = served.get("/").header("etag").to_owned();
    give(&served.books.fund(&"lu-2024".parse().unwrap()).unwrap(), &Told::default());
    assert_eq!(served.get_with("/", &format!("if-none-match: {tag}\r\n")).status, 200);
}

#[test]
fn shared_caches_keep_pages_and_never_searches() {
    let served = campaign();
    assert_eq!(served.get("/").header("cache-control"), "public, no-cache");
    assert_eq!(served.get("/quy/lu-2024/ung-ho?q=an").header("cache-control"), "private, no-cache");
    assert_eq!(served.get("/khong-co").header("cache-control"), "no-store");
}

#[test]
fn files_are_kept_for_ever_and_pages_are_compressed() {
    let served = campaign();
    let html = served.get("/").body;
    let paths: Vec<&str> = html.split('"').filter(|part| part.starts_with("/tai-nguyen/")).collect();
    // Style, script, icon, and the fonts that are asked for beside them.
    assert_eq!(paths.len(), 8);
    for path in paths {
        let file = served.get(path);
        assert_eq!((file.status, file.header("cache-control")), (200, "public, max-age=31536000, immutable"));
    }
    for method in ["gzip", "br"] {
        let packed = served.get_with("/", &format!("accept-encoding: {method}\r\n"));
        assert_eq!(packed.header("content-encoding"), method);
        assert!(packed.header("vary").contains("accept-encoding"));
    }
    assert!(served.get("/robots.txt").body.starts_with("User-agent: *"));
}

#[test]
fn where_relief_went_and_boxes_have_their_pages_before_there_is_any() {
    let served = campaign();
    for (path, status, said) in [
        ("/quy/lu-2024/ban-do", 200, "Chưa có cứu trợ nào được ghi theo nơi nhận."),
        ("/en/quy/lu-2024/ban-do", 200, "No relief is recorded by place yet."),
        ("/quy/lu-2024/thung", 200, "Mã in trên thùng"),
        ("/quy/lu-2024/thung?ma=xx", 404, "Quỹ không có thùng mang mã này"),
        ("/en/quy/lu-2024/thung/LU20-00000", 404, "The fund has no box of this code"),
    ] {
        assert!(served.page(path, status).contains(said), "{path}");
    }
    let fund = served.page("/quy/lu-2024", 200);
    assert!(fund.contains("\"/quy/lu-2024/ban-do\"") && fund.contains("\"/quy/lu-2024/thung\""));
}
