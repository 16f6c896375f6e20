//! The breakdowns of a fund's page: tables whose lines add up to a figure above them.

use projection_public::{Goods, Summary, Tally};

use crate::chart;
use crate::format;
use crate::lang::Lang;
use crate::pages::Amount;
use crate::pages::row::account_detail;

/// A line of a breakdown.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is a part of the whole by.
    pub name: String,
    /// A second line: an account number.
    pub detail: Option<String>,
    /// A remark about it.
    pub remark: Option<&'static str>,
    /// Its gifts' sum.
    pub amount: Amount,
    /// How many gifts.
    pub gifts: String,
    /// Its share of the whole sum, in thousandths.
    pub per_mille: u32,
    /// The share as a percentage; none where there is nothing to share.
    pub percent: Option<String>,
}

/// A line of the statement of money in and out.
#[derive(Clone, Debug)]
pub struct Flow {
    /// What moved the money.
    pub name: &'static str,
    /// By how much; negative where it left.
    pub amount: Amount,
}

/// A row of the table behind the chart.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// The day, week, month or year.
    pub span: String,
    /// Its gifts' sum.
    pub amount: Amount,
    /// How many gifts.
    pub gifts: String,
}

pub(super) fn stretches(lang: Lang, buckets: &chart::Buckets) -> Vec<Stretch> {
    let given = buckets.list.iter().rev().filter(|bucket| bucket.gifts > 0 || bucket.dong != 0);
    given
        .map(|bucket| Stretch {
            span: bucket.span(lang),
            amount: Amount { dong: bucket.dong, lang },
            gifts: format::grouped(bucket.gifts, lang),
        })
        .collect()
}

fn part(lang: Lang, name: String, tally: Tally, whole: i128) -> Part {
    Part {
        name,
        detail: None,
        remark: None,
        amount: Amount { dong: tally.dong, lang },
        gifts: format::grouped(tally.gifts, lang),
        per_mille: format::per_mille(tally.dong, whole),
        percent: (whole > 0).then(|| format::percent(tally.dong, whole, lang)),
    }
}

pub(super) fn banks(lang: Lang, summary: &Summary) -> Vec<Part> {
    let parts = summary.banks.iter().map(|bank| Part {
        detail: account_detail(&bank.account),
        remark: (!bank.is_published()).then_some(lang.text().unpublished),
        ..part(lang, lang.place(&bank.account), bank.received, summary.received.dong)
    });
    parts.collect()
}

pub(super) fn sizes(lang: Lang, summary: &Summary) -> Vec<Part> {
    if summary.donors().next().is_none() {
        return Vec::new();
    }
    let sizes: Vec<_> = summary.sizes().collect();
    let above = sizes.iter().skip(1).map(|next| Some(next.from)).chain([None]);
    let parts = sizes
        .iter()
        .zip(above)
        .map(|(size, below)| part(lang, lang.size(size.from, below), size.tally, summary.received.dong));
    parts.collect()
}

pub(super) fn donors(lang: Lang, summary: &Summary) -> Vec<Part> {
    let parts = summary
        .donors()
        .map(|(kind, tally)| part(lang, lang.donor(kind).to_owned(), tally, summary.received.dong));
    parts.collect()
}

/// The lines that most funds have always stand; the others where they say something.
pub(super) fn flows(lang: Lang, summary: &Summary) -> Vec<Flow> {
    let (t, money) = (lang.text(), &summary.money);
    let out = i128::saturating_neg;
    let lines = [
        (t.money_opening, money.opening, false),
        (t.flow_gifts, summary.received.dong, true),
        (t.flow_unidentified, summary.unidentified.dong, true),
        (t.money_held, summary.held.dong, false),
        (t.flow_interest, money.interest, true),
        (t.money_differences, money.differences, false),
        (t.money_refunds, out(money.refunds.total()), false),
        (t.money_to_households, out(money.to_households), false),
        (t.money_to_communities, out(money.to_communities), false),
        (t.money_transfers, out(money.transfers), false),
        (t.money_purchases, out(money.purchases), false),
        (t.money_advances, out(money.advances), false),
        (t.money_costs, out(money.costs), false),
        (t.flow_fees, out(money.fees), true),
        (t.money_unexplained, out(money.unexplained), true),
    ];
    shown(lang, &lines)
}

/// Nothing where the fund has no goods.
pub(super) fn goods(lang: Lang, goods: &Goods) -> Vec<Flow> {
    if *goods == Goods::default() {
        return Vec::new();
    }
    let (t, out) = (lang.text(), i128::saturating_neg);
    let lines = [
        (t.goods_opening, goods.opening, false),
        (t.goods_received, goods.received, true),
        (t.goods_bought, goods.bought, false),
        (t.goods_differences, goods.differences, false),
        (t.goods_issued, out(goods.issued), true),
        (t.goods_written_off, out(goods.written_off), false),
    ];
    shown(lang, &lines)
}

fn shown(lang: Lang, lines: &[(&'static str, i128, bool)]) -> Vec<Flow> {
    let lines = lines.iter().filter(|(_, dong, always)| *always || *dong != 0);
    lines.map(|(name, dong, _)| Flow { name, amount: Amount { dong: *dong, lang } }).collect()
}
