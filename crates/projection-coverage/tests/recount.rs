//! Any life of a register and its relief, folded and counted again by hand: the same.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use domain::goods::{
    self, GoodsIssueReversed, GoodsIssued, GoodsReceived, GoodsSource, LotLine, ReceivedLine,
};
use domain::network::{self, AreaDeclared, AreaKind, GroupFormed, HouseholdLeft, HouseholdRegistered};
use domain::relief::{self, Paid, PaymentKind, PaymentReversed, Recipient};
use domain::{
    Code, Event, HouseholdId, IssueNo, ItemQuantity, LotNo, Meta, Party, PaymentNo, Quantity, Recorded,
    RequestNo, Vnd,
};
use jiff::civil::{Date, date};
use projection_coverage::{Coverage, Figures};
use proptest::prelude::*;
use uuid::Uuid;

const DAY: Date = date(2021, 7, 1);
const COMMUNES: usize = 3;
const GROUPS: usize = 6;
const HOUSEHOLDS: usize = 4;

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn household(place: usize) -> HouseholdId {
    format!("g-{}/{}", place % GROUPS, place / GROUPS % HOUSEHOLDS + 1).parse().unwrap()
}

fn recorded(event: Event) -> Recorded {
    let meta = Meta {
        actor: "treasurer:t".parse().unwrap(),
        causation: Uuid::nil(),
        commitment: None,
        correlation: Uuid::nil(),
        effective_on: DAY,
        id: Uuid::nil(),
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
    };
    Recorded { position: 0, meta, event }
}

fn register() -> Vec<Event> {
    let area = |code: String, kind, parent: &str| {
        network::Event::AreaDeclared(AreaDeclared {
            area: code.parse().unwrap(),
            decision: "list".into(),
            kind,
            name: code,
            parent: parent.parse().ok(),
            successor: None,
            valid_until: None,
        })
    };
    let mut events = vec![area("87".into(), AreaKind::Province, "")];
    events.extend((0..COMMUNES).map(|place| area(format!("87-{place}"), AreaKind::Commune, "87")));
    events.extend((0..GROUPS).map(|place| {
        let (area, group) = (code(&format!("87-{}", place % COMMUNES)), code(&format!("g-{place}")));
        network::Event::GroupFormed(GroupFormed { area, group, households: 5 })
    }));
    events.extend((0..GROUPS * HOUSEHOLDS).map(|place| {
        network::Event::HouseholdRegistered(HouseholdRegistered {
            categories: vec![],
            household: household(place),
            members: 4,
            row: None,
        })
    }));
    let received = goods::Event::GoodsReceived(GoodsReceived {
        custody: None,
        donor: domain::DonorKind::Person,
        earmark: None,
        evidence: None,
        lines: vec![ReceivedLine {
            box_code: None,
            condition: goods::Condition::New,
            counted: Quantity::new(1_000),
            expiry: None,
            item: code("rice"),
            lot: LotNo::new(1),
            maker_lot: None,
            quantity: Quantity::new(1_000),
            unit: code("kg"),
            value: Vnd::new(1_000_000),
            value_source: goods::ValueSource::Estimate,
        }],
        receipt: domain::GoodsReceiptNo::new(1),
        row: None,
        source: GoodsSource::Gift,
        voucher: "PNK-2021-00001".parse().unwrap(),
        warehouse: code("main"),
    });
    events.into_iter().map(Event::from).chain([received.into()]).collect()
}

#[derive(Clone, Debug)]
enum Step {
    Pay(Vec<(usize, i64)>),
    Reverse(usize),
    Issue(Vec<(usize, i64)>),
    ReverseIssue(usize),
    Double(usize, usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let shares = || prop::collection::vec((0_usize..GROUPS * HOUSEHOLDS, 1_i64..50), 1..5);
    let step = prop_oneof![
        4 => shares().prop_map(Step::Pay),
        1 => (0_usize..8).prop_map(Step::Reverse),
        3 => shares().prop_map(Step::Issue),
        1 => (0_usize..8).prop_map(Step::ReverseIssue),
        1 => (0_usize..GROUPS * HOUSEHOLDS, 0_usize..GROUPS * HOUSEHOLDS)
            .prop_map(|(double, stays)| Step::Double(double, stays)),
    ];
    prop::collection::vec(step, 0..30)
}

fn recipients(shares: &[(usize, i64)], goods: bool) -> Vec<Recipient> {
    let recipient = |(place, size): &(usize, i64)| Recipient {
        amount: Vnd::new(if goods { 0 } else { *size }),
        goods: if goods {
            vec![ItemQuantity { item: code("rice"), quantity: Quantity::new(*size) }]
        } else {
            vec![]
        },
        households: 1,
        party: Party::Household(household(*place)),
        persons: 4,
        policy: Some(code("hunger")),
    };
    shares.iter().map(recipient).collect()
}

/// The naive book: every share that stands, and who is the same as whom.
#[derive(Default)]
struct Book {
    payments: Vec<Vec<(usize, i64)>>,
    issues: Vec<Vec<(usize, i64)>>,
    same: BTreeMap<HouseholdId, HouseholdId>,
}

impl Book {
    /// The event of a step, where the rules would let it happen.
    fn step(&mut self, step: Step) -> Option<Event> {
        match step {
            Step::Pay(shares) => {
                let event = paid(self.payments.len() as u64 + 1, &shares);
                self.payments.push(shares);
                Some(event)
            }
            Step::Issue(shares) => {
                let event = issued(self.issues.len() as u64 + 1, &shares);
                self.issues.push(shares);
                Some(event)
            }
            Step::Reverse(place) => {
                self.payments.get_mut(place).filter(|shares| !shares.is_empty())?.clear();
                Some(payment_reversed(place as u64 + 1))
            }
            Step::ReverseIssue(place) => {
                self.issues.get_mut(place).filter(|shares| !shares.is_empty())?.clear();
                Some(issue_reversed(place as u64 + 1))
            }
            Step::Double(double, stays) => {
                let (double, stays) = (household(double), household(stays));
                let gone = |id: &HouseholdId| self.same.contains_key(id);
                if double == stays || gone(&double) || gone(&stays) {
                    return None;
                }
                self.same.insert(double.clone(), stays.clone());
                Some(
                    network::Event::HouseholdLeft(HouseholdLeft { household: double, same_as: Some(stays) })
                        .into(),
                )
            }
        }
    }

    fn stands(&self, place: usize) -> HouseholdId {
        let mut id = household(place);
        while let Some(same) = self.same.get(&id) {
            id = same.clone();
        }
        id
    }

    fn had(&self, shares: &[Vec<(usize, i64)>]) -> BTreeMap<HouseholdId, (i64, u32)> {
        let mut had: BTreeMap<_, (i64, u32)> = BTreeMap::new();
        for (place, size) in shares.iter().flatten() {
            let entry = had.entry(self.stands(*place)).or_default();
            *entry = (entry.0 + size, entry.1 + 1);
        }
        had
    }
}

fn paid(number: u64, shares: &[(usize, i64)]) -> Event {
    relief::Event::Paid(Paid {
        account: "cash:main".parse().unwrap(),
        amount: Vnd::new(shares.iter().map(|(_, size)| size).sum()),
        earmark: None,
        explains: None,
        fee: Vnd::ZERO,
        kind: PaymentKind::Relief(Party::Area(code("87"))),
        payment: PaymentNo::new(number),
        recipients: recipients(shares, false),
        reference: None,
        request: RequestNo::new(number),
        row: None,
        voucher: "PC-2021-00001".parse().unwrap(),
    })
    .into()
}

fn payment_reversed(number: u64) -> Event {
    relief::Event::PaymentReversed(PaymentReversed {
        account: "cash:main".parse().unwrap(),
        amount: Vnd::new(-1),
        earmark: None,
        kind: PaymentKind::Relief(Party::Area(code("87"))),
        payment: PaymentNo::new(number),
        reason: code("wrong"),
        row: None,
        voucher: "DC-2021-00001".parse().unwrap(),
    })
    .into()
}

/// A kilogram is worth 1.000 đồng.
fn lines(shares: &[(usize, i64)]) -> Vec<LotLine> {
    let quantity: i64 = shares.iter().map(|(_, size)| size).sum();
    vec![LotLine { lot: LotNo::new(1), quantity: Quantity::new(quantity), value: Vnd::new(quantity * 1_000) }]
}

fn issued(number: u64, shares: &[(usize, i64)]) -> Event {
    goods::Event::GoodsIssued(GoodsIssued {
        allocation: None,
        box_code: None,
        head: code("hunger"),
        issue: IssueNo::new(number),
        lines: lines(shares),
        recipients: recipients(shares, true),
        request: Some(RequestNo::new(number)),
        row: None,
        to: Party::Area(code("87")),
        voucher: "PXK-2021-00001".parse().unwrap(),
        warehouse: code("main"),
    })
    .into()
}

fn issue_reversed(number: u64) -> Event {
    goods::Event::GoodsIssueReversed(GoodsIssueReversed {
        issue: IssueNo::new(number),
        lines: vec![],
        reason: code("wrong"),
        row: None,
        voucher: "DC-2021-00001".parse().unwrap(),
        warehouse: code("main"),
    })
    .into()
}

#[track_caller]
fn check(coverage: &Coverage, book: &Book) {
    let (money, goods) = (book.had(&book.payments), book.had(&book.issues));
    let living: BTreeSet<HouseholdId> = (0..GROUPS * HOUSEHOLDS).map(|place| book.stands(place)).collect();
    let mut reached = 0;
    let mut times_of = BTreeMap::new();
    for id in &living {
        let (had, worth) =
            (money.get(id).copied().unwrap_or_default(), goods.get(id).copied().unwrap_or_default());
        let told = coverage.household(id);
        assert_eq!((told.amount, told.goods, told.times), (had.0, worth.0 * 1_000, had.1 + worth.1), "{id}");
        reached += u64::from(told.times > 0);
        *times_of.entry(id.group().to_owned()).or_insert(0_u32) += told.times;
    }
    let sum =
        |had: &BTreeMap<HouseholdId, (i64, u32)>| i128::from(had.values().map(|(sum, _)| sum).sum::<i64>());
    let areas = coverage.areas(DAY);
    let province = areas.iter().find(|area| area.area.as_str() == "87").unwrap().figures;
    assert_eq!((province.groups, province.reached), (GROUPS as u64, reached));
    assert_eq!(province.registered, living.len() as u64);
    assert_eq!((province.amount, province.goods), (sum(&money), sum(&goods) * 1_000));
    let communes: Vec<_> = areas.iter().filter(|area| area.is_commune()).map(|area| area.figures).collect();
    assert_eq!(communes.iter().map(|figures| figures.amount).sum::<i128>(), province.amount);
    assert!(communes.is_sorted_by_key(Figures::per_household));
    // Entry by entry it is the same; a household that was entered twice stays where it was when it was given to.
    for area in areas.iter().filter(|area| book.same.is_empty() || area.area.as_str() == "87") {
        let within = BTreeSet::from([area.area.clone()]);
        let given = coverage.given(Some(&within), DAY);
        let standing = given.iter().filter(|given| given.entry.stands());
        let sums = standing.fold((0, 0), |(amount, goods), given| {
            (amount + i128::from(given.amount), goods + i128::from(given.goods))
        });
        assert_eq!(sums, (area.figures.amount, area.figures.goods), "{}", area.area);
    }
    let nothing = coverage.nothing_yet(DAY);
    assert_eq!(nothing.households, living.len() as u64 - reached);
    let without =
        (0..GROUPS).filter(|place| times_of.get(&format!("g-{place}")).is_none_or(|times| *times == 0));
    assert_eq!(nothing.groups.len(), without.count());
    let twice = living.iter().filter(|id| coverage.household(id).times > 1).cloned().collect::<Vec<_>>();
    let doubles: Vec<_> = coverage.doubles().into_iter().map(|double| double.household).collect();
    assert_eq!(doubles, twice);
    let policies = coverage.by_policy(None, DAY);
    assert_eq!(policies.iter().map(|figures| figures.reached).sum::<u64>(), reached);
    let categories = coverage.by_category(None, DAY);
    assert_eq!(categories.iter().map(|figures| figures.figures.reached).sum::<u64>(), reached);
    let bytes = postcard::to_stdvec(coverage).unwrap();
    assert_eq!(&postcard::from_bytes::<Coverage>(&bytes).unwrap(), coverage);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_recount_by_hand_agrees(steps in steps()) {
        let (mut coverage, mut book) = (Coverage::default(), Book::default());
        for event in register() {
            coverage.apply(&recorded(event));
        }
        for step in steps {
            if let Some(event) = book.step(step) {
                coverage.apply(&recorded(event));
            }
        }
        check(&coverage, &book);
    }
}
