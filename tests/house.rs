//! The rules of the house that no compiler holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file of the project with that ending, with its text; built and fetched things left out.
fn files(ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !["target", ".git", "data", "node_modules", ".cache"].contains(&name.as_str())
            {
                folders.push(path);
            } else if name.ends_with(ending) && path.is_file() {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no {ending}");
    found
}

#[test]
fn files_are_short_and_have_a_head() {
    for (name, text) in files(".rs") {
        assert!(text.lines().count() <= 500, "{name} has {} lines", text.lines().count());
        assert!(text.starts_with("//!"), "{name} does not say its job");
        assert!(!name.ends_with("mod.rs"), "{name}: foo.rs and foo/, never mod.rs");
    }
}

#[test]
fn nothing_is_put_off_skipped_or_slept_through() {
    let everywhere = ["TODO", "FIXME", "XXX", "#[ignore", "todo!(", "unimplemented!("];
    let in_tests = ["thread::sleep", "time::sleep"];
    for (name, text) in files(".rs").into_iter().filter(|(name, _)| name != "tests/house.rs") {
        let sleeps: &[&str] = if name.contains("tests") { &in_tests } else { &[] };
        for word in everywhere.iter().chain(sleeps) {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn the_program_prints_in_one_place() {
    for (name, text) in files(".rs").into_iter().filter(|(name, _)| name.starts_with("crates/sovang/src/")) {
        for word in ["println!(", "print!(", "eprint!(", "eprintln!(", "dbg!("] {
            assert!(!text.contains(word) || name.ends_with("/out.rs"), "{name}: {word}");
        }
    }
}

/// What each crate may depend on within the house: only what stands below it.
const BELOW: [(&str, &[&[&str]]); 27] = [
    ("documents", &[]),
    ("domain", &[]),
    ("event-log", &[]),
    ("transparency", &[]),
    ("vault", &[&["transparency"]]),
    ("publication", &[&["event-log", "transparency"]]),
    (
        "public-files",
        &[&["domain", "projection-balances", "projection-coverage", "projection-public", "transparency"]],
    ),
    (
        "monitor",
        &[&[
            "domain",
            "projection-balances",
            "projection-coverage",
            "projection-public",
            "public-files",
            "publication",
            "transparency",
        ]],
    ),
    ("browser-verifier", &[&["transparency"]]),
    ("recovery", &[&["domain", "event-log", "publication", "transparency", "vault"]]),
    ("statements", &[&["domain"]]),
    ("projection-balances", &[&["domain"]]),
    ("projection-audit", &[&["domain", "projection-balances", "projection-lineage"]]),
    ("projection-coverage", &[&["domain"]]),
    ("projection-lineage", &[&["domain"]]),
    ("projection-public", &[&["domain"]]),
    ("lists", &[&["domain", "statements"]]),
    ("sample", &[&["domain", "statements"]]),
    ("ledger", &[UNDER_BOOKS]),
    ("papers", &[UNDER_BOOKS, &["ledger", "documents"]]),
    ("access", &[&["domain", "event-log"]]),
    ("identity", &[]),
    ("wire", &[UNDER_BOOKS, &["ledger"]]),
    ("api", &[UNDER_BOOKS, OVER_BOOKS, &["access", "wire"]]),
    ("web", &[UNDER_BOOKS, &["ledger", "wire"]]),
    ("desk", &[UNDER_BOOKS, &["access", "identity", "ledger", "lists", "web", "wire"]]),
    (
        "sovang",
        &[
            UNDER_BOOKS,
            OVER_BOOKS,
            &["access", "api", "desk", "identity", "monitor", "recovery", "sample", "web", "wire"],
        ],
    ),
];

/// What the books are made of.
const UNDER_BOOKS: &[&str] = &[
    "domain",
    "event-log",
    "transparency",
    "publication",
    "vault",
    "statements",
    "projection-audit",
    "projection-balances",
    "projection-coverage",
    "projection-lineage",
    "projection-public",
    "public-files",
];

/// What those who serve them use beside.
const OVER_BOOKS: &[&str] = &["documents", "ledger", "lists", "papers"];

#[test]
fn arrows_point_down() {
    let below: BTreeMap<_, _> = BELOW.into_iter().map(|(name, layers)| (name, layers.concat())).collect();
    for (name, text) in files("Cargo.toml").into_iter().filter(|(name, _)| name.starts_with("crates/")) {
        let of = name.split('/').nth(1).unwrap();
        let allowed =
            below.get(of).unwrap_or_else(|| panic!("{of}: say in tests/house.rs what it stands above"));
        let dependencies = text.split("[dependencies]").nth(1).unwrap_or_default();
        let dependencies = dependencies.split("\n[").next().unwrap();
        for line in dependencies.lines() {
            let dependency = line.split(['.', ' ', '=']).next().unwrap();
            let ours = below.contains_key(dependency);
            assert!(!ours || allowed.contains(&dependency), "{of} must not depend on {dependency}");
        }
    }
}

#[test]
fn only_the_event_log_names_sled() {
    for (name, text) in files("Cargo.toml") {
        let names_it = text.lines().any(|line| line.starts_with("sled"));
        assert_eq!(names_it, name == "Cargo.toml" || name == "crates/event-log/Cargo.toml", "{name}");
    }
}

#[test]
fn the_rules_read_no_clock_and_no_file() {
    for (name, text) in files(".rs").into_iter().filter(|(name, _)| name.starts_with("crates/domain/src/")) {
        for word in ["std::fs", "std::io", "std::time", "::now()", "f64", "f32", "async ", "tokio"] {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn every_bank_profile_says_where_it_was_learnt() {
    for (name, text) in files(".toml").into_iter().filter(|(name, _)| name.starts_with("config/banks/")) {
        let source = text
            .lines()
            .find(|line| line.starts_with("source"))
            .unwrap_or_else(|| panic!("{name}: no source"));
        assert!(source.len() > 20, "{name}: {source}");
        assert!(text.contains("checked_by") || text.contains("checked-by"), "{name}: who checked it?");
    }
}
