//! What an auditor asks of a million events: `cargo bench -p ledger --bench audit`. Prints one line a question; nothing fails.
#![expect(clippy::unwrap_used, reason = "a benchmark stops where it cannot go on")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{AddAccount, Command, OpenFund};
use jiff::civil::date;
use ledger::{Books, Entry, Import, Ledger, Wanted};
use projection_audit::trace::{Filter, Moment, Range, changes};
use statements::Profiles;
use statements::memo::MemoRules;
use uuid::Uuid;

const BANKS: [&str; 4] = ["vietcombank", "vietinbank", "agribank", "bidv"];
/// The number that generated statements print.
const NUMBER: &str = "1500000000001";
const LINES: usize = 250_000;

fn main() {
    let dir = tempfile::tempdir_in(".").unwrap();
    let books = Books::open(dir.path()).unwrap();
    let ledger = a_million(&books);
    let start = Instant::now();
    ledger.index_trace().unwrap();
    println!("{} events indexed in {:.1?}", ledger.head().position, start.elapsed());
    questions(&ledger);
    moments(&ledger);
    let start = Instant::now();
    let (rebuild, _) = ledger.begin_rebuild("auditor:t-bench".parse().unwrap());
    rebuild.run(&ledger);
    let same = rebuild.outcome().unwrap().as_ref().unwrap().is_same();
    println!("everything built anew and compared: {:.1?}, the same: {same}", start.elapsed());
}

fn a_million(books: &Books) -> Arc<Ledger> {
    let fund: domain::FundId = "lu-2024".parse().unwrap();
    let ledger = books.create(&fund).unwrap();
    let effective_on = date(2021, 9, 1);
    let run =
        |command| ledger.execute(Entry::new("operator:t-bench".parse().unwrap(), command, None)).unwrap();
    run(Command::OpenFund(OpenFund { fund, name: "Quỹ".into(), effective_on }));
    let (profiles, rules) = (Profiles::bundled().unwrap(), MemoRules::bundled().unwrap());
    for (seed, bank) in (1..).zip(BANKS) {
        let account = format!("{bank}:{NUMBER}").parse().unwrap();
        run(Command::AddAccount(AddAccount { account, published: true, effective_on }));
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
    ledger
}

fn questions(ledger: &Ledger) {
    let filter = |filter| Wanted { filter, limit: 50, ..Wanted::default() };
    let text = |text: &str| Wanted { text: text.into(), limit: 50, ..Wanted::default() };
    let amount = Range { from: Some(1), to: Some(i64::MAX) };
    let effective = Range { from: Some(date(2021, 9, 10)), to: Some(date(2021, 9, 11)) };
    let bank = format!("bidv:{NUMBER}").parse().ok();
    for (name, wanted) in [
        ("everything", Wanted { limit: 50, ..Wanted::default() }),
        ("a kind", filter(Filter { kind: Some("receipt_recorded".into()), ..Filter::default() })),
        ("two days", filter(Filter { effective, ..Filter::default() })),
        ("an amount", filter(Filter { amount, ..Filter::default() })),
        ("an account of the bank", filter(Filter { bank, ..Filter::default() })),
        (
            "an account of the books",
            filter(Filter { account: Some("contributions".into()), ..Filter::default() }),
        ),
        ("a text that is there", text("2021-09")),
        ("a text that is nowhere", text("nobody wrote this")),
    ] {
        let found = ledger.explore(wanted.clone()).unwrap();
        let took = median(|| drop(ledger.explore(wanted.clone()).unwrap()));
        println!("{name}: {} of {}, a page in {took:.1?}", found.events.len(), found.total);
    }
}

fn moments(ledger: &Ledger) {
    let now = ledger.moment_now();
    let then = Moment { known: now.known / 2, first: None, last: Some(date(2021, 9, 12)) };
    let took = median(|| drop(ledger.traced(|trace| trace.figures(then)).unwrap()));
    println!("the figures of a moment: {took:.1?}");
    let difference = || ledger.traced(|trace| changes(&trace.figures(then), &trace.figures(now))).unwrap();
    println!(
        "{} figures differ between two moments: {:.1?}",
        difference().len(),
        median(|| drop(difference()))
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
