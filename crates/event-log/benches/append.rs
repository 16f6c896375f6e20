//! Measures the bars of the event log side by side in one run: `cargo bench -p event-log`.
//! Each line: the figure, the bar, the ratio to a raw file that appends the same bytes with one `fdatasync` a batch,
//! and what limits it. Medians of several runs.

#![allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a measurement is a ratio of floats"
)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a benchmark that fails may stop"
)]

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use event_log::{Acknowledge, CommandId, Commit, EventLog, Expected, Options};
use uuid::Uuid;

const EVENT_BYTES: usize = 330;
const RUNS: usize = 5;

fn event(number: u64) -> Vec<u8> {
    let mut event = format!("{{\"schema\":1,\"number\":{number},\"memo\":\"").into_bytes();
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    while event.len() < EVENT_BYTES - 2 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        event.push(b'a' + u8::try_from(state % 26).expect("a letter"));
    }
    event.extend_from_slice(b"\"}");
    event
}

fn commit(number: u64, stream: &str, events: &[Vec<u8>]) -> Commit {
    Commit {
        command: CommandId { id: Uuid::from_u128(u128::from(number) + 1), digest: [7; 32] },
        at: None,
        expected: vec![Expected { stream: stream.to_owned(), version: None }],
        events: events.iter().map(|event| (0, event.clone())).collect(),
    }
}

fn options(acknowledge: Acknowledge) -> Options {
    Options { acknowledge, ..Options::default() }
}

fn fresh(directory: &Path, acknowledge: Acknowledge) -> EventLog {
    let _ = std::fs::remove_dir_all(directory);
    EventLog::create(directory, Uuid::from_u128(1)).expect("creates");
    EventLog::open(directory, options(acknowledge)).expect("opens").0
}

/// Durable events a second, one client, closing the log included: what the index lags behind is paid for.
fn batches(directory: &Path, size: usize, count: u64, acknowledge: Acknowledge) -> (f64, Duration) {
    let log = fresh(directory, acknowledge);
    let events: Vec<_> = (0..size as u64).map(event).collect();
    let commits: Vec<_> = (0..count).map(|number| commit(number, "fund/1", &events)).collect();
    let mut latencies = Vec::new();
    let start = Instant::now();
    for commit in commits {
        let sent = Instant::now();
        log.append(commit).wait().expect("appends");
        latencies.push(sent.elapsed());
    }
    assert_eq!(log.head().position, count * size as u64);
    drop(log.find(Uuid::nil()));
    let rate = count as f64 * size as f64 / start.elapsed().as_secs_f64();
    latencies.sort_unstable();
    (rate, latencies[latencies.len() / 2])
}

/// Events a second of a plain file, and its median batch.
fn raw(directory: &Path, size: usize, count: u64) -> (f64, Duration) {
    std::fs::create_dir_all(directory).expect("creates");
    let mut file = File::create(directory.join("raw")).expect("creates");
    let bytes = event(1).repeat(size);
    let mut latencies = Vec::new();
    let start = Instant::now();
    for _ in 0..count {
        let sent = Instant::now();
        file.write_all(&bytes).expect("writes");
        file.sync_data().expect("syncs");
        latencies.push(sent.elapsed());
    }
    let rate = count as f64 * size as f64 / start.elapsed().as_secs_f64();
    latencies.sort_unstable();
    (rate, latencies[latencies.len() / 2])
}

/// Commands a second with so many clients, one event each.
fn clients(directory: &Path, clients: u64, each: u64, acknowledge: Acknowledge) -> f64 {
    let log = fresh(directory, acknowledge);
    let one = [event(1)];
    let start = Instant::now();
    std::thread::scope(|scope| {
        for client in 0..clients {
            let (log, one) = (log.clone(), &one);
            scope.spawn(move || {
                for number in 0..each {
                    let commit = commit(client * each + number, &format!("client/{client}"), one);
                    log.append(commit).wait().expect("appends");
                }
            });
        }
    });
    (clients * each) as f64 / start.elapsed().as_secs_f64()
}

/// Events a second in one commit that is handed over event by event.
fn bulk(directory: &Path, count: u64) -> f64 {
    let log = fresh(directory, Acknowledge::Journal);
    let event = event(1);
    let start = Instant::now();
    let expected = vec![Expected { stream: "import/1".to_owned(), version: Some(0) }];
    let mut bulk = log.begin(CommandId { id: Uuid::from_u128(9), digest: [7; 32] }, None, expected);
    for _ in 0..count {
        bulk.push(0, &event).expect("pushes");
    }
    bulk.commit().wait().expect("appends");
    count as f64 / start.elapsed().as_secs_f64()
}

fn scan(log: &EventLog) -> f64 {
    let start = Instant::now();
    let mut events = 0_u64;
    let mut bytes = 0;
    for record in log.read(0) {
        let record = record.expect("reads");
        for event in record.events() {
            events += 1;
            bytes += event.bytes.len();
        }
    }
    assert!(bytes > 0);
    events as f64 / start.elapsed().as_secs_f64()
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures[figures.len() / 2]
}

fn line(what: &str, figure: f64, bar: f64, note: &str) {
    let verdict = if figure >= bar { "ok    " } else { "MISSED" };
    println!("{verdict} {what:<44} {figure:>12.2}  bar {bar:>10.1}  {note}");
}

/// Ours and the raw file by turns, so that a disk that changes its mind changes it for both.
fn side_by_side(directory: &Path, size: usize, count: u64, bar: f64) {
    let (mut ours, mut raws, mut both) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ratios, mut batch_ratios) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let before = raw(directory, size, count);
        let run = batches(directory, size, count, Acknowledge::Journal);
        let after = raw(directory, size, count);
        let raw = before.0.midpoint(after.0);
        raws.push(raw);
        ratios.push(run.0 / raw);
        batch_ratios.push(before.1.as_secs_f64().midpoint(after.1.as_secs_f64()) / run.1.as_secs_f64());
        ours.push(run);
        both.push(batches(directory, size, count, Acknowledge::Both));
    }
    let latency =
        |runs: &[(f64, Duration)]| median(runs.iter().map(|run| run.1.as_secs_f64() * 1e3).collect());
    let rate = |runs: &[(f64, Duration)]| median(runs.iter().map(|run| run.0).collect());
    let raw = median(raws);
    let slow = if raw < 1.5 * bar { ": this disk allows no more" } else { "" };
    let note = format!("p50 {:.2} ms; raw file {raw:.0} events/s{slow}", latency(&ours));
    line(&format!("events/s, batches of {size}"), rate(&ours), bar, &note);
    line(
        "  median batch against the raw file's",
        median(batch_ratios),
        0.3,
        "limited by: hashing, and the same sync",
    );
    line(
        "  whole run against the raw file's",
        median(ratios),
        0.3,
        "until the index has caught up; limited by: sled writes twice the bytes to the same disk",
    );
    println!("       acknowledging after both: {:.0} events/s, p50 {:.2} ms", rate(&both), latency(&both));
}

fn main() {
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    let directory = place.path().join("log");
    for (size, count, bar) in [(1000, 100, 100_000.0), (100, 400, 40_000.0)] {
        side_by_side(&directory, size, count, bar);
    }
    let (mut one, mut many, mut both) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        one.push(clients(&directory, 1, 1500, Acknowledge::Journal));
        many.push(clients(&directory, 64, 500, Acknowledge::Journal));
        both.push(clients(&directory, 64, 500, Acknowledge::Both));
    }
    let (one, many, both) = (median(one), median(many), median(both));
    let note =
        format!("{many:.0} against {one:.0} commands/s; limited by: sync latency, then sled's inserts");
    line("64 clients against one, commands/s", many / one, 8.0, &note);
    println!("       acknowledging after both: {both:.0} commands/s with 64 clients");
    println!("       one bulk commit of 300000 events: {:.0} events/s", bulk(&directory, 300_000));
    reopening(&directory, 10_000, 100);
    reopening(&directory, 200_000, 1);
}

fn reopening(directory: &Path, commits: u64, size: u64) {
    println!("     {commits} commits of {size} events");
    let log = fresh(directory, Acknowledge::Journal);
    let events: Vec<_> = (0..size).map(event).collect();
    let mut tickets = std::collections::VecDeque::new();
    for number in 0..commits {
        tickets.push_back(log.append(commit(number, &format!("receipt/{}", number / 4), &events)));
        if tickets.len() > 64 {
            tickets.pop_front().expect("one").wait().expect("appends");
        }
    }
    for ticket in tickets {
        ticket.wait().expect("appends");
    }
    println!("       scan: {:.0} events/s", scan(&log));
    let start = Instant::now();
    let verified = log.verify(|_, _| {}).expect("whole");
    println!("       verify: {:.0} events/s", verified.head.position as f64 / start.elapsed().as_secs_f64());
    drop(log);
    for what in ["after the run that wrote them", "again"] {
        let start = Instant::now();
        let (log, opened) = EventLog::open(directory, options(Acknowledge::Journal)).expect("opens");
        println!("       opening {what}: {:.3} s ({:?})", start.elapsed().as_secs_f64(), opened.sled);
        drop(log);
    }
    std::fs::remove_dir_all(directory.join("sled")).expect("removes");
    let start = Instant::now();
    drop(EventLog::open(directory, options(Acknowledge::Journal)).expect("opens"));
    println!("       opening and closing with sled rebuilt: {:.3} s", start.elapsed().as_secs_f64());
}
