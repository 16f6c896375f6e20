//! The register of vouchers: corrections are signed, a spoiled number stays in it.

use super::super::{CorrectionSigned, Event as Kept, Refusal, SignCorrection, SpoilVoucher, VoucherSpoiled};
use crate::decide::Day;
use crate::rejection::Rejection;
use crate::state::State;
use crate::voucher::Series;

/// The rights table lets chief accountants sign; here, that it is not whoever made the correction, in whatever role.
pub(super) fn sign(state: &State, command: &SignCorrection, day: &Day<'_>) -> Result<Kept, Rejection> {
    let voucher = command.voucher;
    let Some(correction) = state.books.correction(voucher) else {
        let given = voucher.series == Series::Dc
            && (1..=state.vouchers.last(Series::Dc, voucher.year)).contains(&voucher.number);
        let refusal =
            if given { Refusal::SignedAlready(voucher) } else { Refusal::CorrectionUnknown(voucher) };
        return Err(refusal.into());
    };
    if correction.by.person() == day.actor.person() {
        return Err(Refusal::OwnCorrection(voucher).into());
    }
    Ok(Kept::CorrectionSigned(CorrectionSigned { voucher }))
}

pub(super) fn spoil(state: &State, command: SpoilVoucher, day: &Day<'_>) -> Kept {
    let voucher = state.vouchers.next(command.series, day.on.year());
    Kept::VoucherSpoiled(VoucherSpoiled { reason: command.reason, voucher })
}

#[cfg(test)]
mod tests {
    use super::super::super::Command;
    use super::*;
    use crate::decide::testing::{CASH, DAY, after, books, check, opened, receipt, reversal};
    use crate::decide::{Given, decide};

    fn signed(voucher: &str) -> crate::Command {
        books(Command::SignCorrection(SignCorrection { voucher: voucher.parse().unwrap() }))
    }

    fn spoiled(series: Series) -> crate::Command {
        books(Command::SpoilVoucher(SpoilVoucher { reason: "torn".parse().unwrap(), series }))
    }

    #[test]
    fn the_chief_accountant_signs_each_correction_once() {
        let voucher = "DC-2024-00001".parse().unwrap();
        let given = vec![receipt(CASH, 5), reversal(1)];
        let signed_off = Kept::CorrectionSigned(CorrectionSigned { voucher });
        check(given.clone(), signed("DC-2024-00001"), Ok(vec![signed_off.into()]));
        let twice = [given.clone(), vec![signed("DC-2024-00001")]].concat();
        check(twice, signed("DC-2024-00001"), Err(Refusal::SignedAlready(voucher).into()));
        for unknown in ["DC-2024-00002", "PT-2024-00001"] {
            let refusal = Refusal::CorrectionUnknown(unknown.parse().unwrap());
            check(given.clone(), signed(unknown), Err(refusal.into()));
        }
    }

    #[test]
    fn nobody_signs_what_they_made_in_whatever_role() {
        let state = after([opened(), vec![receipt(CASH, 5), reversal(1)]].concat());
        let maker = "chief-accountant:t-test".parse().unwrap();
        let given = Given { actor: &maker, today: DAY };
        let refused = decide(&state, signed("DC-2024-00001"), given).unwrap_err();
        assert_eq!(refused, Refusal::OwnCorrection("DC-2024-00001".parse().unwrap()).into());
    }

    #[test]
    fn a_spoiled_number_is_used_up_and_waits_for_nobody() {
        let state =
            after([opened(), vec![spoiled(Series::Pt), receipt(CASH, 5), spoiled(Series::Dc)]].concat());
        assert_eq!(state.vouchers.last(Series::Pt, 2024), 2);
        assert_eq!(state.books.unsigned().count(), 0);
    }
}
