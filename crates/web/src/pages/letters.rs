//! What people outside said: the form, the list with its answers, one message, and what its sender alone may read.

use askama::Template;
use domain::MessageNo;
use domain::inbox::{About, Kind, Outcome};
use domain::oversight::{FindingKind, Subject};
use jiff::civil::Date;
use ledger::Letter;
use projection_audit::rules::Deadlines;
use projection_public::inbox::Finding;

use crate::lang::Lang;
use crate::pages::{Figures, Shell};
use crate::{format, link};

/// What a message is called by what it wants.
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Irregularity => lang.say("Phản ánh bất thường", "Irregularity"),
        Kind::Name => lang.say("Sửa tên người ủng hộ", "Correct a giver's name"),
        Kind::Erasure => lang.say("Xóa dữ liệu cá nhân", "Erase personal data"),
        Kind::Consent => lang.say("Thay đổi cách công khai", "Change what is shown"),
        Kind::Receipt => lang.say("Xin biên nhận hoặc mã tra cứu", "Ask for a receipt or its code"),
        Kind::Other => lang.say("Câu hỏi, góp ý", "Question or remark"),
    }
}

/// How far a message is.
pub fn outcome(lang: Lang, outcome: Option<Outcome>) -> &'static str {
    match outcome {
        None => lang.say("Đang chờ trả lời", "Waiting for an answer"),
        Some(Outcome::Checking) => lang.say("Đang xác minh", "Being looked into"),
        Some(Outcome::Done) => lang.say("Đã giải quyết", "Dealt with"),
        Some(Outcome::Explained) => lang.say("Đã giải thích", "Explained"),
        Some(Outcome::Declined) => lang.say("Không thực hiện được", "Cannot be done"),
        Some(Outcome::SetAside) => lang.say("Không thuộc nội dung phản ánh", "Set aside"),
    }
}

/// What a message is about.
pub fn about(lang: Lang, about: &About) -> String {
    match about {
        About::Box(code) => format!("{} {code}", lang.say("thùng hàng", "box")),
        About::Issue(number) => format!("{} {number}", lang.say("lần xuất kho số", "issue")),
        About::Payment(number) => format!("{} {number}", lang.say("lần chi số", "payment")),
        About::Receipt(number) => format!("{} {number}", lang.say("khoản ủng hộ số", "gift")),
        About::Request(number) => format!("{} {number}", lang.say("đề nghị số", "request")),
        About::Voucher(voucher) => format!("{} {voucher}", lang.say("chứng từ", "voucher")),
    }
}

/// One message as a page shows it.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its number.
    pub number: MessageNo,
    /// Its address.
    pub href: String,
    /// What is wanted.
    pub kind: &'static str,
    /// What it is about.
    pub about: Option<String>,
    /// Its day.
    pub on: String,
    /// How far it is.
    pub state: &'static str,
    /// It waits.
    pub open: bool,
    /// For how long it waited, or waits.
    pub waited: String,
    /// The day by which an answer is due, and whether that is over; none where it is settled or nothing says so.
    pub due: Option<(String, bool)>,
    /// Its text; none where it is not shown.
    pub text: Option<String>,
    /// It was erased.
    pub erased: bool,
    /// Its answers: day, state, text where it is shown, number of the finding.
    pub replies: Vec<(String, &'static str, Option<String>, Option<String>)>,
}

impl Told {
    /// The message for a page in that language, on that day.
    pub fn new(lang: Lang, fund: &domain::FundId, letter: Letter, today: Date) -> Self {
        let deadlines = Deadlines::bundled().ok();
        let due = deadlines.and_then(|all| all.of_message(letter.kind, letter.taken_on));
        let state = outcome(lang, letter.outcome());
        let open = letter.is_open();
        let days = letter.waited;
        Self {
            number: letter.number,
            href: format!("{}{}", lang.prefix(), link::letter(fund, letter.number)),
            kind: kind(lang, letter.kind),
            about: letter.about.as_ref().map(|what| about(lang, what)),
            on: format::date(letter.taken_on, lang),
            state,
            open,
            waited: match (lang, open) {
                (Lang::Vi, true) if days == 0 => "mới nhận hôm nay".to_owned(),
                (Lang::Vi, true) => format!("đã chờ {days} ngày"),
                (Lang::Vi, false) => format!("trả lời sau {days} ngày"),
                (Lang::En, true) if days == 0 => "received today".to_owned(),
                (Lang::En, true) => format!("waiting for {days} days"),
                (Lang::En, false) => format!("answered after {days} days"),
            },
            due: due.filter(|_| open).map(|due| (format::date(due, lang), due < today)),
            text: letter.text,
            erased: letter.erased,
            replies: letter
                .replies
                .into_iter()
                .map(|reply| {
                    let finding = reply.finding.map(|number| number.to_string());
                    (format::date(reply.on, lang), outcome(lang, Some(reply.outcome)), reply.text, finding)
                })
                .collect(),
        }
    }
}

/// A finding of the supervision: number, kind, what it is about, day, due day, how far it is.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its number.
    pub number: String,
    /// What it asks for.
    pub kind: &'static str,
    /// What it is about.
    pub about: String,
    /// Its day.
    pub on: String,
    /// The day by which an answer is due.
    pub due: Option<String>,
    /// How far it is.
    pub state: String,
}

impl Found {
    /// The finding for a page.
    pub fn new(lang: Lang, number: domain::FindingNo, finding: &Finding, today: Date) -> Self {
        let day = |day: Date| format::date(day, lang);
        let late = finding.due_on.is_some_and(|due| due < today);
        let state = match (finding.settled_on, finding.answered_on) {
            (Some(on), _) => format!("{} {}", lang.say("đã kết thúc ngày", "settled on"), day(on)),
            (None, Some(on)) => format!("{} {}", lang.say("đã trả lời ngày", "answered on"), day(on)),
            (None, None) if late => lang.say("quá hạn trả lời", "answer overdue").to_owned(),
            (None, None) => lang.say("chờ trả lời", "waiting for an answer").to_owned(),
        };
        Self {
            number: number.to_string(),
            kind: match finding.kind {
                FindingKind::Question => lang.say("Câu hỏi", "Question"),
                FindingKind::Recommendation => lang.say("Kiến nghị", "Recommendation"),
                FindingKind::Violation => lang.say("Vi phạm", "Violation"),
            },
            about: subject(lang, &finding.about),
            on: day(finding.raised_on),
            due: finding.due_on.map(day),
            state,
        }
    }
}

fn subject(lang: Lang, subject: &Subject) -> String {
    match subject {
        Subject::Event(position) => format!("{} {position}", lang.say("bản ghi", "record")),
        Subject::Fund => lang.say("cả quỹ", "the fund").to_owned(),
        Subject::Message(number) => format!("{} {number}", lang.say("thư số", "message")),
        Subject::Report(_) => lang.say("báo cáo đã công khai", "a published report").to_owned(),
        Subject::Request(number) => format!("{} {number}", lang.say("đề nghị số", "request")),
        Subject::Voucher(voucher) => format!("{} {voucher}", lang.say("chứng từ", "voucher")),
    }
}

/// The list, with the place where a sender types number and code.
#[derive(Clone, Debug, Template)]
#[template(path = "letters.html")]
pub struct LettersPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// Where a message is written.
    pub report_href: String,
    /// Where number and code are sent.
    pub action: String,
    /// How many there are.
    pub total: String,
    /// This page of them.
    pub letters: Vec<Told>,
    /// The page before and the page after.
    pub pages: (Option<String>, Option<String>),
    /// Findings of the supervision, newest first.
    pub findings: Vec<Found>,
    /// The number that was typed, and what is wrong.
    pub asked: (String, Option<String>),
    /// The sender's own message.
    pub own: Option<Told>,
}

/// How many stand on a page.
pub const LETTERS_PER_PAGE: usize = 20;

impl LettersPage {
    /// The list.
    pub fn new(lang: Lang, figures: &Figures, page: u64, (total, letters): (usize, Vec<Told>)) -> Self {
        let to = |path: String| format!("{}{path}", lang.prefix());
        let fund = &figures.fund;
        let shown = page.saturating_mul(LETTERS_PER_PAGE as u64);
        let before = (page > 1).then(|| to(link::letters(fund, page.saturating_sub(1))));
        let after = (shown < total as u64).then(|| to(link::letters(fund, page.saturating_add(1))));
        let title =
            lang.say("Phản ánh của người dân và trả lời", "What people told the fund, and the answers");
        Self {
            shell: Shell::new(lang, title, link::letters(fund, page)),
            fund_name: figures.name().to_owned(),
            fund_href: to(link::fund(fund)),
            report_href: to(link::irregularity(fund)),
            action: to(link::letters(fund, 1)),
            total: format::grouped(total as u64, lang),
            letters,
            pages: (before, after),
            findings: Vec::new(),
            asked: (String::new(), None),
            own: None,
        }
    }
}

/// One message.
#[derive(Clone, Debug, Template)]
#[template(path = "letter.html")]
pub struct LetterPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// Address of the list.
    pub letters_href: String,
    /// The message.
    pub letter: Told,
}

impl LetterPage {
    /// The page.
    pub fn new(lang: Lang, figures: &Figures, letter: Told) -> Self {
        let to = |path: String| format!("{}{path}", lang.prefix());
        let title = format!("{} {}", lang.say("Thư số", "Message"), letter.number);
        Self {
            shell: Shell::new(lang, title, link::letter(&figures.fund, letter.number)),
            fund_name: figures.name().to_owned(),
            fund_href: to(link::fund(&figures.fund)),
            letters_href: to(link::letters(&figures.fund, 1)),
            letter,
        }
    }
}
