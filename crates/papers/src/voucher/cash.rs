//! Phiếu thu, phiếu chi, ủy nhiệm chi: money that came in by hand, and money that left.

use documents::paper::{CashVoucher, CashWay, Paper};
use documents::thousands;
use domain::books::MoneySent;
use domain::relief::{Paid, PaymentKind};
use domain::{AccountId, AccountKind, DonorKind, Party, ReceiptRecorded, Vnd};

use super::Sheet;
use super::entry::decision;
use crate::desk::{acting, person};
use crate::error::PaperError;
use crate::names::{self, Named};
use crate::text;

pub(super) fn received(sheet: &Sheet<'_>, event: &ReceiptRecorded) -> Result<Paper, PaperError> {
    let tied = sheet.desk.state(|state| names::earmark(state, event.earmark.as_ref(), sheet.on))?;
    let reason = match (event.held, event.donor) {
        (true, _) => "Thu hộ sau thời hạn tiếp nhận, chờ quyết định xử lý".to_owned(),
        (_, DonorKind::Unidentified) => "Tiền chưa xác định người ủng hộ, chờ xử lý".to_owned(),
        _ => format!("Ủng hộ {}", sheet.desk.fund_name),
    };
    let reason = tied.map_or_else(|| reason.clone(), |tied| format!("{reason}; {tied}"));
    let party = person(text::donor(event.donor, &sheet.row.name), sheet.row);
    let mut head = sheet.head();
    head.qr = sheet.desk.gift_qr(event.receipt)?.or(head.qr);
    let reason = text::with(&reason, &text::remark(sheet.row));
    Ok(Paper::Cash(CashVoucher { head, ..voucher(sheet, CashWay::In, event.amount, party, reason) }))
}

pub(super) fn paid(sheet: &Sheet<'_>, event: &Paid) -> Result<Paper, PaperError> {
    let asked = sheet.desk.asked_for(event.request)?;
    let mut reason = text::with(&purpose(sheet, event)?, &asked);
    if event.fee.is_positive() {
        reason = format!("{reason}; phí chuyển tiền {} đồng", thousands(event.fee.dong()));
    }
    let party = acting(sheet.row, payee(sheet, &event.kind)?);
    let paper = voucher(sheet, way(&event.account), event.amount, party, reason);
    let list = match event.recipients.len() {
        0 => String::new(),
        lines => format!("; danh sách ký nhận, {lines} dòng"),
    };
    let attached = format!("đề nghị chi số {}{list}", event.request);
    Ok(Paper::Cash(CashVoucher { attached: Some(attached), ..paper }))
}

pub(super) fn sent(sheet: &Sheet<'_>, event: &MoneySent) -> Paper {
    let (from, to) = (names::account(&event.from), names::account(&event.to));
    let reason = match (event.from.kind(), event.to.kind()) {
        (AccountKind::Cash, AccountKind::Bank) => format!("Nộp tiền mặt từ {from} vào {to}"),
        (AccountKind::Bank, AccountKind::Cash) => format!("Rút tiền từ {from} về {to}"),
        _ => format!("Chuyển tiền nội bộ từ {from} sang {to}"),
    };
    let name = format!("{} ({to})", sheet.desk.fund_name);
    let address = sheet.head().issuer.address;
    let party = Named { name, address };
    Paper::Cash(voucher(sheet, way(&event.from), event.amount, party, reason))
}

fn way(account: &AccountId) -> CashWay {
    match account.kind() {
        AccountKind::Cash => CashWay::Out,
        AccountKind::Bank => CashWay::Transfer,
    }
}

fn voucher(sheet: &Sheet<'_>, way: CashWay, amount: Vnd, party: Named, reason: String) -> CashVoucher {
    CashVoucher {
        head: sheet.head(),
        way,
        party: party.into(),
        reason,
        amount: amount.dong(),
        foreign: None,
        entry: None,
        attached: None,
        approvers: Vec::new(),
        movers: Vec::new(),
    }
}

/// Who the payment is for, before somebody acts for them.
fn payee(sheet: &Sheet<'_>, kind: &PaymentKind) -> Result<Named, PaperError> {
    match kind {
        PaymentKind::Advance(code) | PaymentKind::Purchase(code) => {
            sheet.desk.party(&Party::Organisation(code.clone()), sheet.on)
        }
        PaymentKind::Cost(party) | PaymentKind::Relief(party) | PaymentKind::Transfer(party) => {
            sheet.desk.party(party, sheet.on)
        }
        PaymentKind::Refund(refunded) => sheet.desk.giver(refunded.receipt),
    }
}

fn purpose(sheet: &Sheet<'_>, event: &Paid) -> Result<String, PaperError> {
    let head = sheet.desk.state(|state| {
        let payment = state.relief.payment(event.payment)?;
        Some((payment.head.clone(), payment.allocation.clone()))
    })?;
    let (head, allocation) = head.unwrap_or_default();
    let by = match &allocation {
        Some(line) => format!(" theo {}", decision(sheet.desk, line.allocation)?.text),
        None => String::new(),
    };
    let head = head.map(|head| format!(" (khoản {head})")).unwrap_or_default();
    Ok(match &event.kind {
        PaymentKind::Advance(_) => format!("Tạm ứng tiền hỗ trợ{by}{head}"),
        PaymentKind::Cost(_) => format!("Chi phí của quỹ{head}"),
        PaymentKind::Purchase(_) => format!("Mua hàng cứu trợ{by}{head}"),
        PaymentKind::Refund(refunded) => format!("Hoàn trả khoản thu số {}", refunded.receipt),
        PaymentKind::Relief(_) => format!("Chi hỗ trợ{by}{head}"),
        PaymentKind::Transfer(_) => format!("Chuyển kinh phí hỗ trợ{by}{head}"),
    })
}
