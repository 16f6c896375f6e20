//! Biên bản kiểm kê: what the books said, what was counted. Who counted signs by hand: the books hold no names of them.

use documents::paper::{CashCount, Member, Paper, StockCount, StockCountLine};
use domain::books::CashCounted;
use domain::goods::{CountedLine, StockCounted};

use super::Sheet;
use crate::error::PaperError;
use crate::issuer::BLANK;
use crate::{names, stock, text};

const TIME: &str = "...... giờ ......";
const UNCLEAR: &str = "Chưa rõ, chờ xử lý";

pub(super) fn cash(sheet: &Sheet<'_>, event: &CashCounted) -> Paper {
    let even = event.booked == event.counted;
    Paper::CashCount(CashCount {
        head: sheet.head(),
        time: TIME.to_owned(),
        closed_on: sheet.on,
        committee: committee(["Trưởng ban kiểm kê", "Kế toán trưởng", "Thủ quỹ"]),
        notes: Vec::new(),
        unlisted: event.counted.dong(),
        booked: event.booked.dong(),
        cause: cause(sheet, even),
        conclusion: conclusion(even, &names::account(&event.account)),
        signers: Vec::new(),
    })
}

pub(super) fn stock(sheet: &Sheet<'_>, event: &StockCounted) -> Result<Paper, PaperError> {
    let warehouse = sheet.desk.state(|state| names::warehouse(state, &event.warehouse, sheet.on))?;
    let even = event.lines.iter().all(|line| line.booked == line.counted);
    let lines: Result<_, _> = event.lines.iter().map(|one| line(sheet, one)).collect();
    Ok(Paper::StockCount(StockCount {
        head: sheet.head(),
        time: TIME.to_owned(),
        conclusion: conclusion(even, &warehouse.name),
        warehouse: warehouse.name,
        committee: committee(["Trưởng ban kiểm kê", "Kế toán trưởng", "Thủ kho"]),
        lines: lines?,
        cause: cause(sheet, even),
        signers: Vec::new(),
    }))
}

fn line(sheet: &Sheet<'_>, line: &CountedLine) -> Result<StockCountLine, PaperError> {
    let booked_value = stock::worth_before(sheet.desk, line.lot, line.booked, sheet.position)?;
    let unknown = || PaperError::unknown("lô hàng", "lot", line.lot);
    sheet
        .desk
        .state(|state| {
            let lot = stock::lot_name(state, line.lot)?;
            let measured = stock::measure(state.goods.item(&lot.item), &[line.booked, line.counted]);
            Some(StockCountLine {
                name: lot.name,
                code: lot.item.to_string(),
                booked: measured.of(line.booked),
                booked_value,
                counted: measured.of(line.counted),
                counted_value: booked_value.saturating_add(line.value.dong()),
                quality: lot.quality.to_owned(),
                unit: measured.unit,
            })
        })?
        .ok_or_else(unknown)
}

fn committee(functions: [&str; 3]) -> Vec<Member> {
    let member = |function: &str| Member { name: BLANK.to_owned(), function: function.to_owned() };
    functions.map(member).into()
}

fn cause(sheet: &Sheet<'_>, even: bool) -> String {
    let told = text::remark(sheet.row);
    if told.is_empty() && !even { UNCLEAR.to_owned() } else { told }
}

fn conclusion(even: bool, what: &str) -> String {
    if even {
        format!("Số kiểm kê {what} khớp với sổ")
    } else {
        format!("Ghi nhận chênh lệch của {what} để xử lý")
    }
}
