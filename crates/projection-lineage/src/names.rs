//! What places, organisations, warehouses and items are called. No name of a person: an organisation's name is its own.

use std::collections::BTreeMap;

use domain::goods::Event as Goods;
use domain::network::Event as Network;
use domain::{Code, Party};
use serde::{Deserialize, Serialize};

/// See the module. The last name that was declared counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// Its name, and the area around it.
    areas: BTreeMap<Code, (String, Option<Code>)>,
    groups: BTreeMap<Code, Code>,
    items: BTreeMap<Code, (String, Code)>,
    organisations: BTreeMap<Code, String>,
    warehouses: BTreeMap<Code, String>,
}

impl Names {
    pub(crate) fn network(&mut self, event: &Network) {
        match event {
            Network::AreaDeclared(event) => {
                self.areas.insert(event.area.clone(), (event.name.clone(), event.parent.clone()));
            }
            Network::GroupFormed(event) => {
                self.groups.insert(event.group.clone(), event.area.clone());
            }
            Network::OrganisationDeclared(event) => {
                self.organisations.insert(event.organisation.clone(), event.name.clone());
            }
            _ => {}
        }
    }

    pub(crate) fn goods(&mut self, event: &Goods) {
        match event {
            Goods::ItemDeclared(event) => {
                self.items.insert(event.item.clone(), (event.name.clone(), event.base.clone()));
            }
            Goods::WarehouseOpened(event) => {
                self.warehouses.insert(event.warehouse.clone(), event.name.clone());
            }
            _ => {}
        }
    }

    /// The area's name, with the area around it where another has the same; its code where it was never declared.
    pub fn area(&self, area: &Code) -> String {
        let Some((name, parent)) = self.areas.get(area) else { return area.to_string() };
        let twice = self.areas.iter().any(|(code, (other, _))| code != area && other == name);
        match parent.as_ref().and_then(|parent| self.areas.get(parent)).filter(|_| twice) {
            Some((around, _)) => format!("{name} ({around})"),
            None => name.clone(),
        }
    }

    /// The warehouse's name.
    pub fn warehouse<'a>(&'a self, warehouse: &'a Code) -> &'a str {
        self.warehouses.get(warehouse).map_or(warehouse.as_str(), String::as_str)
    }

    /// The item's name, and its base unit where it was declared.
    pub fn item<'a>(&'a self, item: &'a Code) -> (&'a str, Option<&'a Code>) {
        self.items.get(item).map_or((item.as_str(), None), |(name, base)| (name, Some(base)))
    }

    /// A receiver by its name: a group by its code and place, a household by its group alone.
    pub fn party(&self, party: &Party) -> Named {
        let group = |code: &str| {
            let area = code.parse().ok().and_then(|code: Code| self.groups.get(&code));
            (code.to_owned(), area.map(|area| self.area(area)))
        };
        match party {
            Party::Area(code) => Named::Body(self.area(code)),
            Party::Group(code) => {
                let (code, area) = group(code.as_str());
                Named::Group { code, area }
            }
            Party::Household(household) => Named::Household { area: group(household.group()).1 },
            Party::Organisation(code) => {
                let name = self.organisations.get(code).map_or(code.as_str(), String::as_str);
                Named::Body(name.to_owned())
            }
        }
    }
}

/// A receiver, as everybody may read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// An area or an organisation, by its name.
    Body(String),
    /// A self-managed group, with the place where it is.
    Group {
        /// Its code.
        code: String,
        /// Its place.
        area: Option<String>,
    },
    /// A household: where, never which.
    Household {
        /// Its place.
        area: Option<String>,
    },
}
