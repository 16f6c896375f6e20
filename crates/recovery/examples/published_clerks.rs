//! The program that is cut off from its power: `published_clerks write DIR SEED`,
//! `published_clerks verify DIR ACKED`.
//!
//! `write` lets three clerks record receipts with a name each, seals them, and publishes the log all the time, for ever.
//! After each answer it prints how many receipts are acknowledged. `verify` has the doctor look at what is left before
//! anything is opened: nothing may be wrong but what an opening mends by itself. Then it opens the books as any start does,
//! looks for every receipt and every name, and publishes on.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test program that fails must stop"
)]

use std::path::Path;
use std::sync::Mutex;

use domain::{AddAccount, Command, DonorKind, FundId, OpenFund, RecordReceipt, Vnd};
use jiff::civil::date;
use ledger::{Books, Entry, Ledger};
use publication::{Lock, LogKeys, Publisher, Store};
use recovery::Doctor;
use vault::{KeySource, Row};

const ORIGIN: &str = "ledger.example/fund/lu-2024";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (data, number) = (Path::new(&arguments[2]), arguments[3].parse().unwrap());
    match arguments[1].as_str() {
        "write" => write(data),
        "verify" => verify(data, number),
        other => panic!("unknown: {other}"),
    }
}

fn fund() -> FundId {
    "lu-2024".parse().unwrap()
}

fn entry(command: Command, personal: Option<Row<'static>>) -> Entry {
    Entry::new("operator:t-test".parse().unwrap(), command, personal)
}

/// Opens the books or begins them; the power may have gone at any moment of the beginning.
fn open(data: &Path) -> Ledger {
    if !Books::list(data).contains(&fund()) {
        drop(Books::open(data).unwrap().create(&fund()).unwrap());
    }
    let (ledger, opened) = Books::open_fund(data, &fund()).unwrap();
    assert_eq!(opened.missing_rows, 0, "an event's name is lost");
    let effective_on = date(2024, 9, 10);
    if ledger.head().position == 0 {
        let open = Command::OpenFund(OpenFund { fund: fund(), name: "Quỹ".into(), effective_on });
        ledger.execute(entry(open, None)).unwrap();
    }
    let account = "cash:main".parse().unwrap();
    // Refused where it is there already.
    let _ = ledger
        .execute(entry(Command::AddAccount(AddAccount { account, published: true, effective_on }), None));
    ledger
}

fn publisher(data: &Path, ledger: &Ledger) -> Publisher {
    let locks = data.join("locks");
    let keys = LogKeys::open(&data.join("keys"), &locks).unwrap();
    let lock = Lock::read(&locks, fund().as_str()).unwrap();
    let store = Store::at(&data.join("funds/lu-2024/tlog"));
    Publisher::open(store, lock, keys.signer(ORIGIN).unwrap(), ORIGIN, ledger.log()).unwrap()
}

fn write(data: &Path) {
    let ledger = open(data);
    let mut publisher = publisher(data, &ledger);
    let acknowledged = Mutex::new(ledger.views().public.gifts().len());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            loop {
                publisher.publish(ledger.log()).unwrap();
                std::thread::yield_now();
            }
        });
        for _ in 0..3 {
            scope.spawn(|| {
                loop {
                    record(&ledger);
                    let mut acknowledged = acknowledged.lock().unwrap();
                    *acknowledged += 1;
                    println!("{acknowledged}");
                }
            });
        }
    });
}

fn record(ledger: &Ledger) {
    let command = Command::RecordReceipt(RecordReceipt {
        said: None,
        account: "cash:main".parse().unwrap(),
        amount: Vnd::new(1_000),
        donor: DonorKind::Person,
        earmark: None,
        document_on: None,
        effective_on: date(2024, 9, 10),
        reference: None,
        row: None,
    });
    let row = Row { name: "NGUYEN VAN AN".into(), memo: "ung ho".into(), ..Row::default() };
    ledger.execute(entry(command, Some(row))).unwrap();
}

fn verify(data: &Path, acknowledged: usize) {
    if acknowledged == 0 && !Books::list(data).contains(&fund()) {
        return;
    }
    let locks = data.join("locks");
    if locks.join("lu-2024.checkpoint").exists() {
        let keys = LogKeys::open(&data.join("keys"), &locks).unwrap();
        let key = keys.signer(ORIGIN).unwrap().public().clone();
        let books = recovery::Books::of_fund(data, &locks, &fund(), Some(key));
        let books = books.with_keys(data.join("keys/lu-2024"), KeySource::Directory);
        let doctor = Doctor::examine(&books, &[]).unwrap();
        let wrong: Vec<_> = doctor.faults().iter().filter(|fault| !fault.mends_itself()).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    let ledger = open(data);
    let receipts = ledger.receipts(None, usize::MAX).unwrap();
    assert!(receipts.len() >= acknowledged, "{} receipts, {acknowledged} acknowledged", receipts.len());
    for receipt in &receipts {
        assert_eq!(receipt.row.name, "NGUYEN VAN AN", "receipt {} has lost its name", receipt.number);
    }
    let mut publisher = publisher(data, &ledger);
    assert_eq!(publisher.publish(ledger.log()).unwrap().checkpoint.size, ledger.head().position);
    ledger.verify(|_, _| {}).unwrap();
}
