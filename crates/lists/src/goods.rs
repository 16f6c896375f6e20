//! Lists of goods that came in. The rows of one note stand together and make one delivery.

use domain::goods::{Condition, GoodsSource, ReceiveGoods, ReceivedEntry, ValueSource};
use domain::{Code, Quantity};
use jiff::civil::Date;

use crate::columns::{
    CONDITION, Column, DAY, DONOR, DONOR_KIND, EARMARKED_PLACE, EXPIRY, ITEM, MAKER_LOT, NOTE, PURPOSE,
    QUANTITY, UNIT, VALUE, VALUE_SOURCE, WAREHOUSE,
};
use crate::error::{ListError, Problem, RowFault};
use crate::gifts::{donor, earmark};
use crate::sheet::{List, Row, fault, read};

const LOT_LIMIT: usize = 80;
const NOTE_LIMIT: usize = 80;

/// Goods that came in on one note, and what goes to the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The business day.
    pub on: Date,
    /// The number that the list gives the note; the books give their own.
    pub note: String,
    /// What came, its vault row still open.
    pub command: ReceiveGoods,
    /// Who gave; empty for nobody.
    pub name: String,
}

/// A list of goods received. Rows of one note stand below one another; the line of a delivery is that of its first row.
pub fn goods(bytes: &[u8], file_name: &str) -> Result<List<Delivery>, ListError> {
    let columns: &[&Column] = &[
        &DAY,
        &NOTE,
        &WAREHOUSE,
        &ITEM,
        &UNIT,
        &QUANTITY,
        &CONDITION,
        &EXPIRY,
        &MAKER_LOT,
        &VALUE,
        &VALUE_SOURCE,
        &DONOR_KIND,
        &DONOR,
        &PURPOSE,
        &EARMARKED_PLACE,
    ];
    let mut first: Option<(u32, Delivery)> = None;
    let list = read(bytes, file_name, columns, |row| {
        let delivery = delivery(row)?;
        match &first {
            Some((line, above)) if above.note == delivery.note => same(*line, above, &delivery)?,
            _ => first = Some((row.line, delivery.clone())),
        }
        Ok(delivery)
    })?;
    Ok(together(list))
}

fn together(list: List<Delivery>) -> List<Delivery> {
    let mut notes: List<Delivery> = List { lines: Vec::new(), rows: Vec::new() };
    for (line, delivery) in list.lines.into_iter().zip(list.rows) {
        match notes.rows.last_mut() {
            Some(above) if above.note == delivery.note => above.command.lines.extend(delivery.command.lines),
            _ => {
                notes.lines.push(line);
                notes.rows.push(delivery);
            }
        }
    }
    notes
}

/// What a note says once is the same in all its rows.
fn same(line: u32, above: &Delivery, below: &Delivery) -> Result<(), RowFault> {
    let (left, right) = (&above.command, &below.command);
    let place = |command: &ReceiveGoods| command.earmark.as_ref().and_then(|earmark| earmark.place.clone());
    let purpose =
        |command: &ReceiveGoods| command.earmark.as_ref().and_then(|earmark| earmark.purpose.clone());
    let other: &Column = if above.on != below.on {
        &DAY
    } else if left.warehouse != right.warehouse {
        &WAREHOUSE
    } else if left.donor != right.donor {
        &DONOR_KIND
    } else if above.name != below.name {
        &DONOR
    } else if purpose(left) != purpose(right) {
        &PURPOSE
    } else if place(left) != place(right) {
        &EARMARKED_PLACE
    } else {
        return Ok(());
    };
    Err(fault(other, Problem::OtherInNote(line)))
}

fn delivery(row: &mut Row<'_>) -> Result<Delivery, RowFault> {
    let (donor, name) = donor(row)?;
    row.filled(&NOTE)?;
    let quantity: i64 = row.number(&QUANTITY)?;
    if quantity == 0 {
        return Err(fault(&QUANTITY, Problem::NoNumber("0".into())));
    }
    let value = row.amount(&VALUE)?;
    let maker_lot = row.text(&MAKER_LOT, LOT_LIMIT)?;
    let line = ReceivedEntry {
        condition: condition(row)?,
        counted: Quantity::new(quantity),
        expiry: row.day(&EXPIRY)?,
        item: row.must(&ITEM)?,
        maker_lot: Some(maker_lot).filter(|lot| !lot.is_empty()),
        unit: row.must::<Code>(&UNIT)?,
        value,
        value_source: if value.is_positive() { value_source(row)? } else { ValueSource::Unknown },
    };
    Ok(Delivery {
        on: row.day(&DAY)?.ok_or_else(|| fault(&DAY, Problem::Missing))?,
        note: row.text(&NOTE, NOTE_LIMIT)?,
        command: ReceiveGoods {
            custody: None,
            donor,
            earmark: earmark(row)?,
            evidence: None,
            lines: vec![line],
            source: GoodsSource::Gift,
            warehouse: row.must(&WAREHOUSE)?,
            row: None,
        },
        name,
    })
}

/// What nobody says anything about is new.
fn condition(row: &Row<'_>) -> Result<Condition, RowFault> {
    if row.cell(&CONDITION).is_empty() {
        return Ok(Condition::New);
    }
    row.word(&CONDITION, "mới, đã dùng, hỏng / new, used, damaged", |word| {
        Some(match word {
            "moi" | "tot" | "new" => Condition::New,
            "da dung" | "cu" | "used" => Condition::Used,
            "hong" | "damaged" => Condition::Damaged,
            _ => return None,
        })
    })
}

/// A value without a source is worth nothing in the books, so it must be said.
fn value_source(row: &Row<'_>) -> Result<ValueSource, RowFault> {
    let words = "hóa đơn, người tặng khai, bảng giá, ước tính / invoice, declaration, price list, estimate";
    row.word(&VALUE_SOURCE, words, |word| {
        Some(match word {
            "hoa don" | "invoice" => ValueSource::Invoice,
            "nguoi tang khai" | "khai bao" | "declaration" => ValueSource::Declaration,
            "bang gia" | "price list" => ValueSource::PriceList,
            "uoc tinh" | "estimate" => ValueSource::Estimate,
            _ => return None,
        })
    })
}
