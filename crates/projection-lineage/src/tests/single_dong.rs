//! A pot against a naive model: a list with one entry for each đồng that ever came.

use domain::{PaymentNo, ReceiptNo};
use proptest::prelude::*;

use crate::pot::{Pot, Source, Use};

#[derive(Clone, Copy, Debug)]
enum Op {
    Give(u64),
    Again(u64, u64),
    Interest(u64),
    Spend(u64, u64),
    Back(u64, u64),
    Withdraw(u64, u64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Now {
    Free,
    Used(Use),
    Gone,
}

#[derive(Default)]
struct Model {
    all: Vec<(Source, Now)>,
    owed: Vec<Use>,
}

impl Model {
    fn come(&mut self, source: Source, dong: u64) {
        (0..dong).for_each(|_| self.all.push((source, Now::Free)));
        self.settle();
    }

    fn settle(&mut self) {
        while !self.owed.is_empty() {
            let Some(free) = self.all.iter_mut().find(|one| one.1 == Now::Free) else { return };
            free.1 = Now::Used(self.owed.remove(0));
        }
    }

    fn spend(&mut self, of: Use, dong: u64) {
        (0..dong).for_each(|_| self.owed.push(of));
        self.settle();
    }

    fn back(&mut self, of: Use, dong: u64) {
        for left in (1..=dong).rev() {
            if let Some(place) = self.owed.iter().rposition(|one| *one == of) {
                self.owed.remove(place);
            } else if let Some(used) = self.all.iter_mut().rev().find(|one| one.1 == Now::Used(of)) {
                used.1 = Now::Free;
            } else {
                self.come(Source::Found, left);
                break;
            }
        }
        self.settle();
    }

    fn withdraw(&mut self, receipt: ReceiptNo, dong: u64) {
        let mut bare = Vec::new();
        for _ in 0..dong {
            let own = |one: &&mut (Source, Now)| one.0 == Source::Gift(receipt);
            let mut free = self.all.iter_mut().rev().filter(own).filter(|one| one.1 == Now::Free);
            if let Some(free) = free.next() {
                free.1 = Now::Gone;
                continue;
            }
            drop(free);
            let mut used = self.all.iter_mut().rev().filter(own).filter(|one| one.1 != Now::Gone);
            match used.next() {
                Some(used) => {
                    if let Now::Used(of) = used.1 {
                        bare.push(of);
                    }
                    used.1 = Now::Gone;
                }
                None => bare.push(Use::Lost),
            }
        }
        self.owed.extend(bare);
        self.settle();
    }
}

fn payment(number: u64) -> Use {
    Use::Payment(PaymentNo::new(number))
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        4 => (1..30_u64).prop_map(Op::Give),
        1 => (1..8_u64, 1..20_u64).prop_map(|(gift, dong)| Op::Again(gift, dong)),
        1 => (1..5_u64).prop_map(Op::Interest),
        4 => (1..6_u64, 1..40_u64).prop_map(|(of, dong)| Op::Spend(of, dong)),
        2 => (1..6_u64, 1..40_u64).prop_map(|(of, dong)| Op::Back(of, dong)),
        2 => (1..8_u64, 1..40_u64).prop_map(|(gift, dong)| Op::Withdraw(gift, dong)),
    ]
}

#[track_caller]
fn check(pot: &Pot, model: &Model, receipts: u64) {
    let count = |is: &dyn Fn(&(Source, Now)) -> bool| model.all.iter().filter(|one| is(one)).count() as u64;
    let free = i128::from(count(&|one| one.1 == Now::Free));
    assert_eq!(pot.balance(), free - i128::try_from(model.owed.len()).unwrap());
    for number in 1..=receipts.max(8) {
        let receipt = ReceiptNo::new(number);
        let own = |now: Now| count(&|one| one.0 == Source::Gift(receipt) && one.1 == now);
        let stretches = pot.stretches(receipt);
        let free: u64 = stretches.iter().flat_map(|(a, b)| pot.free().within(*a, *b)).map(|p| p.len()).sum();
        assert_eq!(free, own(Now::Free), "free of {number}");
        for of in (1..6).map(payment).chain([Use::Lost]) {
            let used = stretches.iter().flat_map(|(a, b)| pot.used().within(*a, *b));
            let used: u64 = used.filter(|piece| piece.of == of).map(|piece| piece.len()).sum();
            assert_eq!(used, own(Now::Used(of)), "{of:?} of {number}");
        }
    }
    for of in (1..6).map(payment) {
        let used: u64 = pot.used().of(of).map(|piece| piece.len()).sum();
        assert_eq!(used, count(&|one| one.1 == Now::Used(of)));
    }
}

proptest! {
    #[test]
    fn a_pot_is_a_list_of_single_dong(ops in proptest::collection::vec(op(), 1..60)) {
        let (mut pot, mut model, mut receipts) = (Pot::default(), Model::default(), 0);
        for op in ops {
            let highest = ReceiptNo::new(receipts);
            match op {
                Op::Give(dong) => {
                    receipts += 1;
                    pot.give(ReceiptNo::new(receipts), dong);
                    model.come(Source::Gift(ReceiptNo::new(receipts)), dong);
                }
                // What was never recorded cannot come again.
                Op::Again(..) if receipts == 0 => {}
                Op::Again(gift, dong) => {
                    let source = Source::Gift(ReceiptNo::new(gift.min(receipts)));
                    pot.come(source, highest, dong);
                    model.come(source, dong);
                }
                Op::Interest(dong) => {
                    pot.come(Source::Interest, highest, dong);
                    model.come(Source::Interest, dong);
                }
                Op::Spend(of, dong) => {
                    pot.spend(payment(of), dong);
                    model.spend(payment(of), dong);
                }
                Op::Back(of, dong) => {
                    pot.take_back(payment(of), highest, dong);
                    model.back(payment(of), dong);
                }
                Op::Withdraw(gift, dong) => {
                    pot.withdraw(ReceiptNo::new(gift), dong);
                    model.withdraw(ReceiptNo::new(gift), dong);
                }
            }
            check(&pot, &model, receipts);
        }
    }
}
