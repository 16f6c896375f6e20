//! What an import tells, laid out: the same for the preview and for what was recorded.

use ledger::{HeldLine, ImportReport, PreviewLine, Progress};
use web::Lang;
use web::format;
use web::pages::Amount;

use crate::words;

/// Waiting lines that are listed; the others are counted.
const HELD: usize = 50;

/// See the module.
pub(super) struct Report {
    /// The account.
    pub(super) account: String,
    /// First and last day.
    pub(super) period: String,
    /// Lines read.
    pub(super) lines: String,
    /// Its number in the books.
    pub(super) statement: Option<u64>,
    /// The very same file is in the books.
    pub(super) already: bool,
    /// What is new, by kind.
    pub(super) sums: Vec<SumRow>,
    /// What the books hold already.
    pub(super) known: u64,
    /// Opening and closing balance as printed.
    pub(super) opening: Option<Amount>,
    /// See `opening`.
    pub(super) closing: Option<Amount>,
    /// Printed figures that were compared.
    pub(super) compared: u32,
    /// Where they do not follow.
    pub(super) breaks: Vec<BreakRow>,
    /// What waits for a person.
    pub(super) held: Vec<HeldRow>,
    /// How many wait in all.
    pub(super) held_in_all: usize,
    /// How many are entered on the first open day, and which.
    pub(super) moved: Option<(u64, String)>,
}

/// Lines of one kind.
pub(super) struct SumRow {
    /// What they are.
    pub(super) label: &'static str,
    /// How many.
    pub(super) lines: String,
    /// How much.
    pub(super) amount: Amount,
}

/// A printed figure that does not follow.
pub(super) struct BreakRow {
    /// Which.
    pub(super) figure: &'static str,
    /// Where.
    pub(super) place: String,
    /// What the lines add up to.
    pub(super) expected: Amount,
    /// What is printed.
    pub(super) printed: Amount,
    /// The difference.
    pub(super) difference: Amount,
}

/// A line that waits.
pub(super) struct HeldRow {
    /// Its number among the waiting ones, once recorded.
    pub(super) item: Option<u64>,
    /// Line of the file.
    pub(super) line: u32,
    /// Why.
    pub(super) reason: String,
    /// The printed amount, else what the balance shows.
    pub(super) amount: Option<Amount>,
}

/// A line of the file.
pub(super) struct Shown {
    /// Line of the file.
    pub(super) number: u32,
    /// Day and time.
    pub(super) date: String,
    /// Which way.
    pub(super) direction: &'static str,
    /// How much.
    pub(super) amount: Option<Amount>,
    /// As printed.
    pub(super) text: String,
    /// What it would become.
    pub(super) becomes: String,
}

impl Report {
    pub(super) fn new(lang: Lang, report: &ImportReport) -> Self {
        let amount = |vnd: domain::Vnd| Amount { dong: vnd.dong().into(), lang };
        let grouped = |number: u64| format::grouped(number, lang);
        let sums = [
            (report.gifts, "Khoản ủng hộ", "Gifts"),
            (report.unidentified, "Tiền vào chưa xác định", "Credits not identified"),
            (report.interest, "Lãi tiền gửi", "Interest"),
            (report.fees, "Phí ngân hàng", "Bank charges"),
            (report.payments, "Tiền ra khác", "Other money out"),
        ];
        let day = |day| format::date(day, lang);
        Self {
            account: words::account(lang, &report.account),
            period: report
                .period
                .map(|(first, last)| format!("{} – {}", day(first), day(last)))
                .unwrap_or_default(),
            lines: grouped(report.lines),
            statement: report.statement.map(domain::StatementNo::get),
            already: report.already_imported,
            sums: sums
                .map(|(sum, vi, en)| SumRow {
                    label: lang.say(vi, en),
                    lines: grouped(sum.lines),
                    amount: amount(sum.amount),
                })
                .into(),
            known: report.known,
            opening: report.opening.map(amount),
            closing: report.closing.map(amount),
            compared: report.compared,
            breaks: report
                .breaks
                .iter()
                .map(|found| BreakRow {
                    figure: figure(lang, found.figure),
                    place: place(lang, found.line, found.date),
                    expected: amount(found.expected),
                    printed: amount(found.printed),
                    difference: amount(found.difference),
                })
                .collect(),
            held: report.held.iter().take(HELD).map(|line| held(lang, line)).collect(),
            held_in_all: report.held.len(),
            moved: report.moved_to.map(|to| (report.moved, day(to))),
        }
    }
}

fn figure(lang: Lang, figure: &str) -> &'static str {
    match figure {
        "closing" => lang.say("Số dư cuối kỳ", "Closing balance"),
        "total_credits" => lang.say("Tổng ghi có", "Total of credits"),
        "total_debits" => lang.say("Tổng ghi nợ", "Total of debits"),
        _ => lang.say("Số dư sau giao dịch", "Running balance"),
    }
}

fn place(lang: Lang, line: Option<u32>, date: Option<jiff::civil::Date>) -> String {
    let line = line.map(|line| format!("{} {line}", lang.say("dòng", "line")));
    let parts = [line, date.map(|date| format::date(date, lang))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn held(lang: Lang, line: &HeldLine) -> HeldRow {
    let amount = line.printed.or(line.shown_by_balance);
    let found = line.found.as_deref().map(|found| format!(" ({found})")).unwrap_or_default();
    HeldRow {
        item: line.item.map(domain::QuarantineNo::get),
        line: line.line,
        reason: format!("{}{found}", words::reason(lang, line.reason)),
        amount: amount.map(|vnd| Amount { dong: vnd.dong().into(), lang }),
    }
}

impl Shown {
    pub(super) fn new(lang: Lang, line: PreviewLine) -> Self {
        let date = format::date(line.date, lang);
        let name = Some(line.counter_name).filter(|name| !name.is_empty());
        let texts = [name, Some(line.memo), Some(line.reference).filter(|reference| !reference.is_empty())];
        Self {
            number: line.number,
            date: line.time.map_or(date.clone(), |time| format!("{date} {}", format::time(time))),
            direction: line.direction.map_or("?", |direction| words::direction(lang, direction)),
            amount: line.amount.map(|vnd| Amount { dong: vnd.dong().into(), lang }),
            text: texts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            becomes: words::becomes(lang, line.becomes),
        }
    }
}

/// How far a recording has come: in words, and so many of so many lines.
pub(super) fn progress(lang: Lang, at: Progress) -> (String, u64, u64) {
    match at {
        Progress::Reading => (lang.say("Đang đọc tệp", "Reading the file").to_owned(), 0, 0),
        Progress::Matching(lines) => {
            let said = lang.say("Đang so với sổ:", "Comparing with the books:");
            (format!("{said} {}", format::grouped(lines, lang)), 0, lines)
        }
        Progress::Recording { done, all } => {
            let said = lang.say("Đang ghi:", "Recording:");
            (format!("{said} {} / {}", format::grouped(done, lang), format::grouped(all, lang)), done, all)
        }
        Progress::Syncing => (lang.say("Đang chờ đĩa xác nhận", "Waiting for the disk").to_owned(), 1, 1),
    }
}
