//! What things are called: areas, groups, organisations, warehouses, earmarks, as the rules know them. No names of people.

use domain::network::AreaKind;
use domain::{AccountId, AccountKind, Code, Earmark, Party, State};
use jiff::civil::Date;

/// Where nothing is known: a blank could be filled in later.
pub(crate) const NOT_GIVEN: &str = "không nêu";
/// The longest way from a hamlet to its province.
const DEEPEST: usize = 6;

/// A name and where it is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) address: String,
}

/// An area with all around it: "Ấp 3, xã Mỹ Hiệp, tỉnh Đồng Tháp"; its code where it is unknown.
pub(crate) fn area(state: &State, code: &Code, on: Date) -> String {
    let chain = chain(state, code, on);
    if chain.is_empty() { code.to_string() } else { chain.join(", ") }
}

/// What is around an area: "xã Mỹ Hiệp, tỉnh Đồng Tháp".
fn around(state: &State, code: &Code, on: Date) -> String {
    chain(state, code, on).get(1..).unwrap_or_default().join(", ")
}

fn chain(state: &State, code: &Code, on: Date) -> Vec<String> {
    let (mut names, mut next) = (Vec::new(), Some(code.clone()));
    while let Some(code) = next.filter(|_| names.len() < DEEPEST) {
        let Some(area) = state.network.area_now(&code, on).and_then(|now| state.network.area(now, on)) else {
            break;
        };
        names.push(if names.is_empty() { area.name.clone() } else { inner(&area.name) });
        next = area.parent.clone();
    }
    names
}

/// The name within a sentence: "Xã Mỹ Hiệp" is "xã Mỹ Hiệp".
pub(crate) fn inner(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The commune or ward in which an area lies.
pub(crate) fn commune(state: &State, code: &Code, on: Date) -> Option<String> {
    let mut next = Some(code.clone());
    for _ in 0..DEEPEST {
        let now = state.network.area_now(next.as_ref()?, on)?.clone();
        let area = state.network.area(&now, on)?;
        if matches!(area.kind, AreaKind::Commune | AreaKind::Ward | AreaKind::SpecialZone) {
            return Some(area.name.clone());
        }
        next = area.parent.clone();
    }
    None
}

/// A party; a household goes by its number, its name is in the vault.
pub(crate) fn party(state: &State, party: &Party, on: Date) -> Named {
    let of_area = state.network.area_of(party);
    let place = of_area.map(|code| area(state, code, on)).unwrap_or_default();
    let (name, address) = match party {
        Party::Area(code) => {
            let name = state.network.area_now(code, on).and_then(|now| state.network.area(now, on));
            let name = name.map_or_else(|| code.to_string(), |area| area.name.clone());
            (name, around(state, code, on))
        }
        Party::Group(code) => (format!("Tổ nhân dân tự quản {code}"), place),
        Party::Household(id) => (
            format!("Hộ số {}, tổ {}", id.number(), id.group()),
            format!("Tổ {}, {}", id.group(), inner(&place)),
        ),
        Party::Organisation(code) => (organisation(state, code), place),
    };
    let known = |text: String| if text.is_empty() { NOT_GIVEN.to_owned() } else { text };
    Named { name, address: known(address) }
}

/// Where a household of a list lives, as its commune says it: "Tổ g-12, ấp 3".
pub(crate) fn near(state: &State, party: &Party, on: Date) -> String {
    let hamlet = state.network.area_of(party).and_then(|code| chain(state, code, on).into_iter().next());
    match (party, hamlet) {
        (Party::Household(id), Some(hamlet)) => format!("Tổ {}, {}", id.group(), inner(&hamlet)),
        _ => NOT_GIVEN.to_owned(),
    }
}

pub(crate) fn organisation(state: &State, code: &Code) -> String {
    state.network.organisation(code).map_or_else(|| code.to_string(), |known| known.name.clone())
}

/// A warehouse and where it stands.
pub(crate) fn warehouse(state: &State, code: &Code, on: Date) -> Named {
    if *code == Code::direct() {
        let name = "Giao thẳng, không qua kho".to_owned();
        return Named { name, address: NOT_GIVEN.to_owned() };
    }
    let known = state.goods.warehouses().find(|(one, _)| *one == code).map(|(_, warehouse)| warehouse);
    let place = known.and_then(|warehouse| warehouse.area.as_ref()).map(|code| area(state, code, on));
    Named {
        name: known.map_or_else(|| code.to_string(), |warehouse| warehouse.name.clone()),
        address: place.unwrap_or_else(|| NOT_GIVEN.to_owned()),
    }
}

/// What a gift is tied to; none where the donor leaves it to the fund.
pub(crate) fn earmark(state: &State, earmark: Option<&Earmark>, on: Date) -> Option<String> {
    let earmark = earmark?;
    let purpose = earmark.purpose.as_ref().map(|code| format!("mục đích {code}"));
    let place = earmark.place.as_ref().map(|code| format!("tại {}", inner(&area(state, code, on))));
    let to = earmark.beneficiary.as_ref().map(|code| format!("cho {}", beneficiary(state, code, on)));
    let parts: Vec<_> = [purpose, to, place].into_iter().flatten().collect();
    Some(parts.join(", "))
}

fn beneficiary(state: &State, code: &Code, on: Date) -> String {
    if state.network.organisation(code).is_some() {
        organisation(state, code)
    } else if state.network.group(code.as_str()).is_some() {
        format!("tổ nhân dân tự quản {code}")
    } else {
        inner(&area(state, code, on))
    }
}

/// An account within a sentence.
pub(crate) fn account(account: &AccountId) -> String {
    match account.kind() {
        AccountKind::Cash if account.number() == "main" => "quỹ tiền mặt".to_owned(),
        AccountKind::Cash => format!("quỹ tiền mặt {}", account.number()),
        AccountKind::Bank => {
            format!("tài khoản {} tại {}", account.number(), account.bank().to_uppercase())
        }
    }
}
