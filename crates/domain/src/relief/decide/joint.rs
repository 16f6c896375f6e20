//! Where relief meets goods and gifts: what was bought, what is held for others, what a donor released, who is served
//! through his group.

use super::testing::{
    MILLION, Step, T, allocate, approved, ask, code, cost, day, entry, group, household, make, pay, place,
    refund, relief, reverse, share, state_after, withdraw,
};
use crate::command::{Command as Any, On};
use crate::decide::testing::actor_for;
use crate::decide::{Given, decide};
use crate::event::DonorKind;
use crate::giving::{self, EarmarkReleased};
use crate::goods::{
    self, Condition, DeclareItem, DeliverDirectly, GoodsSource, OpenWarehouse, ReceiveGoods, ReceivedEntry,
    RevalueLot, ReverseGoodsReceipt, ValueSource,
};
use crate::ids::{AllocationNo, GoodsReceiptNo, LotNo, PaymentNo, ReceiptNo};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::{ItemQuantity, Quantity};
use crate::relief::{
    AllocationEntry, AllocationLine, Content, Free, IssueContent, PaymentContent, PaymentKind, PickedLine,
    Recipient, RefundReason,
};
use crate::state::State;

/// What the goods command makes of the state; its refusal by name.
fn run(state: &mut State, command: goods::Command) -> Result<(), &'static str> {
    let command = Any::Goods(On { effective_on: day(0), command });
    let actor = actor_for(&command);
    let facts = decide(state, command, Given { actor: &actor, today: day(0) });
    let facts: Vec<_> = facts.map_err(|refusal| refusal.code())?.collect();
    for fact in &facts {
        state.evolve(&actor, fact.effective_on, &fact.event);
    }
    Ok(())
}

fn refused(state: &State, step: Step) -> Result<(), &'static str> {
    ask(state, step).map(drop).map_err(|refusal| refusal.code())
}

fn take(state: &mut State, step: Step) {
    let (by, on) = (code(step.0), day(step.1));
    let facts = ask(state, step).unwrap();
    for event in &facts {
        state.evolve(&by, on, event);
    }
}

/// Rice by the kilogram, and a warehouse.
fn with_rice(mut state: State) -> State {
    let item = DeclareItem {
        base: code("kg"),
        category: code("food"),
        item: code("rice"),
        minimum: None,
        name: "Gạo".into(),
        perishable: false,
        units: vec![],
    };
    let warehouse = OpenWarehouse { area: None, name: "Kho".into(), warehouse: code("main") };
    run(&mut state, goods::Command::DeclareItem(item)).unwrap();
    run(&mut state, goods::Command::OpenWarehouse(warehouse)).unwrap();
    state
}

fn rice(kilograms: i64, value: i64) -> ReceivedEntry {
    ReceivedEntry {
        condition: Condition::New,
        counted: Quantity::new(kilograms),
        expiry: None,
        item: code("rice"),
        maker_lot: None,
        unit: code("kg"),
        value: Vnd::new(value),
        value_source: ValueSource::Invoice,
    }
}

fn received(source: GoodsSource, custody: Option<Party>, value: i64) -> goods::Command {
    goods::Command::ReceiveGoods(ReceiveGoods {
        custody,
        donor: DonorKind::Enterprise,
        earmark: None,
        evidence: None,
        lines: vec![rice(100, value)],
        source,
        warehouse: code("main"),
        row: None,
    })
}

#[test]
fn goods_come_for_a_purchase_that_stands_and_are_worth_no_more() {
    let kind = PaymentKind::Purchase(code("seller"));
    let bought = Content::Payment(PaymentContent { kind, ..cost(90) });
    let steps = [approved(1, &bought, 0), vec![(T, 0, pay(1, 90))]].concat();
    let no_purchase = [approved(2, &Content::Payment(cost(9)), 0), vec![(T, 0, pay(2, 9))]].concat();
    let mut state = with_rice(state_after([steps, no_purchase].concat()));
    let of = |payment, value| received(GoodsSource::Purchase(PaymentNo::new(payment)), None, value);
    assert_eq!(run(&mut state, of(3, 1)), Err("payment-unknown"));
    assert_eq!(run(&mut state, of(2, 1)), Err("goods-not-purchase"));
    assert_eq!(run(&mut state, of(1, 90 * MILLION + 1)), Err("goods-above-purchase"));
    assert_eq!(run(&mut state, of(1, 50 * MILLION)), Ok(()));
    assert_eq!(run(&mut state, of(1, 40 * MILLION + 1)), Err("goods-above-purchase"));
    let worth = |million| {
        goods::Command::RevalueLot(RevalueLot {
            evidence: code(&"a".repeat(64)),
            lot: LotNo::new(1),
            source: ValueSource::Invoice,
            value: Vnd::new(million * MILLION),
        })
    };
    assert_eq!(run(&mut state, worth(91)), Err("goods-above-purchase"));
    assert_eq!(run(&mut state, worth(60)), Ok(()));
    assert_eq!(run(&mut state, of(1, 30 * MILLION)), Ok(()));
    assert_eq!(refused(&state, (T, 0, reverse(1))), Err("purchase-delivered"));
    for receipt in [1, 2] {
        let (reason, receipt) = (code("wrong"), GoodsReceiptNo::new(receipt));
        let back = ReverseGoodsReceipt { reason, receipt, row: None };
        run(&mut state, goods::Command::ReverseGoodsReceipt(back)).unwrap();
    }
    take(&mut state, (T, 0, reverse(1)));
    assert_eq!(run(&mut state, of(1, 1)), Err("payment-already-reversed"));
}

fn asked(lot: Option<u64>, recipients: Vec<Recipient>, allocation: Option<AllocationLine>) -> IssueContent {
    let lines =
        vec![PickedLine { item: code("rice"), lot: lot.map(LotNo::new), quantity: Quantity::new(10) }];
    IssueContent { allocation, head: code("houses"), lines, recipients, to: group(), warehouse: code("main") }
}

#[test]
fn goods_of_somebody_else_are_not_asked_for() {
    let mut state = with_rice(state_after(vec![]));
    let owner = Party::Organisation(code("team"));
    run(&mut state, received(GoodsSource::Gift, Some(owner.clone()), 1)).unwrap();
    let step = |content| (T, 0, make(&Content::Issue(content)));
    assert_eq!(refused(&state, step(asked(Some(1), vec![], None))), Err("lot-in-custody"));
    assert_eq!(refused(&state, step(IssueContent { to: owner, ..asked(Some(1), vec![], None) })), Ok(()));
}

#[test]
fn what_is_delivered_directly_uses_share_and_entitlement() {
    let mut state = with_rice(state_after(vec![]));
    run(&mut state, received(GoodsSource::Gift, None, 1)).unwrap();
    let goods = vec![ItemQuantity { item: code("rice"), quantity: Quantity::new(25) }];
    let share = AllocationEntry { goods, ..entry(group(), 0, None) };
    take(&mut state, ("approver:a", 0, allocate(vec![share])));
    let line = Some(AllocationLine { allocation: AllocationNo::new(2), line: 1 });
    let got = |number| {
        let goods = vec![ItemQuantity { item: code("rice"), quantity: Quantity::new(10) }];
        Recipient { amount: Vnd::ZERO, goods, policy: None, ..household(number, 0) }
    };
    let direct = |number| {
        goods::Command::DeliverDirectly(DeliverDirectly {
            allocation: line.clone(),
            donor: DonorKind::Person,
            earmark: None,
            evidence: None,
            head: code("houses"),
            lines: vec![rice(10, 1)],
            recipients: vec![got(number)],
            to: group(),
            row: None,
        })
    };
    assert_eq!(run(&mut state, direct(1)), Ok(()));
    assert_eq!(run(&mut state, direct(1)), Err("household-twice"));
    let out_of_stock = |number| {
        let content = Content::Issue(asked(None, vec![got(number)], line.clone()));
        (T, 0, make(&content))
    };
    assert_eq!(refused(&state, out_of_stock(1)), Err("household-twice"));
    take(&mut state, out_of_stock(2));
    assert_eq!(run(&mut state, direct(3)), Err("share-goods-too-small"));
}

#[test]
fn a_household_is_served_alone_or_in_its_group() {
    let whole = Recipient { households: 2, party: group(), ..household(1, 100) };
    let (one, all) = (household(1, 50), whole);
    let of = |recipient: &Recipient| {
        let amount = recipient.amount.dong() / MILLION;
        make(&Content::Payment(relief(vec![recipient.clone()], amount)))
    };
    for (first, then, refusal) in [(&one, &all, "group-twice"), (&all, &one, "household-twice")] {
        let mut state = state_after(vec![(T, 0, of(first))]);
        assert_eq!(refused(&state, (T, 0, of(then))), Err(refusal));
        take(&mut state, (T, 0, withdraw(1)));
        assert_eq!(refused(&state, (T, 0, of(then))), Ok(()));
    }
    // A group may stand in several lists: each reaches some of its households.
    assert_eq!(refused(&state_after(vec![(T, 0, of(&all))]), (T, 0, of(&all))), Ok(()));
    let elsewhere = PaymentContent { allocation: Some(share(3)), ..relief(vec![one.clone()], 50) };
    assert_eq!(
        refused(&state_after(vec![(T, 0, of(&all))]), (T, 0, make(&Content::Payment(elsewhere)))),
        Err("household-twice")
    );
}

/// Receipt 2: 100 million for `c-1`, of which the donor released 60.
fn released() -> State {
    let mut state = state_after(vec![]);
    let event = giving::Event::EarmarkReleased(EarmarkReleased {
        amount: Vnd::new(60 * MILLION),
        evidence: code(&"a".repeat(64)),
        from: Some(place()),
        receipt: ReceiptNo::new(2),
        row: None,
        to: None,
    });
    state.evolve(&code(T), day(0), &event.into());
    state
}

#[test]
fn a_refund_takes_back_what_was_released_and_no_more() {
    let mut state = released();
    let pots = |state: &State| {
        let pots = [Some(place()), None].map(|pot| state.pots.of(pot.as_ref()).balance());
        pots.map(|dong| dong / i128::from(MILLION))
    };
    assert_eq!(pots(&state), [40, 1110]);
    let content = refund(2, 80, RefundReason::AskedByDonor);
    for step in approved(1, &content, 0) {
        take(&mut state, step);
    }
    let free = Free::new(&state, day(0));
    assert_eq!((free.pot(Some(&place())), free.pot(None)), (0, 1_070_000_000));
    take(&mut state, (T, 0, pay(1, 50)));
    assert_eq!(pots(&state), [0, 1100]);
    take(&mut state, (T, 0, pay(1, 30)));
    assert_eq!(pots(&state), [0, 1070]);
    let rest = refund(2, 21, RefundReason::AskedByDonor);
    assert_eq!(refused(&state, (T, 0, make(&rest))), Err("receipt-too-small"));
    for step in approved(2, &refund(2, 20, RefundReason::AskedByDonor), 0) {
        take(&mut state, step);
    }
    take(&mut state, (T, 0, pay(2, 20)));
    assert_eq!(pots(&state), [0, 1050]);
    // One of three refunds is reversed: the gift is still given back in part.
    take(&mut state, (T, 0, reverse(3)));
    assert_eq!(pots(&state), [20, 1050]);
    let gone = crate::decide::standing(&state, ReceiptNo::new(2)).map(drop).map_err(|refusal| refusal.code());
    assert_eq!(gone, Err("receipt-refunded"));
}
