//! What a giver sees of the own gifts, opened by their codes: the name in the books, what is shown, what can be asked for.

use std::collections::BTreeSet;

use askama::Template;
use domain::privacy::{Said, Showing};
use ledger::OwnGift;

use super::report::Wrong;
use super::row::account_detail;
use crate::lang::Lang;
use crate::pages::{Amount, Figures, Shell};
use crate::{format, link};

/// One gift with what its forms carry.
#[derive(Clone, Debug)]
pub struct Mine {
    /// Number of the receipt.
    pub number: String,
    /// How much.
    pub amount: Amount,
    /// The day.
    pub on: String,
    /// Where it came in.
    pub account: String,
    /// The name in the books.
    pub name: Option<String>,
    /// What the bank's line says.
    pub memo: Option<String>,
    /// The bank's reference.
    pub reference: Option<String>,
    /// What is shown of it.
    pub shown: &'static str,
    /// Less of it can be shown, each with its value in the form: by itself at once.
    pub less: Vec<(&'static str, &'static str)>,
    /// The day on which its giver was last set right.
    pub corrected: Option<String>,
    /// It can be asked to be listed.
    pub can_show: bool,
    /// Its slip can be printed.
    pub can_print: bool,
    /// Its public page, where it has one.
    pub href: Option<String>,
    /// Number and code together, as forms carry them.
    pub held: String,
    /// An id for the command of each of its two forms.
    pub commands: (String, String),
}

impl Mine {
    /// The gift for a page.
    pub fn new(lang: Lang, figures: &Figures, gift: OwnGift, code: &str, commands: (String, String)) -> Self {
        let shown = match (gift.erased, gift.shown, gift.said) {
            (true, ..) => {
                lang.say("Tên và lời nhắn đã xóa theo yêu cầu.", "Name and memo were erased on request.")
            }
            (_, Some(Showing::Anonymous), _) => lang.say(
                "Có trong danh sách công khai, không có tên và lời nhắn, theo ý của bạn.",
                "In the public list without name and memo, as you wish.",
            ),
            (_, Some(Showing::Name), _) => lang.say(
                "Có trong danh sách công khai, không có lời nhắn, theo ý của bạn; tên cá nhân chỉ để chữ cái đầu.",
                "In the public list without the memo, as you wish; of a person's name only initials are shown.",
            ),
            (_, Some(Showing::All), _) => lang.say(
                "Có trong danh sách công khai; tên cá nhân được che, chỉ để chữ cái đầu.",
                "In the public list; of a person's name only initials are shown.",
            ),
            (_, None, Some(Said::Hidden)) => lang.say(
                "Không có trong danh sách công khai, theo ý của bạn; số tiền vẫn nằm trong tổng.",
                "Not in the public list, as you wish; the amount is in the totals.",
            ),
            (_, None, _) => lang.say(
                "Không có trong danh sách công khai: tài khoản nhận không công khai từng khoản.",
                "Not in the public list: its account does not publish single gifts.",
            ),
        };
        Self {
            number: gift.number.to_string(),
            amount: Amount { dong: i128::from(gift.amount.dong()), lang },
            on: format::date(gift.date, lang),
            account: [Some(lang.place(&gift.account)), account_detail(&gift.account)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
            shown,
            less: if gift.erased { Vec::new() } else { less(lang, &gift) },
            corrected: gift.corrected.map(|(on, _)| format::date(on, lang)),
            can_show: !gift.erased && gift.shown != Some(Showing::All),
            can_print: !gift.reversed,
            href: gift
                .shown
                .is_some()
                .then(|| format!("{}{}", lang.prefix(), link::gift(&figures.fund, gift.number))),
            held: format!("{}:{code}", gift.number),
            name: gift.name,
            memo: gift.memo,
            reference: gift.reference,
            commands,
        }
    }
}

/// What the giver may choose alone: less than is shown now.
fn less(lang: Lang, gift: &OwnGift) -> Vec<(&'static str, &'static str)> {
    let name = ("ten", lang.say("Chỉ hiện tên, ẩn lời nhắn", "Show the name, hide the memo"));
    let anonymous =
        ("giau-ten", lang.say("Giấu tên: chỉ hiện ngày và số tiền", "No name: only day and amount"));
    let hidden = ("an", lang.say("Không có trong danh sách", "Not in the list at all"));
    match (gift.shown, gift.said) {
        (Some(Showing::All), _) => vec![name, anonymous, hidden],
        (Some(Showing::Name), _) => vec![anonymous, hidden],
        (None, Some(Said::Hidden)) => Vec::new(),
        (Some(Showing::Anonymous) | None, _) => vec![hidden],
    }
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "own.html")]
pub struct OwnPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// Where forms are sent.
    pub action: String,
    /// Where a message is written.
    pub report_href: String,
    /// Where the answer to a wish is seen.
    pub letters_href: String,
    /// Where the API gives the private copy of a proof, and the slips of a year.
    pub papers: [String; 2],
    /// The gifts that codes opened.
    pub gifts: Vec<Mine>,
    /// The years in which they were given, newest first.
    pub years: BTreeSet<i16>,
    /// The number that was typed.
    pub typed: String,
    /// What was typed as a wish: of which gift, the text, the contact.
    pub wish: (String, String, String),
    /// What is wrong.
    pub wrong: Option<Wrong>,
    /// What was done.
    pub done: Option<&'static str>,
    /// Number and code of the wish that was sent.
    pub sent: Option<(String, String)>,
}

impl OwnPage {
    /// The page with those gifts.
    pub fn new(lang: Lang, figures: &Figures, gifts: Vec<Mine>, years: BTreeSet<i16>) -> Self {
        let to = |path: String| format!("{}{path}", lang.prefix());
        let fund = &figures.fund;
        Self {
            shell: Shell::new(lang, lang.say("Khoản ủng hộ của tôi", "My gifts"), link::own(fund)),
            fund_name: figures.name().to_owned(),
            fund_href: to(link::fund(fund)),
            action: to(link::own(fund)),
            report_href: to(link::irregularity(fund)),
            letters_href: to(link::letters(fund, 1)),
            papers: link::own_papers(fund),
            gifts,
            years,
            typed: String::new(),
            wish: Default::default(),
            wrong: None,
            done: None,
            sent: None,
        }
    }

    /// What is wrong with a field.
    pub fn fault(&self, field: &str) -> Option<&str> {
        self.wrong.as_ref().filter(|(name, _)| *name == field).map(|(_, why)| why.as_str())
    }

    /// What was typed as a wish about that gift.
    pub fn wished(&self, number: &str) -> (&str, &str) {
        if self.wish.0 == number { (&self.wish.1, &self.wish.2) } else { ("", "") }
    }
}
