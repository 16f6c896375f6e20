//! Who stands on the other side of relief, by name, and as what a form sends.

use std::collections::BTreeMap;

use domain::network::Area;
use domain::relief::{AllocationLine, Content, PaymentKind};
use domain::{Code, Party, State};
use jiff::civil::Date;
use web::Lang;

use crate::words;

/// Bodies that a form offers at most.
const MOST: usize = 500;

/// A party by its name; a household by its number in its group's list, whose name is in the vault.
pub(super) fn name(state: &State, party: &Party) -> String {
    let network = &state.network;
    let known = match party {
        Party::Organisation(code) => network.organisation(code).map(|body| body.name.clone()),
        Party::Area(code) => {
            network.areas().find(|(area, _)| *area == code).map(|(_, area)| area.name.clone())
        }
        Party::Group(_) | Party::Household(_) => None,
    };
    let code = match party {
        Party::Organisation(code) | Party::Area(code) | Party::Group(code) => code.to_string(),
        Party::Household(id) => id.to_string(),
    };
    known.map_or(code.clone(), |name| format!("{name} ({code})"))
}

/// Who gets what a request asks for, in words.
pub(super) fn payee(lang: Lang, state: &State, content: &Content) -> String {
    match content {
        Content::Refund(refund) => {
            format!("{} {}", lang.say("người gửi phiếu thu số", "the sender of receipt"), refund.receipt)
        }
        Content::Payment(payment) => match &payment.kind {
            PaymentKind::Refund(refunded) => {
                format!(
                    "{} {}",
                    lang.say("người gửi phiếu thu số", "the sender of receipt"),
                    refunded.receipt
                )
            }
            _ => words::payee(content).map(|party| name(state, &party)).unwrap_or_default(),
        },
        Content::Issue(_) | Content::WriteOff(_) => {
            words::payee(content).map(|party| name(state, &party)).unwrap_or_default()
        }
    }
}

/// The organisations: code and name.
pub(super) fn organisations(state: &State) -> Vec<(String, String)> {
    let all = state.network.organisations().take(MOST);
    all.map(|(code, body)| (code.to_string(), format!("{} ({code})", body.name))).collect()
}

/// Parties that a payment out of a share may go to: whom the share names, and who lies within that area.
pub(super) fn within(state: &State, to: &Party) -> Vec<(String, String)> {
    let network = &state.network;
    let mut parties = vec![to.clone()];
    if let Party::Area(area) = to {
        let inside = |code: &Code| network.lies_in(code, area);
        let groups = network.groups().filter(|(_, group)| inside(&group.area));
        parties.extend(groups.map(|(code, _)| Party::Group(code.clone())));
        let bodies = network.organisations().filter(|(_, body)| body.area.as_ref().is_some_and(inside));
        parties.extend(bodies.map(|(code, _)| Party::Organisation(code.clone())));
    }
    parties.into_iter().take(MOST).map(|party| (json(&party), name(state, &party))).collect()
}

/// Organisations as parties.
pub(super) fn bodies(state: &State) -> Vec<(String, String)> {
    let all = state.network.organisations().take(MOST);
    let parties = all.map(|(code, _)| Party::Organisation(code.clone()));
    parties.map(|party| (json(&party), name(state, &party))).collect()
}

/// The areas of a day, by name with the area around it, `first` in front.
pub(super) fn areas(state: &State, on: Date, first: Option<&Code>) -> Vec<(String, String)> {
    let network = &state.network;
    let here: BTreeMap<&Code, &Area> =
        network.areas().filter(|(code, _)| network.area(code, on).is_some()).collect();
    let label = |area: &Area| match area.parent.as_ref().and_then(|parent| here.get(parent)) {
        Some(around) => format!("{}, {}", area.name, around.name),
        None => area.name.clone(),
    };
    let mut rows: Vec<_> =
        here.iter().map(|(code, area)| (Some(*code) != first, label(area), code.to_string())).collect();
    rows.sort();
    rows.into_iter().map(|(_, name, code)| (code.clone(), format!("{name} ({code})"))).collect()
}

/// `3-1`: the first share of allocation 3.
pub(super) fn share(text: &str) -> Option<AllocationLine> {
    let (allocation, line) = text.split_once('-')?;
    Some(AllocationLine {
        allocation: domain::AllocationNo::new(allocation.parse().ok()?),
        line: line.parse().ok()?,
    })
}

/// A value as a form's field that ends with `:j` sends it.
pub(super) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
