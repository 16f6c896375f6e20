//! The statement of receipts and use: what there was, came, went and is left, by source, purpose and area.

use std::collections::BTreeMap;

use domain::Party;
use domain::relief::PaymentKind;
use projection_balances::BookAccount;

use super::{account_name, donor_kind};
use crate::report::{Cell, Kind, Report, both, columns, text, vnd, vnd_or_empty};
use crate::trail::Trail;

/// Money and goods of the period. The sections by source and by receiver repeat what is in the others, seen from there:
/// they count receipts and payments of the period as they stand, with what was reversed or given back left out.
pub fn receipts_and_use(trail: &Trail) -> Report {
    let columns = columns([
        ("Mục", "section", Kind::Text),
        ("Nội dung", "what", Kind::Text),
        ("Tiền", "money", Kind::Vnd),
        ("Hiện vật, giá trị", "goods, value", Kind::Vnd),
    ]);
    let title = ("Báo cáo thu, sử dụng nguồn đóng góp", "receipts and use");
    let mut report = trail.report("receipts-and-use", title, columns);
    let moved = Moved::of(trail);
    let line = |section: (&str, &str), what: Cell, money, goods| {
        vec![both(section.0, section.1), what, vnd_or_empty(money), vnd_or_empty(goods)]
    };
    let there = ("Tồn đầu kỳ", "opening");
    report.rows.push(line(there, Cell::Empty, moved.opening.0, moved.opening.1));
    for (account, amount) in &moved.income {
        let (money, goods) = in_kind(account, *amount);
        report.rows.push(line(("Thu", "received"), text(account_name(Some(account))), money, goods));
    }
    for (account, amount) in &moved.use_ {
        let (money, goods) = in_kind(account, *amount);
        report.rows.push(line(("Sử dụng", "used"), text(account_name(Some(account))), money, goods));
    }
    let closing = moved.closing;
    for (kind, amount) in by_source(trail) {
        report.rows.push(line(("Thu theo đối tượng", "received by source"), kind, amount, 0));
    }
    for (party, (money, goods)) in by_receiver(trail) {
        let party = text(trail.party(party));
        report.rows.push(line(("Sử dụng theo nơi nhận", "used by receiver"), party, money, goods));
    }
    report.totals.push(vec![both("Tồn cuối kỳ", "closing"), Cell::Empty, vnd(closing.0), vnd(closing.1)]);
    report
}

/// Sums of the period, read off the entries.
#[derive(Default)]
struct Moved<'a> {
    /// Money with what is on its way, and goods.
    opening: (i128, i128),
    closing: (i128, i128),
    income: BTreeMap<&'a BookAccount, i128>,
    use_: BTreeMap<&'a BookAccount, i128>,
}

impl<'a> Moved<'a> {
    fn of(trail: &'a Trail) -> Self {
        let mut moved = Self::default();
        for entry in trail.entries() {
            for (place, amount) in
                [(entry.debit, entry.amount), (entry.credit, entry.amount.saturating_neg())]
            {
                if let Some(account) = trail.account(place) {
                    moved.take(account, amount, trail.in_period(entry.on));
                }
            }
        }
        moved.income.retain(|_, amount| *amount != 0);
        moved.use_.retain(|_, amount| *amount != 0);
        moved
    }

    /// Takes `amount`, above zero for a debit.
    fn take(&mut self, account: &'a BookAccount, amount: i128, in_period: bool) {
        let stock = match account {
            BookAccount::Money(_) | BookAccount::InTransit => Some((amount, 0)),
            BookAccount::GoodsStock(_) | BookAccount::GoodsInTransit => Some((0, amount)),
            _ => None,
        };
        if let Some((money, goods)) = stock {
            let add = |sum: &mut (i128, i128)| {
                *sum = (sum.0.saturating_add(money), sum.1.saturating_add(goods));
            };
            add(&mut self.closing);
            if !in_period {
                add(&mut self.opening);
            }
        } else if in_period && !account.is_memo() {
            let (sums, amount) = match account.grows_on() {
                projection_balances::Side::Credit => (&mut self.income, amount.saturating_neg()),
                projection_balances::Side::Debit => (&mut self.use_, amount),
            };
            let sum = sums.entry(account).or_default();
            *sum = sum.saturating_add(amount);
        }
    }
}

/// The amount as money or as goods, as the account has it.
fn in_kind(account: &BookAccount, amount: i128) -> (i128, i128) {
    match account {
        BookAccount::ContributionsInKind(_)
        | BookAccount::ReliefInKind(_)
        | BookAccount::GoodsLosses(_)
        | BookAccount::GoodsDifferences => (0, amount),
        _ => (amount, 0),
    }
}

pub(super) fn by_source(trail: &Trail) -> Vec<(Cell, i128)> {
    let mut sums = BTreeMap::new();
    for receipt in trail.receipts.values().filter(|receipt| trail.in_period(receipt.on) && !receipt.held) {
        let sum: &mut i128 = sums.entry(receipt.donor).or_default();
        *sum = sum.saturating_add(receipt.amount).saturating_sub(receipt.refunded);
    }
    sums.into_iter().map(|(donor, sum)| (donor_kind(donor), sum)).collect()
}

pub(super) fn by_receiver(trail: &Trail) -> BTreeMap<&Party, (i128, i128)> {
    let mut sums: BTreeMap<&Party, (i128, i128)> = BTreeMap::new();
    let paid = trail.payments.values().filter(|payment| trail.in_period(payment.on) && !payment.reversed);
    for payment in paid {
        if let PaymentKind::Relief(to) | PaymentKind::Transfer(to) = &payment.kind {
            let sum = sums.entry(to).or_default();
            sum.0 = sum.0.saturating_add(payment.amount);
        }
    }
    for issue in trail.issues.values().filter(|issue| trail.in_period(issue.on) && !issue.reversed) {
        let sum = sums.entry(&issue.to).or_default();
        sum.1 = sum.1.saturating_add(issue.value);
    }
    sums
}
