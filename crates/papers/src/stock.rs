//! Goods on paper: in which unit they are counted, what a lot is called, what a part of it was worth on its day.

use documents::Quantity as Printed;
use documents::paper::StockLine;
use domain::goods::{Event as Goods, Item, LotLine};
use domain::{Code, Event, LotNo, Quantity, State, Vnd};
use ledger::Thing;

use crate::desk::Desk;
use crate::error::PaperError;
use crate::text;

/// What goods of a lot are on a paper.
#[derive(Clone, Debug)]
pub(crate) struct LotName {
    pub(crate) item: Code,
    pub(crate) name: String,
    pub(crate) quality: &'static str,
}

/// Quantities of one item in one unit.
pub(crate) struct Measured {
    pub(crate) unit: String,
    pub(crate) factor: i64,
}

impl Measured {
    /// In thousandths of the unit; below one it is cut off, which [`measure`] avoids.
    pub(crate) fn of(&self, quantity: Quantity) -> Printed {
        let thousandths = i128::from(quantity.units()).saturating_mul(1000).checked_div(self.factor.into());
        Printed::thousandths(thousandths.and_then(|count| i64::try_from(count).ok()).unwrap_or(i64::MAX))
    }
}

/// The unit in which quantities are printed: the biggest in which all are whole, else the smallest above the base unit in
/// which all are exact to the thousandth and not below one, else the base unit. So 50 kg are 2 bags and 40 kg are 40 kg.
pub(crate) fn measure(item: Option<&Item>, quantities: &[Quantity]) -> Measured {
    let base = Measured { unit: String::new(), factor: 1 };
    let Some(item) = item else { return base };
    let fits = |factor: i64, parts: i64| {
        quantities.iter().all(|quantity| {
            let units = quantity.units();
            let exact = units.checked_mul(parts).and_then(|units| units.checked_rem(factor)) == Some(0);
            exact && (units == 0 || units.saturating_abs() >= factor)
        })
    };
    let mut units: Vec<_> = item.units.iter().map(|unit| (unit.factor, &unit.unit)).collect();
    units.sort_by_key(|(factor, _)| std::cmp::Reverse(*factor));
    let whole = units.iter().find(|(factor, _)| fits(*factor, 1));
    let chosen = whole.or_else(|| units.iter().rfind(|(factor, _)| fits(*factor, 1000)));
    let (factor, unit) = chosen.copied().unwrap_or((1, &item.base));
    Measured { unit: domain::goods::unit_name(unit).to_owned(), factor }
}

/// What an item is called; its code where it is unknown.
pub(crate) fn item_name(state: &State, item: &Code) -> String {
    state.goods.item(item).map_or_else(|| item.to_string(), |known| known.name.clone())
}

/// "15 kg Gạo".
pub(crate) fn amount_of(state: &State, item: &Code, quantity: Quantity) -> String {
    let measured = measure(state.goods.item(item), &[quantity]);
    format!("{} {} {}", measured.of(quantity), measured.unit, item_name(state, item))
}

pub(crate) fn lot_name(state: &State, number: LotNo) -> Option<LotName> {
    let lot = state.goods.lot(number)?;
    let name = item_name(state, &lot.item);
    let expiry = lot.expiry.map(|day| format!(", HSD {}", documents::day(day))).unwrap_or_default();
    Some(LotName {
        item: lot.item.clone(),
        name: format!("{name}, lô {number}{expiry}"),
        quality: text::condition(lot.condition),
    })
}

/// Lines of a stock note for parts of lots; `asked` where somebody had asked for as much.
pub(crate) fn lines(state: &State, lines: &[LotLine], asked: bool) -> Vec<StockLine> {
    let line = |line: &LotLine| {
        let lot = lot_name(state, line.lot)?;
        let measured = measure(state.goods.item(&lot.item), &[line.quantity]);
        let actual = measured.of(line.quantity);
        Some(StockLine {
            name: lot.name,
            code: lot.item.to_string(),
            asked: asked.then_some(actual),
            unit_price: price(line.value, actual),
            amount: line.value.dong(),
            actual,
            unit: measured.unit,
        })
    };
    lines.iter().filter_map(line).collect()
}

/// Đồng a unit, where that is a whole number.
pub(crate) fn price(value: Vnd, quantity: Printed) -> Option<i64> {
    let (value, count) = (value.dong().checked_mul(1000)?, quantity.in_thousandths());
    let whole = value.checked_rem(count)? == 0 && value != 0;
    whole.then(|| value.checked_div(count)).flatten()
}

/// What `quantity` of a lot was worth just before an event, told by the events about the lot.
pub(crate) fn worth_before(
    desk: &Desk<'_>,
    lot: LotNo,
    quantity: Quantity,
    position: u64,
) -> Result<i64, PaperError> {
    let (mut left, mut value) = (0_i128, 0_i128);
    let before = desk.ledger.views().history.of(&Thing::Lot(lot)).to_vec();
    for position in before.into_iter().take_while(|event| *event < position) {
        if let Event::Goods(event) = desk.told(position)?.recorded.event {
            for (units, dong) in changes(&event, lot) {
                left = left.saturating_add(units);
                value = value.saturating_add(dong);
            }
        }
    }
    let part = i128::from(quantity.units()).saturating_mul(value).checked_div(left).unwrap_or(0);
    Ok(i64::try_from(part).unwrap_or(i64::MAX))
}

/// By how many units and đồng an event changes what is left of a lot.
fn changes(event: &Goods, lot: LotNo) -> Vec<(i128, i128)> {
    let pair = |quantity: Quantity, value: Vnd| (i128::from(quantity.units()), i128::from(value.dong()));
    let out = |(units, dong): (i128, i128)| (units.saturating_neg(), dong.saturating_neg());
    let of = |lines: &[LotLine]| -> Vec<_> {
        lines.iter().filter(|line| line.lot == lot).map(|line| pair(line.quantity, line.value)).collect()
    };
    let gone = |lines: &[LotLine]| of(lines).into_iter().map(out).collect::<Vec<_>>();
    match event {
        Goods::GoodsReceived(event) => {
            let lines = event.lines.iter().filter(|line| line.lot == lot);
            lines.map(|line| pair(line.quantity, line.value)).collect()
        }
        Goods::GoodsIssued(event) => gone(&event.lines),
        Goods::GoodsWrittenOff(event) => gone(&event.lines),
        Goods::GoodsIssueReversed(event) => gone(&event.lines),
        Goods::GoodsReceiptReversed(event) => of(&event.lines),
        Goods::StockCounted(event) => {
            let lines = event.lines.iter().filter(|line| line.lot == lot);
            lines
                .map(|line| {
                    let (counted, dong) = pair(line.counted, line.value);
                    (counted.saturating_sub(line.booked.units().into()), dong)
                })
                .collect()
        }
        Goods::GoodsArrived(event) => arrived(event, lot),
        Goods::LotRevalued(event) if event.lot == lot => vec![(0, event.difference.dong().into())],
        Goods::KitsMade(event) if event.lot == lot => vec![pair(event.quantity, event.value)],
        Goods::KitsMade(event) => gone(&event.lines),
        Goods::KitsUnmade(event) if event.kit == lot => vec![out(pair(event.quantity, event.value))],
        Goods::KitsUnmade(event) => {
            let lines = event.lots.iter().filter(|line| line.lot == lot);
            lines.map(|line| pair(line.quantity, line.value)).collect()
        }
        _ => Vec::new(),
    }
}

/// What is damaged is another lot from its arrival on.
fn arrived(event: &domain::goods::GoodsArrived, lot: LotNo) -> Vec<(i128, i128)> {
    let mut found = Vec::new();
    for line in &event.lines {
        let (damaged, worth) = (i128::from(line.damaged.units()), i128::from(line.damaged_value.dong()));
        if line.lot == lot {
            let units = i128::from(line.arrived.units()).saturating_sub(line.sent.units().into());
            found.push((units, i128::from(line.value.dong()).saturating_sub(worth)));
        }
        if line.damaged_lot == Some(lot) {
            found.push((damaged, worth));
        }
    }
    found
}
