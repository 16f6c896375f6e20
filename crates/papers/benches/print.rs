//! How long a paper takes from the books: one voucher, one slip, a thousand slips in one file.
#![expect(clippy::unwrap_used, reason = "measuring code")]

use std::time::{Duration, Instant};

use domain::{AddAccount, Command, DonorKind, OpenFund, ReceiptNo, RecordReceipt, Vnd};
use jiff::civil::date;
use ledger::{Books, Entry, Ledger};
use papers::{Issuer, Reader, paper, print, receipt_slip, slips};
use vault::Row;

fn main() {
    let dir = tempfile::tempdir().unwrap();
    let books = Books::open(dir.path()).unwrap();
    let ledger = books.create(&"quy".parse().unwrap()).unwrap();
    fill(&ledger, 1_000);
    let issuer = Issuer { base_url: Some("https://sovang.example".to_owned()), ..Issuer::default() };
    let voucher = |number: u32| {
        let voucher = format!("PT-2021-{number:05}").parse().unwrap();
        print(&paper(&ledger, &issuer, voucher, Reader::Staff).unwrap()).unwrap().len()
    };
    println!("first voucher          {:>9.1?}", timed(|| voucher(1)).0);
    let (all, bytes) = timed(|| (2..=101).map(voucher).sum::<usize>());
    println!("voucher, warm          {:>9.1?}  {} bytes", all / 100, bytes / 100);
    let slip =
        |number| print(&receipt_slip(&ledger, &issuer, ReceiptNo::new(number)).unwrap()).unwrap().len();
    let _first = slip(1);
    println!("slip, warm             {:>9.1?}", timed(|| (2..=101).map(slip).sum::<usize>()).0 / 100);
    let range = ReceiptNo::new(1)..=ReceiptNo::new(1_000);
    let (all, bytes) = timed(|| slips(&ledger, &issuer, range, |_, _| ()).unwrap().len());
    println!("1,000 slips, one file  {all:>9.1?}  {bytes} bytes");
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let answer = work();
    (start.elapsed(), answer)
}

fn fill(ledger: &Ledger, count: u32) {
    let day = date(2021, 8, 5);
    let give = |command, row| {
        ledger.execute(Entry::new("operator:bench".parse().unwrap(), command, row)).unwrap();
    };
    let fund =
        OpenFund { fund: "quy".parse().unwrap(), name: "Quỹ cứu trợ".to_owned(), effective_on: day };
    give(Command::OpenFund(fund), None);
    let account = AddAccount { account: "cash:main".parse().unwrap(), published: true, effective_on: day };
    give(Command::AddAccount(account), None);
    for number in 1..=count {
        let receipt = RecordReceipt {
            said: None,
            account: "cash:main".parse().unwrap(),
            amount: Vnd::new(i64::from(number) * 12_000),
            donor: DonorKind::Person,
            earmark: None,
            document_on: None,
            effective_on: day,
            reference: None,
            row: None,
        };
        let name = format!("Người ủng hộ thứ {number}");
        give(Command::RecordReceipt(receipt), Some(Row { name: name.into(), ..Row::default() }));
    }
}
