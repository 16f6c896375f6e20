//! From a total down to the voucher, the map, how to give, reports, files.

use crate::books::{Told, UNLISTED, give, open, serve};
use crate::relief::{FUND, campaign};

/// The page holds all of this, in this order or another, and none of that.
#[track_caller]
fn check(html: &str, holds: &[&str], lacks: &[&str]) {
    for said in holds {
        assert!(html.contains(said), "{said} is missing: {html}");
    }
    for said in lacks {
        assert!(!html.contains(said), "{said} is told: {html}");
    }
}

/// A name in the vault, and the households that must not be told of.
const HIDDEN: [&str; 3] = ["Võ Văn Kín", "g-1/1", "KÍN"];

#[test]
fn the_fund_leads_to_purpose_area_and_voucher() {
    let served = campaign();
    let fund = served.page(FUND, 200);
    check(
        &fund,
        &["/ban-do\"", "/cach-ung-ho\"", "/bao-cao\"", "/du-lieu\"", "chi?loai=ho-tro\"", "dia-ban/87-866\""],
        &HIDDEN,
    );
    check(&fund, &["value=\"1500000\"", "value=\"300000\"", "Tiền và hiện vật cạnh nhau"], &["2.200.000"]);

    let list = served.page(&format!("{FUND}/chi?loai=ho-tro"), 200);
    check(&list, &["/phieu/PC-2024-00001\"", "/phieu/PC-2024-00002\"", "Đã ghi số âm", "1.500.000"], &HIDDEN);

    let voucher = served.page(&format!("{FUND}/phieu/PC-2024-00001"), 200);
    check(
        &voucher,
        &["Một triệu năm trăm nghìn đồng", "02/QĐ", "Lương thực", "Phường 1", "Phường 3", "/proof\""],
        &HIDDEN,
    );
    let reversed = served.page(&format!("/en{FUND}/phieu/PC-2024-00002"), 200);
    check(&reversed, &["Reversed, no longer counts", "DC-2024-00001"], &HIDDEN);
    // The correction voucher leads to what it corrects.
    check(&served.page(&format!("{FUND}/phieu/DC-2024-00001"), 200), &["PC-2024-00002"], &HIDDEN);
    let goods = served.page(&format!("{FUND}/phieu/PXK-2024-00001"), 200);
    check(&goods, &["Gạo", "20.000\u{a0}g", "Kho tỉnh", "Đội &#60;i&#62;", "Đã trao: <span"], &HIDDEN);
}

#[test]
fn an_area_shows_what_it_needed_and_got() {
    let served = campaign();
    let ward = served.page(&format!("{FUND}/dia-ban/87-29875"), 200);
    check(
        &ward,
        &["Phường 3", "500.000", "300.000", "02/QĐ", "chi?loai=ho-tro&#38;dia-ban=87-29875"],
        &HIDDEN,
    );
    let city = served.page(&format!("/en{FUND}/dia-ban/87-866"), 200);
    check(&city, &["9,000,000", "1,500,000", "Phường 1", "What was needed"], &HIDDEN);
    // Today's commune, which took the ground of both wards.
    let now = served.page(&format!("{FUND}/dia-ban/82-29869"), 200);
    check(&now, &["Phường Cao Lãnh", "1.500.000", "Phường 1", "Phường 3"], &HIDDEN);
    for missing in ["/dia-ban/99-1", "/dia-ban/%3Cb%3E", "/chi?dia-ban=99-1", "/chi?loai=x", "/chi?trang=0"] {
        served.page(&format!("{FUND}{missing}"), 404);
    }
}

#[test]
fn the_map_draws_what_has_an_outline_and_names_what_has_none() {
    let served = campaign();
    let map = served.page(&format!("{FUND}/ban-do"), 200);
    assert_eq!(map.matches("<path class=\"m").count(), 102);
    check(
        &map,
        &["Phường Cao Lãnh: 90.000\u{a0}đ mỗi hộ", "Xã Không Có", "/dia-ban/82-29869\"", "MIT"],
        &HIDDEN,
    );
    let packed = served.get_with(&format!("{FUND}/ban-do"), "accept-encoding: br\r\n");
    let length = packed.body.chars().count();
    assert!(length < 25_000, "{length}");

    let nowhere = serve(|books| {
        give(&open(books, "lu-2024", "Quỹ"), &Told::default());
    });
    let map = nowhere.page(&format!("{FUND}/ban-do"), 200);
    check(&map, &["Chưa có cứu trợ nào được ghi theo nơi nhận."], &["<path class=\"m"]);
}

#[test]
fn how_to_give_names_accounts_codes_window_and_warehouse() {
    let served = campaign();
    check(
        &served.page(&format!("{FUND}/cach-ung-ho"), 200),
        &[
            "0011001932418",
            "Chủ tài khoản:",
            "Không công khai từng khoản",
            "01/09/2024",
            "Xin đừng chuyển thêm",
            "/chi\"",
        ],
        &["qr.svg", "YT24", "Kho tỉnh", HIDDEN[0]],
    );
}

/// As long as gifts are received there are pictures for bank programs, codes and warehouses.
#[test]
fn how_to_give_shows_pictures_and_codes_while_gifts_are_received() {
    let served = serve(|books| {
        let ledger = open(books, "lu-2024", "Quỹ");
        let code = r#"{"declare_gift_code":{"code":"yt24","earmark":{"purpose":"y-te"}}}"#;
        let (effective_on, command) = (crate::books::DAY, serde_json::from_str(code).unwrap());
        let command = domain::Command::Giving(domain::On { effective_on, command });
        ledger.execute(ledger::Entry::new("treasurer:t".parse().unwrap(), command, None)).unwrap();
    });
    let picture = "/v1/funds/lu-2024/qr.svg?account=vietcombank%3A0011001932418\"";
    check(
        &served.page(&format!("{FUND}/cach-ung-ho"), 200),
        &[picture, "YT24", "Y tế", "mã OTP"],
        &["Xin đừng"],
    );
    let english = served.page(&format!("/en{FUND}/cach-ung-ho"), 200);
    check(&english, &["How to give", "Medical", "alt=\"VietQR", "Held by:"], &[]);
}

#[test]
fn what_is_due_says_where_the_rule_is_from() {
    let served = campaign();
    let html = served.page(&format!("{FUND}/bao-cao"), 200);
    check(&html, &["Nghị định 93/2021", "chưa đối chiếu văn bản", "chưa công bố báo cáo"], &[]);
    served.page(&format!("/en{FUND}/bao-cao"), 200);
}

#[test]
fn files_name_where_the_book_stood_and_keep_formulas_text() {
    let served = serve(|books| {
        let ledger = open(books, "lu-2024", "Quỹ");
        give(&ledger, &Told { memo: "=HYPERLINK(1)", ..Told::default() });
        give(&ledger, &Told { memo: "a \"b\", c", ..Told::default() });
        give(&ledger, &Told { account: UNLISTED, ..Told::default() });
    });
    let csv = served.get(&format!("{FUND}/du-lieu/ung-ho.csv"));
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    check(
        &csv.body,
        &[
            "# fund=lu-2024 position=7 chain=",
            "/quy/lu-2024/ung-ho/1,",
            ",'=HYPERLINK(1),",
            "\"a \"\"b\"\", c\"",
        ],
        &["VĂN AN", "ung-ho/3"],
    );
    let json = served.get(&format!("/en{FUND}/du-lieu/ung-ho.ndjson")).body;
    check(&json, &["\"position\":7", "\"amount\":\"500000\"", "=HYPERLINK(1)"], &["VĂN AN", "ung-ho/3"]);
    assert_eq!(served.get(&format!("{FUND}/du-lieu/khac.csv")).status, 404);
    served.page(&format!("{FUND}/du-lieu"), 200);
}

#[test]
fn files_come_whole_to_a_browser_that_asks_for_them_packed() {
    let served = campaign();
    for name in ["ung-ho.csv", "ung-ho.ndjson", "chi.csv", "chi.ndjson", "iati.xml"] {
        for method in ["gzip", "br"] {
            let headers = format!("accept-encoding: {method}\r\n");
            let packed = served.get_with(&format!("{FUND}/du-lieu/{name}"), &headers);
            assert_eq!((packed.status, packed.header("content-encoding")), (200, method), "{name}");
            assert!(!packed.body.is_empty(), "{name}");
        }
    }
}

#[test]
fn what_left_is_a_file_too_without_any_household() {
    let served = campaign();
    let csv = served.get(&format!("{FUND}/du-lieu/chi.csv")).body;
    check(&csv, &["PC-2024-00001", "Phường 1; Phường 3", "DC-2024-00001"], &HIDDEN);
    let xml = served.get(&format!("{FUND}/du-lieu/iati.xml")).body;
    check(
        &xml,
        &[
            "version=\"2.03\"",
            "Quỹ &lt;b&gt;bão lũ",
            "<transaction ref=\"PC-2024-00001\" humanitarian=\"1\"><transaction-type code=\"3\"/>",
            ">1500000</value>",
            "<reporting-org ref=\"\" type=\"90\">",
            "no registered identifier",
            "<transaction ref=\"GOODS-IN-",
            "<transaction ref=\"GOODS-OUT-",
            "<disbursement-channel code=\"4\"/></transaction>",
        ],
        &["PC-2024-00002", "Kín", "VN-SOVANG"],
    );
}

#[test]
fn money_that_is_tied_has_its_page() {
    let served = campaign();
    let all = served.page(&format!("{FUND}/muc-dich"), 200);
    check(&all, &["/muc-dich/chung\"", "50.000.000"], &[]);
    let free = served.page(&format!("/en{FUND}/muc-dich/chung"), 200);
    check(&free, &["Unrestricted", "1,500,000", "PC-2024-00001"], &HIDDEN);
    served.page(&format!("{FUND}/muc-dich/khac~~"), 404);
}
