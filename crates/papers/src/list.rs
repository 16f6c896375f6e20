//! Bảng tổng hợp thu tiền, bảng kê hiện vật: the gifts of some days on one paper.

use documents::paper::{GoodsLine, GoodsList, MoneyLine, MoneyList, Paper};
use domain::goods::{Event as Goods, ReceivedLine};
use domain::{AccountKind, Code, DonorKind, Event, GoodsReceiptNo, Quantity, Vnd};
use jiff::civil::Date;
use ledger::{Ledger, StaffReceipt, Thing, Told};

use crate::desk::{Desk, person};
use crate::error::PaperError;
use crate::gift::{as_it_stands, each_receipt, goods_number, money_number, named};
use crate::issuer::Issuer;
use crate::{stock, text};

/// How many lines one list may hold; what is longer is a report.
const MOST_LINES: u64 = 5_000;

/// The gifts of money whose business day lies between two days, both included; reversed ones left out.
pub fn money_list(ledger: &Ledger, issuer: &Issuer, first: Date, last: Date) -> Result<Paper, PaperError> {
    let desk = Desk::new(ledger, issuer);
    let (from, until) = numbers(&desk, first, last)?;
    let mut lines = Vec::new();
    each_receipt(&desk, from, until, |receipt| {
        if !receipt.reversed && (first..=last).contains(&receipt.date) {
            lines.push(money_line(&desk, &receipt)?);
        }
        Ok(())
    })?;
    let number = format!("BTH-{}", span(first, last));
    let head = desk.head(&number, last, None);
    Ok(Paper::MoneyList(MoneyList { head, from: first, until: last, lines, signers: Vec::new() }))
}

/// Between which numbers the receipts of these days are. Numbers follow the order of recording, not of days.
fn numbers(desk: &Desk<'_>, first: Date, last: Date) -> Result<(u64, u64), PaperError> {
    let views = desk.ledger.views();
    let within = (1..).zip(views.public.gifts()).filter(|(_, gift)| (first..=last).contains(&gift.date));
    let (mut range, mut count) = (None, 0_u64);
    for (number, _) in within {
        range = Some((range.map_or(number, |(from, _)| from), number));
        count = count.saturating_add(1);
    }
    match range {
        None => Err(PaperError::Nothing),
        Some(_) if count > MOST_LINES => Err(PaperError::TooMany { asked: count, most: MOST_LINES }),
        Some(range) => Ok(range),
    }
}

fn money_line(desk: &Desk<'_>, receipt: &StaffReceipt) -> Result<MoneyLine, PaperError> {
    let (amount, _) = as_it_stands(desk, receipt)?;
    let held = desk.state(|state| state.giving.is_held(receipt.number))?;
    let donor = named(receipt);
    let cash = receipt.account.kind() == AccountKind::Cash;
    let note = match receipt.donor {
        _ if held => "Sau thời hạn tiếp nhận",
        DonorKind::Unidentified => "Chờ xác định",
        _ => "",
    };
    Ok(MoneyLine {
        receipt: money_number(receipt.number),
        date: receipt.date,
        donor: donor.name,
        address: donor.address,
        cash: cash.then(|| amount.dong()),
        transfer: (!cash).then(|| amount.dong()),
        note: note.to_owned(),
    })
}

/// The gifts of an item whose business day lies between two days, both included; reversed ones and what was bought left out.
pub fn goods_list(
    ledger: &Ledger,
    issuer: &Issuer,
    item: &Code,
    first: Date,
    last: Date,
) -> Result<Paper, PaperError> {
    let desk = Desk::new(ledger, issuer);
    let unknown = || PaperError::unknown("mặt hàng", "item", item);
    let goods = desk.state(|state| state.goods.item(item).cloned())?.ok_or_else(unknown)?;
    let mut gifts = Vec::new();
    for number in notes(&desk, first, last)? {
        let told = desk.made(&Thing::GoodsReceipt(number))?;
        gifts.extend(told.and_then(|told| gift(number, told, item)));
    }
    if gifts.is_empty() {
        return Err(PaperError::Nothing);
    }
    let quantities: Vec<_> = gifts.iter().map(|gift| gift.quantity).collect();
    let measured = stock::measure(Some(&goods), &quantities);
    let number = format!("BKHV-{item}-{}", span(first, last));
    Ok(Paper::GoodsList(GoodsList {
        head: desk.head(&number, last, None),
        goods: goods.name.clone(),
        lines: gifts.into_iter().map(|gift| gift.line(&measured)).collect(),
        unit: measured.unit,
        from: first,
        until: last,
        signers: Vec::new(),
    }))
}

/// The goods-received notes of these days that stand.
fn notes(desk: &Desk<'_>, first: Date, last: Date) -> Result<Vec<GoodsReceiptNo>, PaperError> {
    let notes: Vec<_> = desk.state(|state| {
        let numbers = (1..state.goods.next_receipt().get()).map(GoodsReceiptNo::new);
        let stands = |number: &GoodsReceiptNo| {
            let note = state.goods.receipt(*number);
            note.is_some_and(|note| !note.reversed && (first..=last).contains(&note.on))
        };
        numbers.filter(stands).collect()
    })?;
    let asked = u64::try_from(notes.len()).unwrap_or(u64::MAX);
    if asked > MOST_LINES { Err(PaperError::TooMany { asked, most: MOST_LINES }) } else { Ok(notes) }
}

struct Gift {
    number: GoodsReceiptNo,
    told: Told,
    donor: DonorKind,
    quantity: Quantity,
    value: Vnd,
}

/// What a note brought of an item, where it is a gift and brought some.
fn gift(number: GoodsReceiptNo, told: Told, item: &Code) -> Option<Gift> {
    let Event::Goods(event) = &told.recorded.event else { return None };
    let Goods::GoodsReceived(event) = event.as_ref() else { return None };
    let of_item = |line: &&ReceivedLine| line.item == *item;
    let (mut quantity, mut value, mut found) = (Quantity::ZERO, Vnd::ZERO, false);
    for line in event.lines.iter().filter(of_item) {
        quantity = quantity.checked_add(line.quantity)?;
        value = value.checked_add(line.value)?;
        found = true;
    }
    let is_gift = event.source == domain::goods::GoodsSource::Gift && event.custody.is_none();
    let donor = event.donor;
    (found && is_gift).then_some(Gift { number, told, donor, quantity, value })
}

impl Gift {
    fn line(self, measured: &stock::Measured) -> GoodsLine {
        let donor = person(text::donor(self.donor, &self.told.row.name), &self.told.row);
        let valued = self.value != Vnd::ZERO;
        GoodsLine {
            receipt: goods_number(self.number),
            date: self.told.recorded.meta.effective_on,
            donor: donor.name,
            address: donor.address,
            quantity: measured.of(self.quantity),
            value: valued.then(|| self.value.dong()),
            note: if valued { String::new() } else { "Chưa định giá".to_owned() },
        }
    }
}

/// `20210801-20210805`: a list has no series, its days are its number.
fn span(first: Date, last: Date) -> String {
    let day = |date: Date| format!("{:04}{:02}{:02}", date.year(), date.month(), date.day());
    format!("{}-{}", day(first), day(last))
}
