//! Where a campaign's money and goods went, on its first page: side by side, by what for, by restriction, by area.

use domain::FundId;
use domain::network::AreaKind;
use ledger::Views;
use projection_coverage::{AreaFigures, Given};
use projection_public::Summary;

use crate::lang::Lang;
use crate::link::{self, Filter};
use crate::pages::area::{Inner, inners};
use crate::pages::outgoings::{self, Sum};
use crate::pages::{Amount, Figures, Names};

/// A line of money and goods side by side.
#[derive(Clone, Debug)]
pub struct Beside {
    /// What happened to it.
    pub name: &'static str,
    /// Money.
    pub money: Amount,
    /// Goods by value.
    pub goods: Amount,
    /// Where the line leads.
    pub href: Option<String>,
}

/// Money that is tied to something.
#[derive(Clone, Debug)]
pub struct Restriction {
    /// What to.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Came in.
    pub received: Amount,
    /// Left.
    pub spent: Amount,
    /// What is left of it.
    pub left: Amount,
}

/// Nothing where the fund has no goods. The columns add up: what came, less what left, is what is there.
pub(super) fn beside(lang: Lang, summary: &Summary, outgoings: &str, gifts: &str) -> Vec<Beside> {
    let goods = &summary.goods;
    if *goods == projection_public::Goods::default() {
        return Vec::new();
    }
    let line = |name, money, goods, href: Option<&str>| Beside {
        name,
        money: Amount { dong: money, lang },
        goods: Amount { dong: goods, lang },
        href: href.map(str::to_owned),
    };
    let left = |stock: i128, part: i128| stock.saturating_sub(part);
    // What is neither a gift nor given out: openings, interest, purchases, counts, refunds.
    let other_money = left(summary.left().saturating_add(summary.spent()), summary.received.dong);
    let out = goods.issued.saturating_add(goods.written_off);
    let other_goods = left(goods.stock().saturating_add(out), goods.received);
    vec![
        line(
            lang.say("Ủng hộ đã nhận", "Gifts received"),
            summary.received.dong,
            goods.received,
            Some(gifts),
        ),
        line(
            lang.say(
                "Vào khác (đầu kỳ, lãi, mua về, chưa rõ người gửi), trừ hoàn trả",
                "Other (opening, interest, bought, not identified) less refunds",
            ),
            other_money,
            other_goods,
            None,
        ),
        line(
            lang.say("Đã chi, đã cấp", "Spent and given out"),
            summary.spent().saturating_neg(),
            out.saturating_neg(),
            Some(outgoings),
        ),
        line(lang.say("Còn lại", "What is left"), summary.left(), goods.stock(), None),
    ]
}

/// By what things left for.
pub(super) fn sums(lang: Lang, figures: &Figures, views: &Views, names: Names<'_>) -> Vec<Sum> {
    let all = views.coverage.given(None, names.on);
    let standing: Vec<Given<'_>> = all.into_iter().filter(|given| given.entry.stands()).collect();
    let filter = Filter { page: 1, ..Filter::default() };
    outgoings::sums(&figures.fund, lang, &standing, &filter, Some(figures))
}

/// The most in front.
pub(in crate::pages) fn restrictions(fund: &FundId, views: &Views, names: Names<'_>) -> Vec<Restriction> {
    let lang = names.lang;
    let amount = |dong| Amount { dong, lang };
    let row = |(earmark, pot): (Option<&domain::Earmark>, domain::Pot)| Restriction {
        name: names.restriction(earmark),
        href: format!("{}{}", lang.prefix(), link::restriction(fund, earmark)),
        received: amount(pot.received),
        spent: amount(pot.spent),
        left: amount(pot.balance()),
    };
    let mut rows: Vec<Restriction> = views.public.pots().all().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.received.dong));
    rows
}

/// Districts; the province where there are none.
pub(super) fn areas(fund: &FundId, areas: &[AreaFigures], names: Names<'_>) -> Vec<Inner> {
    let of = |kind| areas.iter().filter(|area| area.kind == kind).collect::<Vec<_>>();
    let districts = inners(fund, names, &of(AreaKind::District));
    if districts.is_empty() { inners(fund, names, &of(AreaKind::Province)) } else { districts }
}
