//! Promises: registered, fulfilled in parts by what the books hold, lapsed.

use super::super::{
    Event as Gave, FulfilPledge, Fulfilment, LapsePledge, Pledge, PledgeFulfilled, PledgeLapsed,
    PledgeRegistered, Refusal, RegisterPledge,
};
use crate::decide::{Day, earmark_known, positive, standing};
use crate::event::DonorKind;
use crate::ids::{PledgeNo, ReceiptNo};
use crate::money::Vnd;
use crate::rejection::Rejection;
use crate::state::State;

pub(super) fn register(state: &State, command: RegisterPledge, day: &Day<'_>) -> Result<Gave, Rejection> {
    let RegisterPledge { amount, donor, due_on, earmark, goods, row } = command;
    if amount.is_none() && goods.is_empty() {
        return Err(Refusal::PledgeOfNothing.into());
    }
    amount.map_or(Ok(()), positive)?;
    if donor == DonorKind::Unidentified {
        return Err(Rejection::DonorStillUnidentified);
    }
    if let Some(due_on) = due_on.filter(|due_on| *due_on < day.on) {
        return Err(Refusal::DueBeforeToday { due_on, on: day.on }.into());
    }
    for line in &goods {
        if !state.goods.knows_item(&line.item) {
            return Err(Refusal::ItemUnknown(line.item.clone()).into());
        }
        if !line.quantity.is_positive() {
            return Err(Refusal::QuantityNotPositive(line.item.clone()).into());
        }
    }
    earmark_known(state, earmark.as_ref(), day.on)?;
    let pledge = state.giving.pledges.next();
    Ok(Gave::PledgeRegistered(PledgeRegistered { amount, donor, due_on, earmark, goods, pledge, row }))
}

pub(super) fn fulfil(state: &State, command: &FulfilPledge) -> Result<Gave, Rejection> {
    let pledge = open(state, command.pledge)?;
    if pledge.fulfilled.iter().any(|(by, _)| *by == command.by) {
        return Err(Refusal::FulfilledByThatAlready(command.pledge).into());
    }
    let amount = match command.by {
        Fulfilment::Receipt(receipt) => Some(money(state, command, pledge, receipt)?),
        Fulfilment::Goods(receipt) if !state.giving.has_goods(receipt) => {
            return Err(Refusal::GoodsReceiptUnknown(receipt).into());
        }
        Fulfilment::Goods(receipt) if state.giving.pledges.uses_goods(receipt) => {
            return Err(Refusal::GoodsFulfilAnother(receipt).into());
        }
        Fulfilment::Goods(_) if command.amount.is_some() => return Err(Refusal::GoodsAreNoMoney.into()),
        Fulfilment::Goods(_) => None,
    };
    Ok(Gave::PledgeFulfilled(PledgeFulfilled { amount, by: command.by, pledge: command.pledge }))
}

/// What of a receipt counts: what is said, even beyond the promise; else what was promised still, as far as the receipt
/// reaches. No đồng of a receipt fulfils two promises.
fn money(
    state: &State,
    command: &FulfilPledge,
    pledge: &Pledge,
    receipt: ReceiptNo,
) -> Result<Vnd, Rejection> {
    let (_, gift) = standing(state, receipt)?;
    if gift.donor == DonorKind::Unidentified {
        return Err(Refusal::ReceiptUnidentified(receipt).into());
    }
    let left = gift.amount.checked_sub(state.giving.pledges.used(receipt)).unwrap_or_default();
    let amount = command.amount.unwrap_or_else(|| pledge.outstanding().min(left));
    if command.amount.is_none() && !pledge.outstanding().is_positive() {
        return Err(Refusal::PledgeFulfilled(command.pledge).into());
    }
    if amount > left || !left.is_positive() {
        return Err(Refusal::ReceiptUsedUp { receipt, left }.into());
    }
    positive(amount)?;
    Ok(amount)
}

pub(super) fn lapse(state: &State, command: &LapsePledge) -> Result<Gave, Rejection> {
    let pledge = open(state, command.pledge)?;
    if pledge.goods.is_empty() && !pledge.outstanding().is_positive() {
        return Err(Refusal::PledgeFulfilled(command.pledge).into());
    }
    Ok(Gave::PledgeLapsed(PledgeLapsed { pledge: command.pledge }))
}

fn open(state: &State, number: PledgeNo) -> Result<&Pledge, Refusal> {
    match state.giving.pledges.pledge(number) {
        None => Err(Refusal::PledgeUnknown(number)),
        Some(pledge) if pledge.lapsed_on.is_some() => Err(Refusal::PledgeLapsed(number)),
        Some(pledge) => Ok(pledge),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Command;
    use super::*;
    use crate::decide::testing::{CASH, DAY, after, check, giving, opened, receipt, reversal};
    use crate::ids::GoodsReceiptNo;

    const FIRST: PledgeNo = PledgeNo::new(1);

    fn pledge(dong: i64) -> crate::Command {
        giving(Command::RegisterPledge(RegisterPledge {
            amount: (dong != 0).then_some(Vnd::new(dong)),
            donor: DonorKind::Enterprise,
            due_on: Some(DAY),
            earmark: None,
            goods: Vec::new(),
            row: None,
        }))
    }

    fn fulfilled(dong: Option<i64>, by: Fulfilment) -> crate::Command {
        let amount = dong.map(Vnd::new);
        giving(Command::FulfilPledge(FulfilPledge { amount, by, pledge: FIRST }))
    }

    fn by(receipt: u64) -> Fulfilment {
        Fulfilment::Receipt(ReceiptNo::new(receipt))
    }

    fn lapsed() -> crate::Command {
        giving(Command::LapsePledge(LapsePledge { pledge: FIRST }))
    }

    #[test]
    fn a_promise_is_kept_in_parts_and_stands_in_no_balance() {
        let steps = [
            pledge(100),
            receipt(CASH, 30),
            receipt(CASH, 90),
            fulfilled(None, by(1)),
            fulfilled(None, by(2)),
        ];
        let left = |count: usize| {
            let state = after([opened(), steps[..count].to_vec()].concat());
            (state.giving.pledges.pledge(FIRST).unwrap().outstanding().dong(), state.accounts()[1].balance)
        };
        assert_eq!([left(1), left(3), left(4), left(5)], [(100, 0), (100, 120), (70, 120), (0, 120)]);
        let state = after([opened(), steps.to_vec(), vec![reversal(2)]].concat());
        assert_eq!(state.giving.pledges.pledge(FIRST).unwrap().outstanding().dong(), 70);
        assert_eq!(state.giving.pledges.used(ReceiptNo::new(1)).dong(), 30);
    }

    #[test]
    fn no_money_counts_twice() {
        let given = |more: &[crate::Command]| [&[pledge(100), receipt(CASH, 120)], more].concat();
        let goods = Fulfilment::Goods(GoodsReceiptNo::new(1));
        let used = |left| Refusal::ReceiptUsedUp { receipt: ReceiptNo::new(1), left: Vnd::new(left) };
        for (given, when, refusal) in [
            (vec![], pledge(0), Refusal::PledgeOfNothing),
            (vec![], fulfilled(None, by(1)), Refusal::PledgeUnknown(FIRST)),
            (
                given(&[fulfilled(None, by(1))]),
                fulfilled(None, by(1)),
                Refusal::FulfilledByThatAlready(FIRST),
            ),
            (given(&[]), fulfilled(Some(121), by(1)), used(120)),
            (given(&[]), fulfilled(None, goods), Refusal::GoodsReceiptUnknown(GoodsReceiptNo::new(1))),
            (given(&[lapsed()]), fulfilled(None, by(1)), Refusal::PledgeLapsed(FIRST)),
            (given(&[fulfilled(None, by(1))]), lapsed(), Refusal::PledgeFulfilled(FIRST)),
        ] {
            check(given, when, Err(refusal.into()));
        }
        let more =
            Gave::PledgeFulfilled(PledgeFulfilled { amount: Some(Vnd::new(120)), by: by(1), pledge: FIRST });
        check(given(&[]), fulfilled(Some(120), by(1)), Ok(vec![more.into()]));
        check(
            given(&[reversal(1)]),
            fulfilled(None, by(1)),
            Err(Rejection::ReceiptAlreadyReversed(ReceiptNo::new(1))),
        );
    }
}
