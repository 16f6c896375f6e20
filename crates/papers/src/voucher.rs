//! A voucher by its number: which event it is, and so which form.

mod advance;
mod cash;
mod correction;
mod count;
mod entry;
mod goods;

pub(crate) use entry::decision;

use documents::paper::{Head, Paper};
use domain::{Event, VoucherNo, books, giving, goods as kind, relief};
use jiff::civil::Date;
use ledger::{Ledger, Thing};
use vault::Row;

use crate::desk::{Desk, Reader};
use crate::error::PaperError;
use crate::issuer::Issuer;

/// What every voucher is made from.
struct Sheet<'a> {
    desk: &'a Desk<'a>,
    voucher: VoucherNo,
    /// Its business day.
    on: Date,
    /// Where its event stands in the log.
    position: u64,
    /// The personal data of its event.
    row: &'a Row<'static>,
}

impl Sheet<'_> {
    fn head(&self) -> Head {
        let number = self.voucher.to_string();
        self.desk.head(&number, self.on, self.desk.number_qr(&number))
    }
}

/// A voucher of any series. Refused: a number that the books do not hold, and one that was spoiled. For the public: what went
/// out alone, without a name of the vault.
pub fn paper(
    ledger: &Ledger,
    issuer: &Issuer,
    voucher: VoucherNo,
    reader: Reader,
) -> Result<Paper, PaperError> {
    let desk = Desk::before(ledger, issuer, reader);
    let unknown = || PaperError::unknown("chứng từ", "voucher", voucher);
    let told = desk.made(&Thing::Voucher(voucher))?.ok_or_else(unknown)?;
    if reader == Reader::Public && !went_out(&told.recorded.event) {
        return Err(unknown());
    }
    let (on, position) = (told.recorded.meta.effective_on, told.recorded.position);
    let sheet = Sheet { desk: &desk, voucher, on, position, row: &told.row };
    match &told.recorded.event {
        Event::ReceiptRecorded(event) => cash::received(&sheet, event),
        Event::ReceiptReversed(event) => correction::receipt_reversed(&sheet, event),
        Event::Books(event) => match event.as_ref() {
            books::Event::MoneySent(event) => Ok(cash::sent(&sheet, event)),
            books::Event::CashCounted(event) => Ok(count::cash(&sheet, event)),
            books::Event::VoucherSpoiled(_) => Err(PaperError::Spoiled(voucher)),
            _ => Err(unknown()),
        },
        Event::Giving(event) => match event.as_ref() {
            giving::Event::ReceiptSupplemented(event) => correction::supplemented(&sheet, event),
            giving::Event::GiverCorrected(event) => correction::giver(&sheet, event),
            _ => Err(unknown()),
        },
        Event::Relief(event) => match event.as_ref() {
            relief::Event::Paid(event) => cash::paid(&sheet, event),
            relief::Event::PaymentReversed(event) => correction::payment_reversed(&sheet, event),
            relief::Event::AdvanceSettled(event) => advance::settled(&sheet, event),
            _ => Err(unknown()),
        },
        Event::Goods(event) => of_goods(&sheet, event).unwrap_or_else(|| Err(unknown())),
        _ => Err(unknown()),
    }
}

/// Whether the public has a page for it.
fn went_out(event: &Event) -> bool {
    match event {
        Event::Goods(event) => matches!(event.as_ref(), kind::Event::GoodsIssued(_)),
        Event::Relief(event) => {
            matches!(event.as_ref(), relief::Event::Paid(_) | relief::Event::AdvanceSettled(_))
        }
        _ => false,
    }
}

fn of_goods(sheet: &Sheet<'_>, event: &kind::Event) -> Option<Result<Paper, PaperError>> {
    Some(match event {
        kind::Event::GoodsReceived(event) => goods::received(sheet, event),
        kind::Event::GoodsIssued(event) => goods::issued(sheet, event),
        kind::Event::GoodsSent(event) => goods::sent(sheet, event),
        kind::Event::GoodsWrittenOff(event) => goods::written_off(sheet, event),
        kind::Event::StockCounted(event) => count::stock(sheet, event),
        kind::Event::LotRevalued(event) => correction::revalued(sheet, event),
        kind::Event::GoodsReceiptReversed(event) => correction::goods_receipt_reversed(sheet, event),
        kind::Event::GoodsIssueReversed(event) => correction::goods_issue_reversed(sheet, event),
        _ => return None,
    })
}
