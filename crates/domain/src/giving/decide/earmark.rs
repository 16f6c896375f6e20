//! What a gift is tied to: released by its donor, or told by a code in the memo.

use super::super::{
    DeclareGiftCode, EarmarkReleased, Event as Gave, GiftCodeDeclared, Part, Refusal, ReleaseEarmark,
    code_key,
};
use crate::decide::{Day, earmark_known, positive, standing};
use crate::event::{DonorKind, Earmark, Event};
use crate::ids::ReceiptNo;
use crate::money::Vnd;
use crate::rejection::Rejection;
use crate::relief::Free;
use crate::state::{ReceiptState, State};

/// A code with fewer letters and digits would be found in memos that do not mean it.
const CODE_LEAST: usize = 4;

pub(super) fn release(state: &State, command: ReleaseEarmark, day: &Day<'_>) -> Result<Gave, Rejection> {
    let (_, receipt) = standing(state, command.receipt)?;
    positive(command.amount)?;
    earmark_known(state, command.to.as_ref(), day.on)?;
    let number = command.receipt;
    if state.giving.is_held(number) || receipt.donor == DonorKind::Unidentified {
        return Err(Refusal::ReceiptInNoPot(number).into());
    }
    let parts = parts(state, number, receipt);
    let tied = parts.iter().filter(|part| part.earmark.is_some() && part.earmark != command.to);
    let Some(most) = tied.max_by_key(|part| part.amount) else {
        return Err(Refusal::NothingToRelease(number).into());
    };
    if most.amount < command.amount {
        return Err(Refusal::ReleaseTooMuch { receipt: number, left: most.amount }.into());
    }
    let unspent = Free::new(state, day.today).pot(most.earmark.as_ref());
    if unspent < i128::from(command.amount.dong()) {
        let unspent = Vnd::new(i64::try_from(unspent.max(0)).unwrap_or(i64::MAX));
        return Err(Refusal::EarmarkSpent { unspent }.into());
    }
    let from = most.earmark.clone();
    let ReleaseEarmark { amount, evidence, receipt, row, to } = command;
    Ok(Gave::EarmarkReleased(EarmarkReleased { amount, evidence, from, receipt, row, to }))
}

fn parts(state: &State, number: ReceiptNo, receipt: &ReceiptState) -> Vec<Part> {
    state.giving.parts(number, receipt.earmark.as_deref(), receipt.amount)
}

/// Before a receipt is reversed, what was released of it goes back to where its donor first tied it: the negative of the
/// whole receipt then falls on one pot.
pub(crate) fn taken_back(state: &State, number: ReceiptNo, receipt: &ReceiptState) -> Vec<Event> {
    back(number, receipt.earmark.as_deref(), parts(state, number, receipt))
}

/// These parts of a receipt go back to where its donor first tied it.
pub(crate) fn back(number: ReceiptNo, own: Option<&Earmark>, parts: Vec<Part>) -> Vec<Event> {
    let back = |part: Part| {
        let evidence = part.evidence.filter(|_| part.earmark.as_ref() != own)?;
        let (from, to) = (part.earmark, own.cloned());
        let back = EarmarkReleased { amount: part.amount, evidence, from, receipt: number, row: None, to };
        Some(Gave::EarmarkReleased(back).into())
    };
    parts.into_iter().filter_map(back).collect()
}

pub(super) fn declare_code(
    state: &State,
    command: DeclareGiftCode,
    day: &Day<'_>,
) -> Result<Gave, Rejection> {
    let DeclareGiftCode { code, earmark } = command;
    if code_key(code.as_str()).len() < CODE_LEAST {
        return Err(Refusal::GiftCodeTooShort(code).into());
    }
    if let Some(declared) = state.giving.code(code.as_str()) {
        return Err(Refusal::GiftCodeDeclared(declared.code.clone()).into());
    }
    earmark_known(state, earmark.as_ref(), day.on)?;
    Ok(Gave::GiftCodeDeclared(GiftCodeDeclared { code, earmark }))
}

#[cfg(test)]
mod tests {
    use super::super::super::Command;
    use super::*;
    use crate::decide::testing::{
        CASH, after, check, earmark, giving, opened, receipt, receipt_for, reversal,
    };

    fn released(dong: i64, to: Option<&str>) -> crate::Command {
        giving(Command::ReleaseEarmark(ReleaseEarmark {
            amount: Vnd::new(dong),
            evidence: "0".repeat(64).parse().unwrap(),
            receipt: ReceiptNo::new(1),
            row: None,
            to: to.map(earmark),
        }))
    }

    fn declared(code: &str) -> crate::Command {
        giving(Command::DeclareGiftCode(DeclareGiftCode { code: code.parse().unwrap(), earmark: None }))
    }

    #[test]
    fn a_release_moves_money_between_pots_and_a_reversal_takes_it_back() {
        let given = vec![receipt_for(CASH, 100, "rice"), released(60, None), released(30, Some("nets"))];
        let pots = |commands: Vec<crate::Command>| {
            let state = after([opened(), commands].concat());
            ["rice", "nets"]
                .map(|purpose| state.pots.of(Some(&earmark(purpose))).balance())
                .to_vec()
                .into_iter()
                .chain([state.pots.of(None).balance()])
                .collect::<Vec<_>>()
        };
        assert_eq!(pots(given.clone()), [10, 30, 60]);
        assert_eq!(pots([given.clone(), vec![reversal(1)]].concat()), [0, 0, 0]);
        let again = [given, vec![released(30, None)]].concat();
        assert_eq!(pots(again), [10, 0, 90], "what was tied anew is released anew");
    }

    #[test]
    fn only_what_is_tied_and_unspent_is_released() {
        let first = ReceiptNo::new(1);
        let rice = receipt_for(CASH, 100, "rice");
        for (given, when, refusal) in [
            (vec![receipt(CASH, 100)], released(1, None), Refusal::NothingToRelease(first)),
            (vec![rice.clone()], released(1, Some("rice")), Refusal::NothingToRelease(first)),
            (
                vec![rice.clone()],
                released(101, None),
                Refusal::ReleaseTooMuch { receipt: first, left: Vnd::new(100) },
            ),
            (
                vec![rice, released(60, None)],
                released(41, None),
                Refusal::ReleaseTooMuch { receipt: first, left: Vnd::new(40) },
            ),
        ] {
            check(given, when, Err(refusal.into()));
        }
        check(vec![], released(1, None), Err(Rejection::ReceiptUnknown(first)));
    }

    #[test]
    fn a_code_is_declared_once_however_it_is_written() {
        let taken = Refusal::GiftCodeDeclared("dt26-abcd1234".parse().unwrap());
        check(vec![declared("dt26-abcd1234")], declared("dt26abcd1234"), Err(taken.into()));
        let short = Refusal::GiftCodeTooShort("a-b-1".parse().unwrap());
        check(vec![], declared("a-b-1"), Err(short.into()));
    }
}
