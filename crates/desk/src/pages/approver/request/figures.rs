//! What a request takes and what would be left, as rows.

use std::collections::BTreeMap;

use domain::relief::{PerUnit, Policy};
use domain::{Code, Party};
use ledger::Dossier;
use web::pages::Amount;
use web::{Lang, format};

use crate::pages::say;

/// So many recipients are listed; the printed list has all.
pub(super) const SHOWN: usize = 200;

/// A source of money.
pub(super) struct Money {
    pub(super) what: &'static str,
    pub(super) which: String,
    /// What is there now.
    pub(super) now: Amount,
    /// What is free for this request.
    pub(super) free: Amount,
    /// What is left after it.
    pub(super) after: Amount,
    /// It is not enough.
    pub(super) short: bool,
}

pub(super) fn money(lang: Lang, dossier: &Dossier, names: &BTreeMap<Party, String>) -> Vec<Money> {
    let amount = |dong: i128| say::amount(lang, dong);
    let row = |what, which, now: i128, free: i128, after: i128| Money {
        what,
        which,
        now: amount(now),
        free: amount(free),
        after: amount(after),
        short: free < dossier.to_pay,
    };
    let mut rows = Vec::new();
    if let Some(account) = &dossier.account {
        let which = say::account(lang, &account.account);
        let what = lang.say("Tài khoản chi", "Account");
        rows.push(row(what, which, account.balance, account.free, account.after));
        if let Some(per_day) = account.per_day {
            let most = i128::from(per_day.dong());
            let left = most.saturating_sub(account.paid_today);
            rows.push(row(
                lang.say("Hạn mức chi trong ngày", "Limit of the account per day"),
                lang.say("đã chi hôm nay được trừ", "less what was paid today").to_owned(),
                most,
                left,
                left.saturating_sub(dossier.to_pay),
            ));
        }
    }
    if let Some(pot) = &dossier.pot {
        let which = say::earmark(lang, names, pot.earmark.as_ref());
        rows.push(row(lang.say("Nguồn tiền", "Restriction"), which, pot.balance, pot.free, pot.after));
    }
    if let Some(share) = dossier.share.as_ref().filter(|share| share.amount.is_positive()) {
        let which = names.get(&share.to).cloned().unwrap_or_else(|| share.to.to_string());
        let what = lang.say("Phần được phân bổ", "Share of the allocation");
        let left = i128::from(share.amount.dong()).saturating_sub(share.spent);
        rows.push(row(what, which, left, share.free, share.after));
    }
    rows
}

/// A line of goods.
pub(super) struct Goods {
    pub(super) name: String,
    pub(super) lot: String,
    pub(super) expiry: String,
    pub(super) quantity: String,
    pub(super) free: String,
    pub(super) value: Amount,
}

pub(super) fn goods(lang: Lang, dossier: &Dossier) -> Vec<Goods> {
    let units = |units: i128, unit: &Code| {
        format!("{} {}", format::grouped(units, lang), domain::goods::unit_name(unit))
    };
    let line = |line: &ledger::GoodsFigures| Goods {
        name: line.name.clone(),
        lot: line.lot.map(|lot| lot.to_string()).unwrap_or_default(),
        expiry: line.expiry.map(|day| say::day(lang, day)).unwrap_or_default(),
        quantity: units(line.quantity.units().into(), &line.unit),
        free: units(line.free, &line.unit),
        value: say::amount(lang, line.value.dong()),
    };
    dossier.goods.iter().map(line).collect()
}

/// Those who get something.
pub(super) struct Recipients {
    pub(super) shown: Vec<Recipient>,
    pub(super) all: usize,
    pub(super) households: String,
    pub(super) money: Amount,
}

/// One of them.
pub(super) struct Recipient {
    pub(super) name: String,
    pub(super) households: u32,
    pub(super) persons: u32,
    pub(super) amount: Amount,
    pub(super) goods: String,
    pub(super) policy: String,
}

impl Recipients {
    pub(super) fn of(lang: Lang, dossier: &Dossier, names: &BTreeMap<Party, String>) -> Self {
        let all = dossier.content.recipients();
        let households: u64 = all.iter().map(|of| u64::from(of.households)).sum();
        let sum = all.iter().fold(0_i128, |sum, of| sum.saturating_add(of.amount.dong().into()));
        let recipient = |of: &domain::relief::Recipient| Recipient {
            name: names.get(&of.party).cloned().unwrap_or_else(|| of.party.to_string()),
            households: of.households,
            persons: of.persons,
            amount: say::amount(lang, of.amount.dong()),
            goods: of
                .goods
                .iter()
                .map(|line| format!("{} {}", line.item, format::grouped(line.quantity.units(), lang)))
                .collect::<Vec<_>>()
                .join(", "),
            policy: of.policy.as_ref().map(ToString::to_string).unwrap_or_default(),
        };
        Self {
            shown: all.iter().take(SHOWN).map(recipient).collect(),
            all: all.len(),
            households: format::grouped(households, lang),
            money: say::amount(lang, sum),
        }
    }
}

/// A support level in words.
pub(super) fn policy(lang: Lang, code: &Code, policy: Option<&Policy>) -> String {
    let Some(policy) = policy else {
        return format!(
            "{code}: {}",
            lang.say("không còn hiệu lực vào ngày lập", "not in force on that day")
        );
    };
    let figure = |amount: domain::Vnd| say::amount(lang, amount.dong()).figures();
    let mut bounds = Vec::new();
    bounds.extend(policy.floor.map(|floor| format!("{} {} đ", lang.say("từ", "at least"), figure(floor))));
    bounds.extend(policy.ceiling.map(|most| format!("{} {} đ", lang.say("đến", "at most"), figure(most))));
    let per = match policy.per {
        PerUnit::Household => lang.say("mỗi hộ", "a household"),
        PerUnit::Person => lang.say("mỗi người", "a person"),
    };
    format!("{code}: {} {per}", bounds.join(" "))
}
