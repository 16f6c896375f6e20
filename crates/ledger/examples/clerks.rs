//! The program that the crash tests kill and cut off from its power: `clerks write DIR SEED`, `clerks verify DIR ACKED`.
//!
//! `write` lets four clerks record receipts with a name each, and now and then import a statement, for ever. After each
//! answer it prints how many receipts are acknowledged. `verify` opens the books as any start does, and looks for
//! every receipt and every name.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test program that fails must stop"
)]

use std::fmt::Write;
use std::path::Path;
use std::sync::Mutex;

use domain::{AddAccount, Command, DonorKind, FundId, OpenFund, RecordReceipt, Vnd};
use jiff::civil::date;
use ledger::{AsOf, Books, Entry, Import, Ledger};
use statements::Profiles;
use statements::memo::MemoRules;
use uuid::Uuid;
use vault::Row;

const BANK: &str = "agribank:150020111";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (data, number) = (Path::new(&arguments[2]), arguments[3].parse().unwrap());
    match arguments[1].as_str() {
        "write" => write(data, number),
        "verify" => verify(data, usize::try_from(number).unwrap()),
        other => panic!("unknown: {other}"),
    }
}

fn fund() -> FundId {
    "lu-2024".parse().unwrap()
}

fn entry(command: Command, personal: Option<Row<'static>>) -> Entry {
    Entry::new("operator:t-test".parse().unwrap(), command, personal)
}

/// Opens the books or begins them; a crash may have come at any moment of the beginning.
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
    for account in ["cash:main", BANK] {
        let account = account.parse().unwrap();
        // Refused where it is there already.
        let _ = ledger
            .execute(entry(Command::AddAccount(AddAccount { account, published: true, effective_on }), None));
    }
    ledger
}

fn write(data: &Path, seed: u64) {
    let ledger = open(data);
    let acknowledged = Mutex::new(ledger.views().public.gifts().len());
    let done = |receipts: usize| {
        let mut acknowledged = acknowledged.lock().unwrap();
        *acknowledged += receipts;
        println!("{acknowledged}");
    };
    std::thread::scope(|scope| {
        for clerk in 0..4 {
            let (ledger, done) = (&ledger, &done);
            scope.spawn(move || {
                for turn in 0_u64.. {
                    if clerk == 0 && turn % 8 == 7 {
                        done(import(ledger, seed * 1000 + turn));
                    } else {
                        record(ledger);
                        done(1);
                    }
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

/// A statement of lines that no other one has: every line a receipt, 1.000 đồng each.
fn import(ledger: &Ledger, number: u64) -> usize {
    let lines = usize::try_from(20 + number % 700).unwrap();
    let mut file = "Date,TransactionDetails,ReferenceNumber,DebitAmount,CreditAmount\n".to_owned();
    for line in 0..lines {
        writeln!(file, "02/09/2021,TRAN THI BE ung ho,{number}{line:06},,\"1,000\"").unwrap();
    }
    let (profiles, rules) = (Profiles::bundled().unwrap(), MemoRules::bundled().unwrap());
    let import = Import {
        id: Uuid::now_v7(),
        actor: "operator:t-test".parse().unwrap(),
        account: Some(BANK.parse().unwrap()),
        profile: profiles.get("agribank").unwrap(),
        rules: &rules,
        file_name: "sao-ke.csv",
        bytes: file.into_bytes(),
    };
    let report = ledger.import(import, &|_| {}).unwrap();
    usize::try_from(report.gifts.lines).unwrap()
}

fn verify(data: &Path, acknowledged: usize) {
    if acknowledged == 0 && !Books::list(data).contains(&fund()) {
        return;
    }
    let ledger = open(data);
    let receipts = ledger.receipts(None, usize::MAX).unwrap();
    assert!(receipts.len() >= acknowledged, "{} receipts, {acknowledged} acknowledged", receipts.len());
    for receipt in &receipts {
        let name = &receipt.row.name;
        assert!(
            name == "NGUYEN VAN AN" || name == "TRAN THI BE",
            "receipt {} has lost its name",
            receipt.number
        );
    }
    let position = ledger.head().position;
    assert_eq!(ledger.replay(AsOf::Position(position), &|_, _| {}).unwrap(), *ledger.views());
    ledger.verify(|_, _| {}).unwrap();
    // An import counts whole or not at all.
    let (statements, lines) = ledger.events(0).fold((0, 0), |(statements, lines), event| {
        let event = event.unwrap();
        match domain::decode(event.position, &event.bytes).unwrap().event {
            domain::Event::StatementImported(imported) => {
                (statements + 1, lines + u64::from(imported.recorded))
            }
            _ => (statements, lines),
        }
    });
    let from_statements = receipts.iter().filter(|receipt| receipt.account.as_str() == BANK).count();
    assert_eq!(from_statements as u64, lines, "{statements} statements");
}
