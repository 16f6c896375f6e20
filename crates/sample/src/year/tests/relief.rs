//! Who was reached, how often, and that the difficulties of real life are there.

use std::collections::{BTreeMap, BTreeSet};

use domain::goods::{Event as Goods, WriteOffReason};
use domain::relief::{AllocationLine, Content, Event as Relief, Recipient};
use domain::{AllocationNo, DonorKind, Party, RequestNo, books, giving, oversight};

use super::*;

/// What each delivery that stands gave: its allocation and its list.
fn served() -> Vec<(Date, AllocationNo, &'static Recipient)> {
    let mut asked: BTreeMap<RequestNo, AllocationNo> = BTreeMap::new();
    let mut served = Vec::new();
    for (_, fact) in &YEAR.facts {
        let (line, recipients): (Option<AllocationNo>, &[Recipient]) = match &fact.event {
            Event::Relief(event) => match event.as_ref() {
                Relief::RequestMade(made) => {
                    if let Some(AllocationLine { allocation, .. }) = allocation(&made.content) {
                        asked.insert(made.request, *allocation);
                    }
                    continue;
                }
                Relief::Paid(paid) => (asked.get(&paid.request).copied(), &paid.recipients),
                _ => continue,
            },
            Event::Goods(event) => match event.as_ref() {
                Goods::GoodsIssued(issued) => {
                    (issued.allocation.as_ref().map(|line| line.allocation), &issued.recipients)
                }
                _ => continue,
            },
            _ => continue,
        };
        let Some(allocation) = line else { continue };
        served.extend(recipients.iter().map(|recipient| (fact.effective_on, allocation, recipient)));
    }
    served
}

fn allocation(content: &Content) -> Option<&AllocationLine> {
    match content {
        Content::Issue(content) => content.allocation.as_ref(),
        Content::Payment(content) => content.allocation.as_ref(),
        Content::Refund(_) | Content::WriteOff(_) => None,
    }
}

fn rounds() -> BTreeMap<AllocationNo, u16> {
    let decided = YEAR.facts.iter().filter_map(|(_, fact)| match &fact.event {
        Event::Relief(event) => match event.as_ref() {
            Relief::AllocationDecided(decided) => Some((decided.allocation, decided.round)),
            _ => None,
        },
        _ => None,
    });
    decided.collect()
}

pub(super) fn everybody_is_served() {
    let general = |recipient: &&Recipient| {
        let policy = recipient.policy.as_ref().map(Code::as_str);
        matches!(policy, Some(rules::RICE | rules::VEGETABLES | rules::LIVING))
    };
    let lists = served();
    let reached: BTreeMap<&Party, u32> = lists
        .iter()
        .map(|(_, _, recipient)| *recipient)
        .filter(general)
        .map(|recipient| (&recipient.party, recipient.households))
        .collect();
    assert_eq!(u32::try_from(reached.len()).unwrap(), GROUPS);
    assert_eq!(reached.values().sum::<u32>(), HOUSEHOLDS);
    let named: BTreeSet<_> = lists
        .iter()
        .filter(|(_, _, recipient)| matches!(recipient.party, Party::Household(_)))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|(_, _, recipient)| &recipient.party)
        .collect();
    assert_eq!(u32::try_from(named.len()).unwrap(), NAMED);
    let months: BTreeSet<i8> = lists.iter().map(|(on, ..)| on.month()).collect();
    assert_eq!(months, (7..=12).collect());
}

pub(super) fn nobody_is_served_twice_for_one_policy_and_round() {
    let rounds = rounds();
    let mut seen = BTreeSet::new();
    for (on, allocation, recipient) in served() {
        let round = rounds[&allocation];
        assert!(
            seen.insert((round, &recipient.policy, &recipient.party)),
            "{on}, round {round}: {}",
            recipient.party
        );
    }
}

/// How many facts are such.
fn count(such: impl Fn(&Event) -> bool) -> usize {
    YEAR.facts.iter().filter(|(_, fact)| such(&fact.event)).count()
}

fn in_relief(such: impl Fn(&Relief) -> bool) -> usize {
    count(|event| matches!(event, Event::Relief(event) if such(event)))
}

fn in_goods(such: impl Fn(&Goods) -> bool) -> usize {
    count(|event| matches!(event, Event::Goods(event) if such(event)))
}

fn in_giving(such: impl Fn(&giving::Event) -> bool) -> usize {
    count(|event| matches!(event, Event::Giving(event) if such(event)))
}

fn in_books(such: impl Fn(&books::Event) -> bool) -> usize {
    count(|event| matches!(event, Event::Books(event) if such(event)))
}

pub(super) fn gifts_have_their_difficulties() {
    assert!(count(|event| matches!(event, Event::ReceiptReversed(_))) >= 20);
    assert!(count(|event| matches!(event, Event::ReceiptIdentified(_))) >= 20);
    assert!(count(|event| matches!(event, Event::LineQuarantined(_))) >= 3);
    assert_eq!(count(|event| matches!(event, Event::ReceiptRecorded(receipt) if receipt.held)), 2);
    assert!(
        count(
            |event| matches!(event, Event::ReceiptRecorded(receipt) if receipt.donor == DonorKind::Unidentified)
        ) > 30
    );
    assert!(in_giving(|event| matches!(event, giving::Event::ReceiptSupplemented(_))) >= 10);
    assert_eq!(in_giving(|event| matches!(event, giving::Event::HeldReceiptTaken(_))), 1);
    assert_eq!(in_giving(|event| matches!(event, giving::Event::EarmarkReleased(_))), 1);
    assert_eq!(in_giving(|event| matches!(event, giving::Event::PledgeFulfilled(_))), 3);
    assert_eq!(in_giving(|event| matches!(event, giving::Event::PledgeLapsed(_))), 1);
    assert_eq!(in_giving(|event| matches!(event, giving::Event::WindowExtended(_))), 2);
    let refund = |event: &Relief| matches!(event, Relief::Paid(paid) if matches!(paid.kind, domain::relief::PaymentKind::Refund(_)));
    assert_eq!(in_relief(refund), 8);
}

pub(super) fn goods_have_their_difficulties() {
    let damaged = |event: &Goods| matches!(event, Goods::GoodsArrived(arrived) if arrived.lines.iter().any(|line| line.damaged.is_positive()));
    assert!(in_goods(damaged) >= 1);
    let short = |event: &Goods| matches!(event, Goods::StockCounted(counted) if counted.lines.iter().any(|line| line.counted < line.booked));
    assert_eq!(in_goods(short), 1);
    let expired =
        |event: &Goods| matches!(event, Goods::GoodsWrittenOff(off) if off.reason == WriteOffReason::Expired);
    assert_eq!(in_goods(expired), 1);
    for (what, found) in [
        (
            "custody",
            in_goods(|event| matches!(event, Goods::GoodsReceived(goods) if goods.custody.is_some())),
        ),
        ("kits", in_goods(|event| matches!(event, Goods::KitsMade(_)))),
        ("unpacked", in_goods(|event| matches!(event, Goods::KitsUnmade(_)))),
        ("revalued", in_goods(|event| matches!(event, Goods::LotRevalued(_)))),
        ("receipt reversed", in_goods(|event| matches!(event, Goods::GoodsReceiptReversed(_)))),
        ("issue reversed", in_goods(|event| matches!(event, Goods::GoodsIssueReversed(_)))),
    ] {
        assert_eq!(found, 1, "{what}");
    }
}

/// A fund at work: most lists come back whole and in time, some late, a handful is open when the year is over.
pub(super) fn hand_overs_are_those_of_a_fund_at_work() {
    let (limits, day) = (*YEAR.state.relief.rules.limits(TODAY).unwrap(), date(2022, 2, 28));
    let all: Vec<_> = YEAR.state.relief.deliveries.all().map(|(_, delivery)| delivery).collect();
    let in_time = all.iter().filter(|one| {
        let days = one.signed_on.map(|on| one.begun_on.until(on).unwrap().get_days());
        one.signed == one.expected && days.is_some_and(|days| days <= i32::from(limits.sign_days))
    });
    let share = in_time.count() * 100 / all.len();
    assert!((80..95).contains(&share), "{share} in a hundred are signed in time");
    let open = YEAR.state.relief.deliveries.overdue(limits, day).count();
    assert!((3..15).contains(&open), "{open} hand-overs are open");
    let unsigned = all.iter().filter(|one| one.handed_on.is_some() && one.signed == 0).count();
    let unconfirmed = all.iter().filter(|one| one.signed > 0 && one.confirmed_on.is_none()).count();
    assert_eq!((unsigned, unconfirmed), (1, 1));
}

/// Approver, supervision and inbox have something to show.
pub(super) fn something_waits_at_the_end() {
    let relief = &YEAR.state.relief;
    let waiting = relief.requests.all_live(TODAY).filter(|(_, open)| !open.approved).count();
    assert_eq!(waiting, 2);
    assert_eq!(YEAR.state.oversight.open().count(), 1);
    let letters = count(
        |event| matches!(event, Event::Inbox(event) if matches!(event.as_ref(), domain::inbox::Event::MessageTaken(_))),
    );
    let answers = count(
        |event| matches!(event, Event::Inbox(event) if matches!(event.as_ref(), domain::inbox::Event::MessageAnswered(_))),
    );
    assert_eq!((letters, answers), (4, 1));
}

/// The name of an organisation is published as it stands: no person's may stand there.
pub(super) fn nobody_stands_as_an_organisation() {
    for step in &YEAR.steps {
        let Step::Entry(Entry { command: domain::Command::RecordReceipt(record), personal, .. }) = step
        else {
            continue;
        };
        let of_a_body = matches!(record.donor, DonorKind::Organisation | DonorKind::Enterprise);
        for texts in personal.iter().filter(|_| of_a_body) {
            assert!(!crate::names::begins_as_a_person(&texts.name), "{}", texts.name);
        }
    }
}

pub(super) fn requests_and_books_have_their_difficulties() {
    for (what, found) in [
        ("refused", in_relief(|event| matches!(event, Relief::RequestRefused(_)))),
        ("held", in_relief(|event| matches!(event, Relief::RequestHeld(_)))),
        ("amended", in_relief(|event| matches!(event, Relief::RequestAmended(_)))),
        ("withdrawn", in_relief(|event| matches!(event, Relief::RequestWithdrawn(_)))),
        ("delegated", in_relief(|event| matches!(event, Relief::ApprovalDelegated(_)))),
        (
            "for another",
            in_relief(|event| matches!(event, Relief::RequestApproved(yes) if yes.for_whom.is_some())),
        ),
        ("payment reversed", in_relief(|event| matches!(event, Relief::PaymentReversed(_)))),
        ("voucher spoiled", in_books(|event| matches!(event, books::Event::VoucherSpoiled(_)))),
        (
            "shortage",
            in_books(
                |event| matches!(event, books::Event::CashCounted(count) if count.counted < count.booked),
            ),
        ),
        (
            "year closed",
            in_books(
                |event| matches!(event, books::Event::PeriodClosed(closed) if closed.span == books::Span::Year),
            ),
        ),
    ] {
        assert_eq!(found, 1, "{what}");
    }
    assert_eq!(in_relief(|event| matches!(event, Relief::AdvanceSettled(_))), 3);
    let months = |event: &books::Event| matches!(event, books::Event::PeriodClosed(closed) if closed.span == books::Span::Month);
    assert_eq!(in_books(months), 12);
    let raised = count(
        |event| matches!(event, Event::Oversight(event) if matches!(event.as_ref(), oversight::Event::FindingRaised(_))),
    );
    let settled = count(
        |event| matches!(event, Event::Oversight(event) if matches!(event.as_ref(), oversight::Event::FindingSettled(_))),
    );
    assert_eq!((raised, settled), (2, 1));
}
