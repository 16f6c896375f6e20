//! What must be true after every event.

use std::collections::BTreeMap;

use domain::relief::PaymentKind;
use domain::{DonorKind, Earmark, PaymentNo, ReceiptNo, Vnd};
use projection_balances::BookAccount;

use super::world::World;

/// Books up to this size are looked at whole after every event; bigger ones after every 100th.
const WHOLE_UP_TO: u64 = 3_000;
const EVERY: u64 = 100;

fn dong(amount: Vnd) -> i128 {
    amount.dong().into()
}

pub(crate) fn after_event(world: &World, shown: &str) {
    trial_balance(world, shown);
    money(world, shown);
    for (earmark, pot) in world.state.pots.all() {
        assert_eq!(world.lineage.balance(earmark), pot.balance(), "{shown}: {earmark:?}");
    }
    if world.position <= WHOLE_UP_TO || world.position.is_multiple_of(EVERY) {
        whole(world, shown);
    }
}

/// Pots are compared when a command is done: some of its events belong together.
pub(crate) fn after_command(world: &World, shown: &str) {
    pots(world, shown);
}

pub(crate) fn all(world: &World, shown: &str) {
    after_event(world, shown);
    after_command(world, shown);
    whole(world, shown);
}

fn whole(world: &World, shown: &str) {
    stock(world, shown);
    payments(world, shown);
    receipts(world, shown);
    gifts(world, shown);
    counts_and_moves(world, shown);
    shares(world, shown);
}

fn trial_balance(world: &World, shown: &str) {
    let total = world.balances.total();
    assert_eq!(total.debit, total.credit, "{shown}");
    let memo = world.balances.memo_lines().map(|line| line.turnover.debit - line.turnover.credit);
    assert_eq!(memo.sum::<i128>(), 0, "{shown}: goods of others");
}

fn money(world: &World, shown: &str) {
    let mut sum = 0;
    for account in world.state.accounts() {
        let booked = world.balances.of(&BookAccount::Money(account.id.clone()));
        assert_eq!(booked, account.balance, "{shown}: {}", account.id);
        assert_eq!(Some(&booked), world.naive.money.get(&account.id), "{shown}: {}", account.id);
        sum += booked;
    }
    assert_eq!(world.balances.money().map(|(_, dong)| dong).sum::<i128>(), sum, "{shown}");
    let unexplained = world.balances.of(&BookAccount::UnexplainedPayments);
    assert_eq!(unexplained, world.naive.unexplained, "{shown}: unexplained");
    assert!(unexplained >= 0, "{shown}: {unexplained} unexplained");
}

/// What may be spent: what was given and was there, less what was used, less what is paid ahead.
fn pots(world: &World, shown: &str) {
    let mut pots: BTreeMap<Option<Earmark>, i128> = world.naive.opened_with.clone();
    for line in world.balances.lines() {
        let (earmark, sign) = match line.account {
            BookAccount::Contributions(earmark) => (earmark.clone(), 1),
            BookAccount::Relief(spending) | BookAccount::Cost(spending) => (spending.earmark.clone(), -1),
            BookAccount::Transferred(_, earmark) => (earmark.clone(), -1),
            BookAccount::Interest => (None, 1),
            BookAccount::BankFees | BookAccount::UnexplainedPayments | BookAccount::ShortageLoss => {
                (None, -1)
            }
            _ => continue,
        };
        *pots.entry(earmark).or_default() += sign * line.balance;
    }
    for (earmark, ahead) in &world.naive.ahead {
        *pots.entry(earmark.clone()).or_default() -= ahead;
    }
    for (earmark, booked) in &pots {
        assert_eq!(world.state.pots.of(earmark.as_ref()).balance(), *booked, "{shown}: pot {earmark:?}");
    }
    assert!(world.state.pots.all().all(|(earmark, _)| pots.contains_key(&earmark.cloned())), "{shown}");
}

fn stock(world: &World, shown: &str) {
    let (goods, balances) = (&world.state.goods, &world.balances);
    let mut own: BTreeMap<String, i128> = BTreeMap::new();
    let (mut others, mut there, mut units) = (own.clone(), BTreeMap::new(), own.clone());
    for (_, lot, quantity) in goods.all_stock() {
        assert!(quantity.is_positive(), "{shown}: lot {lot}");
        *there.entry(lot).or_default() += i128::from(quantity.units());
    }
    let mut on_trucks = 0;
    for line in goods.in_transit().flat_map(|(_, shipment)| &shipment.lines) {
        *there.entry(line.lot).or_default() += i128::from(line.quantity.units());
        if goods.lot(line.lot).unwrap().custody.is_none() {
            on_trucks += dong(line.value);
        }
    }
    for (number, lot) in goods.lots() {
        assert_eq!(
            there.get(&number).copied().unwrap_or(0),
            lot.left.units().into(),
            "{shown}: lot {number}"
        );
        assert!(lot.value >= Vnd::ZERO, "{shown}: lot {number} is worth {}", lot.value);
        let of = if lot.custody.is_none() { &mut own } else { &mut others };
        *of.entry(lot.item.to_string()).or_default() += dong(lot.value);
        *units.entry(lot.item.to_string()).or_default() += i128::from(lot.left.units());
    }
    assert_eq!(units, world.naive.goods, "{shown}: quantities");
    let in_transit = balances.of(&BookAccount::GoodsInTransit);
    assert_eq!(in_transit, on_trucks, "{shown}: on trucks");
    let lying = |item: &String| balances.of(&BookAccount::GoodsStock(item.parse().unwrap()));
    assert_eq!(
        own.keys().map(lying).sum::<i128>() + in_transit,
        own.values().sum::<i128>(),
        "{shown}: stock"
    );
    for (item, value) in others {
        let booked = balances.of(&BookAccount::CustodyGoods(item.parse().unwrap()));
        assert_eq!(booked, value, "{shown}: {item} of others");
    }
}

fn payments(world: &World, shown: &str) {
    let mut open: BTreeMap<BookAccount, i128> = BTreeMap::new();
    let payments = &world.state.relief.payments;
    for number in 1..payments.next().get() {
        let payment = payments.get(PaymentNo::new(number)).unwrap();
        let (account, left) = match &payment.kind {
            PaymentKind::Advance(team) => (BookAccount::AdvanceToTeam(team.clone()), payment.open_advance()),
            PaymentKind::Purchase(supplier) => {
                (BookAccount::SupplierPrepaid(supplier.clone()), payment.undelivered())
            }
            _ => continue,
        };
        assert!(left >= 0, "{shown}: payment {number} has {left} left");
        *open.entry(account).or_default() += left;
    }
    for line in world.balances.lines() {
        if matches!(line.account, BookAccount::AdvanceToTeam(_) | BookAccount::SupplierPrepaid(_)) {
            assert_eq!(open.get(line.account), Some(&line.balance), "{shown}: {:?}", line.account);
        }
    }
}

fn receipts(world: &World, shown: &str) {
    let (mut held, mut unidentified) = (0, 0);
    for number in (1..world.state.next_receipt().get()).map(ReceiptNo::new) {
        let (_, receipt) = world.state.receipt(number).unwrap();
        let refunded = world.state.relief.payments.refunded(number);
        assert!((0..=dong(receipt.amount)).contains(&refunded), "{shown}: receipt {number}, {refunded} back");
        let left = if receipt.reversed { 0 } else { dong(receipt.amount) - refunded };
        if world.state.giving.is_held(number) {
            held += left;
        } else if receipt.donor == DonorKind::Unidentified {
            unidentified += left;
        }
    }
    assert_eq!(world.balances.of(&BookAccount::HeldReceipts), held, "{shown}: held");
    assert_eq!(world.balances.of(&BookAccount::UnidentifiedReceipts), unidentified, "{shown}: unidentified");
}

/// Every gift stands where its donor tied or released it, and what was given back came out of there.
fn gifts(world: &World, shown: &str) {
    let mut gifts: BTreeMap<Option<Earmark>, i128> = BTreeMap::from([(None, world.naive.found)]);
    for number in (1..world.state.next_receipt().get()).map(ReceiptNo::new) {
        let (_, receipt) = world.state.receipt(number).unwrap();
        let in_no_pot = receipt.donor == DonorKind::Unidentified || world.state.giving.is_held(number);
        if receipt.reversed || in_no_pot {
            continue;
        }
        let own = receipt.earmark.as_deref();
        let mut back = world.state.relief.payments.refunded(number);
        for part in world.state.giving.parts(number, own, receipt.amount) {
            let mut left = dong(part.amount);
            if part.earmark.as_ref() == own {
                left -= back;
                back = 0;
            }
            assert!(left >= 0, "{shown}: receipt {number}, {left} of {:?}", part.earmark);
            *gifts.entry(part.earmark).or_default() += left;
        }
        assert_eq!(back, 0, "{shown}: receipt {number}");
    }
    for (earmark, left) in gifts {
        let booked = world.balances.of(&BookAccount::Contributions(earmark.clone()));
        assert_eq!(booked, left, "{shown}: gifts for {earmark:?}");
    }
}

fn counts_and_moves(world: &World, shown: &str) {
    let moves: i128 = world.state.books.in_transit().map(|(_, movement)| dong(movement.amount)).sum();
    assert_eq!(world.balances.of(&BookAccount::InTransit), moves, "{shown}: in transit");
    let open = || world.state.books.counts().map(|(_, count)| dong(count.open()));
    let short: i128 = open().filter(|open| *open < 0).sum();
    let over: i128 = open().filter(|open| *open > 0).sum();
    assert_eq!(world.balances.of(&BookAccount::CashShortage), -short, "{shown}: short");
    assert_eq!(world.balances.of(&BookAccount::CashSurplus), over, "{shown}: over");
}

fn shares(world: &World, shown: &str) {
    for (number, allocation) in world.state.relief.shares.all() {
        for share in &allocation.shares {
            assert!(share.left() >= 0, "{shown}: share of {number}: {}", share.left());
            for line in &share.entry.goods {
                assert!(share.goods_left(&line.item) >= 0, "{shown}: {} of {number}", line.item);
            }
        }
    }
}
