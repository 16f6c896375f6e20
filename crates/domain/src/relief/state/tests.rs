//! What goods' events do to requests, shares, entitlements and deliveries.

use jiff::civil::date;

use super::*;
use crate::goods::{GoodsIssueReversed, GoodsIssued};
use crate::ids::AllocationNo;
use crate::party::Party;
use crate::quantity::ItemQuantity;
use crate::relief::{AllocationDecided, AllocationEntry, PickedLine, RequestMade};
use crate::voucher::{Series, VoucherNo};

const DAY: Date = date(2021, 8, 2);
const NOTE: IssueNo = IssueNo::new(1);

fn code<T: std::str::FromStr>(text: &str) -> T {
    text.parse().ok().unwrap()
}

fn rice(units: i64) -> ItemQuantity {
    ItemQuantity { item: code("rice"), quantity: Quantity::new(units) }
}

fn share() -> AllocationLine {
    AllocationLine { allocation: AllocationNo::new(1), line: 1 }
}

fn household() -> Recipient {
    Recipient {
        amount: crate::Vnd::ZERO,
        goods: vec![rice(15)],
        households: 1,
        party: Party::Household(code("g-1/1")),
        persons: 3,
        policy: None,
    }
}

fn asked() -> IssueContent {
    let line = PickedLine { item: code("rice"), lot: Some(LotNo::new(4)), quantity: Quantity::new(15) };
    IssueContent {
        allocation: Some(share()),
        head: code("food"),
        lines: vec![line],
        recipients: vec![household()],
        to: Party::Group(code("g-1")),
        warehouse: code("main"),
    }
}

fn voucher(series: Series) -> VoucherNo {
    VoucherNo { series, year: 2021, number: 1 }
}

/// A share of 40 of rice, and a request for 15 of it.
fn requested() -> State {
    let entry = AllocationEntry {
        amount: crate::Vnd::ZERO,
        earmark: None,
        goods: vec![rice(40)],
        need: None,
        policy: None,
        to: Party::Group(code("g-1")),
    };
    let decided = AllocationDecided {
        allocation: AllocationNo::new(1),
        decision: "QĐ 1".into(),
        evidence: None,
        head: code("food"),
        lines: vec![entry],
        round: 1,
    };
    let content = Content::Issue(asked());
    let made = RequestMade {
        digest: content.digest(),
        evidence: vec![],
        content,
        expires_on: DAY,
        maker: code("storekeeper:s"),
        request: RequestNo::new(1),
        row: None,
        value: crate::Vnd::ZERO,
    };
    after(State::default(), vec![Relief::AllocationDecided(decided).into(), Relief::RequestMade(made).into()])
}

fn after(mut state: State, events: Vec<Event>) -> State {
    for event in events {
        state.evolve(DAY, &event, &goods::State::default());
    }
    state
}

fn issued() -> Event {
    let IssueContent { allocation, head, recipients, to, warehouse, .. } = asked();
    goods::Event::GoodsIssued(GoodsIssued {
        allocation,
        box_code: None,
        head,
        issue: NOTE,
        lines: vec![],
        recipients,
        request: Some(RequestNo::new(1)),
        row: None,
        to,
        voucher: voucher(Series::Pxk),
        warehouse,
    })
    .into()
}

fn reversed() -> Event {
    goods::Event::GoodsIssueReversed(GoodsIssueReversed {
        issue: NOTE,
        lines: vec![],
        reason: code("wrong"),
        row: None,
        voucher: voucher(Series::Dc),
        warehouse: code("main"),
    })
    .into()
}

fn rice_left(state: &State) -> i128 {
    state.shares.get(&share()).unwrap().1.goods_left(&code("rice"))
}

#[test]
fn goods_are_reserved_issued_and_come_back() {
    let state = requested();
    let reserved = |state: &State, today| state.reserved(&code("main"), LotNo::new(4), today).units();
    assert_eq!([DAY, DAY.tomorrow().unwrap()].map(|today| reserved(&state, today)), [15, 0]);
    let holder = |state: &State| state.holder(Some(&share()), &household(), None, DAY);
    assert_eq!(holder(&state), Some(Holder::Request(RequestNo::new(1))));
    let request = RequestNo::new(1);
    assert_eq!(state.issue_to_execute(request, DAY), Err(Refusal::RequestNotApproved { request }));

    let state = after(state, vec![issued()]);
    assert_eq!((reserved(&state, DAY), rice_left(&state)), (0, 25));
    assert_eq!(holder(&state), Some(Holder::Issue(NOTE)));
    assert_eq!(state.requests.outcome(request), Some(Outcome::Done));
    assert_eq!(state.deliveries.get(Delivery::Issue(NOTE)).map(|state| state.expected), Some(1));
    let outcome = Outcome::Done;
    assert_eq!(state.issue_to_execute(request, DAY), Err(Refusal::RequestClosed { request, outcome }));

    let state = after(state, vec![reversed()]);
    assert_eq!((rice_left(&state), holder(&state)), (40, None));
    assert_eq!(state.deliveries.get(Delivery::Issue(NOTE)), None);
}
