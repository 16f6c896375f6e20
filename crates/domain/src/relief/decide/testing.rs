//! A fund with money, people and rules in which a request can be made: the ground of this part's tests.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::command::{Command as Any, On, RecordReceipt};
use crate::decide::testing::{BANK, CASH, DAY, after, opened};
use crate::decide::{Given, decide};
use crate::event::{DonorKind, Earmark, Event};
use crate::ids::{AllocationNo, PaymentNo, ReceiptNo, RequestNo};
use crate::money::Vnd;
use crate::network::{self, AreaKind, OrganisationKind};
use crate::party::Party;
use crate::rejection::Rejection;
use crate::relief::{
    AdoptLimits, AdoptPolicy, AllocationEntry, AllocationLine, AmendRequest, AppointApprover, ApproveRequest,
    Command, Content, DecideAllocation, MakeRequest, Pay, PaymentContent, PaymentKind, PerUnit, Recipient,
    RefundContent, RefundReason, ReversePayment, WithdrawRequest,
};
use crate::state::State;

pub(super) const MILLION: i64 = 1_000_000;
/// Who makes and pays.
pub(super) const T: &str = "treasurer:t";
/// Approves up to 500 million a request and 600 a day.
pub(super) const A: &str = "approver:a";
/// Approves up to 200 million.
pub(super) const B: &str = "approver:b";

/// Who, how many days after the first, what.
pub(super) type Step = (&'static str, i64, Command);

pub(super) fn code<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

pub(super) fn day(after: i64) -> Date {
    DAY.saturating_add(after.days())
}

pub(super) fn million(count: i64) -> Vnd {
    Vnd::new(count.saturating_mul(MILLION))
}

pub(super) fn group() -> Party {
    Party::Group(code("g-1"))
}

pub(super) fn place() -> Earmark {
    Earmark { beneficiary: None, place: Some(code("c-1")), purpose: None }
}

fn network(state: &mut State) {
    let decision = || "QĐ 1".to_owned();
    let area = |area: &str, kind, parent: Option<&str>| {
        let (area, parent, name) = (code(area), parent.map(code), "Xã".to_owned());
        network::Event::AreaDeclared(network::AreaDeclared {
            area,
            decision: decision(),
            kind,
            name,
            parent,
            valid_until: None,
            successor: None,
        })
    };
    let organisation = |organisation: &str, kind| {
        let name = "Đội".to_owned();
        let organisation = code(organisation);
        network::Event::OrganisationDeclared(network::OrganisationDeclared {
            area: None,
            kind,
            name,
            organisation,
        })
    };
    let formed = |group: &str| {
        network::Event::GroupFormed(network::GroupFormed {
            area: code("c-1"),
            group: code(group),
            households: 40,
        })
    };
    let mut events = vec![
        area("p", AreaKind::Province, None),
        area("c-1", AreaKind::Commune, Some("p")),
        area("c-2", AreaKind::Commune, Some("p")),
        organisation("team", OrganisationKind::VolunteerTeam),
        organisation("seller", OrganisationKind::Supplier),
        formed("g-1"),
        formed("g-2"),
    ];
    events.extend((1..=40).flat_map(|number| ["g-1", "g-2"].map(|group| format!("{group}/{number}"))).map(
        |id| {
            let household = code(&id);
            let (categories, row) = (Vec::new(), None);
            network::Event::HouseholdRegistered(network::HouseholdRegistered {
                categories,
                household,
                members: 4,
                row,
            })
        },
    ));
    for event in events {
        state.evolve(&code(T), day(-30), &event.into());
    }
}

pub(super) fn receipt(account: &str, amount: i64, donor: DonorKind, earmark: Option<Earmark>) -> Any {
    Any::RecordReceipt(RecordReceipt {
        said: None,
        account: code(account),
        amount: million(amount),
        donor,
        earmark,
        document_on: None,
        effective_on: DAY,
        reference: None,
        row: None,
    })
}

/// Money, network, and nothing decided: a billion free and 100 million for `c-1` in the bank, 50 in the box, 7 unidentified.
pub(super) fn rich() -> State {
    let mut given = opened();
    given.extend([
        receipt(BANK, 1000, DonorKind::Enterprise, None),
        receipt(BANK, 100, DonorKind::Person, Some(place())),
        receipt(CASH, 50, DonorKind::Person, None),
        receipt(BANK, 7, DonorKind::Unidentified, None),
    ]);
    let mut state = after(given);
    network(&mut state);
    state
}

pub(super) fn limits() -> Command {
    Command::AdoptLimits(AdoptLimits {
        account_per_day: Some(million(600)),
        confirm_days: 7,
        expire_days: 10,
        sign_days: 5,
        two_above: million(100),
    })
}

pub(super) fn appoint(person: &str, per_request: i64, per_day: Option<i64>) -> Command {
    let per_day = per_day.map(million);
    let (per_request, person) = (million(per_request), code(person));
    Command::AppointApprover(AppointApprover { per_day, per_request, person, until: None })
}

/// 50 million at least for a house that fell.
pub(super) fn policy(floor: i64, ceiling: Option<i64>) -> Command {
    Command::AdoptPolicy(AdoptPolicy {
        ceiling: ceiling.map(million),
        decision: "HD 16".into(),
        floor: Some(million(floor)),
        goods: vec![],
        head: code("houses"),
        name: "Nhà sập".into(),
        per: PerUnit::Household,
        policy: code("collapsed"),
    })
}

pub(super) fn entry(to: Party, amount: i64, earmark: Option<Earmark>) -> AllocationEntry {
    AllocationEntry { amount: million(amount), earmark, goods: vec![], need: None, policy: None, to }
}

pub(super) fn allocate(lines: Vec<AllocationEntry>) -> Command {
    let (decision, head) = ("QĐ 7".into(), code("houses"));
    Command::DecideAllocation(DecideAllocation { decision, evidence: None, head, lines, round: 1 })
}

/// The rules, two approvers, and one decision: 300 million to `g-1`, 60 of the tied ones to `c-1`, 200 to `p`.
pub(super) fn ground() -> Vec<Step> {
    let lines = vec![
        entry(group(), 300, None),
        entry(Party::Area(code("c-1")), 60, Some(place())),
        entry(Party::Area(code("p")), 200, None),
    ];
    vec![
        ("admin:x", 0, limits()),
        ("admin:x", 0, policy(50, None)),
        ("admin:x", 0, appoint(A, 500, Some(600))),
        ("admin:x", 0, appoint(B, 200, None)),
        (A, 0, allocate(lines)),
    ]
}

pub(super) fn share(line: u16) -> AllocationLine {
    AllocationLine { allocation: AllocationNo::new(1), line }
}

pub(super) fn household(number: u32, amount: i64) -> Recipient {
    Recipient {
        amount: million(amount),
        goods: vec![],
        households: 1,
        party: Party::Household(code(&format!("g-1/{number}"))),
        persons: 4,
        policy: Some(code("collapsed")),
    }
}

/// Relief to `g-1` out of its share.
pub(super) fn relief(recipients: Vec<Recipient>, amount: i64) -> PaymentContent {
    PaymentContent {
        account: code(BANK),
        allocation: Some(share(1)),
        amount: million(amount),
        earmark: None,
        head: code("houses"),
        kind: PaymentKind::Relief(group()),
        recipients,
    }
}

pub(super) fn cost(amount: i64) -> PaymentContent {
    let kind = PaymentKind::Cost(Party::Organisation(code("seller")));
    PaymentContent { allocation: None, kind, ..relief(vec![], amount) }
}

pub(super) fn refund(receipt: u64, amount: i64, reason: RefundReason) -> Content {
    let (account, receipt) = (code(BANK), ReceiptNo::new(receipt));
    Content::Refund(RefundContent { account, amount: million(amount), reason, receipt })
}

pub(super) fn make(content: &Content) -> Command {
    Command::MakeRequest(MakeRequest { content: content.clone(), evidence: vec![], row: None })
}

pub(super) fn amend(request: u64, content: &Content) -> Command {
    Command::AmendRequest(AmendRequest {
        content: content.clone(),
        evidence: vec![],
        request: RequestNo::new(request),
    })
}

pub(super) fn withdraw(request: u64) -> Command {
    Command::WithdrawRequest(WithdrawRequest { request: RequestNo::new(request) })
}

pub(super) fn approve(request: u64, content: &Content) -> Command {
    Command::ApproveRequest(ApproveRequest { digest: content.digest(), request: RequestNo::new(request) })
}

pub(super) fn pay(request: u64, amount: i64) -> Command {
    Command::Pay(paying(request, amount))
}

pub(super) fn paying(request: u64, amount: i64) -> Pay {
    Pay {
        amount: million(amount),
        explains: None,
        fee: Vnd::ZERO,
        recipients: vec![],
        reference: None,
        request: RequestNo::new(request),
        row: None,
    }
}

pub(super) fn reverse(payment: u64) -> Command {
    let payment = PaymentNo::new(payment);
    Command::ReversePayment(ReversePayment { payment, reason: code("wrong-payee"), row: None })
}

/// Made and approved, once and, where it is above 100 million, twice.
pub(super) fn approved(request: u64, content: &Content, on: i64) -> Vec<Step> {
    let twice = content.money().is_some_and(|(_, amount)| amount > million(100));
    let mut steps = vec![(T, on, make(content)), (A, on, approve(request, content))];
    steps.extend(twice.then(|| (B, on, approve(request, content))));
    steps
}

pub(super) fn ask(state: &State, (who, on, command): Step) -> Result<Vec<Event>, Rejection> {
    let command = Any::Relief(On { effective_on: day(on), command });
    let facts = decide(state, command, Given { actor: &code(who), today: day(on) })?;
    Ok(facts.map(|fact| fact.event).collect())
}

#[track_caller]
pub(super) fn state_after(steps: Vec<Step>) -> State {
    let mut state = rich();
    for step in ground().into_iter().chain(steps) {
        let shown = format!("{step:?}");
        let (by, on) = (code(step.0), day(step.1));
        let facts = ask(&state, step).unwrap_or_else(|refusal| panic!("given {shown}: {refusal}"));
        for event in &facts {
            state.evolve(&by, on, event);
        }
    }
    state
}

/// After the ground and `given`, `when` is taken, or refused by that name with words in both languages.
#[track_caller]
pub(super) fn check(given: Vec<Step>, when: Step, then: Result<(), &str>) {
    let state = state_after(given);
    let before = state.clone();
    match ask(&state, when) {
        Ok(_) => assert_eq!(Ok(()), then),
        Err(refusal) => {
            assert_eq!(Err(refusal.code()), then, "{refusal}");
            assert!(!refusal.vi().is_empty() && !refusal.en().is_empty());
        }
    }
    assert_eq!(state, before);
}
