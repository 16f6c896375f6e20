//! Chứng từ đính chính: what was wrong, and the entry that sets it right. A right entry that follows a negative one is a
//! voucher of its own.

use documents::paper::{CorrectionLine, CorrectionVoucher, Method, Paper};
use domain::giving::{GiverCorrected, ReceiptSupplemented};
use domain::goods::{GoodsIssueReversed, GoodsReceiptReversed, LotLine, LotRevalued};
use domain::relief::PaymentReversed;
use domain::{AccountId, AccountKind, DonorKind, ReceiptNo, ReceiptReversed, Vnd};
use jiff::civil::Date;
use ledger::{StaffReceipt, Thing};

use super::Sheet;
use super::entry::{payment, voucher_of};
use crate::error::PaperError;
use crate::gift::{money_number, receipt};
use crate::{stock, text};

const GOODS: &str = "Hàng cứu trợ";
const GIFTS: &str = "Nguồn ủng hộ";
const GIFTS_IN_KIND: &str = "Nguồn ủng hộ bằng hiện vật";
const RELIEF: &str = "Chi cứu trợ";

/// The voucher that is corrected, and its day.
type Original = (String, Date);

pub(super) fn receipt_reversed(sheet: &Sheet<'_>, event: &ReceiptReversed) -> Result<Paper, PaperError> {
    let original = original_receipt(sheet, &receipt(sheet.desk, event.receipt)?)?;
    let reason = text::with(text::reversal(event.reason), &text::remark(sheet.row));
    let source = source(event.held, event.donor);
    let content = format!("Thu ủng hộ, khoản thu số {}", event.receipt);
    let line = |content: String, amount| money_in(content, &event.account, source, amount);
    let wrong = line(content.clone(), negative(event.amount));
    let right = line(format!("{content}, ghi số âm"), event.amount.dong());
    Ok(correction(sheet, Method::Negative, original, reason, vec![wrong], vec![right]))
}

pub(super) fn supplemented(sheet: &Sheet<'_>, event: &ReceiptSupplemented) -> Result<Paper, PaperError> {
    let stood = receipt(sheet.desk, event.receipt)?;
    let before = told_amount(sheet, event.receipt, stood.position)?;
    let original = original_receipt(sheet, &stood)?;
    let reason = text::with("Ghi thiếu số tiền của khoản thu", &text::remark(sheet.row));
    let source = source(false, event.donor);
    let line = |what: &str, amount| {
        money_in(format!("Thu ủng hộ, khoản thu số {}{what}", event.receipt), &event.account, source, amount)
    };
    let wrong = line(", số ghi ban đầu", before.dong());
    let right = line(", ghi bổ sung", event.amount.dong());
    Ok(correction(sheet, Method::Supplement, original, reason, vec![wrong], vec![right]))
}

/// The name that stood there before this correction, and the one that it says. Who may print a voucher may read both.
pub(super) fn giver(sheet: &Sheet<'_>, event: &GiverCorrected) -> Result<Paper, PaperError> {
    let stood = receipt(sheet.desk, event.receipt)?;
    let original = original_receipt(sheet, &stood)?;
    let reason = text::with(text::why_corrected(event.reason), &text::remark(sheet.row));
    let source = source(event.held, event.donor);
    let line = |donor, name: &str| {
        let content = format!("Thu ủng hộ, khoản thu số {}: {}", event.receipt, text::donor(donor, name));
        money_in(content, &event.account, source, event.amount.dong())
    };
    let wrong = line(event.was, stood.name_before(sheet.position));
    let right = line(event.donor, &sheet.row.name);
    Ok(correction(sheet, Method::Content, original, reason, vec![wrong], vec![right]))
}

pub(super) fn payment_reversed(sheet: &Sheet<'_>, event: &PaymentReversed) -> Result<Paper, PaperError> {
    let (paid, on) = payment(sheet.desk, event.payment)?;
    let reason = text::with(&text::reason(&event.reason), &text::remark(sheet.row));
    let content = format!("Khoản chi số {}", event.payment);
    let line = |content: String, amount| CorrectionLine {
        content,
        debit: spent_as(&event.kind).to_owned(),
        credit: money(&event.account),
        amount,
    };
    let wrong = line(content.clone(), negative(event.amount));
    let right = line(format!("{content}, ghi số âm"), event.amount.dong());
    let original = (paid.voucher.to_string(), on);
    Ok(correction(sheet, Method::Negative, original, reason, vec![wrong], vec![right]))
}

pub(super) fn goods_receipt_reversed(
    sheet: &Sheet<'_>,
    event: &GoodsReceiptReversed,
) -> Result<Paper, PaperError> {
    let original = original_of(sheet, &Thing::GoodsReceipt(event.receipt))?;
    let reason = text::with(&text::reason(&event.reason), &text::remark(sheet.row));
    let (wrong, right) = reversed(sheet, &event.lines, "Nhập", (GOODS, GIFTS_IN_KIND))?;
    Ok(correction(sheet, Method::Negative, original, reason, wrong, right))
}

pub(super) fn goods_issue_reversed(
    sheet: &Sheet<'_>,
    event: &GoodsIssueReversed,
) -> Result<Paper, PaperError> {
    let original = original_of(sheet, &Thing::Issue(event.issue))?;
    let reason = text::with(&text::reason(&event.reason), &text::remark(sheet.row));
    let (wrong, right) = reversed(sheet, &event.lines, "Xuất", (RELIEF, GOODS))?;
    Ok(correction(sheet, Method::Negative, original, reason, wrong, right))
}

pub(super) fn revalued(sheet: &Sheet<'_>, event: &LotRevalued) -> Result<Paper, PaperError> {
    let original = original_of(sheet, &Thing::Lot(event.lot))?;
    let name = sheet.desk.state(|state| stock::lot_name(state, event.lot).map(|lot| lot.name))?;
    let name = name.unwrap_or_else(|| format!("lô {}", event.lot));
    let less = event.difference < Vnd::ZERO;
    let method = if less { Method::Negative } else { Method::Supplement };
    let reason = format!("Giá trị của lô hàng theo {}", text::value_source(event.source));
    let right = CorrectionLine {
        content: format!("Điều chỉnh giá trị {name}"),
        debit: GOODS.to_owned(),
        credit: GIFTS_IN_KIND.to_owned(),
        amount: event.difference.dong(),
    };
    Ok(correction(sheet, method, original, reason, Vec::new(), vec![right]))
}

/// The lines of a note as they stood, and their negatives.
fn reversed(
    sheet: &Sheet<'_>,
    lines: &[LotLine],
    verb: &str,
    (debit, credit): (&str, &str),
) -> Result<(Vec<CorrectionLine>, Vec<CorrectionLine>), PaperError> {
    sheet.desk.state(|state| {
        let line = |line: &LotLine, more: &str, amount| {
            let lot = stock::lot_name(state, line.lot)?;
            let measured = stock::measure(state.goods.item(&lot.item), &[line.quantity]);
            let counted = line.quantity.checked_neg().unwrap_or(line.quantity);
            let quantity = format!("{} {}", measured.of(counted), measured.unit);
            Some(CorrectionLine {
                content: format!("{verb} {quantity} {}{more}", lot.name),
                debit: debit.to_owned(),
                credit: credit.to_owned(),
                amount,
            })
        };
        let wrong = lines.iter().filter_map(|one| line(one, "", negative(one.value))).collect();
        let right = lines.iter().filter_map(|one| line(one, ", ghi số âm", one.value.dong())).collect();
        (wrong, right)
    })
}

fn correction(
    sheet: &Sheet<'_>,
    method: Method,
    (original, original_date): Original,
    reason: String,
    wrong: Vec<CorrectionLine>,
    right: Vec<CorrectionLine>,
) -> Paper {
    Paper::Correction(CorrectionVoucher {
        head: sheet.head(),
        method,
        original,
        original_date,
        reason,
        wrong,
        right,
        attached: None,
        signers: Vec::new(),
    })
}

fn money_in(content: String, account: &AccountId, source: &str, amount: i64) -> CorrectionLine {
    CorrectionLine { content, debit: money(account), credit: source.to_owned(), amount }
}

fn money(account: &AccountId) -> String {
    match account.kind() {
        AccountKind::Cash => "Tiền mặt".to_owned(),
        AccountKind::Bank => format!("Tiền gửi {}", account.bank().to_uppercase()),
    }
}

fn source(held: bool, donor: DonorKind) -> &'static str {
    match (held, donor) {
        (true, _) => "Thu hộ chờ xử lý",
        (_, DonorKind::Unidentified) => "Chưa xác định",
        _ => GIFTS,
    }
}

fn spent_as(kind: &domain::relief::PaymentKind) -> &'static str {
    use domain::relief::PaymentKind::{Advance, Cost, Purchase, Refund, Relief, Transfer};
    match kind {
        Advance(_) => "Tạm ứng",
        Cost(_) => "Chi phí của quỹ",
        Purchase(_) => GOODS,
        Refund(_) => "Hoàn trả",
        Relief(_) => RELIEF,
        Transfer(_) => "Chuyển kinh phí",
    }
}

fn negative(amount: Vnd) -> i64 {
    amount.dong().saturating_neg()
}

/// A receipt by hand has a voucher; a bank's line goes by the number of its slip.
fn original_receipt(sheet: &Sheet<'_>, receipt: &StaffReceipt) -> Result<Original, PaperError> {
    let told = sheet.desk.told(receipt.position)?;
    let voucher = told.recorded.event.voucher().map(|voucher| voucher.to_string());
    Ok((voucher.unwrap_or_else(|| money_number(receipt.number)), receipt.date))
}

fn original_of(sheet: &Sheet<'_>, thing: &Thing) -> Result<Original, PaperError> {
    let found = voucher_of(sheet.desk, thing)?;
    let of_lot = || match thing {
        Thing::Lot(lot) => format!("lô {lot}"),
        _ => "không có số".to_owned(),
    };
    Ok(found.map_or_else(|| (of_lot(), sheet.on), |(voucher, on)| (voucher.to_string(), on)))
}

/// What a receipt was recorded with.
fn told_amount(sheet: &Sheet<'_>, number: ReceiptNo, position: u64) -> Result<Vnd, PaperError> {
    match sheet.desk.told(position)?.recorded.event {
        domain::Event::ReceiptRecorded(event) => Ok(event.amount),
        _ => Err(PaperError::unknown("khoản thu", "receipt", number)),
    }
}
