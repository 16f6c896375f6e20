//! Phiếu nhập kho, phiếu xuất kho: goods that came, went out, went to another warehouse, or are no longer there.

use documents::Quantity as Printed;
use documents::paper::{BasedOn, Paper, StockLine, StockNote, StockWay};
use domain::goods::{GoodsIssued, GoodsReceived, GoodsSent, GoodsSource, GoodsWrittenOff, LotLine};
use domain::{Code, Party};

use super::Sheet;
use super::entry::{decision, payment};
use crate::desk::{acting, person};
use crate::error::PaperError;
use crate::gift::goods_number;
use crate::names::{self, NOT_GIVEN, Named};
use crate::{stock, text};

pub(super) fn received(sheet: &Sheet<'_>, event: &GoodsReceived) -> Result<Paper, PaperError> {
    let giver = person(text::donor(event.donor, &sheet.row.name), sheet.row);
    let number = goods_number(event.receipt);
    let head = sheet.head();
    let based_on = |kind: &str, number: String, date| {
        Some(BasedOn { kind: kind.to_owned(), number, date, of: head.issuer.name.clone() })
    };
    let (party, reason, based_on) = match (&event.source, &event.custody) {
        (_, Some(owner)) => {
            let owner = sheet.desk.party(owner, sheet.on)?;
            let reason = format!("Nhận giữ hộ, chuyển tiếp cho {}", owner.name);
            (acting(sheet.row, owner), reason, None)
        }
        (GoodsSource::Gift, None) => {
            let tied = sheet.desk.state(|state| names::earmark(state, event.earmark.as_ref(), sheet.on))?;
            let reason = format!("Tiếp nhận hàng ủng hộ {}", sheet.desk.fund_name);
            let reason = tied.map_or_else(|| reason.clone(), |tied| format!("{reason}; {tied}"));
            (giver, reason, based_on("biên nhận ủng hộ hiện vật", number, sheet.on))
        }
        (GoodsSource::Opening, None) => (giver, "Hàng tồn trước khi mở sổ".to_owned(), None),
        (GoodsSource::Purchase(number), None) => {
            let (paid, on) = payment(sheet.desk, *number)?;
            let party = match &paid.kind {
                domain::relief::PaymentKind::Purchase(supplier) => {
                    sheet.desk.party(&Party::Organisation(supplier.clone()), sheet.on)?
                }
                _ => giver,
            };
            let party = acting(sheet.row, party);
            (
                party,
                "Nhập hàng cứu trợ đã mua".to_owned(),
                based_on("chứng từ chi", paid.voucher.to_string(), on),
            )
        }
    };
    let lines = received_lines(sheet, event)?;
    let reason = text::with(&reason, &text::remark(sheet.row));
    note(sheet, StockWay::In, party, reason, &event.warehouse, lines)
        .map(|note| Paper::Stock(StockNote { based_on, ..note }))
}

/// As the giver's paper counts them.
fn received_lines(sheet: &Sheet<'_>, event: &GoodsReceived) -> Result<Vec<StockLine>, PaperError> {
    sheet.desk.state(|state| {
        let line = |line: &domain::goods::ReceivedLine| {
            let lot = stock::lot_name(state, line.lot)?;
            let actual = Printed::whole(line.counted.units());
            let maker = line.maker_lot.as_ref().map(|lot| format!(", lô sản xuất {lot}"));
            Some(StockLine {
                name: lot.name + &maker.unwrap_or_default(),
                code: line.item.to_string(),
                unit: domain::goods::unit_name(&line.unit).to_owned(),
                asked: Some(actual),
                actual,
                unit_price: stock::price(line.value, actual),
                amount: line.value.dong(),
            })
        };
        event.lines.iter().filter_map(line).collect()
    })
}

pub(super) fn issued(sheet: &Sheet<'_>, event: &GoodsIssued) -> Result<Paper, PaperError> {
    let by = match &event.allocation {
        Some(line) => format!(" theo {}", decision(sheet.desk, line.allocation)?.text),
        None => String::new(),
    };
    let asked = match event.request {
        Some(request) => sheet.desk.asked_for(request)?,
        None => text::remark(sheet.row),
    };
    let reason = text::with(&format!("Xuất hàng cứu trợ{by} (khoản {})", event.head), &asked);
    let party = acting(sheet.row, sheet.desk.party(&event.to, sheet.on)?);
    let attached = event.request.map(|request| {
        let list = event.recipients.len();
        let list = if list == 0 { String::new() } else { format!("; danh sách ký nhận, {list} dòng") };
        format!("đề nghị xuất số {request}{list}")
    });
    let lines = out(sheet, &event.lines, event.request.is_some())?;
    let note = note(sheet, StockWay::Out, party, reason, &event.warehouse, lines)?;
    Ok(Paper::Stock(StockNote { attached, ..note }))
}

pub(super) fn sent(sheet: &Sheet<'_>, event: &GoodsSent) -> Result<Paper, PaperError> {
    let to = sheet.desk.state(|state| names::warehouse(state, &event.to, sheet.on))?;
    let code = event.box_code.as_ref().map(|code| format!(", mã chuyến {code}")).unwrap_or_default();
    let reason = format!("Điều chuyển đến {}{code}", to.name);
    let lines = out(sheet, &event.lines, true)?;
    note(sheet, StockWay::Out, to, reason, &event.from, lines).map(Paper::Stock)
}

pub(super) fn written_off(sheet: &Sheet<'_>, event: &GoodsWrittenOff) -> Result<Paper, PaperError> {
    let asked = sheet.desk.asked_for(event.request)?;
    let reason = format!("Xuất hủy hàng {}", text::write_off(event.reason));
    let nobody =
        Named { name: "Không giao cho ai (xuất hủy)".to_owned(), address: NOT_GIVEN.to_owned() };
    let lines = out(sheet, &event.lines, true)?;
    let note = note(sheet, StockWay::Out, nobody, text::with(&reason, &asked), &event.warehouse, lines)?;
    let attached = Some(format!("đề nghị xuất hủy số {}", event.request));
    Ok(Paper::Stock(StockNote { attached, ..note }))
}

fn out(sheet: &Sheet<'_>, lines: &[LotLine], asked: bool) -> Result<Vec<StockLine>, PaperError> {
    sheet.desk.state(|state| stock::lines(state, lines, asked))
}

fn note(
    sheet: &Sheet<'_>,
    way: StockWay,
    party: Named,
    reason: String,
    warehouse: &Code,
    lines: Vec<StockLine>,
) -> Result<StockNote, PaperError> {
    let warehouse = sheet.desk.state(|state| names::warehouse(state, warehouse, sheet.on))?;
    Ok(StockNote {
        head: sheet.head(),
        way,
        party: party.into(),
        reason,
        based_on: None,
        warehouse: warehouse.name,
        place: warehouse.address,
        lines,
        entry: None,
        attached: None,
        signers: Vec::new(),
    })
}
