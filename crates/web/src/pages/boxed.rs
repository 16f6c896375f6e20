//! A box by the code printed on it: what is in it, where it went. No giver and no household is named.

use askama::Template;
use domain::FundId;
use jiff::civil::Date;
use ledger::{BoxCard, BoxGoods, BoxMove};

use crate::lang::Lang;
use crate::pages::{Figures, Shell};
use crate::{format, link};

/// One step of a box's way.
#[derive(Clone, Debug)]
pub struct Step {
    /// What happened.
    pub what: &'static str,
    /// The day.
    pub on: String,
    /// Where it lay, or came in.
    pub warehouse: String,
    /// Who takes it over.
    pub to: Option<String>,
    /// What is in it: name, quantity with its unit, last day of use.
    pub goods: Vec<(String, String, Option<String>)>,
    /// Days of hand-over and local confirmation, where it went to those it is meant for.
    pub delivery: Option<(Option<String>, Option<String>)>,
    /// Address of its delivery.
    pub delivery_href: Option<String>,
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "boxed.html")]
pub struct BoxPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// Where a code is typed.
    pub action: String,
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub problem: Option<&'static str>,
    /// The box's way, oldest first; empty where none was found or asked for.
    pub steps: Vec<Step>,
}

impl BoxPage {
    /// The page where a code is typed; with `typed`, what became of the box that it means, or that there is none.
    pub fn new(lang: Lang, figures: &Figures, typed: &str, card: Option<BoxCard>) -> Self {
        let (fund, t) = (&figures.fund, lang.text());
        let path = card.as_ref().map_or_else(|| link::boxes(fund), |card| link::boxed(fund, &card.code));
        let code = card.as_ref().map(|card| card.code.to_string());
        let title =
            code.as_ref().map_or_else(|| t.box_link.to_owned(), |code| format!("{} {code}", t.box_title));
        let steps = card.into_iter().flat_map(|card| card.steps);
        Self {
            shell: Shell::new(lang, title, path),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            action: format!("{}{}", lang.prefix(), link::boxes(fund)),
            problem: (code.is_none() && !typed.is_empty()).then_some(t.box_unknown),
            typed: code.unwrap_or_else(|| typed.to_owned()),
            steps: steps.map(|step| Step::new(lang, fund, step)).collect(),
        }
    }
}

impl Step {
    fn new(lang: Lang, fund: &FundId, step: ledger::BoxStep) -> Self {
        let t = lang.text();
        let day = |day: Option<Date>| day.map(|day| format::date(day, lang));
        let goods = |goods: BoxGoods| {
            let quantity = format::grouped(goods.quantity.units(), lang);
            (
                goods.name,
                format!("{quantity}\u{a0}{}", domain::goods::unit_name(&goods.unit)),
                day(goods.expiry),
            )
        };
        Self {
            what: match step.what {
                BoxMove::Received => t.box_received,
                BoxMove::Issued => t.box_issued,
                BoxMove::Sent => t.box_sent,
            },
            on: format::date(step.on, lang),
            warehouse: step.warehouse,
            to: step.to,
            goods: step.goods.into_iter().map(goods).collect(),
            delivery_href: step
                .voucher
                .map(|voucher| format!("{}{}", lang.prefix(), link::voucher(fund, voucher))),
            delivery: (step.what == BoxMove::Issued)
                .then(|| (day(step.handed_over_on), day(step.confirmed_on))),
        }
    }
}
