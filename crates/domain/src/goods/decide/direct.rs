//! A gift that never touches a warehouse: received and issued in one step, with both notes.

use std::collections::{BTreeMap, BTreeSet};

use super::receive::note;
use super::{Events, fund};
use crate::decide::Day;
use crate::event::Earmark;
use crate::goods::{
    DeliverDirectly, Event, GoodsIssued, GoodsSource, LotLine, ReceiveGoods, ReceivedLine, Refusal,
    state::usable_condition,
};
use crate::ids::{Boxed, Code};
use crate::party::Party;
use crate::quantity::Quantity;
use crate::rejection::Rejection;
use crate::relief::Recipient;
use crate::state::State;
use crate::voucher::Series;

pub(super) fn deliver(state: &State, command: DeliverDirectly, day: &Day<'_>) -> Events {
    let DeliverDirectly { allocation, donor, earmark, evidence, head, lines, recipients, to, row } = command;
    state.network.known(&to, day.on)?;
    fits(state, earmark.as_ref(), &head, &to)?;
    let (custody, source, warehouse) = (None, GoodsSource::Gift, Code::direct());
    let goods = ReceiveGoods { custody, donor, earmark, evidence, lines, source, warehouse, row };
    let received = note(state, goods, day)?;
    for line in &received.lines {
        usable_condition(line.lot, line.condition)?;
    }
    shared(state, &received.lines, &recipients, day)?;
    let issue = state.goods.next_issue();
    let line = |line: &ReceivedLine| LotLine { lot: line.lot, quantity: line.quantity, value: line.value };
    let issued = GoodsIssued {
        allocation,
        box_code: Some(Boxed::Issue(issue).code(fund(state)?)),
        head,
        issue,
        lines: received.lines.iter().map(line).collect(),
        recipients,
        request: None,
        row: None,
        to,
        voucher: state.vouchers.next(Series::Pxk, day.on.year()),
        warehouse: Code::direct(),
    };
    Ok(vec![Event::GoodsReceived(received), Event::GoodsIssued(issued)])
}

/// Goods that the donor tied go only where they fit: head, place of the receiver or around it, receiver.
fn fits(state: &State, earmark: Option<&Earmark>, head: &Code, to: &Party) -> Result<(), Refusal> {
    let Some(earmark) = earmark else { return Ok(()) };
    let purpose = earmark.purpose.as_ref().is_none_or(|purpose| purpose == head);
    let lies_in =
        |place: &Code| state.network.area_of(to).is_some_and(|area| state.network.lies_in(area, place));
    let place = earmark.place.as_ref().is_none_or(lies_in);
    let beneficiary = earmark.beneficiary.as_ref().is_none_or(|code| to.code() == Some(code));
    if purpose && place && beneficiary { Ok(()) } else { Err(Refusal::EarmarkBroken { to: to.clone() }) }
}

/// Where recipients are listed, each stands once and is known, and together they get what came: no more, no less.
fn shared(
    state: &State,
    lines: &[ReceivedLine],
    recipients: &[Recipient],
    day: &Day<'_>,
) -> Result<(), Rejection> {
    if recipients.is_empty() {
        return Ok(());
    }
    let mut seen = BTreeSet::new();
    let mut items: BTreeMap<&Code, (Quantity, Quantity)> = BTreeMap::new();
    for line in lines {
        let (delivered, _) = items.entry(&line.item).or_default();
        *delivered = plus(*delivered, line.quantity)?;
    }
    for recipient in recipients {
        let party = &recipient.party;
        state.network.known(party, day.on)?;
        if !seen.insert(party) {
            return Err(Refusal::RecipientTwice { party: party.clone() }.into());
        }
        if recipient.amount.dong() != 0 {
            return Err(Refusal::RecipientMoney { party: party.clone() }.into());
        }
        for goods in &recipient.goods {
            crate::goods::state::positive(goods.quantity)?;
            let (_, shared) = items.entry(&goods.item).or_default();
            *shared = plus(*shared, goods.quantity)?;
        }
    }
    match items.into_iter().find(|(_, (delivered, shared))| delivered != shared) {
        None => Ok(()),
        Some((item, (delivered, shared))) => {
            Err(Refusal::RecipientsDiffer { item: item.clone(), delivered, shared }.into())
        }
    }
}

fn plus(sum: Quantity, quantity: Quantity) -> Result<Quantity, Refusal> {
    sum.checked_add(quantity).ok_or(Refusal::QuantityTooLarge { quantity })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::DonorKind;
    use crate::goods::decide::testing::{catalogue, check, code, decided, entry, run, stocked};
    use crate::goods::{Command, Condition, ReceivedEntry};
    use crate::ids::LotNo;
    use crate::money::Vnd;
    use crate::quantity::ItemQuantity;

    fn delivery() -> DeliverDirectly {
        DeliverDirectly {
            allocation: None,
            donor: DonorKind::Enterprise,
            earmark: None,
            evidence: None,
            head: code("food"),
            lines: vec![entry("rice", 500, None)],
            recipients: vec![recipient("82-my-tho-1", 200), recipient("82-my-tho-2", 300)],
            to: Party::Area(code("82-my-tho")),
            row: None,
        }
    }

    fn recipient(area: &str, grams: i64) -> Recipient {
        Recipient {
            amount: Vnd::ZERO,
            goods: vec![ItemQuantity { item: code("rice"), quantity: Quantity::new(grams) }],
            households: 10,
            party: Party::Area(code(area)),
            persons: 0,
            policy: None,
        }
    }

    #[test]
    fn one_step_makes_both_notes_and_leaves_nothing() {
        let mut state = stocked(vec![]);
        let events = decided(&state, Command::DeliverDirectly(delivery())).unwrap();
        let vouchers: Vec<_> = events.iter().map(|event| event.voucher().unwrap().to_string()).collect();
        assert_eq!(vouchers, ["PNK-2024-00001", "PXK-2024-00001"]);
        run(&mut state, Command::DeliverDirectly(delivery()));
        let lot = state.goods.lot(LotNo::new(1)).unwrap();
        assert_eq!((lot.left, lot.value, state.goods.all_stock().count()), (Quantity::ZERO, Vnd::ZERO, 0));
    }

    #[test]
    fn earmark_recipients_and_condition_are_held_to() {
        let refused = |command, then| check(catalogue(), Command::DeliverDirectly(command), Err(then));
        let tied = |purpose: Option<&str>, beneficiary: Option<&str>| {
            let (purpose, beneficiary) = (purpose.map(code), beneficiary.map(code));
            Some(Earmark { beneficiary, place: None, purpose })
        };
        let broken = || Refusal::EarmarkBroken { to: Party::Area(code("82-my-tho")) };
        refused(DeliverDirectly { earmark: tied(Some("houses"), None), ..delivery() }, broken());
        refused(DeliverDirectly { earmark: tied(Some("food"), Some("sa-dec")), ..delivery() }, broken());
        let party = Party::Area(code("82-my-tho-1"));
        let recipients = vec![recipient("82-my-tho-1", 200), recipient("82-my-tho-1", 300)];
        refused(DeliverDirectly { recipients, ..delivery() }, Refusal::RecipientTwice { party });
        let differ = Refusal::RecipientsDiffer {
            item: code("rice"),
            delivered: Quantity::new(500),
            shared: Quantity::new(200),
        };
        refused(DeliverDirectly { recipients: vec![recipient("82-my-tho-1", 200)], ..delivery() }, differ);
        let damaged = ReceivedEntry { condition: Condition::Damaged, ..entry("rice", 500, None) };
        let lines = vec![damaged];
        refused(DeliverDirectly { lines, ..delivery() }, Refusal::LotDamaged { lot: LotNo::new(1) });
    }
}
