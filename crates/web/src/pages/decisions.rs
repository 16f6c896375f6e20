//! Decisions of who gets what: all of a fund, and one with its shares and what came of each.

use std::collections::BTreeMap;

use askama::Template;
use domain::relief::AllocationEntry;
use ledger::AllocationStory;
use projection_lineage::{Lineage, Names};
use projection_public::Allocation;

use crate::lang::Lang;
use crate::pages::deeds::{at, part};
use crate::pages::story::proof;
use crate::pages::{Amount, Deed, DeedsPage, Figures, Shell, head_name};
use crate::{format, link};

impl DeedsPage {
    /// The decisions below number `before`, newest first.
    pub fn decisions(
        lang: Lang,
        figures: &Figures,
        names: &Names,
        all: &[Allocation],
        before: Option<u64>,
    ) -> Self {
        let fund = &figures.fund;
        let (page, next) = part(all, before);
        let deed = |decision: &Allocation| {
            let shares = format::grouped(decision.shares, lang);
            let dong = |dong: i128| format!("{}\u{a0}{}", format::grouped(dong, lang), lang.text().dong);
            let money = decision.decided != 0 || decision.goods_decided.is_empty();
            let paid = format!("{} {}", lang.say("Đã chi", "Paid"), dong(decision.paid));
            let given =
                format!("{} {}", lang.say("Đã cấp hàng trị giá", "Goods given, worth"), dong(decision.goods));
            let given = (!decision.goods_decided.is_empty() || decision.goods != 0).then_some(given);
            let stage = [money.then_some(paid), given].into_iter().flatten();
            Deed {
                href: format!("{}{}", lang.prefix(), link::decision(fund, decision.number)),
                what: decision.decision.clone(),
                round: format!("{} {}", lang.say("Đợt", "Round"), decision.round),
                on: format::date(decision.on, lang),
                to: format!("{shares} {}", lang.say("nơi được phân bổ", "shares")),
                amount: money.then_some(Amount { dong: decision.decided, lang }),
                goods: decision.goods_decided.iter().map(|goods| in_kind(lang, names, goods)).collect(),
                stage: stage.collect::<Vec<_>>().join(" · "),
            }
        };
        Self {
            shell: Shell::new(
                lang,
                lang.say("Quyết định phân bổ", "Decisions of who gets what"),
                at(&link::decisions(fund), before),
            ),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            intro: lang.say(
                "Mỗi quyết định của ban vận động, mới nhất trước: cho đâu, bao nhiêu, đã chi đến đâu.",
                "Every decision of the board, the newest first: for whom, how much, and what has been paid of it.",
            ),
            none: lang.text().rounds_none,
            amount_title: lang.say("Tiền, hàng được phân bổ", "Money and goods decided"),
            deeds: page.iter().rev().map(deed).collect(),
            count: format::grouped(all.len() as u64, lang),
            older: next.map(|next| format!("{}{}", lang.prefix(), at(&link::decisions(fund), Some(next)))),
        }
    }
}

/// What one receiver was decided to get, and what came of it.
#[derive(Clone, Debug)]
pub struct ShareRow {
    /// Its number in the decision.
    pub line: u16,
    /// Who.
    pub to: String,
    /// Money decided, less what was taken back.
    pub decided: Amount,
    /// Money paid, less what came back.
    pub paid: Amount,
    /// Goods decided, in words.
    pub goods: Vec<String>,
    /// Goods given, by value.
    pub given: Amount,
    /// The vouchers of what was paid and issued, with their addresses.
    pub vouchers: Vec<(String, String)>,
}

/// One decision.
#[derive(Clone, Debug, Template)]
#[template(path = "decision.html")]
pub struct DecisionPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// Address of all decisions.
    pub all_href: String,
    /// The decision's number, as on its paper.
    pub decision: String,
    /// The round.
    pub round: u16,
    /// Its day.
    pub on: String,
    /// By which role it was entered.
    pub role: String,
    /// Spending head.
    pub head: String,
    /// SHA-256 of the signed decision.
    pub paper: Option<String>,
    /// Money decided.
    pub decided: Amount,
    /// Money paid.
    pub paid: Amount,
    /// Goods given, by value.
    pub given: Amount,
    /// Goods decided, in words.
    pub goods: Vec<String>,
    /// Some of it is money.
    pub money: bool,
    /// The shares.
    pub shares: Vec<ShareRow>,
    /// What was taken back: day, decision, how much.
    pub reduced: Vec<(String, String, Amount)>,
    /// Its event's place in the log.
    pub position: u64,
    /// Where the proof is.
    pub proof_href: String,
    /// How to check.
    pub check_href: String,
}

/// What came of a share.
#[derive(Default)]
struct Came {
    paid: i128,
    given: i128,
    vouchers: Vec<(String, String)>,
}

impl DecisionPage {
    /// The page of a decision.
    pub fn new(lang: Lang, figures: &Figures, lineage: &Lineage, decision: &AllocationStory) -> Self {
        let fund = &figures.fund;
        let amount = |dong| Amount { dong, lang };
        let to = |path: String| format!("{}{path}", lang.prefix());
        let decided = &decision.decided;
        let mut came = came(lang, figures, lineage, decision);
        let shares: Vec<ShareRow> = (1..)
            .zip(&decided.lines)
            .map(|(line, entry)| {
                share(lang, lineage, decision, line, entry, came.remove(&line).unwrap_or_default())
            })
            .collect();
        let sum =
            |of: fn(&ShareRow) -> i128| shares.iter().fold(0, |sum: i128, row| sum.saturating_add(of(row)));
        let goods = decided.goods();
        let goods: Vec<_> = goods.iter().map(|goods| in_kind(lang, lineage.names(), goods)).collect();
        let title = format!("{} {}", lang.say("Quyết định phân bổ số", "Decision no."), decided.allocation);
        Self {
            shell: Shell::new(lang, title, link::decision(fund, decided.allocation)),
            fund_name: figures.name().to_owned(),
            fund_href: to(link::fund(fund)),
            all_href: to(link::decisions(fund)),
            decision: decided.decision.clone(),
            round: decided.round,
            on: format::date(decision.on, lang),
            role: lang.role(&decision.role),
            head: head_name(&decided.head, lang),
            paper: decided.evidence.as_ref().map(ToString::to_string),
            decided: amount(sum(|row| row.decided.dong)),
            paid: amount(sum(|row| row.paid.dong)),
            given: amount(sum(|row| row.given.dong)),
            money: sum(|row| row.decided.dong.saturating_add(row.paid.dong)) != 0 || goods.is_empty(),
            goods,
            reduced: decision
                .reduced
                .iter()
                .map(|(on, cut)| {
                    (format::date(*on, lang), cut.decision.clone(), amount(cut.amount.dong().into()))
                })
                .collect(),
            shares,
            position: decision.position,
            proof_href: proof(fund, decision.position),
            check_href: to(link::check(fund)),
        }
    }
}

fn came(lang: Lang, figures: &Figures, lineage: &Lineage, decision: &AllocationStory) -> BTreeMap<u16, Came> {
    let number = decision.decided.allocation;
    let href = |voucher| format!("{}{}", lang.prefix(), link::voucher(&figures.fund, voucher));
    let mut all: BTreeMap<u16, Came> = BTreeMap::new();
    for outlay in lineage.deeds().outlays_of(number) {
        let Some(line) = &outlay.allocation else {
            continue;
        };
        let came = all.entry(line.line).or_default();
        if outlay.reversed_on.is_none() {
            came.paid = came.paid.saturating_add(outlay.amount).saturating_sub(outlay.returned);
        }
        came.vouchers.push((outlay.voucher.to_string(), href(outlay.voucher)));
    }
    for handed in lineage.deeds().handed_of(number) {
        let Some(line) = &handed.allocation else {
            continue;
        };
        let came = all.entry(line.line).or_default();
        if handed.reversed_on.is_none() {
            came.given = came.given.saturating_add(handed.value);
        }
        came.vouchers.push((handed.voucher.to_string(), href(handed.voucher)));
    }
    all
}

fn share(
    lang: Lang,
    lineage: &Lineage,
    decision: &AllocationStory,
    line: u16,
    entry: &AllocationEntry,
    came: Came,
) -> ShareRow {
    let names = lineage.names();
    let cut = decision.reduced.iter().filter(|(_, cut)| cut.line.line == line);
    let cut = cut.fold(0, |sum: i128, (_, cut)| sum.saturating_add(cut.amount.dong().into()));
    let amount = |dong| Amount { dong, lang };
    ShareRow {
        line,
        to: lang.party(names, &entry.to),
        decided: amount(i128::from(entry.amount.dong()).saturating_sub(cut)),
        paid: amount(came.paid),
        goods: entry.goods.iter().map(|goods| in_kind(lang, names, goods)).collect(),
        given: amount(came.given),
        vouchers: came.vouchers,
    }
}

/// So much of an item.
fn in_kind(lang: Lang, names: &Names, goods: &domain::ItemQuantity) -> String {
    let (name, unit) = names.item(&goods.item);
    let unit = unit.map_or("", domain::goods::unit_name);
    format!("{name}: {}\u{a0}{unit}", format::grouped(goods.quantity.units(), lang))
}
