//! A seeded simulation: a clerk who does everything in any order, mistakes included, against a naive model of the books.
//!
//! The seed of a failing run is in the panic's message; `SOVANG_SEED=n` runs that one alone.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

use std::path::Path;

use domain::{
    AddAccount, Command, DonorKind, FundId, IdentifyReceipt, OpenFund, ReceiptNo, RecordReceipt,
    ReversalReason, ReverseReceipt, Vnd,
};
use jiff::civil::date;
use ledger::{AsOf, Books, Entry, Ledger, Outcome};
use vault::Row;

const ACCOUNTS: [&str; 3] = ["cash:main", "bidv:12345678", "agribank:150020111"];
const STRANGER: &str = "vietcombank:0000";

/// xorshift64*: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit
    }
}

#[derive(Clone)]
struct Receipt {
    account: usize,
    dong: i128,
    donor: DonorKind,
    reversed: bool,
}

/// The books as a child would keep them: a list, and sums over it.
#[derive(Default)]
struct Model {
    receipts: Vec<Receipt>,
    answered: Vec<(Entry, Outcome)>,
}

impl Model {
    fn sum(&self, wanted: impl Fn(&&Receipt) -> bool) -> i128 {
        self.receipts
            .iter()
            .filter(|receipt| !receipt.reversed)
            .filter(wanted)
            .map(|receipt| receipt.dong)
            .sum()
    }

    /// Whether the rules take the command, and what the list is then.
    fn take(&mut self, command: &Command) -> bool {
        let standing = |model: &Self, number: ReceiptNo| {
            let place = usize::try_from(number.get()).unwrap().checked_sub(1)?;
            model.receipts.get(place).filter(|receipt| !receipt.reversed).map(|_| place)
        };
        match command {
            Command::RecordReceipt(record) => {
                let account = ACCOUNTS.iter().position(|account| *account == record.account.as_str());
                let cash_reference = record.account.bank() == "cash" && record.reference.is_some();
                let Some(account) = account.filter(|_| record.amount.is_positive() && !cash_reference) else {
                    return false;
                };
                let dong = record.amount.dong().into();
                self.receipts.push(Receipt { account, dong, donor: record.donor, reversed: false });
                true
            }
            Command::ReverseReceipt(reverse) => {
                let place = standing(self, reverse.receipt);
                place.map(|place| self.receipts[place].reversed = true).is_some()
            }
            Command::IdentifyReceipt(identify) => {
                let place = standing(self, identify.receipt);
                let place = place.filter(|place| self.receipts[*place].donor == DonorKind::Unidentified);
                let place = place.filter(|_| identify.donor != DonorKind::Unidentified);
                place.map(|place| self.receipts[place].donor = identify.donor).is_some()
            }
            _ => unreachable!("the clerk does nothing else"),
        }
    }
}

fn donor(random: &mut Random) -> DonorKind {
    let kinds = [DonorKind::Person, DonorKind::Enterprise, DonorKind::Anonymous, DonorKind::Unidentified];
    kinds[usize::try_from(random.below(4)).unwrap()]
}

fn command(random: &mut Random, model: &Model) -> Command {
    let effective_on = date(2024, 9, 10);
    let receipt = ReceiptNo::new(random.below(model.receipts.len() as u64 + 2));
    match random.below(10) {
        0..=5 => {
            let known = ACCOUNTS[usize::try_from(random.below(3)).unwrap()];
            let account = if random.below(12) == 0 { STRANGER } else { known };
            Command::RecordReceipt(RecordReceipt {
                said: None,
                account: account.parse().unwrap(),
                amount: Vnd::new(i64::try_from(random.below(1_000_000)).unwrap() - 20_000),
                donor: donor(random),
                earmark: None,
                document_on: None,
                effective_on,
                reference: (random.below(4) == 0).then(|| format!("FT{}", random.below(100))),
                row: None,
            })
        }
        6 | 7 => {
            let reason = ReversalReason::WrongAmount;
            Command::ReverseReceipt(ReverseReceipt { receipt, reason, effective_on, row: None })
        }
        _ => {
            let (donor, earmark) = (donor(random), None);
            Command::IdentifyReceipt(IdentifyReceipt { receipt, donor, earmark, effective_on, row: None })
        }
    }
}

fn entry(command: Command, personal: Option<Row<'static>>) -> Entry {
    Entry::new("operator:t-test".parse().unwrap(), command, personal)
}

fn open(data: &Path, fund: &FundId) -> Ledger {
    let (ledger, opened) = Books::open_fund(data, fund).unwrap();
    assert_eq!((opened.missing_rows, opened.swept_rows, opened.torn_bytes), (0, 0, 0));
    ledger
}

#[track_caller]
fn check(ledger: &Ledger, model: &Model, seed: u64, step: u64) {
    let views = ledger.views();
    let summary = views.public.summary();
    let money: Vec<i128> = views.balances.money().map(|(_, dong)| dong).collect();
    let expected: Vec<i128> =
        (0..ACCOUNTS.len()).map(|account| model.sum(|receipt| receipt.account == account)).collect();
    let place = format!("seed {seed}, step {step}");
    assert_eq!(money, expected, "{place}");
    let unidentified = |receipt: &&Receipt| receipt.donor == DonorKind::Unidentified;
    assert_eq!(summary.unidentified.dong, model.sum(unidentified), "{place}");
    assert_eq!(summary.received.dong, model.sum(|receipt| !unidentified(receipt)), "{place}");
    let standing = |receipt: &&Receipt| !receipt.reversed && !unidentified(receipt);
    assert_eq!(summary.received.gifts, model.receipts.iter().filter(standing).count() as u64, "{place}");
    assert_eq!(summary.sizes().map(|size| size.tally.dong).sum::<i128>(), summary.received.dong, "{place}");
    assert_eq!(summary.days().map(|day| day.tally.gifts).sum::<u64>(), summary.received.gifts, "{place}");
    assert_eq!(views.balances.total().debit, views.balances.total().credit, "{place}");
    assert_eq!(summary.balance(), money.iter().sum::<i128>(), "{place}");
}

fn simulate(seed: u64, steps: u64) {
    let data = tempfile::tempdir().unwrap();
    let fund: FundId = "lu-2024".parse().unwrap();
    drop(Books::open(data.path()).unwrap().create(&fund).unwrap());
    let (mut ledger, mut model, mut random) = (open(data.path(), &fund), Model::default(), Random(seed | 1));
    let effective_on = date(2024, 9, 10);
    let first = Command::OpenFund(OpenFund { fund: fund.clone(), name: "Quỹ".into(), effective_on });
    ledger.execute(entry(first, None)).unwrap();
    for account in ACCOUNTS {
        let account = account.parse().unwrap();
        let add = Command::AddAccount(AddAccount { account, published: true, effective_on });
        ledger.execute(entry(add, None)).unwrap();
    }
    for step in 0..steps {
        match random.below(40) {
            0 => {
                drop(ledger);
                if random.below(2) == 0 {
                    // As after a crash: no snapshot.
                    let _ = std::fs::remove_file(data.path().join("funds/lu-2024/snapshot"));
                }
                ledger = open(data.path(), &fund);
            }
            1..=3 if !model.answered.is_empty() => {
                let again = usize::try_from(random.below(model.answered.len() as u64)).unwrap();
                let (entry, answer) = model.answered[again].clone();
                let expected = Outcome { replayed: true, ..answer };
                assert_eq!(ledger.execute(entry).unwrap(), expected, "seed {seed}, step {step}");
            }
            _ => {
                let name = Row { name: format!("NGUYEN VAN {step}").into(), ..Row::default() };
                let entry = entry(command(&mut random, &model), (random.below(2) == 0).then_some(name));
                let answer = ledger.execute(entry.clone());
                assert_eq!(
                    answer.is_ok(),
                    model.take(&entry.command),
                    "seed {seed}, step {step}: {answer:?}"
                );
                model.answered.extend(answer.ok().map(|answer| (entry, answer)));
            }
        }
        check(&ledger, &model, seed, step);
    }
    let replayed = ledger.replay(AsOf::Position(ledger.head().position), &|_, _| {}).unwrap();
    assert_eq!(replayed, *ledger.views(), "seed {seed}");
}

#[test]
fn the_books_are_what_the_model_says() {
    let one = std::env::var("SOVANG_SEED").ok().and_then(|seed| seed.parse().ok());
    for seed in one.map_or(1..=12, |seed| seed..=seed) {
        simulate(seed, 150);
    }
}
