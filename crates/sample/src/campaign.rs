//! One campaign: five accounts with two overlapping statements each, the cash box, and what the books must show.

use domain::DonorKind;
use domain::Vnd;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::amounts;
use crate::memos::phone;
use crate::names;
use crate::print::{Sheet, print};
use crate::random::Random;
use crate::truth::{self, Booking, Place};

/// The default size gives a bit over this.
const TARGET: i64 = 50_000_000_000;
const DEFAULT_SIZE: usize = 20_000;
const DAYS: u64 = 60;
/// The first statement ends after this day, the second begins with the other: they share a week.
const FIRST_ENDS: i64 = 36;
const SECOND_BEGINS: i64 = 30;
const HOLDER: &str = "Ủy ban MTTQ Việt Nam tỉnh Đồng Tháp";

/// Profile, bank, account number, share of the gifts in hundredths.
const BANKS: [(&str, &str, &str, usize); 5] = [
    ("vietcombank", "Vietcombank", "0691000000001", 35),
    ("vietinbank", "VietinBank", "111000000002", 30),
    ("agribank", "Agribank", "6500201000003", 20),
    ("bidv", "BIDV", "65110000000004", 10),
    ("techcombank", "Techcombank", "19130000000005", 5),
];

/// An account of the fund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The bank's name.
    pub bank: &'static str,
    /// The profile that reads its statements.
    pub profile: &'static str,
    /// The account number.
    pub number: &'static str,
    /// The holder's name.
    pub holder: &'static str,
    /// The balance before the campaign.
    pub opening: Vnd,
}

/// A statement as a treasurer would download it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementFile {
    /// The bank's name.
    pub bank: &'static str,
    /// The profile that reads it.
    pub profile: &'static str,
    /// Index into [`Campaign::accounts`].
    pub account: usize,
    /// A file name.
    pub file_name: String,
    /// The file: UTF-8 CSV.
    pub bytes: Vec<u8>,
}

/// A gift to the cash box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashReceipt {
    /// The day it was received.
    pub date: Date,
    /// In đồng.
    pub amount: Vnd,
    /// The kind of donor.
    pub kind: DonorKind,
    /// The donor's name; `None` for an anonymous one.
    pub name: Option<String>,
    /// What the treasurer noted.
    pub note: String,
    /// A purpose the donor named, where one was.
    pub restriction: Option<&'static str>,
}

/// A gift whose donor came forward later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identification {
    /// Index into [`Campaign::statements`].
    pub statement: usize,
    /// The physical line of the gift in that file.
    pub line: u32,
    /// The donor's name.
    pub name: String,
}

/// What the books must show when everything has been imported and recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Bookings of all accounts, each once.
    pub lines: usize,
    /// Lines of all statement files, overlaps counted twice.
    pub printed: usize,
    /// Bookings whose amount cannot be read.
    pub quarantined: usize,
    /// Credits that can be read, by account.
    pub credits: Vec<Vnd>,
    /// Debits, by account.
    pub debits: Vec<Vnd>,
    /// What the unreadable credits hold.
    pub unread: Vnd,
    /// The cash box before reversals.
    pub cash: Vnd,
    /// What the reversals take out of it.
    pub reversed: Vnd,
    /// All gifts: credits, unread ones and cash, less reversals.
    pub received: Vnd,
}

/// A campaign with everything that a fund would have to record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its name.
    pub name: &'static str,
    /// The first day.
    pub first_day: Date,
    /// The last day.
    pub last_day: Date,
    /// The fund's accounts.
    pub accounts: Vec<Account>,
    /// Two statements an account: the first halves of all, then the second halves.
    pub statements: Vec<StatementFile>,
    /// Gifts to the cash box, by day.
    pub cash_receipts: Vec<CashReceipt>,
    /// Indices of the cash receipts that were recorded wrongly and have to be reversed.
    pub reversals: Vec<usize>,
    /// Gifts without a name or words whose donors came forward.
    pub identifications: Vec<Identification>,
    /// What the books must show.
    pub expected: Expected,
}

impl Campaign {
    /// The size that fills a demo: about 20,000 events.
    pub const DEFAULT_SIZE: usize = DEFAULT_SIZE;

    /// A campaign of about `size` events. The money grows with the size: a bit over 50 billion đồng at the default.
    pub fn generate(seed: u64, size: usize) -> Self {
        let mut random = Random::new(seed);
        let first = date(2021, 9, 1);
        let cash_receipts = cash(&mut random, first, size / 20);
        let reversals = (0..cash_receipts.len()).filter(|index| index % 97 == 13).collect();
        let mut campaign = Self {
            name: "Chung tay vì đồng bào Đồng Tháp, thu 2021",
            first_day: first,
            last_day: first.checked_add(59.days()).unwrap_or(first),
            accounts: accounts(&mut random),
            statements: Vec::new(),
            cash_receipts,
            reversals,
            identifications: Vec::new(),
            expected: Expected::default(),
        };
        let truth = bookings(&mut random, first, size);
        campaign.print(&truth);
        campaign.identify(&mut random, &truth);
        campaign.expect(&truth);
        campaign
    }

    fn print(&mut self, truth: &[Vec<Booking>]) {
        for second in [false, true] {
            for (index, (account, bookings)) in self.accounts.iter().zip(truth).enumerate() {
                let (before, part) = bookings.split_at(cut(self.first_day, bookings, second).0);
                let part = part.get(..cut(self.first_day, bookings, second).1).unwrap_or(part);
                let opening = before
                    .iter()
                    .fold(account.opening.dong(), |sum, booking| sum.saturating_add(signed(booking)));
                let sheet =
                    Sheet { profile: account.profile, number: account.number, opening, reprint: second };
                self.expected.printed = self.expected.printed.saturating_add(part.len());
                self.statements.push(StatementFile {
                    bank: account.bank,
                    profile: account.profile,
                    account: index,
                    file_name: format!("{}-{}.csv", account.profile, if second { 2 } else { 1 }),
                    bytes: print(&sheet, part).text.into_bytes(),
                });
            }
        }
    }

    /// Some of the gifts that say nothing, by their line in the first statement.
    fn identify(&mut self, random: &mut Random, truth: &[Vec<Booking>]) {
        for (index, (account, bookings)) in self.accounts.iter().zip(truth).enumerate() {
            let part = bookings.get(..cut(self.first_day, bookings, false).1).unwrap_or(bookings);
            let sheet = Sheet {
                profile: account.profile,
                number: account.number,
                opening: account.opening.dong(),
                reprint: false,
            };
            for (booking, line) in part.iter().zip(print(&sheet, part).lines) {
                let silent = booking.credit && !booking.garbled && booking.memo.is_empty();
                if silent
                    && account.profile != "vietinbank"
                    && account.profile != "techcombank"
                    && random.chance(500)
                {
                    self.identifications.push(Identification {
                        statement: index,
                        line,
                        name: names::person(random),
                    });
                }
            }
        }
    }

    fn expect(&mut self, truth: &[Vec<Booking>]) {
        let expected = &mut self.expected;
        let total = |amounts: &mut dyn Iterator<Item = i64>| Vnd::new(amounts.fold(0, i64::saturating_add));
        for bookings in truth {
            let sum = |credit: bool, garbled: bool| {
                let of = |booking: &&Booking| booking.credit == credit && booking.garbled == garbled;
                total(&mut bookings.iter().filter(of).map(|booking| booking.amount))
            };
            expected.lines = expected.lines.saturating_add(bookings.len());
            let garbled = bookings.iter().filter(|booking| booking.garbled).count();
            expected.quarantined = expected.quarantined.saturating_add(garbled);
            expected.credits.push(sum(true, false));
            expected.debits.push(sum(false, false));
            expected.unread = total(&mut [expected.unread, sum(true, true)].into_iter().map(Vnd::dong));
        }
        let cash = |index: &usize| self.cash_receipts.get(*index).map(|receipt| receipt.amount.dong());
        expected.cash = total(&mut self.cash_receipts.iter().map(|receipt| receipt.amount.dong()));
        expected.reversed = total(&mut self.reversals.iter().filter_map(cash));
        let parts = [expected.unread, expected.cash]
            .into_iter()
            .chain(expected.credits.iter().copied())
            .map(Vnd::dong);
        expected.received = total(&mut parts.chain([expected.reversed.dong().saturating_neg()]));
    }
}

fn accounts(random: &mut Random) -> Vec<Account> {
    let account = |(profile, bank, number, _)| Account {
        bank,
        profile,
        number,
        holder: HOLDER,
        opening: Vnd::new(i64::try_from(random.within(1, 90)).unwrap_or(1).saturating_mul(100_000)),
    };
    BANKS.into_iter().map(account).collect()
}

/// The bookings of each account. Large gifts of enterprises fill up to the money that the size stands for.
fn bookings(random: &mut Random, first: Date, size: usize) -> Vec<Vec<Booking>> {
    let lines = size.saturating_mul(94) / 100;
    let mut truth = Vec::new();
    for (profile, _, number, share) in BANKS {
        let place = Place { profile, number, first, days: DAYS };
        truth.push(truth::draw(random, &place, lines.saturating_mul(share) / 100));
    }
    let gifts: i64 =
        truth.iter().flatten().filter(|booking| booking.credit).map(|booking| booking.amount).sum();
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let target = TARGET.saturating_mul(size) / i64::try_from(DEFAULT_SIZE).unwrap_or(1);
    let missing = target.saturating_sub(gifts).max(0);
    for (index, share) in amounts::LARGE.into_iter().enumerate() {
        // Whole tens of millions, rounded up.
        let amount =
            (missing.saturating_mul(share) / 1_000 / 10_000_000).saturating_add(1).saturating_mul(10_000_000);
        let account = index % 3;
        if let (Some((profile, _, number, _)), Some(bookings)) = (BANKS.get(account), truth.get_mut(account))
        {
            bookings.push(truth::large(random, &Place { profile, number, first, days: DAYS }, amount));
            bookings.sort_by_key(|booking| (booking.date, booking.time));
        }
    }
    truth
}

fn cash(random: &mut Random, first: Date, count: usize) -> Vec<CashReceipt> {
    let mut receipts: Vec<_> = (0..count).map(|_| cash_receipt(random, first)).collect();
    receipts.sort_by_key(|receipt| receipt.date);
    receipts
}

fn cash_receipt(random: &mut Random, first: Date) -> CashReceipt {
    let (kind, name) = match random.below(10) {
        0..6 => (DonorKind::Person, Some(names::person(random))),
        6 | 7 => (DonorKind::Organisation, Some(names::organisation(random))),
        8 => (DonorKind::Enterprise, Some(names::enterprise(random))),
        _ => (DonorKind::Anonymous, None),
    };
    let days = i64::try_from(random.below(DAYS)).unwrap_or(0);
    let contact =
        if random.chance(100) { format!(", điện thoại {}", phone(random)) } else { String::new() };
    CashReceipt {
        date: first.checked_add(days.days()).unwrap_or(first),
        amount: Vnd::new(amounts::gift(random).max(10_000) / 1_000 * 1_000),
        kind,
        name,
        note: format!("Ủng hộ tại {}{contact}", names::place(random)),
        restriction: random
            .chance(80)
            .then(|| random.pick(&["vật tư y tế", "gạo và nhu yếu phẩm", "học sinh khó khăn"])),
    }
}

/// Where a statement begins in the bookings, and how many it prints from there.
fn cut(first: Date, bookings: &[Booking], second: bool) -> (usize, usize) {
    let before = |days: i64| {
        let day = first.checked_add(days.days()).unwrap_or(first);
        bookings.partition_point(|booking| booking.date < day)
    };
    if second {
        let from = before(SECOND_BEGINS);
        (from, bookings.len().saturating_sub(from))
    } else {
        (0, before(FIRST_ENDS))
    }
}

fn signed(booking: &Booking) -> i64 {
    if booking.credit { booking.amount } else { booking.amount.saturating_neg() }
}

#[cfg(test)]
mod tests;
