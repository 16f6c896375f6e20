//! The witness over HTTP, as a log meets it.

use std::sync::Arc;

use ureq::http::StatusCode;

use super::super::*;
use super::{LOG, request};
use crate::testing::{Leaves, log_key, public, served, witness_key};

/// A witness that is served, and its address.
fn witness() -> (tempfile::TempDir, crate::testing::Served) {
    let dir = tempfile::tempdir().unwrap();
    let keys = vec![public(&log_key(LOG))];
    let witness = Witness::open(dir.path(), witness_key("w", 1), keys).unwrap();
    (dir, served(router(Arc::new(witness), || 1_700_000_000)))
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().into()
}

/// Status, kind and body of an answer.
fn post(url: &str, body: &[u8]) -> (u16, String, String) {
    let mut answer = agent().post(format!("{url}/add-checkpoint")).send(body).unwrap();
    let kind = answer.headers().get("content-type").map_or("", |kind| kind.to_str().unwrap()).to_owned();
    (answer.status().as_u16(), kind, answer.body_mut().read_to_string().unwrap())
}

#[test]
fn it_answers_in_the_words_of_the_standard() {
    let (_dir, served) = witness();
    let (log, key) = (Leaves::new(9, 2, "a"), log_key(LOG));
    let (status, kind, lines) = post(&served.url, request(&log, &key, 0, 5).to_string().as_bytes());
    assert_eq!((status, kind.as_str()), (200, "text/plain; charset=utf-8"));
    let lines = transparency::signature_lines(lines.as_bytes()).unwrap();
    let mut shown = log.note(5, &key);
    shown.push(lines[0].clone());
    assert_eq!((lines.len(), shown.verify(witness_key("w", 1).public())), (1, Ok(Some(1_700_000_000))));

    let size = (409, "text/x.tlog.size".to_owned(), "5\n".to_owned());
    assert_eq!(post(&served.url, request(&log, &key, 0, 7).to_string().as_bytes()), size);
    let forked = Leaves::new(9, 2, "b");
    assert_eq!(post(&served.url, request(&forked, &key, 5, 5).to_string().as_bytes()), size);
    assert_eq!(post(&served.url, request(&forked, &key, 5, 8).to_string().as_bytes()).0, 422);
    assert_eq!(post(&served.url, request(&log, &log_key("other"), 0, 7).to_string().as_bytes()).0, 404);
    let unsigned = request(&log, &key, 5, 7).to_string();
    let unsigned = unsigned.replacen(&format!("\u{2014} {LOG}"), "\u{2014} somebody", 1);
    assert_eq!(post(&served.url, unsigned.as_bytes()).0, 403);
}

#[test]
fn malformed_bodies_are_refused_and_change_nothing() {
    let (_dir, served) = witness();
    let (log, key) = (Leaves::new(9, 9, ""), log_key(LOG));
    let good = request(&log, &key, 0, 5).to_string();
    for bad in [
        "",
        "old 0\n",
        "old 00\n\n",
        "old -1\n\n",
        "old 18446744073709551616\n\n",
        &good.replacen("old 0", "old  0", 1),
        &good.replacen("old 0\n", "old 0\n\n", 1),
        &good.replacen("old 0\n", "old 0\nAAAA\n", 1),
        &good.replace('\n', "\r\n"),
        &good[..good.len() - 1],
        &format!("{good}\n"),
    ] {
        let (status, _, said) = post(&served.url, bad.as_bytes());
        assert_eq!(status, 400, "{bad:?}");
        assert!(said.contains(" / "), "{bad:?}: {said}");
    }
    assert_eq!(post(&served.url, b"\xff\xfe").0, 400);
    assert_eq!(post(&served.url, &vec![b'x'; 600 * 1024]).0, 413);
    let old_above = good.replacen("old 0", "old 6", 1);
    assert_eq!(post(&served.url, old_above.as_bytes()).0, 400);
    assert_eq!(post(&served.url, good.as_bytes()).0, 200);
}

#[test]
fn monitors_read_what_was_cosigned() {
    let (_dir, served) = witness();
    let (log, key) = (Leaves::new(9, 9, ""), log_key(LOG));
    // printf %s sovang.local/fund/a | sha256sum
    let hex = "5b705faef26980994ff44c26d595649e276326f6b225c59b4952c08805793e51";
    let get = |path: &str| {
        let mut answer = agent().get(format!("{}/{path}", served.url)).call().unwrap();
        (answer.status(), answer.body_mut().read_to_vec().unwrap())
    };
    assert_eq!(get(&format!("{hex}/checkpoint")).0, StatusCode::NOT_FOUND);
    assert_eq!(post(&served.url, request(&log, &key, 0, 5).to_string().as_bytes()).0, 200);
    let (status, note) = get(&format!("{hex}/checkpoint"));
    let known = Known::read(&note, LOG, witness_key("w", 1).public()).unwrap();
    assert_eq!((status, known.checkpoint().size), (StatusCode::OK, 5));
    assert_eq!(known.note().verify(key.public()), Ok(Some(0)));
    for other in ["checkpoint", "add-checkpoint", "", "..%2f..%2fkey/checkpoint", "00/checkpoint"] {
        assert_ne!(get(other).0, StatusCode::OK, "{other}");
    }
}
