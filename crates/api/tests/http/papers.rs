//! What is printed: for the fund's people, told apart from what cannot be printed; payment codes for everybody.

use domain::Role;
use serde_json::json;

use crate::server::{BANK, FUND, Server, receipt_with};

fn server() -> Server {
    let server = Server::with_fund();
    for account in ["cash:main", BANK] {
        let body = receipt_with(&json!({ "account": account }));
        server.post(&format!("{FUND}/receipts"), Role::Treasurer, &body).expect(201);
    }
    server
}

#[track_caller]
fn printed(server: &Server, path: &str, name: &str) {
    let answer = server.get_as(&format!("{FUND}{path}"), Role::Treasurer).expect(200);
    assert!(answer.body.starts_with("%PDF-"), "{path}");
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(answer.header("cache-control"), "private, no-store");
    assert_eq!(answer.header("content-disposition"), format!("inline; filename=\"{name}.pdf\""));
    server.get(&format!("{FUND}{path}")).expect_problem(401, "unauthenticated", Some("Authorization"));
}

#[test]
fn papers_are_for_the_funds_people() {
    let server = server();
    printed(&server, "/vouchers/PT-2024-00001/paper.pdf", "PT-2024-00001");
    printed(&server, "/receipts/2/slip.pdf", "BN-2");
    printed(&server, "/receipts/2/thanks.pdf", "TCO-2");
    printed(&server, "/receipts/slips.pdf?first=1&last=1000", "BN-1-1000");
}

#[test]
fn papers_of_gifts_are_for_who_may_read_who_gave() {
    let server = server();
    let path = format!("{FUND}/vouchers/PT-2024-00001/paper.pdf");
    for role in [Role::Treasurer, Role::ChiefAccountant, Role::Auditor] {
        server.get_as(&path, role).expect(200);
    }
    for role in [Role::Approver, Role::Storekeeper, Role::Admin] {
        server.get_as(&path, role).expect_problem(403, "forbidden", None);
    }
}

#[track_caller]
fn refused(server: &Server, path: &str, status: u16, code: &str, field: Option<&str>) {
    server.get_as(&format!("{FUND}{path}"), Role::Auditor).expect_problem(status, code, field);
}

#[test]
fn what_cannot_be_printed_says_why() {
    let server = server();
    refused(&server, "/vouchers/PT-2024-00009/paper.pdf", 404, "paper-unknown", None);
    refused(&server, "/vouchers/PT-9/paper.pdf", 404, "not-found", Some("voucher"));
    refused(&server, "/receipts/9/slip.pdf", 404, "paper-unknown", None);
    refused(&server, "/receipts/slips.pdf?first=1&last=1001", 422, "too-many-to-print", Some("last"));
    refused(&server, "/receipts/slips.pdf?first=8&last=9", 404, "nothing-to-print", None);
    refused(&server, "/goods-receipts/1/slip.pdf", 404, "paper-unknown", None);
    refused(&server, "/deliveries/issue/1/list.pdf", 404, "paper-unknown", None);
    refused(&server, "/deliveries/payment/1/list.pdf", 404, "paper-unknown", None);
    refused(&server, "/requests/1/list.pdf", 404, "paper-unknown", None);
    let path = format!("{FUND}/receipts/1/reversal");
    server
        .post(&path, Role::Treasurer, &json!({"reason": "recorded_twice", "effective_on": "2024-09-12"}))
        .expect(201);
    refused(&server, "/receipts/1/slip.pdf", 409, "receipt-reversed", None);
    let spoil = json!({"command": {"spoil_voucher": {"reason": "rach", "series": "pt"}}, "effective_on": "2024-09-12"});
    server.post(&format!("{FUND}/books"), Role::Treasurer, &spoil).expect(201);
    refused(&server, "/vouchers/PT-2024-00002/paper.pdf", 409, "voucher-spoiled", None);
}

#[test]
fn everybody_may_draw_a_payment_code() {
    let server = server();
    let drawn = server.get(&format!("{FUND}/qr.svg?account={BANK}&amount=500000")).expect(200);
    assert_eq!(drawn.header("content-type"), "image/svg+xml");
    assert!(drawn.body.starts_with("<svg"));
    for (query, code, field) in [
        ("account=cash:main", "bank-unknown", "account"),
        ("account=bank", "invalid-field", "account"),
        (&format!("account={BANK}&amount=0"), "vietqr-invalid", "amount"),
        (&format!("account={BANK}&code=dt21"), "gift-code-unknown", "code"),
    ] {
        server.get(&format!("{FUND}/qr.svg?{query}")).expect_problem(422, code, Some(field));
    }
}

#[test]
fn everybody_reads_a_published_report_by_its_digest_and_no_other_bytes_under_it() {
    let server = server();
    let query = "first=2024-09-01&last=2024-09-10&format=csv&position=6";
    let made = server.get_as(&format!("{FUND}/reports/journal?{query}"), Role::Auditor).expect(200).body;
    let (right, other) = (domain::Digest::of(made.as_bytes()), domain::Digest::of(b"other"));
    for digest in [&right, &other] {
        let publish = json!({"digest": digest, "first": "2024-09-01", "format": "csv", "known_at": 6,
            "last": "2024-09-10", "report": "journal"});
        let body = json!({"effective_on": "2024-09-11", "command": {"publish_report": publish}});
        server.post(&format!("{FUND}/books"), Role::ChiefAccountant, &body).expect(201);
    }
    let read = |digest: &str| server.get(&format!("{FUND}/published/{digest}"));
    let answer = read(right.as_str()).expect(200);
    assert_eq!((answer.header("cache-control"), &answer.body), ("public, max-age=86400", &made));
    read(other.as_str()).expect_problem(409, "report-differs", None);
    read("abc").expect_problem(404, "report-unpublished", None);
}

#[test]
fn reports_come_in_every_format_as_known_when() {
    let server = server();
    let read = |query: &str| server.get_as(&format!("{FUND}/reports/{query}"), Role::Auditor);
    let days = "first=2024-09-01&last=2024-09-30";
    for (format, kind) in
        [("csv", "text/csv; charset=utf-8"), ("json", "application/json"), ("pdf", "application/pdf")]
    {
        let answer = read(&format!("journal?{days}&format={format}")).expect(200);
        assert_eq!(answer.header("content-type"), kind);
        assert_eq!(answer.header("content-disposition"), format!("inline; filename=\"journal.{format}\""));
    }
    let rows = |query: &str| read(query).expect(200).json()["rows"].as_array().unwrap().len();
    assert_eq!(rows(&format!("journal?{days}")), 2);
    assert_eq!(rows(&format!("journal?{days}&position=5")), 1);
    assert_eq!(rows(&format!("cash-book?{days}&subject=cash:main")), 1);
    for (query, status, code, field) in [
        ("journal?first=2024-09-30&last=2024-09-01".to_owned(), 422, "invalid-field", Some("last")),
        (format!("journal?{days}&format=docx"), 422, "invalid-field", Some("format")),
        (format!("diary?{days}"), 404, "paper-unknown", None),
        (format!("cash-book?{days}"), 422, "report-subject", Some("subject")),
        (format!("cash-book?{days}&subject=cash:other"), 404, "paper-unknown", None),
    ] {
        read(&query).expect_problem(status, code, field);
    }
}
