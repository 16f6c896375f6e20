//! The seeded sample years: after every event the lineage holds what the pots of the rules hold, and nobody's đồng twice.

use std::collections::BTreeMap;

use domain::{Earmark, PaymentNo, ReceiptNo, State};
use jiff::civil::date;
use sample::year::Year;

use super::recorded;
use crate::{Lineage, Use};

/// Looks at the pots that are others than before.
#[track_caller]
fn check(lineage: &Lineage, state: &State, before: &mut BTreeMap<Option<Earmark>, i128>) {
    for (earmark, pot) in state.pots.all() {
        let known = before.entry(earmark.cloned()).or_default();
        if *known != pot.balance() {
            *known = pot.balance();
            assert_eq!(lineage.balance(earmark), pot.balance(), "{earmark:?}");
        }
    }
}

fn a_year(seed: u64) {
    let year = Year::generate(seed, date(2022, 2, 1)).unwrap();
    let (mut lineage, mut state, mut before) = (Lineage::default(), State::default(), BTreeMap::new());
    for (position, (actor, fact)) in (0..).zip(&year.facts) {
        state.evolve(actor, fact.effective_on, &fact.event);
        lineage.apply(&recorded(position, fact.event.clone()));
        check(&lineage, &state, &mut before);
    }
    check(&lineage, &state, &mut BTreeMap::new());
    let payments = (1..).map(PaymentNo::new).take(lineage.deeds().outlays().len());
    let mut used = 0;
    for payment in payments {
        let paid = lineage.payment(payment);
        let outlay = lineage.deeds().outlay(payment).unwrap();
        let held = state.relief.payments.get(payment).unwrap();
        assert_eq!(outlay.in_hand(), held.open_advance(), "{payment}");
        let from_gifts: i128 = paid.gifts.iter().map(|stretch| stretch.amount).sum();
        let sum = from_gifts + paid.opening + paid.interest + paid.found + paid.uncovered;
        let refund = matches!(outlay.kind, domain::relief::PaymentKind::Refund(_));
        let expected =
            if outlay.reversed_on.is_some() || refund { 0 } else { outlay.amount - outlay.returned };
        assert_eq!(sum, expected, "{payment}");
        used += from_gifts;
    }
    let numbers = (1..).map(ReceiptNo::new).take_while(|number| state.receipt(*number).is_some());
    let gifts = numbers.map(|number| lineage.gift(number));
    let of_payments =
        gifts.flat_map(|trail| trail.shares).filter(|share| matches!(share.of, Use::Payment(_)));
    assert_eq!(of_payments.map(|share| share.amount).sum::<i128>(), used, "seed {seed}");
    assert!(used > 0);
    let kept = postcard::to_allocvec(&lineage).unwrap();
    assert_eq!(postcard::from_bytes::<Lineage>(&kept).unwrap(), lineage);
}

#[test]
fn the_pots_of_the_sample_years_are_held_after_every_event() {
    [1, 20_210_721].into_iter().for_each(a_year);
}
