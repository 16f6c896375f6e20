//! Who gets how much of what there is: the decisions so far, and a form to decide one.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use domain::relief::AllocationEntry;
use domain::{Action, Party};
use ledger::Undecided;
use web::Lang;
use web::pages::{Amount, Shell};

use crate::answer::Answer;
use crate::frame::Frame;
use crate::pages::{FileLink, say};
use crate::seat::Seat;

/// The rows of the form at first, and at most.
const ROWS: usize = 6;
const MOST_ROWS: usize = 200;

/// Money of a restriction.
struct Pot {
    which: String,
    balance: Amount,
    decided: Amount,
    free: Amount,
}

impl Pot {
    fn of(lang: Lang, names: &BTreeMap<Party, String>, pot: &Undecided) -> Self {
        let amount = |dong: i128| say::amount(lang, dong);
        Self {
            which: say::earmark(lang, names, pot.earmark.as_ref()),
            balance: amount(pot.balance),
            decided: amount(pot.decided),
            free: amount(pot.free),
        }
    }
}

/// A decision.
struct Decided {
    number: u64,
    decision: String,
    on: String,
    head: String,
    round: u16,
    evidence: Option<FileLink>,
    position: u64,
    shares: Vec<Share>,
}

/// A share of it.
struct Share {
    place: u16,
    to: String,
    from: String,
    amount: Amount,
    spent: Amount,
    free: Amount,
    goods: String,
}

#[derive(Template)]
#[template(path = "desk/approver/allocations.html")]
struct AllocationsPage {
    shell: Shell,
    frame: Frame,
    may_decide: bool,
    pots: Vec<Pot>,
    decisions: Vec<Decided>,
}

#[derive(Template)]
#[template(path = "desk/approver/allocation_form.html")]
struct AllocationForm {
    shell: Shell,
    frame: Frame,
    pots: Vec<Pot>,
    policies: Vec<(String, String)>,
    rows: Vec<usize>,
    more: usize,
}

pub(super) async fn list(seat: Seat) -> Response {
    seat.page(draw_list).await
}

pub(super) async fn form(seat: Seat) -> Response {
    seat.page(draw_form).await
}

fn draw_list(seat: &Seat) -> Answer {
    let lang = seat.lang();
    let allocating = seat.ledger.allocating()?;
    let shares = allocating.decisions.iter().flat_map(|decision| &decision.allocation.shares);
    let parties = shares.flat_map(|share| {
        std::iter::once(share.entry.to.clone()).chain(say::tied_to(share.entry.earmark.as_ref()))
    });
    let pots = allocating.pots.iter().flat_map(|pot| say::tied_to(pot.earmark.as_ref()));
    let parties: Vec<Party> = parties.chain(pots).collect();
    let names = seat.ledger.called(&parties)?;
    let goods = |entry: &AllocationEntry| {
        let lines = entry.goods.iter().map(|line| format!("{} {}", line.quantity.units(), line.item));
        lines.collect::<Vec<_>>().join(", ")
    };
    let frame = seat.frame();
    let decided = |decision: &ledger::DecidedAllocation| {
        let shares = (1_u16..).zip(&decision.allocation.shares).zip(&decision.free);
        let shares = shares.map(|((place, share), free)| Share {
            place,
            to: names.get(&share.entry.to).cloned().unwrap_or_else(|| share.entry.to.to_string()),
            from: say::earmark(lang, &names, share.entry.earmark.as_ref()),
            amount: say::amount(lang, share.entry.amount.dong()),
            spent: say::amount(lang, share.spent),
            free: say::amount(lang, *free),
            goods: goods(&share.entry),
        });
        Decided {
            number: decision.number.get(),
            decision: decision.decision.clone(),
            on: say::day(lang, decision.allocation.decided_on),
            head: decision.allocation.head.to_string(),
            round: decision.allocation.round,
            evidence: decision.evidence.as_ref().map(|digest| FileLink::of(&seat.ledger, &frame, digest)),
            position: decision.position,
            shares: shares.collect(),
        }
    };
    let page = AllocationsPage {
        shell: seat.shell("Quyết định phân bổ", "Allocations"),
        frame: seat.frame(),
        may_decide: seat.signed.may(Action::DecideAllocations),
        pots: allocating.pots.iter().map(|pot| Pot::of(lang, &names, pot)).collect(),
        decisions: allocating.decisions.iter().map(decided).collect(),
    };
    Ok(page.render()?)
}

fn draw_form(seat: &Seat) -> Answer {
    let lang = seat.lang();
    let allocating = seat.ledger.allocating()?;
    let pots = allocating.pots.iter().flat_map(|pot| say::tied_to(pot.earmark.as_ref()));
    let names = seat.ledger.called(&pots.collect::<Vec<_>>())?;
    let rows = seat.asked("dong").parse().unwrap_or(ROWS).clamp(1, MOST_ROWS);
    let none = (String::new(), lang.say("không theo định mức", "no support level").to_owned());
    let policies = allocating.policies.iter().map(|code| (code.to_string(), code.to_string()));
    let page = AllocationForm {
        shell: seat.shell("Lập quyết định phân bổ", "Decide an allocation"),
        frame: seat.frame(),
        pots: allocating.pots.iter().map(|pot| Pot::of(lang, &names, pot)).collect(),
        policies: std::iter::once(none).chain(policies).collect(),
        rows: (0..rows).collect(),
        more: rows.saturating_mul(2).min(MOST_ROWS),
    };
    Ok(page.render()?)
}
