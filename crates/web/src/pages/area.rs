//! What was needed and given in an area: a commune, a district, the province, or a commune of the map that took the place
//! of several older ones.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use domain::{Code, FundId};
use projection_coverage::{AreaFigures, Coverage, Figures as Sum, Given, Need};

use crate::lang::Lang;
use crate::link::{self, Filter};
use crate::pages::names::Names;
use crate::pages::outgoings::{self, OutRow};
use crate::pages::voucher::{Linked, item_row};
use crate::pages::{Amount, Figures, Shell};
use crate::{format, outline};

/// How many of its payments and issues stand on its page.
const NEWEST: usize = 20;

/// A part of the area.
#[derive(Clone, Debug)]
pub struct Inner {
    /// Its name and page.
    pub place: Linked,
    /// Money and goods for one household; none where no household is known.
    pub each: Option<Amount>,
    /// That as a share of the most, in thousandths.
    pub per_mille: u32,
    /// Households.
    pub households: String,
    /// Those that had something.
    pub reached: String,
    /// Money.
    pub money: Amount,
    /// Goods by value.
    pub goods: Amount,
}

/// What a commune asked for, beside what it was given.
#[derive(Clone, Debug)]
pub struct NeedSum {
    /// The commune.
    pub place: Linked,
    /// Money asked for.
    pub asked: Amount,
    /// Money given.
    pub money: Amount,
    /// Goods given, by value.
    pub goods: Amount,
    /// How often it asked, and how many of those no decision answers.
    pub times: (String, String),
}

/// What somebody said is needed.
#[derive(Clone, Debug)]
pub struct NeedRow {
    /// Where, and the day.
    pub place: String,
    /// The day.
    pub on: String,
    /// For how many households.
    pub households: String,
    /// Money.
    pub amount: Amount,
    /// Goods, in words.
    pub goods: Vec<String>,
    /// The decisions that answer it.
    pub answered: Vec<String>,
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "area.html")]
pub struct AreaPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the map.
    pub map_href: String,
    /// What lies around it.
    pub around: Option<Linked>,
    /// Its figures.
    pub all: Inner,
    /// What it is made of.
    pub inner: Vec<Inner>,
    /// By what for.
    pub sums: Vec<outgoings::Sum>,
    /// Sum of money that counts.
    pub amount: Amount,
    /// Sum of goods that count.
    pub goods: Amount,
    /// By decision: its number, round, money, goods.
    pub rounds: Vec<(String, String, Amount, Amount)>,
    /// Needs against what was given, by commune.
    pub sums_of_needs: Vec<NeedSum>,
    /// What was said to be needed.
    pub needs: Vec<NeedRow>,
    /// Sum of the money that was said to be needed.
    pub needed: Amount,
    /// The newest payments and issues.
    pub rows: Vec<OutRow>,
    /// Address of all of them.
    pub list: String,
}

impl AreaPage {
    /// The page of an area that [`outgoings::is_area`] knows.
    pub fn new(
        figures: &Figures,
        coverage: &Coverage,
        areas: &[AreaFigures],
        names: Names<'_>,
        area: &Code,
    ) -> Self {
        let (fund, lang) = (&figures.fund, names.lang);
        let within = members(coverage, area, names.on);
        let given = coverage.given(Some(&within), names.on);
        let standing: Vec<Given<'_>> = given.iter().filter(|given| given.entry.stands()).copied().collect();
        let mut sum = Sum::default();
        for own in areas.iter().filter(|known| within.contains(&known.area)) {
            sum.add(&own.figures);
        }
        let inside = areas.iter().filter(|known| {
            let in_it = known.parent.as_ref() == Some(area);
            in_it || (within.len() > 1 && within.contains(&known.area))
        });
        let inside: Vec<&AreaFigures> = inside.collect();
        let needs = coverage.needed(&within, names.on);
        let filter = Filter { area: Some(area.clone()), page: 1, ..Filter::default() };
        let own = areas.iter().find(|known| known.area == *area);
        let around = own.and_then(|own| own.parent.as_ref());
        Self {
            shell: Shell::new(lang, names.area(area), link::area(fund, area)),
            fund_name: figures.name().to_owned(),
            map_href: format!("{}{}", lang.prefix(), link::map(fund)),
            around: around.map(|around| linked(fund, names, around)),
            all: inner(lang, Linked { text: names.area(area), href: None }, &sum, 0),
            inner: inners(fund, names, &inside),
            sums: outgoings::sums(fund, lang, &standing, &filter, None),
            amount: outgoings::total(lang, &standing, |given| given.amount),
            goods: outgoings::total(lang, &standing, |given| given.goods),
            rounds: rounds(coverage, lang, &standing),
            needed: needed(lang, &needs),
            sums_of_needs: sums_of_needs(fund, names, areas, &needs),
            needs: needs.iter().map(|need| need_row(coverage, names, need)).collect(),
            rows: given.iter().take(NEWEST).map(|given| outgoings::row(fund, names, given)).collect(),
            list: format!("{}{}", lang.prefix(), link::outgoings(fund, &filter)),
        }
    }
}

/// The areas of the register that an address means: the one of this code, or all that lie in this outline of the map.
pub(super) fn members(coverage: &Coverage, area: &Code, on: jiff::civil::Date) -> BTreeSet<Code> {
    let network = coverage.network();
    if network.area(area, on).is_some() {
        return BTreeSet::from([area.clone()]);
    }
    let drawn = network
        .areas()
        .map(|(code, _)| code)
        .filter(|code| outline::of(code.as_str()).is_some_and(|outline| outline.area == area.as_str()));
    drawn.cloned().chain([area.clone()]).collect()
}

fn linked(fund: &FundId, names: Names<'_>, area: &Code) -> Linked {
    let href = format!("{}{}", names.lang.prefix(), link::area(fund, area));
    Linked { text: names.area(area), href: Some(href) }
}

/// With bars, the longest of the one that had most for a household.
pub(super) fn inners(fund: &FundId, names: Names<'_>, areas: &[&AreaFigures]) -> Vec<Inner> {
    let most = areas.iter().filter_map(|area| area.figures.per_household()).max().unwrap_or(0);
    let said = areas.iter().filter(|area| area.figures != Sum::default());
    let row = |area: &&&AreaFigures| inner(names.lang, linked(fund, names, &area.area), &area.figures, most);
    said.map(|area| row(&area)).collect()
}

pub(super) fn inner(lang: Lang, place: Linked, figures: &Sum, most: i128) -> Inner {
    let amount = |dong| Amount { dong, lang };
    let each = figures.per_household();
    Inner {
        place,
        each: each.map(amount),
        per_mille: format::per_mille(each.unwrap_or(0), most),
        households: format::grouped(figures.households, lang),
        reached: format::grouped(figures.served, lang),
        money: amount(figures.amount),
        goods: amount(figures.goods),
    }
}

fn rounds(coverage: &Coverage, lang: Lang, given: &[Given<'_>]) -> Vec<(String, String, Amount, Amount)> {
    let mut sums = BTreeMap::new();
    for given in given {
        let Some((number, round)) = given.entry.allocation else { continue };
        let (money, goods) = sums.entry((round, number)).or_insert((0_i128, 0_i128));
        *money = money.saturating_add(given.amount.into());
        *goods = goods.saturating_add(given.goods.into());
    }
    let row = |((round, number), (money, goods)): ((u16, _), (i128, i128))| {
        let decision = coverage.outgoings().decision(number).unwrap_or_default().to_owned();
        let amount = |dong| Amount { dong, lang };
        (decision, format::grouped(round, lang), amount(money), amount(goods))
    };
    sums.into_iter().map(row).collect()
}

fn needed(lang: Lang, needs: &[&Need]) -> Amount {
    let dong = needs.iter().fold(0_i128, |sum, need| sum.saturating_add(need.amount.into()));
    Amount { dong, lang }
}

fn sums_of_needs(fund: &FundId, names: Names<'_>, areas: &[AreaFigures], needs: &[&Need]) -> Vec<NeedSum> {
    let lang = names.lang;
    let mut sums: BTreeMap<&Code, (i128, u64, u64)> = BTreeMap::new();
    for need in needs {
        let (asked, times, open) = sums.entry(&need.area).or_default();
        *asked = asked.saturating_add(need.amount.into());
        *times = times.saturating_add(1);
        *open = open.saturating_add(u64::from(need.answered.is_empty()));
    }
    let row = |(area, (asked, times, open)): (&Code, (i128, u64, u64))| {
        let known = areas.iter().find(|known| known.area == *area);
        let given = known.map(|known| known.figures).unwrap_or_default();
        NeedSum {
            place: linked(fund, names, area),
            asked: Amount { dong: asked, lang },
            money: Amount { dong: given.amount, lang },
            goods: Amount { dong: given.goods, lang },
            times: (format::grouped(times, lang), format::grouped(open, lang)),
        }
    };
    sums.into_iter().map(row).collect()
}

fn need_row(coverage: &Coverage, names: Names<'_>, need: &Need) -> NeedRow {
    let lang = names.lang;
    let item = |item| {
        let row = item_row(lang, item);
        format!("{}: {}", row.name, row.quantity)
    };
    let decision = |number: &domain::AllocationNo| coverage.outgoings().decision(*number).map(str::to_owned);
    NeedRow {
        place: names.area(&need.area),
        on: format::date(need.on, lang),
        households: format::grouped(need.households, lang),
        amount: Amount { dong: need.amount.into(), lang },
        goods: need.items.iter().map(item).collect(),
        answered: need.answered.iter().filter_map(decision).collect(),
    }
}
