//! The import of a large statement by the program itself, end to end and durable: `cargo bench -p sovang`.
//!
//! Prints what part of it publishing is, lines a second and the peak of resident memory beside their bars, for each bank's layout.
#![expect(clippy::unwrap_used, reason = "a benchmark stops where it cannot go on")]
#![expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "rates are for reading")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const LINES: usize = 300_000;
/// The number that generated statements print.
const NUMBER: &str = "1500000000001";

fn main() {
    for bank in ["vietcombank", "vietinbank", "agribank"] {
        let dir = tempfile::tempdir_in(".").unwrap();
        let file = dir.path().join("sao-ke.csv");
        std::fs::write(&file, sample::statement(bank, 1, LINES)).unwrap();
        let account = format!("{bank}:{NUMBER}");
        let init =
            ["init", "--fund", "bench", "--name", "Bench", "--account", &account, "--account", "cash:main"];
        program(dir.path()).args(init).stdout(Stdio::null()).status().unwrap();
        let start = Instant::now();
        let mut import = program(dir.path());
        import.args(["import", "--profile", bank]).arg(&file).stdout(Stdio::null());
        let peak = peak_of(&mut import);
        let rate = LINES as f64 / start.elapsed().as_secs_f64();
        let (with, publishing) = (LINES as f64 / rate, publishing(dir.path()));
        println!(
            "import {bank}: {:.2} of its speed without publishing, {publishing:.2} s of {with:.2} s (bar 0.8)",
            (with - publishing) / with
        );
        println!(
            "import {bank}: {rate:.0} lines/s (bar 60000; limited by reading memos), peak {peak} MB (bar 300; sled's buffers)"
        );
    }
}

/// What publishing takes of it: everything that was published goes, one receipt more is recorded, and all is published
/// again; less the same command with nothing else to publish.
fn publishing(dir: &Path) -> f64 {
    let record = || {
        let start = Instant::now();
        let arguments = ["receipt", "record", "--account", "cash:main", "--amount", "1000"];
        assert!(program(dir).args(arguments).stdout(Stdio::null()).status().unwrap().success());
        start.elapsed().as_secs_f64()
    };
    let alone = record();
    let data = dir.join("data");
    for gone in ["funds/bench/tlog", "directory", "locks"] {
        std::fs::remove_dir_all(data.join(gone)).unwrap();
    }
    record() - alone
}

fn program(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sovang"));
    command.env("SOVANG_DATA", dir.join("data"));
    command
}

/// Runs a process to its end and answers with its peak of resident memory in MB, as the system counts it.
fn peak_of(command: &mut Command) -> u64 {
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0) / 1024);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    peak
}
