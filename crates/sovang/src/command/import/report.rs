//! The report of an import, for people: figures and line numbers, no names.

use std::path::Path;

use domain::Vnd;
use ledger::{BreakLine, HeldLine, ImportReport, Sum};

use crate::format::{dong, table};
use crate::out::{path, plain};
use crate::words::{both, reason};

/// How many breaks and waiting lines are printed one by one.
const SHOWN: usize = 10;

/// The report of one file, for people.
pub(super) fn shown(file: &Path, report: &ImportReport) -> String {
    let mut text = format!("{}  {}\n", path(file), report.account);
    if report.already_imported {
        text += "Tệp này đã nhập trước đây, không ghi gì thêm. / This very file was imported before; nothing to record.\n";
        return text;
    }
    let lines = |name: &str, lines: u64| (name.to_owned(), dong(lines.into()));
    let sum = |name: &str, sum: Sum| {
        (format!("  {name}"), format!("{}  {:>20}", dong(sum.lines.into()), dong(sum.amount.dong().into())))
    };
    let mut rows = vec![lines("Dòng đã đọc / lines read", report.lines)];
    let sums = [
        sum("ủng hộ / gifts", report.gifts),
        sum("chưa xác định / unidentified", report.unidentified),
        sum("lãi / interest", report.interest),
        sum("phí / fees", report.fees),
        sum("chi khác / other payments", report.payments),
    ];
    rows.push(lines("Đã ghi / recorded", report.recorded()));
    rows.extend(sums.map(|(name, figures)| (name, figures)));
    rows.push(lines("Đã có trong sổ / already known", report.known));
    rows.push(lines("Chờ xem xét / waiting", report.held.len() as u64));
    text += &table(&rows);
    text += &control(report);
    if report.opening.is_some_and(|opening| opening.dong() != 0) {
        text.push_str(OPENS);
        text.push('\n');
    }
    text + &held(report)
}

/// What to do with the balance that a first statement opens with.
const OPENS: &str = "Sao kê mở đầu bằng một số dư: nếu sổ chưa có số dư đầu kỳ của tài khoản này thì hãy ghi vào. / The \
    statement opens with a balance: enter it as the account's opening balance if the books do not hold one yet.";

fn control(report: &ImportReport) -> String {
    let amount = |amount: Option<Vnd>| amount.map_or("-".to_owned(), |amount| dong(amount.dong().into()));
    let summary = format!(
        "Số dư đầu / opening {}, cuối / closing {}; đối chiếu / compared {}, lệch / breaks {}\n",
        amount(report.opening),
        amount(report.closing),
        report.compared,
        report.breaks.len()
    );
    let break_line = |found: &BreakLine| {
        let line = found.line.map_or_else(|| figure(found.figure), |line| format!("dòng / line {line}"));
        let [expected, printed, difference] =
            [found.expected, found.printed, found.difference].map(|amount| dong(amount.dong().into()));
        format!(
            "  {line}: tính ra / expected {expected}, in / printed {printed}, lệch / difference {difference}\n"
        )
    };
    let breaks = report.breaks.iter().take(SHOWN).map(break_line);
    [summary].into_iter().chain(breaks).chain([more(report.breaks.len())]).collect()
}

/// A printed figure that stands on no line.
fn figure(name: &str) -> String {
    let name = match name {
        "closing" => "số dư cuối / closing balance",
        "total_credits" => "tổng tiền vào / total of credits",
        "total_debits" => "tổng tiền ra / total of debits",
        other => other,
    };
    name.to_owned()
}

fn held(report: &ImportReport) -> String {
    let held_line = |line: &HeldLine| {
        let item = line.item.map_or("-".to_owned(), |item| item.to_string());
        let shown = line.shown_by_balance.map_or(String::new(), |amount| {
            format!("; số dư cho thấy / the balance shows {}", dong(amount.dong().into()))
        });
        let found = line.found.as_deref().map(found).unwrap_or_default();
        let why = both(reason(line.reason));
        format!("  chờ / waiting {item}: dòng / line {}: {why}{found}{shown}\n", line.line)
    };
    report.held.iter().take(SHOWN).map(held_line).chain([more(report.held.len())]).collect()
}

/// The column at fault and the kind of characters in it, which are never the characters themselves.
fn found(found: &str) -> String {
    let (column, shape) = found.split_once(": ").unwrap_or((found, ""));
    let shape = shape.trim();
    let legend = "9 = chữ số / digit, a = chữ / letter";
    let shape = if shape.is_empty() {
        "trống / empty".to_owned()
    } else {
        format!("dạng / shape {} ({legend})", plain(shape))
    };
    format!("; cột / column {}: {shape}", plain(column))
}

fn more(all: usize) -> String {
    match all.checked_sub(SHOWN) {
        Some(more) if more > 0 => format!("  ... và {more} dòng nữa / and {more} more\n"),
        _ => String::new(),
    }
}
