//! The map of the communes, coloured by what relief came to one household, and the table behind it.

use std::collections::BTreeMap;

use askama::Template;
use domain::Code;
use projection_coverage::{AreaFigures, Figures as Sum};

use crate::lang::Lang;
use crate::pages::area::{Inner, inner, inners};
use crate::pages::names::Names;
use crate::pages::voucher::Linked;
use crate::pages::{Amount, Figures, Shell};
use crate::{format, link, outline};

/// So many colours, each for about as many communes.
const CLASSES: usize = 5;

/// A commune on the map.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Address of its page.
    pub href: String,
    /// Its border.
    pub path: &'static str,
    /// Name and figure, for who points at it.
    pub title: String,
    /// `m0` (had nothing) to `m5` (had most); `mx` where no household is known.
    pub class: String,
}

/// A line of the legend.
#[derive(Clone, Debug)]
pub struct Key {
    /// As of [`Shape`].
    pub class: String,
    /// What it means.
    pub text: String,
    /// How many communes have it.
    pub count: String,
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "map.html")]
pub struct MapPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// Address of the decisions.
    pub decisions_href: String,
    /// The communes; none where the fund's areas have no outlines here.
    pub shapes: Vec<Shape>,
    /// What the colours mean.
    pub legend: Vec<Key>,
    /// The table behind it, the least served in front.
    pub rows: Vec<Inner>,
    /// All of it together; none where nothing is known.
    pub all: Option<Inner>,
    /// What lies in no commune of the map.
    pub off: Vec<String>,
}

impl MapPage {
    /// The view box.
    pub fn view(&self) -> String {
        format!("0 0 {} {}", outline::WIDTH, outline::HEIGHT)
    }

    /// The map of a fund with these areas, the least served in front.
    pub fn new(figures: &Figures, areas: &[AreaFigures], names: Names<'_>) -> Self {
        let (fund, lang) = (&figures.fund, names.lang);
        let (mut drawn, mut off): (BTreeMap<&str, Sum>, Vec<String>) = (BTreeMap::new(), Vec::new());
        let communes = || areas.iter().filter(|area| area.is_commune());
        for area in communes().filter(|area| area.figures != Sum::default()) {
            match outline::of(area.area.as_str()) {
                Some(outline) => drawn.entry(outline.area).or_default().add(&area.figures),
                None => off.push(area.name.clone()),
            }
        }
        let limits = limits(&drawn);
        let href = |code: &str| {
            let code: Option<Code> = code.parse().ok();
            let path = code.map_or_else(|| link::map(fund), |code| link::area(fund, &code));
            format!("{}{path}", lang.prefix())
        };
        let shape = |outline: &'static outline::Outline| {
            let each = drawn.get(outline.area).and_then(Sum::per_household);
            Shape {
                href: href(outline.area),
                path: outline.path,
                title: title(lang, outline.name, each),
                class: class(&limits, each),
            }
        };
        let shapes: Vec<Shape> =
            if drawn.is_empty() { Vec::new() } else { outline::outlines().map(shape).collect() };
        let most = drawn.values().filter_map(Sum::per_household).max().unwrap_or(0);
        let named = |code: &str| outline::by_code(code).map_or(code, |outline| outline.name).to_owned();
        let mut rows: Vec<(&str, &Sum)> = drawn.iter().map(|(code, sum)| (*code, sum)).collect();
        rows.sort_by_key(|(_, sum)| sum.per_household().unwrap_or(i128::MAX));
        let row = |(code, sum): (&str, &Sum)| {
            inner(lang, Linked { text: named(code), href: Some(href(code)) }, sum, most)
        };
        let rows: Vec<Inner> = if drawn.is_empty() {
            inners(fund, names, &communes().collect::<Vec<_>>())
        } else {
            rows.into_iter().map(row).collect()
        };
        let said = areas.iter().filter(|area| area.figures != Sum::default());
        let all = said.max_by_key(|area| (area.parent.is_none(), area.figures.households));
        let whole = || Linked { text: lang.text().relief_all.to_owned(), href: None };
        Self {
            shell: Shell::new(lang, lang.say("Quỹ đã hỗ trợ ở đâu", "Where relief went"), link::map(fund)),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            decisions_href: format!("{}{}", lang.prefix(), link::decisions(fund)),
            legend: legend(lang, &limits, &shapes),
            rows,
            all: all.map(|area| inner(lang, whole(), &area.figures, 0)),
            shapes,
            off,
        }
    }
}

/// The least for one household of each colour; they are as many or fewer, and rise.
fn limits(drawn: &BTreeMap<&str, Sum>) -> Vec<i128> {
    let mut values: Vec<i128> =
        drawn.values().filter_map(Sum::per_household).filter(|each| *each > 0).collect();
    values.sort_unstable();
    let place = |class: usize| class.saturating_mul(values.len()).checked_div(CLASSES).unwrap_or(0);
    let mut limits: Vec<i128> = (0..CLASSES).filter_map(|class| values.get(place(class)).copied()).collect();
    limits.dedup();
    limits
}

fn class(limits: &[i128], each: Option<i128>) -> String {
    match each {
        None => "mx".to_owned(),
        Some(each) => format!("m{}", limits.iter().filter(|limit| **limit <= each && each > 0).count()),
    }
}

fn title(lang: Lang, name: &str, each: Option<i128>) -> String {
    match each {
        Some(each) => {
            let amount = Amount { dong: each, lang };
            let per = lang.say("mỗi hộ", "a household");
            format!("{name}: {}\u{a0}{} {per}", amount.figures(), amount.unit())
        }
        None => format!("{name}: {}", lang.say("chưa có số liệu", "no figures")),
    }
}

fn legend(lang: Lang, limits: &[i128], shapes: &[Shape]) -> Vec<Key> {
    let key = |class: String, text: String| {
        let count = shapes.iter().filter(|shape| shape.class == class).count();
        let count = i128::try_from(count).unwrap_or_default();
        (count > 0).then(|| Key { class, text, count: format::grouped(count, lang) })
    };
    let none = key("m0".to_owned(), lang.say("Chưa nhận gì", "Nothing yet").to_owned());
    let colours = limits.iter().enumerate().map(|(index, from)| {
        let from_text = format::short(*from, lang);
        let text = match limits.get(index.saturating_add(1)) {
            Some(to) => {
                let to = format::short(*to, lang);
                match lang {
                    Lang::Vi => format!("Từ {from_text} đến dưới {to} đồng mỗi hộ"),
                    Lang::En => format!("{from_text} to less than {to} đồng a household"),
                }
            }
            None => match lang {
                Lang::Vi => format!("Từ {from_text} đồng mỗi hộ trở lên"),
                Lang::En => format!("{from_text} đồng a household and more"),
            },
        };
        key(format!("m{}", index.saturating_add(1)), text)
    });
    let unknown =
        key("mx".to_owned(), lang.say("Ngoài địa bàn của quỹ", "Not in this fund's area").to_owned());
    [none].into_iter().chain(colours).chain([unknown]).flatten().collect()
}
