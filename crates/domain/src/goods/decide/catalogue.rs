//! Items with their units, kits, warehouses.

use super::{Events, name};
use crate::decide::Day;
use crate::goods::state::positive;
use crate::goods::{
    DeclareItem, DefineKit, Event, Item, ItemDeclared, KitDefined, OpenWarehouse, Refusal, Unit,
    WarehouseOpened,
};
use crate::ids::Code;
use crate::state::State;

/// Again for the same code, it changes name, category and minimum and adds units; what quantities were counted by stays.
pub(super) fn declare(state: &State, command: DeclareItem) -> Events {
    let DeclareItem { base, category, item, minimum, name: given, perishable, units } = command;
    let name = name(&item, &given)?;
    if let Some(minimum) = minimum {
        positive(minimum)?;
    }
    factors(&base, &units)?;
    let units = match state.goods.item(&item) {
        None => units,
        Some(known) if known.base != base || known.perishable != perishable => {
            return Err(Refusal::ItemFixed { item }.into());
        }
        Some(known) => joined(known, &item, units)?,
    };
    Ok(vec![Event::ItemDeclared(ItemDeclared { base, category, item, minimum, name, perishable, units })])
}

fn factors(base: &Code, units: &[Unit]) -> Result<(), Refusal> {
    for (place, unit) in units.iter().enumerate() {
        let twice = units.iter().take(place).any(|before| before.unit == unit.unit);
        if unit.factor < 2 || unit.unit == *base || twice {
            return Err(Refusal::UnitFactor { unit: unit.unit.clone() });
        }
    }
    Ok(())
}

/// The units that it has, and the new ones.
fn joined(known: &Item, item: &Code, units: Vec<Unit>) -> Result<Vec<Unit>, Refusal> {
    let mut all = known.units.clone();
    for unit in units {
        match known.factor(&unit.unit) {
            None => all.push(unit),
            Some(factor) if factor == unit.factor => {}
            Some(_) => return Err(Refusal::ItemFixed { item: item.clone() }),
        }
    }
    Ok(all)
}

/// What a kit holds stays once there are lots of it: opening one must give back what went in.
pub(super) fn define_kit(state: &State, command: DefineKit) -> Events {
    let DefineKit { components, kit } = command;
    let goods = &state.goods;
    let item = goods.known_item(&kit)?;
    let wrong = || Refusal::KitContents { kit: kit.clone() };
    let inside_another =
        goods.kits().any(|(_, components)| components.iter().any(|component| component.item == kit));
    if components.is_empty() || inside_another {
        return Err(wrong().into());
    }
    for (place, component) in components.iter().enumerate() {
        let part = goods.known_item(&component.item)?;
        let twice = components.iter().take(place).any(|before| before.item == component.item);
        let kit_in_kit = component.item == kit || goods.kit(&component.item).is_some();
        if twice || kit_in_kit || !component.quantity.is_positive() {
            return Err(wrong().into());
        }
        if part.perishable && !item.perishable {
            return Err(Refusal::KitPerishable { kit }.into());
        }
    }
    if goods.lots().any(|(_, lot)| lot.item == kit) {
        return Err(Refusal::KitInUse { kit }.into());
    }
    Ok(vec![Event::KitDefined(KitDefined { components, kit })])
}

pub(super) fn open_warehouse(state: &State, command: OpenWarehouse, day: &Day<'_>) -> Events {
    let OpenWarehouse { area, name: given, warehouse } = command;
    let name = name(&warehouse, &given)?;
    if warehouse == Code::direct() || state.goods.knows_warehouse(&warehouse) {
        return Err(Refusal::WarehouseTaken { warehouse }.into());
    }
    if let Some(area) = &area {
        state.network.known_area(area, day.on)?;
    }
    Ok(vec![Event::WarehouseOpened(WarehouseOpened { area, name, warehouse })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goods::Command;
    use crate::goods::decide::testing::{catalogue, check, code, entry, gift, item, kit, received};
    use crate::quantity::Quantity;

    fn unit(unit: &str, factor: i64) -> Unit {
        Unit { factor, unit: code(unit) }
    }

    #[test]
    fn a_second_declaration_adds_units_and_never_changes_what_is_counted_by() {
        let case = DeclareItem { units: vec![unit("case", 24)], ..item("noodles", "packet", false) };
        let boxes = DeclareItem {
            minimum: Some(Quantity::new(10)),
            name: " Mì gói ".into(),
            units: vec![unit("box", 240), unit("case", 24)],
            ..case.clone()
        };
        let joined = Event::ItemDeclared(ItemDeclared {
            base: code("packet"),
            category: code("food"),
            item: code("noodles"),
            minimum: Some(Quantity::new(10)),
            name: "Mì gói".into(),
            perishable: false,
            units: vec![unit("case", 24), unit("box", 240)],
        });
        let given = vec![Command::DeclareItem(case.clone())];
        check(given.clone(), Command::DeclareItem(boxes), Ok(vec![joined]));
        let fixed = || Err(Refusal::ItemFixed { item: code("noodles") });
        for changed in [
            DeclareItem { base: code("gram"), ..case.clone() },
            DeclareItem { perishable: true, ..case.clone() },
            DeclareItem { units: vec![unit("case", 30)], ..case.clone() },
        ] {
            check(given.clone(), Command::DeclareItem(changed), fixed());
        }
    }

    #[test]
    fn units_are_whole_multiples_of_another_unit() {
        for units in [
            vec![unit("case", 1)],
            vec![unit("case", 0)],
            vec![unit("case", -3)],
            vec![unit("packet", 24)],
            vec![unit("box", 5), unit("case", 24), unit("case", 24)],
        ] {
            let unit = units.last().unwrap().unit.clone();
            let command = DeclareItem { units, ..item("noodles", "packet", false) };
            check(vec![], Command::DeclareItem(command), Err(Refusal::UnitFactor { unit }));
        }
    }

    #[test]
    fn a_kit_holds_items_each_once_and_stays_as_it_is_once_there_are_lots() {
        let wrong = || Err(Refusal::KitContents { kit: code("family-kit") });
        let holding = |components| kit("family-kit", components);
        for command in [
            holding(&[]),
            holding(&[("rice", 0)]),
            holding(&[("rice", 1), ("rice", 2)]),
            holding(&[("family-kit", 1)]),
        ] {
            check(catalogue(), command, wrong());
        }
        let perishable = Err(Refusal::KitPerishable { kit: code("rice") });
        check(catalogue(), kit("rice", &[("water", 1)]), perishable);
        let mut given = catalogue();
        given.push(holding(&[("rice", 1)]));
        check(given.clone(), kit("rice", &[("bread", 1)]), Err(Refusal::KitContents { kit: code("rice") }));
        let tomorrow = crate::goods::decide::testing::DAY.tomorrow().ok();
        given.push(received(gift(vec![entry("family-kit", 1, tomorrow)])));
        let used = Err(Refusal::KitInUse { kit: code("family-kit") });
        check(given, holding(&[("rice", 2)]), used);
    }

    #[test]
    fn a_warehouse_code_is_given_once_and_direct_never() {
        for taken in ["direct", "cao-lanh"] {
            let command = OpenWarehouse { area: None, name: "Kho".into(), warehouse: code(taken) };
            let refused = Err(Refusal::WarehouseTaken { warehouse: code(taken) });
            check(catalogue(), Command::OpenWarehouse(command), refused);
        }
        let nameless = OpenWarehouse { area: None, name: " ".into(), warehouse: code("sa-dec-2") };
        let refused = Err(Refusal::NameLength { code: code("sa-dec-2") });
        check(vec![], Command::OpenWarehouse(nameless), refused);
    }
}
