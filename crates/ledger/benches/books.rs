//! The bars of the books, each beside what it is measured against: `cargo bench -p ledger`.
//!
//! Prints one line a bar: the figure, the bar, and what limits it. Nothing fails here: a benchmark reports.
#![expect(clippy::unwrap_used, reason = "a benchmark stops where it cannot go on")]
#![expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "rates are for reading")]

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use domain::{AddAccount, Command, DonorKind, OpenFund, RecordReceipt, Vnd};
use jiff::civil::date;
use ledger::{Books, Entry, Ledger};
use uuid::Uuid;
use vault::Row;

fn main() {
    let dir = tempfile::tempdir_in(".").unwrap();
    commands(dir.path());
}

fn entry(command: Command) -> Entry {
    let actor = "treasurer:t-bench".parse().unwrap();
    Entry { id: Uuid::now_v7(), correlation: None, actor, command, personal: None }
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
                        account: "cash:main".parse().unwrap(),
                        amount: Vnd::new(200_000),
                        donor: DonorKind::Person,
                        earmark: None,
                        effective_on: date(2024, 9, 10),
                        reference: None,
                        row: None,
                    });
                    ledger.execute(Entry { personal: Some(row), ..entry(command) }).unwrap();
                }
            });
        }
    });
    (clients * each) as f64 / start.elapsed().as_secs_f64()
}
