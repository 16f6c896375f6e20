//! Asking over HTTP, and keeping what came.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::post;
use publication::Store;

use super::super::*;
use super::{NONCE, now, pinned};
use crate::MonitorError;
use crate::testing::{Key, Leaves, Served, Tsa, log_key, served};

/// The authority, served: `/` as RFC 3161 says, and two that do it wrong.
fn authority(tsa: &Arc<Tsa>) -> Served {
    const REPLY: &str = "application/timestamp-reply";
    let right = Arc::clone(tsa);
    let html = Arc::clone(tsa);
    let answer =
        move |body: Bytes| async move { ([(CONTENT_TYPE, REPLY)], right.reply(&body)).into_response() };
    let page =
        move |body: Bytes| async move { ([(CONTENT_TYPE, "text/html")], html.reply(&body)).into_response() };
    served(
        Router::new()
            .route("/", post(answer))
            .route("/html", post(page))
            .route("/broken", post(async || StatusCode::INTERNAL_SERVER_ERROR))
            .route("/endless", post(async || ([(CONTENT_TYPE, REPLY)], vec![0; 1 << 20])))
            .route("/empty", post(async || ([(CONTENT_TYPE, REPLY)], Vec::new()))),
    )
}

#[test]
fn a_checkpoint_is_stamped_and_the_token_is_kept() {
    for key in [Key::Rsa, Key::P256, Key::P384] {
        let (dir, tsa) = (tempfile::tempdir().unwrap(), Arc::new(Tsa::new(key)));
        let (served, pinned) = (authority(&tsa), pinned(&tsa, "ca.pem"));
        let store = Store::at(dir.path());
        assert_eq!(newest(&store).unwrap(), None);
        for size in [3, 12] {
            let note = Leaves::new(12, 12, "").note(size, &log_key("a")).to_string();
            store.write_checkpoint(note.as_bytes()).unwrap();
            let stamp = ask(&store, &served.url, &pinned, NONCE + size, now()).unwrap();
            let kept = newest(&store).unwrap().unwrap();
            assert_eq!((stamp.size, kept.size, kept.checkpoint.as_slice()), (size, size, note.as_bytes()));
            assert_eq!(kept.stamped().unwrap().1.size, size);
            assert_eq!(check(&kept.answer, &kept.checkpoint, &pinned), Ok(stamp.stamped));
            let data = stamp.file.with_extension("checkpoint");
            assert!(tsa.verifies(&stamp.file, &data), "{key:?}");
            assert!(!tsa.verifies(&stamp.file, &stamp.file));
        }
    }
}

#[test]
fn an_authority_that_cannot_be_used_is_told_and_nothing_is_kept() {
    let (dir, tsa) = (tempfile::tempdir().unwrap(), Arc::new(Tsa::new(Key::P256)));
    let (served, pinned) = (authority(&tsa), pinned(&tsa, "ca.pem"));
    let store = Store::at(dir.path());
    let ask = |path: &str| ask(&store, &format!("{}{path}", served.url), &pinned, NONCE, now()).unwrap_err();
    assert!(matches!(ask("/"), MonitorError::Unusable { .. }));
    let note = Leaves::new(3, 3, "").note(3, &log_key("a")).to_string();
    store.write_checkpoint(note.as_bytes()).unwrap();
    for (path, says) in
        [("/html", "text/html"), ("/broken", "HTTP 500"), ("/missing", "HTTP 404"), ("/endless", "")]
    {
        let error = ask(path);
        assert!(matches!(&error, MonitorError::Timestamp(TimestampError::Unreachable { .. })), "{path}");
        assert!(error.to_string().contains(says), "{error}");
    }
    let empty = ask("/empty");
    assert!(matches!(empty, MonitorError::Timestamp(TimestampError::Malformed { .. })), "{empty}");
    let nobody = super::super::ask(&store, "http://127.0.0.1:1/", &pinned, NONCE, now()).unwrap_err();
    assert!(nobody.to_string().contains("http://127.0.0.1:1/"), "{nobody}");
    assert_eq!(newest(&store).unwrap(), None);
}
