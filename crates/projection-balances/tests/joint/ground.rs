//! The fund as it begins: people, places, a catalogue, rules.

use domain::books::SetOpeningBalance;
use domain::goods::{DeclareItem, DefineKit, OpenWarehouse, Unit};
use domain::network::{
    AreaEntry, AreaKind, DeclareAreas, DeclareOrganisation, FormGroups, GroupEntry, HouseholdEntry,
    OrganisationKind, RegisterHouseholds,
};
use domain::relief::{AdoptLimits, AdoptPolicy, AppointApprover, PerUnit};
use domain::{
    AddAccount, Command, Earmark, ItemQuantity, On, OpenFund, Quantity, Vnd, books, goods, network, relief,
};

use super::world::{ACCOUNTS, World, code};

pub(crate) const GROUPS: [&str; 3] = ["g-1", "g-2", "g-3"];
pub(crate) const HOUSEHOLDS: u64 = 30;

pub(crate) fn lay(world: &mut World) {
    let effective_on = world.today;
    let must = |world: &mut World, command: Command| {
        assert!(world.give("operator:x", command), "the ground: {}", world.why);
    };
    must(world, Command::OpenFund(OpenFund { fund: code("lu-2021"), name: "Quỹ".into(), effective_on }));
    for account in ACCOUNTS {
        must(
            world,
            Command::AddAccount(AddAccount { account: code(account), published: true, effective_on }),
        );
    }
    for (account, tied) in [(ACCOUNTS[0], false), (ACCOUNTS[2], false), (ACCOUNTS[2], true)] {
        let food = || Earmark { beneficiary: None, place: None, purpose: Some(code("food")) };
        let earmark = tied.then(food);
        let opening = SetOpeningBalance { account: code(account), amount: Vnd::new(300_000), earmark };
        must(world, Command::Books(On { effective_on, command: books::Command::SetOpeningBalance(opening) }));
    }
    for command in network() {
        must(world, Command::Network(On { effective_on, command }));
    }
    for command in catalogue() {
        must(world, Command::Goods(On { effective_on, command }));
    }
    for command in rules() {
        must(world, Command::Relief(On { effective_on, command }));
    }
}

fn network() -> Vec<network::Command> {
    let area = |area: &str, kind, parent: Option<&str>| AreaEntry {
        area: code(area),
        kind,
        name: area.to_owned(),
        parent: parent.map(code),
        successor: None,
        valid_until: None,
    };
    let areas = vec![
        area("p", AreaKind::Province, None),
        area("p-1", AreaKind::Commune, Some("p")),
        area("p-2", AreaKind::Commune, Some("p")),
    ];
    let organisation = |organisation: &str, kind| {
        let (name, organisation) = (organisation.to_owned(), code(organisation));
        network::Command::DeclareOrganisation(DeclareOrganisation { area: None, kind, name, organisation })
    };
    let group = |group: &&str| {
        let area = code(if *group == "g-3" { "p-2" } else { "p-1" });
        GroupEntry { area, group: code(group), households: 40 }
    };
    let household =
        |id: String| HouseholdEntry { household: code(&id), categories: vec![], members: 4, row: None };
    let ids = GROUPS.iter().flat_map(|group| (1..=HOUSEHOLDS).map(move |number| format!("{group}/{number}")));
    vec![
        network::Command::DeclareAreas(DeclareAreas { areas, decision: "QĐ 1".into() }),
        organisation("team", OrganisationKind::VolunteerTeam),
        organisation("board", OrganisationKind::Board),
        organisation("seller", OrganisationKind::Supplier),
        organisation("red-cross", OrganisationKind::Other),
        network::Command::FormGroups(FormGroups { groups: GROUPS.iter().map(group).collect() }),
        network::Command::RegisterHouseholds(RegisterHouseholds { households: ids.map(household).collect() }),
    ]
}

fn catalogue() -> Vec<goods::Command> {
    let item = |item: &str, base: &str, perishable, units: Vec<Unit>| {
        goods::Command::DeclareItem(DeclareItem {
            base: code(base),
            category: code("food"),
            item: code(item),
            minimum: None,
            name: item.to_owned(),
            perishable,
            units,
        })
    };
    let unit = |unit: &str, factor| Unit { factor, unit: code(unit) };
    let warehouse = |name: &str| {
        goods::Command::OpenWarehouse(OpenWarehouse { area: None, name: name.into(), warehouse: code(name) })
    };
    let of = |item: &str, units| ItemQuantity { item: code(item), quantity: Quantity::new(units) };
    vec![
        item("rice", "gram", false, vec![unit("kg", 1_000)]),
        item("water", "bottle", true, vec![unit("case", 24)]),
        item("kit", "piece", true, vec![]),
        goods::Command::DefineKit(DefineKit {
            components: vec![of("rice", 50), of("water", 2)],
            kit: code("kit"),
        }),
        warehouse("w-1"),
        warehouse("w-2"),
    ]
}

fn rules() -> Vec<relief::Command> {
    let appoint = |person: &str| {
        relief::Command::AppointApprover(AppointApprover {
            per_day: None,
            per_request: Vnd::new(10_000_000),
            person: code(person),
            until: None,
        })
    };
    vec![
        relief::Command::AdoptLimits(AdoptLimits {
            account_per_day: Some(Vnd::new(5_000_000)),
            confirm_days: 7,
            expire_days: 10,
            sign_days: 5,
            two_above: Vnd::new(400_000),
        }),
        relief::Command::AdoptPolicy(AdoptPolicy {
            ceiling: Some(Vnd::new(60_000)),
            decision: "HD 16".into(),
            floor: Some(Vnd::new(100)),
            goods: vec![],
            head: code("houses"),
            name: "Nhà sập".into(),
            per: PerUnit::Household,
            policy: code("collapsed"),
        }),
        appoint("approver:a"),
        appoint("approver:b"),
    ]
}
