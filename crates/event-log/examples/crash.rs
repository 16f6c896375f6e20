//! The program that the crash tests kill: `crash write DIR SEED`, `crash fill DIR`, `crash verify DIR ACKED`.
//!
//! `write` appends for ever: single commands, batches, commits of several parts, bulk commits, and bulk commits that
//! are given up. After each answer it prints the position up to which everything is acknowledged. Every event says
//! which command it belongs to, its number in it and how many there are, so that `verify` sees what is missing.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test program that fails must stop"
)]

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use event_log::{AppendError, CommandId, Commit, EventLog, Expected, Options, Ticket};
use uuid::Uuid;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let directory = Path::new(&arguments[2]);
    let number = arguments.get(3).map_or(0, |number| number.parse().expect("a number"));
    match arguments[1].as_str() {
        "write" => write(directory, number),
        "fill" => fill(directory),
        "verify" => verify(directory, number),
        other => panic!("unknown: {other}"),
    }
}

fn open(directory: &Path) -> EventLog {
    if !directory.join("journal").exists() {
        EventLog::create(directory, Uuid::from_u128(1)).expect("creates");
    }
    let options = Options { index_sync_bytes: 1 << 20, ..Options::default() };
    let (log, opened) = EventLog::open(directory, options).expect("opens");
    eprintln!("{opened:?}");
    log
}

struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn command(seed: u64, number: u64) -> CommandId {
    CommandId {
        id: Uuid::from_u64_pair(seed, number),
        digest: [u8::try_from(number % 251).expect("small"); 32],
    }
}

fn event(command: CommandId, index: u64, count: u64, bytes: usize) -> Vec<u8> {
    let mut event = format!("{} {index} {count} ", command.id).into_bytes();
    event.resize(bytes.max(event.len()), b'.');
    event
}

fn streams(number: u64) -> Vec<Expected> {
    let stream = |name: String| Expected { stream: name, version: None };
    vec![stream("fund".to_owned()), stream(format!("receipt/{}", number % 7))]
}

fn commit(command: CommandId, number: u64, count: u64, bytes: usize) -> Commit {
    let events =
        (0..count).map(|index| (u16::from(index % 3 == 1), event(command, index, count, bytes))).collect();
    Commit { command, at: None, expected: streams(number), events }
}

fn acknowledged(ticket: Ticket) {
    let appended = ticket.wait().expect("appends");
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", appended.first + appended.count).and_then(|()| out.flush()).expect("prints");
}

fn write(directory: &Path, seed: u64) {
    let log = open(directory);
    let mut random = Random(seed);
    for number in 0.. {
        let command = command(seed, number);
        match random.below(12) {
            0 => acknowledged(log.append(commit(command, number, 30 + random.below(30), 5000))),
            1 => {
                let count = 100 + random.below(900);
                let mut bulk = log.begin(command, None, streams(number));
                for index in 0..count {
                    bulk.push(0, &event(command, index, count, 400)).expect("pushes");
                }
                if random.below(3) > 0 {
                    acknowledged(bulk.commit());
                }
            }
            2..6 => acknowledged(log.append(commit(command, number, 100, 330))),
            _ => {
                let other =
                    |more| CommandId { id: Uuid::from_u64_pair(seed, number | more << 32), ..command };
                let pipelined: Vec<_> =
                    (1..=8_u64).map(|more| log.append(commit(other(more), number, 1, 330))).collect();
                pipelined.into_iter().for_each(acknowledged);
            }
        }
    }
}

/// Appends until the disk is full, then smaller commits until it is again; expects to get some of them in.
fn fill(directory: &Path) {
    let log = open(directory);
    for bytes in [40_000, 330] {
        let before = log.head().position;
        let refused = (0..).find_map(|number| {
            let command = command(bytes as u64, number);
            log.append(commit(command, number, 1, bytes)).wait().err()
        });
        assert_eq!(refused, Some(AppendError::DiskFull));
        assert!(log.head().position > before, "nothing fitted");
    }
    println!("{}", log.head().position);
}

fn verify(directory: &Path, acked: u64) {
    assert!(acked == 0 || directory.join("journal").exists(), "the log is gone");
    let log = open(directory);
    log.verify(|_, _| {}).expect("whole");
    let head = log.head().position;
    assert!(head >= acked, "acknowledged up to {acked}, found {head}");
    let mut position = 0;
    let mut rest = 0;
    let mut versions: HashMap<String, u64> = HashMap::new();
    for record in log.read(0) {
        let record = record.expect("reads");
        let found = log.find(record.command_id).expect("reads").expect("the command is known");
        for event in record.events() {
            assert_eq!(event.position, position);
            position += 1;
            *versions.entry(event.stream.to_owned()).or_default() += 1;
            let text = String::from_utf8_lossy(event.bytes).into_owned();
            let words: Vec<&str> = text.split(' ').collect();
            let (index, count): (u64, u64) =
                (words[1].parse().expect("a number"), words[2].parse().expect("a number"));
            assert_eq!((words[0], count), (record.command_id.to_string().as_str(), found.count));
            assert_eq!(event.position, found.first + index);
            rest = count - index - 1;
        }
    }
    assert_eq!((position, rest), (head, 0), "a partial commit");
    for (stream, version) in versions {
        assert_eq!(log.stream_version(&stream).expect("reads"), version, "{stream}");
    }
    println!("{head}");
}
