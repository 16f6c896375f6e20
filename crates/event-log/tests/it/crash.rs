//! The program `examples/crash.rs` killed, stopped by a full disk, and cut off from its power.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The example, which cargo builds beside the tests.
fn program() -> PathBuf {
    let test = std::env::current_exe().expect("a path");
    let target = test.parent().and_then(Path::parent).expect("a target directory");
    let program = target.join("examples/crash");
    assert!(program.exists(), "{} is missing: cargo build -p event-log --examples", program.display());
    program
}

/// A copy of the program that other users may run.
pub(crate) fn readable_program(directory: &Path) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let copy = directory.join("crash");
    std::fs::copy(program(), &copy).expect("copies");
    std::fs::set_permissions(&copy, std::fs::Permissions::from_mode(0o755)).expect("sets");
    copy
}

#[track_caller]
fn verify(directory: &Path, acked: u64, when: &str) {
    let output =
        Command::new(program()).arg("verify").arg(directory).arg(acked.to_string()).output().expect("runs");
    assert!(output.status.success(), "{when}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Starts the writer and kills it after so many answers, which may be while it still opens. Answers with the
/// last position that it acknowledged.
fn killed_after(directory: &Path, seed: u64, answers: usize) -> u64 {
    let mut child = Command::new(program())
        .arg("write")
        .arg(directory)
        .arg(seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let number = |line: std::io::Result<String>| line.ok().and_then(|line| line.parse().ok());
    let mut acked = lines.by_ref().take(answers).filter_map(number).last().unwrap_or(0);
    child.kill().expect("kills");
    acked = lines.filter_map(number).last().unwrap_or(acked);
    child.wait().expect("ends");
    acked
}

#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost() {
    let mut place = tempfile::tempdir().expect("a directory");
    let mut acked = 0;
    for round in 0..56_u64 {
        if round % 4 == 0 {
            place = tempfile::tempdir().expect("a directory");
            acked = 0;
        }
        let directory = place.path().join("log");
        let answers = usize::try_from(round.wrapping_mul(0x9E37_79B9) >> 3).expect("fits") % 40;
        acked = killed_after(&directory, round, answers).max(acked);
        if directory.join("journal").exists() {
            verify(&directory, acked, &format!("seed {round}, killed after {answers} answers"));
        }
    }
}

/// The limit on a file's size stands in for a full disk: the write fails, and a smaller one may still fit.
#[test]
fn a_full_disk_refuses_and_the_log_goes_on() {
    let place = tempfile::tempdir().expect("a directory");
    let directory = place.path().join("log");
    let script = "trap '' XFSZ; ulimit -f 1000; exec \"$0\" fill \"$1\"";
    let mut command = Command::new("bash");
    let output = command.args(["-c", script]).arg(program()).arg(&directory).output().expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let acked = String::from_utf8_lossy(&output.stdout).trim().parse().expect("a number");
    verify(&directory, acked, "after a full disk");
}

/// Needs root and loop mounts; without them the script says so and ends with 77.
#[test]
fn a_power_cut_loses_nothing_acknowledged() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/power-cut");
    let program = program();
    let call = |mode: &str| format!("{} {mode}", program.display());
    let output =
        Command::new(script).arg("20").arg(call("write")).arg(call("verify")).output().expect("runs");
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        Some(0) => {}
        Some(77) => eprintln!("skipped: {text}"),
        _ => panic!("{text}"),
    }
}
