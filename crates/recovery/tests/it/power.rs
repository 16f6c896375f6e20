//! The program `examples/published_clerks.rs`, which records, seals and publishes, cut off from its power.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The example, which cargo builds beside the tests.
fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let program = test.parent().and_then(Path::parent).unwrap().join("examples/published_clerks");
    assert!(program.exists(), "{} is missing: cargo build -p recovery --examples", program.display());
    program
}

/// Journal, rows, keys, published files and lock, as the syncs left them: no acknowledged receipt and no name is lost, and
/// nothing that was signed is signed otherwise.
#[test]
fn a_power_cut_leaves_books_keys_and_signatures_that_fit_each_other() {
    let rounds = std::env::var("SOVANG_ROUNDS").unwrap_or_else(|_| "8".to_owned());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/power-cut");
    let command = |what: &str| format!("{} {what}", program().display());
    let output =
        Command::new(script).arg(rounds).arg(command("write")).arg(command("verify")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    // 77: no root or no loop mounts here; the script says which.
    assert!(matches!(output.status.code(), Some(0 | 77)), "{said}");
}
