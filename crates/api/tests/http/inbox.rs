//! What people outside say: who reads what of it, and a giver's own papers by their codes.

use domain::{ReceiptNo, Role};
use serde_json::json;

use crate::server::{FUND, Server, receipt};

fn server() -> Server {
    let server = Server::with_fund();
    server.post(&format!("{FUND}/receipts"), Role::Treasurer, &receipt()).expect(201);
    server
}

fn take(server: &Server, kind: &str, note: &str) {
    let body = json!({
        "command": {"take_message": {"kind": kind, "may_show": true}},
        "personal": {"note": note, "contact": "0912345670"},
    });
    server.post(&format!("{FUND}/inbox"), Role::Auditor, &body).expect(201);
}

#[test]
fn an_irregularity_is_read_by_the_supervision_alone() {
    let server = server();
    take(&server, "irregularity", "Thủ quỹ giữ tiền");
    take(&server, "other", "Bao giờ phát quà");
    let inbox = |role| server.get_as(&format!("{FUND}/inbox"), role).expect(200).body;
    let (auditor, treasurer) = (inbox(Role::Auditor), inbox(Role::Treasurer));
    assert!(auditor.contains("Thủ quỹ giữ tiền") && auditor.contains("0912345670"));
    assert!(!treasurer.contains("Thủ quỹ giữ tiền") && treasurer.contains("Bao giờ phát quà"));
    let published = server.get(&format!("{FUND}/messages")).expect(200).body;
    assert!(
        published.contains("\"total\":2") && !published.contains("quà") && !published.contains("0912345670")
    );
    server.get(&format!("{FUND}/inbox")).expect_problem(401, "unauthenticated", Some("Authorization"));
}

fn form(server: &Server, path: &str, body: &str) -> crate::server::Answer {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    server.send("POST", &format!("{FUND}{path}"), &headers, Some(body.as_bytes()))
}

#[test]
fn ones_own_slips_and_proof_are_for_whoever_holds_the_code() {
    let server = server();
    let fund = FUND.rsplit('/').next().unwrap().parse().unwrap();
    let code = server.books.upgrade().unwrap().fund(&fund).unwrap().gift_code(ReceiptNo::new(1)).unwrap();
    let year =
        server.get(&format!("{FUND}/gifts/1")).expect(200).json()["date"].as_str().unwrap()[..4].to_owned();
    let printed = form(&server, "/own/slips.pdf", &format!("giu=1:{code}&nam={year}")).expect(200);
    assert!(printed.body.starts_with("%PDF-"));
    assert_eq!(printed.header("cache-control"), "private, no-store");
    form(&server, "/own/slips.pdf", &format!("giu=1:{code}&nam=1999")).expect_problem(
        404,
        "nothing-to-print",
        None,
    );
    form(&server, "/own/slips.pdf", "giu=1:00000-00000").expect_problem(404, "wrong-code", Some("giu"));
    form(&server, "/own/proof", "giu=9:00000-00000").expect_problem(404, "wrong-code", Some("giu"));
    for _ in 0..8 {
        form(&server, "/own/proof", "giu=1:1").expect(404);
    }
    form(&server, "/own/proof", &format!("giu=1:{code}")).expect_problem(429, "too-many-codes", None);
}
