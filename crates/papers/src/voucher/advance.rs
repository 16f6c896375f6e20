//! Giấy thanh toán tạm ứng: what a team did with an advance.

use documents::paper::{AdvanceSettlement, Paper};
use domain::relief::{AdvanceSettled, Event as Relief};
use domain::{Event, Party};
use ledger::Thing;

use super::Sheet;
use super::entry::payment;
use crate::error::PaperError;
use crate::{names, text};

pub(super) fn settled(sheet: &Sheet<'_>, event: &AdvanceSettled) -> Result<Paper, PaperError> {
    let (paid, on) = payment(sheet.desk, event.payment)?;
    let party = sheet.desk.party(&Party::Organisation(event.team.clone()), sheet.on)?;
    let asked = sheet.desk.asked_for(paid.request)?;
    let count = event.recipients.len();
    Ok(Paper::Advance(AdvanceSettlement {
        head: sheet.head(),
        party: party.into(),
        advance: paid.voucher.to_string(),
        advance_date: on,
        amount: paid.amount.dong(),
        before: before(sheet, event)?,
        reason: text::with(&format!("Hỗ trợ người thụ hưởng (khoản {})", event.head), &asked),
        spent: event.spent.dong(),
        returned: event.returned.dong(),
        returned_to: event.account.as_ref().map(names::account),
        attached: (count > 0).then(|| format!("danh sách ký nhận, {count} dòng")),
        signers: Vec::new(),
    }))
}

/// What settlements before this one accounted for, in đồng.
fn before(sheet: &Sheet<'_>, event: &AdvanceSettled) -> Result<i64, PaperError> {
    let mut sum = 0_i64;
    for told in sheet.desk.life(&Thing::Payment(event.payment))? {
        if told.recorded.position >= sheet.position {
            break;
        }
        if let Event::Relief(event) = &told.recorded.event
            && let Relief::AdvanceSettled(earlier) = event.as_ref()
        {
            sum = sum.saturating_add(earlier.spent.dong()).saturating_add(earlier.returned.dong());
        }
    }
    Ok(sum)
}
