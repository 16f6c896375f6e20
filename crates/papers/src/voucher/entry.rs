//! What vouchers refer to: the decision that they follow, the voucher that they settle or correct.

use domain::goods::Event as Goods;
use domain::relief::{Event as Relief, Paid};
use domain::{AllocationNo, Event, PaymentNo, VoucherNo};
use jiff::civil::Date;
use ledger::Thing;

use crate::desk::Desk;
use crate::error::PaperError;

/// A decision of the board.
pub(crate) struct Decision {
    /// "quyết định 25/QĐ-BVĐ, đợt 3".
    pub(crate) text: String,
}

/// The decision of an allocation.
pub(crate) fn decision(desk: &Desk<'_>, allocation: AllocationNo) -> Result<Decision, PaperError> {
    let made = desk.made(&Thing::Allocation(allocation))?;
    let event = made.map(|told| told.recorded.event);
    let text = match &event {
        Some(Event::Relief(event)) => match event.as_ref() {
            Relief::AllocationDecided(event) => {
                Some(format!("quyết định {}, đợt {}", event.decision, event.round))
            }
            _ => None,
        },
        _ => None,
    };
    Ok(Decision { text: text.unwrap_or_else(|| format!("quyết định phân bổ số {allocation}")) })
}

/// A payment and its day.
pub(super) fn payment(desk: &Desk<'_>, payment: PaymentNo) -> Result<(Paid, Date), PaperError> {
    let unknown = || PaperError::unknown("khoản chi", "payment", payment);
    let told = desk.made(&Thing::Payment(payment))?.ok_or_else(unknown)?;
    let on = told.recorded.meta.effective_on;
    let Event::Relief(event) = told.recorded.event else { return Err(unknown()) };
    let Relief::Paid(paid) = *event else { return Err(unknown()) };
    Ok((paid, on))
}

/// The voucher of the event that made a thing, and its day.
pub(super) fn voucher_of(desk: &Desk<'_>, thing: &Thing) -> Result<Option<(VoucherNo, Date)>, PaperError> {
    let Some(told) = desk.made(thing)? else { return Ok(None) };
    let on = told.recorded.meta.effective_on;
    let voucher = match &told.recorded.event {
        // Lots of kits have no note of their own.
        Event::Goods(event) if matches!(event.as_ref(), Goods::KitsMade(_) | Goods::KitsUnmade(_)) => None,
        event => event.voucher(),
    };
    Ok(voucher.map(|voucher| (voucher, on)))
}
