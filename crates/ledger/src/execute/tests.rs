//! Appends that fail while others are on their way: nobody else is touched, numbers stay whole, names stay with theirs.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::{AddAccount, Command, DonorKind, Event, FundOpened, Meta, OpenFund, RecordReceipt, Vnd};
use event_log::{CommandId, Commit, Expected};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use uuid::Uuid;
use vault::Row;

use crate::{Books, Entry, Ledger, LedgerError};

const DAY: Date = date(2024, 9, 10);

fn entry(command: Command, personal: Option<Row<'static>>) -> Entry {
    Entry::new("operator:t-test".parse().unwrap(), command, personal)
}

/// Puts events that change nothing into the log behind the ledger's back, more than clerks can have on their way:
/// whatever was decided meanwhile is overtaken and refused.
fn overtake(ledger: &Ledger) {
    let id = Uuid::now_v7();
    let meta = Meta {
        actor: "operator:t-test".parse().unwrap(),
        causation: id,
        commitment: None,
        correlation: id,
        effective_on: DAY,
        id,
        recorded_at: Timestamp::now(),
    };
    let (fund, name) = (ledger.fund().clone(), "Quỹ".to_owned());
    let mut bytes = Vec::new();
    domain::encode(&meta, &Event::FundOpened(FundOpened { fund, name }), &mut bytes).unwrap();
    let expected = vec![Expected { stream: "fund".into(), version: None }];
    let command = CommandId { id, digest: [0; 32] };
    ledger.log.append(Commit { command, at: None, expected, events: vec![(0, bytes); 100] }).wait().unwrap();
}

fn record(ledger: &Ledger, name: &str) -> Result<u64, LedgerError> {
    let command = Command::RecordReceipt(RecordReceipt {
        said: None,
        account: "cash:main".parse().unwrap(),
        amount: Vnd::new(1_000),
        donor: DonorKind::Person,
        earmark: None,
        document_on: None,
        effective_on: DAY,
        reference: None,
        row: None,
    });
    let row = Row { name: name.to_owned().into(), ..Row::default() };
    ledger.execute(entry(command, Some(row))).map(|outcome| outcome.receipt.unwrap().get())
}

#[test]
fn a_failed_append_touches_nobody_else() {
    let data = tempfile::tempdir().unwrap();
    let fund: domain::FundId = "lu-2024".parse().unwrap();
    let account = "cash:main".parse().unwrap();
    let open = Command::OpenFund(OpenFund { fund: fund.clone(), name: "Quỹ".into(), effective_on: DAY });
    let add = Command::AddAccount(AddAccount { account, published: true, effective_on: DAY });
    let books = Books::open(data.path()).unwrap();
    let ledger = books.begin(&fund, vec![entry(open, None), entry(add, None)]).unwrap();

    let (answered, refused, done) = (Mutex::new(BTreeMap::new()), Mutex::new(0), AtomicBool::new(false));
    let mut seen = BTreeMap::new();
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = BTreeMap::new();
            while !done.load(Ordering::Relaxed) {
                let next = ledger.rules(domain::State::next_receipt).unwrap();
                // What an answer showed stays: as many receipts are durable by now.
                let durable = ledger.views().public.gifts().len() as u64;
                seen.insert(next.get() - 1, durable);
            }
            seen
        });
        scope.spawn(|| {
            // Each time after some more answers, until the clerks are done.
            for answers in (0..300).step_by(10) {
                while answered.lock().unwrap().len() < answers && !done.load(Ordering::Relaxed) {
                    std::thread::yield_now();
                }
                overtake(&ledger);
            }
        });
        let clerks: Vec<_> = (0..6)
            .map(|clerk| {
                let (ledger, answered, refused) = (&ledger, &answered, &refused);
                scope.spawn(move || {
                    for turn in 0..60 {
                        let name = format!("NGUYEN VAN {clerk} {turn}");
                        match record(ledger, &name) {
                            Ok(number) => assert_eq!(
                                answered.lock().unwrap().insert(number, name),
                                None,
                                "{number} twice"
                            ),
                            Err(_) => *refused.lock().unwrap() += 1,
                        }
                    }
                })
            })
            .collect();
        let ended = clerks.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Vec<_>>();
        done.store(true, Ordering::Relaxed);
        seen = reader.join().unwrap();
        assert!(ended.iter().all(Result::is_ok));
    });
    assert!(seen.iter().all(|(shown, durable)| shown <= durable), "{seen:?}");
    let (answered, refused) = (answered.into_inner().unwrap(), refused.into_inner().unwrap());
    assert!(refused > 0 && !answered.is_empty(), "{refused} refused, {} answered", answered.len());
    let receipts = ledger.receipts(None, usize::MAX).unwrap();
    let kept: BTreeMap<u64, String> =
        receipts.iter().map(|receipt| (receipt.number.get(), receipt.row.name.to_string())).collect();
    assert_eq!(kept, answered, "{refused} refused");
    let mut numbers = 1_u64..;
    for event in ledger.events(0) {
        let event = event.unwrap();
        if let Event::ReceiptRecorded(receipt) = domain::decode(event.position, &event.bytes).unwrap().event {
            assert_eq!(
                Some(receipt.receipt.get()),
                numbers.next(),
                "numbers in the log have no gap and no double"
            );
        }
    }
}
