//! What everybody reads: the summary, the gifts, and their tags.

use domain::Role;
use serde_json::json;

use crate::server::{BANK, FUND, Server, receipt, receipt_with};

#[test]
fn the_summary_adds_up() {
    let server = Server::with_fund();
    for (account, dong) in [("cash:main", 99_999), (BANK, 1_000_000)] {
        let body = receipt_with(&json!({"account": account, "amount": dong.to_string()}));
        server.post(&format!("{FUND}/receipts"), Role::Treasurer, &body).expect(201);
    }
    let summary = server.get(&format!("{FUND}/summary")).expect(200).json();
    assert_eq!(summary["received"], json!({"amount": "1099999", "gifts": 2}));
    assert_eq!(
        (&summary["balance"], &summary["spent"], &summary["position"]),
        (&json!("1099999"), &json!("0"), &json!(6))
    );
    assert_eq!(
        summary["days"],
        json!([{"day": "2024-09-11", "received": {"amount": "1099999", "gifts": 2}}])
    );
    let bank = json!({"account": BANK, "published": true, "publication": "all", "received": {"amount": "1000000", "gifts": 1}, "balance": "1000000"});
    assert_eq!(summary["accounts"][0], bank);
    assert_eq!(summary["sizes"][0]["received"]["gifts"], 1);
}

#[test]
fn a_tag_that_still_fits_costs_no_body() {
    let server = Server::with_fund();
    for path in ["summary", "balances", "gifts", "gifts?query=thu"] {
        let path = format!("{FUND}/{path}");
        let first = server.get(&path).expect(200);
        let tag = first.header("etag").to_owned();
        assert_eq!(first.header("cache-control"), "public, no-cache", "{path}");
        let ask = |tags: &str| server.send("GET", &path, &[("If-None-Match", tags)], None);
        for fits in [&tag, &format!("\"x\", {tag}"), tag.strip_prefix("W/").unwrap(), "*"] {
            let known = ask(fits).expect(304);
            assert_eq!((known.body.as_str(), known.header("etag")), ("", &*tag), "{path}");
        }
        ask("\"x\"").expect(200);
        server.post(&format!("{FUND}/receipts"), Role::Treasurer, &receipt()).expect(201);
        assert_ne!(ask(&tag).expect(200).header("etag"), tag, "{path}: the log has moved");
    }
}

#[test]
fn gifts_come_newest_first_in_pages() {
    let server = Server::with_fund();
    for dong in 1..=5 {
        let body = receipt_with(
            &json!({"amount": dong.to_string(), "donor": "organisation", "donor_name": "Hội Thử"}),
        );
        server.post(&format!("{FUND}/receipts"), Role::Treasurer, &body).expect(201);
    }
    for query in ["", "&query=hoi%20thu"] {
        let (mut seen, mut next) = (Vec::new(), String::new());
        loop {
            let page = server.get(&format!("{FUND}/gifts?limit=2{query}{next}")).expect(200).json();
            assert_eq!(page["total"], 5, "{query}");
            seen.extend(
                page["gifts"].as_array().unwrap().iter().map(|gift| gift["number"].as_u64().unwrap()),
            );
            match page["next"].as_str() {
                Some(cursor) => next = format!("&cursor={cursor}"),
                None => break,
            }
        }
        assert_eq!(seen, [5, 4, 3, 2, 1], "{query}");
    }
    server.get(&format!("{FUND}/gifts?cursor=s1")).expect_problem(422, "invalid-field", Some("cursor"));
    server.get(&format!("{FUND}/gifts?query=a&cursor=b1")).expect_problem(
        422,
        "invalid-field",
        Some("cursor"),
    );
}

#[test]
fn answers_are_hardened() {
    let server = Server::with_fund();
    for path in [format!("{FUND}/summary"), "/v1/nothing".to_owned(), "/v1/openapi.json".to_owned()] {
        let answer = server.get(&path);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert!(
            !answer.header("x-request-id").is_empty() && !answer.header("cache-control").is_empty(),
            "{path}"
        );
    }
    let staff = server.get_as(&format!("{FUND}/receipts"), Role::Treasurer).expect(200);
    assert_eq!(staff.header("cache-control"), "no-store");
}
