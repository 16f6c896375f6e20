//! A gift that never touches a warehouse: received and issued in one step, with both notes. What an issue out of stock is
//! held to holds here too: share, support level, entitlement, what the donor said.

use super::receive::note;
use super::{Events, fund};
use crate::decide::Day;
use crate::goods::{
    DeliverDirectly, Event, GoodsIssued, GoodsSource, LotLine, ReceiveGoods, ReceivedLine,
    state::usable_condition,
};
use crate::ids::{Boxed, Code};
use crate::relief::{IssueContent, PickedLine, issue_allowed, issue_fits};
use crate::state::State;
use crate::voucher::Series;

pub(super) fn deliver(state: &State, command: DeliverDirectly, day: &Day<'_>) -> Events {
    let DeliverDirectly { allocation, donor, earmark, evidence, head, lines, recipients, to, row } = command;
    let (custody, source, warehouse) = (None, GoodsSource::Gift, Code::direct());
    let goods =
        ReceiveGoods { custody, donor, earmark, evidence, lines, source, warehouse: warehouse.clone(), row };
    let received = note(state, goods, day)?;
    for line in &received.lines {
        usable_condition(line.lot, line.condition)?;
    }
    let picked =
        |line: &ReceivedLine| PickedLine { item: line.item.clone(), lot: None, quantity: line.quantity };
    let lines = received.lines.iter().map(picked).collect();
    let content = IssueContent { allocation, head, lines, recipients, to, warehouse };
    issue_allowed(state, &content, None, day)?;
    issue_fits(state, &content, received.earmark.as_ref())?;
    let IssueContent { allocation, head, recipients, to, .. } = content;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{DonorKind, Earmark};
    use crate::goods::decide::testing::{catalogue, check, code, decided, entry, run, stocked};
    use crate::goods::{Command, Condition, ReceivedEntry, Refusal};
    use crate::ids::{AllocationNo, LotNo};
    use crate::money::Vnd;
    use crate::party::Party;
    use crate::quantity::{ItemQuantity, Quantity};
    use crate::relief::{AllocationLine, Recipient};

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

    #[track_caller]
    fn refused(command: DeliverDirectly, then: &str) {
        let refused = decided(&stocked(vec![]), Command::DeliverDirectly(command)).unwrap_err();
        assert_eq!(refused.code(), then);
    }

    #[test]
    fn earmark_recipients_and_condition_are_held_to() {
        let tied = |purpose: Option<&str>, beneficiary: Option<&str>| {
            let (purpose, beneficiary) = (purpose.map(code), beneficiary.map(code));
            Some(Earmark { beneficiary, place: None, purpose })
        };
        refused(DeliverDirectly { earmark: tied(Some("houses"), None), ..delivery() }, "earmark-broken");
        refused(
            DeliverDirectly { earmark: tied(Some("food"), Some("sa-dec")), ..delivery() },
            "earmark-broken",
        );
        let recipients = vec![recipient("82-my-tho-1", 200), recipient("82-my-tho-1", 300)];
        refused(DeliverDirectly { recipients, ..delivery() }, "recipient-twice");
        let recipients = vec![recipient("82-my-tho-1", 200)];
        refused(DeliverDirectly { recipients, ..delivery() }, "recipients-goods");
        let allocation = Some(AllocationLine { allocation: AllocationNo::new(1), line: 1 });
        refused(DeliverDirectly { allocation, ..delivery() }, "share-unknown");
        let damaged = ReceivedEntry { condition: Condition::Damaged, ..entry("rice", 500, None) };
        let then = Refusal::LotDamaged { lot: LotNo::new(1) };
        let damaged = DeliverDirectly { lines: vec![damaged], ..delivery() };
        check(catalogue(), Command::DeliverDirectly(damaged), Err(then));
    }
}
