//! What left the fund, voucher by voucher: all of it, or for one thing, in one area, out of one restriction.

use std::collections::BTreeSet;

use askama::Template;
use domain::{Code, FundId};
use projection_coverage::{Coverage, Given, Purpose, Steps};

use crate::lang::Lang;
use crate::link::{self, Filter};
use crate::pages::names::{self, Names};
use crate::pages::{Amount, Figures, Shell, area, voucher};
use crate::{format, outline};

/// How many stand on a page.
const PER_PAGE: usize = 50;
/// How many areas a row names.
const NAMED: usize = 2;

/// One payment or issue.
#[derive(Clone, Debug)]
pub struct OutRow {
    /// Address of its voucher.
    pub href: String,
    /// The voucher's number.
    pub voucher: String,
    /// Its day.
    pub on: String,
    /// `yyyy-mm-dd`.
    pub machine_date: String,
    /// What for.
    pub purpose: &'static str,
    /// Who took it over.
    pub to: Option<String>,
    /// Where it went.
    pub places: Option<String>,
    /// Money.
    pub amount: Amount,
    /// Goods by value.
    pub goods: Amount,
    /// How far it is, where it is handed over to somebody.
    pub stage: Option<String>,
    /// Its negative stands beside it.
    pub reversed: bool,
}

/// A line of the sums by what things left for.
#[derive(Clone, Debug)]
pub struct Sum {
    /// Address of what it is made of; none where it is made of no vouchers.
    pub href: Option<String>,
    /// What for.
    pub name: String,
    /// How many; none where it is not made of vouchers.
    pub count: Option<String>,
    /// Money.
    pub amount: Amount,
    /// Goods by value.
    pub goods: Amount,
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "outgoings.html")]
pub struct OutgoingsPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// What is asked for, in words.
    pub asked: Vec<String>,
    /// Address of all.
    pub all: String,
    /// By what for; none where one thing is asked for.
    pub sums: Vec<Sum>,
    /// Money that was spent, and goods that left: the foot of the sums.
    pub foot: (Amount, Amount),
    /// Whether the sums are of the whole fund.
    pub whole: bool,
    /// Sum of money that counts.
    pub amount: Amount,
    /// Sum of goods that count.
    pub goods: Amount,
    /// How many count.
    pub count: String,
    /// The page's vouchers, newest first.
    pub rows: Vec<OutRow>,
    /// Page before this.
    pub previous: Option<String>,
    /// Page after this.
    pub next: Option<String>,
}

impl OutgoingsPage {
    /// The page of a fund for what `filter` asks.
    pub fn new(figures: &Figures, coverage: &Coverage, names: Names<'_>, filter: &Filter) -> Self {
        let (fund, lang) = (&figures.fund, names.lang);
        let within = filter.area.as_ref().map(|area| area::members(coverage, area, names.on));
        let found = matching(coverage, names, within.as_ref(), filter);
        let standing: Vec<Given<'_>> = found.iter().filter(|given| given.entry.stands()).copied().collect();
        let page = usize::try_from(filter.page).unwrap_or(1).max(1);
        let start = page.saturating_sub(1).saturating_mul(PER_PAGE);
        let to = |page: usize| {
            let page = u64::try_from(page).unwrap_or(1);
            format!("{}{}", lang.prefix(), link::outgoings(fund, &Filter { page, ..filter.clone() }))
        };
        let more = found.len() > start.saturating_add(PER_PAGE);
        let title = lang.say("Quỹ đã chi vào đâu", "Where the money and goods went");
        let plain = filter.area.is_none() && filter.restriction.is_none();
        let asked_for = Filter { page: 1, ..filter.clone() };
        Self {
            shell: Shell::new(lang, title, link::outgoings(fund, filter)),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            asked: asked(names, coverage, filter),
            all: format!("{}{}", lang.prefix(), link::outgoings(fund, &Filter::default())),
            sums: match filter.purpose {
                None => sums(fund, lang, &standing, &asked_for, plain.then_some(figures)),
                Some(_) => Vec::new(),
            },
            foot: (
                if plain {
                    Amount { dong: figures.summary.spent(), lang }
                } else {
                    total(lang, &standing, |given| given.amount)
                },
                total(lang, &standing, |given| given.goods),
            ),
            whole: plain,
            amount: total(lang, &standing, |given| given.amount),
            goods: total(lang, &standing, |given| given.goods),
            count: format::grouped(i128::try_from(standing.len()).unwrap_or_default(), lang),
            rows: found.iter().skip(start).take(PER_PAGE).map(|given| row(fund, names, given)).collect(),
            previous: (page > 1).then(|| to(page.saturating_sub(1))),
            next: more.then(|| to(page.saturating_add(1))),
        }
    }
}

fn matching<'a>(
    coverage: &'a Coverage,
    names: Names<'_>,
    within: Option<&BTreeSet<Code>>,
    filter: &Filter,
) -> Vec<Given<'a>> {
    let mut found = coverage.given(within, names.on);
    found.retain(|given| {
        let restriction = || link::restriction_key(given.entry.earmark.as_ref());
        filter.purpose.is_none_or(|purpose| purpose == given.entry.purpose)
            && filter.restriction.as_ref().is_none_or(|wanted| {
                // Goods and refunds are in no pot of money.
                given.entry.account.is_some() && *wanted == restriction()
            })
    });
    found
}

fn asked(names: Names<'_>, coverage: &Coverage, filter: &Filter) -> Vec<String> {
    let purpose = filter.purpose.map(|purpose| names::purpose(names.lang, purpose).to_owned());
    let area = filter.area.as_ref().map(|area| names.area(area));
    let restriction = filter.restriction.as_ref().map(|wanted| {
        let mut all = coverage.outgoings().all().iter().map(|entry| entry.earmark.as_ref());
        match all.find(|earmark| link::restriction_key(*earmark) == *wanted) {
            Some(earmark) => names.restriction(earmark),
            None => wanted.clone(),
        }
    });
    [purpose, area, restriction].into_iter().flatten().collect()
}

/// By what things left for. Of the whole fund, also what left without a voucher: the lines add up to what was spent.
pub(super) fn sums(
    fund: &FundId,
    lang: Lang,
    standing: &[Given<'_>],
    filter: &Filter,
    whole: Option<&Figures>,
) -> Vec<Sum> {
    let amount = |dong| Amount { dong, lang };
    let by_purpose = Purpose::ALL.into_iter().filter_map(|purpose| {
        let of: Vec<Given<'_>> =
            standing.iter().filter(|given| given.entry.purpose == purpose).copied().collect();
        let filter = Filter { purpose: Some(purpose), ..filter.clone() };
        (!of.is_empty()).then(|| Sum {
            href: Some(format!("{}{}", lang.prefix(), link::outgoings(fund, &filter))),
            name: names::purpose(lang, purpose).to_owned(),
            count: Some(format::grouped(i128::try_from(of.len()).unwrap_or_default(), lang)),
            amount: total(lang, &of, |given| given.amount),
            goods: total(lang, &of, |given| given.goods),
        })
    });
    let mut sums: Vec<Sum> = by_purpose.collect();
    if let Some(figures) = whole {
        let t = lang.text();
        let returned = standing.iter().flat_map(|given| &given.entry.settled);
        let returned = returned.fold(0_i128, |sum, settled| sum.saturating_sub(settled.returned.into()));
        let money = &figures.summary.money;
        let lines = [
            (lang.say("Tạm ứng nộp lại", "Advances paid back"), returned),
            (t.flow_fees, money.fees),
            (t.money_unexplained, money.unexplained),
        ];
        let lines = lines.into_iter().filter(|(_, dong)| *dong != 0);
        sums.extend(lines.map(|(name, dong)| Sum {
            href: None,
            name: name.to_owned(),
            count: None,
            amount: amount(dong),
            goods: amount(0),
        }));
    }
    sums
}

pub(super) fn total(lang: Lang, given: &[Given<'_>], of: impl Fn(&Given<'_>) -> i64) -> Amount {
    let dong = given.iter().fold(0_i128, |sum, given| sum.saturating_add(of(given).into()));
    Amount { dong, lang }
}

pub(super) fn row(fund: &FundId, names: Names<'_>, given: &Given<'_>) -> OutRow {
    let (entry, lang) = (given.entry, names.lang);
    OutRow {
        href: format!("{}{}", lang.prefix(), link::voucher(fund, entry.voucher)),
        voucher: entry.voucher.to_string(),
        on: format::date(entry.on, lang),
        machine_date: entry.on.to_string(),
        purpose: names::purpose(lang, entry.purpose),
        to: entry.to.as_ref().map(|party| names.party(party)),
        places: places(names, entry.shares.iter().filter_map(|share| share.area.as_ref())),
        amount: Amount { dong: given.amount.into(), lang },
        goods: Amount { dong: given.goods.into(), lang },
        stage: voucher::is_handed_over(entry.purpose).then(|| stage(lang, &entry.steps)),
        reversed: !entry.stands(),
    }
}

/// How far a delivery is, in few words.
fn stage(lang: Lang, steps: &Steps) -> String {
    let on = |vi, en, day| Some(format!("{} {}", lang.say(vi, en), format::date(day, lang)));
    let said = [
        steps.confirmed_on.and_then(|day| on("Địa phương đã xác nhận ngày", "Confirmed locally on", day)),
        steps.signed_on.and_then(|day| on("Đã ký nhận ngày", "Signed for on", day)),
        steps.handed_on.and_then(|day| on("Đã trao ngày", "Handed over on", day)),
    ];
    let none = || lang.say("Chưa ghi nhận việc trao", "Hand-over not recorded yet").to_owned();
    said.into_iter().flatten().next().unwrap_or_else(none)
}

fn places<'a>(names: Names<'_>, areas: impl Iterator<Item = &'a Code>) -> Option<String> {
    let areas: Vec<&Code> = areas.collect();
    let named: Vec<String> = areas.iter().take(NAMED).map(|area| names.area(area)).collect();
    let rest = areas.len().saturating_sub(named.len());
    let named = (!named.is_empty()).then(|| named.join(", "))?;
    Some(match (rest, names.lang) {
        (0, _) => named,
        (_, Lang::Vi) => format!("{named} và {rest} nơi khác"),
        (_, Lang::En) => format!("{named} and {rest} more"),
    })
}

/// Whether an address may name this area: one of the register, or one of the map.
pub fn is_area(coverage: &Coverage, area: &Code) -> bool {
    coverage.network().areas().any(|(code, _)| code == area) || outline::by_code(area.as_str()).is_some()
}
