//! What the public is told (Nghị định 93/2021, Điều 14): the appeal, the results, who got what by which level, and when,
//! where and how gifts are received. No name of a person is in it.

use std::collections::BTreeMap;

use domain::{Code, Party};
use projection_balances::BookAccount;

use super::calendar::windows;
use super::receipts_and_use::{by_receiver, by_source};
use crate::report::{Cell, Kind, Report, both, columns, int, text, vnd, vnd_or_empty};
use crate::trail::Trail;

/// The public disclosure of the period.
pub fn disclosure(trail: &Trail) -> Report {
    let columns = columns([
        ("Mục", "item", Kind::Text),
        ("Nội dung", "what", Kind::Text),
        ("Ngày", "day", Kind::Date),
        ("Số hộ", "households", Kind::Int),
        ("Tiền", "money", Kind::Vnd),
        ("Hiện vật, giá trị", "goods, value", Kind::Vnd),
    ]);
    let title = ("Công khai đóng góp tự nguyện", "public disclosure of voluntary contributions");
    let mut report = trail.report("disclosure", title, columns);
    report.subject.clone_from(&trail.fund);
    appeal(trail, &mut report);
    received(trail, &mut report);
    distributed(trail, &mut report);
    levels(trail, &mut report);
    places(trail, &mut report);
    report
}

const NOTHING: [Cell; 4] = [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];

fn line(report: &mut Report, section: (&str, &str), what: Cell, cells: [Cell; 4]) {
    let mut row = vec![both(section.0, section.1), what];
    row.extend(cells);
    report.rows.push(row);
}

fn appeal(trail: &Trail, report: &mut Report) {
    for (on, decision, ..) in &trail.windows {
        let cells = [Cell::Date(*on), Cell::Empty, Cell::Empty, Cell::Empty];
        line(report, ("a) Văn bản vận động", "a) appeal"), text(decision), cells);
    }
}

fn received(trail: &Trail, report: &mut Report) {
    let section = ("b) Kết quả tiếp nhận", "b) received");
    for (kind, amount) in by_source(trail) {
        line(report, section, kind, [Cell::Empty, Cell::Empty, vnd(amount), Cell::Empty]);
    }
    let mut goods = 0_i128;
    for entry in trail.entries().iter().filter(|entry| trail.in_period(entry.on)) {
        if matches!(trail.account(entry.credit), Some(BookAccount::ContributionsInKind(_))) {
            goods = goods.saturating_add(entry.amount);
        }
    }
    let kind = both("Ủng hộ bằng hiện vật", "gifts in kind");
    line(report, section, kind, [Cell::Empty, Cell::Empty, Cell::Empty, vnd_or_empty(goods)]);
}

fn distributed(trail: &Trail, report: &mut Report) {
    for (party, (money, goods)) in by_receiver(trail) {
        // A household is a person's affair: it is counted below, not listed.
        if matches!(party, Party::Household(_)) {
            continue;
        }
        let cells = [Cell::Empty, Cell::Empty, vnd_or_empty(money), vnd_or_empty(goods)];
        let section = ("b) Kết quả phân phối", "b) distributed");
        line(report, section, text(trail.party(party)), cells);
    }
}

/// Households reached and money given, by support level.
fn levels(trail: &Trail, report: &mut Report) {
    let mut reached: BTreeMap<Option<&Code>, (u64, i128)> = BTreeMap::new();
    let paid = trail.payments.values().filter(|payment| trail.in_period(payment.on) && !payment.reversed);
    let issued = trail.issues.values().filter(|issue| trail.in_period(issue.on) && !issue.reversed);
    let recipients =
        paid.flat_map(|payment| &payment.recipients).chain(issued.flat_map(|issue| &issue.recipients));
    for recipient in recipients {
        let (households, money) = reached.entry(recipient.policy.as_ref()).or_default();
        *households = households.saturating_add(recipient.households.into());
        *money = money.saturating_add(recipient.amount.dong().into());
    }
    for (policy, (households, money)) in reached {
        let adopted = trail.policies.iter().rev().find(|(_, known)| Some(&known.policy) == policy);
        let bound =
            |what: &str, amount: Option<domain::Vnd>| amount.map(|amount| format!(" {what} {amount} đ"));
        let name = adopted.map_or_else(
            || policy.map_or("Không theo mức / without a level".to_owned(), ToString::to_string),
            |(_, known)| {
                let (floor, ceiling) = (bound("≥", known.floor), bound("≤", known.ceiling));
                let bounds = floor.unwrap_or_default() + &ceiling.unwrap_or_default();
                format!("{}{bounds} ({})", known.name, known.decision)
            },
        );
        let cells = [Cell::Empty, int(households), vnd_or_empty(money), Cell::Empty];
        line(report, ("c) Đối tượng, mức hỗ trợ", "c) beneficiaries and levels"), text(name), cells);
    }
}

fn places(trail: &Trail, report: &mut Report) {
    let section = ("d) Thời gian, nơi tiếp nhận", "d) time and place of receiving");
    for (first, last) in windows(trail) {
        let what = both(&format!("Tiếp nhận đến {last}"), &format!("received until {last}"));
        line(report, section, what, [Cell::Date(first), Cell::Empty, Cell::Empty, Cell::Empty]);
    }
    for account in trail.accounts() {
        if let BookAccount::Money(id) = account {
            line(report, section, text(id), NOTHING);
        }
    }
}
