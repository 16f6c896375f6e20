//! The money followed: what became of a gift, what paid for a payment, hand-overs, decisions, feeds, the stream.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use domain::{Command, On};
use ledger::{Entry, Ledger};
use serde::de::DeserializeOwned;

use crate::books::{DAY, Served, Told, UNLISTED, give, open, reverse, serve};

const VOUCHER: &str = "/quy/lu-2024/phieu/UNC-2024-00001";
const PAPER: &str = "0000000000000000000000000000000000000000000000000000000000000000";

fn read<C: DeserializeOwned>(json: &str) -> On<C> {
    let command = serde_json::from_str(json).unwrap();
    On { effective_on: DAY, command }
}

fn run(ledger: &Ledger, actor: &str, command: Command) {
    ledger.execute(Entry::new(actor.parse().unwrap(), command, None)).unwrap();
}

fn relief(ledger: &Ledger, actor: &str, json: &str) {
    run(ledger, actor, Command::Relief(read(json)));
}

/// Four gifts, a decision for a commune, and a payment of it that was handed over, signed for and confirmed.
pub(crate) fn followed() -> Served {
    serve(|books| {
        let ledger = open(books, "lu-2024", "Quỹ");
        for dong in [500_000, 300_000, 700_000] {
            give(&ledger, &Told { dong, ..Told::default() });
        }
        give(&ledger, &Told { account: UNLISTED, dong: 1_000_000, ..Told::default() });
        let areas = r#"{"declare_areas":{"decision":"NQ 1","areas":[{"area":"82","kind":"province","name":"Đồng Tháp"},
            {"area":"82-1","kind":"commune","name":"Xã Tân <Hộ>","parent":"82"}]}}"#;
        run(&ledger, "admin:minh", Command::Network(read(areas)));
        let limits =
            r#"{"adopt_limits":{"confirm_days":5,"expire_days":30,"sign_days":5,"two_above":"9000000"}}"#;
        relief(&ledger, "admin:minh", limits);
        let appointed = r#"{"appoint_approver":{"per_request":"9000000","person":"approver:chi-lan"}}"#;
        relief(&ledger, "admin:minh", appointed);
        let decided = r#"{"decide_allocation":{"decision":"QĐ 12/QĐ","head":"food","round":1,
            "lines":[{"amount":"900000","to":{"area":"82-1"}}]}}"#;
        relief(&ledger, "approver:chi-lan", decided);
        let asked = r#"{"make_request":{"content":{"payment":{"account":"vietcombank:0011001932418","amount":"600000",
            "allocation":{"allocation":1,"line":1},"head":"food","kind":{"relief":{"area":"82-1"}}}}}}"#;
        relief(&ledger, "treasurer:anh-ba", asked);
        let digest = ledger
            .rules(|state| state.relief.requests.open(domain::RequestNo::new(1)).unwrap().digest.clone());
        let approved = format!(r#"{{"approve_request":{{"digest":"{}","request":1}}}}"#, digest.unwrap());
        relief(&ledger, "approver:chi-lan", &approved);
        relief(&ledger, "treasurer:anh-ba", r#"{"pay":{"amount":"600000","fee":"0","request":1}}"#);
        for told in [
            r#""hand_over":{"delivery":{"payment":1}"#.to_owned(),
            format!(r#""sign_receipt":{{"delivery":{{"payment":1}},"evidence":"{PAPER}","signed":1"#),
            format!(
                r#""confirm_locally":{{"by":{{"area":"82-1"}},"delivery":{{"payment":1}},"evidence":"{PAPER}""#
            ),
        ] {
            relief(&ledger, "treasurer:anh-ba", &format!("{{{told}}}}}"));
        }
    })
}

#[track_caller]
fn check(served: &Served, path: &str, says: &[&str]) {
    let html = served.page(path, 200);
    for said in says {
        assert!(html.contains(said), "{path} does not say {said}: {html}");
    }
    for person in ["minh", "chi-lan", "anh-ba"] {
        assert!(!html.contains(person), "{path} names a person");
    }
    assert!(!html.contains("<Hộ>"), "{path}");
}

#[test]
fn a_gift_tells_what_became_of_it() {
    let served = followed();
    let paid =
        ["/quy/lu-2024/phieu/UNC-2024-00001\"", "Địa phương đã xác nhận ngày 10/09/2024", "quy ước kế toán"];
    check(&served, "/quy/lu-2024/ung-ho/1", &paid);
    check(&served, "/quy/lu-2024/ung-ho/1", &["value=\"500000\"", "100,0%", "ung-ho/1/tin.atom"]);
    check(&served, "/quy/lu-2024/ung-ho/2", &["value=\"100000\"", "value=\"200000\"", "33,3%"]);
    check(&served, "/quy/lu-2024/ung-ho/3", &["Chưa chi đồng nào"]);
    check(
        &served,
        "/en/quy/lu-2024/ung-ho/2",
        &["Still in the fund", "Confirmed locally on", "first counts as spent first"],
    );
}

#[test]
fn a_gift_that_was_reversed_has_nothing_and_says_when() {
    let served = followed();
    reverse(&served.books.fund(&"lu-2024".parse().unwrap()).unwrap(), domain::ReceiptNo::new(1));
    check(&served, "/quy/lu-2024/ung-ho/1", &["không nằm trong số tiền", "Những lần sửa sổ", "Ghi số âm"]);
    check(&served, "/quy/lu-2024/ung-ho/2", &["100,0%"]);
}

#[test]
fn a_payment_tells_who_decided_by_role_and_which_gifts_paid() {
    let served = followed();
    let says = [
        "600.000</data>",
        "/quy/lu-2024/ung-ho/1\"",
        "/quy/lu-2024/ung-ho/2\"",
        "người duyệt",
        "kế toán quỹ",
        "Phê duyệt, đủ người duyệt",
        "/quy/lu-2024/quyet-dinh/1\"",
        "Địa phương đã xác nhận",
        "1 chữ ký",
        PAPER,
        "Xã Tân &#60;Hộ&#62;",
        "10/09/2024",
        "/v1/funds/lu-2024/events/",
    ];
    check(&served, VOUCHER, &says);
    check(&served, &format!("/en{VOUCHER}"), &["Which gifts paid for it", "approver"]);
}

#[test]
fn decisions_have_their_pages() {
    let served = followed();
    check(&served, "/quy/lu-2024/quyet-dinh", &["QĐ 12/QĐ", "/quy/lu-2024/quyet-dinh/1\""]);
    check(
        &served,
        "/quy/lu-2024/quyet-dinh/1",
        &["value=\"900000\"", "value=\"600000\"", &format!("{VOUCHER}\"")],
    );
    check(&served, "/quy/lu-2024/chi", &[&format!("{VOUCHER}\""), "Địa phương đã xác nhận ngày"]);
    served.page("/quy/lu-2024/quyet-dinh/2", 404);
}

/// One page for one thing: what was printed and sent before leads there.
#[test]
fn addresses_of_pages_that_were_merged_lead_to_those_that_stay() {
    let served = followed();
    for (old, new) in [
        ("/quy/lu-2024/chi/1", VOUCHER),
        ("/quy/lu-2024/giao/chi-1", VOUCHER),
        ("/quy/lu-2024/giao", "/quy/lu-2024/chi"),
        ("/quy/lu-2024/phan-phoi", "/quy/lu-2024/ban-do"),
    ] {
        for prefix in ["", "/en"] {
            let got = served.get(&format!("{prefix}{old}"));
            assert_eq!(
                (got.status, got.header("location")),
                (308, format!("{prefix}{new}").as_str()),
                "{old}"
            );
        }
    }
    for missing in ["chi/2", "chi/0", "chi/x", "giao/chi-2", "giao/xuat-1", "giao/x-1", "giao/1"] {
        served.page(&format!("/quy/lu-2024/{missing}"), 404);
        served.page(&format!("/en/quy/lu-2024/{missing}"), 404);
    }
}

#[test]
fn feeds_are_atom_that_caches_keep() {
    let served = followed();
    for (path, says) in [
        ("/quy/lu-2024/tin.atom", vec!["/quy/lu-2024/phieu/UNC-2024-00001\"", "/quy/lu-2024/ung-ho/3\""]),
        ("/quy/lu-2024/tin/chi.atom", vec!["Chi hỗ trợ: 600.000", "Xã Tân &#60;Hộ&#62;"]),
        ("/en/quy/lu-2024/tin/ung-ho.atom", vec!["NGUYỄN V** A*", "/en/quy/lu-2024/ung-ho/3\""]),
        ("/quy/lu-2024/tin/bao-cao.atom", vec!["<feed"]),
        ("/quy/lu-2024/ung-ho/2/tin.atom", vec!["Đã chi từ khoản này: 100.000", "Địa phương đã xác nhận"]),
        ("/en/quy/lu-2024/ung-ho/1/tin.atom", vec!["All of this gift has been spent"]),
    ] {
        let got = served.get(path);
        assert_eq!(
            (got.status, got.header("content-type")),
            (200, "application/atom+xml; charset=utf-8"),
            "{path}"
        );
        assert!(
            got.body.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed"),
            "{path}: {}",
            got.body
        );
        let (opened, closed) = (got.body.matches("<entry>").count(), got.body.matches("</entry>").count());
        assert_eq!((opened, got.body.matches("<id>urn:uuid:").count()), (closed, opened + 1), "{path}");
        for said in says {
            assert!(got.body.contains(said), "{path}: {said}: {}", got.body);
        }
        assert!(!got.body.contains("ung-ho/4"), "{path} lists what is not published");
        let again = served.get_with(path, &format!("if-none-match: {}\r\n", got.header("etag")));
        assert_eq!((again.status, again.body.as_str()), (304, ""));
    }
    for missing in ["tin/khac.atom", "tin/chi", "ung-ho/4/tin.atom", "ung-ho/9/tin.atom"] {
        served.page(&format!("/quy/lu-2024/{missing}"), 404);
    }
}

/// The next lines of a stream up to an empty one, chunk sizes left out.
fn event(stream: &mut BufReader<TcpStream>) -> Vec<String> {
    let lines = stream.lines().map(Result::unwrap);
    let said = lines.filter(|line| line.is_empty() || line.contains(':'));
    said.skip_while(String::is_empty).take_while(|line| !line.is_empty()).collect()
}

fn listen(served: &Served, more: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(served.address).unwrap();
    write!(stream, "GET /quy/lu-2024/truc-tiep HTTP/1.1\r\nhost: test\r\n{more}\r\n").unwrap();
    let mut stream = BufReader::new(stream);
    let head = event(&mut stream).join("\n");
    assert!(head.contains("content-type: text/event-stream") && !head.contains("content-encoding"), "{head}");
    assert_eq!(event(&mut stream), ["retry: 5000"]);
    stream
}

#[test]
fn who_listens_hears_the_totals_and_the_newest_gifts_as_they_change() {
    let served = followed();
    let ledger = served.books.fund(&"lu-2024".parse().unwrap()).unwrap();
    let mut stream = listen(&served, "accept-encoding: gzip\r\n");
    let first = event(&mut stream);
    let position = ledger.head().position;
    assert_eq!(first[0], format!("id: {position}"));
    assert!(
        first[1].contains("2.500.000") && first[1].contains("ung-ho/3") && !first[1].contains("ung-ho/4")
    );

    let mut knows = listen(&served, &format!("last-event-id: {position}\r\n"));
    give(&ledger, &Told { dong: 50_000, ..Told::default() });
    for stream in [&mut stream, &mut knows] {
        let next = event(stream);
        assert_eq!(next[0], format!("id: {}", position + 1));
        assert!(next[1].contains("2.550.000") && next[1].contains("ung-ho/5"), "{next:?}");
    }
    served.page("/quy/khac/truc-tiep", 404);
}

#[test]
fn a_server_that_stops_ends_its_streams() {
    let served = followed();
    let mut stream = listen(&served, "connection: close\r\n");
    event(&mut stream);
    served.live.stop();
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut stream, &mut rest).unwrap_or_default();
    assert!(!rest.contains("data:"), "{rest}");
    let got = served.get("/quy/lu-2024/truc-tiep");
    assert_eq!((got.status, got.header("retry-after")), (503, "60"));
}
