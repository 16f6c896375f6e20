//! The bars of the books, each beside what it is measured against: `cargo bench -p ledger`.
//!
//! Prints one line a bar: the figure, the bar, and what limits it. Nothing fails here: a benchmark reports.
#![expect(clippy::unwrap_used, reason = "a benchmark stops where it cannot go on")]
#![expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "rates are for reading")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{AddAccount, Command, DonorKind, OpenFund, RecordReceipt, Vnd};
use jiff::civil::date;
use ledger::{AsOf, Books, Entry, Import, Ledger};
use statements::Profiles;
use statements::memo::MemoRules;
use uuid::Uuid;
use vault::Row;

fn main() {
    let dir = tempfile::tempdir_in(".").unwrap();
    commands(dir.path());
    million(dir.path());
}

const BANKS: [&str; 4] = ["vietcombank", "vietinbank", "agribank", "bidv"];
/// The number that generated statements print.
const NUMBER: &str = "1500000000001";
const LINES: usize = 250_000;

/// A ledger of a million events: opened, replayed and searched.
fn million(dir: &Path) {
    let data = dir.join("million");
    let ledger = open_fund(&data);
    let (profiles, rules) = (Profiles::bundled().unwrap(), MemoRules::bundled().unwrap());
    for (seed, bank) in (1..).zip(BANKS) {
        let account = format!("{bank}:{NUMBER}").parse().unwrap();
        let effective_on = date(2021, 9, 1);
        ledger
            .execute(entry(Command::AddAccount(AddAccount { account, published: true, effective_on })))
            .unwrap();
        let import = Import {
            id: Uuid::now_v7(),
            actor: "operator:t-bench".parse().unwrap(),
            account: None,
            profile: profiles.get(bank).unwrap(),
            rules: &rules,
            file_name: "bench.csv",
            bytes: sample::statement(bank, seed, LINES),
        };
        ledger.import(import, &|_| {}).unwrap();
    }
    let events = ledger.head().position;
    drop(ledger);
    let fund = "lu-2024".parse().unwrap();
    let open = || Books::open_fund(&data, &fund).unwrap().0;
    let opening = median(|| drop(open()));
    let seconds = opening.as_secs_f64();
    println!(
        "opening {events} events with a snapshot, and closing: {seconds:.2} s (bar 1.00; limited by reading the snapshot)"
    );
    let ledger = open();
    let replaying = median(|| drop(ledger.replay(AsOf::Position(events), &|_, _| {}).unwrap()));
    let rate = events as f64 / replaying.as_secs_f64();
    println!("replay with projections: {rate:.0} events/s (bar 700000; limited by parsing JSON)");
    let indexing = Instant::now();
    ledger.index_gifts().unwrap();
    let indexing = indexing.elapsed().as_secs_f64();
    let searching = median(|| drop(ledger.search("tran thi ung ho", 0, 20).unwrap()));
    println!(
        "search: {events} events indexed in {indexing:.1} s (bar 10.0; limited by opening what is sealed), a broad query in {searching:.1?} (bar 10 ms)"
    );
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..5)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(2).copied().unwrap_or_default()
}

fn entry(command: Command) -> Entry {
    let actor = "operator:t-bench".parse().unwrap();
    Entry::new(actor, command, None)
}

fn open_fund(data: &Path) -> Arc<Ledger> {
    let books = Books::open(data).unwrap();
    let fund = "lu-2024".parse().unwrap();
    let ledger = books.create(&fund).unwrap();
    let day = date(2024, 9, 10);
    ledger
        .execute(entry(Command::OpenFund(OpenFund { fund, name: "Quỹ".into(), effective_on: day })))
        .unwrap();
    let account = "cash:main".parse().unwrap();
    ledger
        .execute(entry(Command::AddAccount(AddAccount { account, published: true, effective_on: day })))
        .unwrap();
    ledger
}

/// Single receipts with a name each, from 1 and from 64 clients.
fn commands(dir: &Path) {
    let ledger = open_fund(&dir.join("commands"));
    let one = rate(&ledger, 1, 2_000);
    let many = rate(&ledger, 64, 500);
    println!(
        "single receipts: 1 client {one:.0}/s, 64 clients {many:.0}/s, ratio {:.1} (bar 8.0)",
        many / one
    );
}

fn rate(ledger: &Ledger, clients: usize, each: usize) -> f64 {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..clients {
            scope.spawn(|| {
                for _ in 0..each {
                    let row = Row {
                        name: "NGUYEN VAN AN".into(),
                        memo: "ung ho dong bao".into(),
                        ..Row::default()
                    };
                    let command = Command::RecordReceipt(RecordReceipt {
                        said: None,
                        account: "cash:main".parse().unwrap(),
                        amount: Vnd::new(200_000),
                        donor: DonorKind::Person,
                        earmark: None,
                        document_on: None,
                        effective_on: date(2024, 9, 10),
                        reference: None,
                        row: None,
                    });
                    ledger.execute(Entry { personal: vec![row], ..entry(command) }).unwrap();
                }
            });
        }
    });
    (clients * each) as f64 / start.elapsed().as_secs_f64()
}
