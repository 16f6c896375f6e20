//! The program `examples/clerks.rs` killed at random moments, and cut off from its power.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The example, which cargo builds beside the tests.
fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let program = test.parent().and_then(Path::parent).unwrap().join("examples/clerks");
    assert!(program.exists(), "{} is missing: cargo build -p ledger --examples", program.display());
    program
}

/// Lets the clerks work until they have had so many answers, and kills them. Answers with the receipts that were
/// acknowledged.
fn killed_after(data: &Path, seed: u64, answers: usize) -> u64 {
    let mut child = Command::new(program())
        .arg("write")
        .arg(data)
        .arg(seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let number = |line: std::io::Result<String>| line.ok().and_then(|line| line.parse().ok());
    let acknowledged = lines.by_ref().take(answers).filter_map(number).last().unwrap_or(0);
    child.kill().unwrap();
    let acknowledged = lines.filter_map(number).last().unwrap_or(acknowledged);
    child.wait().unwrap();
    acknowledged
}

#[test]
fn killed_at_any_moment_the_books_hold_every_acknowledged_receipt_with_its_name() {
    let mut place = tempfile::tempdir().unwrap();
    for round in 0..50_u64 {
        if round % 5 == 0 {
            place = tempfile::tempdir().unwrap();
        }
        let answers = usize::try_from(round.wrapping_mul(0x9E37_79B9) >> 3).unwrap() % 60;
        let acknowledged = killed_after(place.path(), round, answers);
        let verify = Command::new(program())
            .arg("verify")
            .arg(place.path())
            .arg(acknowledged.to_string())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&verify.stderr);
        assert!(verify.status.success(), "round {round}, killed after {answers} answers: {said}");
    }
}

#[test]
fn a_power_cut_loses_no_acknowledged_receipt_and_no_name() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/power-cut");
    let command = |what: &str| format!("{} {what}", program().display());
    let output =
        Command::new(script).arg("20").arg(command("write")).arg(command("verify")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    // 77: no root or no loop mounts here; the script says which.
    assert!(matches!(output.status.code(), Some(0 | 77)), "{said}");
}
