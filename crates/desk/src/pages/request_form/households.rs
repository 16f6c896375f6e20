//! The households of one group as the recipients of a request: who is on the list, how many persons, how much each gets.

use domain::network::Household;
use domain::relief::{PerUnit, Recipient};
use domain::{Code, HouseholdId, Party, Vnd};
use web::pages::Amount;

use crate::answer::Fault;
use crate::form;
use crate::pages::parties;
use crate::seat::Seat;
use crate::words;

/// See the module.
pub(super) struct Households {
    /// The group.
    pub(super) group: String,
    /// The group as a field's value.
    pub(super) payee: String,
    /// What each gets, as it was typed.
    pub(super) each: String,
    /// Whether that is for each person.
    pub(super) by_person: bool,
    /// One a household.
    pub(super) rows: Vec<Row>,
    /// What all of them get, as it would be typed.
    pub(super) sum: String,
}

/// A household.
pub(super) struct Row {
    /// Its box.
    pub(super) field: String,
    /// As a recipient.
    pub(super) value: String,
    /// Its number in the list.
    pub(super) number: u32,
    /// Its head.
    pub(super) name: String,
    /// Persons.
    pub(super) members: u16,
    /// What it gets.
    pub(super) amount: Amount,
}

impl Households {
    /// The households of the group that the address names, with the level that it names or that the policy has.
    pub(super) fn asked(seat: &Seat, policy: Option<&Code>) -> Result<Option<Self>, Fault> {
        let group = seat.asked("to").trim().to_owned();
        let Ok(code) = group.parse::<Code>() else { return Ok(None) };
        let today = Seat::today();
        let (list, level) = seat.rules(|state| {
            let list: Option<Vec<Household>> = state.network.group(code.as_str()).map(|group| {
                group.households().iter().filter(|household| !household.left).copied().collect()
            });
            let level = policy.and_then(|policy| state.relief.rules.policy(policy, today));
            (list, level.map(|level| (level.ceiling.or(level.floor), level.per)))
        })?;
        let list = list.ok_or(Fault::NotFound)?;
        let by_person = match seat.asked("theo") {
            "nguoi" => true,
            "ho" => false,
            _ => level.is_some_and(|(_, per)| per == PerUnit::Person),
        };
        let typed = form::read_amount(seat.asked("muc"));
        let each = typed.or(level.and_then(|(vnd, _)| vnd).map(Vnd::dong)).unwrap_or(0);
        let mut rows = Vec::with_capacity(list.len());
        let mut sum = 0_i128;
        for household in list.into_iter().enumerate() {
            let row = Row::new(seat, &code, household, (each, by_person), policy)?;
            sum = sum.saturating_add(row.amount.dong);
            rows.push(row);
        }
        Ok(Some(Self {
            payee: parties::json(&Party::Group(code)),
            group,
            each: if each > 0 { words::typed(each.into()) } else { String::new() },
            by_person,
            rows,
            sum: words::typed(sum),
        }))
    }
}

impl Row {
    fn new(
        seat: &Seat,
        group: &Code,
        (place, household): (usize, Household),
        (each, by_person): (i64, bool),
        policy: Option<&Code>,
    ) -> Result<Self, Fault> {
        let id =
            format!("{group}/{}", household.number).parse::<HouseholdId>().map_err(|_| Fault::NotFound)?;
        let times = if by_person { i64::from(household.members) } else { 1 };
        let amount = each.saturating_mul(times);
        let named = seat.ledger.views().history.household(&id);
        let name = seat.ledger.personal(named)?.name.to_string();
        let recipient = Recipient {
            amount: Vnd::new(amount),
            goods: Vec::new(),
            households: 1,
            party: Party::Household(id),
            persons: household.members.into(),
            policy: policy.cloned(),
        };
        Ok(Self {
            field: format!("command.make_request.content.payment.recipients[{place}]:j"),
            value: parties::json(&recipient),
            number: household.number,
            name,
            members: household.members,
            amount: Amount { dong: amount.into(), lang: seat.lang() },
        })
    }
}
