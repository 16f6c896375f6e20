//! What is refused, with what words, and that the books stay as they were.

use api::Config;
use domain::Role;
use serde_json::{Value, json};

use crate::server::{FUND, Server, receipt, receipt_with};

#[track_caller]
fn check(server: &Server, body: &Value, status: u16, code: &str, field: Option<&str>) {
    let answer = server.post(&format!("{FUND}/receipts"), Role::Treasurer, body);
    answer.expect_problem(status, code, field);
}

#[test]
fn amounts_are_positive_whole_and_written_in_digits() {
    let server = Server::with_fund();
    for amount in ["0", "-1"] {
        check(&server, &receipt_with(&json!({"amount": amount})), 422, "amount-not-positive", Some("amount"));
    }
    let over = "9223372036854775808";
    for amount in ["1.5", "1e3", "1.000", "1,000", " 1", "+1", "007", "", "abc", "１", over] {
        check(&server, &receipt_with(&json!({"amount": amount})), 422, "invalid-field", Some("amount"));
    }
    for amount in [json!(500_000), json!(1.5), json!(true), json!(["1"])] {
        check(&server, &receipt_with(&json!({"amount": amount})), 422, "invalid-field", Some("amount"));
    }
    let most = receipt_with(&json!({"amount": "9223372036854775807"}));
    server.post(&format!("{FUND}/receipts"), Role::Treasurer, &most).expect(201);
    check(&server, &most, 422, "amount-too-large", Some("amount"));
    assert_eq!(server.get("/v1/funds").json()["funds"][0]["position"], 5, "one of them was recorded");
}

#[test]
fn days_exist_and_are_not_in_the_future() {
    let server = Server::with_fund();
    check(
        &server,
        &receipt_with(&json!({"effective_on": "2999-01-01"})),
        422,
        "date-in-future",
        Some("effective_on"),
    );
    for day in ["2024-02-30", "10/09/2024", "2024-9-1", "2024-09-10T00:00:00", "", "hôm qua"] {
        check(
            &server,
            &receipt_with(&json!({"effective_on": day})),
            422,
            "invalid-field",
            Some("effective_on"),
        );
    }
}

#[test]
fn the_field_at_fault_is_named() {
    let server = Server::with_fund();
    let field = |changes: Value, code: &str, field: &str| {
        check(&server, &receipt_with(&changes), 422, code, Some(field));
    };
    field(json!({"account": "bidv:0011001932418"}), "account-unknown", "account");
    field(json!({"account": "cash"}), "invalid-field", "account");
    field(json!({"reference": "FT1"}), "account-is-cash", "account");
    field(json!({"donor": "robot"}), "invalid-field", "donor");
    field(json!({"amount": null}), "invalid-field", "amount");
    field(json!({"amont": "1"}), "invalid-field", "amont");
    field(json!({"earmark": {}}), "earmark-empty", "earmark");
    field(json!({"earmark": {"place": "Đồng Tháp"}}), "invalid-field", "earmark.place");
    field(json!({"earmark": {"plaice": "x"}}), "invalid-field", "earmark.plaice");
    field(json!({"donor_name": "a".repeat(201)}), "invalid-field", "donor_name");
    field(json!({"memo": "a\u{0}b"}), "invalid-field", "memo");
}

#[test]
fn broken_bodies_are_refused() {
    let server = Server::with_fund();
    let path = format!("{FUND}/receipts");
    let send = |body: &str, more: &[(&str, &str)]| server.post_text(&path, Role::Treasurer, body, more);
    let whole = receipt().to_string();
    for broken in ["", "{", "nul", &format!("{whole}}}"), &whole[..20]] {
        send(broken, &[]).expect_problem(400, "invalid-json", None);
    }
    for wrong in ["null", "[]", "1", "\"x\""] {
        assert_eq!(send(wrong, &[]).status, 422);
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", ""] {
        let answer = send(&whole, &[("Content-Type", kind)]);
        answer.expect_problem(415, "unsupported-media-type", Some("Content-Type"));
    }
    send(&whole, &[("Content-Type", "application/json; charset=utf-8")]).expect(201);
}

#[test]
fn a_body_over_the_limit_is_refused() {
    let server = Server::with(Config { max_json: 1000, ..Config::default() });
    server.open_fund();
    let long = receipt_with(&json!({"memo": "a".repeat(1000)}));
    check(&server, &long, 413, "content-too-large", None);
}

#[test]
fn unknown_addresses_funds_and_methods_are_problems_too() {
    let server = Server::with_fund();
    for path in ["/v1", "/v1/", "/v1/nothing", "/v1/funds/yagi-2024/nothing"] {
        server.get(path).expect_problem(404, "not-found", None);
    }
    for fund in ["lu-2025", "YAGI", "%2e%2e", "a%20b"] {
        server.get(&format!("/v1/funds/{fund}/summary")).expect_problem(404, "fund-unknown", Some("fund"));
    }
    for number in ["x", "-1", "1.5", "99999999999999999999"] {
        server.get(&format!("{FUND}/gifts/{number}")).expect_problem(404, "not-found", Some("number"));
    }
    server.get(&format!("{FUND}/gifts/0")).expect_problem(404, "gift-unknown", None);
    let wrong = server.send("DELETE", "/v1/funds", &[], None);
    wrong.expect_problem(405, "method-not-allowed", None);
    assert_eq!(wrong.header("allow"), "GET,HEAD,POST");
}

#[test]
fn parameters_are_checked() {
    let server = Server::with_fund();
    let get = |query: &str| server.get(&format!("{FUND}/gifts?{query}"));
    for query in ["limit=0", "limit=201"] {
        get(query).expect_problem(422, "invalid-field", Some("limit"));
    }
    for (query, field) in
        [("limit=x", "limit"), ("limit=-1", "limit"), ("lim=1", "lim"), ("limit=1&limit=2", "limit")]
    {
        get(query).expect_problem(400, "invalid-field", Some(field));
    }
    get(&format!("query={}", "a".repeat(201))).expect_problem(422, "invalid-field", Some("query"));
}

#[test]
fn the_words_are_in_the_language_asked_for() {
    let server = Server::empty();
    for (asked, language) in [("", "vi"), ("en-US,en;q=0.9", "en"), ("vi,en;q=0.9", "vi"), ("fr", "vi")] {
        let answer = server.send("GET", "/v1/nothing", &[("Accept-Language", asked)], None);
        let problem = answer.json();
        assert_eq!(answer.header("content-language"), language);
        assert_eq!(problem["detail"], problem[format!("detail_{language}")], "{asked}");
    }
}
