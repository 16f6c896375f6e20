//! The document that clients are made from.

use std::path::Path;

use serde_json::Value;

use crate::server::Server;

/// The checked-in document is the one that is served. `SOVANG_BLESS=1` writes it anew.
#[test]
fn the_document_is_the_one_checked_in() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let document = api::document();
    if std::env::var_os("SOVANG_BLESS").is_some() {
        std::fs::write(&path, &document).unwrap();
    }
    let checked_in = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        checked_in == document,
        "openapi.json differs: run this test with SOVANG_BLESS=1 and review the change"
    );
    let served = Server::empty().get("/v1/openapi.json").expect(200);
    assert_eq!(served.body, document);
    assert_eq!(served.header("content-type"), "application/json");
}

#[test]
fn every_operation_has_its_own_name_and_tells_of_problems() {
    let document: Value = serde_json::from_str(&api::document()).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let mut names = Vec::new();
    for item in document["paths"].as_object().unwrap().values() {
        for operation in ["get", "post"].iter().filter_map(|method| item.get(method)) {
            names.push(operation["operationId"].as_str().unwrap());
            let problem = "#/components/responses/Problem";
            assert_eq!(operation["responses"]["4XX"]["$ref"], problem);
            assert!(operation["summary"].is_string() && operation["tags"].is_array());
        }
    }
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
    let content = &document["components"]["responses"]["Problem"]["content"];
    assert!(content["application/problem+json"]["schema"]["$ref"].is_string());
}
