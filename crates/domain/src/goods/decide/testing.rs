//! A catalogue, two warehouses and short ways to say things: the harness of this part's tests.

use jiff::civil::Date;

use crate::decide::testing::{actor_for, after, opened};
use crate::decide::{Day, Decided, Given};
use crate::event::DonorKind;
use crate::goods::{
    Command, Condition, CountEntry, CountStock, DeclareItem, DefineKit, Event, GoodsSource, OpenWarehouse,
    PickLine, ReceiveGoods, ReceivedEntry, Refusal, SendGoods, Unit, ValueSource,
};
use crate::ids::{Actor, Code, Digest, LotNo};
use crate::money::Vnd;
use crate::network::{self, AreaEntry, AreaKind, DeclareAreas, DeclareOrganisation, OrganisationKind};
use crate::quantity::{ItemQuantity, Quantity};
use crate::rejection::Rejection;
use crate::relief::PickedLine;
use crate::state::State;
use crate::voucher::VoucherNo;

pub(crate) const DAY: Date = crate::decide::testing::DAY;

pub(crate) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

pub(crate) fn lot(number: u64) -> LotNo {
    LotNo::new(number)
}

pub(crate) fn voucher(text: &str) -> VoucherNo {
    text.parse().unwrap()
}

pub(crate) fn digest() -> Digest {
    "a".repeat(64).parse().unwrap()
}

pub(crate) fn day(actor: &Actor, on: Date) -> Day<'_> {
    Day { actor, on, today: on.max(DAY) }
}

pub(crate) fn item(item: &str, base: &str, perishable: bool) -> DeclareItem {
    DeclareItem {
        base: code(base),
        category: code("food"),
        item: code(item),
        minimum: None,
        name: item.to_owned(),
        perishable,
        units: vec![],
    }
}

pub(crate) fn kit(kit: &str, components: &[(&str, i64)]) -> Command {
    let component = |(item, quantity): &(&str, i64)| ItemQuantity {
        item: code(item),
        quantity: Quantity::new(*quantity),
    };
    Command::DefineKit(DefineKit { components: components.iter().map(component).collect(), kit: code(kit) })
}

/// Rice by the gram (scarce below 30 kg), water by the bottle, a kit to be defined; warehouses Cao Lãnh and Sa Đéc.
pub(crate) fn catalogue() -> Vec<Command> {
    let unit = |unit, factor| Unit { factor, unit: code(unit) };
    let rice = DeclareItem {
        minimum: Some(Quantity::new(30_000)),
        units: vec![unit("kg", 1_000), unit("tonne", 1_000_000)],
        ..item("rice", "gram", false)
    };
    let water = DeclareItem { units: vec![unit("case", 24)], ..item("water", "bottle", true) };
    let family = item("family-kit", "piece", true);
    let warehouse = |name: &str| {
        Command::OpenWarehouse(OpenWarehouse { area: None, name: name.to_owned(), warehouse: code(name) })
    };
    let items = [rice, water, family].map(Command::DeclareItem);
    items.into_iter().chain([warehouse("cao-lanh"), warehouse("sa-dec")]).collect()
}

/// So many base units, each worth a thousand đồng.
pub(crate) fn entry(item: &str, counted: i64, expiry: Option<Date>) -> ReceivedEntry {
    let base = match item {
        "rice" => "gram",
        "water" => "bottle",
        _ => "piece",
    };
    ReceivedEntry {
        condition: Condition::New,
        counted: Quantity::new(counted),
        expiry,
        item: code(item),
        maker_lot: None,
        unit: code(base),
        value: Vnd::new(counted.saturating_mul(1_000).max(0)),
        value_source: ValueSource::Declaration,
    }
}

pub(crate) fn gift(lines: Vec<ReceivedEntry>) -> ReceiveGoods {
    ReceiveGoods {
        custody: None,
        donor: DonorKind::Enterprise,
        earmark: None,
        evidence: None,
        lines,
        source: GoodsSource::Gift,
        warehouse: code("cao-lanh"),
        row: None,
    }
}

pub(crate) fn received(goods: ReceiveGoods) -> Command {
    Command::ReceiveGoods(goods)
}

/// From Cao Lãnh to Sa Đéc, what expires first.
pub(crate) fn sent(item: &str, quantity: i64) -> Command {
    let lines = vec![PickLine { item: code(item), lot: None, quantity: Quantity::new(quantity) }];
    Command::SendGoods(SendGoods { from: code("cao-lanh"), lines, to: code("sa-dec") })
}

/// At Cao Lãnh, with signed minutes.
pub(crate) fn counting(lines: &[(u64, i64)]) -> CountStock {
    let line =
        |(number, counted): &(u64, i64)| CountEntry { counted: Quantity::new(*counted), lot: lot(*number) };
    let lines = lines.iter().map(line).collect();
    CountStock { evidence: Some(digest()), lines, row: None, warehouse: code("cao-lanh") }
}

pub(crate) fn wished(item: &str, quantity: i64) -> PickedLine {
    PickedLine { item: code(item), lot: None, quantity: Quantity::new(quantity) }
}

fn asked(command: Command) -> crate::Command {
    crate::Command::Goods(crate::On { effective_on: DAY, command })
}

/// The commune of Mỹ Tho and a society that has goods kept for it.
fn network() -> Vec<crate::Command> {
    let area = |area: &str, kind, parent: Option<&str>| AreaEntry {
        area: code(area),
        kind,
        name: area.to_owned(),
        parent: parent.map(code),
        successor: None,
        valid_until: None,
    };
    let commune = Some("82-my-tho");
    let areas = vec![
        area("82", AreaKind::Province, None),
        area("82-my-tho", AreaKind::Commune, Some("82")),
        area("82-my-tho-1", AreaKind::Hamlet, commune),
        area("82-my-tho-2", AreaKind::Hamlet, commune),
    ];
    let declared = network::Command::DeclareAreas(DeclareAreas { areas, decision: "QĐ 1".into() });
    let society = network::Command::DeclareOrganisation(DeclareOrganisation {
        area: None,
        kind: OrganisationKind::Other,
        name: "Hội".into(),
        organisation: code("red-cross"),
    });
    [declared, society]
        .map(|command| crate::Command::Network(crate::On { effective_on: DAY, command }))
        .into()
}

/// The catalogue, and then these.
pub(crate) fn stocked_with(commands: Vec<Command>) -> Vec<Command> {
    [catalogue(), commands].concat()
}

/// The state after the catalogue and these, each of which must be accepted.
#[track_caller]
pub(crate) fn stocked(commands: Vec<Command>) -> State {
    let given = stocked_with(commands).into_iter().map(asked).collect();
    after([opened(), network(), given].concat())
}

#[track_caller]
pub(crate) fn run(state: &mut State, command: Command) {
    let command = asked(command);
    let by = crate::decide::testing::actor_for(&command);
    let facts: Vec<Decided> = crate::decide::testing::decided(state, command).unwrap();
    for fact in &facts {
        state.evolve(&by, fact.effective_on, &fact.event);
    }
}

pub(crate) fn decided(state: &State, command: Command) -> Result<Vec<crate::Event>, Rejection> {
    on(state, command, DAY)
}

pub(crate) fn on(state: &State, command: Command, on: Date) -> Result<Vec<crate::Event>, Rejection> {
    let command = crate::Command::Goods(crate::On { effective_on: on, command });
    let actor = actor_for(&command);
    let facts = crate::decide::decide(state, command, Given { actor: &actor, today: on.max(DAY) })?;
    Ok(facts.map(|fact| fact.event).collect())
}

/// After the opened fund and `given` (the catalogue is not implied), `when` makes exactly `then`.
#[track_caller]
pub(crate) fn check(given: Vec<Command>, when: Command, then: Result<Vec<Event>, Refusal>) {
    let given = network().into_iter().chain(given.into_iter().map(asked)).collect();
    let then =
        then.map(|events| events.into_iter().map(crate::Event::from).collect()).map_err(Rejection::from);
    crate::decide::testing::check(given, asked(when), then);
}
