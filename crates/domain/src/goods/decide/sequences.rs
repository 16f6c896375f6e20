//! Random lives of goods against a naive model: nothing is ever below zero, nothing is lost, nothing appears.
//!
//! The model knows no rules. It adds up what the events say, lot by lot and place by place, and is compared with the
//! state after every event; what the rules may accept is told from the model alone.
#![expect(clippy::arithmetic_side_effects, reason = "test code")]

mod model;

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::issue;
use super::testing::{DAY, code, counting, day, digest, entry, gift, kit, lot, on, stocked};
use crate::event::Earmark;
use crate::goods::{
    ArrivedEntry, Command, Condition, CountStock, Event, IssueGoods, MakeKits, PickLine, ReceiveGoods,
    ReceivedEntry, RevalueLot, ReverseGoodsIssue, ReverseGoodsReceipt, SendGoods, UnloadGoods, UnmakeKits,
    ValueSource, WriteOffReason,
};
use crate::ids::{Actor, Code, GoodsReceiptNo, IssueNo, LotNo, RequestNo, ShipmentNo};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::Quantity;
use crate::rejection::Rejection;
use crate::relief::{IssueContent, PickedLine, WriteOffContent};
use crate::state::State;
use model::Model;

const PLACES: [&str; 2] = ["cao-lanh", "sa-dec"];
const ITEMS: [&str; 3] = ["rice", "water", "family-kit"];

/// A step: which kind, and three numbers that it makes of what it can.
type Step = (u8, u16, u16, u16);

/// What a step does.
enum Done {
    /// Through the rule of a command.
    Command(Command),
    /// As an approved request would say.
    Issue(IssueContent),
    /// See `Issue`.
    WriteOff(WriteOffContent),
}

fn place(number: u16) -> Code {
    code(PLACES[usize::from(number) % PLACES.len()])
}

fn item(number: u16) -> Code {
    code(ITEMS[usize::from(number) % ITEMS.len()])
}

/// A number from 1 to the one after the last, so that some do not exist.
fn up_to(next: u64, number: u16) -> u64 {
    u64::from(number) % next + 1
}

fn earmark(number: u16) -> Option<Earmark> {
    let purpose = Some(code("flood"));
    number.is_multiple_of(5).then_some(Earmark { beneficiary: None, place: None, purpose })
}

fn some_lot(state: &State, number: u16) -> LotNo {
    lot(up_to(state.goods.next_lot().get(), number))
}

/// Mostly of a lot that lies there, and mostly no more than that.
fn picked(state: &State, place: &Code, number: u16, quantity: u16) -> PickedLine {
    let here: Vec<(LotNo, Quantity)> = state.goods.stock(place).collect();
    let found = here.get(usize::from(number) % (here.len() + 1)).copied();
    let (lot, there) = found.unwrap_or_else(|| (some_lot(state, number), Quantity::new(9)));
    let item = state.goods.lot(lot).map_or_else(|| code("rice"), |lot| lot.item.clone());
    PickedLine { item, lot: Some(lot), quantity: Quantity::new(i64::from(quantity) % (there.units() + 2)) }
}

fn done(state: &State, (kind, a, b, c): Step) -> Done {
    let goods = &state.goods;
    let quantity = Quantity::new(i64::from(c % 60));
    Done::Command(match kind % 13 {
        0 | 1 => Command::ReceiveGoods(received(a, b, c)),
        2 => {
            let lot = b.is_multiple_of(2).then(|| some_lot(state, a));
            let item = lot.and_then(|lot| goods.lot(lot)).map_or_else(|| item(a), |lot| lot.item.clone());
            let lines = vec![PickLine { item, lot, quantity }];
            Command::SendGoods(SendGoods { from: place(b / 2), lines, to: place(b / 2 + 1) })
        }
        3 => Command::UnloadGoods(unloaded(state, a, b, c)),
        4 => {
            let lot = some_lot(state, a);
            let booked = goods.on_hand(&place(b), lot).units();
            let counted = booked.saturating_add(i64::from(c % 7) - 3);
            Command::CountStock(CountStock { warehouse: place(b), ..counting(&[(lot.get(), counted)]) })
        }
        5 | 6 => {
            let lines = vec![picked(state, &place(b), a, c), picked(state, &place(b), a / 7, c / 3)];
            let (allocation, recipients, to) = (None, vec![], Party::Area(code("82-my-tho")));
            return Done::Issue(IssueContent {
                allocation,
                head: code("food"),
                lines,
                recipients,
                to,
                warehouse: place(b),
            });
        }
        7 => {
            let lines = vec![picked(state, &place(b), a, c)];
            return Done::WriteOff(WriteOffContent {
                lines,
                reason: WriteOffReason::Lost,
                warehouse: place(b),
            });
        }
        8 => Command::RevalueLot(RevalueLot {
            evidence: digest(),
            lot: some_lot(state, a),
            source: ValueSource::Estimate,
            value: Vnd::new(i64::from(b) * i64::from(c)),
        }),
        9 => {
            let (kit, quantity) = (code("family-kit"), Quantity::new(i64::from(c % 5)));
            Command::MakeKits(MakeKits { earmark: earmark(a), kit, quantity, warehouse: place(b) })
        }
        10 => {
            let kits = goods.lots().filter(|(_, lot)| lot.item.as_str() == "family-kit");
            let kits: Vec<_> = kits.filter(|(_, lot)| lot.left.is_positive()).map(|(lot, _)| lot).collect();
            let lot = kits.get(usize::from(a) % (kits.len() + 1)).copied();
            let (lot, quantity) = (lot.unwrap_or(some_lot(state, a)), Quantity::new(i64::from(c % 4)));
            Command::UnmakeKits(UnmakeKits { lot, quantity, warehouse: place(b) })
        }
        11 => {
            let receipt = GoodsReceiptNo::new(up_to(goods.next_receipt().get(), a));
            Command::ReverseGoodsReceipt(ReverseGoodsReceipt { reason: code("wrong"), receipt, row: None })
        }
        _ => {
            let issue = IssueNo::new(up_to(goods.next_issue().get(), a));
            Command::ReverseGoodsIssue(ReverseGoodsIssue { issue, reason: code("wrong"), row: None })
        }
    })
}

fn received(a: u16, b: u16, c: u16) -> ReceiveGoods {
    let expiry = DAY.checked_add(jiff::Span::new().days(i64::from(b % 4))).ok();
    let condition = if c.is_multiple_of(11) { Condition::Damaged } else { Condition::New };
    let line = |item: &str, counted: u16| ReceivedEntry {
        condition,
        value: Vnd::new(i64::from(c) * i64::from(a % 97)),
        ..entry(item, i64::from(counted % 50), expiry)
    };
    let lines = vec![line(ITEMS[usize::from(a) % 3], b + 1), line(ITEMS[usize::from(a / 3) % 3], c)];
    let custody = c.is_multiple_of(13).then(|| Party::Organisation(code("red-cross")));
    ReceiveGoods { custody, earmark: earmark(c), warehouse: place(a), ..gift(lines) }
}

/// All lots of a shipment, one of them with other numbers than were sent.
fn unloaded(state: &State, a: u16, b: u16, c: u16) -> UnloadGoods {
    let shipment = ShipmentNo::new(up_to(state.goods.next_shipment().get(), a));
    let sent = state.goods.shipment(shipment).map(|shipment| shipment.lines.clone()).unwrap_or_default();
    let line = |(index, sent): (usize, &crate::goods::LotLine)| {
        let damaged = i64::from(b % 5).min(sent.quantity.units());
        let odd = if index == 0 { i64::from(c % 5) - 2 } else { 0 };
        let arrived = Quantity::new(sent.quantity.units() - damaged + odd);
        ArrivedEntry { arrived, damaged: Quantity::new(damaged), lot: sent.lot }
    };
    UnloadGoods { lines: sent.iter().enumerate().map(line).collect(), row: None, shipment }
}

fn facts(state: &State, done: &Done) -> Result<Vec<Event>, Rejection> {
    let actor: Actor = "storekeeper:s-1".parse().unwrap();
    let today = day(&actor, DAY);
    let request = RequestNo::new(1);
    match done {
        Done::Command(command) => {
            let events = on(state, command.clone(), DAY)?;
            let goods = events.into_iter().map(|event| {
                let crate::Event::Goods(event) = event else { panic!("{event:?}") };
                *event
            });
            Ok(goods.collect())
        }
        Done::Issue(content) => issue::execute(state, &IssueGoods { request, row: None }, content, &today),
        Done::WriteOff(content) => issue::execute_write_off(state, request, content, &today),
    }
}

/// What must be accepted, and what must not, as far as quantities go.
fn expected(model: &Model, state: &State, done: &Done) -> Option<bool> {
    match done {
        Done::WriteOff(content) => {
            let line = &content.lines[0];
            let there = model.there(&content.warehouse, line.lot.unwrap());
            Some(line.quantity.is_positive() && there >= line.quantity.units())
        }
        Done::Command(Command::SendGoods(command)) => {
            let line = &command.lines[0];
            let wanted = line.quantity.units();
            let free = line.lot.map_or_else(
                || {
                    let fit = |lot| {
                        let lot = state.goods.lot(lot).unwrap();
                        lot.item == line.item && lot.custody.is_none() && lot.condition != Condition::Damaged
                    };
                    model.lots_at(&command.from).filter(|(lot, _)| fit(*lot)).map(|(_, there)| there).sum()
                },
                |lot| model.there(&command.from, lot),
            );
            Some(wanted > 0 && wanted <= free)
        }
        _ => None,
    }
}

/// How many events of each kind it made.
fn live(steps: &[Step]) -> Result<BTreeMap<String, u32>, TestCaseError> {
    let mut state = stocked(vec![kit("family-kit", &[("rice", 3), ("water", 2)])]);
    let mut model = Model::default();
    let mut made = BTreeMap::new();
    for step in steps {
        let done = done(&state, *step);
        let decided = facts(&state, &done);
        if let Some(expected) = expected(&model, &state, &done) {
            prop_assert_eq!(decided.is_ok(), expected, "{:?}: {:?}", step, decided);
        }
        let Ok(decided) = decided else { continue };
        for event in decided {
            let kind = format!("{event:?}").split('(').next().unwrap().to_owned();
            let voucher = event.voucher();
            let before = voucher.map_or(0, |voucher| state.vouchers.last(voucher.series, voucher.year));
            prop_assert!(voucher.is_none_or(|voucher| voucher.number == before + 1));
            model.take_in(&state.goods, &event)?;
            state.evolve(&"storekeeper:t-test".parse().unwrap(), DAY, &event.into());
            model.agrees(&state.goods)?;
            *made.entry(kind).or_default() += 1;
        }
    }
    let snapshot = postcard::to_stdvec(&state).unwrap();
    prop_assert_eq!(postcard::from_bytes::<State>(&snapshot).unwrap(), state);
    Ok(made)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_below_zero_lost_or_made(
        steps in prop::collection::vec((any::<u8>(), 0..9_000_u16, 0..9_000_u16, 0..9_000_u16), 1..400),
    ) {
        live(&steps)?;
    }
}

/// One life long enough that every kind of step has been accepted many times.
#[test]
fn a_long_life_stays_right() {
    let mut seed = 0x5eed_u64;
    let mut random = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u16::try_from(seed >> 48).unwrap()
    };
    let steps: Vec<Step> = (0..3_000)
        .map(|_| (random().to_le_bytes()[0], random() % 9_000, random() % 9_000, random() % 9_000))
        .collect();
    let made = live(&steps).unwrap();
    assert!(made.len() == 11 && made.values().all(|count| *count > 20), "{made:?}");
}
