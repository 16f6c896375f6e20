//! The trial balance (bảng cân đối tài khoản): opening, turnover and closing of every account on both sides.

use projection_balances::BookAccount;

use crate::report::{Kind, Report, columns, maybe, text, total, vnd, vnd_or_empty};
use crate::rules::AccountMap;
use crate::trail::Trail;

#[derive(Clone, Copy, Default)]
struct Sums {
    opening: i128,
    debit: i128,
    credit: i128,
}

/// The trial balance. `numbers` gives the official numbers, where they are mapped and in force. Goods held for others
/// stand in rows of their own at the end and are in no sum.
pub fn trial_balance(trail: &Trail, numbers: Option<&AccountMap>) -> Report {
    let columns = columns([
        ("Số hiệu", "number", Kind::Text),
        ("Tài khoản", "account", Kind::Text),
        ("Chi tiết", "detail", Kind::Text),
        ("Dư nợ đầu kỳ", "opening debit", Kind::Vnd),
        ("Dư có đầu kỳ", "opening credit", Kind::Vnd),
        ("Phát sinh nợ", "debits", Kind::Vnd),
        ("Phát sinh có", "credits", Kind::Vnd),
        ("Dư nợ cuối kỳ", "closing debit", Kind::Vnd),
        ("Dư có cuối kỳ", "closing credit", Kind::Vnd),
    ]);
    let title = ("Bảng cân đối tài khoản", "trial balance");
    let mut report = trail.report("trial-balance", title, columns);
    let sums = sums(trail);
    let mut accounts: Vec<_> = trail.accounts().iter().zip(sums).collect();
    accounts.sort_by_key(|(account, _)| (account.is_memo(), *account));
    let mut all = [0_i128; 6];
    for (account, sums) in accounts {
        let amounts = sums.columns();
        let number = numbers.and_then(|map| map.number(account, trail.scope.last));
        let mut row =
            vec![maybe(number), text(format!("{} / {}", account.vi(), account.en())), text(account.detail())];
        row.extend(amounts.map(vnd_or_empty));
        report.rows.push(row);
        if !account.is_memo() {
            all.iter_mut().zip(amounts).for_each(|(all, amount)| *all = all.saturating_add(amount));
        }
    }
    report.totals.push(total(&report.columns, "Cộng", "total", all.map(vnd)));
    if let Some(map) = numbers {
        let note = |status: &str| format!("{}: {status}; {}", map.name, map.source);
        report.notes.push((note(map.status.vi()), note(map.status.en())));
    }
    if trail.accounts().iter().any(BookAccount::is_memo) {
        let vi = "Hàng giữ hộ theo dõi ngoài bảng, không cộng vào tổng.";
        let en = "Goods held for others stand off the balance sheet and in no sum.";
        report.notes.push((vi.to_owned(), en.to_owned()));
    }
    report
}

fn sums(trail: &Trail) -> Vec<Sums> {
    let mut sums = vec![Sums::default(); trail.accounts().len()];
    for entry in trail.entries() {
        for (place, debit, credit) in [(entry.debit, entry.amount, 0), (entry.credit, 0, entry.amount)] {
            let Some(sums) = sums.get_mut(place) else { continue };
            if trail.in_period(entry.on) {
                sums.debit = sums.debit.saturating_add(debit);
                sums.credit = sums.credit.saturating_add(credit);
            } else {
                sums.opening = sums.opening.saturating_add(debit).saturating_sub(credit);
            }
        }
    }
    sums
}

impl Sums {
    fn columns(self) -> [i128; 6] {
        let closing = self.opening.saturating_add(self.debit).saturating_sub(self.credit);
        let sides = |balance: i128| (balance.max(0), balance.min(0).saturating_neg());
        let ((open_debit, open_credit), (debit, credit)) = (sides(self.opening), sides(closing));
        [open_debit, open_credit, self.debit, self.credit, debit, credit]
    }
}
