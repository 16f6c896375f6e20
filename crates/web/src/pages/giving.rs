//! How to give: accounts with pictures for bank programs, what to write, until when, and where to bring goods.

use std::collections::BTreeMap;

use askama::Template;
use domain::AccountKind;
use domain::privacy::Publication;
use jiff::civil::Date;
use ledger::Views;
use projection_public::{Bank, Terms};

use crate::format;
use crate::lang::Lang;
use crate::link::{self, Filter};
use crate::pages::names::Names;
use crate::pages::row::account_detail;
use crate::pages::{Figures, Shell};

/// The banks that the code knows by number; the JSON API draws it.
const VIETQR: &str = include_str!("../../../../config/vietqr.toml");

/// An account to give to.
#[derive(Clone, Debug)]
pub struct GiveTo {
    /// The bank, or the cash box.
    pub place: String,
    /// Its number.
    pub number: Option<String>,
    /// Which of its gifts are listed one by one.
    pub listed: &'static str,
    /// Address of the picture, and what it holds in words; none for cash and banks without a number.
    pub picture: Option<(String, String)>,
    /// Pictures with a code in the memo: the code, its address.
    pub coded: Vec<(String, String)>,
}

/// A code for the memo.
#[derive(Clone, Debug)]
pub struct CodeRow {
    /// As it is written.
    pub code: String,
    /// What a gift with it is for.
    pub meaning: String,
}

/// Whether gifts are received.
#[derive(Clone, Debug)]
pub struct WindowRow {
    /// Open, to come, over.
    pub state: &'static str,
    /// It is open.
    pub open: bool,
    /// Its last day is behind us.
    pub over: bool,
    /// First and last day.
    pub span: String,
    /// The decision.
    pub decision: String,
}

/// Where goods can be brought.
#[derive(Clone, Debug)]
pub struct Place {
    /// The warehouse.
    pub name: String,
    /// Where it is.
    pub area: Option<String>,
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "giving.html")]
pub struct GivingPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// The fund takes nothing more.
    pub closed: bool,
    /// Gifts are received, or will be.
    pub taking: bool,
    /// Address of what was spent.
    pub outgoings_href: String,
    /// The last window; none where the fund sets none.
    pub window: Option<WindowRow>,
    /// The accounts.
    pub accounts: Vec<GiveTo>,
    /// The codes.
    pub codes: Vec<CodeRow>,
    /// Where goods can be brought.
    pub warehouses: Vec<Place>,
    /// What was asked for and no decision answers yet: item, quantity.
    pub needed: Vec<(String, String)>,
    /// Address of the search, to find a gift again.
    pub gifts_href: String,
}

impl GivingPage {
    /// The page of a fund.
    pub fn new(figures: &Figures, views: &Views, names: Names<'_>) -> Self {
        let (fund, lang) = (&figures.fund, names.lang);
        let (terms, outgoings) = (views.public.terms(), views.coverage.outgoings());
        let warehouses = outgoings
            .warehouses()
            .map(|(_, name, area)| Place { name: name.to_owned(), area: area.map(|area| names.area(area)) });
        let window = window(lang, terms, names.on);
        // Nobody is asked for money that would lie apart or go back.
        let taking = !figures.summary.closed && window.as_ref().is_none_or(|window| !window.over);
        let banks = figures.summary.banks.iter();
        let code = |known: &projection_public::GiftCode| CodeRow {
            code: known.code.as_str().to_uppercase(),
            meaning: names.restriction(known.earmark.as_ref()),
        };
        Self {
            shell: Shell::new(lang, lang.say("Cách ủng hộ", "How to give"), link::giving(fund)),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            closed: figures.summary.closed,
            taking,
            accounts: banks.map(|bank| account(figures, lang, terms, bank, taking)).collect(),
            window,
            outgoings_href: format!("{}{}", lang.prefix(), link::outgoings(fund, &Filter::default())),
            codes: terms.codes.iter().map(code).collect(),
            warehouses: warehouses.collect(),
            needed: needed(lang, views),
            gifts_href: format!("{}{}", lang.prefix(), link::gifts(fund, "", 1)),
        }
    }
}

fn account(figures: &Figures, lang: Lang, terms: &Terms, bank: &Bank, taking: bool) -> GiveTo {
    let (fund, id) = (&figures.fund, &bank.account);
    let mut shorts = VIETQR.lines().filter_map(|line| line.strip_prefix("short = "));
    let known = shorts.any(|short| short.trim_matches('"').eq_ignore_ascii_case(id.bank()));
    let drawn = taking && known && id.kind() == AccountKind::Bank;
    let place = lang.place(id);
    let said = match lang {
        Lang::Vi => format!("Mã VietQR: {place}, số tài khoản {}", id.number()),
        Lang::En => format!("VietQR code: {place}, account number {}", id.number()),
    };
    let coded = terms.codes.iter().filter(|_| drawn);
    GiveTo {
        number: account_detail(id),
        listed: match bank.publication {
            Publication::All => lang.say(
                "Từng khoản được công khai: ngày, số tiền, tên đã che bớt, nội dung.",
                "Every gift is listed: day, amount, masked name, memo.",
            ),
            Publication::Ask => lang.say(
                "Khoản của tổ chức, doanh nghiệp được công khai; của cá nhân chỉ khi người ủng hộ đồng ý.",
                "Gifts of organisations and enterprises are listed; those of persons only with their consent.",
            ),
            Publication::None => lang.say(
                "Không công khai từng khoản, chỉ cộng vào tổng.",
                "Gifts are not listed one by one, only in the sums.",
            ),
        },
        picture: drawn.then(|| (link::pay(fund, id, None), said)),
        coded: coded.map(|code| (code.code.as_str().to_uppercase(), link::pay(fund, id, Some(&code.code)))).collect(),
        place,
    }
}

fn window(lang: Lang, terms: &Terms, today: Date) -> Option<WindowRow> {
    let window = terms.windows.last()?;
    let open = (window.first..=window.last).contains(&today);
    let state = if open {
        lang.say("Đang tiếp nhận", "Gifts are received")
    } else if today < window.first {
        lang.say("Chưa đến ngày tiếp nhận", "Not open yet")
    } else {
        lang.say("Đã hết thời hạn tiếp nhận", "The receiving window is over")
    };
    let span = format!("{} – {}", format::date(window.first, lang), format::date(window.last, lang));
    Some(WindowRow { state, open, over: today > window.last, span, decision: window.decision.clone() })
}

fn needed(lang: Lang, views: &Views) -> Vec<(String, String)> {
    let open = views.coverage.outgoings().needs().iter().filter(|need| need.answered.is_empty());
    let mut sums: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for item in open.flat_map(|need| &need.items) {
        let sum = sums.entry((&item.name, domain::goods::unit_name(&item.unit))).or_default();
        *sum = sum.saturating_add(item.units);
    }
    let row = |((name, unit), units): ((&str, &str), i64)| {
        (name.to_owned(), format!("{}\u{a0}{unit}", format::grouped(units, lang)))
    };
    sums.into_iter().map(row).collect()
}
