//! Backup, restore and repair with the whole program, and a server that is killed again and again.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use transparency::{Checkpoint, Frontier, Hash, Note};
use uuid::Uuid;

use crate::support::{Desk, Server};

fn record(desk: &Desk, amount: u32) {
    let amount = amount.to_string();
    desk.done(&[
        "receipt",
        "record",
        "--account",
        "cash:main",
        "--amount",
        &amount,
        "--name",
        "NGUYEN VAN AN",
    ]);
}

fn fund(desk: &Desk) -> PathBuf {
    desk.data().join("funds/yagi-2024")
}

fn backup_of(desk: &Desk) -> String {
    desk.data().with_file_name("backup").to_str().unwrap().to_owned()
}

#[test]
fn a_running_server_is_backed_up_and_its_books_come_back() {
    let desk = Desk::with_accounts(&["cash:main"]);
    (1..=5).for_each(|amount| record(&desk, 1000 * amount));
    let before = desk.balances();
    let mut server = desk.serve();
    let to = backup_of(&desk);
    let copies = desk.data().with_file_name("keys-copy");
    let said = desk.done(&["backup", &to, "--wrapped-keys", copies.to_str().unwrap()]);
    assert!(said.contains("7 events, 7 signed"), "{said}");
    assert!(server.stop());
    let holds = |folder: &std::path::Path, name: &str| {
        let text = format!("{:?}", files(folder));
        text.contains(name)
    };
    assert!(!holds(to.as_ref(), "log.seed") && !holds(to.as_ref(), "sled") && !holds(&copies, "epoch"));
    assert!(holds(&copies, "keys"));
    fs::rename(fund(&desk), desk.data().with_file_name("broken")).unwrap();
    let said = desk.done(&["restore", &to]);
    assert!(said.contains("7 events"), "{said}");
    assert_eq!(desk.balances(), before);
    assert!(
        desk.done(&["receipt", "list", "--texts"]).contains("NGUYEN VAN AN"),
        "the rows are there, and so are their keys"
    );
    assert!(desk.done(&["doctor"]).contains("0 faults"));
    record(&desk, 9000);
    assert!(desk.done(&["doctor"]).contains("8 signed events, 0 faults"));
    assert!(desk.refused(&["restore", &to, "--fund", "yagi-2024"]).contains("holds something"));
}

#[test]
fn a_restore_that_loses_events_is_read_only_until_somebody_accepts_it() {
    let desk = Desk::with_accounts(&["cash:main"]);
    record(&desk, 1000);
    let to = backup_of(&desk);
    desk.done(&["backup", &to]);
    let before = desk.balances();
    (1..=3).for_each(|amount| record(&desk, 1000 * amount));
    fs::rename(fund(&desk), desk.data().with_file_name("broken")).unwrap();
    let output = desk.run(&["restore", &to, "--fund", "yagi-2024"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("3 acknowledged events") && said.contains("thiếu 3 sự kiện"), "{said}");
    assert_eq!(desk.balances(), before, "everything can be read");
    let refused = ["receipt", "record", "--account", "cash:main", "--amount", "5000"];
    let said = desk.refused(&refused);
    assert!(said.contains("read-only") && said.contains("--accept-loss"), "{said}");
    desk.done(&["restore", "--accept-loss", "--fund", "yagi-2024"]);
    record(&desk, 5000);
    let checkpoint = fs::read_to_string(fund(&desk).join("tlog/checkpoint")).unwrap();
    assert!(checkpoint.starts_with("sovang.local/fund/yagi-2024-e2\n4\n"), "{checkpoint}");
    let old = fs::read_to_string(desk.data().join("locks/yagi-2024.checkpoint")).unwrap();
    assert!(
        old.starts_with("sovang.local/fund/yagi-2024\n6\n"),
        "the old log stands as it was signed: {old}"
    );
    assert!(desk.done(&["doctor", "--fund", "yagi-2024"]).contains("4 signed events, 0 faults"));
}

#[test]
fn the_doctor_names_what_is_damaged_and_mends_it() {
    let desk = Desk::with_accounts(&["cash:main"]);
    (1..=5).for_each(|amount| record(&desk, 1000 * amount));
    let before = desk.balances();
    let journal = fund(&desk).join("log/journal");
    let good = fs::read(&journal).unwrap();
    let mut bad = good.clone();
    // In the record of the third receipt.
    let at = good
        .windows(14)
        .position(|part| part == b"PT-2024-00003\"")
        .or_else(|| good.windows(6).position(|part| part == b"-00003"));
    bad[at.unwrap()] ^= 1;
    fs::write(&journal, &bad).unwrap();
    let output = desk.run(&["doctor"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("log/journal, byte") && said.contains("-00003"), "{said}");
    let said = desk.done(&["doctor", "--repair"]);
    assert!(said.contains("journal.damaged-1"), "{said}");
    assert_eq!(fs::read(&journal).unwrap(), good, "to the byte");
    assert_eq!(desk.balances(), before);
    assert!(desk.done(&["doctor"]).contains("0 faults"));
    let server = desk.serve();
    assert!(desk.refused(&["doctor"]).contains("serve"), "not while a server has the books");
    drop(server);
}

fn files(folder: &std::path::Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// `SOVANG_ROUNDS` kills: each start goes without a person, no answer is lost, no number given twice, every checkpoint that
/// was ever seen is of one history, and the doctor has nothing to mend that the next start does not.
#[test]
fn a_server_killed_at_random_points_loses_nothing_and_signs_one_history() {
    let rounds = std::env::var("SOVANG_ROUNDS").map_or(5, |rounds| rounds.parse().unwrap());
    let desk = Desk::with_accounts(&["cash:main"]);
    let token = desk.done(&["token", "create", "--role", "treasurer"]).trim().to_owned();
    let answered = Mutex::new(BTreeMap::<Uuid, u64>::new());
    let mut seen = Vec::new();
    for round in 0..rounds {
        let server = desk.serve();
        let enough = answered.lock().unwrap().len() + round * 7 % 23;
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    let mut id = Uuid::now_v7();
                    while let Some(number) = post(&server, &token, id) {
                        answered.lock().unwrap().insert(id, number);
                        id = Uuid::now_v7();
                    }
                });
            }
            while answered.lock().unwrap().len() < enough {
                std::thread::yield_now();
            }
            server.kill();
        });
        drop(server);
        for place in [fund(&desk).join("tlog/checkpoint"), desk.data().join("locks/yagi-2024.checkpoint")] {
            let note = Note::parse(&fs::read(place).unwrap()).unwrap();
            seen.push(Checkpoint::parse(note.text()).unwrap());
        }
        if round % 10 == 0 {
            desk.done(&["doctor"]);
        }
    }
    let mut server = desk.serve();
    let answered = answered.into_inner().unwrap();
    for (id, number) in &answered {
        assert_eq!(post(&server, &token, *id), Some(*number), "sent again");
    }
    assert!(server.stop(), "a graceful stop");
    let mut numbers: Vec<u64> = answered.values().copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), answered.len(), "no number twice");
    assert!(desk.done(&["doctor"]).contains(" 0 faults"));
    assert!(desk.done(&["verify", "log"]).contains("The log is whole"));
    one_history(&desk.done(&["events"]), seen);
    println!("{rounds} kills, {} answers, none lost", answered.len());
}

/// Every checkpoint has the root over the first events of the log.
#[track_caller]
fn one_history(events: &str, mut seen: Vec<Checkpoint>) {
    seen.sort_by_key(|checkpoint| checkpoint.size);
    let (mut edge, mut lines) = (Frontier::default(), events.lines());
    for checkpoint in seen {
        while edge.size() < checkpoint.size {
            edge.push(Hash::leaf(lines.next().unwrap().as_bytes()), |_, _, _| {});
        }
        assert_eq!(edge.root(), checkpoint.root, "at {}", checkpoint.size);
    }
}

/// Records a receipt under that id; none where there is no server to answer.
fn post(server: &Server, token: &str, id: Uuid) -> Option<u64> {
    let response = ureq::post(format!("{}/v1/funds/yagi-2024/receipts", server.url))
        .header("Authorization", format!("Bearer {token}"))
        .header("Idempotency-Key", id.to_string())
        .header("Content-Type", "application/json")
        .send(r#"{"account":"cash:main","amount":"1000","donor":"person","donor_name":"NGUYEN VAN AN","effective_on":"2024-09-10"}"#);
    let body = response.ok()?.body_mut().read_to_string().ok()?;
    serde_json::from_str::<serde_json::Value>(&body).ok()?["receipt"].as_u64()
}
