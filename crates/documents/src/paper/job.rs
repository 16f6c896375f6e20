//! What the templates read: a paper, what is worked out from its lines, who signs, and its code as a picture.

use serde::Serialize;

use super::{
    AdvanceSettlement, CashCount, CashVoucher, GoodsReceipt, MoneyReceipt, Paper, PrintError, QrContent,
    Signer, StockCount, StockNote, ThankYouLetter, list_signing,
};
use crate::figures::thousands;
use crate::{Quantity, qr, words};

/// One paper, ready to be set.
#[derive(Debug, Serialize)]
pub(super) struct Job<'a> {
    form: &'a Paper,
    title: &'static str,
    sums: Sums,
    /// The blocks of signatures, from the top of the paper to its foot.
    signing: Vec<Vec<Signer>>,
    qr: Option<Picture<'a>>,
    /// The codes of a list's lines as SVG; none where the lines have none.
    codes: Vec<Option<String>>,
}

#[derive(Debug, Serialize)]
struct Picture<'a> {
    svg: String,
    caption: &'a str,
}

/// What is worked out. Every template says in its head which of these it prints.
#[derive(Debug, Default, Serialize)]
struct Sums {
    /// The amount in figures.
    total: String,
    /// The amount in words.
    words: String,
    /// Sums of single columns, in the template's order.
    columns: Vec<String>,
    /// Worked-out cells of each line.
    lines: Vec<Vec<String>>,
}

/// Checks that nothing the law asks for is empty, and works out the rest.
pub(super) fn job(paper: &Paper) -> Result<Job<'_>, PrintError> {
    check(paper)?;
    let qr = paper.head().qr.as_ref().map(|qr| {
        let svg = match &qr.content {
            QrContent::Text(text) => qr::svg(text)?,
            QrContent::Svg(svg) => svg.clone(),
        };
        Ok::<_, PrintError>(Picture { svg, caption: &qr.caption })
    });
    let sums = sums(paper).ok_or_else(|| PrintError::Sum { paper: paper.head().number.clone() })?;
    let (title, signing, qr, codes) = (paper.title(), signing(paper), qr.transpose()?, codes(paper)?);
    Ok(Job { form: paper, title, sums, signing, qr, codes })
}

fn codes(paper: &Paper) -> Result<Vec<Option<String>>, PrintError> {
    let Paper::Recipients(list) = paper else { return Ok(Vec::new()) };
    let drawn = list.lines.iter().map(|line| line.code.as_deref().map(qr::svg).transpose());
    Ok(drawn.collect::<Result<_, _>>()?)
}

fn check(paper: &Paper) -> Result<(), PrintError> {
    let head = paper.head();
    let of_head = [
        (head.number.as_str(), ("số chứng từ", "voucher number")),
        (head.issuer.name.as_str(), ("tên đơn vị", "name of the issuer")),
        (head.issuer.address.as_str(), ("địa chỉ đơn vị", "address of the issuer")),
    ];
    let named = if head.number.trim().is_empty() { paper.title() } else { &head.number };
    match of_head.into_iter().chain(paper.needs()).find(|(text, _)| text.trim().is_empty()) {
        Some((_, field)) => Err(PrintError::Missing { paper: named.to_owned(), field }),
        None => Ok(()),
    }
}

fn signing(paper: &Paper) -> Vec<Vec<Signer>> {
    let or = |given: &[Signer], usual: fn() -> Vec<Signer>| {
        if given.is_empty() { usual() } else { given.to_vec() }
    };
    match paper {
        Paper::Cash(paper) => {
            let movers =
                if paper.movers.is_empty() { CashVoucher::moving(paper.way) } else { paper.movers.clone() };
            vec![or(&paper.approvers, CashVoucher::approving), movers]
        }
        Paper::Advance(paper) => vec![or(&paper.signers, AdvanceSettlement::signing)],
        Paper::Stock(paper) if paper.signers.is_empty() => vec![StockNote::signing(paper.way)],
        Paper::Stock(paper) => vec![paper.signers.clone()],
        Paper::MoneyReceipt(paper) => vec![or(&paper.signers, MoneyReceipt::signing)],
        Paper::GoodsReceipt(paper) => vec![or(&paper.signers, GoodsReceipt::signing)],
        Paper::MoneyList(paper) => vec![or(&paper.signers, list_signing)],
        Paper::GoodsList(paper) => vec![or(&paper.signers, list_signing)],
        Paper::Recipients(paper) => vec![or(&paper.signers, list_signing)],
        Paper::CashCount(paper) => vec![or(&paper.signers, CashCount::signing)],
        Paper::StockCount(paper) => vec![or(&paper.signers, StockCount::signing)],
        Paper::Correction(paper) => vec![or(&paper.signers, super::CorrectionVoucher::signing)],
        Paper::ThankYou(paper) => vec![or(&paper.signers, ThankYouLetter::signing)],
    }
}

/// None where something does not fit into 64 bits.
fn sums(paper: &Paper) -> Option<Sums> {
    let usage = paper.head().usage;
    let money =
        |dong: i64| Sums { total: thousands(dong), words: words::amount(dong, usage), ..Sums::default() };
    Some(match paper {
        Paper::Advance(paper) => {
            let settled = paper.spent.checked_add(paper.returned)?;
            let open = paper.amount.checked_sub(paper.before)?.checked_sub(settled)?;
            Sums { columns: [settled, open].map(thousands).into(), ..money(paper.spent) }
        }
        Paper::Cash(paper) => money(paper.amount),
        Paper::MoneyReceipt(paper) => money(paper.amount),
        Paper::Stock(paper) => money(add(paper.lines.iter().map(|line| line.amount))?),
        Paper::GoodsReceipt(paper) if paper.lines.iter().all(|line| line.value.is_none()) => Sums::default(),
        Paper::GoodsReceipt(paper) => money(add(paper.lines.iter().filter_map(|line| line.value))?),
        Paper::MoneyList(paper) => {
            let cash = add(paper.lines.iter().filter_map(|line| line.cash))?;
            let transfer = add(paper.lines.iter().filter_map(|line| line.transfer))?;
            let both = cash.checked_add(transfer)?;
            Sums { columns: vec![thousands(cash), thousands(transfer)], ..money(both) }
        }
        Paper::GoodsList(paper) => {
            let quantity = add(paper.lines.iter().map(|line| line.quantity.in_thousandths()))?;
            let value = add(paper.lines.iter().filter_map(|line| line.value))?;
            Sums { columns: vec![Quantity::thousandths(quantity).to_string()], ..money(value) }
        }
        Paper::Recipients(paper) => {
            let members = add(paper.lines.iter().filter_map(|line| line.members).map(i64::from))?;
            Sums {
                columns: vec![thousands(members)],
                ..money(add(paper.lines.iter().map(|line| line.amount))?)
            }
        }
        Paper::CashCount(paper) => cash_count(paper, money)?,
        Paper::StockCount(paper) => stock_count(paper)?,
        Paper::Correction(paper) => money(add(paper.right.iter().map(|line| line.amount))?),
        Paper::ThankYou(_) => Sums::default(),
    })
}

/// Lines: denomination, count, amount. Columns: over, short, what is not listed; a side without a difference is empty, and so
/// is the last where all is listed.
fn cash_count(paper: &CashCount, money: impl Fn(i64) -> Sums) -> Option<Sums> {
    let counted = paper.counted()?;
    let difference = counted.checked_sub(paper.booked)?;
    let lines = paper.notes.iter().map(|notes| {
        let amount = notes.denomination.checked_mul(notes.count)?;
        Some([notes.denomination, notes.count, amount].map(thousands).into())
    });
    let mut columns = over_and_short(difference, thousands);
    columns.push(if paper.unlisted == 0 { String::new() } else { thousands(paper.unlisted) });
    Some(Sums { columns, lines: lines.collect::<Option<_>>()?, ..money(counted) })
}

/// Lines: over and short in quantity, over and short in value. Columns: sums of booked, counted, over and short value.
fn stock_count(paper: &StockCount) -> Option<Sums> {
    let mut lines = Vec::with_capacity(paper.lines.len());
    let (mut over, mut short) = (0_i64, 0_i64);
    for line in &paper.lines {
        let quantity = line.counted.in_thousandths().checked_sub(line.booked.in_thousandths())?;
        let value = line.counted_value.checked_sub(line.booked_value)?;
        over = over.checked_add(value.max(0))?;
        short = short.checked_add(value.min(0).checked_neg()?)?;
        let mut cells = over_and_short(quantity, |count| Quantity::thousandths(count).to_string());
        cells.extend(over_and_short(value, thousands));
        lines.push(cells);
    }
    let booked = add(paper.lines.iter().map(|line| line.booked_value))?;
    let counted = add(paper.lines.iter().map(|line| line.counted_value))?;
    Some(Sums { columns: [booked, counted, over, short].map(thousands).into(), lines, ..Sums::default() })
}

fn over_and_short(difference: i64, text: impl Fn(i64) -> String) -> Vec<String> {
    match difference {
        0 => vec![String::new(), String::new()],
        1.. => vec![text(difference), String::new()],
        _ => vec![String::new(), text(difference.saturating_neg())],
    }
}

fn add(mut amounts: impl Iterator<Item = i64>) -> Option<i64> {
    amounts.try_fold(0_i64, i64::checked_add)
}
