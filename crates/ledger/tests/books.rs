//! The books of a fund end to end, without a server: commands in, answers, reopening, replay.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::path::Path;
use std::sync::Arc;

use domain::{
    AddAccount, CloseFund, Command, DonorKind, IdentifyReceipt, On, OpenFund, ReceiptNo, RecordReceipt,
    Rejection, ReversalReason, ReverseReceipt, Vnd, books, books::PublishReport, oversight,
};
use event_log::AppendError;
use jiff::civil::{Date, date};
use ledger::{AsOf, Books, Entry, Ledger, LedgerError, Outcome};
use vault::Row;

const DAY: Date = date(2024, 9, 10);

fn entry(command: Command) -> Entry {
    let actor = "operator:t-test".parse().unwrap();
    Entry::new(actor, command, None)
}

fn run(ledger: &Ledger, command: Command) -> Outcome {
    ledger.execute(entry(command)).unwrap()
}

fn gift(account: &str, dong: i64, donor: DonorKind) -> RecordReceipt {
    RecordReceipt {
        said: None,
        account: account.parse().unwrap(),
        amount: Vnd::new(dong),
        donor,
        earmark: None,
        document_on: None,
        effective_on: DAY,
        reference: None,
        row: None,
    }
}

fn named(command: RecordReceipt, name: &'static str, memo: &'static str) -> Entry {
    let row = Row { name: name.into(), memo: memo.into(), ..Row::default() };
    Entry { personal: vec![row], ..entry(Command::RecordReceipt(command)) }
}

fn open_fund(data: &Path) -> (Books, Arc<Ledger>) {
    let books = Books::open(data).unwrap();
    let ledger = books.create(&"lu-2024".parse().unwrap()).unwrap();
    run(
        &ledger,
        Command::OpenFund(OpenFund {
            fund: "lu-2024".parse().unwrap(),
            name: "Quỹ".into(),
            effective_on: DAY,
        }),
    );
    for account in ["cash:main", "bidv:12345678"] {
        let account = account.parse().unwrap();
        run(&ledger, Command::AddAccount(AddAccount { account, published: true, effective_on: DAY }));
    }
    (books, ledger)
}

#[test]
fn reopened_books_are_the_books_that_were_closed() {
    let data = tempfile::tempdir().unwrap();
    let (books, ledger) = open_fund(data.path());
    for dong in 1..=20 {
        let outcome = ledger
            .execute(named(gift("cash:main", dong, DonorKind::Person), "NGUYEN VAN AN", "ung ho"))
            .unwrap();
        assert_eq!(outcome.receipt, Some(ReceiptNo::new(dong.unsigned_abs())));
    }
    let (before, head) = (ledger.views().clone(), ledger.head());
    drop((books, ledger));

    for folded in [0, 23] {
        let books = Books::open(data.path()).unwrap();
        let ledger = books.funds().pop().unwrap();
        let (_, opened) = &books.opened()[0];
        assert_eq!((opened.folded, opened.swept_rows, opened.missing_rows), (folded, 0, 0));
        assert_eq!((&*ledger.views(), ledger.head()), (&before, head));
        assert_eq!(ledger.replay(AsOf::Position(head.position), &|_, _| {}).unwrap(), before);
        drop((books, ledger));
        std::fs::write(data.path().join("funds/lu-2024/snapshot"), b"not a snapshot").unwrap();
    }
}

#[test]
fn the_same_command_again_has_the_first_answer_and_another_under_its_id_is_refused() {
    let data = tempfile::tempdir().unwrap();
    let (_books, ledger) = open_fund(data.path());
    let first = named(gift("cash:main", 100, DonorKind::Person), "TRAN THI BE", "");
    let answer = ledger.execute(first.clone()).unwrap();
    assert_eq!(ledger.execute(first.clone()).unwrap(), Outcome { replayed: true, ..answer });
    let other_amount =
        Entry { command: Command::RecordReceipt(gift("cash:main", 101, DonorKind::Person)), ..first.clone() };
    let other_name = Entry { personal: vec![Row { name: "TRAN THI BA".into(), ..Row::default() }], ..first };
    for other in [other_amount, other_name] {
        let refused = ledger.execute(other);
        assert!(matches!(refused, Err(LedgerError::Append(AppendError::CommandReused))), "{refused:?}");
    }
    assert_eq!(ledger.views().public.summary().received.dong, 100);
}

#[test]
fn the_same_command_from_many_threads_is_done_once() {
    let data = tempfile::tempdir().unwrap();
    let (_books, ledger) = open_fund(data.path());
    let command = entry(Command::RecordReceipt(gift("cash:main", 7, DonorKind::Anonymous)));
    let answers: Vec<Outcome> = std::thread::scope(|scope| {
        let send = || ledger.execute(command.clone()).unwrap();
        let threads: Vec<_> = (0..16).map(|_| scope.spawn(send)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|answer| !answer.replayed).count(), 1);
    assert!(answers.iter().all(|answer| (answer.first, answer.receipt) == (3, Some(ReceiptNo::new(1)))));
    assert_eq!(ledger.views().public.summary().received.gifts, 1);
}

#[test]
fn many_at_once_get_numbers_without_gaps_and_every_answer_is_in_the_views() {
    let data = tempfile::tempdir().unwrap();
    let (_books, ledger) = open_fund(data.path());
    let accounts = ["cash:main", "bidv:12345678"];
    let mut numbers: Vec<u64> = std::thread::scope(|scope| {
        let clerk = |clerk: usize| {
            let ledger = &ledger;
            move || {
                let record = |_| {
                    let outcome =
                        run(ledger, Command::RecordReceipt(gift(accounts[clerk % 2], 5, DonorKind::Person)));
                    assert!(ledger.views().position >= outcome.first + outcome.count);
                    outcome.receipt.unwrap().get()
                };
                (0..25).map(record).collect::<Vec<_>>()
            }
        };
        let threads: Vec<_> = (0..8).map(|number| scope.spawn(clerk(number))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=200).collect::<Vec<_>>());
    assert_eq!(ledger.views().balances.money().map(|(_, dong)| dong).collect::<Vec<_>>(), [500, 500]);
}

#[test]
fn a_refusal_changes_nothing() {
    let data = tempfile::tempdir().unwrap();
    let (_books, ledger) = open_fund(data.path());
    let before = (ledger.head(), ledger.views().clone());
    let refused = ledger.execute(named(gift("agribank:1234", 5, DonorKind::Person), "AI DO", ""));
    let stranger = Rejection::AccountUnknown("agribank:1234".parse().unwrap());
    assert!(matches!(refused, Err(LedgerError::Rejected(why)) if why == stranger));
    assert_eq!((ledger.head(), ledger.views().clone()), before);
}

#[test]
fn history_is_replayed_to_any_position_and_any_moment() {
    let data = tempfile::tempdir().unwrap();
    let (_books, ledger) = open_fund(data.path());
    let mut known = Vec::new();
    let mut keep = |ledger: &Ledger| known.push(ledger.views().clone());
    run(&ledger, Command::RecordReceipt(gift("bidv:12345678", 900, DonorKind::Unidentified)));
    keep(&ledger);
    let (receipt, row) = (ReceiptNo::new(1), None);
    let (donor, earmark) = (DonorKind::Enterprise, None);
    run(
        &ledger,
        Command::IdentifyReceipt(IdentifyReceipt { receipt, donor, earmark, effective_on: DAY, row }),
    );
    keep(&ledger);
    let reason = ReversalReason::BankReturned;
    run(&ledger, Command::ReverseReceipt(ReverseReceipt { receipt, reason, effective_on: DAY, row }));
    keep(&ledger);
    run(&ledger, Command::CloseFund(CloseFund { effective_on: DAY }));
    for views in &known {
        assert_eq!(ledger.replay(AsOf::Position(views.position), &|_, _| {}).unwrap(), *views);
        assert_eq!(ledger.replay(AsOf::Time(views.recorded_at.unwrap()), &|_, _| {}).unwrap(), *views);
    }
    let figures = |views: &ledger::Views| {
        let summary = views.public.summary();
        (summary.received.dong, summary.unidentified.dong, summary.balance())
    };
    assert_eq!(known.iter().map(figures).collect::<Vec<_>>(), [(0, 900, 900), (900, 0, 900), (0, 0, 0)]);
    let beyond = ledger.replay(AsOf::Position(100), &|_, _| {});
    assert!(matches!(beyond, Err(LedgerError::BeyondHead { head: 7 })));
}

#[test]
fn the_public_sees_masks_and_the_log_holds_no_name() {
    let data = tempfile::tempdir().unwrap();
    let (_books, ledger) = open_fund(data.path());
    let memo = "NGUYEN VAN AN sdt 0912345678 ung ho dong bao";
    ledger.execute(named(gift("cash:main", 500_000, DonorKind::Person), "NGUYEN VAN AN", memo)).unwrap();
    let company = "CONG TY TNHH HOA SEN";
    ledger.execute(named(gift("cash:main", 9_000_000, DonorKind::Enterprise), company, "ủng hộ")).unwrap();

    let found = ledger.search("dong bao", 0, 10).unwrap();
    assert_eq!((found.total.count(), found.gifts.len()), (1, 1));
    let shown = format!("{:?}", found.gifts[0]);
    assert!(!shown.contains("VAN AN") && !shown.contains("0912345678"), "{shown}");
    assert_eq!(
        ledger.search("nguyen van an", 0, 10).unwrap().total.count(),
        0,
        "a full name is not confirmed"
    );
    assert_eq!(ledger.search("hoa sen", 0, 10).unwrap().gifts[0].name.as_deref(), Some(company));
    assert_eq!(ledger.gifts(None, 10).unwrap().total, 2);
    assert_eq!(ledger.receipts(None, 10).unwrap()[0].row.memo, memo, "the fund's people see it as it came");
    for event in ledger.events(0) {
        let stored = String::from_utf8(event.unwrap().bytes).unwrap();
        assert!(!stored.contains("NGUYEN") && !stored.contains("SEN"), "{stored}");
    }
}

#[test]
fn a_lost_row_is_an_alarm_and_the_figures_stand() {
    let data = tempfile::tempdir().unwrap();
    let (books, ledger) = open_fund(data.path());
    for dong in [1, 2] {
        ledger.execute(named(gift("cash:main", dong, DonorKind::Person), "NGUYEN VAN AN", "")).unwrap();
    }
    drop((books, ledger));
    let rows = data.path().join("funds/lu-2024/vault/rows");
    let bytes = std::fs::read(&rows).unwrap();
    std::fs::write(&rows, &bytes[..bytes.len() - 3]).unwrap();
    let (ledger, opened) = Books::open_fund(data.path(), &"lu-2024".parse().unwrap()).unwrap();
    assert_eq!((opened.missing_rows, ledger.missing_rows()), (1, 1));
    assert_eq!(ledger.views().public.summary().received.dong, 3);
    let names: Vec<String> =
        ledger.receipts(None, 9).unwrap().into_iter().map(|receipt| receipt.row.name.into_owned()).collect();
    assert_eq!(names, ["NGUYEN VAN AN", ""]);
    ledger.execute(named(gift("cash:main", 3, DonorKind::Person), "TRAN THI BE", "")).unwrap();
    assert_eq!(
        ledger.receipts(None, 9).unwrap()[1].row.name,
        "",
        "the lost row's number is not given to another"
    );
}

#[test]
fn what_is_not_written_yet_is_neither_published_nor_questioned() {
    let data = tempfile::tempdir().unwrap();
    let (_books, ledger) = open_fund(data.path());
    let head = ledger.head().position;
    let report = |known_at| {
        let report = PublishReport {
            digest: "ab".repeat(32).parse().unwrap(),
            first: DAY,
            format: "pdf".parse().unwrap(),
            known_at,
            last: DAY,
            report: "disclosure".parse().unwrap(),
        };
        let command = books::Command::PublishReport(report);
        ("operator:t-test", Command::Books(On { effective_on: DAY, command }))
    };
    let question = |position| {
        let about = oversight::Subject::Event(position);
        let (kind, due_on) = (oversight::FindingKind::Question, None);
        let command =
            oversight::Command::RaiseFinding(oversight::RaiseFinding { about, due_on, kind, row: None });
        ("auditor:z", Command::Oversight(On { effective_on: DAY, command }))
    };
    let asked = |(who, command): (&str, Command)| {
        let entry = Entry { actor: who.parse().unwrap(), ..entry(command) };
        ledger.execute(entry).map(drop).map_err(|error| match error {
            LedgerError::Rejected(refusal) => refusal.code(),
            _ => "no refusal",
        })
    };
    assert_eq!(asked(report(head + 1)), Err("report-beyond-the-log"));
    assert_eq!(asked(question(head)), Err("finding-subject-unknown"));
    assert_eq!((asked(report(head)), asked(question(head))), (Ok(()), Ok(())));
}
