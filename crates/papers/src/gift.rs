//! What a donor takes home: a slip for money or goods, a letter of thanks.

use std::ops::RangeInclusive;

use documents::Quantity as Printed;
use documents::paper::{GiftLine, GoodsReceipt, MoneyReceipt, Paper, ThankYouLetter, print_many};
use documents::thousands;
use domain::goods::{Event as Goods, GoodsReceived, GoodsSource, ReceivedLine, ValueSource};
use domain::{DonorKind, Event, GoodsReceiptNo, ReceiptNo, Vnd};
use ledger::{Ledger, StaffReceipt, Thing};

use crate::desk::{Desk, person};
use crate::error::PaperError;
use crate::issuer::Issuer;
use crate::names::{self, Named};
use crate::{stock, text};

/// How many slips one file may hold.
pub const MOST_SLIPS: u64 = 1_000;
/// How many receipts are read at a time.
const PAGE: usize = 500;
const FREE: &str = "Không chỉ định";

/// Biên nhận tiền of a receipt that stands and whose donor is known or wants no name.
pub fn receipt_slip(ledger: &Ledger, issuer: &Issuer, number: ReceiptNo) -> Result<Paper, PaperError> {
    let desk = Desk::new(ledger, issuer);
    let receipt = standing(&desk, number)?;
    slip(&desk, &receipt)
}

/// The slips of a range of receipts as one PDF, those that are reversed or unidentified left out. `progress` hears how many
/// are done, and of how many.
pub fn slips(
    ledger: &Ledger,
    issuer: &Issuer,
    range: RangeInclusive<ReceiptNo>,
    mut progress: impl FnMut(usize, usize),
) -> Result<Vec<u8>, PaperError> {
    let (first, last) = (range.start().get(), range.end().get());
    let asked = last.saturating_add(1).saturating_sub(first);
    if asked > MOST_SLIPS {
        return Err(PaperError::TooMany { asked, most: MOST_SLIPS });
    }
    let desk = Desk::new(ledger, issuer);
    let mut papers = Vec::new();
    each_receipt(&desk, first, last, |receipt| {
        if !receipt.reversed && receipt.donor != DonorKind::Unidentified {
            papers.push(slip(&desk, &receipt)?);
        }
        Ok(())
    })?;
    if papers.is_empty() {
        return Err(PaperError::Nothing);
    }
    Ok(print_many(&papers, |done| progress(done, papers.len()))?)
}

/// The slips of these receipts as one PDF, in their order; those that are reversed or unidentified are left out.
pub fn slips_of(ledger: &Ledger, issuer: &Issuer, numbers: &[ReceiptNo]) -> Result<Vec<u8>, PaperError> {
    let desk = Desk::new(ledger, issuer);
    let mut papers = Vec::new();
    for number in numbers {
        let receipt = receipt(&desk, *number)?;
        if !receipt.reversed && receipt.donor != DonorKind::Unidentified {
            papers.push(slip(&desk, &receipt)?);
        }
    }
    if papers.is_empty() {
        return Err(PaperError::Nothing);
    }
    Ok(print_many(&papers, |_| ())?)
}

/// Thư cảm ơn for a gift of money.
pub fn thank_you(ledger: &Ledger, issuer: &Issuer, number: ReceiptNo) -> Result<Paper, PaperError> {
    let desk = Desk::new(ledger, issuer);
    let receipt = standing(&desk, number)?;
    let (amount, _) = as_it_stands(&desk, &receipt)?;
    Ok(Paper::ThankYou(ThankYouLetter {
        head: desk.head(&format!("TCO-{:06}", number.get()), receipt.date, desk.gift_qr(number)?),
        place: issuer.place.clone().unwrap_or_else(|| "....................".to_owned()),
        donor: match receipt.donor {
            DonorKind::Anonymous => "quý vị".to_owned(),
            _ => named(&receipt).name,
        },
        gift: format!("số tiền {} đồng", thousands(amount.dong())),
        receipt: Some(money_number(number)),
        effect: String::new(),
        signers: Vec::new(),
    }))
}

/// Phiếu biên nhận hiện vật of a gift in kind that stands.
pub fn goods_slip(ledger: &Ledger, issuer: &Issuer, number: GoodsReceiptNo) -> Result<Paper, PaperError> {
    let desk = Desk::new(ledger, issuer);
    let unknown = || PaperError::unknown("phiếu nhập hàng ủng hộ", "goods receipt of a gift", number);
    let told = desk.made(&Thing::GoodsReceipt(number))?.ok_or_else(unknown)?;
    let on = told.recorded.meta.effective_on;
    let event = gift_in_kind(&told.recorded.event).ok_or_else(unknown)?;
    let (tied, place, reversed) = desk.state(|state| {
        let tied = names::earmark(state, event.earmark.as_ref(), on);
        let reversed = state.goods.receipt(number).is_some_and(|receipt| receipt.reversed);
        (tied, names::warehouse(state, &event.warehouse, on).name, reversed)
    })?;
    if reversed {
        return Err(PaperError::GoodsReversed(number));
    }
    let lines = desk.state(|state| {
        let line = |line: &ReceivedLine| gift_line(line, stock::item_name(state, &line.item));
        event.lines.iter().map(line).collect::<Vec<_>>()
    })?;
    let number = goods_number(number);
    Ok(Paper::GoodsReceipt(GoodsReceipt {
        head: desk.head(&number, on, desk.proof_qr(None, told.recorded.position)?),
        donor: person(text::donor(event.donor, &told.row.name), &told.row).into(),
        purpose: tied.unwrap_or_else(|| FREE.to_owned()),
        lines,
        valued_by: valued_by(&event.lines),
        place: Some(place),
        signers: Vec::new(),
    }))
}

fn gift_in_kind(event: &Event) -> Option<&GoodsReceived> {
    let Event::Goods(event) = event else { return None };
    match event.as_ref() {
        Goods::GoodsReceived(received) if received.source == GoodsSource::Gift => Some(received),
        _ => None,
    }
}

fn gift_line(line: &ReceivedLine, name: String) -> GiftLine {
    let quantity = Printed::whole(line.counted.units());
    let valued = line.value_source != ValueSource::Unknown && line.value != Vnd::ZERO;
    GiftLine {
        name,
        unit: domain::goods::unit_name(&line.unit).to_owned(),
        quantity,
        condition: text::condition(line.condition).to_owned(),
        expires: line.expiry,
        unit_value: stock::price(line.value, quantity).filter(|_| valued),
        value: valued.then(|| line.value.dong()),
    }
}

/// "Hóa đơn; bảng giá trong ngày", where something was valued.
fn valued_by(lines: &[ReceivedLine]) -> Option<String> {
    let mut sources: Vec<_> = lines.iter().map(|line| line.value_source).collect();
    sources.retain(|source| *source != ValueSource::Unknown);
    sources.sort_unstable();
    sources.dedup();
    let text = sources.into_iter().map(text::value_source).collect::<Vec<_>>().join("; ");
    Some(text).filter(|text| !text.is_empty())
}

fn slip(desk: &Desk<'_>, receipt: &StaffReceipt) -> Result<Paper, PaperError> {
    let (amount, purpose) = as_it_stands(desk, receipt)?;
    let reference = receipt.reference.as_ref().map(|number| format!(", số tham chiếu {number}"));
    let means = match receipt.account.kind() {
        domain::AccountKind::Cash => "Tiền mặt".to_owned(),
        domain::AccountKind::Bank => {
            format!("Chuyển khoản vào {}", names::account(&receipt.account)) + &reference.unwrap_or_default()
        }
    };
    let qr = desk.proof_qr(Some(receipt.number), receipt.position)?;
    Ok(Paper::MoneyReceipt(MoneyReceipt {
        head: desk.head(&money_number(receipt.number), receipt.date, qr),
        donor: named(receipt).into(),
        amount: amount.dong(),
        means,
        purpose,
        corrected: receipt.corrected_on(),
        code: Some(desk.ledger.gift_code(receipt.number)?),
        signers: Vec::new(),
    }))
}

/// The amount with what was supplemented, and what it is for.
pub(crate) fn as_it_stands(desk: &Desk<'_>, receipt: &StaffReceipt) -> Result<(Vnd, String), PaperError> {
    desk.state(|state| {
        let stands = state.receipt(receipt.number).map(|(_, stands)| stands);
        let amount = stands.map_or(receipt.amount, |stands| stands.amount);
        let tied = stands.and_then(|stands| stands.earmark.as_deref());
        let purpose = names::earmark(state, tied, receipt.date).unwrap_or_else(|| FREE.to_owned());
        (amount, purpose)
    })
}

/// The donor of a receipt, as the books know it now.
pub(crate) fn named(receipt: &StaffReceipt) -> Named {
    person(text::donor(receipt.donor, receipt.name()), receipt.reached_by())
}

/// A receipt of the books.
pub(crate) fn receipt(desk: &Desk<'_>, number: ReceiptNo) -> Result<StaffReceipt, PaperError> {
    let unknown = || PaperError::unknown("khoản thu", "receipt", number);
    let before = number.get().checked_sub(1).map(ReceiptNo::new).ok_or_else(unknown)?;
    desk.ledger.receipts(Some(before), 1)?.pop().ok_or_else(unknown)
}

/// A receipt for which there may be a slip.
fn standing(desk: &Desk<'_>, number: ReceiptNo) -> Result<StaffReceipt, PaperError> {
    let receipt = receipt(desk, number)?;
    match receipt.donor {
        _ if receipt.reversed => Err(PaperError::Reversed(number)),
        DonorKind::Unidentified => Err(PaperError::Unidentified(number)),
        _ => Ok(receipt),
    }
}

/// Gives the receipts from `first` to `last` to `take`, page by page.
pub(crate) fn each_receipt(
    desk: &Desk<'_>,
    first: u64,
    last: u64,
    mut take: impl FnMut(StaffReceipt) -> Result<(), PaperError>,
) -> Result<(), PaperError> {
    let mut after = first.saturating_sub(1);
    while after < last {
        let left = usize::try_from(last.saturating_sub(after)).unwrap_or(PAGE);
        let page = desk.ledger.receipts(Some(ReceiptNo::new(after)), left.min(PAGE))?;
        let Some(end) = page.last().map(|receipt| receipt.number.get()) else { break };
        page.into_iter().try_for_each(&mut take)?;
        after = end;
    }
    Ok(())
}

/// The number of a slip for money.
pub(crate) fn money_number(number: ReceiptNo) -> String {
    format!("BN-{:06}", number.get())
}

/// The number of a slip for goods.
pub(crate) fn goods_number(number: GoodsReceiptNo) -> String {
    format!("BNHV-{:06}", number.get())
}
