//! Those who keep the goods.

use domain::goods::{
    ArrivedEntry, Command as Goods, Condition, CountEntry, CountStock, DeliverDirectly, GoodsSource,
    IssueGoods, MakeKits, PickLine, ReceiveGoods, ReceivedEntry, RevalueLot, ReverseGoodsIssue,
    ReverseGoodsReceipt, SendGoods, UnloadGoods, UnmakeKits, ValueSource, WriteOffGoods,
};
use domain::relief::{Content, PaymentKind};
use domain::{
    Code, DonorKind, GoodsReceiptNo, IssueNo, LotNo, Party, PaymentNo, Quantity, RequestNo, ShipmentNo, Vnd,
};
use jiff::ToSpan;

use super::relief::{receivers, share_of};
use super::world::{World, code, heads};

const WAREHOUSES: [&str; 2] = ["w-1", "w-2"];

pub(crate) fn something(world: &mut World) {
    match world.dice.below(40) {
        0..=9 => receive(world),
        10..=12 => deliver(world),
        13..=17 => carry_out(world),
        18..=20 => send(world),
        21..=23 => unload(world),
        24..=26 => count(world),
        27 | 28 => revalue(world),
        29..=31 => kits(world),
        32..=34 => {
            let next = world.state.goods.next_receipt().get();
            let number =
                if world.dice.one_in(2) { world.dice.late(next, 3) } else { world.dice.number(next) };
            let receipt = GoodsReceiptNo::new(number);
            world.goods(Goods::ReverseGoodsReceipt(ReverseGoodsReceipt {
                reason: code("wrong"),
                receipt,
                row: None,
            }));
        }
        35 | 36 => {
            let issue = IssueNo::new(world.dice.number(world.state.goods.next_issue().get()));
            world.goods(Goods::ReverseGoodsIssue(ReverseGoodsIssue {
                issue,
                reason: code("wrong"),
                row: None,
            }));
        }
        _ => {
            let request = RequestNo::new(world.dice.number(world.state.relief.requests.next().get()));
            world.goods(Goods::IssueGoods(IssueGoods { request, row: None }));
        }
    }
}

fn lines(world: &mut World) -> Vec<ReceivedEntry> {
    (0..=world.dice.below(2)).map(|_| entry(world)).collect()
}

fn entry(world: &mut World) -> ReceivedEntry {
    let today = world.today;
    let dice = &mut world.dice;
    let (item, unit) = dice.of(&[
        ("rice", "gram"),
        ("rice", "kg"),
        ("water", "bottle"),
        ("water", "case"),
        ("kit", "piece"),
    ]);
    let days = i64::try_from(dice.below(60)).unwrap() - 2;
    let unknown = dice.one_in(8);
    ReceivedEntry {
        condition: dice.of(&[
            Condition::New,
            Condition::New,
            Condition::New,
            Condition::Used,
            Condition::Damaged,
        ]),
        counted: Quantity::new(dice.amount(400).dong()),
        expiry: (item != "rice").then(|| today.checked_add(days.days()).unwrap()),
        item: code(item),
        maker_lot: None,
        unit: code(unit),
        value: if unknown { Vnd::ZERO } else { dice.amount(200_000) },
        value_source: if unknown { ValueSource::Unknown } else { ValueSource::Declaration },
    }
}

fn receive(world: &mut World) {
    let purchases: Vec<PaymentNo> = (1..world.state.relief.payments.next().get())
        .rev()
        .map(PaymentNo::new)
        .filter(|number| {
            let payment = world.state.relief.payment(*number);
            payment.is_some_and(|payment| matches!(payment.kind, PaymentKind::Purchase(_)))
        })
        .take(6)
        .collect();
    let source = match world.dice.below(12) {
        0..=2 if !purchases.is_empty() => GoodsSource::Purchase(world.dice.of(&purchases)),
        3 => GoodsSource::Opening,
        _ => GoodsSource::Gift,
    };
    let custody = world.dice.one_in(8).then(|| Party::Organisation(code("red-cross")));
    let goods = ReceiveGoods {
        custody,
        donor: DonorKind::Enterprise,
        earmark: world.earmark(),
        evidence: None,
        lines: lines(world),
        source,
        warehouse: code(world.dice.of(&WAREHOUSES)),
        row: None,
    };
    world.goods(Goods::ReceiveGoods(goods));
}

fn deliver(world: &mut World) {
    let (lines, head) = (vec![entry(world)], world.dice.of(&heads()));
    let (to, allocation) = share_of(world);
    let allocation = allocation.filter(|_| world.dice.one_in(3));
    let recipients = if world.dice.one_in(2) {
        vec![]
    } else {
        let line = lines.first().unwrap();
        let item = world.state.goods.item(&line.item).unwrap();
        let factor = item.factor(&line.unit).unwrap_or(1);
        receivers(world, &to, None, &[(line.item.clone(), line.counted.units() * factor)])
    };
    let direct = DeliverDirectly {
        allocation,
        donor: DonorKind::Person,
        earmark: world.earmark(),
        evidence: None,
        head,
        lines,
        recipients,
        to,
        row: None,
    };
    world.goods(Goods::DeliverDirectly(direct));
}

/// What approved requests say.
fn carry_out(world: &mut World) {
    // Those that expired would soon be all there are.
    let live = world.state.relief.requests.all_live(world.today);
    let ready: Vec<_> = live
        .filter(|(_, open)| open.approved)
        .filter_map(|(request, open)| match open.content {
            Content::Issue(_) => Some((request, true)),
            Content::WriteOff(_) => Some((request, false)),
            _ => None,
        })
        .collect();
    if ready.is_empty() {
        return;
    }
    let (request, issue) = world.dice.of(&ready);
    let mistaken = world.dice.one_in(30);
    if issue ^ mistaken {
        world.goods(Goods::IssueGoods(IssueGoods { request, row: None }));
    } else {
        world.goods(Goods::WriteOffGoods(WriteOffGoods { request }));
    }
}

/// A lot that lies somewhere, and how much of it.
pub(crate) fn lying(world: &mut World) -> Option<(Code, LotNo, i64)> {
    let stock: Vec<_> =
        world.state.goods.all_stock().map(|(at, lot, there)| (at.clone(), lot, there.units())).collect();
    (!stock.is_empty()).then(|| world.dice.of(&stock))
}

fn send(world: &mut World) {
    let Some((from, lot, there)) = lying(world) else { return };
    let quantity = Quantity::new(world.dice.amount(there + 1).dong());
    let item = world.state.goods.lot(lot).unwrap().item.clone();
    let lot = world.dice.one_in(2).then_some(lot);
    let to = code(world.dice.of(&WAREHOUSES));
    world.goods(Goods::SendGoods(SendGoods { from, lines: vec![PickLine { item, lot, quantity }], to }));
}

fn unload(world: &mut World) {
    let trucks: Vec<(ShipmentNo, Vec<(LotNo, i64)>)> = world
        .state
        .goods
        .in_transit()
        .map(|(number, shipment)| {
            (number, shipment.lines.iter().map(|line| (line.lot, line.quantity.units())).collect())
        })
        .collect();
    if trucks.is_empty() {
        return;
    }
    let (shipment, loaded) = world.dice.of(&trucks);
    let lines = loaded
        .into_iter()
        .map(|(lot, sent)| {
            let damaged = if world.dice.one_in(4) { world.dice.amount(sent).dong() } else { 0 };
            let arrived = match world.dice.below(5) {
                0 => world.dice.amount(sent).dong(),
                1 => sent + world.dice.amount(5).dong(),
                _ => sent - damaged,
            };
            ArrivedEntry { arrived: Quantity::new(arrived), damaged: Quantity::new(damaged), lot }
        })
        .collect();
    world.goods(Goods::UnloadGoods(UnloadGoods { lines, row: None, shipment }));
}

fn count(world: &mut World) {
    let Some((warehouse, lot, there)) = lying(world) else { return };
    let counted = match world.dice.below(4) {
        0 => world.dice.amount(there).dong() - 1,
        1 => there + world.dice.amount(10).dong(),
        _ => there,
    };
    let (evidence, lines) = (Some(world.digest()), vec![CountEntry { counted: Quantity::new(counted), lot }]);
    world.goods(Goods::CountStock(CountStock { evidence, lines, row: None, warehouse }));
}

fn revalue(world: &mut World) {
    let Some((_, lot, _)) = lying(world) else { return };
    let (evidence, source) = (world.digest(), ValueSource::PriceList);
    let value = world.dice.amount(200_000);
    world.goods(Goods::RevalueLot(RevalueLot { evidence, lot, source, value }));
}

fn kits(world: &mut World) {
    let kits: Vec<_> = world
        .state
        .goods
        .all_stock()
        .filter(|(_, lot, _)| world.state.goods.lot(*lot).is_some_and(|lot| lot.item.as_str() == "kit"))
        .map(|(at, lot, there)| (at.clone(), lot, there.units()))
        .collect();
    if world.dice.one_in(2) || kits.is_empty() {
        let quantity = Quantity::new(world.dice.amount(4).dong());
        let (earmark, warehouse) = (world.earmark(), code(world.dice.of(&WAREHOUSES)));
        world.goods(Goods::MakeKits(MakeKits { earmark, kit: code("kit"), quantity, warehouse }));
    } else {
        let (warehouse, lot, there) = world.dice.of(&kits);
        let quantity = Quantity::new(world.dice.amount(there).dong());
        world.goods(Goods::UnmakeKits(UnmakeKits { lot, quantity, warehouse }));
    }
}
