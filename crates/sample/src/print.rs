//! Bookings printed as the banks do it, each with its own columns, marks and titles.

use std::fmt::Write as _;

use jiff::civil::{Date, date};

use crate::memos::{reprint, wrap};
use crate::random::Random;
use crate::truth::{self, Booking, Place};

/// How one statement is printed.
pub(crate) struct Sheet<'a> {
    pub(crate) profile: &'a str,
    pub(crate) number: &'a str,
    /// The balance before the first booking, in đồng.
    pub(crate) opening: i64,
    /// Memos masked, cut and wrapped elsewhere.
    pub(crate) reprint: bool,
}

/// A printed file and the physical line of each booking.
pub(crate) struct Printed {
    pub(crate) text: String,
    pub(crate) lines: Vec<u32>,
}

/// A statement of one bank with that many lines over 30 days, for tests and benchmarks: UTF-8 CSV.
pub fn statement(profile: &str, seed: u64, lines: usize) -> Vec<u8> {
    let mut random = Random::new(seed);
    let place = Place { profile, number: "1500000000001", first: date(2021, 9, 1), days: 30 };
    let bookings = truth::draw(&mut random, &place, lines);
    let sheet = Sheet { profile, number: place.number, opening: 1_000_000, reprint: false };
    print(&sheet, &bookings).text.into_bytes()
}

pub(crate) fn print(sheet: &Sheet<'_>, bookings: &[Booking]) -> Printed {
    let mut text = String::with_capacity(bookings.len().saturating_mul(180));
    title(sheet, &mut text);
    let mut line = breaks(&text).saturating_add(1);
    let mut lines = Vec::with_capacity(bookings.len());
    let mut balance = sheet.opening;
    let days = bookings.iter().skip(1).map(|booking| Some(booking.date)).chain([None]);
    for ((booking, next), number) in bookings.iter().zip(days).zip(1_usize..) {
        balance = balance.saturating_add(if booking.credit {
            booking.amount
        } else {
            booking.amount.saturating_neg()
        });
        let start = text.len();
        lines.push(line);
        row(sheet, &mut text, booking, &Around { number, balance, last_of_day: next != Some(booking.date) });
        line = line.saturating_add(breaks(text.get(start..).unwrap_or_default()));
    }
    end(sheet, &mut text, bookings, balance);
    Printed { text, lines }
}

/// What a row needs to know beside its booking.
struct Around {
    number: usize,
    balance: i64,
    last_of_day: bool,
}

fn title(sheet: &Sheet<'_>, text: &mut String) {
    let number = sheet.number;
    let lines = match sheet.profile {
        "vietcombank" => format!(
            "Vietcombank,,,,,\nSAO KÊ TÀI KHOẢN/ ACCOUNT STATEMENT,,,,,\nSố tài khoản/Account number: {number},,,Loại tiền/Currency: VND,,\n\
             Ngày GD/ TNX Date,Số CT/ Doc No,Số tiền ghi nợ/ Debit,Số tiền ghi có/ Credit,Số dư/ Balance,Nội dung chi tiết/ Transactions in detail\n"
        ),
        "vietinbank" => format!(
            "NGÂN HÀNG CÔNG THƯƠNG VIỆT NAM,,,,,,\nSố tài khoản: {number},,,,,,\nSTT,Thời gian giao dịch,Nội dung giao dịch,Số tiền ghi nợ,Số tiền ghi có,Tên người chuyển,Tài khoản đối ứng\n"
        ),
        "agribank" => {
            format!(
                "AGRIBANK,,,,,\nTài khoản,{number},,,,\nNgày giao dịch,Số bút toán,Nội dung,Ghi nợ,Ghi có,Số dư\n"
            )
        }
        "bidv" => format!(
            "BIDV,,,,,,\nSố tài khoản,{number},,,,,\nSTT,Ngày HL,Số tham chiếu/Mã GD,Ghi nợ,Ghi có,Số dư,Mô tả/Diễn giải\n\
             Số dư đầu kỳ,,,,,{},\n",
            quoted(&decimals(sheet.opening))
        ),
        _ => format!(
            "TECHCOMBANK,,,,,,,,,,,\nSố tài khoản/Account number,{number},,,,,,,,,,\nSố dư đầu kỳ/Opening balance,{},,,,,,,,,,\n\
             Ngày KH thực hiện/Requesting date,Ngày giao dịch/Transaction date,Số bút toán/Reference number,Ngân hàng đối tác/Remitter's bank,\
             Tài khoản đích/Remitter's account number,Tên tài khoản đối ứng/Remitter's account name,Diễn giải/Description,Nợ/Debit,Có/Credit,\
             Phí/Lãi Fee/Interest,Thuế/Transaction VAT,Số dư/Running balance\n",
            quoted(&grouped(sheet.opening, ','))
        ),
    };
    text.push_str(&lines);
}

fn row(sheet: &Sheet<'_>, text: &mut String, booking: &Booking, around: &Around) {
    let mark = if matches!(sheet.profile, "agribank" | "techcombank") { ',' } else { '.' };
    let money = |amount: i64| match sheet.profile {
        "bidv" => decimals(amount),
        _ => grouped(amount, mark),
    };
    let amount = quoted(&money(booking.amount));
    let (debit, credit) = match (booking.garbled, booking.credit) {
        (true, _) => (String::new(), String::new()),
        (false, true) => (String::new(), amount),
        (false, false) => (amount, String::new()),
    };
    let memo = memo(sheet, booking, &money(booking.amount));
    let balance = quoted(&money(around.balance));
    let Booking { reference, time, .. } = booking;
    let day = day(booking.date);
    let number = around.number;
    // Writing to a `String` cannot fail.
    let _written = match sheet.profile {
        "vietcombank" => {
            let balance = if around.last_of_day { balance } else { String::new() };
            writeln!(text, "{day},{reference},{debit},{credit},{balance},{memo}")
        }
        "vietinbank" => {
            let name =
                if booking.credit { quoted(&format!("{} – A/C", booking.name)) } else { String::new() };
            let account = account(sheet, booking);
            writeln!(text, "{number},{day} {time},{memo},{debit},{credit},{name},{account}")
        }
        "agribank" => writeln!(text, "{day},{reference},{memo},{debit},{credit},{balance}"),
        "bidv" => writeln!(text, "{number},{day} {time},{reference},{debit},{credit},{balance},{memo}"),
        _ => {
            let (account, name) = (account(sheet, booking), quoted(&booking.name));
            writeln!(
                text,
                "{day},{day} {time},{reference},,{account},{name},{memo},{debit},{credit},,,{balance}"
            )
        }
    };
}

fn end(sheet: &Sheet<'_>, text: &mut String, bookings: &[Booking], balance: i64) {
    if sheet.profile != "bidv" {
        return;
    }
    let sum = |credit: bool| {
        bookings.iter().filter(|booking| booking.credit == credit).map(|booking| booking.amount).sum()
    };
    let [debits, credits, balance] = [sum(false), sum(true), balance].map(|amount| quoted(&decimals(amount)));
    let _written = write!(text, "Cộng phát sinh,,,{debits},{credits},,\nSố dư cuối kỳ,,,,,{balance},\n");
}

fn memo(sheet: &Sheet<'_>, booking: &Booking, amount: &str) -> String {
    let memo = if sheet.reprint { reprint(&booking.memo, &booking.account) } else { booking.memo.clone() };
    let memo = if sheet.profile == "vietinbank" && !sheet.reprint { wrap(&memo, 42) } else { memo };
    if booking.garbled { quoted(&format!("{memo} {amount}")) } else { quoted(&memo) }
}

fn account(sheet: &Sheet<'_>, booking: &Booking) -> String {
    match booking.account.get(..booking.account.len().saturating_sub(3)) {
        Some(kept) if sheet.reprint && !kept.is_empty() => format!("{kept}***"),
        _ => booking.account.clone(),
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn day(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

fn decimals(amount: i64) -> String {
    format!("{},00", grouped(amount, '.'))
}

fn grouped(amount: i64, mark: char) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len().saturating_mul(2));
    if amount < 0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

fn breaks(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX)
}
