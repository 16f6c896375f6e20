//! Those who decide, ask, approve, pay and hand over.

use domain::goods::WriteOffReason;
use domain::relief::{
    AllocationEntry, AllocationLine, AmendRequest, ApproveRequest, Command as Relief, ConfirmLocally,
    Content, DecideAllocation, Delivery, HandOver, HoldRequest, IssueContent, MakeRequest, Pay,
    PaymentContent, PaymentKind, PickedLine, Recipient, ReduceAllocation, RefundContent, RefundReason,
    RefuseRequest, ReversePayment, SettleAdvance, SignReceipt, WithdrawRequest, WriteOffContent,
};
use domain::{
    AccountId, AllocationNo, Booked, BookedAs, Code, Direction, IssueNo, ItemQuantity, Party, PaymentNo,
    Quantity, ReceiptNo, RequestNo, Vnd,
};

use super::gifts::tied;
use super::goods::lying;
use super::ground::{GROUPS, HOUSEHOLDS};
use super::world::{ACCOUNTS, World, code, heads};

const MAKERS: [&str; 3] = ["treasurer:t", "storekeeper:s", "operator:a"];

pub(crate) fn something(world: &mut World) {
    match world.dice.below(60) {
        0..=4 => decide(world),
        5 => reduce(world),
        6..=20 => ask(world),
        21..=34 => approve(world),
        35..=48 => pay(world),
        49 | 50 => reverse(world),
        51..=53 => settle(world),
        54 => stop(world),
        _ => deliveries(world),
    }
}

fn area_or_group(world: &mut World) -> Party {
    match world.dice.below(5) {
        0 => Party::Area(code("p")),
        1 => Party::Area(code("p-1")),
        _ => Party::Group(code(world.dice.of(&GROUPS))),
    }
}

fn decide(world: &mut World) {
    let lines = (0..=world.dice.below(2)).map(|_| {
        let item = world.dice.of(&["rice", "water", "kit"]);
        let goods = ItemQuantity { item: code(item), quantity: Quantity::new(world.dice.amount(900).dong()) };
        AllocationEntry {
            amount: world.dice.amount(900_000),
            earmark: world.earmark(),
            goods: if world.dice.one_in(2) { vec![goods] } else { vec![] },
            need: None,
            policy: None,
            to: area_or_group(world),
        }
    });
    let lines = lines.collect();
    let (decision, head) = ("QĐ 7".into(), world.dice.of(&heads()));
    let decide = DecideAllocation { decision, evidence: None, head, lines, round: 1 };
    world.relief("approver:a", Relief::DecideAllocation(decide));
}

fn reduce(world: &mut World) {
    let Some(line) = some_line(world) else { return };
    let (amount, decision, goods) = (world.dice.amount(90_000), "QĐ 8".into(), vec![]);
    world.relief("approver:a", Relief::ReduceAllocation(ReduceAllocation { amount, decision, goods, line }));
}

fn some_line(world: &mut World) -> Option<AllocationLine> {
    let next = world.state.relief.shares.next().get();
    let number = AllocationNo::new(world.dice.late(next, 12));
    let shares = world.state.relief.shares.allocation(number)?.shares.len();
    let line = world.dice.below(u64::try_from(shares).unwrap()) + 1;
    Some(AllocationLine { allocation: number, line: u16::try_from(line).unwrap() })
}

/// Somebody, and now and then the share that is meant for him.
pub(crate) fn share_of(world: &mut World) -> (Party, Option<AllocationLine>) {
    let to = area_or_group(world);
    let line = if world.dice.one_in(6) { None } else { some_line(world) };
    let share = line.as_ref().and_then(|line| world.state.relief.shares.get(line).ok());
    (share.map_or(to, |(_, share)| share.entry.to.clone()), line)
}

fn household(world: &mut World, group: &Code) -> Party {
    let number = world.dice.below(HOUSEHOLDS) + 1;
    Party::Household(code(&format!("{group}/{number}")))
}

/// The parts that one, two or three get of money or goods.
pub(crate) fn receivers(
    world: &mut World,
    to: &Party,
    amount: Option<Vnd>,
    goods: &[(Code, i64)],
) -> Vec<Recipient> {
    let count = i64::try_from(world.dice.below(3) + 1).unwrap();
    let policy = world.dice.one_in(3).then(|| code("collapsed"));
    let part = |whole: i64, place: i64| whole / count + if place == 0 { whole % count } else { 0 };
    let recipients = (0..count).map(|place| {
        let party = match to {
            Party::Group(group) if !world.dice.one_in(5) => household(world, &group.clone()),
            Party::Area(_) if world.dice.one_in(2) => household(world, &code("g-1")),
            other => other.clone(),
        };
        let line = |(item, units): &(Code, i64)| ItemQuantity {
            item: item.clone(),
            quantity: Quantity::new(part(*units, place)),
        };
        Recipient {
            amount: Vnd::new(part(amount.map_or(0, Vnd::dong), place)),
            goods: goods.iter().map(line).collect(),
            households: 1,
            party,
            persons: 0,
            policy: policy.clone(),
        }
    });
    recipients.collect()
}

fn ask(world: &mut World) {
    let content = match world.dice.below(10) {
        0..=4 => Some(payment(world)),
        5 => refund(world),
        6 => write_off(world),
        _ => issue(world),
    };
    let Some(content) = content else { return };
    let who = world.dice.of(&MAKERS);
    if world.dice.one_in(12) {
        let request = RequestNo::new(world.dice.late(world.state.relief.requests.next().get(), 5));
        world.relief(who, Relief::AmendRequest(AmendRequest { content, evidence: vec![], request }));
    } else {
        world.relief(who, Relief::MakeRequest(MakeRequest { content, evidence: vec![], row: None }));
    }
}

fn payment(world: &mut World) -> Content {
    let (to, allocation) = share_of(world);
    let share = allocation.as_ref().and_then(|line| world.state.relief.shares.get(line).ok());
    let of_share = share.map(|(allocation, share)| (allocation.head.clone(), share.entry.earmark.clone()));
    let (head, earmark) = match of_share {
        Some(of_share) if !world.dice.one_in(20) => of_share,
        _ => (world.dice.of(&heads()), world.earmark()),
    };
    let kind = match world.dice.below(10) {
        0 | 1 => PaymentKind::Advance(code("team")),
        2 => PaymentKind::Cost(Party::Organisation(code("seller"))),
        3 | 4 => PaymentKind::Purchase(code("seller")),
        5 => PaymentKind::Transfer(Party::Organisation(code("board"))),
        _ => PaymentKind::Relief(to.clone()),
    };
    let (mut account, mut amount) = (code(world.dice.of(&ACCOUNTS)), world.dice.amount(500_000));
    if world.dice.one_in(5)
        && let Some(printed) = unexplained(world)
    {
        (account, amount) = printed;
    }
    let listed = matches!(kind, PaymentKind::Relief(_)) && !world.dice.one_in(3);
    let recipients = if listed { receivers(world, &to, Some(amount), &[]) } else { vec![] };
    Content::Payment(PaymentContent { account, allocation, amount, earmark, head, kind, recipients })
}

/// A bank line that took money out and that nobody has explained yet.
pub(crate) fn unexplained(world: &mut World) -> Option<(AccountId, Vnd)> {
    let waits = |line: &&Booked| line.what == BookedAs::Movement && line.direction == Direction::Debit;
    let accounts = world.state.accounts().iter();
    let lines = accounts.flat_map(|account| {
        account
            .booked
            .iter()
            .rev()
            .take(60)
            .filter(waits)
            .filter_map(|line| Some((account.id.clone(), line.amount?)))
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| world.dice.of(&lines))
}

fn refund(world: &mut World) -> Option<Content> {
    let any = ReceiptNo::new(world.dice.number(world.state.next_receipt().get()));
    let receipt = if world.dice.one_in(2) { any } else { tied(world).unwrap_or(any) };
    let (account, known) = world.state.receipt(receipt)?;
    let (account, whole) = (account.id.clone(), known.amount);
    let amount = if world.dice.one_in(2) { whole } else { world.dice.amount(whole.dong()) };
    let reasons = [RefundReason::AskedByDonor, RefundReason::AskedByDonor, RefundReason::Unidentified];
    let reason = world.dice.of(&reasons);
    Some(Content::Refund(RefundContent { account, amount, reason, receipt }))
}

fn write_off(world: &mut World) -> Option<Content> {
    let (warehouse, lot, there) = lying(world)?;
    let item = world.state.goods.lot(lot)?.item.clone();
    let quantity = Quantity::new(world.dice.amount(there).dong());
    let reason = world.dice.of(&[WriteOffReason::Expired, WriteOffReason::Spoiled, WriteOffReason::Lost]);
    let lines = vec![PickedLine { item, lot: Some(lot), quantity }];
    Some(Content::WriteOff(WriteOffContent { lines, reason, warehouse }))
}

fn issue(world: &mut World) -> Option<Content> {
    let (warehouse, lot, there) = lying(world)?;
    let known = world.state.goods.lot(lot)?.clone();
    let units = world.dice.amount(there).dong();
    let (to, allocation) = share_of(world);
    let allocation = allocation.filter(|_| world.dice.one_in(3));
    let to = known.custody.filter(|_| !world.dice.one_in(6)).unwrap_or(to);
    let share = allocation.as_ref().and_then(|line| world.state.relief.shares.get(line).ok());
    let of_share = share.map(|(allocation, _)| allocation.head.clone());
    let head = of_share.unwrap_or_else(|| world.dice.of(&heads()));
    let goods = [(known.item.clone(), units)];
    let recipients = if world.dice.one_in(2) { vec![] } else { receivers(world, &to, None, &goods) };
    let lot = world.dice.one_in(3).then_some(lot);
    let lines = vec![PickedLine { item: known.item, lot, quantity: Quantity::new(units) }];
    Some(Content::Issue(IssueContent { allocation, head, lines, recipients, to, warehouse }))
}

fn some_request(
    world: &mut World,
    wanted: impl Fn(&domain::relief::OpenRequest) -> bool,
) -> Option<RequestNo> {
    let live = world.state.relief.requests.all_live(world.today);
    let live: Vec<_> = live.filter(|(_, open)| wanted(open)).map(|(request, _)| request).collect();
    (!live.is_empty()).then(|| world.dice.of(&live))
}

fn approve(world: &mut World) {
    let Some(request) = some_request(world, |open| !open.approved) else { return };
    let digest = world.state.relief.requests.open(request).unwrap().digest.clone();
    let digest = if world.dice.one_in(40) { world.digest() } else { digest };
    let who = world.dice.of(&["approver:a", "approver:b"]);
    world.relief(who, Relief::ApproveRequest(ApproveRequest { digest, request }));
}

fn pay(world: &mut World) {
    let wanted = |open: &domain::relief::OpenRequest| open.approved && open.content.money().is_some();
    let Some(request) = some_request(world, wanted) else { return };
    let open = world.state.relief.requests.open(request).unwrap().clone();
    let left = i64::try_from(open.to_pay()).unwrap();
    let (mut amount, mut recipients) = (Vnd::new(left), vec![]);
    if world.dice.one_in(3) && !open.left.is_empty() {
        let one = world.dice.of(&open.left);
        (amount, recipients) = (one.amount, vec![one]);
    } else if world.dice.one_in(4) && open.left.is_empty() {
        amount = world.dice.amount(left);
    }
    let account = open.content.money().unwrap().0.clone();
    // Now and then the statement came first.
    let explains = bank_line(world, &account, amount);
    let fee = if world.dice.one_in(5) && explains.is_none() { world.dice.amount(900) } else { Vnd::ZERO };
    let pay = Pay { amount, explains, fee, recipients, reference: None, request, row: None };
    let earmarks: Vec<_> = world.state.pots.all().map(|(earmark, _)| earmark.cloned()).collect();
    let before: Vec<_> = earmarks.iter().map(|pot| world.state.pots.of(pot.as_ref()).balance()).collect();
    if world.relief("treasurer:t", Relief::Pay(pay)) && explains.is_none() {
        let place = format!("seed {}, event {}", world.seed, world.position);
        assert!(world.state.account(&account).unwrap().balance >= 0, "{place}: {account} overdrawn");
        for (earmark, before) in earmarks.iter().zip(before) {
            let after = world.state.pots.of(earmark.as_ref()).balance();
            assert!(after >= before || after >= 0, "{place}: pot {earmark:?} overdrawn, {after}");
        }
    }
}

fn bank_line(world: &World, account: &AccountId, amount: Vnd) -> Option<u32> {
    let lines = &world.state.account(account)?.booked;
    let waits = |line: &Booked| {
        line.what == BookedAs::Movement && line.direction == Direction::Debit && line.amount == Some(amount)
    };
    u32::try_from(lines.iter().position(waits)?).ok()
}

fn reverse(world: &mut World) {
    let payment = PaymentNo::new(world.dice.number(world.state.relief.payments.next().get()));
    let reason = code("came-back");
    world.relief("treasurer:t", Relief::ReversePayment(ReversePayment { payment, reason, row: None }));
}

fn settle(world: &mut World) {
    let open: Vec<_> = world
        .state
        .relief
        .payments
        .open_advances()
        .map(|(number, open)| (number, open.open_advance(), open.head.clone(), open.account.clone()))
        .collect();
    if open.is_empty() {
        return;
    }
    let (payment, left, head, account) = world.dice.of(&open);
    let spent = world.dice.amount(i64::try_from(left).unwrap());
    let to = area_or_group(world);
    let recipients = receivers(world, &to, Some(spent), &[]);
    let rest = i64::try_from(left).unwrap() - spent.dong();
    let returned = if world.dice.one_in(2) { Vnd::new(rest) } else { Vnd::ZERO };
    let (account, evidence) = (returned.is_positive().then_some(account), world.digest());
    let head = head.unwrap_or_else(|| code("food"));
    let settle = SettleAdvance { account, evidence, head, payment, recipients, returned };
    world.relief("treasurer:t", Relief::SettleAdvance(settle));
}

fn stop(world: &mut World) {
    let Some(request) = some_request(world, |_| true) else { return };
    match world.dice.below(4) {
        0 => world.relief("approver:a", Relief::HoldRequest(HoldRequest { request, row: None })),
        1 => world.relief("approver:b", Relief::RefuseRequest(RefuseRequest { request, row: None })),
        _ => {
            let maker = world.state.relief.requests.open(request).unwrap().maker.to_string();
            world.relief(&maker, Relief::WithdrawRequest(WithdrawRequest { request }))
        }
    };
}

fn deliveries(world: &mut World) {
    let (payments, issues) = (world.state.relief.payments.next().get(), world.state.goods.next_issue().get());
    let delivery = if world.dice.one_in(2) {
        Delivery::Payment(PaymentNo::new(world.dice.late(payments, 8)))
    } else {
        Delivery::Issue(IssueNo::new(world.dice.late(issues, 8)))
    };
    let evidence = world.digest();
    let command = match world.dice.below(3) {
        0 => Relief::HandOver(HandOver { delivery, evidence: None, place: None }),
        1 => Relief::SignReceipt(SignReceipt { delivery, evidence, signed: 1 }),
        _ => Relief::ConfirmLocally(ConfirmLocally { by: Party::Area(code("p")), delivery, evidence }),
    };
    world.relief("treasurer:t", command);
}
