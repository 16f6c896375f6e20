//! Relief that was given and is not handed over, signed for or confirmed: what the auditor asks about.

use domain::Party;
use domain::relief::{Delivery, PaymentKind};
use jiff::Span;
use jiff::civil::Date;

use crate::report::{Cell, Kind, Report, both, columns, day, text, total, vnd};
use crate::trail::{Hands, Trail};

/// Payments to beneficiaries and issues of goods that lack a hand-over, a signature or a local confirmation, oldest
/// first. What is late by the limits in force says so.
pub fn unsigned(trail: &Trail) -> Report {
    let columns = columns([
        ("Ngày", "day", Kind::Date),
        ("Chứng từ", "voucher", Kind::Text),
        ("Bên nhận", "to", Kind::Text),
        ("Bàn giao", "handed over", Kind::Date),
        ("Ký nhận", "signed", Kind::Date),
        ("Địa phương xác nhận", "confirmed", Kind::Date),
        ("Tình trạng", "state", Kind::Text),
        ("Giá trị", "value", Kind::Vnd),
    ]);
    let title = ("Chưa ký nhận, chưa xác nhận", "unsigned and unconfirmed");
    let mut report = trail.report("unsigned", title, columns);
    let mut sum = 0_i128;
    let mut given: Vec<_> = payments(trail).chain(issues(trail)).collect();
    given.sort_by_key(|(on, voucher, ..)| (*on, *voucher));
    for (on, voucher, to, delivery, value) in given {
        let hands = trail.hands.get(&delivery).cloned().unwrap_or_default();
        let Some(state) = missing(trail, on, &hands) else { continue };
        sum = sum.saturating_add(value);
        report.rows.push(vec![
            Cell::Date(on),
            text(voucher),
            text(trail.party(to)),
            day(hands.handed),
            day(hands.signed),
            day(hands.confirmed),
            state,
            vnd(value),
        ]);
    }
    report.totals.push(total(&report.columns, "Cộng", "total", [vnd(sum)]));
    report
}

type Given<'a> = (Date, domain::VoucherNo, &'a Party, Delivery, i128);

fn payments(trail: &Trail) -> impl Iterator<Item = Given<'_>> {
    trail.payments.iter().filter(|(_, payment)| !payment.reversed).filter_map(|(number, payment)| {
        let PaymentKind::Relief(to) = &payment.kind else { return None };
        Some((payment.on, payment.voucher, to, Delivery::Payment(*number), payment.amount))
    })
}

fn issues(trail: &Trail) -> impl Iterator<Item = Given<'_>> {
    trail
        .issues
        .iter()
        .filter(|(_, issue)| !issue.reversed)
        .map(|(number, issue)| (issue.on, issue.voucher, &issue.to, Delivery::Issue(*number), issue.value))
}

/// The first thing that is missing; none where nothing is.
fn missing(trail: &Trail, on: Date, hands: &Hands) -> Option<Cell> {
    let (sign, confirm) = trail.limits.unwrap_or((u16::MAX, u16::MAX));
    let late = |since: Date, days: u16| {
        let due = since.checked_add(Span::new().days(i64::from(days)));
        due.is_ok_and(|due| due < trail.scope.last)
    };
    Some(match hands {
        Hands { signed: None, .. } if late(on, sign) => both("Quá hạn ký nhận", "signature late"),
        Hands { handed: None, signed: None, .. } => both("Chưa bàn giao", "not handed over"),
        Hands { signed: None, .. } => both("Chưa ký nhận", "not signed"),
        Hands { confirmed: None, .. } if late(hands.handed.unwrap_or(on), confirm) => {
            both("Quá hạn xác nhận", "confirmation late")
        }
        Hands { confirmed: None, .. } => both("Chưa xác nhận", "not confirmed"),
        _ => return None,
    })
}
