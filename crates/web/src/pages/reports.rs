//! The reports that the fund published, each with its digest, and what is due by when.

use askama::Template;
use domain::FundId;
use jiff::civil::Date;
use ledger::Views;
use projection_audit::rules::{Deadline, Deadlines, Start};
use projection_public::{Report, Window};

use crate::lang::Lang;
use crate::pages::{Figures, Names, Shell};
use crate::{format, link};

/// A published report.
#[derive(Clone, Debug)]
pub struct ReportRow {
    /// What it is called.
    pub name: String,
    /// `PDF`.
    pub format: String,
    /// Its period.
    pub span: String,
    /// The day on which it was published.
    pub on: String,
    /// Where its bytes are.
    pub href: String,
    /// SHA-256 of them.
    pub digest: String,
    /// The events that it knows.
    pub known_at: u64,
}

/// Something that is due.
#[derive(Clone, Debug)]
pub struct DueRow {
    /// What.
    pub what: String,
    /// From what the days count.
    pub from: String,
    /// By when.
    pub due: String,
    /// Kept, late, ahead, or that nobody can say.
    pub state: &'static str,
    /// `kept`, `late` or `open`.
    pub class: &'static str,
    /// What of the books says so.
    pub because: String,
    /// Where the rule is from, and how sure that is.
    pub source: String,
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "reports.html")]
pub struct ReportsPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// The reports, newest first.
    pub reports: Vec<ReportRow>,
    /// What is due.
    pub due: Vec<DueRow>,
    /// Address of the page with data to download.
    pub downloads: String,
}

impl ReportsPage {
    /// The page of a fund on a day.
    pub fn new(figures: &Figures, views: &Views, names: Names<'_>) -> Self {
        let (lang, today) = (names.lang, names.on);
        let (fund, published) = (&figures.fund, views.public.published());
        Self {
            shell: Shell::new(
                lang,
                lang.say("Báo cáo và công khai", "Reports and disclosures"),
                link::reports(fund),
            ),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            reports: published.iter().rev().map(|report| row(lang, fund, report)).collect(),
            due: due(lang, views, today),
            downloads: format!("{}{}", lang.prefix(), link::downloads(fund)),
        }
    }
}

fn row(lang: Lang, fund: &FundId, report: &Report) -> ReportRow {
    ReportRow {
        name: name(lang, report.report.as_str()).to_owned(),
        format: report.format.as_str().to_uppercase(),
        span: format!("{} – {}", format::date(report.first, lang), format::date(report.last, lang)),
        on: format::date(report.on, lang),
        href: link::report(fund, &report.digest),
        digest: report.digest.to_string(),
        known_at: report.known_at,
    }
}

fn name(lang: Lang, report: &str) -> &str {
    match report {
        "receipts-and-use" => lang.say("Tình hình tiếp nhận và sử dụng", "Receipts and use"),
        "disclosure" => lang.say("Công khai kết quả vận động, phân phối", "Disclosure of results"),
        "allocations" => lang.say("Phân bổ theo quyết định", "Allocations by decision"),
        "donors" => lang.say("Danh sách ủng hộ", "List of donors"),
        "stock" => lang.say("Nhập, xuất, tồn hiện vật", "Goods in, out and in stock"),
        "trial-balance" => lang.say("Bảng cân đối phát sinh", "Trial balance"),
        "cash-book" => lang.say("Sổ quỹ tiền mặt", "Cash book"),
        "bank-book" => lang.say("Sổ tiền gửi ngân hàng", "Bank book"),
        "lineage" => lang.say("Tiền của ai đã chi vào đâu", "Whose money paid what"),
        other => other,
    }
}

/// A deadline whose text nobody compared is shown with its source as it stands, and never called late.
fn due(lang: Lang, views: &Views, today: Date) -> Vec<DueRow> {
    // The file is a part of the program and read by its tests.
    let Ok(deadlines) = Deadlines::bundled() else { return Vec::new() };
    let mut rows = Vec::new();
    for window in &views.public.terms().windows {
        for deadline in &deadlines.all {
            let start = match deadline.after {
                Start::WindowOpened => window.first,
                Start::WindowClosed => window.last,
                Start::ErasureAsked | Start::MessageTaken => continue,
            };
            if deadline.applies(start) {
                rows.push(due_row(lang, views, today, (window, start), deadline));
            }
        }
    }
    rows
}

fn due_row(
    lang: Lang,
    views: &Views,
    today: Date,
    (window, start): (&Window, Date),
    deadline: &Deadline,
) -> DueRow {
    let done = done(views, window, deadline);
    let due = deadline.due(start);
    let checked = deadline.is_checked();
    let (class, state) = match (due, done) {
        (Some(due), Some(done)) if done <= due => ("kept", lang.say("Đúng hạn", "Kept")),
        (Some(_), Some(_)) if deadline.after == Start::WindowOpened => {
            ("late", lang.say("Dài hơn quy định", "Longer than the rule"))
        }
        (Some(due), Some(_)) if checked && due < today => ("late", lang.say("Trễ hạn", "Late")),
        (Some(due), None) if checked && due < today => {
            ("late", lang.say("Quá hạn, sổ chưa ghi nhận", "Past, and not in the books"))
        }
        (Some(due), None) if due >= today => ("open", lang.say("Chưa đến hạn", "Ahead")),
        (None, Some(_)) => ("kept", lang.say("Đã làm", "Done")),
        _ => ("open", lang.say("Chưa xác định", "Not known")),
    };
    let sure = lang.say(deadline.status.vi(), deadline.status.en());
    DueRow {
        what: lang.say(&deadline.vi, &deadline.en).to_owned(),
        from: format::date(start, lang),
        due: due.map_or_else(
            || lang.say("không rõ số ngày", "days unknown").to_owned(),
            |due| format::date(due, lang),
        ),
        state,
        class,
        because: done.map(|day| format::date(day, lang)).unwrap_or_default(),
        source: format!("{} ({sure})", deadline.source),
    }
}

/// The day on which the books say that it was done.
fn done(views: &Views, window: &Window, deadline: &Deadline) -> Option<Date> {
    match (deadline.after, deadline.code.as_str()) {
        (Start::WindowOpened, _) => Some(window.last),
        (_, "publication") => {
            let published = views.public.published().iter();
            published.map(|report| report.on).filter(|on| *on >= window.last).min()
        }
        (_, "distribution") => {
            let entries = views.coverage.outgoings().all().iter();
            let relief = entries.filter(|entry| entry.stands() && !entry.shares.is_empty());
            relief.map(|entry| entry.on).max()
        }
        _ => None,
    }
}
