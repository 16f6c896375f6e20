//! Every role on every route, as the OpenAPI document says it.

use access::{TOKEN_ROLES, TokenStore};
use domain::Role;
use serde_json::Value;

use crate::server::{FUND, Server};

/// A route with the roles that the document lets in; `None` where no token is needed.
struct Route {
    method: String,
    path: String,
    roles: Option<Vec<String>>,
}

fn routes() -> Vec<Route> {
    let document: Value = serde_json::from_str(&api::document()).unwrap();
    let mut routes = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in ["get", "post"] {
            let Some(operation) = item.get(method) else { continue };
            let path = path.replace("{fund}", "yagi-2024").replace("{number}", "1");
            // One that every reader of papers may ask for; those with names of givers have a test of their own.
            let path = path.replace("{voucher}", "PC-2024-00001").replace("{report}", "journal");
            routes.push(Route { method: method.to_uppercase(), path, roles: roles(&operation["security"]) });
        }
    }
    routes
}

/// An empty requirement among them means that a token is not needed.
fn roles(security: &Value) -> Option<Vec<String>> {
    let needs = security.as_array()?;
    let open = needs.iter().any(|need| need.as_object().unwrap().is_empty());
    let scopes = needs[0]["token"].as_array().into_iter().flatten();
    (!open).then(|| scopes.map(|role| role.as_str().unwrap().to_owned()).collect())
}

#[test]
fn every_role_on_every_route() {
    let server = Server::with_fund();
    let routes = routes();
    assert!(routes.len() >= 17 && routes.iter().any(|route| route.roles.is_none()));
    for Route { method, path, roles } in &routes {
        let send = |headers: &[(&str, &str)]| {
            let body = (method == "POST").then_some(&b""[..]);
            server.send(method, path, headers, body)
        };
        let Some(roles) = roles else {
            assert!(![401, 403].contains(&send(&[]).status), "{method} {path} is public");
            continue;
        };
        send(&[]).expect_problem(401, "unauthenticated", Some("Authorization"));
        for role in TOKEN_ROLES {
            let answer = send(&[("Authorization", &server.bearer(role))]);
            if roles.iter().any(|allowed| allowed == role.name()) {
                assert!(
                    ![401, 403].contains(&answer.status),
                    "{} may {method} {path}: {answer:?}",
                    role.name()
                );
            } else {
                answer.expect_problem(403, "forbidden", None);
            }
        }
    }
}

#[test]
fn every_write_needs_a_token() {
    // What a giver asks for with the code of a slip writes nothing: it is a POST because a code stands in no address.
    let writes = |path: &str, method: &str| method == "POST" && !path.contains("/own/");
    for route in routes().iter().filter(|route| writes(&route.path, &route.method)) {
        assert!(route.roles.as_ref().is_some_and(|roles| !roles.is_empty()), "{}", route.path);
    }
}

#[test]
fn only_a_valid_token_counts() {
    let server = Server::with_fund();
    let path = format!("{FUND}/receipts");
    let good = server.bearer(Role::Treasurer);
    let wrong = [
        "Bearer",
        "Bearer ",
        "Bearer sv_x",
        &good[7..],
        &good.replace("Bearer", "Basic"),
        &good.to_uppercase(),
        &format!("{good}A"),
    ];
    for header in wrong {
        let answer = server.send("GET", &path, &[("Authorization", header)], None);
        answer.expect_problem(401, "unauthenticated", Some("Authorization"));
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"sovang\"");
    }
    server.send("GET", &path, &[("Authorization", &good.replace("Bearer", "bearer"))], None).expect(200);
}

#[test]
fn a_token_made_or_revoked_beside_the_server_counts_at_once() {
    let server = Server::with_fund();
    let command_line = TokenStore::open(server.data.path()).unwrap();
    let (token, secret) = command_line.create(Role::Auditor, None, None, jiff::Timestamp::now()).unwrap();
    let bearer = format!("Bearer {}", secret.reveal());
    let read = || server.send("GET", &format!("{FUND}/events"), &[("Authorization", &bearer)], None);
    read().expect(200);
    command_line.revoke(&token.id).unwrap();
    read().expect_problem(401, "unauthenticated", Some("Authorization"));
}

#[test]
fn past_balances_need_a_token_and_present_ones_do_not() {
    let server = Server::with_fund();
    server.get(&format!("{FUND}/balances")).expect(200);
    let past = format!("{FUND}/balances?position=1");
    server.get(&past).expect_problem(401, "unauthenticated", Some("Authorization"));
    for role in TOKEN_ROLES {
        server.get_as(&past, role).expect(200);
    }
    let wrong = server.send("GET", &format!("{FUND}/balances"), &[("Authorization", "Bearer sv_x")], None);
    wrong.expect_problem(401, "unauthenticated", Some("Authorization"));
}

#[test]
fn a_token_file_that_cannot_be_read_lets_nobody_in() {
    let server = Server::with_fund();
    std::fs::write(server.data.path().join("tokens.json"), "{").unwrap();
    let refused = server.get_as(&format!("{FUND}/events"), Role::Auditor);
    refused.expect_problem(503, "tokens-unreadable", None);
    assert!(!refused.body.contains("tokens.json"), "the path stays inside");
    server.get(&format!("{FUND}/summary")).expect(200);
}
