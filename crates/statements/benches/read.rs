//! Lines a second of reading and of memo extraction: `cargo bench -p statements [-- PROFILE FILE ...]`.
//!
//! Without arguments it reads generated statements; with pairs of profile and file it reads those and prints
//! aggregates only, never a row.
#![allow(clippy::float_arithmetic, clippy::cast_precision_loss, clippy::unwrap_used, clippy::print_stdout)]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::Instant;

use statements::memo::MemoRules;
use statements::{Profiles, Statement, read_statement};

fn main() {
    let profiles = Profiles::bundled().unwrap();
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.is_empty() {
        run(&profiles, "agribank", &agribank(300_000));
        run(&profiles, "vietinbank", &vietinbank(300_000));
    }
    for pair in arguments.chunks_exact(2) {
        let [profile, file] = pair else { unreachable!("pairs") };
        run(&profiles, profile, &std::fs::read(file).unwrap());
    }
}

fn run(profiles: &Profiles, name: &str, bytes: &[u8]) {
    let profile = profiles.get(name).unwrap();
    let mut best = f64::MAX;
    let mut statement = None;
    for _ in 0..7 {
        let start = Instant::now();
        statement = Some(read_statement(bytes, name, profile).unwrap());
        best = best.min(start.elapsed().as_secs_f64());
    }
    let statement = statement.unwrap();
    let lines = statement.lines.len();
    println!(
        "{name}: {lines} lines, {:.0} lines/s, {:.0} MB/s; quarantined {}, compared {}, breaks {}, credits {}, debits {}",
        lines as f64 / best,
        bytes.len() as f64 / best / 1e6,
        statement.quarantine.len(),
        statement.control.compared,
        statement.control.breaks.len(),
        statement.control.credits,
        statement.control.debits,
    );
    memos(&statement);
}

fn memos(statement: &Statement) {
    let rules = MemoRules::bundled().unwrap();
    let start = Instant::now();
    let (mut named, mut channels, mut kinds) = (0, 0, HashMap::<_, usize>::new());
    for line in &statement.lines {
        let [memo, name, account] =
            [line.memo, line.counter_name, line.counter_account].map(|span| statement.text(span));
        let facts = rules.read(memo, name, account);
        named += usize::from(facts.name.is_some());
        channels += usize::from(facts.channel.is_some());
        *kinds.entry(facts.kind).or_default() += 1;
    }
    let lines = statement.lines.len();
    println!(
        "  memos: {:.0} a second; named {:.1} %, channel {:.1} %; {kinds:?}",
        lines as f64 / start.elapsed().as_secs_f64(),
        named as f64 / lines as f64 * 100.0,
        channels as f64 / lines as f64 * 100.0,
    );
}

fn agribank(lines: u64) -> Vec<u8> {
    let mut text = String::from("Date,ReferenceNumber,TransactionDetails,DebitAmount,CreditAmount,Balance\n");
    for line in 1..=lines {
        let thousand = line * 100;
        let (million, rest) = (thousand / 1000, thousand % 1000);
        let balance = match million {
            0 => format!("{rest},000"),
            1..1000 => format!("{million},{rest:03},000"),
            _ => format!("{},{:03},{rest:03},000", million / 1000, million % 1000),
        };
        writeln!(
            text,
            "10/09/2024,{},Ung ho dong bao FT24254{line:09},,\"100,000\",\"{balance}\"",
            2_000_000 + line
        )
        .unwrap();
    }
    text.into_bytes()
}

fn vietinbank(lines: u64) -> Vec<u8> {
    let mut text = String::from("Date,Time,TransactionDetails,DebitAmount,CreditAmount,OffsetAccount\n");
    for line in 0..lines {
        let (hour, minute, second) = (line / 3600 % 24, line / 60 % 60, line % 60);
        writeln!(
            text,
            "10/09/2024,{hour:02}:{minute:02}:{second:02},\"CT nhanh 247 den: MBVCB.{line:010}.\nchuyen tien (CT1111)\",,\"200,000\",NGUOI GUI – A/C"
        )
        .unwrap();
    }
    text.into_bytes()
}
