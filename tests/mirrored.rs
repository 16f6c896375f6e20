//! What others do with a published log: mirror it, verify and replay the copy, audit it, compare checkpoints; and what the
//! program answers when something does not fit.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::support::{Desk, Server};

/// What was said, on both channels.
fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The exit code, and words of what was said.
#[track_caller]
fn check(desk: &Desk, arguments: &[&str], code: i32, words: &[&str]) -> String {
    let output = desk.run(arguments);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    for word in words {
        assert!(said.contains(word), "{arguments:?} does not say {word}: {said}");
    }
    said
}

/// Where a fund publishes.
fn published(desk: &Desk, fund: &str) -> String {
    desk.data().join("funds").join(fund).join("tlog").to_str().unwrap().to_owned()
}

fn desk() -> Desk {
    let desk = Desk::with_accounts(&["cash:main"]);
    for amount in ["500000", "20000", "7"] {
        desk.done(&["receipt", "record", "--account", "cash:main", "--amount", amount]);
    }
    desk
}

#[test]
fn the_sample_year_is_mirrored_verified_and_replayed_to_the_dong() {
    let desk = Desk::new();
    desk.done(&["demo", "dong-thap-2021", "--load-only"]);
    let from = published(&desk, "dong-thap-2021");
    check(&desk, &["mirror", &from, "copy"], 0, &["dong-thap-2021", "log.vkey"]);
    check(&desk, &["verify", "mirror", "copy"], 0, &["ĐÚNG", "RIGHT", "trust on first use"]);
    let vkey = fs::read_to_string(Path::new(&from).join("log.vkey")).unwrap();
    let replayed = check(&desk, &["verify", "balances", "copy", "--vkey", vkey.trim()], 0, &["RIGHT"]);
    let books: Value = serde_json::from_str(&desk.balances()).unwrap();
    let money =
        books["lines"].as_array().unwrap().iter().filter(|line| line["account"].get("money").is_some());
    let mut accounts = 0;
    for line in money {
        let (account, dong) = (&line["account"]["money"], &line["balance"]);
        let expected = format!("{}: {} đồng", account.as_str().unwrap(), dong.as_str().unwrap());
        assert!(replayed.contains(&expected), "{expected}: {replayed}");
        accounts += 1;
    }
    assert!(accounts > 1);
}

#[test]
fn a_served_log_is_followed_and_the_mirror_serves_it_on() {
    let desk = desk();
    let server = desk.serve();
    let address = format!("{}/f/yagi-2024", server.url);
    let vkey = desk.file(
        "quy.vkey",
        ureq::get(&format!("{address}/log.vkey")).call().unwrap().body_mut().read_to_vec().unwrap(),
    );
    check(&desk, &["mirror", &address, "copy", "--vkey", &vkey], 0, &["sovang.local/fund/yagi-2024"]);
    let all = ["mirror", &server.url, "all", "--all"];
    check(&desk, &all, 0, &["sovang.local/directory", "sovang.local/fund/yagi-2024"]);
    check(&desk, &["verify", "mirror", "all/yagi-2024", "--vkey", &vkey], 0, &["RIGHT"]);
    check(&desk, &["verify", "mirror", "all/directory"], 0, &["RIGHT"]);
    fs::copy(desk.data().join("../copy/checkpoint"), desk.data().join("../old")).unwrap();
    drop(server);

    desk.done(&["receipt", "record", "--account", "cash:main", "--amount", "1000"]);
    let from = published(&desk, "yagi-2024");
    let mirror = Server::start(desk.command().args(["mirror", &from, "copy", "--serve", "127.0.0.1:0"]));
    let address = format!("{}/f/yagi-2024", mirror.url);
    check(&desk, &["mirror", &address, "second", "--vkey", &vkey], 0, &[]);
    check(&desk, &["verify", "mirror", "second", "--vkey", &vkey], 0, &["RIGHT"]);
    let consistency = ["verify", "consistency", "old", &address, "--vkey", &vkey];
    check(&desk, &consistency, 2, &["--dir"]);
    check(&desk, &[&consistency[..], &["--dir", "second"]].concat(), 0, &["RIGHT"]);
    check(&desk, &["verify", "consistency", "old", "old", "--vkey", &vkey], 0, &["RIGHT"]);
    check(&desk, &["verify", "consistency", "old", "old"], 3, &["--vkey"]);
}

#[test]
fn an_auditor_states_what_was_replayed() {
    let desk = desk();
    let from = published(&desk, "yagi-2024");
    desk.done(&["mirror", &from, "copy"]);
    let public = desk.done(&["key", "new", "kiemtoan.example", "--out", "auditor.key"]);
    assert!(public.starts_with("kiemtoan.example/full-replay-v1+"));
    let log = fs::read_to_string(Path::new(&from).join("log.vkey")).unwrap();
    let policy = desk.file("policy", format!("log {log}witness kiem-toan {public}quorum none\n"));
    let audit = ["audit", "copy", "--key", "auditor.key", "--policy", &policy];
    check(&desk, &[&audit[..], &["--out", "statement"]].concat(), 0, &["full-replay-v1", "states"]);
    let verify = ["verify", "mirror", "copy", "--policy", &policy];
    check(&desk, &[&verify[..], &["--statement", "statement"]].concat(), 0, &["replayed by kiem-toan"]);

    desk.done(&["receipt", "record", "--account", "cash:main", "--amount", "1000"]);
    desk.done(&["mirror", &from, "copy"]);
    check(&desk, &[&audit[..], &["--since", "statement", "--out", "next"]].concat(), 0, &["states"]);
    check(&desk, &[&verify[..], &["--statement", "statement"]].concat(), 0, &["kiem-toan (1.."]);
    check(&desk, &["key", "new", "kiemtoan.example", "--out", "auditor.key"], 3, &["auditor.key"]);
    check(&desk, &["key", "new", "a b", "--out", "other.key"], 3, &["other.key"]);
}

#[test]
fn what_does_not_fit_is_named_and_is_the_exit_code() {
    let desk = desk();
    let from = published(&desk, "yagi-2024");
    desk.done(&["mirror", &from, "copy"]);
    let copy = desk.data().join("../copy");
    let bundle = fs::read_dir(copy.join("tile/entries/000.p")).unwrap().next().unwrap().unwrap().path();
    let good = fs::read(&bundle).unwrap();
    let text = String::from_utf8_lossy(&good);
    // The voucher's own digits stay: the amount of the gift is another.
    let at = text.find("\"20000\"").unwrap();
    let mut bad = good.clone();
    bad[at + 1] = b'9';
    fs::write(&bundle, &bad).unwrap();
    check(&desk, &["verify", "mirror", "copy"], 1, &["TAMPERED", "PT-", "tile/entries/000.p/"]);
    check(&desk, &["verify", "balances", "copy"], 1, &["verify mirror"]);
    fs::remove_file(&bundle).unwrap();
    check(&desk, &["verify", "mirror", "copy"], 2, &["INCOMPLETE", "missing"]);
    fs::write(&bundle, &good).unwrap();
    check(&desk, &["verify", "mirror", "copy"], 0, &[]);
    check(&desk, &["verify", "mirror", "nowhere"], 2, &["nowhere"]);
    check(&desk, &["verify", "mirror", "copy", "--policy", "nowhere"], 3, &["nowhere"]);
    check(&desk, &["mirror", "http://127.0.0.1:1/f/x", "other"], 2, &["127.0.0.1:1"]);
    check(&desk, &["mirror", "ftp://example/f/x", "other"], 3, &["ftp://"]);
    check(&desk, &["verify", "consistency", "nowhere", "nowhere", "--dir", "copy"], 3, &["nowhere"]);

    // A ledger of the same name with another history, and with the same key: the fund's own machine does that.
    let other = Desk::with_accounts(&["cash:main"]);
    let keys = |desk: &Desk| desk.data().join("keys");
    fs::remove_dir_all(other.data()).unwrap();
    fs::create_dir_all(other.data()).unwrap();
    for entry in fs::read_dir(keys(&desk)).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_file() {
            fs::create_dir_all(keys(&other)).unwrap();
            fs::copy(entry.path(), keys(&other).join(entry.file_name())).unwrap();
        }
    }
    other.done(&["init", "--fund", "yagi-2024", "--name", "Ban khác", "--account", "cash:main"]);
    for amount in ["1", "2", "3", "4", "5"] {
        other.done(&["receipt", "record", "--account", "cash:main", "--amount", amount]);
    }
    let forked = published(&other, "yagi-2024");
    check(&desk, &["mirror", &forked, "copy"], 1, &["ALARM", "evidence"]);
    let checkpoint = format!("{forked}/checkpoint");
    check(
        &desk,
        &["verify", "consistency", "copy/checkpoint", &checkpoint, "--dir", "copy"],
        2,
        &["sovang mirror"],
    );
    desk.done(&["mirror", &forked, "forked"]);
    let compared = ["verify", "consistency", "copy/checkpoint", &checkpoint, "--dir", "forked"];
    check(&desk, &compared, 1, &["TAMPERED", "evidence"]);
}
