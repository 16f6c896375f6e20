//! The published logs: their files under the right headers, and nothing else of the disk.

use domain::Role;
use publication::{Lock, LogKeys, Publisher, Store};
use transparency::{Checkpoint, Note};

use crate::server::{FUND, Server, receipt};

const LOG: &str = "/f/yagi-2024";

/// Publishes the fund as the program does, and serves it.
fn publish(server: &Server) -> Checkpoint {
    let (keys, locks) = (server.data.path().join("keys"), server.data.path().join("locks"));
    let origin = "ledger.example/fund/yagi-2024";
    let signer = LogKeys::open(&keys, &locks).unwrap().signer(origin).unwrap();
    let store = Store::at(&server.data.path().join("tlog"));
    let books = server.books.upgrade().unwrap();
    let ledger = books.fund(&"yagi-2024".parse().unwrap()).unwrap();
    let lock = Lock::read(&locks, "yagi-2024").unwrap();
    let mut publisher = Publisher::open(store.clone(), lock, signer, origin, ledger.log()).unwrap();
    let published = publisher.publish(ledger.log()).unwrap().checkpoint.clone();
    server.logs.add("yagi-2024", store);
    published
}

#[test]
fn a_checkpoint_is_served_as_soon_as_it_is_published() {
    let server = Server::with_fund();
    server.get(&format!("{LOG}/checkpoint")).expect(404);
    for _ in 0..3 {
        server.post(&format!("{FUND}/receipts"), Role::Treasurer, &receipt()).expect(201);
        let published = publish(&server);
        let answer = server.get(&format!("{LOG}/checkpoint")).expect(200);
        assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "public, max-age=5");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let note = Note::parse(answer.body.as_bytes()).unwrap();
        assert_eq!(Checkpoint::parse(note.text()), Ok(published));
        let held = [("If-None-Match", answer.header("etag"))];
        let again = server.send("GET", &format!("{LOG}/checkpoint"), &held, None).expect(304);
        assert_eq!((again.body.as_str(), again.header("etag")), ("", answer.header("etag")));
        server.get(&format!("{LOG}/checkpoint?x=1")).expect(200);
        assert_eq!(server.send("HEAD", &format!("{LOG}/checkpoint"), &[], None).expect(200).body, "");
    }
}

#[test]
fn tiles_and_bundles_are_kept_for_ever() {
    let server = Server::with_fund();
    let published = publish(&server);
    assert_eq!(published.size, 4);
    for (path, kind) in [("tile/0/000.p/4", 4 * 32), ("tile/entries/000.p/4", 0)] {
        let answer = server.get(&format!("{LOG}/{path}")).expect(200);
        assert_eq!(answer.header("content-type"), "application/octet-stream");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        let length: usize = answer.header("content-length").parse().unwrap();
        assert!(length == kind || kind == 0, "{length}");
    }
    let key = server.get(&format!("{LOG}/log.vkey")).expect(200).body;
    assert!(key.starts_with("ledger.example/fund/yagi-2024+") && key.ends_with('\n'), "{key}");
}

#[test]
fn nothing_else_of_the_disk_is_served() {
    let server = Server::with_fund();
    publish(&server);
    for path in [
        "tile/0/000",
        "tile/0/000.p/3",
        "tile/0/001.p/1",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/0/0",
        "tile/00/000.p/4",
        "tile/0/000.p/4/",
        "tile/0/000.p/04",
        "tile/0/x001/000",
        "tile/-1/000",
        "tile/64/000",
        "tile/0/..%2f..%2fcheckpoint",
        "..%2f..%2fkeys%2flog.seed",
        "%2e%2e/keys/log.seed",
        "tile/0/000.p/4%00",
        "policy",
        "log.vkey/",
        "checkpoint/",
        "nothing",
    ] {
        let answer = server.get(&format!("{LOG}/{path}"));
        assert_eq!(answer.status, 404, "{path}: {}", answer.body);
        assert!(answer.body.is_empty() || answer.body.contains(" / "), "{path}: {}", answer.body);
    }
    server.get("/f/other/checkpoint").expect(404);
    server.get("/f/other/tile/0/000").expect(404);
    server.get("/f/..%2fkeys/checkpoint").expect(404);
    server.send("POST", &format!("{LOG}/checkpoint"), &[], Some(b"")).expect(405);
}

#[test]
fn a_log_that_is_not_published_any_more_is_an_alarm_and_is_served_on() {
    let server = Server::with_fund();
    publish(&server);
    let health = server.get("/healthz").expect(200).json();
    assert_eq!(
        (&health["status"], &health["published"][0]["log"], &health["published"][0]["events"]),
        (&"ok".into(), &"yagi-2024".into(), &4.into())
    );
    server.logs.stopped("yagi-2024", true);
    let health = server.get("/healthz").expect(200).json();
    assert_eq!((&health["status"], &health["published"][0]["stopped"]), (&"alarm".into(), &true.into()));
    server.get(&format!("{LOG}/checkpoint")).expect(200);
    let text = server.get("/metrics").expect(200).body;
    assert!(text.contains("published_log_stopped{log=\"yagi-2024\"} 1"), "{text}");
    assert!(text.contains("published_log_events{log=\"yagi-2024\"} 4"), "{text}");
}
