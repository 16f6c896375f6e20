//! The program killed: in the middle of an import, and while it serves clerks who write at once.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use uuid::Uuid;

use crate::support::{Desk, Server, statement};

/// The account that generated statements print.
const BANK: &str = "agribank:1500000000001";

/// After each round the books hold the statement whole or not at all; the run that is left alone makes the books of
/// one clean run.
#[test]
fn an_import_that_is_killed_leaves_nothing_and_the_second_run_is_the_first() {
    let bytes = statement("agribank", 21, 20_000);
    let clean = Desk::with_accounts(&[BANK]);
    let file = clean.file("sao-ke.csv", &bytes);
    let empty = lines(&clean);
    clean.done(&["import", "--profile", "agribank", &file]);
    let whole = lines(&clean);

    let desk = Desk::with_accounts(&[BANK]);
    let mut outcomes = BTreeMap::new();
    for round in 0..24_u32 {
        let mut import = desk.command();
        import.args(["import", "--profile", "agribank", &file]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = import.spawn().unwrap();
        // Spread over the import by how much of the journal and the vault is written, not by time.
        let until = u64::from(round) * 300_000;
        while size(&desk) < until && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        child.wait().unwrap();
        let now = lines(&desk);
        assert!(now == empty || now == whole, "round {round}: {now}");
        *outcomes.entry(now == whole).or_insert(0) += 1;
        if now == whole {
            break;
        }
    }
    println!("rounds that left nothing, and everything: {outcomes:?}");
    desk.done(&["import", "--profile", "agribank", &file]);
    assert_eq!(lines(&desk), whole);
    assert!(desk.done(&["verify", "log"]).contains("The log is whole"));
}

fn lines(desk: &Desk) -> String {
    serde_json::from_str::<serde_json::Value>(&desk.balances()).unwrap()["lines"].to_string()
}

/// Bytes of vault and journal.
fn size(desk: &Desk) -> u64 {
    let fund = desk.data().join("funds/yagi-2024");
    let bytes = |file: &str| std::fs::metadata(fund.join(file)).map_or(0, |file| file.len());
    bytes("vault/rows") + bytes("log/journal")
}

/// Every receipt that was answered is there after the kill, under its number, and sent again it is the same.
#[test]
fn a_server_that_is_killed_under_concurrent_clerks_loses_no_answer() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let token = desk.done(&["token", "create", "--role", "treasurer"]).trim().to_owned();
    let answered = Mutex::new(BTreeMap::<Uuid, u64>::new());
    for round in 0..10 {
        let server = desk.serve();
        let enough = answered.lock().unwrap().len() + 15 + 7 * (round % 5);
        let working = AtomicUsize::new(4);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let mut id = Uuid::now_v7();
                    while let Some(number) = record(&server, &token, id) {
                        answered.lock().unwrap().insert(id, number);
                        id = Uuid::now_v7();
                    }
                    working.fetch_sub(1, Ordering::Relaxed);
                });
            }
            while answered.lock().unwrap().len() < enough && working.load(Ordering::Relaxed) > 0 {
                std::thread::yield_now();
            }
            server.kill();
        });
        assert!(answered.lock().unwrap().len() >= enough, "round {round}: the clerks had no answers");
    }
    let mut server = desk.serve();
    let answered = answered.into_inner().unwrap();
    for (id, number) in &answered {
        assert_eq!(record(&server, &token, *id), Some(*number), "sent again");
    }
    assert!(server.stop(), "a graceful stop");
    let mut numbers: Vec<u64> = answered.values().copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), answered.len(), "no number twice");
    assert!(desk.done(&["verify", "log"]).contains("The log is whole"));
}

/// Records a receipt under that id; `None` when there is no server to answer.
fn record(server: &Server, token: &str, id: Uuid) -> Option<u64> {
    let response = ureq::post(format!("{}/v1/funds/yagi-2024/receipts", server.url))
        .header("Authorization", format!("Bearer {token}"))
        .header("Idempotency-Key", id.to_string())
        .header("Content-Type", "application/json")
        .send(r#"{"account":"cash:main","amount":"1000","donor":"person","donor_name":"NGUYEN VAN AN","effective_on":"2024-09-10"}"#);
    let mut response = response.ok()?;
    let body: serde_json::Value = serde_json::from_str(&response.body_mut().read_to_string().ok()?).ok()?;
    body["receipt"].as_u64()
}
