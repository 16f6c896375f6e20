//! The books of the sample year: the figures of the article to the đồng, whatever happens while they are loaded.

use std::process::Stdio;

use sample::year::figures::{GOODS, MONEY};
use serde_json::Value;

use crate::support::Desk;

const LOAD: [&str; 3] = ["demo", "dong-thap-2021", "--load-only"];

fn events(desk: &Desk) -> usize {
    desk.done(&["events"]).lines().count()
}

/// Figures alone: positions and moments are those of a run.
fn figures(desk: &Desk) -> Value {
    serde_json::from_str::<Value>(&desk.balances()).unwrap()["lines"].take()
}

/// What the accounts of a kind come to together, in đồng.
fn sum(lines: &Value, kind: &str) -> i64 {
    let of_kind = |line: &&Value| line["account"] == kind || line["account"].get(kind).is_some();
    let balance = |line: &Value| line["balance"].as_str().unwrap().parse::<i64>().unwrap();
    lines.as_array().unwrap().iter().filter(of_kind).map(balance).sum()
}

/// Also what the article does not tell: a changed figure is a changed year.
#[track_caller]
fn the_figures_are_those_of_the_article(lines: &Value) {
    for (kind, amount) in [
        ("contributions", MONEY - 27_190_000),
        ("unidentified_receipts", 27_190_000),
        ("contributions_in_kind", GOODS),
        ("opening_fund", 952_500_000),
        ("relief", 40_690_500_000),
        ("transferred", 1_000_000_000),
        ("advance_to_team", 60_000_000),
        ("cost", 68_300_000),
        ("goods_stock", 3_412_655_800),
        ("money", 8_810_076_000),
    ] {
        assert_eq!(sum(lines, kind), amount, "{kind}");
    }
}

/// For both programs, to the đồng; and as known before the relief.
fn exported(desk: &Desk) {
    let export = |format: &str, more: &[&str]| {
        let out = desk.file("so", "what stood there before");
        let given = ["export", format, "--to", "2022-02-28", "--out", &out];
        desk.done(&[&given[..], more].concat());
        std::fs::read_to_string(out).unwrap()
    };
    let balances = export("balances", &[]);
    let cash = balances.lines().find_map(|line| line.strip_prefix("Assets:Money:CashZ3amain\t")).unwrap();
    assert_eq!(cash, "90093000");
    let (journal, ledger) = (export("hledger", &[]), export("beancount", &[]));
    assert!(journal.contains(&format!("Assets:Money:CashZ3amain  VND 0 = VND {cash}")));
    assert!(ledger.contains(&format!("2022-03-01 balance Assets:Money:CashZ3amain  {cash} VND")));
    assert!(balances.contains("Expenses:Relief:"));
    assert!(!export("balances", &["--known-at", "500"]).contains("Expenses:Relief:"));
    let beyond = ["export", "hledger", "--known-at", "999999999", "--out", "khong-co"];
    assert!(desk.refused(&beyond).contains(" / "));
    assert!(desk.refused(&["export", "hledger", "--out", "khong-co/so"]).contains("khong-co/so"));
}

fn journal(desk: &Desk) -> u64 {
    let journal = desk.data().join("funds/dong-thap-2021/log/journal");
    std::fs::metadata(journal).map_or(0, |file| file.len())
}

/// One test: two loads of the year are enough of it.
#[test]
fn the_year_is_loaded_once_and_whole_also_when_it_is_killed_on_the_way() {
    let clean = Desk::new();
    clean.done(&LOAD);
    let (all, whole) = (events(&clean), figures(&clean));
    the_figures_are_those_of_the_article(&whole);
    exported(&clean);
    assert!(clean.done(&LOAD).contains("already"));
    assert_eq!((events(&clean), figures(&clean)), (all, whole.clone()), "a second start adds nothing");

    let killed = Desk::new();
    let mut child = killed.command().args(LOAD).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while journal(&killed) < journal(&clean) / 2 && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let _ = child.kill();
    child.wait().unwrap();
    let left = events(&killed);
    assert!(left > 0 && left < all, "{left} of {all} events");
    killed.done(&LOAD);
    assert_eq!((events(&killed), figures(&killed)), (all, whole));
}
