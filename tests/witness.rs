//! Witnesses as processes of their own: they cosign what a ledger publishes, and refuse a ledger that tells two histories.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::{Duration, Instant};

use transparency::{Checkpoint, Note, Policy, Standing};

use crate::support::{Desk, Server};

const RECEIPT: [&str; 6] = ["receipt", "record", "--account", "cash:main", "--amount", "500000"];
const FUND: &str = "funds/yagi-2024/tlog";

/// A witness that serves, its public key and its directory.
struct Witness {
    server: Server,
    vkey: String,
    dir: PathBuf,
}

impl Witness {
    /// Follows the logs of that desk.
    fn start(desk: &Desk, name: &str) -> Self {
        let (key, dir) = (desk.file(&format!("{name}.key"), ""), desk.file(&format!("{name}.dir"), ""));
        fs::remove_file(&key).unwrap();
        fs::remove_file(&dir).unwrap();
        let vkey = desk.done(&["key", "new", &format!("{name}.example"), "--witness", "--out", &key]);
        let server = Self::serve(desk, &key, &dir);
        Self { server, vkey: vkey.trim().to_owned(), dir: dir.into() }
    }

    fn serve(desk: &Desk, key: &str, dir: &str) -> Server {
        let logs = [FUND, "directory/tlog"].map(|log| desk.data().join(log).join("log.vkey"));
        let [fund, directory] = logs.map(|path| path.to_str().unwrap().to_owned());
        let follows = ["witness", "--dir", dir, "--key", key, "--vkey", &fund, "--vkey", &directory];
        Server::start(desk.command().args(follows).args(["--listen", "127.0.0.1:0"]))
    }
}

/// A configuration that asks these witnesses.
fn config(desk: &Desk, witnesses: &[&Witness], quorum: usize) -> String {
    let line =
        |witness: &&Witness| format!("{{ url = \"{}\", vkey = \"{}\" }}", witness.server.url, witness.vkey);
    let lines: Vec<_> = witnesses.iter().map(line).collect();
    desk.file("sovang.toml", format!("[proof]\nquorum = {quorum}\nwitnesses = [{}]\n", lines.join(", ")))
}

/// A file of a log that holds a checkpoint, and what the log's policy says of it.
#[track_caller]
fn standing(log: &Path, file: &str) -> (u64, Standing) {
    let policy = Policy::parse(&fs::read(log.join("policy")).unwrap()).unwrap();
    let note = Note::parse(&fs::read(log.join(file)).unwrap()).unwrap();
    (Checkpoint::parse(note.text()).unwrap().size, policy.evaluate(&note).unwrap())
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn two_witnesses_are_a_quorum_and_a_dead_one_stops_nothing() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let (one, two) = (Witness::start(&desk, "one"), Witness::start(&desk, "two"));
    let asked = config(&desk, &[&one, &two], 2);
    // A command asks them at its end.
    desk.done(&[&RECEIPT[..], &["--config", &asked]].concat());
    let fund = desk.data().join(FUND);
    for file in ["checkpoint", "cosigned"] {
        let (size, standing) = standing(&fund, file);
        assert_eq!((size, standing.quorum, standing.witnesses.len()), (3, Some(true), 2), "{file}");
    }
    // A server shows its own signature, and theirs when they have come.
    let clerk = desk.done(&["token", "create", "--role", "treasurer"]).trim().to_owned();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--config", &asked];
    let mut server = Server::start(desk.command().args(serve));
    let give = |server: &Server| {
        let gift = r#"{"account":"cash:main","amount":"1000","donor":"person","effective_on":"2024-09-10"}"#;
        let request = ureq::post(format!("{}/v1/funds/yagi-2024/receipts", server.url))
            .header("Authorization", format!("Bearer {clerk}"))
            .header("Content-Type", "application/json");
        request.send(gift).unwrap();
    };
    let until = |reached: &dyn Fn() -> bool| {
        let deadline = Instant::now() + Duration::from_mins(1);
        while !reached() {
            assert!(Instant::now() < deadline, "{:?}", standing(&fund, "checkpoint"));
            std::thread::yield_now();
        }
    };
    give(&server);
    until(&|| {
        let (size, standing) = standing(&fund, "checkpoint");
        size == 4 && standing.quorum == Some(true)
    });
    until(&|| desk.data().join("directory/tlog/cosigned").exists());
    // One of them dies: published is on, the quorum stays behind.
    two.server.kill();
    give(&server);
    until(&|| {
        let (size, standing) = standing(&fund, "checkpoint");
        size == 5 && standing.log.is_some() && standing.witnesses.len() == 1
    });
    assert_eq!(standing(&fund, "cosigned").0, 4);
    let metrics = ureq::get(format!("{}/metrics", server.url)).call().unwrap().body_mut().read_to_string();
    assert!(metrics.unwrap().contains("sovang_witness_failures_total{witness=\"two.example\"}"));
    assert!(server.stop());
    // Monitors read from the witness itself.
    let name = fs::read_dir(one.dir.join("logs")).unwrap().count();
    assert_eq!(name, 2);
}

#[test]
fn a_ledger_with_two_histories_is_refused_and_the_evidence_verifies() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let witness = Witness::start(&desk, "one");
    let asked = config(&desk, &[&witness], 1);
    // The same books, keys and locks twice.
    let other = Desk::new();
    let copied = std::process::Command::new("cp").arg("-a").args([desk.data(), other.data()]).status();
    assert!(copied.unwrap().success());
    let give = |desk: &Desk, amount: &str| {
        let output = desk.run(&[
            "receipt",
            "record",
            "--account",
            "cash:main",
            "--amount",
            amount,
            "--config",
            &asked,
        ]);
        assert!(output.status.success(), "{}", said(&output));
        said(&output)
    };
    assert!(!give(&desk, "1000").contains("ALARM"));
    let told = give(&other, "2000");
    assert!(told.contains("ALARM") && told.contains("BÁO ĐỘNG") && told.contains("one.example"), "{told}");
    assert_eq!(standing(&other.data().join(FUND), "checkpoint").1.quorum, Some(false));
    assert!(!other.data().join(FUND).join("cosigned").exists());
    give(&other, "3000");
    let kept = fs::read_dir(witness.dir.join("evidence")).unwrap();
    let kept: Vec<_> = kept.map(|file| file.unwrap().path()).collect();
    assert!(!kept.is_empty());
    let vkey = desk.data().join(FUND).join("log.vkey");
    let funds: Vec<_> =
        kept.iter().filter(|file| file.to_str().unwrap().contains("sovang.local_fund_yagi-2024")).collect();
    assert!(funds.len() >= 2, "{kept:?}");
    for file in funds {
        let output =
            desk.run(&["verify", "evidence", file.to_str().unwrap(), "--vkey", vkey.to_str().unwrap()]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains("TAMPERED") && text.contains("two histories"), "{text}");
    }
    // The honest one goes on.
    assert!(!give(&desk, "1000").contains("ALARM"));
    assert_eq!(standing(&desk.data().join(FUND), "cosigned").0, 4);
}

#[test]
fn a_witness_needs_its_own_key_and_its_own_directory() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let witness = Witness::start(&desk, "one");
    let (dir, key) = (witness.dir.to_str().unwrap(), desk.file("x", ""));
    let run = |dir: &str, key: &str, log: &str| {
        let output =
            desk.run(&["witness", "--dir", dir, "--key", key, "--vkey", log, "--listen", "127.0.0.1:0"]);
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        said(&output)
    };
    let log = desk.data().join(FUND).join("log.vkey");
    let log = log.to_str().unwrap();
    let good = format!("{}.key", dir.trim_end_matches(".dir"));
    assert!(run(dir, &good, log).contains("another process"));
    fs::remove_file(&key).unwrap();
    desk.done(&["key", "new", "auditor.example", "--out", &key]);
    assert!(run("elsewhere", &key, log).contains("auditor's key"));
    assert!(run("elsewhere", log, log).contains(" / "));
    assert!(run("elsewhere", &good, "log+00000000+AAAA").contains(" / "));
    assert!(run("elsewhere", &good, &witness.vkey).contains("no log's key"));
}
