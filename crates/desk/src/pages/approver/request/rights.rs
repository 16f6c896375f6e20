//! Whose approvals there are and are missing, and what the reader may do.

use std::collections::BTreeMap;

use domain::Party;
use ledger::{Answer, Dossier};
use web::Lang;
use web::pages::Amount;

use crate::pages::say;
use crate::people::People;

/// The approvals of the present content.
pub(super) struct Approvals {
    pub(super) given: Vec<String>,
    pub(super) needed: usize,
    /// Conflicts of interest that were declared.
    pub(super) interests: Vec<String>,
}

impl Approvals {
    pub(super) fn of(
        lang: Lang,
        dossier: &Dossier,
        people: &People,
        names: &BTreeMap<Party, String>,
    ) -> Self {
        let given = dossier.approvals.iter().map(|approval| {
            let who = people.actor(&approval.approver);
            let on = say::day(lang, approval.on);
            match &approval.for_whom {
                Some(whom) => format!("{who}, {on}, {} {}", lang.say("thay", "for"), people.name(whom)),
                None => format!("{who}, {on}"),
            }
        });
        let interests = dossier.interested.iter().map(|(person, party)| {
            let party = names.get(party).cloned().unwrap_or_else(|| party.to_string());
            format!("{person}: {party}")
        });
        Self { given: given.collect(), needed: dossier.needed, interests: interests.collect() }
    }
}

/// What the reader may do.
#[expect(clippy::struct_excessive_bools, reason = "one a button")]
pub(super) struct Rights {
    /// Whether the reader is an approver at all.
    pub(super) approver: bool,
    pub(super) may_approve: bool,
    /// Why not, where it is still open.
    pub(super) why_not: Option<String>,
    pub(super) may_hold: bool,
    pub(super) may_refuse: bool,
    pub(super) may_withdraw: bool,
    /// The reader's own right.
    pub(super) limits: Option<Limits>,
    /// For whom the reader acts.
    pub(super) acts_for: Vec<String>,
}

/// A right, in figures.
pub(super) struct Limits {
    pub(super) per_request: Amount,
    pub(super) per_day: Option<Amount>,
    pub(super) used: Amount,
    pub(super) left: Option<Amount>,
    pub(super) until: Option<String>,
}

impl Rights {
    pub(super) fn of(lang: Lang, dossier: &Dossier, people: &People, approver: bool) -> Self {
        let right = &dossier.reader;
        let may = |answer: &Answer| answer.is_none() && dossier.stage.is_open();
        let why_not = right.approve.as_ref().filter(|_| approver && dossier.stage.is_open());
        let limits = right.own.as_ref().map(|own| {
            let left = own.per_day.map(|most| i128::from(most.dong()).saturating_sub(right.used_today));
            Limits {
                per_request: say::amount(lang, own.per_request.dong()),
                per_day: own.per_day.map(|most| say::amount(lang, most.dong())),
                used: say::amount(lang, right.used_today),
                left: left.map(|left| say::amount(lang, left)),
                until: own.until.map(|until| say::day(lang, until)),
            }
        });
        let acts_for = right.acts_for.iter().map(|of| {
            let most = say::amount(lang, of.per_request.dong()).figures();
            let until = say::day(lang, of.until);
            format!(
                "{} ({} {most} đ, {} {until})",
                people.name(&of.from),
                lang.say("đến", "up to"),
                lang.say("tới ngày", "until")
            )
        });
        Self {
            approver,
            may_approve: approver && may(&right.approve),
            why_not: why_not.map(|rejection| say::refusal(lang, rejection)),
            may_hold: approver && may(&right.hold),
            may_refuse: approver && may(&right.refuse),
            may_withdraw: may(&right.withdraw),
            limits,
            acts_for: acts_for.collect(),
        }
    }
}
