//! What the program publishes, as a stranger reads it: by the command line, by a server, and when something is wrong.

use std::fs;
use std::time::{Duration, Instant};

use transparency::{Checkpoint, Note, VerifierKey};

use crate::support::Desk;

const RECEIPT: [&str; 6] = ["receipt", "record", "--account", "cash:main", "--amount", "500000"];

/// The published checkpoint, whose signature holds.
#[track_caller]
fn checkpoint(desk: &Desk, log: &str) -> Checkpoint {
    let dir = desk.data().join(log).join("tlog");
    let key = fs::read_to_string(dir.join("log.vkey")).unwrap();
    let note = Note::parse(&fs::read(dir.join("checkpoint")).unwrap()).unwrap();
    let key = VerifierKey::parse(key.trim_end()).unwrap();
    assert_eq!(note.verify(&key), Ok(Some(0)));
    let policy = fs::read_to_string(dir.join("policy")).unwrap();
    assert_eq!(policy, format!("log {key}\nquorum none\n"));
    Checkpoint::parse(note.text()).unwrap()
}

#[test]
fn a_command_that_wrote_has_published_when_it_ends() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let first = checkpoint(&desk, "funds/yagi-2024");
    assert_eq!((first.origin.as_str(), first.size), ("sovang.local/fund/yagi-2024", 2));
    assert_eq!(checkpoint(&desk, "directory").size, 2, "the birth, and its checkpoint");
    desk.done(&RECEIPT);
    assert_eq!(checkpoint(&desk, "funds/yagi-2024").size, 3);
    assert_eq!(checkpoint(&desk, "directory").size, 3);
    desk.done(&["balance"]);
    assert_eq!(checkpoint(&desk, "directory").size, 3);
    let said = desk.done(&["verify", "log"]);
    let root = checkpoint(&desk, "funds/yagi-2024").root.to_string();
    assert!(said.contains("What is published follows") && said.contains(&root), "{said}");
}

#[test]
fn what_does_not_fit_is_told_and_what_was_recorded_stands() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let fund = desk.data().join("funds/yagi-2024");
    let tile = fund.join("tlog/tile/0/000.p/2");
    let bytes = fs::read(&tile).unwrap();
    fs::write(&tile, [&bytes[..9], &[!bytes[9]], &bytes[10..]].concat()).unwrap();
    let said = desk.refused(&["verify", "log"]);
    assert!(said.contains("tile/0/000.p/2") && said.contains("the journal is what was signed"), "{said}");
    fs::write(&tile, bytes).unwrap();
    desk.done(&["verify", "log"]);

    let lock = desk.data().join("locks/yagi-2024.checkpoint");
    let kept = fs::read(&lock).unwrap();
    fs::remove_file(&lock).unwrap();
    let output = desk.run(&RECEIPT);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("ALARM") && said.contains("the lock"), "{said}");
    assert_eq!(checkpoint(&desk, "funds/yagi-2024").size, 2);
    assert!(!lock.exists());
    fs::write(&lock, kept).unwrap();
    desk.done(&RECEIPT);
    assert_eq!(checkpoint(&desk, "funds/yagi-2024").size, 4);

    // The journal put back to what it was before the last receipts.
    let other = Desk::with_accounts(&["cash:main"]);
    fs::remove_dir_all(fund.join("log")).unwrap();
    fs::remove_file(fund.join("snapshot")).unwrap();
    fs::create_dir(fund.join("log")).unwrap();
    fs::copy(other.data().join("funds/yagi-2024/log/journal"), fund.join("log/journal")).unwrap();
    let said = desk.refused(&["verify", "log"]);
    assert!(said.contains("rolled back") && said.contains("yagi-2024") && said.contains('4'), "{said}");
}

#[test]
fn a_server_publishes_what_it_acknowledges_and_all_of_it_at_its_end() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let token = desk.done(&["token", "create", "--role", "admin"]).trim().to_owned();
    let clerk = desk.done(&["token", "create", "--role", "treasurer"]).trim().to_owned();
    let mut server = desk.serve();
    let post = |token: &str, path: &str, body: &str| {
        let request = ureq::post(format!("{}{path}", server.url))
            .header("Authorization", format!("Bearer {token}"))
            .header("Content-Type", "application/json");
        request.send(body).unwrap();
    };
    let size = |log: &str| {
        let answer = ureq::get(format!("{}/f/{log}/checkpoint", server.url)).call();
        let text = answer.ok()?.body_mut().read_to_string().ok()?;
        Some(Checkpoint::parse(Note::parse(text.as_bytes()).ok()?.text()).ok()?.size)
    };
    // Published within a second of the answer; the deadline leaves a busy machine its time.
    let reaches = |log: &str, least: u64| {
        let deadline = Instant::now() + Duration::from_mins(1);
        while size(log).is_none_or(|size| size < least) {
            assert!(Instant::now() < deadline, "{log} stays at {:?}", size(log));
            std::thread::yield_now();
        }
    };
    let gift = r#"{"account":"cash:main","amount":"1000","donor":"person","effective_on":"2024-09-10"}"#;
    for least in 3..6 {
        post(&clerk, "/v1/funds/yagi-2024/receipts", gift);
        reaches("yagi-2024", least);
    }
    // A fund that begins while the server runs.
    post(&token, "/v1/funds", r#"{"fund":"lu-2025","name":"Quỹ lũ","effective_on":"2024-09-10"}"#);
    reaches("lu-2025", 1);
    reaches("directory", 4);
    post(&clerk, "/v1/funds/yagi-2024/receipts", gift);
    assert!(server.stop(), "a graceful stop");
    assert_eq!(checkpoint(&desk, "funds/yagi-2024").size, 6);
    // The births of two funds, what was published before the server, the first and the last of each in it.
    let before = checkpoint(&desk, "directory");
    desk.done(&["receipt", "record", "--fund", "yagi-2024", "--account", "cash:main", "--amount", "1"]);
    assert_eq!(checkpoint(&desk, "directory").size, before.size + 1);
}

#[test]
fn an_alarm_of_the_directory_keeps_no_fund_from_being_published() {
    let desk = Desk::with_accounts(&["cash:main"]);
    fs::remove_file(desk.data().join("locks/directory.checkpoint")).unwrap();
    let output = desk.run(&RECEIPT);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("ALARM") && said.contains("directory"), "{said}");
    assert_eq!(checkpoint(&desk, "funds/yagi-2024").size, 3);
    assert_eq!(checkpoint(&desk, "directory").size, 2);
}

#[test]
fn the_directory_is_no_fund() {
    let said = Desk::new().refused(&["init", "--fund", "directory", "--name", "x"]);
    assert!(said.contains("directory"), "{said}");
}

/// Fund, keys and lock are put back to an older state together; the directory remembers what was signed.
#[test]
fn a_fund_put_back_with_its_lock_is_not_signed_over() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let parts = ["funds/yagi-2024", "keys/yagi-2024", "locks/yagi-2024.checkpoint"];
    let old = tempfile::tempdir().unwrap();
    let copy = |from: &std::path::Path, to: &std::path::Path| {
        let done = std::process::Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap();
        assert!(done.success());
    };
    for (place, part) in parts.iter().enumerate() {
        copy(&desk.data().join(part), &old.path().join(place.to_string()));
    }
    desk.done(&RECEIPT);
    desk.done(&RECEIPT);
    for (place, part) in parts.iter().enumerate() {
        let part = desk.data().join(part);
        let removed = if part.is_dir() { fs::remove_dir_all(&part) } else { fs::remove_file(&part) };
        removed.unwrap();
        copy(&old.path().join(place.to_string()), &part);
    }
    for _ in 0..3 {
        let said = String::from_utf8_lossy(&desk.run(&RECEIPT).stderr).into_owned();
        assert!(said.contains("ALARM"), "{said}");
        assert_eq!(checkpoint(&desk, "funds/yagi-2024").size, 2);
    }
}

#[test]
fn wrong_usage_of_a_verification_is_no_verdict() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["verify", "receipt"]).status.code(), Some(3));
    assert_eq!(desk.run(&["verify", "nonsense"]).status.code(), Some(3));
    assert_eq!(desk.run(&["verify", "--help"]).status.code(), Some(0));
    assert_eq!(desk.run(&["balance", "--nonsense"]).status.code(), Some(2));
}
