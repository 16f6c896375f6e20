//! Receipts over HTTP: who gets which copy, and that what is given verifies without the server.

use domain::Role;
use publication::{Lock, LogKeys, Publisher, Store};
use serde_json::json;
use transparency::{Against, Outcome, Policy, Receipt, VerifierKey, verify_receipt};

use crate::server::{FUND, HIDDEN, Server, receipt, receipt_with};

const ORIGIN: &str = "ledger.example/fund/yagi-2024";

/// Publishes the fund as the program does, and serves it. The log's key.
fn publish(server: &Server) -> VerifierKey {
    let (keys, locks) = (server.data.path().join("keys"), server.data.path().join("locks"));
    let signer = LogKeys::open(&keys, &locks).unwrap().signer(ORIGIN).unwrap();
    let store = Store::at(&server.data.path().join("tlog"));
    let books = server.books.upgrade().unwrap();
    let ledger = books.fund(&"yagi-2024".parse().unwrap()).unwrap();
    let lock = Lock::read(&locks, "yagi-2024").unwrap();
    let mut publisher = Publisher::open(store.clone(), lock, signer, ORIGIN, ledger.log()).unwrap();
    publisher.publish(ledger.log()).unwrap();
    server.logs.add("yagi-2024", store);
    publisher.key().clone()
}

/// A fund with a receipt that the public sees, and one that it does not.
fn with_receipts() -> Server {
    let server = Server::with_fund();
    for body in [receipt(), receipt_with(&json!({ "account": HIDDEN }))] {
        server.post(&format!("{FUND}/receipts"), Role::Treasurer, &body).expect(201);
    }
    server
}

#[test]
fn a_public_gift_is_proved_without_its_donor() {
    let server = with_receipts();
    let policy = Policy::of_log(publish(&server));
    let answer = server.get(&format!("{FUND}/gifts/1/proof")).expect(200);
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"yagi-2024-4.tlog-proof\"");
    let against = Against { policy: Some(&policy), ..Against::default() };
    let verified = verify_receipt(answer.body.as_bytes(), &against);
    assert_eq!(verified.report.outcome, Outcome::Right, "{:#?}", verified.report);
    let record = verified.record.unwrap();
    assert_eq!((record.receipt, record.amount), (Some(1), Some(500_000)));
    assert!(verified.receipt.unwrap().openings.is_empty());
    assert_eq!(server.get(&format!("{FUND}/events/4/proof")).expect(200).body, answer.body);
}

#[test]
fn the_private_copy_opens_the_donors_own_data_for_those_who_may() {
    let server = with_receipts();
    let policy = Policy::of_log(publish(&server));
    for (path, right) in [("gifts/1/proof?private=1", 4), ("gifts/2/proof?private=1", 5)] {
        let path = format!("{FUND}/{path}");
        server.get(&path).expect_problem(401, "unauthenticated", Some("Authorization"));
        for role in [Role::Admin, Role::Approver, Role::Auditor, Role::Storekeeper] {
            server.get_as(&path, role).expect_problem(403, "forbidden", None);
        }
        for role in [Role::Treasurer, Role::ChiefAccountant] {
            let answer = server.get_as(&path, role).expect(200);
            assert_eq!(answer.header("cache-control"), "no-store");
            let against = Against { policy: Some(&policy), ..Against::default() };
            let verified = verify_receipt(answer.body.as_bytes(), &against);
            assert_eq!(verified.report.outcome, Outcome::Right, "{:#?}", verified.report);
            let receipt = Receipt::parse(answer.body.as_bytes()).unwrap();
            assert_eq!(receipt.proof.index, right);
            let value = |name| receipt.openings.iter().find(|field| field.name == name)?.value();
            assert_eq!((value("name"), value("memo")), (Some("Trần Thị Thử"), Some("ung ho dong bao")));
        }
    }
    // An event that names nobody has nothing to open.
    let plain = server.get_as(&format!("{FUND}/events/0/proof?private=1"), Role::Treasurer).expect(200);
    assert_eq!(plain.body, server.get(&format!("{FUND}/events/0/proof")).expect(200).body);
}

#[test]
fn what_is_not_public_not_there_or_not_asked_for_rightly_is_said() {
    let server = with_receipts();
    server.get(&format!("{FUND}/gifts/1/proof")).expect_problem(404, "log-unpublished", None);
    publish(&server);
    let check = |path: &str, status, code, field| {
        server.get(&format!("{FUND}/{path}")).expect_problem(status, code, field);
    };
    check("gifts/2/proof", 404, "gift-unknown", None);
    check("gifts/99/proof", 404, "gift-unknown", None);
    check("gifts/x/proof", 404, "not-found", Some("number"));
    check("events/99/proof", 404, "event-unknown", None);
    check("events/-1/proof", 404, "not-found", Some("position"));
    check("gifts/1/proof?private=2", 422, "invalid-field", Some("private"));
    check("gifts/1/proof?privat=1", 400, "invalid-field", Some("privat"));
    server.get_as(&format!("{FUND}/gifts/1/proof"), Role::Auditor).expect(200);
    server.get("/v1/funds/khac/gifts/1/proof").expect_problem(404, "fund-unknown", Some("fund"));
    // What is recorded and not yet published is there in a moment.
    server.post(&format!("{FUND}/receipts"), Role::Treasurer, &receipt()).expect(201);
    let answer = server.get(&format!("{FUND}/gifts/3/proof"));
    answer.expect_problem(503, "not-published-yet", None);
    assert_eq!(answer.header("retry-after"), "1");
    publish(&server);
    server.get(&format!("{FUND}/gifts/3/proof")).expect(200);
}
