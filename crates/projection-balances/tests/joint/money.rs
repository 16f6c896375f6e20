//! Those who keep the books: statements, moves between accounts, counts, closed days, findings.

use domain::books::{
    ClosePeriod, Command as Books, CountCash, PublishReport, ReceiveMoney, ReconcileAccount, SendMoney,
    SetOpeningBalance, SettleDifference, Settlement, SignCorrection, Span, SpoilVoucher,
};
use domain::oversight::{
    AnswerFinding, Command as Oversight, FindingKind, MoveDeadline, RaiseFinding, SettleFinding, Subject,
};
use domain::{
    BankFacts, Command, ConfirmQuarantined, CountNo, CreditNature, Direction, DismissQuarantined,
    DismissalReason, DonorKind, FindingNo, ImportStatement, LineContent, MoveNo, On, QuarantineNo,
    QuarantineReason, ReceiptNo, RequestNo, Series, StatementLine, Vnd,
};
use jiff::ToSpan;

use super::relief::unexplained;
use super::world::{ACCOUNTS, World, code};

pub(crate) fn something(world: &mut World) {
    match world.dice.below(24) {
        0..=5 => import(world),
        6 | 7 => quarantined(world),
        8 => {
            let (account, amount, earmark) =
                (code(world.dice.of(&ACCOUNTS)), world.dice.amount(200_000), world.earmark());
            books(world, Books::SetOpeningBalance(SetOpeningBalance { account, amount, earmark }));
        }
        9..=11 => {
            let (from, to) = (world.dice.of(&ACCOUNTS), world.dice.of(&ACCOUNTS));
            let (mut from, mut amount) = (code(from), world.dice.amount(300_000));
            if world.dice.one_in(4)
                && let Some(printed) = unexplained(world)
            {
                (from, amount) = printed;
            }
            books(world, Books::SendMoney(SendMoney { amount, from, reference: None, to: code(to) }));
        }
        12..=14 => arrive(world),
        15 | 16 => count(world),
        17 | 18 => settle(world),
        19 => reconcile(world),
        20 => close_day(world),
        21 => papers(world),
        _ => oversight(world),
    }
}

fn books(world: &mut World, command: Books) -> bool {
    let effective_on = world.on();
    world.give("chief-accountant:c", Command::Books(On { effective_on, command }))
}

fn import(world: &mut World) {
    let account = world.dice.of(&ACCOUNTS[1..]);
    let day = world.on().min(world.today);
    let lines = (0..=world.dice.below(5)).map(|_| line(world, day)).collect();
    let digest = world.digest::<domain::Digest>().to_string();
    world.give(
        "treasurer:t",
        Command::ImportStatement(ImportStatement {
            account: code(account),
            digest,
            profile: code(account.split(':').next().unwrap()),
            first: (day, None),
            last: (day, None),
            opening: None,
            closing: None,
            breaks: 0,
            known: 0,
            lines,
            printed: vec![],
        }),
    );
}

fn line(world: &mut World, date: jiff::civil::Date) -> StatementLine {
    let dice = &mut world.dice;
    let amount = dice.amount(400_000);
    let content = match dice.below(12) {
        0..=4 => LineContent::Credit { amount, nature: CreditNature::Gift(DonorKind::Person) },
        5 => LineContent::Credit { amount, nature: CreditNature::Gift(DonorKind::Unidentified) },
        6 => LineContent::Credit { amount: dice.amount(900), nature: CreditNature::Interest },
        7 => LineContent::Debit { amount: dice.amount(900), fee: true },
        8 | 9 => LineContent::Debit { amount: dice.amount(20_000), fee: false },
        _ => LineContent::Quarantine {
            amount: dice.one_in(2).then_some(amount),
            candidates: vec![],
            direction: dice.of(&[Direction::Credit, Direction::Credit, Direction::Debit]),
            reason: QuarantineReason::AmountGarbled,
            shown_by_balance: None,
        },
    };
    let gift_code = dice.one_in(4).then(|| "MATTRAN".to_owned());
    let bank = BankFacts { code: gift_code, ..BankFacts::default() };
    StatementLine { date, bank, content, row: None }
}

fn quarantined(world: &mut World) {
    let waiting: Vec<QuarantineNo> = world.state.waiting().collect();
    let item = if waiting.is_empty() { QuarantineNo::new(1) } else { world.dice.of(&waiting) };
    let command = if world.dice.one_in(3) {
        dismissal(world, item)
    } else {
        let amount = world.dice.one_in(2).then(|| world.dice.amount(90_000));
        Command::ConfirmQuarantined(ConfirmQuarantined { item, amount, donor: DonorKind::Person })
    };
    world.give("treasurer:t", command);
}

fn dismissal(world: &mut World, item: QuarantineNo) -> Command {
    let reason = world.dice.of(&[DismissalReason::NoTransaction, DismissalReason::AlreadyRecorded]);
    let next = world.state.next_receipt().get();
    let same_as = world.dice.one_in(2).then(|| ReceiptNo::new(world.dice.number(next)));
    let effective_on = world.today;
    Command::DismissQuarantined(DismissQuarantined { item, reason, same_as, effective_on })
}

fn arrive(world: &mut World) {
    let moving: Vec<_> =
        world.state.books.in_transit().map(|(number, movement)| (number, movement.amount)).collect();
    let (movement, amount) =
        if moving.is_empty() { (MoveNo::new(1), Vnd::new(1)) } else { world.dice.of(&moving) };
    let to = world.state.books.movement(movement).map(|movement| movement.to.clone());
    // Now and then a statement has brought it already, as a gift.
    let numbers = (1..world.state.next_receipt().get()).map(ReceiptNo::new).rev().take(200);
    let same = |number: &ReceiptNo| {
        let (account, receipt) = world.state.receipt(*number).unwrap();
        Some(&account.id) == to.as_ref() && receipt.amount == amount && !receipt.reversed
    };
    let receipt = numbers.into_iter().find(same);
    books(world, Books::ReceiveMoney(ReceiveMoney { amount, movement, receipt }));
}

fn count(world: &mut World) {
    let account = world.dice.of(&ACCOUNTS[..2]);
    let booked = i64::try_from(world.state.account(&code(account)).unwrap().balance).unwrap();
    let off = match world.dice.below(4) {
        0 => world.dice.amount(2_000).dong(),
        1 => -world.dice.amount(2_000).dong(),
        _ => 0,
    };
    let (counted, evidence) = (Vnd::new(booked + off), Some(world.digest()));
    books(world, Books::CountCash(CountCash { account: code(account), counted, evidence, row: None }));
}

fn settle(world: &mut World) {
    let open: Vec<_> = world
        .state
        .books
        .counts()
        .filter(|(_, count)| count.open() != Vnd::ZERO)
        .map(|(number, count)| (number, count.account.clone(), count.open()))
        .collect();
    let none = (CountNo::new(1), code(ACCOUNTS[0]), Vnd::new(1));
    let (count, account, open) = if open.is_empty() { none } else { world.dice.of(&open) };
    let how = world.dice.of(&[
        Settlement::Recovered,
        Settlement::WrittenOff,
        Settlement::TakenAsGift,
        Settlement::Returned,
    ]);
    let part = world.dice.amount(open.dong().abs()).dong();
    let amount = Vnd::new(part * open.dong().signum());
    books(world, Books::SettleDifference(SettleDifference { account, amount, count, how, row: None }));
}

fn reconcile(world: &mut World) {
    let account = world.dice.of(&ACCOUNTS[2..]);
    let through = world.today.checked_sub(1.day()).unwrap();
    let booked = world.state.account(&code(account)).unwrap().days.balance(through);
    let printed = Vnd::new(i64::try_from(booked).unwrap());
    let outstanding = Vnd::ZERO;
    let reconcile = ReconcileAccount { account: code(account), outstanding, printed, row: None, through };
    books(world, Books::ReconcileAccount(reconcile));
}

/// Corrections are signed, what waits is settled, and then a day that is over is closed.
fn close_day(world: &mut World) {
    if world.dice.one_in(2) {
        let unsigned: Vec<_> = world.state.books.unsigned().map(|(voucher, _)| voucher).collect();
        for voucher in unsigned {
            let command = Books::SignCorrection(SignCorrection { voucher });
            let on = On { effective_on: world.today, command };
            world.give("chief-accountant:d", Command::Books(on));
        }
        for item in world.state.waiting().collect::<Vec<_>>() {
            let (reason, effective_on) = (DismissalReason::NoTransaction, world.today);
            let dismiss = DismissQuarantined { item, reason, same_as: None, effective_on };
            world.give("treasurer:t", Command::DismissQuarantined(dismiss));
        }
    }
    let last = world.today.checked_sub(3.days()).unwrap();
    let span = if world.dice.one_in(8) { Span::Month } else { Span::Day };
    books(world, Books::ClosePeriod(ClosePeriod { last, span }));
}

fn papers(world: &mut World) {
    let command = match world.dice.below(3) {
        0 => Books::SpoilVoucher(SpoilVoucher { reason: code("torn"), series: world.dice.of(&Series::ALL) }),
        1 => {
            let voucher = world.state.books.unsigned().next().map(|(voucher, _)| voucher);
            let voucher = voucher.unwrap_or_else(|| code("DC-2021-00001"));
            Books::SignCorrection(SignCorrection { voucher })
        }
        _ => Books::PublishReport(PublishReport {
            digest: world.digest(),
            first: world.today.checked_sub(30.days()).unwrap(),
            format: code("pdf"),
            known_at: world.position,
            last: world.today.checked_sub(1.day()).unwrap(),
            report: code("disclosure"),
        }),
    };
    books(world, command);
}

fn oversight(world: &mut World) {
    let finding = FindingNo::new(world.dice.below(20) + 1);
    let (who, command) = match world.dice.below(4) {
        0 => {
            let request = RequestNo::new(world.dice.number(world.state.relief.requests.next().get()));
            let about = world.dice.of(&[Subject::Fund, Subject::Request(request)]);
            let (due_on, kind) = (Some(world.today), FindingKind::Question);
            ("auditor:z", Oversight::RaiseFinding(RaiseFinding { about, due_on, kind, row: None }))
        }
        1 => ("treasurer:t", Oversight::AnswerFinding(AnswerFinding { evidence: None, finding, row: None })),
        2 => ("auditor:z", Oversight::MoveDeadline(MoveDeadline { due_on: world.today, finding })),
        _ => ("auditor:z", Oversight::SettleFinding(SettleFinding { finding, row: None })),
    };
    let effective_on = world.today;
    world.give(who, Command::Oversight(On { effective_on, command }));
}
