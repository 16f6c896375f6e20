//! Those who give, and those who take up what is given.

use domain::giving::{
    CloseWindow, Command as Giving, DeclareGiftCode, ExtendWindow, FulfilPledge, Fulfilment, LapsePledge,
    OpenWindow, RegisterPledge, ReleaseEarmark, SupplementReceipt, TakeHeldReceipt,
};
use domain::{
    Command, DonorKind, GoodsReceiptNo, IdentifyReceipt, On, PledgeNo, ReceiptNo, RecordReceipt,
    ReversalReason, ReverseReceipt,
};
use jiff::ToSpan;

use super::world::{ACCOUNTS, World, code};

const KINDS: [DonorKind; 5] = [
    DonorKind::Person,
    DonorKind::Organisation,
    DonorKind::Enterprise,
    DonorKind::Anonymous,
    DonorKind::Unidentified,
];

pub(crate) fn something(world: &mut World) {
    let receipt = ReceiptNo::new(world.dice.number(world.state.next_receipt().get()));
    let effective_on = world.on();
    match world.dice.below(40) {
        0..=21 => record(world),
        22..=24 => {
            let reason = ReversalReason::WrongAmount;
            let reverse = ReverseReceipt { receipt, reason, effective_on, row: None };
            world.give("treasurer:t", Command::ReverseReceipt(reverse));
        }
        25..=28 => {
            let (donor, earmark) = (world.dice.of(&KINDS), world.earmark());
            let identify = IdentifyReceipt { receipt, donor, earmark, effective_on, row: None };
            world.give("treasurer:t", Command::IdentifyReceipt(identify));
        }
        29..=31 => {
            let (evidence, to, amount) = (world.digest(), world.earmark(), world.dice.amount(300_000));
            let receipt = tied(world).unwrap_or(receipt);
            let release = ReleaseEarmark { amount, evidence, receipt, row: None, to };
            giving(world, "treasurer:t", Giving::ReleaseEarmark(release));
        }
        32 => {
            let supplement = SupplementReceipt { amount: world.dice.amount(9_000), receipt, row: None };
            giving(world, "treasurer:t", Giving::SupplementReceipt(supplement));
        }
        33..=35 => pledges(world, receipt),
        36 => window(world),
        37 | 38 => {
            let held: Vec<_> = world.state.giving.held_receipts().map(|(number, _)| number).collect();
            let receipt = if held.is_empty() { receipt } else { world.dice.of(&held) };
            let take = TakeHeldReceipt { decision: "QĐ 3".into(), receipt };
            giving(world, "approver:a", Giving::TakeHeldReceipt(take));
        }
        _ => {
            let declare = DeclareGiftCode { code: code("mat-tran"), earmark: world.earmark() };
            giving(world, "treasurer:t", Giving::DeclareGiftCode(declare));
        }
    }
}

/// A gift of late that its donor tied to something.
pub(crate) fn tied(world: &mut World) -> Option<ReceiptNo> {
    let numbers = (1..world.state.next_receipt().get()).rev().map(ReceiptNo::new).take(150);
    let tied = |number: &ReceiptNo| {
        let (_, receipt) = world.state.receipt(*number).unwrap();
        receipt.earmark.is_some() && !receipt.reversed
    };
    let tied: Vec<_> = numbers.filter(tied).collect();
    (!tied.is_empty()).then(|| world.dice.of(&tied))
}

fn giving(world: &mut World, who: &str, command: Giving) {
    let effective_on = world.on();
    world.give(who, Command::Giving(On { effective_on, command }));
}

fn record(world: &mut World) {
    let effective_on = world.on();
    let late = world.dice.one_in(10);
    let gift = RecordReceipt {
        said: None,
        account: code(world.dice.of(&ACCOUNTS)),
        amount: world.dice.amount(1_000_000),
        donor: world.dice.of(&KINDS),
        earmark: world.earmark(),
        document_on: late.then(|| effective_on.checked_sub(3.days()).unwrap()),
        effective_on,
        reference: None,
        row: None,
    };
    world.give("treasurer:t", Command::RecordReceipt(gift));
}

fn pledges(world: &mut World, receipt: ReceiptNo) {
    let pledge = PledgeNo::new(world.dice.below(30) + 1);
    let command = match world.dice.below(6) {
        0..=2 => {
            let (amount, earmark) = (Some(world.dice.amount(500_000)), world.earmark());
            let donor = world.dice.of(&KINDS);
            Giving::RegisterPledge(RegisterPledge {
                amount,
                donor,
                due_on: None,
                earmark,
                goods: vec![],
                row: None,
            })
        }
        3 => Giving::FulfilPledge(FulfilPledge { amount: None, by: Fulfilment::Receipt(receipt), pledge }),
        4 => {
            let by = Fulfilment::Goods(GoodsReceiptNo::new(receipt.get()));
            Giving::FulfilPledge(FulfilPledge { amount: None, by, pledge })
        }
        _ => Giving::LapsePledge(LapsePledge { pledge }),
    };
    giving(world, "treasurer:t", command);
}

fn window(world: &mut World) {
    let decision = "QĐ 2".to_owned();
    let command = match world.dice.below(6) {
        0 | 1 => {
            let (first, last) = (world.today, world.today.checked_add(25.days()).unwrap());
            Giving::OpenWindow(OpenWindow { decision, first, last })
        }
        2..=4 => {
            let last = world.today.checked_add(20.days()).unwrap();
            Giving::ExtendWindow(ExtendWindow { decision, last })
        }
        _ => Giving::CloseWindow(CloseWindow { decision }),
    };
    giving(world, "approver:a", command);
}
