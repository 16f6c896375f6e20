//! Fund lineage: which receipts paid for a payment.
//!
//! Money has no marks, so an order must be agreed: within each pot, what came first is spent first. Then receipts and
//! payments are two running sums side by side, and a payment was paid by those receipts whose stretch it covers. A
//! receipt counts with what stands of it; a released part counts in the pot that it was released to.

use std::collections::BTreeMap;

use domain::relief::PaymentKind;
use domain::{DonorKind, Earmark, PaymentNo};
use jiff::civil::Date;
use projection_balances::BookAccount;

use super::restriction;
use crate::report::{Cell, Kind, Report, both, columns, int, text, vnd};
use crate::trail::Trail;

struct In {
    on: Date,
    number: u64,
    what: Cell,
    amount: i128,
}

struct Out {
    on: Date,
    position: u64,
    payment: Option<PaymentNo>,
    amount: i128,
}

#[derive(Default)]
struct Pot {
    came: Vec<In>,
    went: Vec<Out>,
}

/// The sources of `payment`, or of every payment where none is named.
pub fn lineage(trail: &Trail, payment: Option<PaymentNo>) -> Report {
    let columns = columns([
        ("Số chi", "payment", Kind::Int),
        ("Ngày chi", "paid on", Kind::Date),
        ("Nguồn", "pot", Kind::Text),
        ("Khoản thu", "source", Kind::Text),
        ("Ngày thu", "came on", Kind::Date),
        ("Số tiền", "amount", Kind::Vnd),
    ]);
    let title = ("Nguồn của các khoản chi", "fund lineage");
    let mut report = trail.report("lineage", title, columns);
    for (earmark, mut pot) in pots(trail) {
        pot.came.sort_by_key(|came| (came.on, came.number));
        pot.went.sort_by_key(|went| (went.on, went.position));
        match_up(&pot, |went, came, amount| {
            let Some(number) = went.payment.filter(|number| payment.is_none_or(|wanted| wanted == *number))
            else {
                return;
            };
            let missing = both("Chưa có nguồn", "not covered");
            report.rows.push(vec![
                int(number.get()),
                Cell::Date(went.on),
                restriction(earmark.as_ref()),
                came.map_or(missing, |came| came.what.clone()),
                came.map_or(Cell::Empty, |came| Cell::Date(came.on)),
                vnd(amount),
            ]);
        });
    }
    report.rows.sort_by(|one, other| one.first().cmp(&other.first()));
    report
}

/// Walks both running sums at once; what no receipt covers comes with none.
fn match_up(pot: &Pot, mut part: impl FnMut(&Out, Option<&In>, i128)) {
    let mut came = pot.came.iter();
    let mut current: Option<(&In, i128)> = None;
    for went in &pot.went {
        let mut open = went.amount;
        while open > 0 {
            let Some((source, left)) =
                current.take().or_else(|| came.next().map(|source| (source, source.amount)))
            else {
                part(went, None, open);
                break;
            };
            // A gift released for more than stands of it covers nothing.
            let taken = open.min(left.max(0));
            if taken > 0 {
                part(went, Some(source), taken);
            }
            open = open.saturating_sub(taken);
            current = (left > taken).then(|| (source, left.saturating_sub(taken)));
        }
    }
}

fn pots(trail: &Trail) -> BTreeMap<Option<Earmark>, Pot> {
    let mut pots: BTreeMap<Option<Earmark>, Pot> = BTreeMap::new();
    receipts(trail, &mut pots);
    for entry in trail.entries() {
        let opening = both("Số dư đầu kỳ", "opening balance");
        let other = both(entry.what.0, entry.what.1);
        let (earmark, what) = match (trail.account(entry.debit), trail.account(entry.credit)) {
            (Some(BookAccount::Money(_)), Some(BookAccount::OpeningFund(earmark))) => (earmark, opening),
            (_, Some(BookAccount::Interest))
            | (Some(BookAccount::CashSurplus), Some(BookAccount::Contributions(_))) => (&None, other),
            (Some(BookAccount::BankFees | BookAccount::ShortageLoss), _) => {
                let went =
                    Out { on: entry.on, position: entry.position, payment: None, amount: entry.amount };
                pots.entry(None).or_default().went.push(went);
                continue;
            }
            _ => continue,
        };
        let came = In { on: entry.on, number: 0, what, amount: entry.amount };
        pots.entry(earmark.clone()).or_default().came.push(came);
    }
    for (number, payment) in trail.payments.iter().filter(|(_, payment)| !payment.reversed) {
        // A refund takes its own receipt, which counts with what is left of it.
        if matches!(payment.kind, PaymentKind::Refund(_)) {
            continue;
        }
        let amount = payment.amount.saturating_sub(payment.returned);
        let went = Out { on: payment.on, position: payment.position, payment: Some(*number), amount };
        pots.entry(payment.earmark.clone()).or_default().went.push(went);
    }
    pots
}

fn receipts(trail: &Trail, pots: &mut BTreeMap<Option<Earmark>, Pot>) {
    for (number, receipt) in &trail.receipts {
        if receipt.held || receipt.donor == DonorKind::Unidentified {
            continue;
        }
        let mut left = receipt.amount.saturating_sub(receipt.refunded);
        let what = || text(format!("Số thu {number} / receipt {number}"));
        let came = |amount| In { on: receipt.on, number: number.get(), what: what(), amount };
        for (to, amount) in trail.releases.get(number).into_iter().flatten() {
            left = left.saturating_sub(*amount);
            pots.entry(to.clone()).or_default().came.push(came(*amount));
        }
        pots.entry(receipt.earmark.clone()).or_default().came.push(came(left));
    }
}
